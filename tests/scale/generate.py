"""Made-up disclosures in any number, to measure with: `python tests/scale/generate.py FOLDER COUNT [SEED]`.

Each is a real one under another name, all its amounts multiplied by one whole number: as varied as the real ones, and
what agreed still does. They say what no department ever printed, and are never published.
"""

from __future__ import annotations

import random
import re
import shutil
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from yusuan.package.csvfile import read_rows, write_rows
from yusuan.package.descriptor import data_path
from yusuan.package.jsonfile import read_json, to_json_bytes
from yusuan.package.layout import PackageId, Packages
from yusuan.package.refresh import refresh, refresh_reference
from yusuan.package.schemas import Schema, load_schemas, measures
from yusuan.units import YUAN
from yusuan.warehouse.relations import Group, groups

PROJECT = Path(__file__).parents[2]
_IN_WORDS = ("statements", "key-figures")
_OF_MONEY = ("amount", "change")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_MOST = 9


def generate(source: Packages, root: Path, count: int, seed: int = 1) -> Packages:
    """A folder of packages with `count` disclosures, or a few more: a department comes with its years and units.

    The same seed makes the same bytes.
    """
    made, chance = Packages(root), random.Random(seed)
    root.mkdir(parents=True)
    shutil.copytree(source.schemas, made.schemas)
    shutil.copytree(source.reference, made.reference)
    schemas = load_schemas(source.schemas)
    ids: list[PackageId] = []
    names: dict[str, str] = {}
    for number, group in enumerate(_turns(groups(source, source.disclosures()), chance), 1):
        if len(ids) >= count:
            break
        factor = chance.randint(1, _MOST)
        for package in group:
            names[f"{package.agency}-{number}"] = package.agency
            ids.append(PackageId(f"{package.agency}-{number}", package.year, package.kind))
            _copy(source, package, made, ids[-1], schemas, factor)
    _name(made, names)
    refresh(made, ids)
    refresh_reference(made)
    return made


def _turns(found: list[Group], chance: random.Random) -> Iterator[Group]:
    """All groups in one order, then all in another, and so on without end."""
    while True:
        yield from chance.sample(found, len(found))


def _copy(
    source: Packages, package: PackageId, made: Packages, copy: PackageId, schemas: dict[str, Schema], factor: int
) -> None:
    folder = made.folder(copy)
    shutil.copytree(source.folder(package), folder)
    descriptor = read_json(folder / "datapackage.json")
    descriptor |= {"name": copy.name, "agency": copy.agency}
    resources = [resource["name"] for resource in descriptor["resources"]]
    descriptor["resources"] = [r for r in descriptor["resources"] if r["name"] != "confirmations"]
    (folder / data_path("confirmations")).unlink(missing_ok=True)
    (folder / "datapackage.json").write_bytes(to_json_bytes(descriptor))
    # What was corrected is another number than what was printed: there the amounts stay as they are.
    if "corrections" not in resources:
        _multiply(folder, [name for name in resources if name in schemas], schemas, factor)


def _multiply(folder: Path, resources: list[str], schemas: dict[str, Schema], factor: int) -> None:
    """Multiply every amount of a package, and what is printed of it."""
    multiplied: set[tuple[str, str, str]] = set()
    for name in resources:
        amounts = measures(schemas[name])
        path = folder / data_path(name)
        if not path.is_file() or not (amounts or name in _IN_WORDS):
            continue
        rows = read_rows(path)
        for row in rows:
            of_money = name in _IN_WORDS and row["quantity"] in _OF_MONEY and row["unit"] in YUAN
            for field in [*(field for field in amounts if field in row), *(["value"] if of_money else [])]:
                if row[field]:
                    row[field] = _times(row[field], factor)
                    multiplied.add((name, row["row"], field))
        if rows:
            write_rows(path, list(rows[0]), rows)
    path = folder / data_path("provenance")
    rows = read_rows(path)
    for row in rows:
        if (row["resource"], row["row"], row["field"]) in multiplied:
            row["printed"] = _NUMBER.sub(lambda number: _times(number[0].replace(",", ""), factor), row["printed"])
    if rows:
        write_rows(path, list(rows[0]), rows)


def _times(number: str, factor: int) -> str:
    return format(Decimal(number) * factor, "f")


def _name(made: Packages, names: dict[str, str]) -> None:
    """Add the agencies to the reference: a copy has the line and the names of what it is a copy of."""
    path = made.reference / data_path("agencies")
    known = read_rows(path)
    by_slug = {row["agency"]: row for row in known}
    copies = {slug: by_slug[original] for slug, original in names.items()}
    added = []
    for slug, row in copies.items():
        number = slug.rpartition("-")[2]
        parent = f"{row['parent']}-{number}" if row["parent"] else ""
        added.append(
            row | {"agency": slug, "name": f"{row['name']}{number}", "parent": parent if parent in names else ""}
        )
    write_rows(path, list(known[0]), sorted(known + added, key=lambda row: row["agency"]))
    path = made.reference / data_path("agency-names")
    every = read_rows(path)
    more = [row | {"agency": slug} for slug, original in names.items() for row in every if row["agency"] == original]
    write_rows(path, list(every[0]), sorted(every + more, key=lambda row: (row["agency"], row["name"])))


def main() -> None:
    """Generate what the words of the command say."""
    folder, count, *seed = sys.argv[1:]
    made = generate(Packages(PROJECT / "datapackages"), Path(folder), int(count), int(seed[0]) if seed else 1)
    print(f"{folder}: {len(made.disclosures())} disclosures")


if __name__ == "__main__":
    main()
