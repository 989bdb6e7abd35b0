"""The documents whose agencies are known, and folders of packages that know them.

`python tests/survey/documents.py FOLDER` imports all of them anew into datapackages/, by one command.
"""

from __future__ import annotations

import argparse
import csv
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

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
    """A disclosure whose agency is known: a row of documents.csv. `file` names its files, with a space between two."""

    file: str
    agency: str
    year: int
    kind: str
    region: str
    name: str
    name_en: str
    parent: str

    @property
    def id(self) -> PackageId:
        """The package that it becomes."""
        return PackageId(self.agency, self.year, self.kind)

    @property
    def files(self) -> tuple[str, ...]:
        """The names of its files, the one with tables first."""
        return tuple(self.file.split())


def read_listed(path: Path = LISTED) -> dict[str, Listed]:
    """The disclosures that are known, by the name of their first file."""
    rows = (Listed(**{**row, "year": int(row["year"])}) for row in csvfile.read_rows(path))  # type: ignore[arg-type]
    return {document.files[0]: document for document in rows}


def repository(folder: Path, listed: Iterable[Listed]) -> Packages:
    """A folder of packages with schemas and reference alone, in which the agencies of these documents are known."""
    for name in ("schemas", "reference"):
        shutil.copytree(DATAPACKAGES / name, folder / name, dirs_exist_ok=True)
    packages = Packages(folder)
    make_known(packages, listed)
    return packages


def make_known(packages: Packages, listed: Iterable[Listed]) -> None:
    """Add the agencies of these documents and their names to the reference; of one that is there, fill in its parent."""
    schemas = load_schemas(packages.schemas)
    agencies = {
        document.agency: {
            "agency": document.agency,
            "name": document.name,
            "name_en": document.name_en,
            "region": document.region,
            "parent": document.parent,
            "status": "observed",
        }
        for document in listed
    }
    for agency in agencies.values():
        if agency["parent"] not in agencies:
            agency["parent"] = ""
    names = {
        (a["agency"], a["name"]): {"agency": a["agency"], "name": a["name"], "kind": "full"} for a in agencies.values()
    }
    for resource, rows, keys in (
        ("agencies", agencies.values(), ("agency",)),
        ("agency-names", names.values(), ("agency", "name")),
    ):
        path = packages.reference / "data" / f"{resource}.csv"
        merged = {tuple(row[key] for key in keys): dict(row) for row in rows}
        for row in csvfile.read_rows(path):
            of = tuple(row[key] for key in keys)
            merged[of] = {**merged.get(of, {}), **{key: value for key, value in row.items() if value}}
        csvfile.write_rows(path, field_names(schemas[resource]), [merged[key] for key in sorted(merged)])
    refresh_reference(packages)


def keep(drafts: Iterable[Draft], folder: Path, listed: Iterable[Listed]) -> None:
    """Write the packages of all documents that were imported into one folder, with all that is in datapackages/."""
    shutil.copytree(DATAPACKAGES, folder, dirs_exist_ok=True)
    packages = repository(folder, listed)
    reference, schemas = Reference.load(packages), load_schemas(packages.schemas)
    for draft in drafts:
        write(draft, packages)
        extend_reference(packages, reference, draft, schemas)


def write_list(path: Path, folder: Path, listed: Iterable[Listed]) -> None:
    """Write these documents, which lie in a folder, as a list for `yusuan import --list`: one row per file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("file", "agency", "year", "kind"))
        writer.writerows(
            (folder.resolve() / name, document.agency, document.year, document.kind)
            for document in listed
            for name in document.files
        )


def main(arguments: Sequence[str]) -> int:
    """Import every listed document whose files are in a folder. Returns the worst exit code of the imports."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the published files are")
    parser.add_argument("--packages", type=Path, default=DATAPACKAGES, help="where the packages are written")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args(arguments)
    # A year is imported after the one before, with which its prose is compared.
    there = [
        document
        for document in sorted(read_listed().values(), key=lambda document: document.year)
        if all((options.folder / name).exists() for name in document.files)
    ]
    make_known(Packages(options.packages), there)
    with TemporaryDirectory() as folder:
        running = []
        for number in range(options.workers):
            path = Path(folder) / f"{number}.csv"
            write_list(path, options.folder, there[number :: options.workers])
            words = ("--list", str(path), "--without-narrative", "--repeat", "--quiet")
            command = (sys.executable, "-m", "yusuan", "import", *words, "--packages", str(options.packages))
            running.append(subprocess.Popen(command))
        return max((process.wait() for process in running), default=0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
