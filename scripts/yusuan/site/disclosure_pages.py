"""The pages of one disclosure: overview, tables, projects, text, glossary and downloads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from markupsafe import Markup, escape

from yusuan.downloads.citation import cite, reference
from yusuan.model import load_model
from yusuan.site import headline
from yusuan.site.anchors import project_page, project_place
from yusuan.site.changes import changes
from yusuan.site.checking import COMPARISONS
from yusuan.site.departments import Agency, Crumbs
from yusuan.site.disclosure import Disclosure
from yusuan.site.executions import PAGE
from yusuan.site.explorer.standings import PLACE
from yusuan.site.files import Download
from yusuan.site.naming import TOPICS, unit_of
from yusuan.site.projects import PROJECT_MONEY, amount, names, said_of, summary, title_of
from yusuan.site.render import Page, relative
from yusuan.site.rows import amount_cells, source_row
from yusuan.site.source import Row
from yusuan.site.source_pages import Piece
from yusuan.site.tables import FILLED
from yusuan.site.tracing import Tracer, figure, span
from yusuan.site.unit_people import people


def disclosure_pages(
    disclosure: Disclosure,
    agency: Agency,
    front: headline.Front,
    whole: bool,
    downloads: Sequence[Download],
    site_url: str,
    rules: Mapping[str, Row],
) -> Iterator[Page]:
    """Every page of one disclosure, in the order of its own navigation.

    `whole` says whether the printed classes make up the printed total.
    """
    maker = _Maker(disclosure, agency, site_url)
    yield maker.overview(front, whole)
    yield from maker.tables()
    if disclosure.executions:
        yield maker.executions()
    if disclosure.rows["projects"]:
        yield from maker.projects()
    if disclosure.rows["agency-targets"]:
        yield maker.targets()
    if disclosure.rows["paragraphs"]:
        yield maker.text()
    yield maker.checks(rules)
    yield maker.source()
    if disclosure.glossary.document:
        yield maker.glossary()
    yield maker.downloads(downloads)


CHART = "budget-and-outturn"
"""The chart that stands above the table of the same."""


class _Maker:
    def __init__(self, disclosure: Disclosure, agency: Agency, site_url: str) -> None:
        self._d = disclosure
        self._site_url = site_url
        self._help = load_model().tables
        self._agency = agency.name
        self._home: Crumbs = (*agency.crumbs, (agency.name, agency.url))
        self._crumbs: Crumbs = (*self._home, (disclosure.short_title, disclosure.url))
        has = disclosure.rows
        self._places_of = {key: source for key, (source, _) in disclosure.printed.items()}
        source = f"{disclosure.url}source/"
        self._marks = Tracer(lambda target: relative(target, source), str, {}, disclosure.checking.marks).mark
        self._sections = [
            ("概览", ""),
            ("表格", "tables/"),
            *([("预算与决算", PAGE)] if disclosure.executions else []),
            *([("项目", "projects/")] if has["projects"] else []),
            *([("整体目标", "targets/")] if has["agency-targets"] else []),
            *([("文字说明", "text/")] if has["paragraphs"] else []),
            ("核对", "checks/"),
            ("原文", "source/"),
            *([("名词", "glossary/")] if disclosure.glossary.document else []),
            ("下载", "downloads/"),
        ]

    def _page(
        self, path: str, template: str, title: str, description: str, crumbs: Crumbs | None = None, **context: Any
    ) -> Page:
        d = self._d
        toc = context.pop("toc", ())
        searched, image = context.pop("searched", True), context.pop("image", "")
        stands_for = context.pop("stands_for", ())
        common = {
            "d": d,
            "agency_name": self._agency,
            "site_address": f"{self._site_url.rstrip('/')}/" if self._site_url else "",
            "sections": [(name, f"{d.url}{part}") for name, part in self._sections],
            "section": f"{d.url}{path.split('/')[0]}/" if path else d.url,
            "trace": Tracer(
                lambda target: relative(target, d.url + path),
                d.source_url,
                self._places_of,
                d.checking.marks,
            ),
            "explain": d.glossary.explainer(
                "" if path == "glossary/" else relative(f"{d.url}glossary/", d.url + path), relative("", d.url + path)
            ),
        }
        crumbs = self._crumbs if crumbs is None else crumbs
        return Page(
            d.url + path,
            template,
            title,
            description,
            {**common, **context},
            crumbs,
            toc,
            searched,
            image,
            parts=stands_for,
        )

    def _address(self, path: str) -> str:
        """The public address of one of these pages; nothing where the site does not know its own."""
        return f"{self._site_url.rstrip('/')}/{self._d.url}{path}" if self._site_url else ""

    def overview(self, front: headline.Front, whole: bool) -> Page:
        d = self._d
        first = front.cards[0]
        description = (
            f"{self._agency}{d.short_title}：{first.title} {first.text} {first.unit}。" if first.text else d.title
        )
        return self._page(
            "",
            "disclosure.html",
            f"{self._agency} {d.short_title}",
            description,
            crumbs=self._home,
            image=f"{d.data_url}charts/share.png" if any(chart.drawn for chart in d.charts) else "",
            cards=front.cards,
            sources=front.sources,
            uses=front.uses,
            kinds=front.kinds,
            uses_unlike=not whole,
            changes=changes(d),
            topics=_topics(d),
            units=[row for row in d.rows["units"] if row["staff"] or row["posts"]],
            people=people(d.rows["units"]),
            posts=people(d.rows["units"], "posts"),
            standings=PLACE,
        )

    def tables(self) -> Iterator[Page]:
        d = self._d
        yield self._page(
            "tables/",
            "tables.html",
            f"{self._agency} {d.short_title}：表格",
            f"{d.title}的全部表格。",
            help=self._help,
            stands_for=tuple(table.name for table in d.tables if table.state != FILLED),
        )
        crumbs = (*self._crumbs, ("表格", f"{d.url}tables/"))
        printed = Counter(f"{table.tag} {table.title}" for table in d.tables)
        filled = [table for table in d.tables if table.state == FILLED]
        for index, table in enumerate(filled):
            # One printed table may hold what are two here: then the title says which.
            part = f"（{self._help[table.name].title}）" if printed[f"{table.tag} {table.title}"] > 1 else ""
            yield self._page(
                f"tables/{table.name}/",
                "table.html",
                f"{table.tag} {table.title}{part}：{self._agency} {d.short_title}".strip(),
                f"{self._agency}{d.short_title}：{table.title}。",
                crumbs=crumbs,
                table=table,
                help=self._help.get(table.name),
                amount_cells=amount_cells,
                before=filled[index - 1] if index else None,
                after=filled[index + 1] if index + 1 < len(filled) else None,
                citation=cite(d, self._address(f"tables/{table.name}/"), f"{table.tag} {table.title}".strip()),
            )

    def executions(self) -> Page:
        """What was budgeted beside what was spent."""
        d = self._d
        return self._page(
            PAGE,
            "executions.html",
            f"{self._agency} {d.short_title}：预算与决算",
            f"{d.title}：预算与决算逐项对照。",
            groups=d.executions,
            charts=[chart for chart in d.charts if chart.name == CHART and chart.drawn],
        )

    def projects(self) -> Iterator[Page]:
        d = self._d
        projects, indicators = d.rows["projects"], d.rows["performance-indicators"]
        unit = unit_of(d.descriptor, "projects")
        named = names(projects)
        fields = [(project, field) for project in projects for field in PROJECT_MONEY]
        money = {(p["row"], field): amount(d, p, field, unit) for p, field in fields}
        largest = max((p["total"] for p in projects if p["total"] is not None), default=None)
        yield self._page(
            "projects/",
            "projects.html",
            f"{self._agency} {d.short_title}：项目",
            f"{d.title}的 {len(projects)} 个项目。",
            projects=projects,
            money=money,
            named=named,
            largest=largest,
            place=project_place,
            summary=summary(projects, indicators),
            said={p["row"]: said_of(p, indicators) for p in projects},
        )
        crumbs = (*self._crumbs, ("项目", f"{d.url}projects/"))
        by_page = [(place, list(its)) for place, its in groupby(projects, key=lambda p: project_page(p["row"]))]
        titles = {place: title_of(its, named) for place, its in by_page}
        for index, (place, its) in enumerate(by_page):
            before, after = by_page[index - 1] if index else None, next(iter(by_page[index + 1 :]), None)
            yield self._page(
                place,
                "project.html",
                f"{titles[place]}：{self._agency} {d.short_title}",
                f"{self._agency}{d.short_title}的项目：{'、'.join(named[p['row']] for p in its[:5])}。",
                crumbs=crumbs,
                projects=its,
                heading=titles[place],
                money=money,
                named=named,
                groups={p["row"]: _by_level([i for i in indicators if i["project"] == p["row"]]) for p in its},
                before=(titles[before[0]], d.url + before[0]) if before else None,
                after=(titles[after[0]], d.url + after[0]) if after else None,
                toc=tuple((f"p{p['row']}", named[p["row"]], 2) for p in its),
            )

    def targets(self) -> Page:
        """What the agency as a whole has set itself: its funds, its tasks, its indicators."""
        d = self._d
        targets, indicators = d.rows["agency-targets"], d.rows["agency-performance-indicators"]
        described = next(r for r in d.descriptor["resources"] if r["name"] == "agency-targets")
        fields = described["schema"]["fields"]
        amounts = [
            (f["name"], f["title"]) for f in fields if f.get("unit") and any(t[f["name"]] is not None for t in targets)
        ]
        return self._page(
            "targets/",
            "targets.html",
            f"{self._agency} {d.short_title}：整体目标",
            f"{d.title}的整体绩效目标。",
            targets=targets,
            amounts=amounts,
            unit=unit_of(d.descriptor, "agency-targets"),
            groups={
                target["row"]: _by_level([i for i in indicators if i["agency_target"] == target["row"]])
                for target in targets
            },
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
            toc=tuple(toc),
        )

    def checks(self, rules: Mapping[str, Row]) -> Page:
        d = self._d
        ends = [("discrepancy", "不一致"), ("unusual", "与惯例不同"), ("rounding", "四舍五入的尾差")]
        ends = [end for end in (*ends, ("not-checkable", "不能核对")) if d.checking.count(end[0])]
        unread = d.rows["unread"]
        ends += [("unread", "没有读懂")] if unread else []
        toc = [("coverage", "核对了多少"), *ends, ("passed", "每条规则"), ("completeness", "该公开的")]
        return self._page(
            "checks/",
            "checks.html",
            f"{self._agency} {d.short_title}：核对",
            f"{d.title}：{d.checking.compared} 个印出的数核对过，{d.checking.discrepancies}。",
            checking=d.checking,
            unread=unread,
            comparisons=COMPARISONS,
            rules=rules,
            toc=tuple((id_, title, 2) for id_, title in toc),
        )

    def source(self) -> Page:
        d = self._d
        return self._page(
            "source/",
            "source.html",
            f"{self._agency} {d.short_title}：原文",
            f"{d.title}的原文，每个数字连着它用在哪里。",
            piece=self._piece,
            row=lambda line, block: source_row(line, block, self._piece),
            toc=self._places(),
            searched=False,
        )

    def _piece(self, piece: Piece) -> Markup:
        """A piece of the source: a figure leads back to where it is used, and has its mark."""
        d = self._d
        used = d.uses.of(*piece.key) if piece.key else None
        if piece.key is None or used is None:
            return span(piece.text, piece.id) if piece.id else escape(piece.text)
        url = relative(d.url + used, f"{d.url}source/")
        return figure(piece.text, url, f"用在：{d.figures[piece.key].place}", piece.id) + self._marks(*piece.key)

    def _places(self) -> tuple[tuple[str, str, int], ...]:
        """Contents of the source page: its tables and the headings of its text, in the document's order."""
        d = self._d
        found: dict[str, str] = {}
        for table in d.tables:
            found.setdefault(d.document.find(d.place("tables", table.row, "printed_title")), table.title)
        for _, paragraphs in groupby(d.rows["paragraphs"], key=lambda p: (p["part"], p["heading"])):
            first = next(paragraphs)
            found.setdefault(d.document.find(first["source"] or ""), str(first["heading"] or first["part"] or ""))
        for project in d.rows["projects"]:
            found.setdefault(d.document.find(d.place("projects", project["row"], "name")), str(project["name"]))
        order = [
            id_ for block in d.document.blocks for line in block.lines for id_ in (line.id, *(c.id for c in line.cells))
        ]
        return tuple((id_, found[id_], 2) for id_ in order if id_ and found.get(id_))

    def glossary(self) -> Page:
        d = self._d
        return self._page(
            "glossary/",
            "glossary.html",
            f"{self._agency} {d.short_title}：名词解释",
            f"{d.title}用到的名词，用白话再说一遍。",
        )

    def downloads(self, downloads: Sequence[Download]) -> Page:
        d = self._d
        url = self._address("")
        return self._page(
            "downloads/",
            "downloads.html",
            f"{self._agency} {d.short_title}：下载与引用",
            f"{d.title}的数据：CSV、Excel、数据包，引用格式与代码示例。",
            files=downloads,
            by_name={item.url: item for item in downloads},
            citation=cite(d, url),
            reference=reference(d, url),
            searched=False,
        )


def _by_level(indicators: list[Row]) -> list[tuple[str, list[Row]]]:
    """Indicators under their first level, in printed order; the level is blank where none is printed."""
    return [(level or "", list(rows)) for level, rows in groupby(indicators, key=lambda i: i["level_1"])]


def _topics(d: Disclosure) -> list[tuple[str, list[Row]]]:
    """Key figures by topic, topics in the order of the master schema's enumeration."""
    rows = d.rows["key-figures"]
    grouped = [(title, [row for row in rows if row["topic"] == topic]) for topic, title in TOPICS.items()]
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
