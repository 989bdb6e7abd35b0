"""From the warehouse to files: every chart of every disclosure, as pictures, data and words."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from yusuan.charts import font, store
from yusuan.charts.captions import About, caption, reason
from yusuan.charts.model import Nothing, Row, Story
from yusuan.charts.registry import KINDS, Kind
from yusuan.charts.render import SHARED, Order
from yusuan.package.csvfile import write_bytes
from yusuan.package.jsonfile import to_json_bytes
from yusuan.warehouse import DATABASE, connect

FOLDER = "charts"
SHARE = "share.png"
"""One chart of a disclosure in pixels."""


@dataclass(frozen=True)
class _Chart:
    """A chart of a disclosure: a story to draw, or the reason why there is none."""

    kind: Kind
    about: About
    story: Story | Nothing

    @property
    def path(self) -> str:
        return f"{self.about.folder}/{self.kind.name}"


def build(out: Path, packages: Iterable[object] | None = None, cache: Path | None = None) -> None:
    """Write `out/charts/<agency>/<year>-<kind>/<chart>.json`, and its .svg, -inline.svg and -narrow.svg.

    The first chart of a page is also made as `share.png`: what other sites show of a page that is shared with them.
    Reads `out/yusuan.duckdb`. Without `packages` every disclosure's charts are made and what else lies there is
    removed; with them (`agency/year-kind`), only theirs. Rendered charts are kept in `cache` (`out/cache/charts`).
    """
    connection = connect(out / DATABASE, read_only=True)
    try:
        charts = make_charts(connection)
    finally:
        connection.close()
    chosen = None if packages is None else {str(package) for package in packages}
    wanted = [chart for chart in charts if chosen is None or chart.about.folder in chosen]
    drawn = [chart for chart in wanted if isinstance(chart.story, Story)]
    kept = out / "cache" / FOLDER if cache is None else cache
    places = _places(wanted)
    orders = {chart.path: _order(chart, shared=places[chart.path] == 1) for chart in drawn}
    folder = out / FOLDER
    written: set[Path] = set()

    def write(path: Path, data: bytes) -> None:
        write_bytes(path, data)
        written.add(path)

    for chart in wanted:
        described = _described(chart, places[chart.path], orders.get(chart.path))
        write(folder / f"{chart.path}.json", to_json_bytes(described))
    for chart, files in zip(drawn, store.rendered(list(orders.values()), kept), strict=True):
        for suffix, data in files.items():
            write(folder / (f"{chart.about.folder}/{SHARE}" if suffix == SHARED else f"{chart.path}{suffix}"), data)
    _sweep(folder, written, None if chosen is None else {chart.about.folder for chart in wanted})
    if chosen is None:
        store.keep_only(list(orders.values()), kept)


def make_charts(connection: duckdb.DuckDBPyConnection) -> list[_Chart]:
    """Every chart of every disclosure in a warehouse, one query for each kind of chart."""
    here = Path(__file__).parent
    tables: dict[str, dict[int, Row]] = defaultdict(dict)
    for row in _rows(connection, (here / "tables.sql").read_text(encoding="utf-8")):
        tables[row["package"]][row["table_number"]] = row
    disclosures = _rows(connection, (here / "disclosures.sql").read_text(encoding="utf-8"))
    grouped: dict[str, dict[str, list[Row]]] = {}
    for kind in KINDS:
        by_package: dict[str, list[Row]] = defaultdict(list)
        for row in _rows(connection, kind.query):
            by_package[row["package"]].append(row)
        grouped[kind.name] = by_package
    return [
        _Chart(kind, about, kind.make_story(grouped[kind.name].get(about.folder, [])))
        for about in (About(row, tables[row["package"]]) for row in disclosures)
        for kind in KINDS
        if kind.only in ("", about.disclosure["kind"])
    ]


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    cursor = connection.execute(query)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _order(chart: _Chart, *, shared: bool = False) -> Order:
    assert isinstance(chart.story, Story)
    return Order(chart.story.picture, caption(chart.kind, chart.story, chart.about), shared)


def _places(charts: list[_Chart]) -> dict[str, int]:
    """Where on its page each chart stands, from 1: those that are drawn, then those that are not and only say why."""
    found: dict[str, int] = {}
    last: dict[str, int] = defaultdict(int)
    for chart in sorted(charts, key=lambda chart: not isinstance(chart.story, Story)):
        last[chart.about.folder] += 1
        found[chart.path] = last[chart.about.folder]
    return found


def _described(chart: _Chart, place: int, order: Order | None) -> dict[str, Any]:
    """The chart's words and the figures behind it, or why there is none."""
    described: dict[str, Any] = {"name": chart.kind.name, "order": place}
    if order is None or not isinstance(chart.story, Story):
        described |= {"title": chart.kind.heading, "subtitle": "", "source": "", "alt": "", "columns": [], "rows": []}
        why = chart.story.reason if isinstance(chart.story, Nothing) else ""
        return described | {"drawn": False, "reason": reason(chart.kind, why, chart.about)}
    words, story = order.caption, chart.story
    all_words = [words.title, words.subtitle, words.source, *(cell for row in story.rows for cell in row)]
    return described | {
        "title": words.title,
        "subtitle": words.subtitle,
        "source": words.source,
        "alt": words.alt,
        "columns": list(story.columns),
        "rows": [list(row) for row in story.rows],
        "drawn": True,
        "reason": None,
        # Only the PNG is drawn with our font; in the SVG these are text, and the reader's own fonts draw them.
        "missing_glyphs": list(font.missing("".join(all_words))),
    }


def _sweep(folder: Path, written: set[Path], only: set[str] | None) -> None:
    """Remove what an earlier build left: files of charts that no longer exist, and folders that become empty."""
    for place in [folder] if only is None else [folder / name for name in sorted(only)]:
        for path in sorted(place.rglob("*"), reverse=True) if place.is_dir() else ():
            if path.is_symlink() or (path.is_file() and path not in written):
                path.unlink()
            elif path.is_dir() and not any(path.iterdir()):
                shutil.rmtree(path)
