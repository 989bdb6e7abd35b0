"""Lists whose sums alone say which rows are parts of which."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from yusuan.intervals import Printed
from yusuan.recognise.nesting import nested_levels
from yusuan.recognise.row_levels import adds_up


def levels_of(amounts: list[str], whole: str, columns: list[int] | None = None) -> list[int] | None:
    printed = [Printed(Decimal(amount)) for amount in amounts]
    return nested_levels(printed, Printed(Decimal(whole)), columns or [0] * len(amounts))


def test_what_units_buy_stands_below_them_and_they_below_goods_and_services():
    # 无锡市水利局 2026, 政府采购支出表, its goods and works: none of the names begins further in.
    amounts = ["3.75", "3.00", "3.00", "0.75", "0.75", "556.75", "256.75", "256.75", "300.00", "300.00"]
    assert levels_of(amounts, "560.50") == [1, 2, 3, 2, 3, 1, 2, 3, 2, 3]


def test_a_list_that_may_be_read_in_two_ways_gets_no_levels():
    assert levels_of(["1", "1", "1"], "2") is None


def test_a_list_that_does_not_add_up_or_has_amounts_below_zero_gets_no_levels():
    assert levels_of(["3", "4"], "8") is None
    assert levels_of(["8", "9", "-1"], "8") is None
    assert levels_of([], "0") is None


def test_no_part_begins_further_left_than_what_it_belongs_to():
    assert levels_of(["5", "5", "2"], "7") == [1, 2, 1]
    assert levels_of(["5", "5", "2"], "7", [1, 0, 0]) is None


def test_a_long_list_of_equal_amounts_is_given_up_soon():
    assert levels_of(["1"] * 2_000, "1999") is None


TREES = st.recursive(
    st.integers(1, 9),
    lambda parts: st.lists(parts, min_size=1, max_size=4),
    max_leaves=12,
)


def total(tree: int | list) -> int:
    return tree if isinstance(tree, int) else sum(map(total, tree))


def rows(tree: int | list, level: int) -> list[tuple[int, int]]:
    below = [] if isinstance(tree, int) else [row for part in tree for row in rows(part, level + 1)]
    return [(total(tree), level), *below]


@given(st.lists(TREES, min_size=1, max_size=5))
def test_levels_that_are_found_add_up_and_are_the_list_s_own_where_it_has_no_other(trees: list[int | list]):
    printed = [row for tree in trees for row in rows(tree, 1)]
    amounts = [Printed(amount) for amount, _ in printed]
    whole = Printed(sum(map(total, trees)))
    found = nested_levels(amounts, whole, [0] * len(amounts))
    if found is None:
        return  # it can be read in another way, too
    assert found == [level for _, level in printed]
    assert adds_up([0, *found], [whole, *amounts])
