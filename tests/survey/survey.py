"""Imports every document of a folder and says how well each was read: `make survey FOLDER=…`."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from yusuan.checks.outcomes import checked
from yusuan.checks.rules import load_rules
from yusuan.document import Block, Document, Line, Table
from yusuan.errors import YusuanError
from yusuan.importing import Given, ImportReport, importer
from yusuan.numbers import number
from yusuan.package.layout import PackageId, Packages
from yusuan.package.schemas import TABLES
from yusuan.package.store import Draft
from yusuan.recognise import Recognition
from yusuan.validate import validate

sys.path.insert(0, str(Path(__file__).parent))

from documents import Listed, keep, read_listed, repository
from prose_figures import count_figures
from scoreboard import Result, changes, show, write_summary

SUMMARY = Path(__file__).with_name("summary.csv")
SUFFIXES = frozenset({".pdf", ".docx", ".doc", ".odt", ".xlsx", ".html", ".htm", ".txt"})
FIRST_SIX = frozenset(TABLES[:6])
# The rules whose figures all stand in tables: what a table adds up to.
SUMS = """
    select outcome, count(distinct (rule, subject)) from derived.checks as checks
    where rule in (select unnest($rules)) and not exists (
        from derived.check_operands as operands
        where (operands.package, operands.rule, operands.subject) = (checks.package, checks.rule, checks.subject)
            and operands.resource in ('statements', 'key-figures', 'projects', 'performance-indicators')
    )
    group by outcome
