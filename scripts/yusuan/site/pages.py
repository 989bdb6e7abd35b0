"""Every generated page of the site, from what the stages above wrote."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from yusuan.package.csvfile import write_bytes
from yusuan.package.data_version import data_version
from yusuan.package.layout import PackageId, Packages
from yusuan.package.schemas import REFERENCE_ORDER, RESOURCE_ORDER, TABLES, load_schemas
from yusuan.site import files
from yusuan.site.agency_pages import agency_pages
from yusuan.site.browser_database import sql_page
from yusuan.site.departments import HOME, Agency, read_agencies, tree, with_disclosures
from yusuan.site.explorer.coded import read_items
from yusuan.site.explorer.members import editions, read_members
from yusuan.site.explorer.pages import explorer_files, explorer_pages
from yusuan.site.explorer.standings import place_standings
from yusuan.site.files import Download
from yusuan.site.making import Folders, Job, Made, make_disclosures, renderer
from yusuan.site.prior_years import read_years_before
from yusuan.site.question_pages import Question, read_questions
from yusuan.site.render import Entry, Page, write_bodies
from yusuan.site.researcher_page import researcher_page
from yusuan.site.rule_pages import rule_pages
from yusuan.site.source import Warehouse
from yusuan.site.summary import Summary
from yusuan.site.thing_pages import write_thing_pages


def write_site_pages(
    packages: Packages, ids: list[PackageId], folders: Folders, listed: Mapping[str, Path], site_url: str
) -> list[Entry]:
    """Write every generated page and what is searched of it. `listed` are the files for download."""
    with Warehouse(folders.out / "yusuan.duckdb", ids) as warehouse:
        agencies = read_agencies(warehouse, ids)
        schemas = load_schemas(packages.schemas)
        digests = warehouse.digests() if folders.store else {}
        rules = {str(row["rule"]): row for row in warehouse.all_rows("check_rules", "derived")}
    by_slug = {agency.slug: agency for agency in agencies}
    downloads = files.of_packages(listed, ids)
    jobs = [Job(id_, by_slug[id_.agency], downloads[id_], digests.get(str(id_), "")) for id_ in ids]
    found = make_disclosures(jobs, folders, site_url, rules)
    made = [found[package] for package in ids]
    summaries = [one.summary for one in made]
    agencies = with_disclosures(agencies, summaries)
    headlines = {str(one.summary.id): one.figures for one in made}
    asked = tomllib.loads((folders.words / "home.toml").read_text(encoding="utf-8"))
    featured = _featured(agencies, asked["featured"])
    questions = read_questions(folders.words / "questions.toml")
    write = partial(write_bodies, renderer=renderer(folders), folder=folders.pages, search=folders.search)
    with Warehouse(folders.out / "yusuan.duckdb", ()) as warehouse:
        members = read_members(warehouse, agencies, headlines)
    # They read the warehouse by themselves, row after row: it is not open twice.
    items = read_items(folders.out / "yusuan.duckdb", members)
    front = headlines[str(featured[1].id)] if featured else None
    things = write_thing_pages(folders, agencies, members, questions, front)
    with Warehouse(folders.out / "yusuan.duckdb", ()) as warehouse:
        before = read_years_before(warehouse, summaries, headlines)
        every = editions(members.values())
        facts = next(each["path"] for each in _described(listed) if each["name"] == "facts")
        place_standings(members, renderer(folders), folders.pages)
        for url, content in explorer_files(every, members, items):
            write_bytes(folders.pages / url, content)
        return [
            *write([_home(agencies, made, asked, featured, questions)]),
            *write(agency_pages(agencies, headlines, before)),
            *write(explorer_pages(every, folders.words)),
            *(entry for one in made for entry in one.entries),
            *things,
            *write(rule_pages(rules, warehouse.outcomes(), summaries, agencies)),
            *write([_data(warehouse, agencies, summaries, downloads, listed)]),
            *write([_dictionary(schemas, listed)]),
            *write([researcher_page(warehouse, agencies, facts, data_version(packages), site_url)]),
            *write([sql_page(_described(listed), folders.words)]),
        ]


def _featured(agencies: list[Agency], wanted: str) -> tuple[Agency, Summary] | None:
    """The disclosure that stands in front: the one that `home.toml` names, or the latest where that is not here."""
    everything = [(agency, d) for agency in agencies for d in agency.disclosures]
    chosen = [pair for pair in everything if str(pair[1].id) == wanted]
    return next(iter(chosen or sorted(everything, key=lambda pair: pair[1].id.year)[-1:]), None)


def _home(
    agencies: list[Agency],
    made: list[Made],
    asked: Mapping[str, Any],
    chosen: tuple[Agency, Summary] | None,
    questions: Sequence[Question],
) -> Page:
    """The front door, with the disclosure that is `chosen` to stand in front and the questions that people ask."""
    featured: dict[str, Any] | None = None
    if chosen:
        agency, disclosure = chosen
        front = next(one.front for one in made if one.summary.id == disclosure.id)
        featured = {
            "agency": agency,
            "d": disclosure,
            "cards": front.cards,
            "sources": front.sources,
            "uses": front.uses,
            "kinds": front.kinds,
        }
    context = {
        "agencies": agencies,
        "branches": tree(agencies),
        "featured": featured,
        "queries": asked["queries"],
        "questions": questions,
        "count": sum(len(agency.disclosures) for agency in agencies),
    }
    return Page("", "home.html", "政府部门的钱从哪里来，花到哪里去", asked["description"], context)


def _data(
    warehouse: Warehouse,
    agencies: list[Agency],
    disclosures: list[Summary],
    downloads: Mapping[PackageId, tuple[Download, ...]],
    listed: Mapping[str, Path],
) -> Page:
    tables = []
    for resource in _described(listed):
        name = resource["name"]
        urls = [f"data/tables/{file['path']}" for file in (resource, resource["parquet"])]
        formats = [Download(url, listed[url]) for url in urls]
        tables.append({**resource, "rows": warehouse.count(name, "derived"), "formats": formats})
    bundles = []
    names = {agency.slug: agency.name for agency in agencies}
    for d in disclosures:
        whole = [file for file in downloads[d.id] if file.url.startswith(f"{d.data_url.rstrip('/')}.")]
        bundles.append((names[d.id.agency], d, whole))
    others = [f for f in files.below(listed, "data/") if f.url.count("/") == 1]
    reference = files.below(listed, "data/reference/")
    # Those of a package stand on its own page, and parts of tables are too many.
    hashed = [f for f in files.below(listed, "data/tables/") if f.url.count("/") == 2] + reference + others
    parted = [table["name"] for table in tables if "partitions" in table]
    context = {
        "tables": tables,
        "parted": parted,
        "packed": [table["name"] for table in tables if "compression" in table],
        "bundles": bundles,
        "others": others,
        "reference": reference,
        "hashed": hashed,
    }
    return Page("data/", "data.html", "数据", "全部数据的下载：每个部门、每一年，可以直接分析。", context, HOME)


def _described(listed: Mapping[str, Path]) -> list[dict[str, Any]]:
    """What the derived tables are, in the words of the data package that is published of them."""
    descriptor = json.loads(listed["data/tables/datapackage.json"].read_text(encoding="utf-8"))
    resources: list[dict[str, Any]] = descriptor["resources"]
    return resources


def _dictionary(schemas: Mapping[str, Mapping[str, Any]], listed: Mapping[str, Path]) -> Page:
    others = [name for name in RESOURCE_ORDER if name not in TABLES]
    extra = [name for name in schemas if name not in RESOURCE_ORDER and name not in REFERENCE_ORDER]
    derived = [{**r, "fields": r["schema"]["fields"]} for r in _described(listed)]
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
