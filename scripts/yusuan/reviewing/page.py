"""One HTML page that needs nothing beside it and asks nothing of any network, whatever the document says."""

from __future__ import annotations

import base64
import hashlib
import json
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from yusuan import __version__
from yusuan.package.descriptor import data_path
from yusuan.package.layout import PackageId
from yusuan.place import in_words
from yusuan.reading.pdf_view import MEDIA_TYPE
from yusuan.reviewing.files import SourceFile
from yusuan.reviewing.record import Cell, Check, Figure, Operand, Record
from yusuan.reviewing.sheets import Sheets, Spot

_HERE = Path(__file__).parent
STATES = ("unread", "differs", "stray", "unusual", "confirmed", "unguarded", "agrees")
"""What may be said of a figure or a place, the most pressing first."""

Counts = dict[str, int]
# A spot that is a box has so many numbers.
_BOX = 5
# What could end a script, or is a line's end in JavaScript and none in JSON.
_IN_SCRIPT = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def page(
    package: PackageId, title: str, files: Sequence[SourceFile], sheets: Sheets, record: Record, language: str = "zh"
) -> tuple[bytes, Counts]:
    """The page, and how many places there are of each of `STATES`."""
    words = _words(language)
    data = _data(package, sheets, record, language)
    counted = Counter(kind for kind, _ in data["stops"])
    counted["agrees"] = sum(figure["n"] and figure["s"] == "agrees" for figure in data["figures"])
    counts = {state: counted[state] for state in STATES}
    style, script = _text("review.css"), _text("review.js")
    html = _template().render(
        package=package,
        title=title,
        files=files,
        sheets=sheets.sheets,
        counts=counts,
        record=record,
        words=words,
        language=language,
        media_type=MEDIA_TYPE,
        version=__version__,
        place=lambda locator: in_words(locator, language),
        policy="default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; "
        f"style-src '{_hash(style)}'; script-src '{_hash(script)}'",
        style=Markup(style),  # noqa: S704 - a file of this folder
        script=Markup(script),  # noqa: S704 - a file of this folder
        data=_in_script({**data, "counts": counts, "words": words["script"], "states": words["states"]}),
    )
    return html.encode("utf-8", "replace"), counts


def _data(package: PackageId, sheets: Sheets, record: Record, language: str) -> dict[str, Any]:
    indices = {figure.cell: index for index, figure in reversed([*enumerate(record.figures)])}
    figures = [_figure(figure, sheets, record.checks, language) for figure in record.figures]
    checks = [_check(check, indices, sheets) for check in record.checks]
    unread = [
        {
            "kind": each.kind,
            "text": each.text,
            "reason": each.reason,
            "place": each.place,
            "where": in_words(each.place, language),
            # A row is listed with its cells apart, at the first of them.
            "at": _spots(sheets.find(each.place, len(each.text), row="\t" in each.text)),
        }
        for each in record.unread
    ]
    taken: dict[float, list[list[float]]] = defaultdict(list)
    for box in (spot for each in (*figures, *unread) for spot in each["at"] if len(spot) == _BOX):
        taken[box[0]].append(box)
    stray = [
        {"text": text, "at": _spots([spot])} for spot, text in sheets.amounts if not _is_taken(spot, taken[spot.sheet])
    ]
    stops: list[tuple[str, int, Any]] = [
        *(("unread", index, each["at"]) for index, each in enumerate(unread)),
        *(("stray", index, each["at"]) for index, each in enumerate(stray)),
        *(
            (each["s"], index, _first_spot(each, figures))
            for index, each in enumerate(checks)
            if each["s"] in ("differs", "unusual", "confirmed")
        ),
        *(("unguarded", index, each["at"]) for index, each in enumerate(figures) if each["s"] == "unguarded"),
    ]
    stops.sort(key=lambda stop: (_order(stop[2]), STATES.index(stop[0]), stop[1]))
    return {
        "package": str(package),
        "files": {name: f"{package}/{data_path(name)}" for name in ("confirmations", "corrections")},
        "titles": record.titles,
        "fields": record.fields,
        "figures": figures,
        "checks": checks,
        "unread": unread,
        "stray": stray,
        "stops": [stop[:2] for stop in stops],
    }


