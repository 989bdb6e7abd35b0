"""The three public expenses: items as rows or side by side, for the whole or by unit, with other years beside them."""

from __future__ import annotations

import pytest

from yusuan.document import Cell, Table
from yusuan.forms import load_vocabulary
from yusuan.forms.files import words_of_tables
from yusuan.forms.model import table_form
from yusuan.model import load_model
from yusuan.recognise.findings import Findings
from yusuan.recognise.item_columns import find_item_columns
from yusuan.recognise.item_rows import read_item_rows

NAME = "three-public-expenses"
FORM = next(table_form(table) for table in words_of_tables(load_model())["tables"] if table["table_name"] == NAME)
Row = dict[str, object]


def read(text: str, unknown: tuple[str, ...] = ()) -> Findings:
    """Read a table that is typed as lines of cells parted by `|`."""
    printed = [[word.strip() for word in line.split("|")] for line in text.strip().split("\n")]
    width = max(len(words) for words in printed)
    rows = tuple(
        tuple(Cell(words[c] if c < len(words) else "", f"T1R{r}C{c + 1}") for c in range(width))
        for r, words in enumerate(printed, start=1)
    )
    vocabulary, findings = load_vocabulary(), Findings()
    findings.open(NAME)
    table = Table(rows, "T1")
    columns = find_item_columns(table, FORM, vocabulary)
    assert tuple(cell.text for cell in columns.unknown) == unknown
    read_item_rows(table, columns, FORM, vocabulary, findings)
    return findings


def rows_of(findings: Findings, *fields: str) -> list[tuple[object, ...]]:
    return [tuple(row.get(field) for field in fields) for row in findings.resources[NAME]]


def place_of(findings: Findings, row: int, field: str) -> object:
    return next(p["source"] for p in findings.provenance if (p["row"], p["field"]) == (row, field))


SUZHOU = """“三公”经费合计|因公出国（境）费|公务用车购置及运行维护费|||公务接待费|会议费|培训费
||小计|公务用车购置费|公务用车运行维护费|||
15.00|0.00|0.00|0.00|0.00|15.00|10.05|22.10"""


# 上海市普陀区人民政府万里街道办事处 2023: the year stands in both headers, that of the three and that beside them.
PUTUO = """2023年“三公”经费预算数||||||2023年机关运行经费预算数
合计|因公出国(境)费|公务接待费|公务用车购置及运行费||
|||小计|购置费|运行费|
22.91|0|1.35|21.56|0|21.56|786.09"""


def test_a_year_before_the_operating_costs_does_not_make_them_the_total_of_the_three() -> None:
    amounts = dict(rows_of(read(PUTUO), "item", "total"))
    assert (amounts["total"], amounts["operating_costs"]) == ("22.91", "786.09")


def test_items_printed_side_by_side_become_rows_each_traced_to_its_cell() -> None:
    # 苏州市水务局 2026.
    found = read(SUZHOU)
    assert rows_of(found, "item", "level", "is_total", "total") == [
        ("total", 0, True, "15.00"), ("overseas_travel", 1, False, "0.00"), ("official_vehicles", 1, False, "0.00"),
        ("vehicle_purchase", 2, False, "0.00"), ("vehicle_operation", 2, False, "0.00"),
        ("official_reception", 1, False, "15.00"), ("conferences", None, False, "10.05"), ("training", None, False, "22.10"),
    ]  # fmt: skip
    assert [label for (label,) in rows_of(found, "label")][:4] == [
        "“三公”经费合计", "因公出国（境）费", "公务用车购置及运行维护费", "公务用车购置费",
    ]  # fmt: skip
    assert (place_of(found, 4, "total"), place_of(found, 4, "label")) == ("T1R3C4", "T1R2C4")
    assert found.unread == []


