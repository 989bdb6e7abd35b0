"""Pages of headlines: what each is, and which disclosures print how much of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from yusuan.model.headlines import PRIOR_YEAR, load_headlines
from yusuan.site.departments import HOME
from yusuan.site.headlines import Headline
from yusuan.site.ranked import AddressOf, address_of_cell, csv_of, shown
from yusuan.site.render import Page
from yusuan.site.thing_store import ThingPage
from yusuan.things.addresses import FIGURES, figure_url
from yusuan.things.amounts import Spent, whole_of
from yusuan.things.members import Member
from yusuan.things.rankings import Ranking, rankings, widest

_STATES = {
    "contested": "各处印的不一样",
    "declared-empty": "表里写明未安排",
    "empty": "空表，没有说明",
    "absent": "没有印出",
    "not-read": "没有读到",
}


@dataclass(frozen=True)
class Listed:
    """A headline in the list of all: in how many disclosures it is printed, and the median of the widest ranking."""

    title: str
    url: str
    definition: str
    documents: int
    middle: str
    group: str


def cell_addresses(headlines: Mapping[str, Headline], item: str) -> AddressOf:
    """Finds where a headline is printed: its cell of a table, or its place in the text."""

    def address(spent: Spent) -> str:
        amount = headlines[spent.package].amounts.get(item) if spent.package in headlines else None
        return amount.url if amount else address_of_cell(spent) if spent.table else f"agencies/{spent.package}/"

    return address


def figure_pages(
    printed: Mapping[str, list[Spent]], members: Mapping[str, Member], headlines: Mapping[str, Headline]
) -> Iterator[tuple[str, list[Ranking], ThingPage]]:
    """`/figures/<headline>/` of every headline of the year itself, with its rankings."""
    for one in load_headlines():
        if not one.name.startswith(PRIOR_YEAR):
            spent = printed.get(one.name, [])
            with_amount = [figure for figure in spent if figure.amount is not None or figure.state == "contested"]
            found = rankings(with_amount, members)
            states = Counter(figure.state for figure in spent)
            address = cell_addresses(headlines, one.name)
            yield one.name, found, _page(one.name, one.title, one.definition, found, states, address)


def _page(
    item: str, title: str, definition: str, found: Sequence[Ranking], states: Mapping[str, int], address: AddressOf
) -> ThingPage:
    first = widest(found)
    url = figure_url(item)
    whole = whole_of(item)
    csv_url = f"{url}{item.replace('_', '-')}.csv"
    context = {
        "title": title,
        "definition": definition,
        "whole": next((one.title for one in load_headlines() if one.name == whole), ""),
        "whole_url": figure_url(whole) if whole else "",
        "documents": states.get("printed", 0),
        "states": tuple((words, states[state]) for state, words in _STATES.items() if states.get(state)),
        "first": shown(first, address) if first else None,
        "rest": tuple(shown(ranking, address) for ranking in found if ranking is not first),
        "csv": csv_url,
    }
    words = f"{title}：{definition}。哪些部门最多，中位数是多少。"
    page = Page(
        url, "figure.html", f"{title}：哪些部门最多", words, context, (*HOME, ("主要数字", FIGURES)), searched=False
    )
    return ThingPage(page, csv_url, csv_of(found, address))


def figures_index(found: Mapping[str, Sequence[Ranking]]) -> Page:
    """`/figures/`: every headline."""
    listed = []
    for one in load_headlines():
        if one.name in found:
            first = widest(found[one.name])
            count = sum(len(ranking.places) for ranking in found[one.name])
            view = shown(first, most=0) if first and first.ranked else None
            middle, group = (view.middle, f"{view.title}，{view.count} 个") if view else ("", "")
            listed.append(Listed(one.title, figure_url(one.name), one.definition, count, middle, group))
    words = "每份文件最要紧的几个数：总支出、基本支出与项目支出、人员经费、“三公”经费。哪些部门最多。"
    return Page(FIGURES, "figures.html", "主要数字", words, {"listed": listed}, HOME)
