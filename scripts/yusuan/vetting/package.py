"""A package, vetted: nothing that a stranger wrote is followed, fetched or believed before this has looked at it.

Frictionless follows links, fetches addresses, and lets NaN, full-width digits and a byte order mark pass. So paths,
bytes, headers, numbers and the relations between files are judged here, and Frictionless sees what is sound.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from yusuan.decoding import decode
from yusuan.errors import CannotRead, InvalidPackage, YusuanError
from yusuan.package import csvfile
from yusuan.package.csvfile import Table
from yusuan.package.descriptor import PROPERTIES, data_path, sha256
from yusuan.package.jsonfile import read_json
from yusuan.package.layout import PackageId, Packages
from yusuan.package.plainfile import refuse_links
from yusuan.package.problem import Problem, Report
from yusuan.package.published import permissions_of
from yusuan.package.schemas import (
    KEPT,
    REFERENCE_ORDER,
    Schema,
    columns_of,
    field_names,
    most_rows,
    printed_only,
    resource_order,
)
from yusuan.vetting.cells import MEND, vet_cells, vet_header
from yusuan.vetting.descriptor import Expected, sources_in_package, vet_descriptor
from yusuan.vetting.files import list_files, why_too_large
from yusuan.vetting.personal_data import vet_personal_data
from yusuan.vetting.relations import Codes, Contents, vet_codes, vet_corrections, vet_provenance, vet_states

MAX_PROBLEMS = 200
"""The most problems reported for one file; a file with more is wrong as a whole."""


@dataclass
class Vetted:
    """What vetting found: the problems, and what may be read on.

    `schemas` holds the masters, each without the optional columns that the descriptor says are not printed.
    `tables` holds the CSV files whose header is right, by resource; `sound` those without any problem in them.
    """

    name: str
    folder: Path
    problems: list[Problem] = field(default_factory=list)
    descriptor: dict[str, Any] = field(default_factory=dict)
    resources: dict[str, dict[str, Any]] = field(default_factory=dict)
    schemas: dict[str, Schema] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)
    sound: dict[str, Table] = field(default_factory=dict)

    def reporter(self, path: str) -> Report:
        """What records problems of one file of the package; `path` is inside it, "" the package itself."""
        file = str(self.folder / path) if path else str(self.folder)
        reported = 0

        def report(
            message: str,
            *,
            row: int | None = None,
            field: str | None = None,
            value: object = None,
            line: int | None = None,
        ) -> None:
            nonlocal reported
            reported += 1
            if reported > MAX_PROBLEMS + 1:
                return
            if reported > MAX_PROBLEMS:
                message, row, field, value, line = f"has more than {MAX_PROBLEMS} problems.", None, None, None, None
            shown = None if value is None else str(value)[:1000]
            self.problems.append(Problem(self.name, file, row, field, shown, message, line))

        return report

    def add_error(self, path: str, error: YusuanError) -> None:
        """Record a located error that reading a file of the package raised."""
        line = error.place.removeprefix(str(self.folder / path)).lstrip(":")
        self.reporter(path)(
            f"{error.problem} {error.remedy}".strip(), line=int(line) if line.isascii() and line.isdigit() else None
        )


def expected_of(package: PackageId, schemas: Mapping[str, Schema]) -> Expected:
    """What a disclosure's folder demands of its descriptor."""
    return Expected(
        {"name": package.name, "agency": package.agency, "year": package.year, "kind": package.kind},
        PROPERTIES,
        {name: schemas[name] for name in resource_order(dict(schemas))},
        ("tables", "provenance"),
    )


def expected_of_reference(schemas: Mapping[str, Schema]) -> Expected:
    """What datapackages/reference demands of its descriptor."""
    own = {"agency", "year", "kind", "form", "issuer", "issued"}
    return Expected(
        {"name": "reference"},
        tuple(name for name in PROPERTIES if name not in own),
        {name: schemas[name] for name in REFERENCE_ORDER},
        REFERENCE_ORDER,
    )


def read_codes(packages: Packages) -> dict[str, frozenset[str]]:
    """The codes of each code list, in any year. A list that cannot be read is left out: its own check reports it."""
    codes = {}
    for name in ("functional-classification", "economic-classification"):
        path = packages.reference / data_path(name)
        try:
            if not path.is_symlink():
                codes[name] = frozenset(row.get("code", "") for row in csvfile.read_rows(path))
        except InvalidPackage:
            continue
    return codes


def vet(name: str, folder: Path, expected: Expected, codes: Codes) -> Vetted:
    """Vet one package; `name` is its id, or "reference". Never raises for what a package holds."""
    vetted = Vetted(name, folder)
    if not folder.is_dir():
        vetted.reporter("")("there is no such package. Import the document, or mend the name.")
        return vetted
    refused: set[str] = set()

    def refuse(path: str, message: str) -> None:
        refused.add(path)
        vetted.reporter(path)(message)

    files = list_files(folder, refuse)
    if why := why_too_large(folder, files):
        refuse("", why)
    if "" in refused or "datapackage.json" in refused:
        return vetted
    try:
        vetted.descriptor = read_json(folder / "datapackage.json")
    except InvalidPackage as error:
        vetted.add_error("datapackage.json", error)
        return vetted
    report = vetted.reporter("datapackage.json")
    vetted.resources = vet_descriptor(vetted.descriptor, expected, report)
    vetted.schemas = dict(expected.schemas) | {
        resource: printed_only(expected.schemas[resource], columns_of(described.get("schema")))
        for resource, described in vetted.resources.items()
    }
    for resource in vetted.resources:
        path = data_path(resource)
        if path in files:
            _vet_file(vetted, resource, vetted.schemas[resource], codes)
        elif path not in refused:
            vetted.reporter(path)("the file is missing. Restore it, or import the document again.")
    _vet_source(vetted, files, refused)
    _vet_strays(vetted, files)
    if name != "reference":
        contents = Contents(_declared(vetted, files), vetted.schemas, vetted.sound, _by_resource(vetted))
        vet_states(contents)
        vet_provenance(contents)
        vet_corrections(contents)
    return vetted


