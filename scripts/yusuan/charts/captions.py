"""The words around a chart: whose figures they are, in which unit, from which table; or why there is no chart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yusuan.charts.model import Row, Story
from yusuan.charts.registry import Kind
from yusuan.charts.svg import Caption
from yusuan.presenting.titles import table_title

_KINDS = {"budget": "部门预算", "final-accounts": "部门决算"}
_PROJECTS = "项目支出绩效目标表"


@dataclass(frozen=True)
class About:
    """A disclosure: its row of `disclosures.sql`, and its official tables (rows of `tables.sql`) by our number."""

    disclosure: Row
    tables: Mapping[int, Row]

    @property
    def folder(self) -> str:
        """Where its charts go: `<agency>/<year>-<kind>`."""
        return str(self.disclosure["package"])

    @property
    def whose(self) -> str:
        """Agency, year and kind in words."""
        said = self.disclosure
        return f"{said['agency_name']}{said['year']}年{_KINDS.get(said['kind'], '')}"


def caption(kind: Kind, story: Story, about: About) -> Caption:
    """The words around a chart that is drawn."""
    note = f"。{story.note}" if story.note else ""
    cited = [_cited(about.tables[number]) for number in story.tables if number in about.tables] or [_PROJECTS]
    return Caption(
        prefix=f"{about.folder.replace('/', '-')}-{kind.name}",
        title=story.title,
        subtitle=f"{about.whose}，单位：万元{note}",
        source=f"来源：{about.disclosure['title']}，{'、'.join(cited)}",
        alt=f"{about.whose}。{story.alt}",
    )


def reason(kind: Kind, why: str, about: About) -> str:
    """Why a chart is not drawn. What became of its table says more than that there are no rows."""
    for number in kind.tables:
        table = about.tables.get(number)
        title = f"《{table['title']}》" if table and table["title"] else table_title(number)
        state = table["state"] if table else "not-read"
        if state == "declared-empty":
            return f"文件声明{title}为空表。"
        if state == "empty":
            return f"{title}没有填数字，表下也没有说明。"
        if state == "absent":
            promised = table is not None and table["promised"]
            return f"目录列有{title}，正文中没有找到。" if promised else f"这份文件里没有{title}。"
        if state == "not-read":
            return f"没有读到{title}。"
    return f"{_by_own_names(why, about)}。"


def _by_own_names(why: str, about: About) -> str:
    """A reason with the tables' names as this document prints them; the chart itself knows only the figures."""
    for number, table in about.tables.items():
        why = why.replace(table_title(number), f"《{table['title']}》") if table["title"] else why
    return why


def _cited(table: Row) -> str:
    title = f"《{table['title']}》" if table["title"] else table_title(table["table_number"])
    return f"{table['printed_number'] or ''}{title}"
