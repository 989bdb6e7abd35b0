"""The net holds: a figure changed is noticed. `make mutation` measures every change; here a few of each kind."""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path
from random import Random

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from measure import RESULTS, Document
from mutants import KINDS, Figure, mutants

from yusuan.package.layout import PackageId, Packages

TEXT = "支出总体情况表\n201\t一般公共服务支出\t107.9\t5.00\n预算 107.9 万元，增长 5%。"
CELL = Figure("expenditure", 1, "total", "L2C3", "107.9")


def test_each_change_of_a_figure_changes_its_line_and_no_other() -> None:
    made = list(mutants(CELL, TEXT))
    assert {mutant.kind for mutant in made} == set(KINDS)
    printed = {kind: [m.text for m in made if m.kind == kind] for kind in KINDS}
    assert printed["digits_swapped"] == [
        f"201\t一般公共服务支出\t{digits}\t5.00" for digits in ("017.9", "170.9", "109.7")
    ]
    assert printed["plus_0.10"] == ["201\t一般公共服务支出\t108.00\t5.00"]
    assert printed["next_column"] == ["201\t一般公共服务支出\t5.00\t107.9"]
    [deleted] = [m for m in made if m.kind == "row_deleted"]
    assert deleted.of(TEXT) == "支出总体情况表\n预算 107.9 万元，增长 5%。"


def test_a_figure_in_a_sentence_is_changed_where_it_stands() -> None:
    [mutant] = mutants(Figure("statements", 1, "value", "L3@16", "5"), TEXT, ("plus_1",))
    assert mutant.of(TEXT).split("\n")[2] == "预算 107.9 万元，增长 6.00%。"


def test_a_change_that_changes_nothing_is_none() -> None:
    assert (
        list(
            mutants(Figure("income", 1, "total", "L1C1", "0.00"), "0.00\t0", ("sign", "digits_swapped", "next_column"))
        )
        == []
    )


@pytest.fixture(scope="module", params=[1, pytest.param(40, marks=pytest.mark.thorough)])
def drawn(request: pytest.FixtureRequest, project: Path) -> dict[str, list[bool]]:
    """Some changes of each kind in the Changji document, drawn with a fixed seed: which were noticed."""
    document = Document(Packages(project / "datapackages"), PackageId.parse("changji-sme/2023-budget"))
    tables, _ = document.figures()
    random = Random(2023)
    changes = [
        mutant
        for kind in ("plus_1", "minus_1", "plus_0.10", "minus_0.10", "digits_swapped")
        for mutant in random.sample(
            [m for figure in tables for m in mutants(figure, document.text, (kind,))], request.param
        )
    ]
    answers = [answer.noticed for answer in document.answers(changes)]
    kinds = {mutant.kind for mutant in changes}
    return {kind: [a for m, a in zip(changes, answers, strict=True) if m.kind == kind] for kind in kinds}


def test_table_amounts_that_are_off_by_one_are_all_noticed(drawn: dict[str, list[bool]]) -> None:
    assert all(drawn["plus_1"] + drawn["minus_1"])


def test_table_amounts_that_are_off_by_a_tenth_or_swapped_are_noticed(drawn: dict[str, list[bool]]) -> None:
    assert all(drawn["plus_0.10"] + drawn["minus_0.10"] + drawn["digits_swapped"])


def test_the_readme_states_the_figures_that_were_measured() -> None:
    measured = {
        (row["kind"], row["resource"]): f"{row['noticed']} of {row['changes']} ({row['percent']} %)"
        for row in csv.DictReader(RESULTS.open(encoding="utf-8"))
    }
    stated = re.findall(
        r"^\| .+? \| `(.+?)` \| `(.+?)` \| (.+?) \|$", RESULTS.with_name("README.md").read_text("utf-8"), re.M
    )
    assert len(stated) >= 10
    wrong = [row for row in stated if measured.get((row[0], row[1])) != row[2]]
    assert not wrong, "run: make mutation, and bring the table in tests/mutation/README.md in step"
