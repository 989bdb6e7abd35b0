"""Every generated page of the site, from what the stages above wrote."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from yusuan.package.layout import PackageId, Packages
from yusuan.package.schemas import REFERENCE_ORDER, RESOURCE_ORDER, TABLES, load_schemas
from yusuan.site import files, headline
from yusuan.site.disclosure import Disclosure, read_disclosure
from yusuan.site.disclosure_pages import disclosure_pages
from yusuan.site.render import Page
from yusuan.site.rule_pages import rule_pages
from yusuan.site.source import Row, Warehouse
from yusuan.site.terms import site_terms

_HOME = (("首页", ""),)


@dataclass(frozen=True)
class Agency:
    """A department: its line in the reference, its names and its disclosures, the latest first."""

    slug: str
    name: str
    name_en: str
    region: str
    names: tuple[str, ...]
    children: tuple[tuple[str, str], ...]
    parent: tuple[str, str] | None
    disclosures: tuple[Disclosure, ...]

    @property
    def url(self) -> str:
        """The page's address below the site's root."""
        return f"agencies/{self.slug}/"


def site_pages(
    warehouse: Warehouse,
    packages: Packages,
    ids: list[PackageId],
    out: Path,
    words: Path,
    listed: Mapping[str, Path],
    site_url: str,
) -> Iterator[Page]:
    """Every generated page. `words` is the folder of terms.toml and tables.toml; `listed` the files for download."""
    schemas = load_schemas(packages.schemas)
    plain = site_terms(words / "terms.toml")
    table_help = tomllib.loads((words / "tables.toml").read_text(encoding="utf-8"))
    disclosures = [
        read_disclosure(
            warehouse,
            packages,
            schemas,
            package,
            plain,
            out / "charts" / package.agency / f"{package.year}-{package.kind}",
        )
        for package in ids
    ]
    agencies = _agencies(warehouse, disclosures)
    names = {agency.slug: agency.name for agency in agencies}
    rules = {str(row["rule"]): row for row in warehouse.all_rows("check_rules", "derived")}
    yield _home(agencies, words)
    yield Page(
        "agencies/",
        "agencies.html",
        "部门",
        "已经收录的部门与单位。",
        {"regions": [(r, list(a)) for r, a in groupby(sorted(agencies, key=_by_region), key=lambda a: a.region)]},
        _HOME,
    )
    for agency in agencies:
        rows = [(d, headline.cards(d)) for d in agency.disclosures]
        crumbs = (*_HOME, ("部门", "agencies/"))
        context = {"agency": agency, "rows": rows}
        yield Page(agency.url, "agency.html", agency.name, f"{agency.name}公开的部门预算与决算。", context, crumbs)
    for disclosure in disclosures:
        base = f"data/{disclosure.id.agency}/{disclosure.id.year}-{disclosure.id.kind}"
        downloads = [f for f in files.below(dict(listed), base) if f.url[len(base)] in "/."]
        yield from disclosure_pages(disclosure, names[disclosure.id.agency], downloads, table_help, site_url, rules)
    yield from rule_pages(rules, warehouse.outcomes(), disclosures, names)
    yield _data(warehouse, disclosures, names, out, listed)
    yield _dictionary(schemas, out)


def _by_region(agency: Agency) -> tuple[str, str]:
    return agency.region, agency.slug


def _agencies(warehouse: Warehouse, disclosures: list[Disclosure]) -> list[Agency]:
    known = {agency["agency"]: agency for agency in warehouse.all_rows("agencies")}
    regions = {region["region"]: region["name"] for region in warehouse.all_rows("regions")}
    names: dict[str, list[str]] = {}
    for name in warehouse.all_rows("agency_names"):
        names.setdefault(name["agency"], []).append(name["name"])
    published: dict[str, list[Disclosure]] = {}
    for disclosure in disclosures:
        published.setdefault(disclosure.id.agency, []).append(disclosure)

    def named(slug: str) -> tuple[str, str]:
        return slug, str(known[slug]["name"]) if slug in known else slug

    found = []
    for slug, theirs in sorted(published.items()):
        row: Row = known.get(slug, {})
        parent = row.get("parent")
        found.append(
            Agency(
                slug=slug,
                name=str(row.get("name") or theirs[-1].descriptor.get("issuer") or slug),
                name_en=str(row.get("name_en") or ""),
                region=str(regions.get(row.get("region"), "")),
                names=_names(names.get(slug, []), theirs),
                children=tuple(named(s) for s, r in known.items() if r.get("parent") == slug and s in published),
                parent=named(parent) if parent in published else None,
                disclosures=tuple(sorted(theirs, key=lambda d: d.id, reverse=True)),
            )
        )
    return found


def _names(reference: list[str], disclosures: list[Disclosure]) -> tuple[str, ...]:
    """The names that the reference knows, then those that the documents use besides."""
    used = [row["name"] for d in disclosures for row in d.rows["names"]]
    return tuple(dict.fromkeys([*reference, *used]))


def _home(agencies: list[Agency], words: Path) -> Page:
    """The front door: the disclosure that `home.toml` features, or the latest where it names none that is here."""
    asked = tomllib.loads((words / "home.toml").read_text(encoding="utf-8"))
    everything = [(agency, d) for agency in agencies for d in agency.disclosures]
    chosen = [pair for pair in everything if str(pair[1].id) == asked["featured"]]
    featured: dict[str, Any] | None = None
    for agency, disclosure in chosen or sorted(everything, key=lambda pair: pair[1].id.year)[-1:]:
        featured = {
            "agency": agency,
            "d": disclosure,
            "cards": headline.cards(disclosure),
            "sources": headline.sources(disclosure),
            "uses": headline.uses(disclosure),
            "kinds": headline.kinds(disclosure),
        }
    context = {"agencies": agencies, "featured": featured, "queries": asked["queries"], "count": len(everything)}
    return Page("", "home.html", "政府部门的钱从哪里来，花到哪里去", asked["description"], context)


def _data(
    warehouse: Warehouse,
    disclosures: list[Disclosure],
    names: dict[str, str],
    out: Path,
    listed: Mapping[str, Path],
) -> Page:
    tables = []
    for resource in _described(out):
        name = resource["name"]
        formats = [f for f in files.below(dict(listed), f"data/tables/{name}.") if f.name.rsplit(".", 1)[0] == name]
        tables.append({**resource, "rows": warehouse.count(name, "derived"), "formats": formats})
    bundles = []
    for d in disclosures:
        base = f"data/{d.id.agency}/{d.id.year}-{d.id.kind}."
        bundles.append((names[d.id.agency], d, files.below(dict(listed), base)))
    others = [f for f in files.below(dict(listed), "data/") if f.url.count("/") == 1]
    reference = files.below(dict(listed), "data/reference/")
    context = {"tables": tables, "bundles": bundles, "others": others, "reference": reference}
    return Page("data/", "data.html", "数据", "全部数据的下载：每个部门、每一年，可以直接分析。", context, _HOME)


def _described(out: Path) -> list[dict[str, Any]]:
    """What the derived tables are, in their own data package's words."""
    descriptor = json.loads((out / "tables" / "datapackage.json").read_text(encoding="utf-8"))
    listed: list[dict[str, Any]] = descriptor["resources"]
    return listed


def _dictionary(schemas: Mapping[str, Mapping[str, Any]], out: Path) -> Page:
    others = [name for name in RESOURCE_ORDER if name not in TABLES]
    extra = [name for name in schemas if name not in RESOURCE_ORDER and name not in REFERENCE_ORDER]
    derived = [{**r, "fields": r["schema"]["fields"]} for r in _described(out)]
    groups = [
        ("official", "十张官方表", [schemas[name] for name in TABLES]),
        ("resources", "数据包里的其他表", [schemas[name] for name in (*others, *extra)]),
        ("reference", "参考数据", [schemas[name] for name in REFERENCE_ORDER]),
        ("derived", "汇总的表", derived),
    ]
    toc = [(f"group-{key}", title, 2) for key, title, _ in groups]
    return Page(
        "data/dictionary/",
        "dictionary.html",
        "数据字典",
        "每张表、每个字段的含义，中英文对照。",
        {"groups": groups},
        (*_HOME, ("数据", "data/")),
        tuple(toc),
    )
