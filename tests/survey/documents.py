"""The documents whose agencies are known, and folders of packages that know them."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from yusuan.importing.reference import Reference, extend_reference
from yusuan.package import csvfile
from yusuan.package.layout import PackageId, Packages
from yusuan.package.refresh import refresh_reference
from yusuan.package.schemas import field_names, load_schemas
from yusuan.package.store import Draft, write

LISTED = Path(__file__).with_name("documents.csv")
DATAPACKAGES = Path(__file__).parents[2] / "datapackages"


@dataclass(frozen=True)
class Listed:
    """A document whose agency is known: a row of documents.csv."""

    file: str
    agency: str
    year: int
    kind: str
    region: str
    name: str
    name_en: str

    @property
    def id(self) -> PackageId:
        """The package that it becomes."""
        return PackageId(self.agency, self.year, self.kind)


def read_listed(path: Path = LISTED) -> dict[str, Listed]:
    """The documents that are known, by file name."""
    return {row["file"]: Listed(**{**row, "year": int(row["year"])}) for row in csvfile.read_rows(path)}  # type: ignore[arg-type]


def repository(folder: Path, listed: Iterable[Listed]) -> Packages:
    """A folder of packages with schemas and reference alone, in which the agencies of these documents are known."""
    for name in ("schemas", "reference"):
        shutil.copytree(DATAPACKAGES / name, folder / name, dirs_exist_ok=True)
    packages = Packages(folder)
    schemas = load_schemas(packages.schemas)
    agencies = {
        document.agency: {
            "agency": document.agency,
            "name": document.name,
            "name_en": document.name_en,
            "region": document.region,
            "status": "observed",
        }
        for document in listed
    }
    names = {
        (a["agency"], a["name"]): {"agency": a["agency"], "name": a["name"], "kind": "full"} for a in agencies.values()
    }
    for resource, rows, keys in (
        ("agencies", agencies.values(), ("agency",)),
        ("agency-names", names.values(), ("agency", "name")),
    ):
        path = packages.reference / "data" / f"{resource}.csv"
        known = {tuple(row[key] for key in keys): row for row in csvfile.read_rows(path)}
        merged = {tuple(row[key] for key in keys): row for row in rows} | known
        csvfile.write_rows(path, field_names(schemas[resource]), [merged[key] for key in sorted(merged)])
    refresh_reference(packages)
    return packages


def keep(drafts: Iterable[Draft], folder: Path, listed: Iterable[Listed]) -> None:
    """Write the packages of all documents that were imported into one folder, with all that is in datapackages/."""
    shutil.copytree(DATAPACKAGES, folder, dirs_exist_ok=True)
    packages = repository(folder, listed)
    reference, schemas = Reference.load(packages), load_schemas(packages.schemas)
    for draft in drafts:
        write(draft, packages)
        extend_reference(packages, reference, draft, schemas)
