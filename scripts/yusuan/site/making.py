"""The pages of each disclosure, made by itself, and so by as many processes as there are cores."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from yusuan import store, workers
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

_AT_A_TIME = 32
"""At most so many disclosures are read together: a query should be worth it, and memory stays flat."""

_FOR_EACH_WORKER = 2
"""At least so many times a worker is given some: the last one to end is then not much later than the first."""

_WORTH_A_WORKER = 12
"""Starting a process takes as long as some ten disclosures."""

CODE = (
    *("site", "presenting", "model", "package", "personal", "downloads", "things", "decoding.py", "errors.py"),
    *("garbage.py", "inputs.py", "intervals.py", "numbers.py", "place.py", "program.py", "store.py", "units.py"),
    *("unseen.py", "words.py", "workers.py"),
)
"""Every part of this program that this module loads."""
_LIBRARIES = ("duckdb", "jinja2", "lxml", "markupsafe")


@dataclass(frozen=True)
class Folders:
    """Where the pages of disclosures are made from, `out` being the build's, and where they go."""

    packages: Path
    out: Path
    templates: Path
    words: Path
    pages: Path
    search: Path
    store: Path | None = None
    """Where what has not changed since the last build is found; everything is made where there is none."""


@dataclass(frozen=True)
class Job:
    """A disclosure to be made, with what is said of it elsewhere: its department and its files for download.

    `rows` is the digest of all its rows in the warehouse.
    """

    id: PackageId
    agency: Agency
    downloads: tuple[Download, ...]
    rows: str = ""


@dataclass(frozen=True)
class Made:
    """A disclosure that is made: what other pages say of it, and its own in the order of its navigation."""

    summary: Summary
    figures: Headline
    front: headline.Front
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class _Task:
    jobs: tuple[tuple[Job, str], ...]
    folders: Folders
    site_url: str
    rules: Mapping[str, Row]


def make_disclosures(
    jobs: Sequence[Job], folders: Folders, site_url: str, rules: Mapping[str, Row]
) -> dict[PackageId, Made]:
    """Write the pages of every disclosure; returns what they are.

    The files are the same whether one process makes them or several, or the store has them. `rules` are the rows of
    `check_rules` by rule.
    """
    said = {name: {"title": rule["title"], "explanation": rule["explanation"]} for name, rule in rules.items()}
    keys = {job.id: "" for job in jobs}
    made: dict[PackageId, Made] = {}
    if folders.store:
        makers = _digest_of_makers(folders, site_url, said)
        keys = {job.id: _key(job, folders, makers) for job in jobs}
        kept = ((job.id, store.recall(folders.store, keys[job.id], _roots(folders))) for job in jobs)
        made = {package: found for package, found in kept if isinstance(found, Made)}
    wanted = [(job, keys[job.id]) for job in jobs if job.id not in made]
    number = workers.number(len(wanted), _WORTH_A_WORKER)
    size = max(1, min(_AT_A_TIME, -(-len(wanted) // (number * _FOR_EACH_WORKER))))
    starts = range(0, len(wanted), size)
    tasks = [_Task(tuple(wanted[start : start + size]), folders, site_url, said) for start in starts]
    for several in _done(tasks, number):
        made |= {one.summary.id: one for one in several}
    if folders.store:
        store.keep_only(folders.store, set(keys.values()))
    return made


def _done(tasks: Sequence[_Task], number: int) -> Iterator[list[Made]]:
    if number < 2:
        yield from map(_make, tasks)
        return
    renderer(tasks[0].folders).compile_all()
    with workers.pool(number) as pool:
        yield from pool.map(_make, tasks)


def _digest_of_makers(folders: Folders, site_url: str, rules: Mapping[str, Row]) -> bytes:
    reference = folders.packages / "reference" / "data" / "disclosure-rules.csv"
    words = folders.words / "terms.toml"
    of_files = store.digest_of_makers(
        CODE, _LIBRARIES, folders.templates, words, folders.packages / "schemas", reference
    )
    return store.key(of_files, site_url, sorted(rules.items())).encode()


def _key(job: Job, folders: Folders, makers: bytes) -> str:
    """The digest of everything that a disclosure's pages are made from."""
    charts, published = _charts_and_published(job, folders)
    package = Packages(folders.packages).folder(job.id)
    files = store.digest_of_files(package / "datapackage.json", package / "source", published, charts)
    agency = (job.agency.name, job.agency.url, job.agency.crumbs)
    downloads = [(file.url, file.bytes, file.sha256) for file in job.downloads]
    return store.key(makers, str(job.id), job.rows, files, agency, downloads)


def _roots(folders: Folders) -> tuple[Path, Path]:
    return folders.pages, folders.search


def _charts_and_published(job: Job, folders: Folders) -> tuple[Path, Path]:
    place = f"{job.id.agency}/{job.id.year}-{job.id.kind}"
    return folders.out / "charts" / place, folders.out / "downloads" / place / "published"


def _make(task: _Task) -> list[Made]:
    folders = task.folders
    packages = Packages(folders.packages)
    schemas, terms = load_schemas(packages.schemas), site_terms(folders.words / "terms.toml")
    with Warehouse(folders.out / "yusuan.duckdb", [job.id for job, _ in task.jobs], threads=1) as warehouse:

        def read(job: Job) -> Disclosure:
            charts, published = _charts_and_published(job, folders)
            return read_disclosure(warehouse, packages, schemas, job.id, terms, charts, published)

        return [_make_one(warehouse, read(job), job, key, task) for job, key in task.jobs]


def _make_one(warehouse: Warehouse, disclosure: Disclosure, job: Job, key: str, task: _Task) -> Made:
    folders = task.folders
    years = [(str(r["resource"]), int(r["row"]), str(r["field"])) for r in warehouse.compared_with_years(str(job.id))]
    summary = summarise(disclosure, OUTCOMES, years)
    figures = read_headline(warehouse, disclosure, summary)
    front = headline.front(figures, disclosure.tables)
    pages = disclosure_pages(
        disclosure, job.agency, front, figures.classes_make_total, job.downloads, task.site_url, task.rules
    )
    entries = write_bodies(pages, renderer(folders), folders.pages, folders.search)
    made = Made(summary, figures, front, tuple(entries))
    if folders.store:
        paths = [f"{entry.url}index.html" for entry in made.entries]
        store.remember(folders.store, key, made, _roots(folders), paths)
    return made


@lru_cache(maxsize=1)
def renderer(folders: Folders) -> Renderer:
    """The renderer of a build: each template is compiled once for all processes."""
    return Renderer(folders.templates, folders.pages.with_name("compiled"))
