"""An import that is killed leaves a package and a reference that are whole, and the next import does what is left."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pytest
from tests.stopping import stopped_at

from yusuan.importing.reference import Reference, extend_reference
from yusuan.package import store
from yusuan.package.descriptor import sha256
from yusuan.package.layout import PackageId, Packages
from yusuan.package.schemas import load_schemas
from yusuan.package.store import Draft

CHANGES = ((os, ("mkdir", "rename", "replace", "unlink", "rmdir")), (shutil, ("copy2",)), (store, ("exchange",)))
"""Every call by which an import changes what is on the disk, besides writing the bytes of a file."""


def draft(agency: str) -> Draft:
    """A disclosure of an agency and with a code that nobody knows."""
    row = {"row": 1, "code": "2999999", "name": "新科目", "level": 3, "is_total": False, "total": "1.00"}
    tables = [{"table_name": "income", "table_number": 2, "unit": "万元", "state": "filled"}]
    resources = {"income": [row], "tables": tables, "provenance": []}
    return Draft(PackageId(agency, 2023), {"title": "新局2023年部门预算", "issuer": "新局"}, resources)


def do_import(packages: Packages) -> None:
    schemas = load_schemas(packages.schemas)
    store.mend_reference(packages)
    reference = Reference.load(packages)
    store.write(draft("new-bureau"), packages)
    extend_reference(packages, reference, draft("new-bureau"), schemas)


def files(packages: Packages) -> dict[str, bytes]:
    paths = (path for path in sorted(packages.root.rglob("*")) if path.is_file())
    return {path.relative_to(packages.root).as_posix(): path.read_bytes() for path in paths}


def is_in_step(folder: Path) -> bool:
    """Whether every file of a package is the one that its descriptor describes."""
    resources = json.loads((folder / "datapackage.json").read_text("utf-8"))["resources"]
    pinned = [(folder / resource["path"], resource["hash"]) for resource in resources if "hash" in resource]
    return all(sha256(path.read_bytes()) == hash_ for path, hash_ in pinned)


def kill_at(packages: Packages, step: int, exchanges: bool) -> bool:
    """Import in a process that is killed before its change number `step` (from 0); whether it came that far."""

    def work(dying):
        if not exchanges:
            store.exchange = lambda one, other: False
        write = Path.write_bytes

        def write_half(path: Path, data: bytes) -> int:
            write(path, data[: len(data) // 2])
            return dying(write)(path, data)

        for module, names in CHANGES:
            for name in names:
                setattr(module, name, dying(getattr(module, name)))
        Path.write_bytes = write_half
        do_import(packages)

    return stopped_at(step, work)


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
@pytest.mark.parametrize(
    ("exchanges", "stride"),
    [(True, 4), *(pytest.param(exchanges, 1, marks=pytest.mark.thorough) for exchanges in (True, False))],
    ids=["some steps", "every step", "every step of renames"],
)
def test_wherever_a_first_import_is_killed_the_next_one_mends_what_is_left(
    packages: Packages, tmp_path: Path, exchanges: bool, stride: int
) -> None:
    shutil.copytree(packages.root, tmp_path / "before")
    do_import(packages)
    wanted = files(packages)
    for step in range(0, 200, stride):
        shutil.rmtree(packages.root)
        shutil.copytree(tmp_path / "before", packages.root)
        killed = kill_at(packages, step, exchanges)
        if exchanges:
            # A gap between two renames is for the next command to close.
            assert is_in_step(packages.reference), f"step {step}"
        for package in packages.disclosures():
            assert is_in_step(packages.folder(package)), f"step {step}"
        do_import(packages)
        assert files(packages) == wanted, f"step {step}"
        if not killed:
            break
    assert step > 20
