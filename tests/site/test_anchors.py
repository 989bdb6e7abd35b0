"""Addresses of values below a disclosure lead to what is on its pages."""

from __future__ import annotations

from collections import defaultdict
from types import SimpleNamespace
from typing import Any

from yusuan.site.anchors import Uses


def test_a_blank_cell_is_to_be_seen_in_its_row() -> None:
    cells = [SimpleNamespace(id="r2-income_amount", text=""), SimpleNamespace(id="r2-expenditure", text="56.52")]
    line = SimpleNamespace(id="r2", figures=cells)
    table: Any = SimpleNamespace(
        name="summary", row=1, state="filled", place="tables/summary/", sides=[SimpleNamespace(lines=[line])]
    )
    uses = Uses([table], defaultdict(list), (), set())
    assert uses.of("summary", 2, "income_amount") == "tables/summary/#r2"
    assert uses.of("summary", 2, "expenditure") == "tables/summary/#r2-expenditure"


def test_a_table_without_figures_is_seen_in_the_list_of_tables() -> None:
    empty: Any = SimpleNamespace(name="income", row=3, state="declared-empty", place="tables/#income", sides=[])
    uses = Uses([empty], defaultdict(list), (), set())
    assert uses.of("tables", 3, "printed_title") == "tables/#income"
    assert uses.of("income", 1, "total") == "tables/#income"


def test_a_project_and_its_indicators_are_seen_on_the_page_that_it_shares() -> None:
    indicators = [{"row": 300, "project": 41}]
    uses = Uses([], defaultdict(list, {"performance-indicators": indicators}), (), set())
    assert uses.of("projects", 40, "total") == "projects/21/#p40-total"
    assert uses.of("projects", 41, "goal") == "projects/41/#p41"
    assert uses.of("performance-indicators", 300, "value") == "projects/41/#i300"
