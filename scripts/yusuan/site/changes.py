"""What the document itself says has changed since the year before, in its own figures and words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from yusuan.site.disclosure import Disclosure
from yusuan.site.source import Row

_COMPARES = re.compile(r"(?:比|较|与)\s*上\s*年")
_REASON = re.compile(r"(主要原因(?:是)?[：:]?.*?)(?:$|。)", re.DOTALL)
_ORDINAL = re.compile(r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）])\s*")
_FRAME = re.compile(r"^关于|[0-9]{4}\s*年(?:度)?|情况的?(?:总体)?说明$|的?总体情况说明$")
_PATH = re.compile(r"[（(](?:类|款|项)[)）]")
_ADDED = frozenset(("支出", "经费", "预算", "支出预算"))
"""What prose adds behind the last name of a path: 住房公积金（项）支出 is 住房公积金."""
_NAMED = {"budget": "预算数", "adjusted": "调整预算数", "executed": "执行数", "final": "决算数"}
_NEAR = 2
"""So many sentences a change may stand behind the amount that has changed."""
_UNSPENT = frozenset(("budget", "adjusted"))
"""Amounts of final accounts that are no outturn."""


@dataclass(frozen=True)
class Change:
    """One thing that is said to have changed, or one whole paragraph where its figures are not known.

    `amount`, `change`, `rate` and `before`, the figure of the year before, are as printed, with their units; `trend` is
    the document's own word for the direction, or `unchanged` where what it prints is zero. `base` says which figure of
    that year it is compared with, where the document does. `url` is the address of its place.
    """

    subject: str
    path: str
    amount: str
    change: str
    rate: str
    trend: str
    reason: str
    url: str
    before: str = ""
    base: str = ""


def changes(disclosure: Disclosure) -> list[tuple[str, list[Change]]]:
    """Changes under the headings of the narrative; from its figures, else whole paragraphs that compare years."""
    found = list(_from_statements(disclosure)) or _from_paragraphs(disclosure)
    return [(heading, [change for _, change in group]) for heading, group in groupby(found, key=lambda pair: pair[0])]


def _from_statements(d: Disclosure) -> Iterator[tuple[str, Change]]:
    """Each change with its heading, in the order in which they are said.

    Left out are what is nothing in both years, and what is neither known as a thing nor has an amount: 增加 8 家试点.
    """
    stated = [row for row in d.rows["statements"] if (row.get("role") or "statement") == "statement"]
    places: dict[tuple[str, ...], list[Row]] = {}
    for row in sorted(stated, key=lambda row: int(row["row"])):
        places.setdefault(_whereabouts(row), []).append(row)
    for here in places.values():
        figured: set[str] = set()
        for moved in _told_apart(here):
            change, thing = _change(d, moved, here), _thing(moved[0])
            still = change.trend == "unchanged"
            known = bool(moved[0]["code"] or moved[0].get("concept") or change.amount)
            # 基本持平 behind a change says no second one.
            if known and not (still and (_is_nothing(change.amount) or thing in figured)):
                figured.add(thing)
                yield _heading(d, moved[0]["heading"]), change


def _whereabouts(row: Row) -> tuple[str, ...]:
    """What is the same for all that is said in one place: its paragraph, or where no text is kept its heading."""
    if row["paragraph"]:
        return (str(row["paragraph"]),)
    return "", str(row["heading"]), str(row.get("enumerators"))


def _told_apart(here: Sequence[Row]) -> Iterator[list[Row]]:
    """Of the rows of one place those of each change: the change itself, its rate, or both."""
    those = [row for row in here if row["quantity"] in ("change", "change_rate") and _is_of_last_year(row)]
    for _, group in groupby(those, key=lambda row: (row.get("sentence"), _thing(row), row.get("base_kind"))):
        yield list({str(row["quantity"]): row for row in reversed(list(group))}.values())[::-1]


def _is_of_last_year(row: Row) -> bool:
    # Packages of earlier versions have no column that says which year it is compared with.
    return (row.get("base_period") or "prior") == "prior" and row["period"] in ("current", "", None)


def _thing(row: Row) -> str:
    return str(row["code"] or row.get("concept") or row["subject"])


def _change(d: Disclosure, moved: Sequence[Row], here: Sequence[Row]) -> Change:
    first, said = moved[0], {str(row["quantity"]): row for row in moved}
    amounts = [row for row in here if row["quantity"] == "amount" and _thing(row) == _thing(first)]
    now = [row for row in amounts if row["period"] != "prior" and not _is_planned(d, row)]
    before = [row for row in amounts if row["period"] == "prior" and row.get("sentence") == first.get("sentence")]
    parts = [part for part in _PATH.split(str(first["subject"])) if part]
    if len(parts) > 1 and parts[-1] in _ADDED:
        parts.pop()
    texts = {int(row["row"]): str(row["text"]) for row in d.rows["paragraphs"]}
    paragraph = int(first["paragraph"] or 0)
    still = first["trend"] == "unchanged" or first["value"] == 0
    return Change(
        subject=parts[-1],
        path=" › ".join(parts[:-1]),
        amount=_figure(d, _nearest(now, first)),
        change=_figure(d, said.get("change")),
        rate=_figure(d, said.get("change_rate")),
        trend="unchanged" if still else str(first["trend"] or ""),
        reason=_reason(texts.get(paragraph, "")),
        url=f"{d.url}text/#p{paragraph}" if paragraph in texts else _source(d, first),
        before=_figure(d, _nearest(before, first)),
        base=_NAMED.get(str(first.get("base_kind") or ""), ""),
    )


def _is_planned(d: Disclosure, row: Row) -> bool:
    return d.id.kind == "final-accounts" and row.get("base_kind") in _UNSPENT


def _nearest(amounts: Sequence[Row], change: Row) -> Row | None:
    """The last of the amounts that is said before the change, else the first after it; none from far away."""
    near = [row for row in amounts if abs((row.get("sentence") or 0) - (change.get("sentence") or 0)) <= _NEAR]
    return next((row for row in reversed(near) if row["row"] < change["row"]), next(iter(near), None))


def _source(d: Disclosure, row: Row) -> str:
    # What has not changed is said without a figure.
    places = (d.place("statements", int(row["row"]), field) for field in ("value", "trend"))
    return next((url for place in places if (url := d.source_url(place))), f"{d.url}source/")


def _is_nothing(amount: str) -> bool:
    return not any(digit in "123456789" for digit in amount)


def _from_paragraphs(d: Disclosure) -> list[tuple[str, Change]]:
    return [
        (
            _heading(d, row["heading"] or row["part"]),
            Change("", "", "", "", "", "", str(row["text"]), f"{d.url}text/#p{row['row']}"),
        )
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
    if row is None or row["value"] is None:
        return ""
    unit = str(row["unit"] or "")
    return f"{d.text('statements', int(row['row']), 'value', row['value']).removesuffix(unit).strip()} {unit}".replace(
        " %", "%"
    )
