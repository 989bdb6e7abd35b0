"""Rows without codes: names are found below the class above them, units by what adds up. Figures as printed."""

from __future__ import annotations

from yusuan.recognise.codes import CodeBook
from yusuan.recognise.findings import Findings
from yusuan.recognise.row_levels import place_rows

FUNCTIONS = CodeBook(
    (
        ("206", "科学技术支出"), ("20604", "技术研究与开发"), ("2060404", "科技成果转化与扩散"),
        ("208", "社会保障和就业支出"), ("20805", "行政事业单位养老支出"), ("2080501", "行政单位离退休"),
        ("229", "其他支出"), ("22999", "其他支出"), ("2299999", "其他支出"),
    ),
    "其他", "99", "支出",
)  # fmt: skip
NONE = CodeBook((), "其他", "99", "支出")


def placed(resource: str, *rows: tuple[str, str], **unit_codes: str) -> list[tuple[object, object]]:
    """Code and level of each row, given as its name and its total; 合计 is the total."""
    findings = Findings()
    for number, (name, total) in enumerate(rows, 1):
        whole = name == "合计"
        values = {"name": name, "total": total, "is_total": whole, "level": 0 if whole else None}
        if unit_codes and not whole:
            values |= {"unit_name": name, "unit_code": unit_codes.get(f"row{number}", "")}
        findings.add(resource, values, {"name": (f"T1R{number}C1", name)})
    place_rows(findings, FUNCTIONS, NONE)
    return [(row.get("code"), row["level"]) for row in findings.resources[resource]]


def test_a_name_is_that_of_the_class_section_or_item_at_its_place():
    # 杭州市气象局 2026, the first rows of its table of expenditure.
    rows = (("合计", "5,876.67"), ("科学技术支出", "28.00"), ("技术研究与开发", "28.00"), ("科技成果转化与扩散", "28.00"),
            ("社会保障和就业支出", "396.67"), ("行政事业单位养老支出", "396.67"), ("行政单位离退休", "193.24"))  # fmt: skip
    assert placed("expenditure", *((name, total.replace(",", "")) for name, total in rows)) == [
        (None, 0), ("206", 1), ("20604", 2), ("2060404", 3), ("208", 1), ("20805", 2), ("2080501", 3),
    ]  # fmt: skip


def test_the_same_name_goes_one_deeper_each_time():
    rows = (("合计", "1"), ("其他支出", "1"), ("其他支出", "1"), ("其他支出", "1"))
    assert [code for code, _ in placed("expenditure", *rows)] == [None, "229", "22999", "2299999"]


def test_a_name_that_is_not_in_the_list_has_the_level_with_which_all_adds_up():
    rows = (
        ("合计", "10"),
        ("科学技术支出", "7"),
        ("技术研究与开发", "7"),
        ("社会保障和就业支出", "3"),
        ("没有这个款", "3"),
    )
    assert placed("expenditure", *rows)[-1] == (None, 2)


def test_a_name_that_is_not_in_the_list_has_no_level_where_nothing_adds_up():
    rows = (("合计", "10"), ("科学技术支出", "7"), ("社会保障和就业支出", "2"), ("没有这个款", "5"))
    assert placed("expenditure", *rows)[-1] == (None, None)


def test_units_that_add_up_to_the_total_are_its_parts():
    # 广州市人民政府办公厅 2026.
    rows = (("合计", "16410.71"), ("广州市人民政府办公厅", "14554.26"), ("广州市政府政务信息系统管理中心", "959.90"),
            ("广州地区公文交换站", "896.54"))  # fmt: skip
    assert [level for _, level in placed("income", *rows, row2="")] == [0, 1, 1, 1]


def test_a_department_printed_before_its_units_is_above_them():
    # 杭州市气象局 2026.
    rows = (
        ("合计", "5876.67"),
        ("杭州市气象局", "5876.67"),
        ("杭州市气象局", "5011.05"),
        ("杭州市气象服务中心", "865.62"),
    )
    assert [level for _, level in placed("income", *rows, row2="")] == [0, 1, 2, 2]


def test_units_are_as_deep_as_their_codes_are_long():
    # 西安市统计局 2026.
    rows = (("合计", "62109297.20"), ("西安市统计局", "62109297.20"), ("西安市统计局", "41059127.54"),
            ("西安市社会经济调查中心", "15844100.28"), ("西安市统计局普查中心", "5206069.38"))  # fmt: skip
    codes = {"row2": "119", "row3": "119001", "row4": "119002", "row5": "119003"}
    assert [level for _, level in placed("income", *rows, **codes)] == [0, 1, 2, 2, 2]


def test_units_that_do_not_add_up_have_no_level():
    rows = (("合计", "10.00"), ("甲", "5.00"), ("乙", "4.00"))
    assert [level for _, level in placed("income", *rows, row2="")] == [0, None, None]


def of_one_unit(*rows: tuple[str | None, str, str]) -> list[tuple[object, object]]:
    """Level and whether it is a total of each row, given as its code, name and total; one without a code is of a unit."""
    findings = Findings()
    for number, (code, name, total) in enumerate(rows, 1):
        level = (len(code) - 1) // 2 if code else None
        values = {"name": name, "code": code, "total": total, "is_total": False, "level": level}
        findings.add(
            "expenditure", values if code else values | {"unit_name": name}, {"name": (f"T1R{number}C1", name)}
        )
    place_rows(findings, FUNCTIONS, NONE)
    return [(row["level"], row["is_total"]) for row in findings.resources["expenditure"]]


def test_the_one_unit_of_a_table_without_a_total_is_its_total_where_it_is_the_sum_of_the_classes():
    # 深圳市统计局（本级） 2026, pages 19 to 21 (the classes alone).
    rows = (("201", "一般公共服务支出", "3478.72"), ("205", "教育支出", "193.00"), ("208", "社会保障和就业支出", "562.39"),
            ("210", "卫生健康支出", "86.28"), ("221", "住房保障支出", "1097.40"))  # fmt: skip
    unit = "深圳市统计局（本级）"
    # 5,417.80 is printed, and 5,417.79 is the sum: each class is rounded on its own.
    assert of_one_unit((None, unit, "5417.80"), *rows) == [(0, True), *[(1, False)] * 5]
    assert of_one_unit((None, unit, "5400.00"), *rows)[0] == (None, False)
    # Page 18: the unit is all that the table of income prints.
    assert of_one_unit((None, unit, "5417.80")) == [(0, True)]


def test_of_two_units_in_one_table_neither_is_the_total():
    rows = (
        (None, "甲", "2.00"),
        ("201", "一般公共服务支出", "2.00"),
        (None, "乙", "1.00"),
        ("201", "一般公共服务支出", "1.00"),
    )
    assert [whole for _, whole in of_one_unit(*rows)] == [False] * 4
