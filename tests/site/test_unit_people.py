"""A list of units says how many people work there only where it says so of every unit, and posts are no people."""

from __future__ import annotations

from decimal import Decimal

import pytest

from yusuan.site.unit_people import people

# 福州市仓山生态环境局2026年度部门预算, page 5: 单位名称, 经费性质, 在职人数.
CANGSHAN = [("福州市仓山生态环境局", "5"), ("福州市仓山环境监测站", "19"), ("福州市仓山生态环境保护综合执法大队", "12")]


def rows(listed: list[tuple[str, str | None]], posts: str | None = None) -> list[dict[str, object]]:
    return [{"row": n, "name": name, "staff": staff, "posts": posts} for n, (name, staff) in enumerate(listed, 1)]


def test_the_people_of_all_units_are_added_up() -> None:
    assert people(rows([*CANGSHAN])) == Decimal(36)


@pytest.mark.parametrize("last", [("合计", "36"), ("总计", "36")])
def test_a_printed_total_is_not_added_to_its_parts(last: tuple[str, str]) -> None:
    assert people(rows([*CANGSHAN, last])) == Decimal(36)


@pytest.mark.parametrize("staff", [None, "", "若干", "-"])
def test_where_one_unit_says_nothing_the_sum_is_not_known(staff: str | None) -> None:
    assert people(rows([*CANGSHAN, ("福州市仓山环境科学研究所", staff)])) is None


def test_posts_are_counted_by_themselves() -> None:
    listed = rows([("甲", None), ("乙", None)], posts="8")
    assert people(listed) is None
    assert people(listed, "posts") == Decimal(16)
