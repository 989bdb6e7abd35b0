"""Whether packages keep their contract: vetted by us, then judged by Frictionless, each fault told once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from yusuan.errors import InvalidPackage
from yusuan.package import csvfile
from yusuan.package.descriptor import data_path
from yusuan.package.layout import PackageId, Packages
from yusuan.package.problem import Problem
from yusuan.package.schemas import load_schemas
from yusuan.validate.cache import digest_folder, digest_program, recall, remember
from yusuan.vetting.descriptor import Expected
from yusuan.vetting.package import expected_of, expected_of_reference, read_codes, vet
from yusuan.vetting.relations import Codes

__all__ = ["Problem", "judge", "validate"]


def validate(packages: Packages, ids: Sequence[PackageId], cache: Path | None) -> list[Problem]:
    """Every problem of these packages and of datapackages/reference, in the order of the packages and their files.

    `cache` is a folder where what was found is kept by content, or None. A problem found is found again from there.
    Raises `InvalidPackage` when the master schemas cannot be read, for then nothing can be judged.
    """
    schemas = load_schemas(packages.schemas)
    codes = read_codes(packages)
    common = hashlib.sha256(
        repr((str(packages.root), digest_program(), schemas, sorted((k, sorted(v)) for k, v in codes.items()))).encode()
    ).hexdigest()

    def one(name: str, folder: Path, expected: Expected) -> list[Problem]:
        content = digest_folder(folder) if cache else None
        digest = f"{common} {content}"
        if cache and content and (known := recall(cache, name, digest)) is not None:
            return known
        problems = _judge(name, folder, expected, codes)
        if cache and content:
            remember(cache, name, digest, problems)
        return problems

    problems = one("reference", packages.reference, expected_of_reference(schemas))
    agencies = _agencies(packages)
    for package in ids:
        folder = packages.folder(package)
        problems += one(str(package), folder, expected_of(package, schemas))
        if agencies is not None and package.agency not in agencies:
            why = "is not in reference/data/agencies.csv. Add it there, or import the document again."
            file = str(folder / "datapackage.json")
            problems.append(Problem(str(package), file, None, "agency", package.agency, why))
    return problems


def judge(packages: Packages, package: PackageId, folder: Path) -> list[Problem]:
    """Every problem that a package would have if these files were it: `folder` is a copy of it, elsewhere."""
    return _judge(str(package), folder, expected_of(package, load_schemas(packages.schemas)), read_codes(packages))


def _judge(name: str, folder: Path, expected: Expected, codes: Codes) -> list[Problem]:
    vetted = vet(name, folder, expected, codes)
    if vetted.tables:
        # Only here: importing Frictionless takes longer than reading a cache of a thousand packages.
        from yusuan.validate.structure import check_structure

        check_structure(vetted)
    return sorted(vetted.problems, key=lambda p: (p.file, p.field == "hash", p.line or 0))


def _agencies(packages: Packages) -> set[str] | None:
    """The agencies that the reference knows; None where its list cannot be read, which is told of the list itself."""
    try:
        return {row["agency"] for row in csvfile.read_rows(packages.reference / data_path("agencies"))}
    except (InvalidPackage, KeyError):
        return None
