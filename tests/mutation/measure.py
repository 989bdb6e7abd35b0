"""Measures the net: changes each printed figure of a document, one change at a time, and counts what the checks notice.

`make mutation` runs it; `python tests/mutation/measure.py row_deleted` measures one kind of change alone. Every mutant is the document's text with one change; it is imported like any document, and
hundreds are checked at once. A mutant counts as noticed when a discrepancy stands in it that the document itself does
not have.
"""

from __future__ import annotations

import csv
import shutil
import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, NamedTuple

import duckdb

from yusuan.checks.engine import evaluate
from yusuan.importing.draft import draft_of
from yusuan.importing.files import Given, hash_of
from yusuan.importing.joining import join
from yusuan.importing.read_file import ReadFile
from yusuan.importing.reference import Reference
from yusuan.package.layout import PackageId, Packages
from yusuan.package.schemas import TABLES, load_schemas
from yusuan.package.store import write
from yusuan.reading.text import read_text
from yusuan.recognise import Known, recognise
from yusuan.warehouse import derive, open_warehouse

sys.path.insert(0, str(Path(__file__).parent))

from mutants import KINDS, Figure, Mutant, mutants

RESULTS = Path(__file__).with_name("results.csv")
WORKERS = 2
BATCH = 300
FIGURES = """
    select resource, "row", field, source, regexp_extract(printed, '-?\\d+(\\.\\d+)?'), covered and comparison <> 'words'
    from derived.coverage
    where package = $package and resource in (select resource from main.measure union select unnest(['statements', 'key-figures']))
    order by resource, "row", field
"""
FOUND = "select package, rule, subject, published, expected from derived.checks where outcome = $outcome"


class Answer(NamedTuple):
    """What a change raised that the untouched document lacks: a discrepancy; a convention that is not kept."""

    noticed: bool
    unusual: bool


class Document:
    """A document kept as text in a folder of packages, which can be imported and checked with any change."""

    def __init__(self, packages: Packages, package: PackageId) -> None:
        self.package = package
        self.schemas = load_schemas(packages.schemas)
        self.text = next((packages.folder(package) / "source").glob("*.txt")).read_text(encoding="utf-8")
        self._packages = packages
        reference = Reference.load(packages)
        # Handed to other processes as it is, and a Known is not: it can ask the reference for a region.
        self._reference = (
            {name: number for number, name in enumerate(TABLES, start=1)},
            reference.names_of(package.agency),
            reference.codes("functional"),
            reference.codes("economic"),
        )

    def figures(self) -> tuple[list[Figure], list[Figure]]:
        """Every amount of the official tables, and the figures of prose and projects that a check of figures uses."""
        with closing(open_warehouse(self._packages, ids=[self.package])) as connection:
            derive(connection, self.schemas, [evaluate])
            rows = connection.execute(FIGURES, {"package": str(self.package)}).fetchall()
        tables = [Figure(*row[:-1]) for row in rows if row[0] in TABLES]
        return tables, [Figure(*row[:-1]) for row in rows if row[0] not in TABLES and row[-1]]

    def answers(self, changes: Sequence[Mutant]) -> list[Answer]:
        """For each change, what importing and checking raised that the untouched document lacks.

        Each mutant is of an agency of its own, by the same names, so that no two of them are compared. Changes that make
        the same document, such as a row deleted for each of its figures, are imported once.
        """
        changed = [change.of(self.text) for change in changes]
        texts = [self.text, *dict.fromkeys(changed)]
        ids = [replace(self.package, agency=f"mutant-{number}") for number in range(len(texts))]
        with TemporaryDirectory() as folder:
            packages = Packages(Path(folder) / "datapackages")
            for shared in (self._packages.schemas, self._packages.reference):
                shutil.copytree(shared, packages.root / shared.name)
            self._name_agencies(packages, [package.agency for package in ids])
            for package, text in zip(ids, texts, strict=True):
                self._import(package, text, packages)
            with closing(open_warehouse(packages, ids=ids)) as connection:
                derive(connection, self.schemas, [evaluate])
                raised = [self._raised(connection, ids, outcome) for outcome in ("discrepancy", "unusual")]
        answers = dict(zip(texts[1:], (Answer(*answer) for answer in zip(*raised, strict=True)), strict=True))
        return [answers[text] for text in changed]

    @staticmethod
    def _raised(connection: duckdb.DuckDBPyConnection, ids: Sequence[PackageId], outcome: str) -> list[bool]:
        """Whether each package but the first, which is the untouched one, has such an outcome that the first lacks."""
        found: dict[str, set[tuple[Any, ...]]] = {}
        for name, *told in connection.execute(FOUND, {"outcome": outcome}).fetchall():
            found.setdefault(name, set()).add(tuple(told))
        own = found.get(str(ids[0]), set())
        return [bool(found.get(str(package), set()) - own) for package in ids[1:]]

    def _name_agencies(self, packages: Packages, agencies: Sequence[str]) -> None:
        for resource in ("agencies", "agency-names"):
            path = packages.reference / "data" / f"{resource}.csv"
            rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
            own = [row[1:] for row in rows if row[0] == self.package.agency]
            with path.open("a", encoding="utf-8", newline="") as file:
                csv.writer(file, lineterminator="\n").writerows([agency, *row] for agency in agencies for row in own)

    def _import(self, package: PackageId, text: str, packages: Packages) -> None:
        source = packages.root.parent / "source.txt"
        source.write_text(text, encoding="utf-8")
        document = read_text(source)
        recognised = recognise(document, Known(*self._reference, year=package.year))
        file = ReadFile(Given(source), hash_of(source), document, recognised, {})
        file.take_part(without_narrative=False)
        write(draft_of(package, join([file.part], {}), recognised.form.name, narrative=True), packages)


