"""Whatever a stranger's descriptor says, every command ends with a line that says what is wrong, and no traceback."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ID = "changji-sme/2023-budget"
Descriptor = dict[str, Any]
COMMANDS = (("check", ID), ("refresh", ID), ("schemas",), ("validate", ID), ("validate", ID, "--json"))


@pytest.fixture
def path(repository: Path) -> Path:
    return repository / "datapackages" / ID / "datapackage.json"


def edit(path: Path, change: Callable[[Descriptor], object]) -> None:
    descriptor = json.loads(path.read_text("utf-8"))
    change(descriptor)
    path.write_text(json.dumps(descriptor), "utf-8")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize(
    "change",
    [
        lambda d: d["resources"][0].update(encoding="\ud800"),
        lambda d: d.update(title="\udfffx"),
        lambda d: d.update({"\ud800": 1}),
    ],
    ids=["encoding", "title", "key"],
)
def test_half_a_character_is_told(path: Path, yusuan, command: tuple[str, ...], change) -> None:
    edit(path, change)
    ended = yusuan(*command)
    assert ended.code == 1
    assert "which is half a character" in ended.out + ended.err
    if "--json" in command:
        assert len(json.loads(ended.out)) == 1


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_number_beyond_all_numbers_is_told(path: Path, yusuan, command: tuple[str, ...]) -> None:
    text = path.read_text("utf-8")
    path.write_text(text.replace('"encoding": "utf-8"', '"encoding": 1e999', 1), "utf-8")
    ended = yusuan(*command)
    assert ended.code == 1
    assert "1e999 is larger than any number" in ended.out + ended.err


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda d: d["resources"][0].update(name=["a"]), "is not one of a package's resources"),
        (lambda d: d["resources"][0].update(name={}), "is not one of a package's resources"),
        (lambda d: d["sources"][0].update(title=5), "is not a list of sources, each with a title"),
        (lambda d: d["sources"][0].update(title={"a": 1}), "is not a list of sources, each with a title"),
        (lambda d: d["resources"].append(d["resources"][0]), "occurs twice"),
        (lambda d: d["resources"][0].update(path="../../../../secret.csv"), "leaves the package"),
        (lambda d: d.update(resources=5), "is not a list"),
        (lambda d: d.update(title=["x"], issued=5), "is not text"),
    ],
)
def test_check_uses_nothing_of_a_descriptor_that_is_not_sound(path: Path, yusuan, change, told: str) -> None:
    edit(path, change)
    ended = yusuan("check", ID)
    assert (ended.code, ended.out) == (1, "")
    assert told in ended.err
    assert ended.err.endswith("The package is invalid; see all that is wrong with it: yusuan validate\n")


def test_check_does_not_mind_an_edit_by_hand_that_is_not_yet_refreshed(path: Path, yusuan) -> None:
    edit(path, lambda d: d["resources"][0].update(bytes=1))
    assert yusuan("check", ID).code == 0


@pytest.mark.parametrize("amount", ["abc", "NaN", "1e999999999"])
def test_two_years_of_which_one_has_an_amount_that_is_none_are_not_compared(path: Path, yusuan, amount: str) -> None:
    shutil.copytree(path.parent, path.parents[1] / "2024-budget")
    edit(
        path.parents[1] / "2024-budget/datapackage.json", lambda d: d.update(name="changji-sme-2024-budget", year=2024)
    )
    income = path.parents[1] / "2024-budget/data/income.csv"
    income.write_text(income.read_text("utf-8").replace("372.48", amount, 1), "utf-8")
    ended = yusuan("diff", ID, "changji-sme/2024-budget")
    assert (ended.code, ended.out) == (2, "")
    assert f'data/income.csv row 1 total: "{amount}" is not a number' in ended.err