"""
UNUSUAL = "select count(*) from derived.checks where outcome = 'unusual'"


def survey(paths: Sequence[Path], listed: Listed | None) -> tuple[Result, Draft | None]:
    """Import one disclosure, in one file or several, into a repository of its own and count."""
    with TemporaryDirectory() as folder:
        packages = repository(Path(folder) / "datapackages", [listed] if listed else [])
        package = listed.id if listed else PackageId("document", 2026)
        name = " ".join(path.name for path in paths)
        result = Result(name, str(package), listed.region if listed else "", "")
        begun = perf_counter()
        try:
            report = _import(paths, package, packages, said=listed is None)
        except YusuanError as error:
            return replace(result, outcome=f"refused: {error.problem}", seconds=perf_counter() - begun), None
        except Exception as error:  # noqa: BLE001 - a fault of the program is what a survey is to show
            return replace(result, outcome=f"broke: {error!r}", seconds=perf_counter() - begun), None
        seconds = perf_counter() - begun
        package = report.draft.id
        problems = len(validate(packages, [package], None))
        with checked(packages, [package]) as connection:
            rules = [rule.name for rule in load_rules() if rule.severity == "must" and rule.relation == "sum"]
            outcomes = dict(connection.execute(SUMS, {"rules": rules}).fetchall())
            outcomes["unusual"] = connection.execute(UNUSUAL).fetchall()[0][0]
        result = replace(
            result,
            package=str(package),
            outcome="imported",
            problems=problems,
            seconds=seconds,
            **_counted(report, outcomes),
        )
        return result, report.draft


def _import(paths: Sequence[Path], package: PackageId, packages: Packages, said: bool) -> ImportReport:
    """Import; `said` is for a document that is not listed: its own title names year and kind."""
    try:
        return importer.import_files([Given(path) for path in paths], package, packages, without_narrative=True)
    except YusuanError as error:
        words = error.remedy.split()
        if not said or not {"--year", "--kind"} & set(words):
            raise
        option = next(word for word in words if word in ("--year", "--kind"))
        value = words[words.index(option) + 1].rstrip(".")
        package = replace(package, **{"year": int(value)} if option == "--year" else {"kind": value})
        return _import(paths, package, packages, said)


def _counted(report: ImportReport, outcomes: Mapping[str, int]) -> dict[str, Any]:
    tables = report.draft.resources["tables"]
    there = {str(row["table_name"]) for row in tables if row["state"] not in ("absent", "not-read")}
    promised = {str(row["table_name"]) for row in tables if row.get("contents_title")}
    apart = {"tables", "searches", "provenance", "unread"}
    files = report.files
    figures, unread, other = map(sum, zip(*(_figures(f.document, f.recognition) for f in files), strict=True))
    prose = [_prose(file.recognition) for file in files]
    return {
        "form": report.recognition.form.name,
        "pages": sum(_pages(file.document) for file in files),
        "promised": len(promised),
        "promised_found": len(promised & there),
        "first_six": len(FIRST_SIX & there),
        "tables": len(there),
        "rows": sum(len(rows) for name, rows in report.draft.resources.items() if name not in apart),
        "hold": outcomes.get("pass", 0),
        "round": outcomes.get("rounding", 0),
        "differ": outcomes.get("discrepancy", 0),
        "unusual": outcomes.get("unusual", 0),
        "not_checkable": outcomes.get("not-checkable", 0),
        "figures": figures,
        "unread_figures": unread,
        "unread_other": other,
        **{name: sum(counts[name] for counts in prose) for name in prose[0]},
    }


def _figures(document: Document, recognition: Recognition) -> tuple[int, int, int]:
    """How many cells of tables hold a number alone, how many of them are unread, and how much else is unread."""
    cells = (cell for block in document.blocks if isinstance(block, Table) for row in block.rows for cell in row)
    figures = {cell.place for cell in cells if number(cell.text)}
    sources = Counter(str(row["source"]).partition("@")[0] for row in recognition.findings.unread)
    unread = sum(place in sources for place in figures)
    return len(figures), unread, sum(many for place, many in sources.items() if place not in figures)


def _prose(recognition: Recognition) -> dict[str, int]:
    """How many figures the running text has by a counter of its own, and what became of them."""
    findings = recognition.findings
    places = {block.place for block in recognition.prose}
    said = {name: findings.resources.get(name, []) for name in ("statements", "key-figures")}
    held = {
        name: sum(row.get("value") is not None and row["quantity"] != "text" for row in rows)
        for name, rows in said.items()
    }
    unread = [row for row in findings.unread if row["kind"] == "number" and "@" in str(row["source"])]
    return {
        "prose_figures": sum(count_figures(lines) for lines in _runs(recognition.prose)),
        "claims": held["statements"],
        "key_figures": held["key-figures"],
        "prose_unread": sum(str(row["source"]).partition("@")[0] in places for row in unread),
    }


def _runs(blocks: Sequence[Block]) -> Iterator[list[str]]:
    """The lines between tables, which end a run: a figure does not go on behind one."""
    run: list[str] = []
    for block in blocks:
        if isinstance(block, Line):
            run.append(block.text)
        else:
            yield run
            run = []
    yield run


def _pages(document: Document) -> int:
    pages = {block.place.lstrip("P").partition("L")[0].partition("T")[0] for block in document.blocks}
    return max((int(page) for page in pages if page.isascii() and page.isdigit()), default=0)


def documents_in(folder: Path) -> Iterator[Path]:
    """The documents of a folder, by name."""
    return (path for path in sorted(folder.iterdir()) if path.suffix.lower() in SUFFIXES)


def disclosures_in(folder: Path, listed: Mapping[str, Listed]) -> Iterator[tuple[Path, ...]]:
    """The disclosures of a folder: each document by itself, the files of a listed one together."""
    there = {path.name: path for path in documents_in(folder)}
    parts = {name: first for first, document in listed.items() for name in document.files[1:] if first in there}
    for name, path in there.items():
        if name not in parts:
            others = listed[name].files[1:] if name in listed else ()
            yield path, *(there[other] for other in others if other in there)


def main(arguments: Sequence[str]) -> int:
    """Survey a folder. Returns 1 where a document broke the program or became a package that is not valid."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--packages", type=Path, help="keep the packages in this folder")
    parser.add_argument("--summary", type=Path, default=SUMMARY, help="where the summary is written")
    parser.add_argument("--against", type=Path, help="an earlier summary: print what changed, document by document")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args(arguments)
    listed = read_listed()
    paths = list(disclosures_in(options.folder, listed))
    with ProcessPoolExecutor(options.workers) as pool:
        results = list(pool.map(partial(_survey_listed, listed), paths))
    show([result for result, _ in results])
    if options.against:
        changed = changes([result for result, _ in results], options.against)
        print(f"changed against {options.against}: {len(changed)}", *changed, sep="\n")
    write_summary((result for result, _ in results), options.summary)
    if options.packages:
        kept = [listed[files[0].name] for files in paths if files[0].name in listed]
        ids = {document.id for document in kept}
        keep((draft for _, draft in results if draft and draft.id in ids), options.packages, kept)
    return int(any(result.outcome.startswith("broke") or result.problems for result, _ in results))


def _survey_listed(listed: Mapping[str, Listed], paths: Sequence[Path]) -> tuple[Result, Draft | None]:
    return survey(paths, listed.get(paths[0].name))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
