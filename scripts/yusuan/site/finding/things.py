"""What every search needs, in one file: what does not grow with the disclosures, and how people write."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yusuan.model import load_model
from yusuan.model.headlines import load_headlines
from yusuan.site.finding.departments import TABLES, read_departments, write_departments, write_own
from yusuan.site.finding.files import write
from yusuan.site.finding.projects import read_projects, write_projects
from yusuan.site.finding.short_names import aliases, plain
from yusuan.site.finding.spellings import readings, traditional
from yusuan.site.render import Entry
from yusuan.site.source import Warehouse

FOLDER = "search"
"""Below the site's root."""

_CODE = re.compile(r"（\d+）$")
"""Behind the name of an item in the title of its page."""

_OF_A_REGION = re.compile(r"(?:\w{1,3}族|维吾尔)*自治[区州县]$|[省市区县]$")
"""What people leave out of a region's name."""


@dataclass(frozen=True)
class _Words:
    """What people wrote for the search: `search.toml`, `terms.toml`, `questions.toml`."""

    search: Mapping[str, Any]
    also: Mapping[str, Sequence[str]]
    """Other words for the page at an address."""

    @classmethod
    def read(cls, folder: Path) -> _Words:
        def entries(name: str, key: str) -> list[dict[str, Any]]:
            path = folder / f"{name}.toml"
            return list(tomllib.loads(path.read_text(encoding="utf-8"))[key]) if path.is_file() else []

        also: dict[str, Sequence[str]] = {f"terms/{e['term']}/": e.get("also", ()) for e in entries("terms", "term")}
        also |= {f"questions/{e['slug']}/": e.get("aliases", ()) for e in entries("questions", "question")}
        return cls(tomllib.loads((folder / "search.toml").read_text(encoding="utf-8")), also)


def write_lookup(warehouse: Warehouse, entries: Sequence[Entry], words: Path, site: Path) -> None:
    """Write the index of the pages that there are, `entries`, below `site`; `words` is the folder `site_src/words`."""
    said = _Words.read(words)
    titles = {entry.url: entry.title for entry in entries}
    # Pages that a disclosure may have, by number; a table without figures is a line of another page.
    places = [
        (f"tables/{mark}", t.title) for t in load_model().tables.values() for mark in (f"{t.name}/", f"#{t.name}")
    ]
    pages = [*said.search["pages"], *([place, title, ""] for place, title in places)]
    departments = read_departments(warehouse)
    projects = read_projects(warehouse, departments, titles)
    regions = {str(row["region"]): row for row in warehouse.all_rows("regions")}
    folder = site / FOLDER
    parts = [f"{entry.url}#{part}" for entry in entries for part in entry.parts]
    shown = _pages_of_disclosures([*titles, *parts], {page[0]: number for number, page in enumerate(pages)})
    files, names = write_departments(departments, regions, shown, said.search["short"], folder / "departments")
    write_own(warehouse, departments, titles, folder / "agencies")
    of_site = [_row(*page) for page in said.search["site"] if (site / page[0] / "index.html").is_file()]
    lists = [*_lists(warehouse, titles, said), {"kind": "page", "base": "", "rows": of_site}]
    names += [name for each in lists for row in each["rows"] for name in row[1:]]
    names += [word for page in pages for word in page[1:]]
    names += [project.name for project in projects]
    read = readings(names)
    by_reading: dict[str, str] = defaultdict(str)
    for character, its in read.items():
        for reading in its:
            by_reading[reading] += character
    things = {
        "lists": lists,
        "pages": pages,
        "same": [list(map(plain, pair)) for pair in said.search["same"]],
        "dropped": sorted(said.search["dropped"], key=lambda word: (-len(word), word)),
        "departments": files,
        "projects": write_projects(projects, read, folder / "projects"),
        "readings": dict(sorted(by_reading.items())),
        # Traditional and simplified in turns.
        "traditional": "".join(form + one for one, forms in traditional("".join(names)).items() for form in forms),
    }
    write(folder / "things.json", things)


def _pages_of_disclosures(urls: Iterable[str], numbers: Mapping[str, int]) -> dict[str, list[int]]:
    """The numbers of the pages of each package, parts of its overview among them."""
    parts_of_overview = [number for address, number in numbers.items() if address.startswith("#")]
    shown: dict[str, list[int]] = defaultdict(list)
    for url in urls:
        parts = url.split("/", 3)
        if len(parts) == 4 and parts[0] == "agencies":
            if not parts[3]:
                shown["/".join(parts[1:3])] += parts_of_overview
            elif parts[3] in numbers:
                shown["/".join(parts[1:3])].append(numbers[parts[3]])
    return shown


def _row(slug: str, title: str, also: str = "") -> list[str]:
    return [slug, title, also] if also else [slug, title]


def _lists(warehouse: Warehouse, titles: Mapping[str, str], said: _Words) -> list[dict[str, Any]]:
    """The things of each kind that have a page, with the address that their own are added to."""

    def named(table: str, code: str, before: str = "") -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for row in warehouse.all_rows(table):
            found[f"{before}{row[code]}"].append(str(row["name"]))
        return found

    items = named("functional_classification", "code") | named("economic_classification", "code", "e")
    known: dict[str, tuple[str, Mapping[str, list[str]]]] = {
        "question": ("questions/", {}),
        "term": ("terms/", {}),
        "figure": ("figures/", {one.name.replace("_", "-"): [one.title] for one in load_headlines()}),
        # Codes have had other names in other years.
        "item": ("items/", items),
        "region": ("regions/", named("regions", "region")),
    }
    printed = Counter(str(row["code"]) for row in warehouse.items(TABLES) if row["amount_10k_yuan"] is not None)
    lists = []
    for kind, (base, names) in known.items():
        rows = []
        for url, title in sorted(titles.items()):
            slug = url.removeprefix(base).removesuffix("/")
            if url.startswith(base) and slug and "/" not in slug:
                its = names.get(slug, [])
                own = _CODE.sub("", title)
                name = own if own in its or not its else its[-1]
                also = [*map(plain, [*said.also.get(url, ()), *its]), *aliases(name, said.search["short"])]
                also += [_OF_A_REGION.sub("", name)] if kind == "region" else []
                rows.append(_row(slug, name, " ".join(one for one in dict.fromkeys(also) if one != plain(name))))
        # Items that many documents print go before those that few do.
        rows.sort(key=lambda row: -printed[row[0]])
        lists.append({"kind": kind, "base": base, "rows": rows})
    return lists
