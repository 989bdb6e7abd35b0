"""The net holds: a figure changed is noticed. `make mutation` measures every change; here a few of each kind."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from measure import figures, noticed
from mutants import KINDS, Figure, mutants

from yusuan.package.layout import PackageId, Packages


def test_each_change_of_a_figure_changes_something() -> None:
    made = list(mutants(Figure("expenditure", 1, "total", "107.9", "basic_expenditure", "5.00")))
    assert {mutant.kind for mutant in made} == set(KINDS)
    assert [m.printed for m in made if m.kind == "digits_swapped"] == ["017.9", "170.9", "109.7"]
    assert [m.printed for m in made if m.kind == "plus_0.10"] == ["108.00"]
    assert [m.kind for m in mutants(Figure("income", 1, "total", "0.00"), ("sign", "digits_swapped"))] == []


@pytest.fixture(scope="module")
def drawn(project: Path) -> dict[str, list[bool]]:
    """Twenty changes of each kind in the Changji document, drawn with a fixed seed: which were noticed."""
    packages, package = Packages(project / "datapackages"), PackageId.parse("changji-sme/2023-budget")
    tables, _, known = figures(packages, package)
    random = Random(2023)
    changes = [
        mutant
        for kind in ("plus_1", "minus_1", "plus_0.10", "minus_0.10", "digits_swapped")
        for mutant in random.sample([m for figure in tables for m in mutants(figure, (kind,))], 20)
    ]
    answers = noticed(packages, package, changes, known)
    kinds = {mutant.kind for mutant in changes}
    return {kind: [a for m, a in zip(changes, answers, strict=True) if m.kind == kind] for kind in kinds}


def test_table_amounts_that_are_off_by_one_are_all_noticed(drawn: dict[str, list[bool]]) -> None:
    assert all(drawn["plus_1"] + drawn["minus_1"])


def test_table_amounts_that_are_off_by_a_tenth_or_swapped_are_noticed(drawn: dict[str, list[bool]]) -> None:
    assert sum(drawn["plus_0.10"] + drawn["minus_0.10"]) >= 38
    assert sum(drawn["digits_swapped"]) >= 19
