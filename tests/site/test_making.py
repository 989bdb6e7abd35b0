"""The pages of disclosures are the same, whoever makes them."""

from __future__ import annotations

import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import duckdb
import pytest

import yusuan
from yusuan import downloads, store
from yusuan.errors import YusuanError
from yusuan.package.layout import PackageId, Packages
from yusuan.place import NotAPlace
from yusuan.site import files, making, pages
from yusuan.site.making import Folders

from .conftest import ROOT

FEW = ("changji-sme/2023-budget", "jiangsu-npc/2019-budget", "putuo-finance/2024-final-accounts")


def made(built: Path, out: Path, kept: Path | None = None) -> dict[str, bytes]:
    """Every file of the pages of three disclosures."""
    packages, ids = Packages(ROOT / "datapackages"), [PackageId.parse(name) for name in FEW]
    source = ROOT / "site_src"
    folders = Folders(packages.root, built, source / "templates", source / "words", out / "pages", out / "search", kept)
    entries = pages.write_site_pages(packages, ids, folders, files.site_files(packages, ids, built), "")
    found = [path for name in ("pages", "search") for path in sorted((out / name).rglob("*.html"))]
    texts = {path.relative_to(out).as_posix(): path.read_bytes() for path in found}
    return {**texts, "entries": repr(entries).encode()}


def test_several_processes_make_the_same_bytes_as_one(
    few_built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = made(few_built, tmp_path / "one")
    monkeypatch.setattr(making, "_AT_A_TIME", 1)
    monkeypatch.setattr(making, "_WORTH_A_WORKER", 2)
    assert made(few_built, tmp_path / "several") == one
    assert len(one) > 100


@pytest.fixture
def again(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The disclosures that are made, and not taken from the store, from now on."""
    found: list[str] = []
    make: Callable[..., Any] = making._make_one

    def noted(warehouse: object, disclosure: Any, *others: object) -> Any:
        found.append(str(disclosure.id))
        return make(warehouse, disclosure, *others)

    monkeypatch.setattr(making, "_make_one", noted)
    return found


def test_only_what_something_changed_for_is_made_again(few_built: Path, tmp_path: Path, again: list[str]) -> None:
    kept, own = tmp_path / "store", tmp_path / "own"
    one = made(few_built, tmp_path / "one", kept)
    assert again == list(FEW)
    again.clear()
    damaged = next(kept.iterdir())
    damaged.write_bytes(damaged.read_bytes()[:-9])
    assert made(few_built, tmp_path / "two", kept) == one
    assert len(again) == 1
    again.clear()
    # Two names of one document that are read otherwise.
    own.mkdir()
    for name in ("tables", "downloads", "charts"):
        (own / name).symlink_to(few_built / name)
    shutil.copyfile(few_built / "yusuan.duckdb", own / "yusuan.duckdb")
    with duckdb.connect(str(own / "yusuan.duckdb")) as connection:
        connection.execute("update income set name = 'other' where package = 'changji-sme/2023-budget' and row < 3")
        connection.execute("update kept.part set digest = 'other' where package = 'changji-sme/2023-budget'")
    changed = made(own, tmp_path / "three", kept)
    assert again == ["changji-sme/2023-budget"]
    assert [name for name in one if changed[name] != one[name]] == [
        f"{kind}/agencies/changji-sme/2023-budget/tables/income/index.html" for kind in ("pages", "search")
    ]


@pytest.mark.parametrize("maker", [making, downloads.making], ids=["pages", "downloads"])
def test_the_store_knows_all_code_that_makes_what_it_keeps(maker: ModuleType) -> None:
    names = f"import sys, {maker.__name__}"
    listing = f"{names}; print(*(m.__file__ for n, m in sys.modules.items() if n[:7] == 'yusuan.'))"
    loaded = subprocess.run([sys.executable, "-c", listing], capture_output=True, text=True, check=True).stdout.split()
    parts = {Path(path).relative_to(Path(yusuan.__file__).parent).parts[0] for path in loaded}
    assert parts - set(maker.CODE) == set(), f"add these to CODE in {maker.__file__}"


def test_the_store_knows_all_that_pages_are_made_from(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/x").write_text("1")
    (tmp_path / "b").write_text("2")
    whole = store.digest_of_files(tmp_path / "a", tmp_path / "b")
    assert store.digest_of_files(tmp_path / "a", tmp_path / "b") == whole
    (tmp_path / "a/x").rename(tmp_path / "a/y")
    assert store.digest_of_files(tmp_path / "a", tmp_path / "b") != whole
    assert store.key("a", "bc") != store.key("ab", "c")
    assert store.digest_of_makers((), (), tmp_path / "a") != store.digest_of_makers((), (), tmp_path / "b")


@pytest.mark.parametrize("error", [YusuanError("here", "is wrong.", "Mend it."), NotAPlace("x")])
def test_an_error_of_another_process_arrives_whole(error: YusuanError) -> None:
    arrived = pickle.loads(pickle.dumps(error))
    assert type(arrived) is type(error)
    assert (str(arrived), arrived.place, arrived.remedy) == (str(error), error.place, error.remedy)
