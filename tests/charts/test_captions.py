from __future__ import annotations

from yusuan.charts import building
from yusuan.charts.captions import About, reason
from yusuan.charts.model import Nothing, Story
from yusuan.charts.registry import KINDS

FLOW = KINDS[0]
TABLES = {
    2: {"title": "收入总表", "state": "filled", "promised": True},
    3: {"title": "支出总表", "state": "filled", "promised": True},
}


def test_a_reason_names_the_table_as_the_document_does() -> None:
    about = About({"package": "wuxi-water/2026-budget"}, TABLES)
    said = reason(FLOW, "《收入总体情况表》没有按功能分类列出收入", about)
    assert said == "《收入总表》没有按功能分类列出收入。"


def test_a_table_without_a_title_of_its_own_keeps_the_usual_one() -> None:
    about = About({"package": "a/2026-budget"}, TABLES | {2: TABLES[2] | {"title": None}})
    assert reason(FLOW, "《收入总体情况表》没有印出合计", about) == "《收入总体情况表》没有印出合计。"


def test_charts_that_are_drawn_come_before_those_that_only_say_why_not() -> None:
    story = Story("", "", (), (), None)  # type: ignore[arg-type]
    about, other = (About({"package": f"a/{year}-budget"}, TABLES) for year in (2025, 2026))
    kinds = [kind for kind in KINDS if not kind.only]
    told = [
        building._Chart(kind, about, Nothing("") if kind.name in ("flow", "projects") else story) for kind in kinds
    ] + [building._Chart(kind, other, story) for kind in kinds]
    places = building._places(told)
    first = sorted((place, path) for path, place in places.items() if path.startswith("a/2025"))
    assert [path.partition("budget/")[2] for _, path in first] == [
        "income-by-source",
        "spending-by-function",
        "basic-and-project",
        "spending-by-economic-class",
        "three-public-expenses",
        "flow",
        "projects",
    ]
    assert places["a/2026-budget/flow"] == 1
