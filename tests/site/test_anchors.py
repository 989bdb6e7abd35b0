"""Addresses of values below a disclosure lead to what is on its pages."""

from __future__ import annotations

from collections import defaultdict
from types import SimpleNamespace
from typing import Any

from yusuan.site.anchors import Uses


def test_a_blank_cell_is_to_be_seen_in_its_row() -> None:
    cells = [SimpleNamespace(id="r2-income_amount", text=""), SimpleNamespace(id="r2-expenditure", text="56.52")]
    line = SimpleNamespace(id="r2", figures=cells)
    table: Any = SimpleNamespace(name="summary", row=1, sides=[SimpleNamespace(lines=[line])])
    uses = Uses([table], defaultdict(list), (), set())
    assert uses.of("summary", 2, "income_amount") == "tables/summary/#r2"
    assert uses.of("summary", 2, "expenditure") == "tables/summary/#r2-expenditure"
