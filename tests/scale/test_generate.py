"""Made-up disclosures to measure with are as sound as the real ones, and the same for the same seed."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from yusuan.package.layout import Packages
from yusuan.validate import validate


@pytest.fixture(scope="module")
def scale() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", Path(__file__).with_name("generate.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_generated_disclosures_are_valid_and_the_same_for_the_same_seed(scale: ModuleType, tmp_path: Path) -> None:
    real = Packages(scale.PROJECT / "datapackages")
    made = scale.generate(real, tmp_path / "one", 3, seed=4)
    assert len(made.disclosures()) >= 3
    assert validate(made, made.disclosures(), None) == []
    assert files(scale.generate(real, tmp_path / "two", 3, seed=4).root) == files(made.root)
    assert files(scale.generate(real, tmp_path / "three", 3, seed=5).root) != files(made.root)


def test_a_generated_disclosure_has_the_amounts_of_its_model_times_one_number(
    scale: ModuleType, tmp_path: Path
) -> None:
    assert scale._times("1234.50", 3) == "3703.50"
    assert scale._NUMBER.sub(lambda number: scale._times(number[0].replace(",", ""), 2), "共1,234.5元") == "共2469.0元"
