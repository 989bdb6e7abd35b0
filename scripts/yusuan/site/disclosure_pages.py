"""The pages of one disclosure: overview, tables, projects, text, glossary and downloads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from markupsafe import Markup

from yusuan.site import headline
from yusuan.site.anchors import Uses, line_of, lines_of
from yusuan.site.changes import changes
from yusuan.site.citing import citation
from yusuan.site.disclosure import Disclosure
from yusuan.site.figured import figured
from yusuan.site.files import Download
from yusuan.site.locators import in_words
from yusuan.site.render import Page
from yusuan.site.source import Row
from yusuan.site.source_pages import source_groups, source_lines
from yusuan.site.terms import Explainer

Crumbs = tuple[tuple[str, str], ...]


def disclosure_pages(
    disclosure: Disclosure,
    agency_name: str,
    downloads: list[Download],
    table_help: Mapping[str, Mapping[str, str]],
    site_url: str,
    rules: Mapping[str, Row],
) -> Iterator[Page]:
    """Every page of one disclosure, in the order of its own navigation."""
    maker = _Maker(disclosure, agency_name, table_help)
    yield maker.overview()
    yield from maker.tables()
    if disclosure.rows["projects"]:
        yield from maker.projects()
    if disclosure.rows["paragraphs"]:
        yield maker.text()
    if disclosure.checking:
        yield maker.checks(rules)
    yield maker.source()
    yield maker.glossary()
    yield maker.downloads(downloads, site_url)


class _Maker:
    def __init__(self, disclosure: Disclosure, agency_name: str, table_help: Mapping[str, Mapping[str, str]]) -> None:
        self._d = disclosure
        self._help = table_help
        self._agency = agency_name
        self._home: Crumbs = (
            ("首页", ""),
            ("部门", "agencies/"),
            (agency_name, f"agencies/{disclosure.id.agency}/"),
        )
        self._crumbs: Crumbs = (*self._home, (disclosure.short_title, disclosure.url))
        has = disclosure.rows
        self._sections = [
            ("概览", ""),
            ("表格", "tables/"),
            *([("项目", "projects/")] if has["projects"] else []),
            *([("文字说明", "text/")] if has["paragraphs"] else []),
            *([("核对", "checks/")] if disclosure.checking else []),
            ("原文", "source/"),
            ("名词", "glossary/"),
            ("下载", "downloads/"),
        ]

    def _page(
        self, path: str, template: str, title: str, description: str, crumbs: Crumbs | None = None, **context: Any
    ) -> Page:
        d = self._d
        toc = context.pop("toc", ())
        searched = context.pop("searched", True)
        common = {
            "d": d,
            "agency_name": self._agency,
            "sections": [(name, f"{d.url}{part}") for name, part in self._sections],
            "section": f"{d.url}{path.split('/')[0]}/" if path else d.url,
            "explain": d.glossary.explainer("#" if path == "glossary/" else f"{'../' * path.count('/')}glossary/"),
        }
        crumbs = self._crumbs if crumbs is None else crumbs
        return Page(d.url + path, template, title, description, {**common, **context}, crumbs, toc, searched)

    def overview(self) -> Page:
        d = self._d
        cards = headline.cards(d)
        told = changes(d)
        whole = cards[0]
        description = f"{self._agency}{d.short_title}：总预算 {whole.text} {whole.unit}。" if whole.text else d.title
        return self._page(
            "",
            "disclosure.html",
            f"{self._agency} {d.short_title}",
            description,
            crumbs=self._home,
            cards=cards,
            sources=headline.sources(d),
            uses=headline.uses(d),
            kinds=headline.kinds(d),
            changes=told,
            topics=_topics(d),
        )

    def _figured(self, row: Row, explain: Explainer) -> Markup:
        """A paragraph's text, its figures linked with the source page and the checks page beside this one."""
        d = self._d
        lines = lines_of(row["source"] or "")
        figures = [
            (key, source, text)
            for key, (source, text) in d.printed.items()
            if key[0] in ("statements", "key-figures") and key[2] == "value" and line_of(source) in lines
        ]
        marks = d.checking.marks if d.checking else {}
        return figured(row["text"], figures, explain, "../source/", "../checks/", marks, in_words)

    def tables(self) -> Iterator[Page]:
        d = self._d
        yield self._page(
            "tables/",
            "tables.html",
            f"{self._agency} {d.short_title}：十张表",
            f"{d.title}的全部表格。",
            help=self._help,
        )
        crumbs = (*self._crumbs, ("表格", f"{d.url}tables/"))
        for index, table in enumerate(d.tables):
            yield self._page(
                f"tables/{table.name}/",
                "table.html",
                f"{table.printed_number or f'表{table.number}'} {table.title}",
                f"{self._agency}{d.short_title}：{table.title}。",
                crumbs=crumbs,
                table=table,
                help=self._help.get(table.name, {}),
                before=d.tables[index - 1] if index else None,
                after=d.tables[index + 1] if index + 1 < len(d.tables) else None,
            )

    def projects(self) -> Iterator[Page]:
        d = self._d
        projects, indicators = d.rows["projects"], d.rows["performance-indicators"]
        unit = _project_unit(d)
        largest = max((p["total"] for p in projects if p["total"] is not None), default=None)
        yield self._page(
            "projects/",
            "projects.html",
            f"{self._agency} {d.short_title}：项目",
            f"{d.title}的 {len(projects)} 个项目。",
            projects=projects,
            unit=unit,
            largest=largest,
            counts={p["row"]: sum(i["project"] == p["row"] for i in indicators) for p in projects},
        )
        crumbs = (*self._crumbs, ("项目", f"{d.url}projects/"))
        for index, project in enumerate(projects):
            mine = [i for i in indicators if i["project"] == project["row"]]
            yield self._page(
                f"projects/{project['row']}/",
                "project.html",
                project["name"],
                f"{self._agency}{d.short_title}的项目：{project['name']}。",
                crumbs=crumbs,
                project=project,
                unit=unit,
                groups=[(level, list(rows)) for level, rows in groupby(mine, key=lambda i: i["level_1"])],
                before=projects[index - 1] if index else None,
                after=projects[index + 1] if index + 1 < len(projects) else None,
            )

    def text(self) -> Page:
        d = self._d
        parts = _outline(d.rows["paragraphs"])
        toc = []
        for part in parts:
            toc.append((part["id"], part["title"], 2))
            toc.extend((heading["id"], heading["title"], 3) for heading in part["headings"] if heading["title"])
        return self._page(
            "text/",
            "text.html",
            f"{self._agency} {d.short_title}：文字说明",
            f"{d.title}的文字说明全文。",
            parts=parts,
            figured=self._figured,
            toc=tuple(toc),
        )

    def checks(self, rules: Mapping[str, Row]) -> Page:
        d = self._d
        return self._page(
            "checks/",
            "checks.html",
            f"{self._agency} {d.short_title}：核对",
            f"{d.title}：印出的数互相核对的结果。",
            checking=d.checking,
            rules=rules,
            reasons=[(said, list(rows)) for said, rows in _by_reason(d)],
        )

    def source(self) -> Page:
        d = self._d
        uses, marks = Uses(d.rows), d.checking.marks if d.checking else {}
        return self._page(
            "source/",
            "source.html",
            f"{self._agency} {d.short_title}：原文",
            f"{d.title}的原文，每个数字连着它用在哪里。",
            lines=source_lines(d.document, d.printed, uses, marks) if d.document is not None else [],
            groups=source_groups(d.printed, uses) if d.document is None else [],
            searched=False,
        )

    def glossary(self) -> Page:
        d = self._d
        return self._page(
            "glossary/",
            "glossary.html",
            f"{self._agency} {d.short_title}：名词解释",
            f"{d.title}用到的名词，用白话再说一遍。",
        )

    def downloads(self, downloads: list[Download], site_url: str) -> Page:
        d = self._d
        return self._page(
            "downloads/",
            "downloads.html",
            f"{self._agency} {d.short_title}：下载与引用",
            f"{d.title}的数据：CSV、Excel、数据包，引用格式与代码示例。",
            files=downloads,
            by_name={item.url: item for item in downloads},
            citation=citation(d, site_url),
            searched=False,
        )


