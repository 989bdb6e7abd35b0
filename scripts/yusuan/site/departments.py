"""Departments and the regions that they belong to, as the pages list them: only those that have disclosures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from yusuan.package.layout import PackageId
from yusuan.site.source import Row, Warehouse
from yusuan.site.summary import Summary

Crumbs = tuple[tuple[str, str], ...]

HOME: Crumbs = (("首页", ""),)


@dataclass(frozen=True)
class Region:
    """A region, from a province down to a county; `path` are the regions around it, the largest first."""

    code: str
    name: str
    path: tuple[Region, ...] = ()

    @property
    def url(self) -> str:
        """The page's address below the site's root."""
        return f"regions/{self.code}/"

    @property
    def whole(self) -> tuple[Region, ...]:
        """The regions around it and itself, the largest first."""
        return (*self.path, self)

    @property
    def crumbs(self) -> Crumbs:
        """The way from the home page to this region, itself included."""
        return (*HOME, ("地区", "regions/"), *((region.name, region.url) for region in self.whole))


@dataclass(frozen=True)
class Agency:
    """A department: its line in the reference, its names and its disclosures, the latest first.

    `disclosures` are empty until they have been summarised.
    """

    slug: str
    name: str
    name_en: str
    region: Region | None
    names: tuple[str, ...]
    children: tuple[tuple[str, str], ...]
    parent: tuple[str, str] | None
    disclosures: tuple[Summary, ...] = ()

    @property
    def url(self) -> str:
        """The page's address below the site's root."""
        return f"agencies/{self.slug}/"

    @property
    def place(self) -> str:
        """Its region in words: 新疆维吾尔自治区 昌吉回族自治州."""
        return " ".join(region.name for region in self.region.whole) if self.region else ""

    @property
    def crumbs(self) -> Crumbs:
        """The way from the home page to the department: through its region, where that is known."""
        return self.region.crumbs if self.region else (*HOME, ("部门", "agencies/"))


@dataclass(frozen=True)
class Branch:
    """A region of the tree with the departments that are its own and the regions below it that have any."""

    region: Region | None
    agencies: tuple[Agency, ...]
    below: tuple[Branch, ...]

    @property
    def name(self) -> str:
        """What stands above its departments."""
        return self.region.name if self.region else "地区未注明"

    @property
    def id(self) -> str:
        """Its anchor on a page that lists regions."""
        return f"r{self.region.code if self.region else ''}"

    @property
    def count(self) -> int:
        """How many departments there are in it and below."""
        return len(self.agencies) + sum(branch.count for branch in self.below)

    @property
    def all_agencies(self) -> tuple[Agency, ...]:
        """Its own departments, then those below."""
        return (*self.agencies, *(agency for branch in self.below for agency in branch.all_agencies))

    @property
    def branches(self) -> tuple[Branch, ...]:
        """Itself and every branch below, the larger before the smaller."""
        return (self, *(inner for branch in self.below for inner in branch.branches))


def read_agencies(warehouse: Warehouse, ids: Sequence[PackageId]) -> list[Agency]:
    """Every department that has disclosures, by its slug."""
    described = {str(row["package"]): row for row in warehouse.all_rows("package")}
    known = {str(agency["agency"]): agency for agency in warehouse.all_rows("agencies")}
    regions = _regions(warehouse.all_rows("regions"))
    names: dict[str, list[str]] = {}
    for name in warehouse.all_rows("agency_names"):
        names.setdefault(name["agency"], []).append(name["name"])
    published: dict[str, list[PackageId]] = {}
    for package in ids:
        published.setdefault(package.agency, []).append(package)

    def named(slug: str) -> tuple[str, str]:
        return slug, str(known[slug]["name"]) if slug in known else slug

    children: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for slug in sorted(published.keys() & known.keys()):
        if known[slug].get("parent"):
            children[str(known[slug]["parent"])].append(named(slug))
    found = []
    for slug, theirs in sorted(published.items()):
        row: Row = known.get(slug, {})
        parent = row.get("parent")
        last = described[str(theirs[-1])]
        region = row.get("region") or last["region"]
        used = [str(name["name"]) for package in theirs for name in warehouse.rows("names", str(package))]
        found.append(
            Agency(
                slug=slug,
                name=str(row.get("name") or last["issuer"] or slug),
                name_en=str(row.get("name_en") or ""),
                region=regions.get(str(region or "")),
                # The names that the reference knows, then those that the documents use besides.
                names=tuple(dict.fromkeys([*names.get(slug, []), *used])),
                children=tuple(children.get(slug, ())),
                parent=named(parent) if parent in published else None,
            )
        )
    return found


def with_disclosures(agencies: Iterable[Agency], summaries: Iterable[Summary]) -> list[Agency]:
    """The departments with what is published of each."""
    theirs: dict[str, list[Summary]] = defaultdict(list)
    for summary in summaries:
        theirs[summary.id.agency].append(summary)
    latest = {slug: sorted(those, key=lambda d: d.id, reverse=True) for slug, those in theirs.items()}
    return [replace(agency, disclosures=tuple(latest[agency.slug])) for agency in agencies]


def tree(agencies: list[Agency]) -> list[Branch]:
    """Departments under their regions, provinces by their codes; those of no known region come last.

    A department's own office and other parts stand behind the department as a whole.
    """
    mine: dict[str, list[Agency]] = defaultdict(list)
    places: dict[str, Region] = {}
    for agency in agencies:
        mine[agency.region.code if agency.region else ""].append(agency)
        for region in agency.region.whole if agency.region else ():
            places[region.code] = region

    def branch(region: Region) -> Branch:
        below = sorted((r for r in places.values() if r.path and r.path[-1].code == region.code), key=lambda r: r.code)
        return Branch(region, _families(mine[region.code]), tuple(map(branch, below)))

    found = [branch(region) for region in sorted(places.values(), key=lambda r: r.code) if not region.path]
    return [*found, Branch(None, _families(mine[""]), ())] if mine[""] else found


def _families(agencies: list[Agency]) -> tuple[Agency, ...]:
    slugs = {agency.slug for agency in agencies}
    parts: dict[str, list[Agency]] = defaultdict(list)
    heads = []
    for agency in agencies:
        if agency.parent and agency.parent[0] in slugs:
            parts[agency.parent[0]].append(agency)
        else:
            heads.append(agency)

    def family(head: Agency) -> list[Agency]:
        return [head, *(one for part in parts.pop(head.slug, ()) for one in family(part))]

    return tuple(one for head in heads for one in family(head))


def _regions(rows: list[Row]) -> dict[str, Region]:
    by_code: Mapping[str, Row] = {str(row["region"]): row for row in rows}
    found: dict[str, Region] = {}

    def region(code: str, below: frozenset[str]) -> Region:
        if code not in found:
            parent = str(by_code[code].get("parent") or "")
            above = region(parent, below | {code}).whole if parent in by_code and parent not in below else ()
            found[code] = Region(code, str(by_code[code]["name"]), above)
        return found[code]

    for code in by_code:
        region(code, frozenset({code}))
    return found
