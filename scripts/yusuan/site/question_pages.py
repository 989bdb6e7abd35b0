"""Questions that people ask, answered in words and with the figures of the data."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from yusuan.errors import YusuanError
from yusuan.site.departments import HOME
from yusuan.site.headlines import TITLES, Headline
from yusuan.site.ranked import AddressOf, Shown, shown
from yusuan.site.render import Page
from yusuan.site.terms import Term
from yusuan.site.thing_store import ThingPage
from yusuan.things.addresses import figure_url
from yusuan.things.amounts import Spent
from yusuan.things.members import Member
from yusuan.things.rankings import Ranking, rankings, widest

INDEX = "questions/"
_MOST = 5
"""So many of a ranking stand on the page of a question; the thing's own page has more."""
_MOST_SHARES = 10


@dataclass(frozen=True)
class Question:
    """A question as people wrote it: see the head of `site_src/words/questions.toml`."""

    slug: str
    question: str
    answer: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    headlines: tuple[str, ...] = ()
    share: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    see: tuple[tuple[str, str], ...] = ()

    @property
    def url(self) -> str:
        """The address of its page below the site's root."""
        return f"{INDEX}{self.slug}/"


@dataclass(frozen=True)
class Told:
    """A thing that a question's page draws on: its name, its page, and the widest ranking of it."""

    title: str
    url: str
    shown: Shown | None
    share_of: str = ""


def read_questions(path: Path) -> tuple[Question, ...]:
    """The questions, in the order of the file. Raises `YusuanError` for one that names what there is not."""
    found = []
    for entry in tomllib.loads(path.read_text(encoding="utf-8"))["question"]:
        made: dict[str, Any] = {key: _frozen(value) for key, value in entry.items()}
        try:
            found.append(Question(**made))
        except TypeError as error:
            raise YusuanError(str(path), f"question {entry.get('slug')!r}: {error}.", "Mend the file.") from error
    return tuple(found)


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def questions_index(questions: Sequence[Question]) -> Page:
    """`/questions/`: every question with the beginning of its answer."""
    words = "常见的问题：什么是“三公”经费，怎样看懂部门预算，钱花在养老上的有多少。"
    return Page(INDEX, "questions.html", "常见的问题", words, {"questions": questions}, HOME)


def question_pages(
    questions: Sequence[Question],
    figures: Mapping[str, Sequence[Ranking]],
    addresses: Mapping[str, AddressOf],
    items: Mapping[str, Told],
    terms: Mapping[str, Term],
    featured: Headline | None,
    members: Mapping[str, Member],
) -> Iterator[ThingPage]:
    """`/questions/<slug>/`: `figures` are rankings by headline, `items` what there is of codes."""
    for one in questions:
        told = [_of_share(one, figures, addresses, members)] if one.share else []
        told += [items[code] for code in one.items if code in items]
        told += [_of_headline(item, figures[item], addresses[item]) for item in one.headlines if item in figures]
        context = {
            "question": one.question,
            "answer": one.answer,
            "told": tuple(each for each in told if each),
            "parts": _parts(one, featured),
            "terms": tuple((terms[name].term, terms[name].url, terms[name].definition) for name in one.terms),
            "see": one.see,
            "others": tuple((other.question, other.url) for other in questions if other is not one),
        }
        crumbs = (*HOME, ("常见的问题", INDEX))
        yield ThingPage(Page(one.url, "question.html", one.question, one.answer[0], context, crumbs))


def _of_headline(item: str, found: Sequence[Ranking], address: AddressOf) -> Told:
    first = widest(found)
    return Told(TITLES[item], figure_url(item), shown(first, address, _MOST) if first else None)


def _of_share(
    one: Question,
    figures: Mapping[str, Sequence[Ranking]],
    addresses: Mapping[str, AddressOf],
    members: Mapping[str, Member],
) -> Told | None:
    """Who has the greatest share of one headline in another; nothing where no disclosure prints both."""
    part, whole = one.share
    if part not in figures or whole not in figures:
        return None
    wholes = {place.spent.package: place.spent.amount for ranking in figures[whole] for place in ranking.places}
    spent: list[Spent] = [
        # A headline that says itself what it is a part of knows where it may not be: then it has no share.
        replace(place.spent, whole=wholes.get(place.spent.package) if place.spent.whole else None)
        for ranking in figures[part]
        for place in ranking.places
    ]
    first = widest(rankings((s for s in spent if s.share is not None), members, by_share=True))
    title = f"{TITLES[part]}占{TITLES[whole]}的比例"
    view = shown(first, addresses[part], _MOST_SHARES) if first else None
    return Told(title, figure_url(part), view, TITLES[whole])


def _parts(one: Question, featured: Headline | None) -> dict[str, Any] | None:
    """How the featured disclosure divides: the whole, and its parts; None where it does not print them all."""
    if not one.parts or featured is None or not all(item in featured.amounts for item in one.parts):
        return None
    whole, *parts = one.parts
    return {
        "title": featured.disclosure.title,
        "url": featured.disclosure.url,
        "whole": (TITLES[whole], featured.amounts[whole].text, featured.amounts[whole].url),
        "parts": tuple(
            (TITLES[item], featured.amounts[item].text, featured.amounts[item].url, featured.share_text(item, whole))
            for item in parts
        ),
    }
