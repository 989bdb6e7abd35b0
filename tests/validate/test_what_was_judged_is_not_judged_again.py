"""The cache answers for exactly the content that it saw."""

from __future__ import annotations

import pytest

from yusuan.validate import structure, validate


@pytest.fixture
def judged(monkeypatch):
    """The names of the packages that Frictionless was asked about."""
    names = []
    check = structure.check_structure

    def noted(vetted):
        names.append(vetted.name)
        check(vetted)

    monkeypatch.setattr(structure, "check_structure", noted)
    return names


def test_a_package_that_has_not_changed_is_answered_for_by_the_cache(tiny, tmp_path, judged):
    assert validate(tiny.packages, [tiny.id], tmp_path / "cache") == []
    assert validate(tiny.packages, [tiny.id], tmp_path / "cache") == []
    assert judged == ["reference", "changji-sme/2023-budget"]


def test_a_problem_is_remembered_as_well_as_its_absence(tiny, tmp_path, judged):
    tiny.edit("data/income.csv", "1203.50", "12O3.50")
    first = validate(tiny.packages, [tiny.id], tmp_path / "cache")
    again = validate(tiny.packages, [tiny.id], tmp_path / "cache")
    assert first == again
    assert len(first) == 2
    assert judged.count("changji-sme/2023-budget") == 1


def test_a_changed_package_is_judged_anew(tiny, tmp_path):
    validate(tiny.packages, [tiny.id], tmp_path / "cache")
    tiny.edit("data/income.csv", "1203.50", "12O3.50")
    assert len(validate(tiny.packages, [tiny.id], tmp_path / "cache")) == 2


def test_a_changed_code_list_is_judged_anew(tiny, tmp_path):
    validate(tiny.packages, [tiny.id], tmp_path / "cache")
    path = tiny.packages.reference / "data/functional-classification.csv"
    path.write_text("".join(line for line in path.open(encoding="utf-8") if not line.startswith("2011350,")), "utf-8")
    found = [str(p) for p in validate(tiny.packages, [tiny.id], tmp_path / "cache")]
    assert any('code: "2011350" is not a code of reference' in line for line in found)


def test_a_changed_schema_is_judged_anew(tiny, tmp_path):
    validate(tiny.packages, [tiny.id], tmp_path / "cache")
    path = tiny.packages.schemas / "income.json"
    path.write_text(path.read_text("utf-8").replace("收入总体情况表", "收入表", 1), "utf-8")
    found = [str(p) for p in validate(tiny.packages, [tiny.id], tmp_path / "cache")]
    assert any("Run: yusuan schemas" in line for line in found)


def test_a_cache_that_is_damaged_is_only_slower(tiny, tmp_path):
    validate(tiny.packages, [tiny.id], tmp_path / "cache")
    for path in (tmp_path / "cache").iterdir():
        path.write_bytes(b"\xff{")
    assert validate(tiny.packages, [tiny.id], tmp_path / "cache") == []


def test_a_link_put_in_after_the_cache_was_made_is_told(tiny, tmp_path):
    validate(tiny.packages, [tiny.id], tmp_path / "cache")
    (tiny.folder / "data/extra.csv").symlink_to("income.csv")
    assert len(validate(tiny.packages, [tiny.id], tmp_path / "cache")) == 1
