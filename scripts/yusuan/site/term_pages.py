"""The glossary of the site: each term in plain words, and what documents themselves say of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from yusuan.place import in_words
from yusuan.site.anchors import anchor
from yusuan.site.departments import HOME
from yusuan.site.ranked import Shown
from yusuan.site.render import Page
from yusuan.site.summary import KIND_NAMES
from yusuan.site.terms import INDEX, Term
from yusuan.site.thing_store import ThingPage
from yusuan.things.addresses import figure_url
from yusuan.things.glossaries import Said
from yusuan.things.members import Member

__all__ = ["INDEX", "term_pages", "terms_index"]


@dataclass(frozen=True)
class Quoted:
    """What one document says of a term: who says it, in which words, and where they stand."""

    name: str
    title: str
    url: str
    text: str
    place: str
    place_url: str


def terms_index(terms: Sequence[Term], said: Mapping[str, Said]) -> Page:
    """`/terms/`: every term with its explanation."""
    listed = [(term, said.get(term.term, Said()).explained) for term in terms]
    words = "预算里常见的词，用白话说一遍，再看各份文件自己怎么解释。"
    return Page(INDEX, "terms.html", "名词", words, {"listed": listed}, HOME)


def term_pages(
    terms: Sequence[Term],
    said: Mapping[str, Said],
    members: Mapping[str, Member],
    figures: Mapping[str, Shown | None],
    items: Mapping[str, str],
) -> Iterator[ThingPage]:
    """`/terms/<term>/`; `figures` has the widest ranking of each headline that has a page, `items` names codes."""
    for term in terms:
        told = said.get(term.term, Said())
        quoted = tuple(_quoted(members[one.package], one.text, one.source) for one in told.quotations)
        context = {
            "term": term.term,
            "also": term.also,
            "plain": term.definition,
            "explained": told.explained,
            "named": told.named,
            "quoted": quoted,
            "figure_url": figure_url(term.headline) if term.headline in figures else "",
            "figure": figures.get(term.headline),
            "item_url": f"items/{term.item}/" if term.item in items else "",
            "item_name": items.get(term.item, ""),
        }
        crumbs = (*HOME, ("名词", INDEX))
        yield ThingPage(Page(term.url, "term.html", term.term, f"{term.term}：{term.definition}", context, crumbs))


def _quoted(member: Member, text: str, source: str) -> Quoted:
    group = member.group
    url = f"agencies/{member.package}/"
    place_url = f"{url}source/#{anchor(source)}" if source else ""
    title = f"{group.year} 年{KIND_NAMES[group.kind]}"
    return Quoted(member.name, title, url, text, in_words(source) if source else "", place_url)
