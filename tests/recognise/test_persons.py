"""Names of persons stay in the source: no table, no list of what was not understood, no glossary has them."""

from __future__ import annotations

import pytest
from test_any_place import read as read_blocks
from test_any_place import table

from conftest import Recognise, Tiny

NAME, TELEPHONE = "欧阳振华", "0994-2345678"


def everything(found: object) -> str:
    return str(found.findings.resources) + str(found.findings.unread) + str(found.findings.provenance)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "line",
    [
        f"联系人：{NAME} 电话：{TELEPHONE}",
        f"填表人：{NAME}    单位负责人：{NAME}   联系电话：{TELEPHONE}",
        f"项目负责人及电话：{NAME}{TELEPHONE}",
    ],
)
def test_a_name_after_its_label_is_kept_nowhere(line: str) -> None:
    found = read_blocks(
        "支出预算总表", "单位：万元", table("科目编码|科目名称|合计\n201|一般公共服务支出|1.00\n|合计|1.00"), line
    )
    assert NAME not in everything(found)
    assert TELEPHONE not in everything(found)
    assert len(found.findings.resources["expenditure"]) == 2


@pytest.mark.parametrize("label", ["项目负责人", "主管领导", "项目责任人", "实施单位负责人及电话"])
def test_a_name_beside_its_label_is_kept_nowhere(label: str) -> None:
    found = read_blocks("项目支出绩效目标表", table(f"项目名称|改造工程|{label}|{NAME}\n资金总额|12.00|财政拨款|12.00"))
    assert NAME not in everything(found)
    assert "改造工程" in everything(found)


def test_a_label_beside_another_is_no_name() -> None:
    found = read_blocks("项目支出绩效目标表", table("项目负责人|项目名称|改造工程\n资金总额|12.00|"))
    assert "改造工程" in everything(found)


def test_a_contact_below_the_glossary_is_no_term_of_it(read: Recognise) -> None:
    found = read(Tiny(glossary=f"财政拨款：指财政安排的资金。\n\n联系人：{NAME} 电话：{TELEPHONE}"))
    assert NAME not in everything(found)
    assert TELEPHONE not in everything(found)
    assert [row["term"] for row in found.findings.resources["glossary"]] == ["财政拨款"]