def _by_reason(d: Disclosure) -> Iterator[tuple[str, Iterator[Row]]]:
    """Figures that nothing is compared with, under the reason why."""
    rows = [row for kind in (d.checking.coverage if d.checking else ()) for row in kind.uncovered]
    return groupby(sorted(rows, key=_reason), key=_reason)


def _reason(row: Row) -> str:
    # 「…」印作 100 %；上年或整体为零，比率没有基数，不能核对。 — the figure itself is named beside it.
    return str(row["reason"]).rpartition("；")[2]


def _project_unit(d: Disclosure) -> str:
    for resource in d.descriptor.get("resources", ()):
        if resource.get("name") == "projects":
            for field in resource.get("schema", {}).get("fields", ()):
                if field.get("unit"):
                    return str(field["unit"])
    return ""


_TOPICS = {
    "functions": "做什么",
    "establishment": "机构",
    "staff": "人员",
    "operating_costs": "机关运行经费",
    "procurement": "政府采购",
    "assets": "国有资产",
    "performance": "预算绩效",
}


def _topics(d: Disclosure) -> list[tuple[str, list[Row]]]:
    """Key figures by topic, topics in the order of the master schema's enumeration."""
    rows = d.rows["key-figures"]
    grouped = [(title, [row for row in rows if row["topic"] == topic]) for topic, title in _TOPICS.items()]
    return [(title, rows) for title, rows in grouped if rows]


def _outline(paragraphs: list[Row]) -> list[dict[str, Any]]:
    """Paragraphs under part, heading and subheading; each of these three has an id made of its first row."""
    parts = []
    for part, part_rows in groupby(paragraphs, key=lambda p: p["part"] or ""):
        headings = []
        for heading, rows in groupby(part_rows, key=lambda p: p["heading"] or ""):
            listed = list(rows)
            blocks = [(sub, list(inner)) for sub, inner in groupby(listed, key=lambda p: p["subheading"] or "")]
            headings.append({"id": f"h{listed[0]['row']}", "title": heading, "blocks": blocks})
        # The document prints 第一部分 before the title of a part.
        title = re.sub(r"^第[一二三四五六七八九十]+部分\s*", "", part) or "正文"
        parts.append({"id": f"part-{headings[0]['id']}", "title": title, "headings": headings})
    return parts
