"""The master schemas are the only ones, and every descriptor carries them as they are."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from yusuan.errors import InvalidPackage
from yusuan.model import load_model
from yusuan.package.inlining import put_in_step, write_masters
from yusuan.package.layout import Packages
from yusuan.package.schemas import KEPT, REFERENCE_ORDER, RESOURCE_ORDER, TABLES, load_schemas, resource_order
from yusuan.package.store import write


def test_the_committed_copies_are_in_step(project, tmp_path):
    shutil.copytree(project / "datapackages", tmp_path / "datapackages")
    assert put_in_step(Packages(tmp_path / "datapackages")) == [], "run: yusuan schemas"


def test_the_master_schemas_are_as_the_model_says(project, tmp_path):
    shutil.copytree(project / "datapackages/schemas", tmp_path / "datapackages/schemas")
    assert write_masters(Packages(tmp_path / "datapackages")) == [], "run: yusuan schemas"
    made = {f"{name}.json" for name in load_model().tables}
    assert {path.name for path in (project / "datapackages/schemas").glob("*.json")} == made


def test_a_copy_out_of_step_is_put_in_step_and_keeps_its_units(packages, draft):
    write(draft, packages)
    master = packages.schemas / "income.json"
    master.write_text(master.read_text("utf-8").replace("收入总体情况表", "收入表"), "utf-8")
    (line,) = put_in_step(packages)
    assert line.endswith("2023-budget/datapackage.json: income")
    descriptor = json.loads((packages.folder(draft.id) / "datapackage.json").read_text("utf-8"))
    resource = descriptor["resources"][0]
    assert resource["title"] == resource["schema"]["title"] == "收入表"
    assert {f["unit"] for f in resource["schema"]["fields"] if f.get("measure")} == {"万元"}
    assert put_in_step(packages) == []


def test_every_resource_has_a_schema_and_every_schema_a_place(project):
    schemas = load_schemas(project / "datapackages/schemas")
    assert {*RESOURCE_ORDER, *REFERENCE_ORDER} <= schemas.keys()
    assert {*resource_order(schemas), *REFERENCE_ORDER} == schemas.keys()
    assert tuple(resource_order(schemas)[-3:]) == KEPT == ("corrections", "confirmations", "permissions")


def test_the_ten_tables_are_numbered_in_order(project):
    schemas = load_schemas(project / "datapackages/schemas")
    assert [schemas[name]["table_number"] for name in TABLES] == list(range(1, 11))


def test_every_field_is_described_in_chinese_and_english(project):
    for name, schema in load_schemas(project / "datapackages/schemas").items():
        for said in (schema, *schema["fields"]):
            for key in ("title", "description"):
                assert re.search(r"[\u4e00-\u9fff]", said[key]) or re.search("[A-Za-z0-9]", said[key]), (name, said)
                assert re.search("[A-Za-z]", said[f"{key}_en"]), (name, said)


def test_patterns_take_in_ascii_digits_only(project):
    for path in (project / "datapackages/schemas").glob("*.json"):
        assert "\\\\d" not in path.read_text("utf-8"), path.name


def test_a_master_that_is_missing_is_told(packages):
    (packages.schemas / "income.json").unlink()
    with pytest.raises(InvalidPackage, match=r"income\.json: the master schema is missing"):
        load_schemas(packages.schemas)


@pytest.mark.parametrize(
    "change",
    [
        {"fields": [5]},
        {"fields": [{}]},
        {"fields": [{"name": "row", "type": "nix"}]},
        {"fields": [{"name": "row", "type": "string", "constraints": {"pattern": "("}}]},
        {"fields": [{"name": "row", "type": "string", "constraints": 5}]},
        {"fields": [{"name": "row", "type": "string"}] * 2},
        {"primaryKey": None},
        {"primaryKey": ["nix"]},
        {"missingValues": 5},
        {"foreignKeys": 5},
        {"foreignKeys": [{"fields": ["row"], "reference": {"resource": 5}}]},
    ],
)
def test_a_master_that_is_no_schema_is_told_with_the_command_that_mends_it(repository: Path, yusuan, change) -> None:
    path = repository / "datapackages/schemas/income.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **change}), "utf-8")
    ended = yusuan("validate", "changji-sme/2023-budget")
    assert ended.code == 1
    assert f'{path.relative_to(repository)}: is not a Table Schema named "income"' in ended.err
    assert "yusuan schemas" in ended.err
