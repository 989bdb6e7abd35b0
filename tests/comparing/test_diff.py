"""Two packages are compared cell by cell, row by row of the same thing."""

from __future__ import annotations

import copy

import pytest

from yusuan.comparing.diff import diff, find_package
from yusuan.errors import UsageError
from yusuan.package.layout import PackageId
from yusuan.package.store import write


@pytest.fixture
def pair(packages, draft):
    """Write the draft and a changed copy of it as the year after; returns what differs in the data."""
    write(draft, packages)

    def compare(change):
        other = copy.deepcopy(draft)
        other.id = PackageId("changji-sme", 2024)
        change(other.resources)
        write(other, packages)
        found = diff(packages.folder(draft.id), packages.folder(other.id), packages)
        return [str(difference) for difference in found if difference.file != "datapackage.json"]

    return compare


def test_the_same_data_has_no_difference(pair):
    assert pair(lambda resources: None) == []


def test_a_package_is_the_same_as_itself(packages, draft):
    write(draft, packages)
    folder = packages.folder(draft.id)
    assert diff(folder, folder, packages) == []


def test_a_changed_cell_is_told_with_both_values(pair):
    assert pair(lambda r: r["income"][1].update(total="11.20")) == ["data/income.csv row 2 total: 10.84 → 11.20"]


def test_a_cell_that_became_blank_is_told(pair):
    assert pair(lambda r: r["income"][1].update(total=None)) == ["data/income.csv row 2 total: 10.84 → (blank)"]


def test_a_row_put_in_moves_none_of_the_others(pair):
    def change(resources):
        new = {"row": 2, "code": "210", "name": "卫生健康支出", "level": 1, "is_total": False, "total": "7.34"}
        resources["income"].insert(1, new)
        for number, row in enumerate(resources["income"], 1):
            row["row"] = number
        for row in resources["provenance"][1:]:
            row["row"] += 1
        resources["provenance"].append(
            {"resource": "income", "row": 2, "field": "total", "source": "L9C5", "printed": "7.34"}
        )

    assert pair(change) == [
        "data/income.csv row 2: added: 210 · 卫生健康支出 · 1 · false · 7.34",
        "data/provenance.csv row 4: added: income · total · L9C5 · 7.34",
    ]


def test_a_row_taken_out_is_told(pair):
    def change(resources):
        del resources["income"][1]
        resources["income"][1]["row"] = 2
        del resources["provenance"][1]
        resources["provenance"][1]["row"] = 2

    assert pair(change) == [
        "data/income.csv row 2: removed: 221 · 住房保障支出 · 1 · false · 10.84",
        "data/provenance.csv row 2: removed: income · total · L2C5 · 10.84",
    ]


def test_a_table_that_is_not_there_is_not_the_same_as_an_empty_one(pair):
    assert pair(lambda resources: resources.pop("three-public-expenses")) == [
        "data/three-public-expenses.csv: removed: 0 rows"
    ]


def test_what_the_descriptors_say_is_compared_too(packages, draft):
    write(draft, packages)
    other = copy.deepcopy(draft)
    other.id = PackageId("changji-sme", 2024)
    other.metadata["issued"] = "2024-02-01"
    write(other, packages)
    found = diff(packages.folder(draft.id), packages.folder(other.id), packages)
    assert "datapackage.json issued: 2023-01-31 → 2024-02-01" in map(str, found)


def test_a_package_is_found_by_its_name_or_its_folder(packages, draft):
    write(draft, packages)
    folder = packages.folder(draft.id)
    assert find_package("changji-sme/2023-budget", packages) == folder
    assert find_package(str(folder), packages) == folder
    for word in ("changji-sme/2022-budget", "nowhere"):
        with pytest.raises(UsageError):
            find_package(word, packages)
