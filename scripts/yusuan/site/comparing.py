"""Departments side by side: one year and one kind of document on a page, shares within each document, no sums."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from yusuan.presenting import words
from yusuan.site.departments import HOME, Agency, Branch, tree
from yusuan.site.headlines import Amount, Headline
from yusuan.site.render import Page
from yusuan.site.summary import KIND_NAMES


@dataclass(frozen=True)
class Entry:
    """A department's document on a page of comparison."""

    agency: Agency
    headline: Headline


@dataclass(frozen=True)
class Group:
    """The documents of one province."""

    title: str
    id: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Spent:
    """What one document spends on a class, and the share of its total."""

    entry: Entry
    amount: Amount
    share: Decimal | None
    share_text: str


@dataclass(frozen=True)
class Function:
    """A class of functions with the documents that spend on it, by province."""

    code: str
    label: str
    groups: tuple[tuple[str, tuple[Spent, ...]], ...]

    @property
    def count(self) -> int:
        """How many documents there are."""
        return sum(len(spent) for _, spent in self.groups)


def compared(headlines: Mapping[str, Headline]) -> dict[tuple[int, str], list[str]]:
    """Year and kind of document → the departments that have one, where that is more than one: there is a page."""
    together: dict[tuple[int, str], list[str]] = defaultdict(list)
    for headline in headlines.values():
        here = headline.disclosure.id
        together[here.year, here.kind].append(here.agency)
    return {which: agencies for which, agencies in together.items() if len(agencies) > 1}


def comparison_pages(agencies: list[Agency], headlines: Mapping[str, Headline]) -> Iterator[Page]:
    """`/compare/` and `/compare/<year>-<kind>/`; none of a year in which only one department has a document."""
    by_slug = {agency.slug: agency for agency in agencies}
    together = {which: [by_slug[slug] for slug in those] for which, those in compared(headlines).items()}
    listed = sorted(together.items(), key=lambda pair: (-pair[0][0], pair[0][1]))
    links = [(f"compare/{y}-{k}/", f"{y} 年{KIND_NAMES[k]}", len(those)) for (y, k), those in listed]
    yield Page(
        "compare/",
        "compare.html",
        "比较",
        "同一年、同一种文件里，各部门的钱花在哪里。",
        {"links": links},
        HOME,
    )
    for (year, kind), those in listed:
        groups = tuple(_group(branch, year, kind, headlines) for branch in tree(those))
        title = f"{year} 年部门{KIND_NAMES[kind]}比较"
        functions = _functions(groups)
        context = {"groups": groups, "functions": functions, "links": links, "count": len(those), "heading": title}
        toc = [("totals", "总支出", 2), ("personnel", "人员经费", 2), ("three", "“三公”经费", 2)]
        toc += [("functions", "花在哪一类事情上", 2)]
        yield Page(
            f"compare/{year}-{kind}/",
            "comparison.html",
            title,
            f"{len(those)} 个部门{year}年{KIND_NAMES[kind]}：支出结构、人员经费占比、“三公”经费。",
            context,
            (*HOME, ("比较", "compare/")),
            tuple(toc),
            searched=False,
        )


def _group(branch: Branch, year: int, kind: str, headlines: Mapping[str, Headline]) -> Group:
    entries = [
        Entry(agency, headlines[str(d.id)])
        for agency in branch.all_agencies
        for d in agency.disclosures
        if (d.id.year, d.id.kind) == (year, kind)
    ]
    return Group(branch.name, branch.id, tuple(entries))


def _functions(groups: tuple[Group, ...]) -> list[Function]:
    """Every class of functions, the one that most documents spend on first."""
    labels: dict[str, str] = {}
    found: dict[str, dict[str, list[Spent]]] = defaultdict(lambda: defaultdict(list))
    for group in groups:
        for entry in group.entries:
            for spent in entry.headline.classes:
                if spent.amount.value:
                    labels.setdefault(spent.code, spent.label)
                    found[spent.code][group.title].append(_spent(entry, spent.amount))
    functions = [
        Function(code, labels[code], tuple((title, tuple(spent)) for title, spent in by_group.items()))
        for code, by_group in found.items()
    ]
    return sorted(functions, key=lambda f: (-f.count, f.code))


def _spent(entry: Entry, amount: Amount) -> Spent:
    whole = entry.headline.amounts.get("total_expenditure")
    if whole is None or whole.value <= 0 or amount.value > whole.value:
        return Spent(entry, amount, None, "")
    return Spent(entry, amount, 100 * amount.value / whole.value, words.share(amount.value, whole.value))