def measure(packages: Packages, package: PackageId, kinds: Sequence[str]) -> list[tuple[Mutant, Answer]]:
    """Every change of these kinds of every figure of a package's document, and what it raised."""
    document = Document(packages, package)
    tables, prose = document.figures()
    of_prose = tuple(kind for kind in ("plus_1", "minus_1") if kind in kinds)
    changes = [mutant for figure in tables for mutant in mutants(figure, document.text, tuple(kinds))]
    changes += [mutant for figure in prose for mutant in mutants(figure, document.text, of_prose)]
    batches = [changes[start : start + BATCH] for start in range(0, len(changes), BATCH)]
    with ProcessPoolExecutor(WORKERS) as pool:
        answers = [answer for batch in pool.map(document.answers, batches) for answer in batch]
    return list(zip(changes, answers, strict=True))


def report(measured: Sequence[tuple[Mutant, Answer]]) -> list[tuple[str, str, int, int, int, int]]:
    """Kind of change, resource, how many changes, how many noticed, how many break a convention, how many that alone.

    The official tables together are `tables`.
    """
    made: Counter[tuple[str, str]] = Counter()
    caught: Counter[tuple[str, str]] = Counter()
    odd: Counter[tuple[str, str]] = Counter()
    only_odd: Counter[tuple[str, str]] = Counter()
    for change, answer in measured:
        resource = change.figure.resource
        for key in {(change.kind, resource), (change.kind, "tables" if resource in TABLES else resource)}:
            made[key] += 1
            caught[key] += answer.noticed
            odd[key] += answer.unusual
            only_odd[key] += answer.unusual and not answer.noticed
    return [(*key, made[key], caught[key], odd[key], only_odd[key]) for key in sorted(made)]


def main(arguments: Sequence[str]) -> None:
    """Measure the first disclosure and write results.csv beside this file; tell each change that was missed.

    Of some kinds of changes alone, what was measured of the others before is kept.
    """
    packages, package = Packages(Path("datapackages")), PackageId.parse("changji-sme/2023-budget")
    kinds = arguments or KINDS
    begun = perf_counter()
    measured = measure(packages, package, kinds)
    rows = [[*map(str, row), f"{100 * row[3] / row[2]:.1f}"] for row in report(measured)]
    header, *before = csv.reader(RESULTS.read_text(encoding="utf-8").splitlines())
    rows += [row for row in before if row[0] not in kinds]
    with RESULTS.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *sorted(rows)])
    for change, answer in measured:
        if not answer.noticed:
            figure = change.figure
            print(
                f"{'only unusual' if answer.unusual else 'missed'}: {change.kind} {figure.resource} {figure.row} {figure.field}: {change.text!r}"
            )
    print(f"{len(measured)} changes in {perf_counter() - begun:.0f} s; {RESULTS.name} is written.")


if __name__ == "__main__":
    main(sys.argv[1:])
