"""Official tables: found by their titles, their columns by their headers, their rows by codes and numbering."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from yusuan.recognise import Recognition

Read = Callable[[Any], Recognition]
Row = dict[str, object]

CODED = (
    "项 目\t\t\t支出预算\t\t\t\n功能分类科目编码\t\t\t功能分类科目名称\t合 计\t基本支出\t项目支出\n类\t款\t项\t\t\t\t\n"
)
SIDES = "收 入\t\t支 出\t\n项 目\t预算数\t功能分类\t预算数\n"


def rows_of(recognition: Recognition, resource: str, *columns: str) -> list[tuple[object, ...]]:
    return [tuple(row.get(column) for column in columns) for row in recognition.findings.resources[resource]]


def unread(recognition: Recognition) -> list[tuple[object, ...]]:
    return [(row["kind"], row["text"], row["source"]) for row in recognition.findings.unread]


def place_of(recognition: Recognition, resource: str, row: int, field: str) -> object:
    return next(
        (p["source"], p["printed"])
        for p in recognition.findings.provenance
        if (p["resource"], p["row"], p["field"]) == (resource, row, field)
    )


def line_of(document: Any, text: str) -> int:
    return next(number for number, line in enumerate(document.text().split("\n"), start=1) if line.startswith(text))


def test_a_code_is_the_digits_of_its_class_section_and_item(read: Read, tiny: Any) -> None:
    document = tiny(
        [
            (
                "支出总体情况表",
                CODED
                + "201\t\t\t一般公共服务支出\t9.00\t9.00\t\n201\t13\t\t商贸事务\t9.00\t9.00\t\n201\t13\t50\t事业运行\t9.00\t9.00\t\n\t\t\t合 计\t9.00\t9.00\t",
                "",
            )
        ]
    )
    found = read(document)
    assert rows_of(found, "expenditure", "code", "name", "level", "is_total") == [
        ("201", "一般公共服务支出", 1, False), ("20113", "商贸事务", 2, False), ("2011350", "事业运行", 3, False), (None, "合计", 0, True),
    ]  # fmt: skip
    line = line_of(document, "201\t13\t50")
    assert place_of(found, "expenditure", 3, "code") == (f"L{line}C1:C3", "201\t13\t50")
    assert place_of(found, "expenditure", 3, "basic_expenditure") == (f"L{line}C6", "9.00")
    assert unread(found) == []


@pytest.mark.parametrize("cells", ["201\t\t50", "20\t13\t50", "201\t1\t50", "\t13\t50", "2O1\t13\t50", "201\t13\t5O"])
def test_a_code_with_a_part_missing_or_of_another_width_is_not_guessed(read: Read, tiny: Any, cells: str) -> None:
    document = tiny([("支出总体情况表", CODED + f"{cells}\t事业运行\t9.00\t9.00\t\n\t\t\t合计\t9.00\t9.00\t", "")])
    found = read(document)
    assert rows_of(found, "expenditure", "name") == [("合计",)]
    line = line_of(document, cells)
    assert ("label", cells, f"L{line}C1") in unread(found)


def test_a_row_that_is_left_out_leaves_none_of_its_amounts_unsaid(read: Read, tiny: Any) -> None:
    document = tiny([("支出总体情况表", CODED + "\t\t\t神秘\t9.00\t8.00\t1.00\n\t\t\t合计\t9.00\t8.00\t1.00", "")])
    found = read(document)
    line = line_of(document, "\t\t\t神秘")
    told = [str(row["text"]) for row in found.findings.unread if str(row["source"]).startswith(f"L{line}")]
    assert any("9.00" in text and "8.00" in text and "1.00" in text for text in told)


@pytest.mark.parametrize("header", [
    "类\t款\t项\t功能分类科目名称\t合计\t基本支出\t项目支出\n",
    "功能分类科目编码\t\t\t功能分类科目名称\t合计\t基本支出\t项目支出\n类\t款\t项\t\t\t\t\n",
    CODED,
    "2024年\t\t\t\t\t\t\n" + CODED,
])  # fmt: skip
def test_a_header_may_have_one_row_or_four(read: Read, tiny: Any, header: str) -> None:
    found = read(
        tiny(
            [
                (
                    "支出总体情况表",
                    header + "201\t\t\t一般公共服务支出\t9.00\t8.00\t1.00\n\t\t\t合计\t9.00\t8.00\t1.00",
                    "",
                )
            ]
        )
    )
    assert rows_of(found, "expenditure", "code", "total", "basic_expenditure", "project_expenditure") == [
        ("201", "9.00", "8.00", "1.00"), (None, "9.00", "8.00", "1.00"),
    ]  # fmt: skip


def test_a_header_over_merged_cells_counts_for_all_the_columns_below_it(read: Read, tiny: Any) -> None:
    # 合计 stands once under 财政拨款收入 and once under 财政拨款支出; only the merged cell above tells them apart.
    table = "财政拨款收入\t\t财政拨款支出\t\t\t\t\n项 目\t合 计\t功 能 分 类\t合 计\t一般公 共预算\t政府性基 金预算\t国有资本 经营预算\n一、财政拨款（补助）\t3.00\t201 一般公共服务支出\t3.00\t1.00\t2.00\t\n收 入 总 计\t3.00\t支 出 总 计\t3.00\t1.00\t2.00\t"
    found = read(tiny([("财政拨款收支总体情况表", table, "")]))
    columns = (
        "income_amount",
        "expenditure_total",
        "expenditure_general_public_budget",
        "expenditure_government_fund_budget",
        "expenditure_state_capital_budget",
    )
    assert rows_of(found, "fiscal-appropriation-summary", *columns) == [("3.00", "3.00", "1.00", "2.00", None)] * 2


def test_columns_are_found_by_their_headers_wherever_they_stand(read: Read, tiny: Any) -> None:
    table = "类\t款\t项\t功能分类科目名称\t项目支出\t合计\t基本支出\n201\t\t\t一般公共服务支出\t1.00\t9.00\t8.00\n\t\t\t合计\t1.00\t9.00\t8.00"
    found = read(tiny([("支出总体情况表", table, "")]))
    assert (
        rows_of(found, "expenditure", "total", "basic_expenditure", "project_expenditure")
        == [("9.00", "8.00", "1.00")] * 2
    )


INCOME = [
    ("一、本年收入", 1, None), ("1. 一般公共预算拨款", 2, 1), ("其中：一般财力", 3, 2), ("上级转移支付", 3, 2), ("2. 基金预算拨款", 2, 1),
    ("其中：政府性基金收入", 3, 5), ("3. 单位资金", 2, 1), ("二、上年结转结余", 1, None), ("1. 财政拨款结转", 2, 8), ("其中：一般公共预算", 3, 9),
]  # fmt: skip


def test_numbering_and_of_which_make_a_hierarchy_and_each_side_has_its_own_rows(read: Read, tiny: Any) -> None:
    lines = [
        f"{label}\t1.00\t{'201 一般公共服务支出' if i == 0 else ''}\t{'2.00' if i == 0 else ''}"
        for i, (label, _, _) in enumerate(INCOME)
    ]
    found = read(
        tiny(
            [
                (
                    "收支总体情况表",
                    SIDES + "\n".join(lines) + "\n\t\t231 债务还本支出\t\n收 入 总 计\t2.00\t支 出 总 计\t2.00",
                    "",
                )
            ]
        )
    )
    rows = rows_of(found, "income-expenditure-summary", "income_label", "income_level", "income_parent_row")
    assert [(level, parent) for _, level, parent in rows[:10]] == [(level, parent) for _, level, parent in INCOME]
    assert rows[10:] == [(None, None, None), ("收入总计", 0, None)]
    assert rows_of(found, "income-expenditure-summary", "income_number")[:4] == [
        ("一、",),
        ("1.",),
        ("其中：",),
        (None,),
    ]
    right = rows_of(
        found,
        "income-expenditure-summary",
        "expenditure_code",
        "expenditure_label",
        "expenditure_level",
        "expenditure_amount",
    )
    assert [row for row in right if any(row)] == [
        ("201", "一般公共服务支出", 1, "2.00"), ("231", "债务还本支出", 1, None), (None, "支出总计", 0, "2.00"),
    ]  # fmt: skip
    assert unread(found) == []


def test_an_amount_beside_no_label_is_listed(read: Read, tiny: Any) -> None:
    document = tiny([("收支总体情况表", SIDES + "一、本年收入\t1.00\t\t7.00\n收入总计\t1.00\t支出总计\t1.00", "")])
    assert [kind for kind, text, _ in unread(read(document)) if "7.00" in str(text)] == ["line"]


def test_a_printed_zero_is_a_figure_and_a_blank_or_a_dash_is_none(read: Read, tiny: Any) -> None:
    found = read(
        tiny(
            [
                (
                    "支出总体情况表",
                    CODED
                    + "201\t\t\t一般公共服务支出\t0.00\t0\t\n204\t\t\t公共安全支出\t5.00\t—\t/\n\t\t\t合计\t5.00\t0.00\t",
                    "",
                )
            ]
        )
    )
    assert rows_of(found, "expenditure", "total", "basic_expenditure", "project_expenditure") == [
        ("0.00", "0", None), ("5.00", None, None), ("5.00", "0.00", None),
    ]  # fmt: skip
    assert unread(found) == []


@pytest.mark.parametrize("printed", ["1,234,567.80", "１２３４５６７．８０"])
def test_an_amount_keeps_its_digits_without_separators(read: Read, tiny: Any, printed: str) -> None:
    found = read(
        tiny([("支出总体情况表", CODED + f"201\t\t\t一般公共服务支出\t{printed}\t\t\n\t\t\t合计\t{printed}\t\t", "")])
    )
    assert rows_of(found, "expenditure", "total") == [("1234567.80",)] * 2
    assert [
        p["printed"] for p in found.findings.provenance if (p["resource"], p["field"]) == ("expenditure", "total")
    ] == [printed] * 2


def states(recognition: Recognition) -> dict[object, object]:
    return {row["table_name"]: row["state"] for row in recognition.findings.resources["tables"]}


THREE = (
    "三公支出内容\t合计\t资金来源\t\t\n\t\t一般公共预算\t政府性基金\t国有资本经营预算\n合计\t\t\t\t\n公务接待费\t\t\t\t"
)
NOTE = "备注：2024 年没有安排“三公”经费支出，此表为空表。"


def test_filled_declared_empty_empty_and_absent_are_four_states(read: Read, tiny: Any) -> None:
    whole = CODED + "201\t\t\t一般公共服务支出\t9.00\t9.00\t\n\t\t\t合计\t9.00\t9.00\t"
    blank = CODED + "\t\t\t合计\t\t\t"
    found = read(
        tiny(
            [
                ("支出总体情况表", whole, ""),
                ("国有资本经营预算支出情况表", blank, ""),
                ("财政拨款“三公”经费支出情况表", THREE, NOTE),
            ]
        )
    )
    state = states(found)
    assert (state["expenditure"], state["state-capital-expenditure"]) == ("filled", "empty")
    assert (state["three-public-expenses"], state["government-fund-expenditure"]) == ("declared-empty", "absent")
    resources = found.findings.resources
    assert resources["state-capital-expenditure"] == resources["three-public-expenses"] == []
    assert "government-fund-expenditure" not in resources
    notes = {row["table_name"]: row.get("note") for row in resources["tables"]}
    assert notes["three-public-expenses"] == "备注：2024年没有安排“三公”经费支出，此表为空表。"
    assert unread(found) == []


def test_the_three_public_expenses_are_known_by_their_labels(read: Read, tiny: Any) -> None:
    table = (
        "三公支出内容\t合计\t资金来源\t\t\n\t\t一般公共预算\t政府性基金\t国有资本经营预算\n合计\t6.00\t6.00\t\t\n因公出国（境）费\t0.00\t0.00\t\t\n公务接待费\t1.00\t1.00\t\t\n"
        "公务用车购置及运行费 （小计）\t5.00\t5.00\t\t\n其中：公务用车购置费\t2.00\t2.00\t\t\n公务用车运行费\t3.00\t3.00\t\t"
    )
    found = read(tiny([("财政拨款“三公”经费支出情况表", table, "")]))
    assert rows_of(found, "three-public-expenses", "item", "level", "total") == [
        ("total", 0, "6.00"), ("overseas_travel", 1, "0.00"), ("official_reception", 1, "1.00"),
        ("official_vehicles", 1, "5.00"), ("vehicle_purchase", 2, "2.00"), ("vehicle_operation", 2, "3.00"),
    ]  # fmt: skip


def test_tables_promised_and_tables_printed_are_told_apart(read: Read, tiny: Any) -> None:
    found = read(tiny(promised=["收入总体情况表", "支出总体情况表", "政府性基金预算支出情况表"]))
    promised = {row["table_name"]: row.get("contents_number") for row in found.findings.resources["tables"]}
    assert {name: number for name, number in promised.items() if number} == {
        "income": "一", "expenditure": "二", "government-fund-expenditure": "三",
    }  # fmt: skip
    assert {name for name, state in states(found).items() if state == "filled"} == {"expenditure"}
    assert len(promised) == 10


def test_a_promised_table_that_no_form_knows_is_listed(read: Read, tiny: Any) -> None:
    document = tiny(promised=["支出总体情况表", "会议费情况表"])
    assert ("label", "二、会议费情况表", f"L{line_of(document, '二、会议费')}") in unread(read(document))


def test_a_table_printed_twice_is_read_once_and_the_second_is_listed(read: Read, tiny: Any) -> None:
    whole = CODED + "201\t\t\t一般公共服务支出\t9.00\t9.00\t\n\t\t\t合计\t9.00\t9.00\t"
    found = read(tiny([("支出总体情况表", whole, ""), ("支出总体情况表", whole, "")]))
    assert len(found.findings.resources["expenditure"]) == 2
    assert "table" in {kind for kind, _, _ in unread(found)}


def test_a_line_below_a_table_that_says_nothing_of_it_is_text(read: Read, tiny: Any) -> None:
    whole = CODED + "201\t\t\t一般公共服务支出\t9.00\t9.00\t\n\t\t\t合计\t9.00\t9.00\t"
    found = read(tiny([("支出总体情况表", whole, "说明：含上年结转。")]))
    assert unread(found) == []
    assert "说明：含上年结转。" in [row["text"] for row in found.findings.resources["paragraphs"]]


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        ("单位：万元", "万元"),
        ("单位:元", "元"),
        ("金额单位：亿元", "亿元"),
        # Jiangsu, high court, 2019, page 14; broken in other ways too.
        ("单位：万\n部门名称：某局 元", "万元"),
        ("部门名称：某局 单位：\n万元", "万元"),
        ("金额单\n位：元", "元"),
        ("部门名称：某某局 单位：人民币\n万元 某某局", "万元"),
    ],
)
def test_the_unit_of_a_table_is_the_printed_one(read: Read, tiny: Any, printed: str, unit: str) -> None:
    (row,) = [row for row in read(tiny(unit=printed)).findings.resources["tables"] if row["state"] == "filled"]
    assert row["unit"] == unit


@pytest.mark.parametrize("printed", ["单位：万元 单位：元", "金额单位：元（万元）", "单位：元\n单位：万元"])
def test_of_two_units_stated_for_one_table_none_is_taken_and_both_are_listed(
    read: Read, tiny: Any, printed: str
) -> None:
    found = read(tiny(unit=printed))
    (label,) = [row for row in found.findings.unread if row["kind"] == "label"]
    assert label["text"] == printed.split("\n")[-1]
    assert "元" in str(label["reason"])
    assert "万元" in str(label["reason"])
    (row,) = [row for row in found.findings.resources["tables"] if row["state"] == "filled"]
    assert row["unit"] is None


def test_the_name_of_an_office_that_begins_like_a_unit_is_none(read: Read, tiny: Any) -> None:
    (row,) = [
        row
        for row in read(tiny(unit="编制单位：元氏县财政局 单位：万元")).findings.resources["tables"]
        if row["state"] == "filled"
    ]
    assert row["unit"] == "万元"


def test_amounts_without_a_printed_unit_are_not_taken_for_granted(read: Read, tiny: Any) -> None:
    found = read(tiny(unit=""))
    assert [(kind, text) for kind, text, _ in unread(found)] == [("label", "expenditure")]
    assert next(row for row in found.findings.resources["tables"] if row["table_name"] == "expenditure")["unit"] is None
