"""Who may be ranked with whom, and where one stands."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yusuan.things.peers import DEPARTMENT, LEVELS, UNIT, UNKNOWN, Level, level_of, median, scope_of, standing

amounts = st.lists(st.decimals(-1000, 1000, places=2), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("name", "title", "scope"),
    [
        ("昌吉州中小企业发展局", "昌吉州中小企业发展局2023年部门预算公开", DEPARTMENT),
        ("西安市住房和城乡建设局", "西安市住房和城乡建设局2022年部门综合预算", DEPARTMENT),
        ("北京市信访办公室", "北京市信访办公室部门2026年度部门预算", DEPARTMENT),
        ("上海市中医文献馆", "上海市2026年市级单位预算〔上海市中医文献馆〕", UNIT),
        ("某局", "某局单位2026年度单位预算", UNIT),
        ("西安市卫生健康委员会（汇总）", "2022年度决算", DEPARTMENT),
        ("福州市科学技术局（本级）", "2026年度福州市科学技术局(本级)单位预算", UNIT),
        ("深圳市财政局（本级）", "2026年深圳市财政局（本级）部门预算", UNIT),
        ("上海市财务会计综合管理事务中心（上海市财政科学研究所）", "2026年预算", UNKNOWN),
        ("北京市审计局", "〔北京市审计局2026年预算〕", UNKNOWN),
    ],
)
def test_a_title_or_a_name_says_whether_a_disclosure_is_of_the_whole_department(name, title, scope):
    assert scope_of([name], title) == scope


def test_what_the_reference_calls_a_part_is_no_department():
    assert scope_of(["某市教育局"], "某市教育局2026年部门预算", is_part=True) == UNIT


def test_a_level_is_known_only_where_tier_and_scope_are():
    assert level_of(["某局"], "2026年部门预算", "320200") == Level("prefecture", DEPARTMENT)
    assert not level_of(["某局"], "2026年部门预算", "").known
    assert not level_of(["某局"], "2026年预算", "320200").known


def test_every_level_has_words_of_its_own():
    assert len({level.title for level in LEVELS}) == len({level.code for level in LEVELS}) == len(LEVELS) == 12


@given(amounts)
def test_as_many_stand_above_the_median_as_below(values):
    middle = median(values)
    assert 2 * sum(v > middle for v in values) <= len(values) >= 2 * sum(v < middle for v in values)


@given(amounts)
def test_the_largest_is_first_and_equal_ones_share_a_rank(values):
    ranks = {value: standing(value, values).rank for value in values}
    assert ranks[max(values)] == 1
    assert all(ranks[value] == 1 + sum(other > value for other in values) for value in values)


def test_four_are_too_few_and_five_are_enough():
    assert not standing(Decimal(1), list(map(Decimal, [1, 2, 3, 4]))).enough
    assert standing(Decimal(1), list(map(Decimal, [1, 2, 3, 4, 5]))).enough
