"""What the document itself says has changed since the year before, in its own figures and words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

from yusuan.site.disclosure import Disclosure
from yusuan.site.source import Row

_COMPARES = re.compile(r"(?:比|较|与)\s*上\s*年")
_REASON = re.compile(r"(主要原因(?:是)?[：:]?.*?)(?:$|。)", re.DOTALL)
_ORDINAL = re.compile(r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）])\s*")
_FRAME = re.compile(r"^关于|[0-9]{4}\s*年(?:度)?|情况的?(?:总体)?说明$|的?总体情况说明$")
_PATH = re.compile(r"[（(](?:类|款|项)[)）]")


@dataclass(frozen=True)
class Change:
    """One thing that is said to have changed, or one whole paragraph where its figures are not known.

    `amount`, `change` and `rate` are as printed, with their units; `trend` is the document's own word for the
    direction, or `unchanged` where what it prints is zero.
    """

    paragraph: int
    subject: str
    path: str
    amount: str
    change: str
    rate: str
    trend: str
    reason: str


def changes(disclosure: Disclosure) -> list[tuple[str, list[Change]]]:
    """Changes under the headings of the narrative; from its figures, else whole paragraphs that compare years."""
    found = _from_statements(disclosure) or _from_paragraphs(disclosure)
    return [(heading, [change for _, change in group]) for heading, group in groupby(found, key=lambda pair: pair[0])]


def _from_statements(d: Disclosure) -> list[tuple[str, Change]]:
    texts = {int(row["row"]): str(row["text"]) for row in d.rows["paragraphs"]}
    stated = [
        row for row in d.rows["statements"] if (row.get("role") or "statement") == "statement" and row["paragraph"]
    ]
    rows = sorted(stated, key=lambda row: (row["paragraph"], row["row"]))
    found = []
    for (paragraph, _), group in groupby(rows, key=lambda row: (int(row["paragraph"]), str(row["subject"]))):
        said: dict[str, Row] = {}
        for row in group:
            said.setdefault(str(row["quantity"]), row)
        moved = said.get("change") or said.get("change_rate")
        if moved is None:
            continue
        parts = [part for part in _PATH.split(str(moved["subject"])) if part]
        change = Change(
            paragraph=paragraph,
            subject=parts[-1],
            path=" › ".join(parts[:-1]),
            amount=_figure(d, said.get("amount")),
            change=_figure(d, said.get("change")),
            rate=_figure(d, said.get("change_rate")),
            trend=str(moved["trend"] or "") if moved["value"] else "unchanged",
            reason=_reason(texts.get(paragraph, "")),
        )
        found.append((_heading(d, moved["heading"]), change))
    return found


def _from_paragraphs(d: Disclosure) -> list[tuple[str, Change]]:
    return [
        (_heading(d, row["heading"] or row["part"]), Change(int(row["row"]), "", "", "", "", "", "", str(row["text"])))
        for row in d.rows["paragraphs"]
        if _COMPARES.search(str(row["text"]))
    ]


def _heading(d: Disclosure, text: str | None) -> str:
    """A heading down to what it is about: 二、关于某局2023年收入预算情况说明 is 收入预算."""
    short = _ORDINAL.sub("", text or "")
    for row in d.rows["names"]:
        short = short.replace(str(row["name"]), "")
    return _FRAME.sub("", short).strip() or (text or "")


def _reason(text: str) -> str:
    # Where one paragraph gives several reasons, none of them is this row's for certain.
    reasons = _REASON.findall(text)
    return str(reasons[0]).strip() if len(reasons) == 1 else ""


def _figure(d: Disclosure, row: Row | None) -> str:
    if row is None:
        return ""
    unit = str(row["unit"] or "")
    return f"{d.text('statements', int(row['row']), 'value', row['value']).removesuffix(unit).strip()} {unit}".replace(
        " %", "%"
    )
