"""Pages of what money is spent on: each code of both classifications, from class to item, and who spends how much."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from yusuan.site.departments import HOME
from yusuan.site.ranked import csv_of, shown
from yusuan.site.render import Page
from yusuan.site.thing_store import ThingPage
from yusuan.things.addresses import ECONOMIC, FUNCTIONAL, ITEMS
from yusuan.things.amounts import BOOKS, Spent
from yusuan.things.classifications import Classifications, Code
from yusuan.things.members import Member
from yusuan.things.rankings import Ranking, rankings, widest

SYSTEMS = {FUNCTIONAL: "功能分类", ECONOMIC: "经济分类"}
_PLAIN = {FUNCTIONAL: "办什么事", ECONOMIC: "买什么"}
_GROUPS = {FUNCTIONAL: "functional", ECONOMIC: "economic"}


@dataclass(frozen=True)
class Branch:
    """A code in a drill-down, with those right below it."""

    code: str
    name: str
    url: str
    documents: int
    plain: str = ""
    below: tuple[Branch, ...] = ()


class Plain:
    """What codes are in plain words, from `site_src/words/items.toml`, which has the most common ones."""

    def __init__(self, path: Path) -> None:
        self._words: Mapping[str, Mapping[str, str]] = tomllib.loads(path.read_text(encoding="utf-8"))

    def of(self, one: Code) -> str:
        """The sentence of a code, or nothing."""
        return self._words[_GROUPS[one.system]].get(one.code, "")


def items_index(known: Classifications, plain: Plain) -> Page:
    """`/items/`: classes with their sections, each with the number of documents that print an amount of it."""
    groups = [
        (
            SYSTEMS[system],
            _PLAIN[system],
            system,
            tuple(_branch(one, known, plain, 1) for one in known.classes(system) if one.documents),
        )
        for system in SYSTEMS
    ]
    words = "政府的钱花在哪些事上、买了什么：从大类看到细项，每一项看哪些部门花得最多。"
    toc = tuple((f"s-{system}", title, 2) for title, _, system, _ in groups)
    return Page(ITEMS, "items.html", "钱花在什么上", words, {"groups": groups}, HOME, toc)


def _branch(one: Code, known: Classifications, plain: Plain, depth: int) -> Branch:
    below = (
        tuple(_branch(inner, known, plain, depth - 1) for inner in known.below(one) if inner.documents) if depth else ()
    )
    return Branch(one.code, one.name, one.url, one.documents, plain.of(one), below)


def item_pages(
    known: Classifications,
    amounts: Iterable[tuple[tuple[str, str], list[Spent]]],
    members: Mapping[str, Member],
    plain: Plain,
) -> Iterator[tuple[Code, list[Ranking], ThingPage]]:
    """`/items/<code>/` of every code that occurs, with its rankings; one code after another is read and made."""
    left = dict(known.codes)
    for key, spent in amounts:
        if one := left.pop(key, None):
            found = rankings(spent, members)
            yield one, found, _item(one, found, known, plain)
    for one in left.values():
        yield one, [], _item(one, [], known, plain)


def _item(one: Code, found: Sequence[Ranking], known: Classifications, plain: Plain) -> ThingPage:
    first = widest(found)
    rest = [ranking for ranking in found if ranking is not first]
    csv_url = f"{one.url}{one.slug}.csv" if found else ""
    books = {ranking.book for ranking in found}
    context = {
        "code": one.code,
        "name": one.name,
        "older": one.names[1:],
        "level": one.level,
        "system": SYSTEMS[one.system],
        "sentence": _sentence(one, known, plain),
        "above": tuple((above.code, above.name, above.url) for above in known.above(one)),
        "below": tuple(_branch(below, known, plain, 0) for below in known.below(one) if below.documents),
        "documents": one.documents,
        "books": tuple(book for book in BOOKS if book.name in books),
        "first": shown(first) if first else None,
        "rest": tuple(map(shown, rest)),
        "csv": csv_url,
    }
    crumbs = (*HOME, ("钱花在什么上", ITEMS), *((f"{c} {name}", url) for c, name, url in context["above"]))  # type: ignore[attr-defined]
    title = f"{one.name}（{one.code}）"
    words = f"{one.name}：{context['sentence']}哪些部门花得最多，占多少。"
    page = Page(one.url, "item.html", title, words, context, crumbs, searched=False)
    return ThingPage(page, csv_url, csv_of(found) if found else "")


def _sentence(one: Code, known: Classifications, plain: Plain) -> str:
    """What it is, in one plain sentence: its own words, else those of the nearest code above that has some."""
    own = plain.of(one)
    if own:
        return own
    for above in reversed(known.above(one)):
        if words := plain.of(above):
            return f"属于“{above.name}”：{words}"
    return f"{SYSTEMS[one.system]}的一个{one.level}，说钱用来{_PLAIN[one.system]}。"