def read_sound(packages: Packages, package: PackageId, schemas: Mapping[str, Schema]) -> dict[str, Any]:
    """The descriptor of a disclosure in whose folder and descriptor nothing is wrong; its CSV files are not looked at.

    This is what has to hold before anything in a package is used, and takes a few milliseconds.
    Raises `InvalidPackage` with the first thing that is wrong.
    """
    folder = packages.folder(package)

    def refuse(path: str, message: str) -> None:
        raise InvalidPackage(str(folder / path), message)

    refuse_links(folder)
    if not folder.is_dir():
        raise InvalidPackage(str(folder), "there is no such package.", "Import the document, or mend the name.")
    files = list_files(folder, refuse)
    if why := why_too_large(folder, files):
        refuse("", why)
    descriptor = read_json(folder / "datapackage.json")
    vetted = Vetted(str(package), folder)
    resources = vet_descriptor(descriptor, expected_of(package, schemas), vetted.reporter("datapackage.json"))
    for problem in vetted.problems:
        raise InvalidPackage(f"{problem.file} {problem.field or ''}".strip(), problem.message)
    for resource in resources:
        if data_path(resource) not in files:
            refuse(data_path(resource), "the file is missing. Restore it, or import the document again.")
    return descriptor


def _vet_file(vetted: Vetted, resource: str, schema: Schema, codes: Codes) -> None:
    path = data_path(resource)
    report = vetted.reporter(path)
    before = len(vetted.problems)
    data = b""
    try:
        data = csvfile.read_bytes(vetted.folder / path)
        table = csvfile.parse(data, str(vetted.folder / path))
        if len(table.rows) > (most := most_rows(resource)):
            raise csvfile.too_many_rows(path, most)
        if vetted.name == "reference":
            vet_cells(table, schema, _without_corrections(report))
        else:
            vet_cells(table, schema, report)
        vet_codes(table, schema, codes, report)
        if vetted.name != "reference":
            vet_personal_data(resource, table, schema, permissions_of(vetted.folder), report)
        if table.header == field_names(schema):
            vetted.tables[resource] = table
            if len(vetted.problems) == before:
                vetted.sound[resource] = table
    except csvfile.RaggedRow as error:
        # When the header itself is wrong, report the header, not the rows that no longer fit it.
        vet_header(csvfile.parse(data.partition(b"\n")[0], path).header, field_names(schema), report)
        if len(vetted.problems) == before:
            vetted.add_error(path, error)
    except InvalidPackage as error:
        vetted.add_error(path, error)
    if resource not in KEPT:
        _vet_hash(vetted, resource, data, report)


def _without_corrections(report: Report) -> Report:
    # The reference has no corrections.csv to record anything in.
    def shorter(message: str, **place: Any) -> None:
        report(message.replace(MEND, "Mend the cell."), **place)

    return shorter


def _vet_hash(vetted: Vetted, resource: str, data: bytes, report: Report) -> None:
    said = vetted.resources[resource]
    if said.get("hash") != sha256(data) or said.get("bytes") != len(data) or isinstance(said.get("bytes"), bool):
        report(
            "has changed: its bytes and hash are not those of datapackage.json. "
            f"If the change is meant, run: {_refresh(vetted)}",
            field="hash",
            value=sha256(data),
        )


def _refresh(vetted: Vetted) -> str:
    return "yusuan refresh" if vetted.name == "reference" else f"yusuan refresh {vetted.name}"


def _vet_source(vetted: Vetted, files: set[str], refused: set[str]) -> None:
    for path, source in sources_in_package(vetted.descriptor).items():
        if path not in refused:
            _vet_copy(vetted, path, source.get("hash"), files)


def _vet_copy(vetted: Vetted, path: str, stated: object, files: set[str]) -> None:
    report = vetted.reporter(path)
    if path not in files:
        report("the file is missing. Restore it, or import the document again.")
        return
    try:
        data = csvfile.read_bytes(vetted.folder / path)
        found = sha256(data)
        decode(data, str(vetted.folder / path))
    except (InvalidPackage, CannotRead) as error:
        vetted.add_error(path, error)
        return
    if stated != found:
        report(
            "has changed: its hash is not that of datapackage.json. Restore the document, or import it again.",
            field="hash",
            value=found,
        )


def _vet_strays(vetted: Vetted, files: set[str]) -> None:
    declared = {"datapackage.json", *map(data_path, vetted.resources), *sources_in_package(vetted.descriptor)}
    for path in sorted(files - declared):
        mend = f"Run: {_refresh(vetted)}" if path in map(data_path, KEPT) else "Delete it, or move it away."
        vetted.reporter(path)(f"is not declared in datapackage.json. {mend}")


def _declared(vetted: Vetted, files: set[str]) -> dict[str, object]:
    # An undeclared CSV has been reported as a stray: for the states it counts as present.
    strays = {Path(path).stem: None for path in files if path.startswith("data/") and path.endswith(".csv")}
    return {**strays, **vetted.resources}


def _by_resource(vetted: Vetted) -> Callable[[str], Report]:
    reporters: dict[str, Report] = {}

    def reporter(resource: str) -> Report:
        return reporters.setdefault(resource, vetted.reporter(data_path(resource)))

    return reporter
