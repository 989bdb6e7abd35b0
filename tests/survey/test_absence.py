"""The search for what packages call absent finds titles, wherever they stand, and no clause that only has their words."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from absence import contradictions


@pytest.mark.parametrize(
    ("item", "page", "found"),
    [
        ("T9", "表9\n国有资本经营预算支出情况表", [False]),
        # a title broken over two lines
        ("T9", "2026年国有资本经营\n预算支出表", [False]),
        # promised by a contents page
        ("T9", "目录\n九、国有资本经营预算支出表", [True]),
        ("T9", "九、国有资本经营预算支出表..........22", [True]),
        # the table that the clause names is another one
        ("T9", "国有资本经营预算拨款0万元（详见公开报表中的绩效目标表）。", []),
        ("T3", "基本支出总表", []),
    ],
)
def test_a_line_that_prints_an_item_is_found_and_told_from_a_promise(item: str, page: str, found: list[bool]) -> None:
    assert [one.promised for one in contradictions("a.pdf", [item], [page])] == found
