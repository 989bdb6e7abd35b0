"""Every generated page of the site, from what the stages above wrote."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from yusuan.package.layout import PackageId, Packages
from yusuan.package.schemas import REFERENCE_ORDER, RESOURCE_ORDER, TABLES, load_schemas
from yusuan.site import files, headline
from yusuan.site.agency_pages import agency_pages
from yusuan.site.comparing import compared, comparison_pages
from yusuan.site.departments import HOME, Agency, read_agencies, tree
from yusuan.site.disclosure import Disclosure, read_disclosure
from yusuan.site.disclosure_pages import disclosure_pages
from yusuan.site.headlines import Headline, read_headlines
from yusuan.site.prior_years import read_years_before
from yusuan.site.render import Page
from yusuan.site.rule_pages import rule_pages
from yusuan.site.source import Warehouse
from yusuan.site.terms import site_terms


def site_pages(
    warehouse: Warehouse,
    packages: Packages,
    ids: list[PackageId],
    out: Path,
    words: Path,
    listed: Mapping[str, Path],
    site_url: str,
) -> Iterator[Page]:
    """Every generated page. `words` is the folder of terms.toml; `listed` the files for download."""
    schemas = load_schemas(packages.schemas)
    plain = site_terms(words / "terms.toml")
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
    agencies = read_agencies(warehouse, disclosures)
    by_slug = {agency.slug: agency for agency in agencies}
    names = {agency.slug: agency.name for agency in agencies}
    headlines = read_headlines(warehouse, disclosures)
    rules = {str(row["rule"]): row for row in warehouse.all_rows("check_rules", "derived")}
    yield _home(agencies, headlines, words, bool(compared(headlines)))
    yield from agency_pages(agencies, headlines, read_years_before(warehouse, disclosures, headlines))
    yield from comparison_pages(agencies, headlines)
    for disclosure in disclosures:
        base = f"data/{disclosure.id.agency}/{disclosure.id.year}-{disclosure.id.kind}"
        downloads = [f for f in files.below(dict(listed), base) if f.url[len(base)] in "/."]
        figures = headlines[str(disclosure.id)]
        agency = by_slug[disclosure.id.agency]
        yield from disclosure_pages(disclosure, agency, figures, downloads, site_url, rules)
    yield from rule_pages(rules, warehouse.outcomes(), disclosures, agencies)
    yield _data(warehouse, disclosures, names, out, listed)
    yield _dictionary(schemas, out)


def _home(agencies: list[Agency], headlines: Mapping[str, Headline], words: Path, compares: bool) -> Page:
    """The front door: the disclosure that `home.toml` features, or the latest where it names none that is here."""
    asked = tomllib.loads((words / "home.toml").read_text(encoding="utf-8"))
    everything = [(agency, d) for agency in agencies for d in agency.disclosures]
    chosen = [pair for pair in everything if str(pair[1].id) == asked["featured"]]
    featured: dict[str, Any] | None = None
    for agency, disclosure in chosen or sorted(everything, key=lambda pair: pair[1].id.year)[-1:]:
        figures = headlines[str(disclosure.id)]
        featured = {
            "agency": agency,
            "d": disclosure,
            "cards": headline.cards(figures),
            "sources": headline.sources(figures),
            "uses": headline.uses(figures),
            "kinds": headline.kinds(figures),
        }
    context = {
        "agencies": agencies,
        "compares": compares,
        "branches": tree(agencies),
        "featured": featured,
        "queries": asked["queries"],
        "count": len(everything),
    }
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
    # Those of a package stand on its own page, and parts of tables are too many.
    hashed = [f for f in files.below(dict(listed), "data/tables/") if f.url.count("/") == 2] + reference + others
    parted = [table["name"] for table in tables if "partitions" in table]
    context = {
        "tables": tables,
        "parted": parted,
        "bundles": bundles,
        "others": others,
        "reference": reference,
        "hashed": hashed,
    }
    return Page("data/", "data.html", "数据", "全部数据的下载：每个部门、每一年，可以直接分析。", context, HOME)


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
        (*HOME, ("数据", "data/")),
        tuple(toc),
    )
