"""Every chart: its name, its heading where it cannot be drawn, and the function that makes its story."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from yusuan.charts import (
    basic_and_project,
    budget_and_outturn,
    flow,
    income_by_source,
    projects,
    spending_by_economic_class,
    spending_by_function,
    three_public_expenses,
)
from yusuan.charts.model import StoryMaker


@dataclass(frozen=True)
class Kind:
    """A kind of chart. `tables` are the official tables (our numbers) without which it cannot be, `only` the one kind
    of disclosure that has it.
    """

    name: str
    heading: str
    make_story: StoryMaker
    tables: tuple[int, ...] = ()
    only: str = ""

    @property
    def query(self) -> str:
        """Its SQL: rows of all disclosures, `package` first, ordered by it."""
        path = Path(__file__).with_name(f"{self.name.replace('-', '_')}.sql")
        return path.read_text(encoding="utf-8")


KINDS = (
    Kind("flow", "钱从哪里来，用到哪里去", flow.make_story, (2, 3)),
    Kind("budget-and-outturn", "预算与决算", budget_and_outturn.make_story, only="final-accounts"),
    Kind("income-by-source", "收入来源", income_by_source.make_story, (2,)),
    Kind("spending-by-function", "支出按功能分类", spending_by_function.make_story, (3,)),
    Kind("basic-and-project", "基本支出与项目支出", basic_and_project.make_story, (3,)),
    Kind("spending-by-economic-class", "基本支出按经济分类", spending_by_economic_class.make_story, (6,)),
    Kind("projects", "项目", projects.make_story),
    Kind("three-public-expenses", "财政拨款“三公”经费", three_public_expenses.make_story, (10,)),
)
"""In the order in which a page shows them."""
