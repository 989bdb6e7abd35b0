"""What a budget table is stands in the model alone: no other file of the program or the site names official tables."""

from __future__ import annotations

import re
from pathlib import Path

from yusuan.model import load_model
from yusuan.model.headlines import load_headlines

SUFFIXES = {".py", ".sql", ".toml", ".js", ".html"}
GENERATED_OR_RULES = ("scripts/yusuan/model/", "scripts/yusuan/checks/rules/")
ALLOWED = {
    "scripts/yusuan/charts/registry.py": "the name of a chart, which is an address",
    "scripts/yusuan/recognise/prose/concepts.toml": "which table a heading of the prose speaks of: patterns of its words",
    "scripts/yusuan/site/finding/departments.py": "in which order the search takes an item's amount from tables",
    "scripts/yusuan/site/explorer/members.py": "of which disclosures the explorer says that funds were carried over",
    "scripts/yusuan/things/addresses.py": "an example of an address",
    "scripts/yusuan/things/amounts.py": "which table of each budget states the amount of a code",
    "site_src/templates/use.html": "an example of a query that readers copy",
    "site_src/words/sql.toml": "questions in SQL, ready for readers to run",
    "site_src/templates/data.html": "an example of a query that readers copy",
    "site_src/templates/downloads.html": "an example of a query that readers copy",
}
MOST = 10


def names() -> re.Pattern[str]:
    """The names of official tables, with hyphens as resources have them, or underscores as in SQL.

    `income` and `expenditure` are also sides of a table, and words: these count as names where a table is named.
    `three_public_expenses` is a headline, too.
    """
    long = sorted((name for name in load_model().official if "-" in name), key=len, reverse=True)
    headlines = {headline.name for headline in load_headlines()}
    spelled = [*long, *(name.replace("-", "_") for name in long)]
    either = "|".join(re.escape(name) for name in spelled if name not in headlines)
    short = (
        r"(?:table_name|resource)\s*(?:=|==|in \()\s*['\"](?:income|expenditure)['\"]|main\.(?:income|expenditure)\b"
    )
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])|{short}")


def test_no_file_outside_the_model_names_an_official_table_but_for_those_with_a_reason(project: Path) -> None:
    pattern = names()
    found = {
        path.relative_to(project).as_posix()
        for root in ("scripts", "site_src")
        for path in (project / root).rglob("*")
        if path.suffix in SUFFIXES and pattern.search(path.read_text("utf-8"))
    }
    outside = {path for path in found if not path.startswith(GENERATED_OR_RULES)}
    assert outside - ALLOWED.keys() == set(), "say it in the model, or give a reason here"
    assert len(ALLOWED) <= MOST
    assert ALLOWED.keys() <= outside, "a reason for a file that names none any more"