def test_a_total_beside_that_of_the_three_is_of_conferences_and_training_too() -> None:
    # 江苏省人民检察院 2019: 1276.7 = 418.26 + 158.44 + 700.
    found = read(
        """合计|“三公”经费||||||会议费|培训费
        |小计|因公出国（境）费|公务用车购置及运行维护费|||公务接待费||
        |||小计|公务用车购置费|公务用车运行维护费|||
        1276.7|418.26|80|237||237|101.26|158.44|700"""
    )
    assert rows_of(found, "item", "level", "is_total", "total")[:3] == [
        ("total_with_conferences_and_training", None, True, "1276.7"), ("total", 0, True, "418.26"),
        ("overseas_travel", 1, False, "80"),
    ]  # fmt: skip
    assert rows_of(found, "item", "total")[4] == ("vehicle_purchase", None)


def test_operating_costs_beside_the_three_are_no_second_total_whatever_year_stands_before_them() -> None:
    """上海市普陀区万里街道 2023, page 28."""
    found = read(
        """
        2023年“三公”经费预算数||||||2023年机关运行经费预算数
        合计|因公出国(境)费|公务接待费|公务用车购置及运行费|||
        |||小计|购置费|运行费|
        22.91|0|1.35|21.56|0|21.56|786.09
        """
    )
    assert rows_of(found, "item", "total") == [
        ("total", "22.91"), ("overseas_travel", "0"), ("official_reception", "1.35"), ("official_vehicles", "21.56"),
        ("vehicle_purchase", "0"), ("vehicle_operation", "21.56"), ("operating_costs", "786.09"),
    ]  # fmt: skip


def test_budget_and_outturn_below_one_another_are_told_apart() -> None:
    """西安市卫生健康委员会 2022, page 161."""
    found = read(
        """
        项目|财政拨款安排的“三公”经费||||||会议费|培训费
        |小计|因公出国（境）费用|公务用车购置及运行维护费|||公务接待费||
        |||小计|公务用车购置费|公务用车运行维护费|||
        栏次|1|2|3|4|5|6|7|8
        预算数|593.46||591.60|136.48|455.12|1.86|86.81|2,795.78
        决算数|587.55||587.44|136.48|450.96|0.11|86.81|2,795.78
        """
    )
    assert rows_of(found, "item", "budget_total", "total") == [
        ("total", "593.46", "587.55"), ("overseas_travel", None, None), ("official_vehicles", "591.60", "587.44"),
        ("vehicle_purchase", "136.48", "136.48"), ("vehicle_operation", "455.12", "450.96"),
        ("official_reception", "1.86", "0.11"), ("conferences", "86.81", "86.81"), ("training", "2795.78", "2795.78"),
    ]  # fmt: skip


def test_last_years_budget_beside_this_years_is_kept_apart() -> None:
    # 烟台市民政局 2026.
    found = read(
        """2025年预算数||||||2026年预算数|||||
        合计|因公出国（境）经费|公务用车购置及运行维护费|||公务接待费|合计|因公出国（境）经费|公务用车购置及运行维护费|||公务接待费
        ||小计|公务用车购置经费|公务用车运行维护费||||小计|公务用车购置经费|公务用车运行维护费|
        27.32|5.00|11.78||11.78|10.54|24.62|5.00|10.08||10.08|9.54"""
    )
    assert rows_of(found, "item", "prior_year_total", "total") == [
        ("total", "27.32", "24.62"), ("overseas_travel", "5.00", "5.00"), ("official_vehicles", "11.78", "10.08"),
        ("vehicle_purchase", None, None), ("vehicle_operation", "11.78", "10.08"), ("official_reception", "10.54", "9.54"),
    ]  # fmt: skip
    assert place_of(found, 1, "prior_year_total") == "T1R4C1"


