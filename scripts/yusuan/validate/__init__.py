"""Whether packages keep their contract: vetted by us, then judged by Frictionless, each fault reported once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from yusuan.errors import InvalidPackage
from yusuan.inputs import entries
from yusuan.package import csvfile
from yusuan.package.descriptor import data_path
from yusuan.package.layout import PackageId, Packages, is_package_folder
from yusuan.package.problem import Problem
from yusuan.package.schemas import load_schemas
from yusuan.validate.cache import digest_folder, digest_program, recall, remember
from yusuan.validate.judging import Asked, judge_all, judge_one
from yusuan.vetting.package import expected_of, expected_of_reference, read_codes

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

    asked = [Asked("reference", packages.reference, expected_of_reference(schemas))]
    asked += [Asked(str(package), packages.folder(package), expected_of(package, schemas)) for package in ids]
    found: dict[str, list[Problem]] = {}
    digests: dict[str, str] = {}
    for each in asked if cache else ():
        # What holds something that is no plain file is judged each time.
        if cache and (content := digest_folder(each.folder)):
            digests[each.name] = f"{common} {content}"
            if (known := recall(cache, each.name, digests[each.name])) is not None:
                found[each.name] = known
    wanted = [each for each in asked if each.name not in found]
    for each, problems in zip(wanted, judge_all(wanted, codes), strict=True):
        found[each.name] = problems
        if cache and each.name in digests:
            remember(cache, each.name, digests[each.name], problems)
    told = [*_around(packages), *found["reference"]]
    agencies = _agencies(packages)
    for package in ids:
        told += found[str(package)]
        if agencies is not None and package.agency not in agencies:
            why = "is not in reference/data/agencies.csv. Add it there, or import the document again."
            file = str(packages.folder(package) / "datapackage.json")
            told.append(Problem(str(package), file, None, "agency", package.agency, why))
    return told


def _around(packages: Packages) -> list[Problem]:
    """What lies beside packages and is no plain file: nobody reads it on purpose, and a program that did would hang."""
    own = {packages.schemas: "schemas", packages.reference: "reference"}
    return [
        Problem(
            own.get(entry.path.parent, packages.root.name),
            str(entry.path),
            None,
            None,
            None,
            f"{entry.fault}; there are plain files only. Delete it.",
        )
        for entry in entries(packages.root, deepest=1)
        # Packages and the reference are looked at by themselves.
        if entry.fault and entry.path.parent != packages.reference and not is_package_folder(entry.path.name)
    ]


def judge(packages: Packages, package: PackageId, folder: Path) -> list[Problem]:
    """Every problem that a package would have if these files were it: `folder` is a copy of it, elsewhere."""
    asked = Asked(str(package), folder, expected_of(package, load_schemas(packages.schemas)))
    return judge_one(asked, read_codes(packages))


def _agencies(packages: Packages) -> set[str] | None:
    """The agencies that the reference knows; None where its list cannot be read: that is reported there."""
    try:
        return {row["agency"] for row in csvfile.read_rows(packages.reference / data_path("agencies"))}
    except (InvalidPackage, KeyError):
        return None
