"""What an import adds to the lists of the reference stands below what it is a part of."""

from __future__ import annotations

import pytest

from yusuan.errors import InvalidPackage
from yusuan.importing.reference import ADDED, REGIONS, RULES, Reference, extend_reference
from yusuan.package import csvfile
from yusuan.package.layout import PackageId, Packages
from yusuan.package.schemas import load_schemas
from yusuan.package.store import Draft


def codes(packages: Packages) -> dict[str, str]:
    rows = csvfile.read_rows(packages.reference / "data/functional-classification.csv")
    return {row["code"]: row["parent"] for row in rows}


def add(packages: Packages, code: str, name: str) -> None:
    row = {"row": 1, "code": code, "name": name, "level": 1, "is_total": False, "total": "1.00"}
    draft = Draft(PackageId("changji-sme", 2023), {}, {"income": [row]})
    extend_reference(packages, Reference.load(packages), draft, load_schemas(packages.schemas))


def test_a_section_that_comes_after_its_items_becomes_their_parent(packages: Packages) -> None:
    add(packages, "2019801", "一项")
    assert codes(packages)["2019801"] == ""
    add(packages, "20198", "一款")
    assert (codes(packages)["20198"], codes(packages)["2019801"]) == ("201", "20198")


@pytest.mark.parametrize("name", [*ADDED, REGIONS, RULES])
def test_a_list_of_the_reference_without_its_columns_is_told(packages: Packages, name: str) -> None:
    path = packages.reference / f"data/{name}.csv"
    path.write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(InvalidPackage, match="has the columns a,b; its schema has ") as refused:
        Reference.load(packages)
    assert refused.value.place == f"{path}:1"
