"""The pages of disclosures are the same, whoever makes them."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from yusuan.errors import YusuanError
from yusuan.package.layout import PackageId, Packages
from yusuan.place import NotAPlace
from yusuan.site import files, making, pages
from yusuan.site.making import Folders

from .conftest import ROOT

FEW = ("changji-sme/2023-budget", "jiangsu-npc/2019-budget", "putuo-finance/2024-final-accounts")


def made(built: Path, out: Path) -> dict[str, bytes]:
    """Every file of the pages of three disclosures."""
    packages, ids = Packages(ROOT / "datapackages"), [PackageId.parse(name) for name in FEW]
    source = ROOT / "site_src"
    folders = Folders(packages.root, built, source / "templates", source / "words", out / "pages", out / "search")
    entries = pages.write_site_pages(packages, ids, folders, files.site_files(packages, ids, built), "")
    texts = {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}
    return {**texts, "entries": repr(entries).encode()}


def test_several_processes_make_the_same_bytes_as_one(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = made(built, tmp_path / "one")
    monkeypatch.setattr(making, "_AT_A_TIME", 1)
    monkeypatch.setattr(making, "_WORTH_A_WORKER", 2)
    assert made(built, tmp_path / "several") == one
    assert len(one) > 100


@pytest.mark.parametrize("error", [YusuanError("here", "is wrong.", "Mend it."), NotAPlace("x")])
def test_an_error_of_another_process_arrives_whole(error: YusuanError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert (str(again), again.place, again.remedy) == (str(error), error.place, error.remedy)