def test_years_printed_below_one_another_belong_to_their_unit_and_each_fund_keeps_its_column() -> None:
    # 深圳市统计局（本级） 2026, without the columns of vehicles.
    found = read(
        """预算单位|年度|总计|||因公出国(境)费||
        ||一般公共预算|政府性基金预算|国有资本经营预算|一般公共预算|政府性基金预算|国有资本经营预算
        深圳市统计局（本级）|2025年|59.62|0.00|0.00|43.87|0.00|0.00
        |2026年|32.56|0.00|0.00|16.80|0.00|0.00
        |增减变化金额|-27.07|0.00|0.00|-27.07|0.00|0.00"""
    )
    funds = ("general_public_budget", "prior_year_general_public_budget", "change_general_public_budget")
    assert rows_of(found, "item", "level", "unit_name", *funds) == [
        ("total", 0, "深圳市统计局（本级）", "32.56", "59.62", "-27.07"),
        ("overseas_travel", 1, "深圳市统计局（本级）", "16.80", "43.87", "-27.07"),
    ]  # fmt: skip
    assert "total" not in found.resources[NAME][0]
    assert place_of(found, 2, "change_general_public_budget") == "T1R5C6"


def test_rows_of_units_have_no_level_beside_those_of_all_units_together() -> None:
    # 杭州市气象局 2026.
    found = read(
        """单位名称|“三公”经费合计|因公出国(境)费用|公务用车购置及运行费|||公务接待费
        |||小计|公务用车购置费|公务用车运行维护费|
        **|1|2|3|4|5|6
        合计|24.02||18.00||18.00|6.02
        杭州市气象局|13.13||7.20||7.20|5.93"""
    )
    assert rows_of(found, "unit_name", "item", "level", "is_total", "total")[::6] == [
        (None, "total", 0, True, "24.02"), ("杭州市气象局", "total", None, True, "13.13"),
    ]  # fmt: skip
    assert rows_of(found, "unit_name", "item", "level", "total")[11] == (
        "杭州市气象局",
        "official_reception",
        None,
        "5.93",
    )
    assert found.accounted["T1R3C2"] == "column numbers"


def test_a_change_against_last_year_has_columns_of_its_own_and_units_keep_their_codes() -> None:
    # 西安市行政审批服务局 2025, without the columns of vehicles.
    found = read(
        """单位编码|单位名称|上年||||当年||||增减变化情况|||
        ||合计|一般公共预算拨款安排的“三公”经费预算||会议费|合计|一般公共预算拨款安排的“三公”经费预算||会议费|合计|一般公共预算拨款安排的“三公”经费预算||会议费
        |||小计|公务接待费|||小计|公务接待费|||小计|公务接待费|
        合计||695,000.00|50,000.00|25,000.00|20,000.00|264,600.00|45,000.00|20,000.00|19,600.00|-430,400.00|-5,000.00|-5,000.00|-400.00
        122|西安市行政审批服务局|695,000.00|50,000.00|25,000.00|20,000.00|264,600.00|45,000.00|20,000.00|19,600.00|-430,400.00|-5,000.00|-5,000.00|-400.00"""
    )
    assert rows_of(found, "unit_code", "item", "level", "prior_year_total", "total", "change_total")[:4] == [
        (None, "total_with_conferences_and_training", None, "695000.00", "264600.00", "-430400.00"),
        (None, "total", 0, "50000.00", "45000.00", "-5000.00"),
        (None, "official_reception", 1, "25000.00", "20000.00", "-5000.00"),
        (None, "conferences", None, "20000.00", "19600.00", "-400.00"),
    ]
    assert rows_of(found, "unit_code", "unit_name", "level")[5] == ("122", "西安市行政审批服务局", None)


def test_budget_and_outturn_side_by_side_are_told_apart() -> None:
    # 上海普陀 2024, 决算.
    found = read(
        """财政拨款“三公”经费|||||||||||
        合计||因公出国（境）费||公务用车购置及运行维护费||||||公务接待费|
        ||||小计||公务用车购置费||公务用车运行维护费|||
        预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数
        2.85|0.39|0.00|0.00|0.00|0.00|0.00|0.00|0.00|0.00|2.85|0.39"""
    )
    assert rows_of(found, "item", "budget_total", "total")[::5] == [
        ("total", "2.85", "0.39"), ("official_reception", "2.85", "0.39"),
    ]  # fmt: skip


