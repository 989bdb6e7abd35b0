"""Where packages lie, and what may be called one."""

from __future__ import annotations

import pytest

from yusuan.errors import InvalidPackage, UsageError
from yusuan.package.layout import PackageId, Packages


def test_a_package_is_named_by_agency_year_and_kind():
    package = PackageId.parse("changji-sme/2023-budget")
    assert (package.agency, package.year, package.kind) == ("changji-sme", 2023, "budget")
    assert str(package) == "changji-sme/2023-budget"
    assert package.name == "changji-sme-2023-budget"


@pytest.mark.parametrize(
    "text",
    ["", "changji-sme", "changji-sme/2023", "changji-sme/2023-plan", "Changji/2023-budget", "a//2023-budget",
     "../x/2023-budget", "a_b/2023-budget", "-a/2023-budget", "a/23-budget", "a/２０２３-budget", "schemas/2023-budget",
     "a/2023-budget/", "a/2023-budget\n"],
)  # fmt: skip
def test_anything_else_is_wrong_usage(text):
    with pytest.raises(UsageError):
        PackageId.parse(text)


def test_disclosures_are_found_in_order_and_what_is_no_package_is_passed_over(tmp_path):
    for folder in ("b/2022-budget", "a/2023-final-accounts", "a/2023-budget", "schemas/x", "reference/data", ".git/x"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "README.md").write_text("", "utf-8")
    (tmp_path / "a/.2023-budget.new").mkdir()
    packages = Packages(tmp_path)
    assert [str(p) for p in packages.disclosures()] == ["a/2023-budget", "a/2023-final-accounts", "b/2022-budget"]


@pytest.mark.parametrize("folder", ["a/2023", "a/2023-budgets", "A/2023-budget"])
def test_a_folder_whose_name_is_no_packages_is_told_with_its_place(tmp_path, folder):
    (tmp_path / folder).mkdir(parents=True)
    with pytest.raises(InvalidPackage, match=f"{folder}: the folder's name"):
        Packages(tmp_path).disclosures()


def test_a_package_that_is_asked_for_must_be_there(tmp_path):
    (tmp_path / "a/2023-budget").mkdir(parents=True)
    packages = Packages(tmp_path)
    assert packages.select([]) == packages.select(["a/2023-budget"]) == [PackageId("a", 2023)]
    with pytest.raises(UsageError, match="there is no such package"):
        packages.select(["a/2022-budget"])
