"""Personal data are found by their form and the words beside them; figures, codes, places and offices are none."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yusuan.personal import COVER, find, find_all, mask_rows, masked, masked_text
from yusuan.personal.permissions import Permissions

IDENTITY, CARD = "11010519491231002X", "6222021234567890128"


def kinds(text: str) -> list[str]:
    return [span.kind for span in find(text)]


def shown(text: str) -> str:
    return masked(text, find(text))


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("联系人：张三 电话：13912345678", "联系人：＊＊ 电话：＊＊＊＊＊＊＊＊＊＊＊"),
        ("张三局长主持会议", "＊＊局长主持会议"),
        ("经办人 李四 电话 0991-2345678", "经办人 ＊＊ 电话 ＊＊＊＊＊＊＊＊＊＊＊＊"),
        ("经办人李四，手机139 1234 5678。", "经办人＊＊，手机＊＊＊ ＊＊＊＊ ＊＊＊＊。"),
        ("局长张伟介绍了情况", "局长＊＊介绍了情况"),
        ("党组书记王建国同志", "党组书记＊＊＊同志"),
        ("联系人:李 塘 联系方式:023-62661253", "联系人:＊ ＊ 联系方式:＊＊＊＊＊＊＊＊＊＊＊＊"),
        ("联系人：仲勇、田颖", "联系人：＊＊、＊＊"),
        ("联系人：买买提·艾力", "联系人：＊＊＊＊＊＊"),
        ("联系人：财务科 王小明", "联系人：财务科 ＊＊＊"),
        ("组长：张三，成员：各科室负责人", "组长：＊＊，成员：各科室负责人"),
        ("退休职工王小明丧葬费", "退休职工＊＊＊丧葬费"),
        ("项目负责人及电话：欧阳振华0994-2345678", "项目负责人及电话：＊＊＊＊＊＊＊＊＊＊＊＊＊＊＊＊"),
        ("主要负责人审签情况：黄会强", "主要负责人审签情况：＊＊＊"),
        ("邮箱：zhang.san@example.com。", "邮箱：" + COVER * 21 + "。"),
        ("手机１３９１２３４５６７８", "手机" + COVER * 11),
        (f"身份证号：{IDENTITY}", "身份证号：" + COVER * 18),
        (f"（{IDENTITY}）", "（" + COVER * 18 + "）"),
        (f"开户行及账号：中国银行 {CARD}", "开户行及账号：中国银行 " + COVER * 19),
        ("卡号 6222 0212 3456 7890 128", "卡号 ＊＊＊＊ ＊＊＊＊ ＊＊＊＊ ＊＊＊＊ ＊＊＊"),
        ("账号 3200 1234 5678", "账号 ＊＊＊＊ ＊＊＊＊ ＊＊＊＊"),
    ],
)
def test_what_is_personal_is_covered_and_nothing_else(text: str, right: str) -> None:
    assert shown(text) == right
    assert len(shown(text)) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "金额13800138000.00元",
        "投资13800138000元",
        "13800138000 元",
        "资产总额为13800138000",
        "13,800,138,000.00",
        "项目编码：110105194912310021",
        "11010519491231002X1",
        f"项目编码：{CARD}",
        "账户余额 12345678.00 元",
        "专户收入1234567890元",
        "主要负责人用车0辆、主要领导干部用车0辆",
        "单位负责人对本单位会计资料的真实性负责。",
        "局长办公会、市长质量奖、主任科员、局长热线",
        "民政局局长、和平区区长、金华市市长",
        "项目负责人：实施科室负责",
        "聘请常驻律师6名",
        "和财务会计管理制度；注册会计师事务所",
        "审签情况：已审签",
        "监督电话：12388",
        "领导同志、老同志、负责同志",
    ],
)
def test_figures_codes_places_and_offices_are_not_personal(text: str) -> None:
    assert kinds(text) == []


def test_no_name_of_the_reference_is_taken_for_a_person(project: Path) -> None:
    words = set()
    for name in ("functional-classification", "economic-classification", "regions", "agency-names"):
        with (project / f"datapackages/reference/data/{name}.csv").open(encoding="utf-8", newline="") as file:
            words |= {row["name"] for row in csv.DictReader(file)}
    assert [word for word in words if kinds(word)] == []


AMOUNTS = [["项目", "金额"], ["办公费", "13800138000"], ["会议费", "5200"], ["合计", "13800143200"]]


def test_an_amount_in_a_column_of_amounts_is_an_amount() -> None:
    assert find_all([AMOUNTS]) == []
    assert find_all([[row[:2] for row in AMOUNTS[1:]]]) == []


def test_a_code_below_its_header_is_a_code() -> None:
    assert find_all([[["项目编码", "项目名称"], ["110105194912310028", "改造"], [CARD, "维修"]]]) == []


def test_what_stands_beside_or_below_its_label_is_found() -> None:
    rows = [["姓名", "联系电话", "银行账号", "补助"], ["王小明", "13912345678", "32001234567", "1200.00"]]
    assert mask_rows([rows], find_all([rows]))[0][1] == [COVER * 3, COVER * 11, COVER * 11, "1200.00"]
    rows = [["项目负责人", "", "古丽努尔", "联系电话", "2345678"]]
    assert mask_rows([rows], find_all([rows]))[0][0] == ["项目负责人", "", COVER * 4, "联系电话", COVER * 7]


def test_headers_beside_a_header_of_names_are_no_names() -> None:
    rows = [["项目名称", "负责人", "备注"], ["改造工程", "王小明", ""]]
    assert mask_rows([rows], find_all([rows]))[0] == [rows[0], ["改造工程", COVER * 3, ""]]


def test_a_name_that_a_label_states_is_covered_wherever_it_stands_again() -> None:
    text = "联系人：欧阳晓峰\n\n项目名称\t欧阳晓峰工作站\n\n欧阳晓峰说。"
    assert masked_text(text) == f"联系人：{COVER * 4}\n\n项目名称\t{COVER * 4}工作站\n\n{COVER * 4}说。"


def test_what_people_decided_to_publish_stays() -> None:
    decided = Permissions([{"kind": "telephone", "printed": "13912345678", "reason": "the office's own"}])
    assert masked_text("电话：139 1234 5678 联系人：张三", decided) == f"电话：139 1234 5678 联系人：{COVER * 2}"
    assert decided.unused() == []


@given(st.text(alphabet="张三局长联系人电话：13900.，\t\n 身份证账号A@x年", max_size=60))
def test_masking_keeps_every_place(text: str) -> None:
    again = masked_text(text)
    assert len(again) == len(text)
    assert all(a == b or b == COVER for a, b in zip(text, again, strict=True))
    assert [i for i, c in enumerate(text) if c.isspace()] == [i for i, c in enumerate(again) if c.isspace()]


def test_a_long_line_of_digits_or_labels_takes_no_time() -> None:
    # Each would take minutes if a pattern began anew at every character.
    for text in ("1" * 100_000, "138 " * 30_000, "负责人" * 30_000, "王小" * 50_000, "a.b" * 30_000 + "@"):
        find(text)