def test_budget_and_outturn_below_one_another_are_told_apart_by_the_names_of_their_rows() -> None:
    # 西安市卫生健康委员会（汇总） 2022, 决算, page 161.
    found = read(
        """项目|财政拨款安排的“三公”经费||||||会议费|培训费
        |小计|因公出国（境）费用|公务用车购置及运行维护费|||公务接待费||
        |||小计|公务用车购置费|公务用车运行维护费|||
        栏次|1|2|3|4|5|6|7|8
        预算数|593.46||591.60|136.48|455.12|1.86|86.81|2,795.78
        决算数|587.55||587.44|136.48|450.96|0.11|86.81|2,795.78"""
    )
    assert rows_of(found, "item", "budget_total", "adjusted_budget_total", "total") == [
        ("total", "593.46", None, "587.55"),
        ("overseas_travel", None, None, None),
        ("official_vehicles", "591.60", None, "587.44"),
        ("vehicle_purchase", "136.48", None, "136.48"),
        ("vehicle_operation", "455.12", None, "450.96"),
        ("official_reception", "1.86", None, "0.11"),
        ("conferences", "86.81", None, "86.81"),
        ("training", "2795.78", None, "2795.78"),
    ]


def test_a_budget_adjusted_in_the_year_stands_between_budget_and_outturn() -> None:
    found = read(
        """项目|年初预算数|全年预算数|决算数
        因公出国（境）费|1.00|2.00|1.50"""
    )
    fields = ("item", "budget_total", "adjusted_budget_total", "total")
    assert rows_of(found, *fields) == [("overseas_travel", "1.00", "2.00", "1.50")]


def test_items_as_rows_are_known_with_their_numbers_and_of_which() -> None:
    # 广州市人民政府办公厅 2026.
    found = read(
        """项目|合计|一般公共预算|政府性基金预算|国有资本经营预算
        行政经费|1,443.41|1,443.41|0.00|0.00
        “三公”经费|226.86|226.86|0.00|0.00
        其中：（一）因公出国（境）支出|215.60|215.60|0.00|0.00
        （二）公务用车购置及运行维护支出|0.00|0.00|0.00|0.00
        1.公务用车购置费|0.00|0.00|0.00|0.00
        2.公务用车运行维护费|0.00|0.00|0.00|0.00
        （三）公务接待费支出|11.26|11.26|0.00|0.00
        （四）其他|1.00|1.00|0.00|0.00"""
    )
    assert rows_of(found, "item", "level", "total", "general_public_budget") == [
        ("administrative_expenses", None, "1443.41", "1443.41"), ("total", 0, "226.86", "226.86"),
        ("overseas_travel", 1, "215.60", "215.60"), ("official_vehicles", 1, "0.00", "0.00"),
        ("vehicle_purchase", 2, "0.00", "0.00"), ("vehicle_operation", 2, "0.00", "0.00"),
        ("official_reception", 1, "11.26", "11.26"),
    ]  # fmt: skip
    assert [(row["kind"], row["text"]) for row in found.unread] == [("label", "（四）其他")]


@pytest.mark.parametrize("header", ["国内公务接待费", "公务接待费会议费"])
def test_a_header_that_is_not_known_is_left_out_and_listed(header: str) -> None:
    found = read(SUZHOU.replace("公务接待费", header), unknown=(header,))
    assert "official_reception" not in [item for (item,) in rows_of(found, "item")]


def test_letters_that_a_cell_below_sets_over_a_header_do_not_hide_what_it_says() -> None:
    # 西安市人民政府国有资产监督管理委员会 2022, page 36 (two of its three periods).
    fund = "一般公共预算拨款安排的“三公”经费预算"
    found = read(
        f"""2021年||||2022年|||
        合计|{fund}||购置费会议费|合计|待费{fund}||会议费
        |小计|公务接待费|||小计|公务接待费|
        38000.00|10000.00|10000.00|28000.00|80000.00|60000.00|10000.00|20000.00"""
    )
    assert rows_of(found, "item", "prior_year_total", "total") == [
        ("total_with_conferences_and_training", "38000.00", "80000.00"),
        ("total", "10000.00", "60000.00"),
        ("official_reception", "10000.00", "10000.00"),
        ("conferences", "28000.00", "20000.00"),
    ]
