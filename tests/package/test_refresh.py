"""After an edit by hand, one command puts bytes and hash right, and nothing else."""

from __future__ import annotations

import hashlib
import json

import pytest

from yusuan.errors import InvalidPackage
from yusuan.package.refresh import refresh
from yusuan.package.store import write
from yusuan.validate import validate


def test_bytes_and_hash_follow_the_file(packages, draft):
    write(draft, packages)
    path = packages.folder(draft.id) / "data/income.csv"
    path.write_text(path.read_text("utf-8").replace("住房保障支出", "住房保障"), "utf-8")
    (line,) = refresh(packages, [draft.id])
    assert line.endswith("datapackage.json: income")
    resource = json.loads((packages.folder(draft.id) / "datapackage.json").read_text("utf-8"))["resources"][0]
    assert resource["bytes"] == path.stat().st_size
    assert resource["hash"] == "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()
    assert validate(packages, [draft.id], None) == []


def test_nothing_changed_touches_nothing(packages, draft):
    write(draft, packages)
    path = packages.folder(draft.id) / "datapackage.json"
    before = path.stat().st_mtime_ns
    assert refresh(packages, packages.disclosures()) == []
    assert path.stat().st_mtime_ns == before


def test_without_a_package_the_reference_is_refreshed_too(packages):
    path = packages.reference / "data/regions.csv"
    path.write_text(path.read_text("utf-8").replace("Changji Hui", "Changji"), "utf-8")
    (line,) = refresh(packages, packages.disclosures())
    assert line.endswith("reference/datapackage.json: regions")
    assert validate(packages, [], None) == []


def test_corrections_that_a_person_has_begun_are_declared(packages, draft):
    write(draft, packages)
    folder = packages.folder(draft.id)
    described = json.loads((folder / "datapackage.json").read_text("utf-8"))
    described["resources"] = [r for r in described["resources"] if r["name"] not in ("corrections", "confirmations")]
    (folder / "datapackage.json").write_text(json.dumps(described, ensure_ascii=False), "utf-8")
    assert [p.message for p in validate(packages, [draft.id], None)] == [
        "is not declared in datapackage.json. Run: yusuan refresh changji-sme/2023-budget"
    ] * 2
    refresh(packages, [draft.id])
    assert validate(packages, [draft.id], None) == []


@pytest.mark.parametrize("name", ["../../../secret", "staff"])
def test_no_file_outside_the_packages_own_is_read(packages, draft, name):
    write(draft, packages)
    path = packages.folder(draft.id) / "datapackage.json"
    described = json.loads(path.read_text("utf-8"))
    described["resources"][0].update(name=name, path=f"data/{name}.csv")
    path.write_text(json.dumps(described), "utf-8")
    with pytest.raises(InvalidPackage, match="is not at its path"):
        refresh(packages, [draft.id])
