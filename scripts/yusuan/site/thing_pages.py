"""Every page of a thing: what money is spent on, headlines, regions, terms and questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from yusuan.site import figure_pages, item_pages, question_pages, term_pages
from yusuan.site.departments import Agency
from yusuan.site.explorer.members import Member as Explored
from yusuan.site.figure_pages import cell_addresses
from yusuan.site.headlines import Headline
from yusuan.site.making import Folders
from yusuan.site.question_pages import Question, Told
from yusuan.site.ranked import shown
from yusuan.site.region_pages import RANKED_BY, region_pages
from yusuan.site.render import Entry
from yusuan.site.terms import site_terms
from yusuan.site.thing_store import ThingPage, write_things
from yusuan.things.amounts import read_codes, read_headlines
from yusuan.things.classifications import Code, read_classifications
from yusuan.things.glossaries import read_terms
from yusuan.things.members import Member
from yusuan.things.rankings import Ranking, widest

_MOST = 5
"""So many of a ranking stand on the pages that draw on it."""


@dataclass
class _Met:
    """What pages made earlier leave for those made later."""

    items: dict[str, Told] = field(default_factory=dict)
    figures: dict[str, Sequence[Ranking]] = field(default_factory=dict)


def write_thing_pages(
    folders: Folders,
    agencies: Sequence[Agency],
    explored: Mapping[str, Explored],
    questions: Sequence[Question],
    featured: Headline | None,
) -> list[Entry]:
    """Write the pages of all things; returns what each is. `explored` are all disclosures, by package."""
    members = {package: _member(package, one) for package, one in explored.items()}
    headlines = {package: one.headline for package, one in explored.items()}
    return list(write_things(_things(folders, agencies, members, headlines, questions, featured), folders))


def _member(package: str, one: Explored) -> Member:
    region = one.agency.region.name if one.agency.region else ""
    return Member(package, one.agency.slug, one.agency.name, region, one.group)


def _things(
    folders: Folders,
    agencies: Sequence[Agency],
    members: Mapping[str, Member],
    headlines: Mapping[str, Headline],
    questions: Sequence[Question],
    featured: Headline | None,
) -> Iterator[ThingPage]:
    # Only here: what makes the pages of disclosures imports this module, and not what fills a warehouse.

    from yusuan.warehouse.connection import connect  # Arrow, which the processes that make pages do without

    connection = connect(folders.out / "yusuan.duckdb", read_only=True)
    try:
        known = read_classifications(connection)
        printed = read_headlines(connection)
        terms = site_terms(folders.words / "terms.toml")
        said = read_terms(connection, {term.term: (term.term, *term.also) for term in terms})
        plain = item_pages.Plain(folders.words / "items.toml")
        met = _Met()
        yield ThingPage(item_pages.items_index(known, plain))
        for code, found, page in item_pages.item_pages(known, read_codes(connection), members, plain):
            _note_item(met, code, found)
            yield page
    finally:
        connection.close()
    addresses = {item: cell_addresses(headlines, item) for item in printed}
    for item, found, page in figure_pages.figure_pages(printed, members, headlines):
        met.figures[item] = found
        yield page
    yield ThingPage(figure_pages.figures_index(met.figures))
    yield from region_pages(agencies, printed.get(RANKED_BY, []), members, cell_addresses(headlines, RANKED_BY))
    first = {item: widest(found) for item, found in met.figures.items()}
    views = {item: shown(one, addresses[item], _MOST) if one else None for item, one in first.items()}
    yield ThingPage(term_pages.terms_index(terms, said))
    names = {slug: told.title for slug, told in met.items.items()}
    yield from term_pages.term_pages(terms, said, members, views, names)
    yield ThingPage(question_pages.questions_index(questions))
    by_name = {term.term: term for term in terms}
    yield from question_pages.question_pages(questions, met.figures, addresses, met.items, by_name, featured, members)


def _note_item(met: _Met, code: Code, found: Sequence[Ranking]) -> None:
    first = widest(found)
    met.items[code.slug] = Told(f"{code.name}（{code.code}）", code.url, shown(first, most=_MOST) if first else None)
