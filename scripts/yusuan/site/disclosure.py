"""Everything that the pages of one disclosure show, read once from the warehouse."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from lxml import etree

from yusuan.decoding import decode
from yusuan.errors import YusuanError
from yusuan.package.descriptor import address_of, source_path
from yusuan.package.layout import PackageId, Packages
from yusuan.package.schemas import columns_of
from yusuan.site.anchors import Key, Uses
from yusuan.site.checking import Checking, Here, read_checking
from yusuan.site.executions import Group, groups_of, uses_of
from yusuan.site.figured import Found, Placed, place_figures
from yusuan.site.naming import TOPICS, Naming
from yusuan.site.source import Row, Warehouse
from yusuan.site.source_pages import SourceDocument, source_document
from yusuan.site.summary import Named
from yusuan.site.tables import OfficialTable, Printed, official_table
from yusuan.site.terms import Glossary, Term, document_terms

_SHAPES = frozenset(
    ("svg", "g", "defs", "clipPath", "title", "desc", "text", "tspan", "path", "rect", "line", "circle")
)
_FETCHED = re.compile(r"url\((?!#)", re.IGNORECASE)
_FIGURE = re.compile(r"[<≈]?-?[\d,]+(?:\.\d+)?%?")
NOT_ASKED = "not-asked"
"""The state, on pages, of a table that is not there and need not be."""


@dataclass(frozen=True)
class Chart:
    """A chart's own words and figures, and where it was drawn its SVG for wide and for narrow screens."""

    name: str
    title: str
    subtitle: str
    source: str
    alt: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    drawn: bool
    reason: str
    svg: str = ""
    narrow: str = ""
    files: tuple[str, ...] = ()

    @property
    def numeric(self) -> tuple[bool, ...]:
        """For each column whether all that stands in it is numbers, which line up on the right."""
        cells = [[str(row[i]) for row in self.rows if row[i] is not None] for i in range(len(self.columns))]
        return tuple(all(map(_FIGURE.fullmatch, column)) for column in cells)


@dataclass(frozen=True)
class Disclosure(Named):
    """One disclosure. `rows` holds the resources that are not official tables, by resource name."""

    id: PackageId
    descriptor: Mapping[str, Any]
    tables: tuple[OfficialTable, ...]
    rows: Mapping[str, list[Row]]
    printed: Printed
    glossary: Glossary
    charts: tuple[Chart, ...]
    document: SourceDocument
    figures: Mapping[Key, Found]
    placed: Mapping[int, tuple[Placed, ...]]
    uses: Uses
    checking: Checking
    executions: tuple[Group, ...] = ()

    @property
    def sources(self) -> list[dict[str, str]]:
        """The files of the document: title, file (its name, of several), address, retrieved, hash, kept_at (text)."""
        listed = [source for source in self.descriptor.get("sources") or () if isinstance(source, dict)]
        return [
            {
                "title": str(source.get("title") or ""),
                "file": str(source.get("file") or "") if len(listed) > 1 else "",
                "address": address_of(source),
                "retrieved": str(source.get("retrieved") or ""),
                "hash": str(source.get("hash") or "").removeprefix("sha256:"),
                "kept_at": source_path(number) if source.get("path") == source_path(number) else "",
            }
            for number, source in enumerate(listed, start=1)
        ]

    @property
    def title(self) -> str:
        """The disclosure's title."""
        return str(self.descriptor.get("title") or self.id)

    def table(self, name: str) -> OfficialTable | None:
        """The official table of that name, if the disclosure's contents or body knows it."""
        return next((table for table in self.tables if table.name == name), None)

    def text(self, resource: str, row: int, field_name: str, fallback: object = "") -> str:
        """A value exactly as printed, or `fallback` where its place is not recorded."""
        _, printed = self.printed.get((resource, row, field_name), ("", ""))
        return printed or ("" if fallback is None else str(fallback))

    def place(self, resource: str, row: int, field_name: str) -> str:
        """The locator of a value, or nothing."""
        return self.printed.get((resource, row, field_name), ("", ""))[0]

    def source_url(self, locator: str) -> str:
        """The address of a place on the source page, or nothing where the page does not have it."""
        return _source_url(self.document, self.url, locator)


_OTHERS = (
    *("statements", "key-figures", "paragraphs", "glossary", "names", "units"),
    *("projects", "performance-indicators", "agency-targets", "agency-performance-indicators", "unread"),
)


