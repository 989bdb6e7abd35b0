"""`/explore/`: a page for each year and kind of disclosure, and the addresses of the comparison that it replaces."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from yusuan.site.departments import HOME
from yusuan.site.explorer.csv_files import edition_csv
from yusuan.site.explorer.data import Coded, edition_file, items_files, to_bytes
from yusuan.site.explorer.members import Edition, Member
from yusuan.site.explorer.ranking import RANKED_BY, ranked
from yusuan.site.headlines import TITLES
from yusuan.site.render import Page
from yusuan.things.peers import FEWEST, TOO_FEW, Level

MOST_ROWS = 100
"""A page without scripts has no more; its CSV has all."""

_TITLE = "比较"


@dataclass(frozen=True)
class Ranking:
    """What a page shows of one level: `rows` of `count`, each with its rank; fewer than five have none."""

    level: Level
    rows: tuple[tuple[int | None, Member], ...]
    count: int

    @property
    def note(self) -> str:
        """Why there are no ranks, where there are none."""
        if not self.level.known:
            return "文件没有写明是部门汇总还是本级，或者地区未注明，所以不排名次。"
        return f"{TOO_FEW}（这里 {self.count} 个），所以不排名次。" if self.count < FEWEST else ""


def explorer_pages(editions: Sequence[Edition], words: Path) -> Iterator[Page]:
    """`/explore/`, `/explore/<year>-<kind>/`, and `/compare/…`, which leads there; `words` is the folder of words."""
    said_by_script = tomllib.loads((words / "explorer.toml").read_text(encoding="utf-8"))
    common = {"editions": editions, "words": said_by_script, "fewest": FEWEST}
    context = {**common, "edition": None, "rankings": (), "title": _TITLE}
    said = "各部门的主要数字、各类支出和人员，按年度、地区和级别放在一起看。"
    yield Page("explore/", "explore.html", _TITLE, said, context, HOME)
    yield _moved("compare/", "explore/", _TITLE)
    for edition in editions:
        title = f"{edition.title}：{_TITLE}各部门"
        rankings = _rankings(edition)
        page = {**common, "edition": edition, "rankings": rankings, "title": title}
        page |= {"ranked_by": TITLES[RANKED_BY], "shown": sum(len(each.rows) for each in rankings)}
        said = f"{edition.title}：{len(edition.members)} 份文件，按总支出排列，每个数连着印出它的那一格。"
        crumbs = (*HOME, (_TITLE, "explore/"))
        yield Page(edition.url, "explore.html", title, said, page, crumbs, searched=False)
        yield _moved(f"compare/{edition.name}/", edition.url, edition.title)


def explorer_files(
    editions: Sequence[Edition], members: Mapping[str, Member], items: Mapping[str, Sequence[Coded]]
) -> Iterator[tuple[str, bytes]]:
    """Address below the site's root and bytes of each file that these pages load or offer."""
    for edition in editions:
        yield f"explore/{edition.name}.json", to_bytes(edition_file(edition, members, editions, bool(items)))
        if items:
            for name, content in items_files(edition, members, items):
                yield f"{edition.url}{name}.json", to_bytes(content)
        yield f"explore/{edition.name}.csv", edition_csv(edition)


def _rankings(edition: Edition) -> tuple[Ranking, ...]:
    whole = len(edition.members)
    found = []
    for level, members in edition.levels.items():
        most = len(members) if whole <= MOST_ROWS else MOST_ROWS * len(members) // whole
        found.append(Ranking(level, tuple(ranked(members, RANKED_BY)[:most]), len(members)))
    return tuple(found)


def _moved(url: str, target: str, what: str) -> Page:
    title = f"{what}：这一页搬到了别处"
    return Page(url, "moved.html", title, f"{title}。", {"target": target}, HOME, searched=False, moved_to=target)
