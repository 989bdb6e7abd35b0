"""The pages of each disclosure, made by itself, and so by as many processes as there are cores."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache as once
from pathlib import Path

from yusuan.package.layout import PackageId, Packages
from yusuan.package.schemas import load_schemas
from yusuan.site import headline
from yusuan.site.checking import OUTCOMES
from yusuan.site.departments import Agency
from yusuan.site.disclosure import Disclosure, read_disclosure
from yusuan.site.disclosure_pages import disclosure_pages
from yusuan.site.files import Download
from yusuan.site.headlines import Headline, read_headline
from yusuan.site.render import Entry, Renderer, write_bodies
from yusuan.site.source import Row, Warehouse
from yusuan.site.summary import Summary, summarise
from yusuan.site.terms import site_terms

_AT_A_TIME = 6
"""Disclosures that are read together: enough for a query to be worth it, few enough for a little memory."""

_WORTH_A_WORKER = 12
"""Starting a process takes as long as some ten disclosures."""

_MOST_WORKERS = 8


@dataclass(frozen=True)
class Folders:
    """Where the pages of disclosures are made from, `out` being the build's, and where they go."""

    packages: Path
    out: Path
    templates: Path
    words: Path
    pages: Path
    search: Path


@dataclass(frozen=True)
class Job:
    """A disclosure to be made, with what is said of it elsewhere: its department and its files for download."""

    id: PackageId
    agency: Agency
    downloads: tuple[Download, ...]


@dataclass(frozen=True)
class Made:
    """A disclosure that is made: what other pages say of it, and its own in the order of its navigation."""

    summary: Summary
    figures: Headline
    front: headline.Front
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class _Several:
    jobs: tuple[Job, ...]
    folders: Folders
    site_url: str
    rules: Mapping[str, Row]


def make_disclosures(
    jobs: Sequence[Job], folders: Folders, site_url: str, rules: Mapping[str, Row]
) -> Iterator[list[Made]]:
    """Write the pages of every disclosure, and yield some at a time what they are, in the order of `jobs`.

    The files are the same whether one process makes them or several. `rules` are the rows of `check_rules` by rule.
    """
    said = {name: {"title": rule["title"], "explanation": rule["explanation"]} for name, rule in rules.items()}
    starts = range(0, len(jobs), _AT_A_TIME)
    tasks = [_Several(tuple(jobs[start : start + _AT_A_TIME]), folders, site_url, said) for start in starts]
    workers = min(os.cpu_count() or 1, len(tasks), _MOST_WORKERS)
    if len(jobs) < _WORTH_A_WORKER or workers < 2:
        yield from map(_make, tasks)
        return
    # A new process rather than a copy of this one: DuckDB has threads of its own, and they do not survive a fork.
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(_make, tasks)


def _make(several: _Several) -> list[Made]:
    folders = several.folders
    packages = Packages(folders.packages)
    schemas, terms = load_schemas(packages.schemas), site_terms(folders.words / "terms.toml")
    with Warehouse(folders.out / "yusuan.duckdb", [job.id for job in several.jobs], threads=1) as warehouse:

        def read(job: Job) -> Disclosure:
            place = f"{job.id.agency}/{job.id.year}-{job.id.kind}"
            charts, published = folders.out / "charts" / place, folders.out / "downloads" / place / "published"
            return read_disclosure(warehouse, packages, schemas, job.id, terms, charts, published)

        return [_make_one(warehouse, read(job), job, several) for job in several.jobs]


def _make_one(warehouse: Warehouse, disclosure: Disclosure, job: Job, several: _Several) -> Made:
    folders = several.folders
    years = [(str(r["resource"]), int(r["row"]), str(r["field"])) for r in warehouse.compared_with_years(str(job.id))]
    summary = summarise(disclosure, OUTCOMES, years)
    figures = read_headline(warehouse, disclosure, summary)
    front = headline.front(figures, disclosure.tables)
    pages = disclosure_pages(
        disclosure, job.agency, front, figures.classes_make_total, job.downloads, several.site_url, several.rules
    )
    entries = write_bodies(pages, renderer(folders.templates), folders.pages, folders.search)
    return Made(summary, figures, front, tuple(entries))


@once
def renderer(templates: Path) -> Renderer:
    """The renderer of a folder of templates: each is compiled once."""
    return Renderer(templates)