def read_disclosure(
    warehouse: Warehouse,
    packages: Packages,
    schemas: Mapping[str, Mapping[str, Any]],
    package: PackageId,
    site_terms: list[Term],
    charts_folder: Path,
    published: Path,
) -> Disclosure:
    """Read one disclosure from the warehouse, its descriptor, its charts and its texts.

    `published` is the folder of those that are given away otherwise than the package keeps them.
    """
    name = str(package)
    descriptor = json.loads((packages.folder(package) / "datapackage.json").read_text(encoding="utf-8"))
    printed = {
        (r["resource"], int(r["row"]), r["field"]): (r["source"] or "", r["printed"] or "")
        for r in warehouse.rows("provenance", name)
    }
    columns = {r["name"]: columns_of(r.get("schema")) for r in descriptor.get("resources", ())}
    tables = tuple(
        official_table(
            entry,
            schemas[entry["table_name"]],
            warehouse.rows(entry["table_name"], name),
            printed,
            columns.get(entry["table_name"], ()),
        )
        for entry in warehouse.tables(name)
    )
    rows = {resource: warehouse.rows(resource, name) for resource in _OTHERS}
    glossary = Glossary(document_terms(rows["glossary"]), site_terms)
    sources = [source for source in descriptor.get("sources") or [{}] if isinstance(source, dict)]
    texts = _texts(packages.folder(package), published, len(sources))
    figures = {
        (row["resource"], int(row["row"]), row["field"]): Found(row["source"], row["printed"] or "", row["place"] or "")
        for row in warehouse.derived("coverage", name, "resource, row, field")
    }
    figures |= _of_targets(printed)
    placed = place_figures(rows["paragraphs"], figures, texts)
    names = [str(source.get("file") or source.get("title") or "") for source in sources]
    source = source_document(texts, printed, figures, names, list(map(address_of, sources)))
    executions = warehouse.derived("executions", name, "position")
    linked = {figure.key for found in placed.values() for figure in found}
    uses = Uses(tables, rows, linked, set(TOPICS), uses_of(executions))
    url = f"agencies/{package.agency}/{package.year}-{package.kind}/"

    naming = Naming(tables, rows, printed, figures, descriptor)
    checking = read_checking(
        warehouse,
        Here(name, url, uses.of, partial(_source_url, source, url), naming.unit, naming.word),
    )
    charts = read_charts(charts_folder)
    marked = mark_optional(tables, {str(row["table_name"]) for row in checking.completeness})
    groups = groups_of(executions, {table.name: table.title for table in tables}, printed)
    return Disclosure(
        package, descriptor, marked, rows, printed, glossary, charts, source, figures, placed, uses, checking, groups
    )


def _texts(folder: Path, published: Path, files: int) -> dict[int, str]:
    """The texts of the document that the package keeps, by the number of their file, as they are given away."""
    texts = {}
    for number in range(1, files + 1):
        masked = published / source_path(number)
        path = masked if masked.is_file() else folder / source_path(number)
        if path.is_file():
            texts[number] = decode(path.read_bytes(), str(path)).replace("\r\n", "\n")
    return texts


def mark_optional(tables: Sequence[OfficialTable], required: Collection[str]) -> tuple[OfficialTable, ...]:
    """Tables that are not there although nothing promised or `required` them: known as such, after all others."""
    there: list[OfficialTable] = []
    never: list[OfficialTable] = []
    for table in tables:
        unpromised = table.state == "absent" and not table.contents_title and table.name not in required
        (never if unpromised else there).append(table)
    return (*there, *(replace(table, state=NOT_ASKED) for table in never))


def _of_targets(printed: Printed) -> dict[Key, Found]:
    """The figures of the agency's own targets, which no check compares: in the source they lead to their page."""
    return {
        key: Found(source, text, "整体目标")
        for key, (source, text) in printed.items()
        if key[0] in ("agency-targets", "agency-performance-indicators") and any(map(str.isdigit, text))
    }


def _source_url(document: SourceDocument, url: str, locator: str) -> str:
    found = document.find(locator) if locator else ""
    return f"{url}source/#{found}" if found else ""


def read_charts(folder: Path) -> tuple[Chart, ...]:
    """The charts of one disclosure, in the order that they give themselves, else by name."""
    found = []
    for path in sorted(folder.glob("*.json")):
        meta = json.loads(path.read_text(encoding="utf-8"))
        drawn = bool(meta.get("drawn"))
        chart = Chart(
            name=path.stem,
            title=str(meta.get("title") or path.stem),
            subtitle=str(meta.get("subtitle") or ""),
            source=str(meta.get("source") or ""),
            alt=str(meta.get("alt") or ""),
            columns=tuple(map(_column, meta.get("columns") or ())),
            rows=tuple(tuple(row) for row in meta.get("rows") or ()),
            drawn=drawn,
            reason=str(meta.get("reason") or ""),
            svg=_svg(path.with_name(f"{path.stem}-inline.svg")) if drawn else "",
            narrow=_svg(path.with_name(f"{path.stem}-narrow.svg")) if drawn else "",
            files=("svg",) if drawn else (),
        )
        found.append((meta.get("order", 0), chart.name, chart))
    return tuple(chart for _, _, chart in sorted(found, key=lambda entry: entry[:2]))


def _svg(path: Path) -> str:
    """An SVG to stand in a page. Raises `YusuanError` if it holds anything that acts: its words are a stranger's."""
    text = path.read_text(encoding="utf-8")
    try:
        root = etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise YusuanError(str(path), f"the chart is not an SVG ({error.msg}).", "Mend what draws it.") from error
    # What is drawn is judged, not what it says: a label may well be about scripts.
    if root.getroottree().docinfo.internalDTD is not None or not all(map(_is_still, root.iter())):
        raise YusuanError(str(path), "the chart contains more than shapes and words.", "Mend what draws it.")
    return etree.tostring(root, encoding="unicode") + "\n"


def _is_still(element: etree._Element) -> bool:
    """Whether an element is a shape or a word, with nothing that runs or fetches."""
    if not isinstance(element.tag, str) or etree.QName(element).localname not in _SHAPES:
        return False
    names = (etree.QName(str(name)).localname for name in element.attrib)
    if any(name.startswith("on") or name == "href" for name in names):
        return False
    return not any(_FETCHED.search(str(value)) for value in element.attrib.values())


def _column(column: object) -> str:
    if isinstance(column, dict):
        return str(column.get("title") or column.get("name"))
    return str(column)
