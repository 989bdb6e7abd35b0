from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from yusuan.errors import InvalidPackage
from yusuan.package.data_version import data_version
from yusuan.package.layout import Packages


def test_the_data_as_a_whole_has_a_version(project: Path) -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", data_version(Packages(project / "datapackages")))


def test_a_folder_of_packages_needs_none(tmp_path: Path) -> None:
    assert data_version(Packages(tmp_path)) == ""


@pytest.mark.parametrize("text", ["", "1.2", "1.2.3-rc1", "v1.2.3", "01.2.3", "１.2.3", "1.2.3\n1.2.4\n", "1" * 200])
def test_what_is_no_version_is_refused_with_its_place(tmp_path: Path, text: str) -> None:
    (tmp_path / "VERSION").write_text(text, "utf-8")
    with pytest.raises(InvalidPackage, match=re.escape(str(tmp_path / "VERSION"))):
        data_version(Packages(tmp_path))


def test_the_derived_tables_and_the_catalogue_say_it(project: Path, built: Path) -> None:
    version = data_version(Packages(project / "datapackages"))
    assert json.loads((built / "tables" / "datapackage.json").read_text("utf-8"))["version"] == version
    tables = json.loads((built / "downloads" / "catalog.jsonld").read_text("utf-8"))["dcat:dataset"][0]
    assert tables["schema:version"] == version