def _figure(figure: Figure, sheets: Sheets, checks: Sequence[Check], language: str) -> dict[str, Any]:
    resource, row, field = figure.cell
    return {
        "r": resource,
        "row": row,
        "f": field,
        "name": figure.row_name,
        "p": figure.printed,
        "v": figure.value,
        "b": figure.before,
        "n": figure.is_number,
        "u": figure.unit,
        "words": figure.words,
        "why": figure.why_unguarded,
        "s": _state(figure, checks),
        "c": figure.checks,
        "place": figure.place,
        "where": in_words(figure.place, language),
        "at": _spots(sheets.find(figure.place, len(figure.printed))),
    }


def _state(figure: Figure, checks: Sequence[Check]) -> str:
    states = {_outcome(checks[number]) for number in figure.checks}
    for state in ("differs", "unusual", "confirmed"):
        if state in states:
            return state
    return "agrees" if figure.guarded or not figure.is_number else "unguarded"


def _outcome(check: Check) -> str:
    if check.outcome == "discrepancy":
        return "confirmed" if check.confirmed else "differs"
    return check.outcome


def _check(check: Check, indices: Mapping[Cell, int], sheets: Sheets) -> dict[str, Any]:
    return {
        "s": _outcome(check),
        "rule": check.rule,
        "title": check.title,
        "subject": check.subject,
        "message": check.message,
        "published": check.published,
        "expected": check.expected,
        "difference": check.difference,
        "place": check.place,
        "note": check.note,
        "sums": check.comparison == "sum",
        "operands": [_operand(operand, indices, sheets) for operand in check.operands],
    }


def _operand(operand: Operand, indices: Mapping[Cell, int], sheets: Sheets) -> dict[str, Any]:
    """`i` is the number of its figure; a word that provenance does not list has its cell and its own place instead."""
    said = {"words": operand.words, "printed": operand.printed, "side": operand.side, "sign": operand.sign}
    if operand.cell is None:
        return {**said, "i": -1}
    if operand.cell in indices:
        return {**said, "i": indices[operand.cell]}
    return {**said, "i": -1, "cell": operand.cell, "place": operand.place, "at": _spots(sheets.find(operand.place))}


def _first_spot(check: Mapping[str, Any], figures: Sequence[Mapping[str, Any]]) -> list[list[float]]:
    each: Any = (figures[o["i"]]["at"] if o["i"] >= 0 else o.get("at") for o in check["operands"])
    return next(filter(None, each), [])


def _spots(spots: Iterable[Spot]) -> list[list[float]]:
    """A box: sheet, left, top, width, height in shares; characters of an element: sheet, element, first, count."""
    return [
        [spot.sheet, *(round(part, 5) for part in spot.box)]
        if spot.box
        else [spot.sheet, spot.element, spot.first, spot.count]
        for spot in spots
    ]


def _order(at: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """As a document is read: pages, then lines from the top, each from the left; what has no place comes last."""
    if not at:
        return (float("inf"),)
    if len(at[0]) == _BOX:
        sheet, left, top, _, _ = at[0]
        return sheet, round(top, 2), left
    return tuple(at[0][:3])


def _is_taken(spot: Spot, taken: Sequence[Sequence[float]]) -> bool:
    """Whether a figure, a word or something unread stands where the amount does."""
    if not spot.box:
        return True
    left, top, width, height = spot.box
    x, y = left + width / 2, top + height / 2
    return any(x0 <= x <= x0 + w and y0 <= y <= y0 + h for _, x0, y0, w, h in taken)


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("review.html")


def _words(language: str) -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads(_text("words.toml"))[language]
    return found


def _text(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _in_script(value: object) -> Markup:
    """JSON that stays inside its script element, whatever a document has printed."""
    return Markup(json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_IN_SCRIPT))  # noqa: S704
