"""No command follows a link out of a package, waits for a pipe, or reads what has no end."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from yusuan.errors import InvalidPackage, YusuanError
from yusuan.importing.importer import import_document
from yusuan.package.jsonfile import read_json
from yusuan.package.layout import PackageId, Packages
from yusuan.package.plainfile import read_plain

ID = "changji-sme/2023-budget"
SECRET = "SECRET-LINE-ONE,token\nmore\n"


@pytest.fixture(autouse=True)
def _no_waiting() -> Iterator[None]:
    """A test that waits for a pipe fails after a minute."""
    signal.signal(signal.SIGALRM, lambda *_: pytest.fail("waited for a minute"))
    signal.alarm(60)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)


@pytest.fixture
def folder(repository: Path) -> Path:
    (repository / "secret.txt").write_text(SECRET, "utf-8")
    return repository / "datapackages" / ID


def put_link(path: Path, target: Path) -> None:
    path.unlink()
    path.symlink_to(target)


def put_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize("command", ["check", "refresh", "validate"])
@pytest.mark.parametrize("target", ["secret.txt", "/dev/zero", "nowhere"])
def test_a_link_in_a_package_is_told_and_nothing_of_what_it_leads_to_is_shown(
    folder: Path, yusuan, command: str, target: str
) -> None:
    put_link(folder / "data/income.csv", folder.parents[2] / target)
    ended = yusuan(command, ID)
    assert ended.code == 1
    assert "data/income.csv: is a link; a package contains plain files only." in ended.out + ended.err
    assert "SECRET" not in ended.out + ended.err


@pytest.mark.parametrize("command", ["check", "refresh", "validate"])
@pytest.mark.parametrize("file", ["data/income.csv", "datapackage.json"])
def test_no_command_waits_for_a_pipe(folder: Path, yusuan, command: str, file: str) -> None:
    put_pipe(folder / file)
    ended = yusuan(command, ID)
    assert ended.code == 1
    assert f"{file}: is not a plain file" in ended.out + ended.err


@pytest.mark.parametrize("command", ["check", "refresh", "validate"])
@pytest.mark.parametrize("inner", ["data", ".", ".."], ids=["data", "package", "agency"])
def test_a_folder_that_is_a_link_is_followed_by_no_command(folder: Path, yusuan, command: str, inner: str) -> None:
    linked = Path(os.path.normpath(folder / inner))
    linked.rename(folder.parents[2] / "elsewhere")
    linked.symlink_to(folder.parents[2] / "elsewhere")
    ended = yusuan(command, ID)
    assert ended.code == 1
    assert "is a link; a package" in ended.out + ended.err


@pytest.mark.parametrize("file", ["confirmations", "corrections", "income"])
def test_an_import_takes_nothing_into_a_package_from_behind_a_link(folder: Path, yusuan, file: str) -> None:
    document = folder.parents[2] / "published.txt"
    text = (folder / "source/document.txt").read_text("utf-8")
    document.write_text(text.replace("名词解释", "名词解释 "), "utf-8")
    path = folder / f"data/{file}.csv"
    put_link(path, folder.parents[2] / "secret.txt")
    before = (folder / "datapackage.json").read_bytes()
    ended = yusuan("import", str(document), "--agency", "changji-sme", "--year", "2023")
    assert ended.code != 0
    assert f"data/{file}.csv: is a link" in ended.err
    assert path.is_symlink()
    assert (folder / "datapackage.json").read_bytes() == before


def test_an_import_waits_for_no_pipe_that_lies_where_the_last_document_was(folder: Path, yusuan) -> None:
    document = folder.parents[2] / "published.txt"
    document.write_text((folder / "source/document.txt").read_text("utf-8") + "\n", "utf-8")
    described = folder / "datapackage.json"
    # A text of unknown name is known by its copy.
    said = json.loads(described.read_text("utf-8"))
    said["sources"][0].pop("file", None)
    described.write_text(json.dumps(said, ensure_ascii=False), "utf-8")
    put_pipe(folder / "source/document.txt")
    ended = yusuan("import", str(document), "--agency", "changji-sme", "--year", "2023")
    assert ended.code == 1
    assert "source/document.txt: is not a plain file" in ended.err


@pytest.mark.parametrize("beside", [".2023-budget.new", ".2023-budget.old"])
def test_an_import_writes_nothing_through_a_link_beside_the_package(folder: Path, beside: str) -> None:
    outside = folder.parents[2] / "outside"
    outside.mkdir()
    (folder.parent / beside).symlink_to(outside)
    document = folder.parents[2] / "published.txt"
    text = (folder / "source/document.txt").read_text("utf-8")
    document.write_text(text.replace("名词解释", "名词解释 "), "utf-8")
    with suppress(YusuanError):
        import_document(document, PackageId.parse(ID), Packages(folder.parents[1]))
    assert list(outside.iterdir()) == []
    assert folder.is_dir()
    assert not folder.is_symlink()


def test_the_folder_of_packages_may_itself_be_a_link(folder: Path, yusuan) -> None:
    (folder.parents[2] / "mine").symlink_to(folder.parents[1])
    assert yusuan("refresh", ID, "--packages", "mine").code == 0


def test_no_more_of_a_file_is_read_than_is_allowed(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_bytes(b"x" * 11)
    assert read_plain(path, 11, "Mend it.") == b"x" * 11
    with pytest.raises(InvalidPackage, match="is larger than 10 bytes"):
        read_plain(path, 10, "Mend it.")


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidPackage, match="is not a plain file"):
        read_json(tmp_path)


@pytest.mark.parametrize("command", ["check", "diff", "import", "migrate", "review", "validate"])
def test_no_command_reads_a_package_that_is_larger_than_its_budget(folder: Path, yusuan, command: str) -> None:
    # Sparse: they take no place on the disk.
    for name in ("income", "expenditure"):
        os.truncate(folder / f"data/{name}.csv", 9 * 1024 * 1024)
    document = folder.parents[2] / "published.txt"
    document.write_text((folder / "source/document.txt").read_text("utf-8") + "\n", "utf-8")
    words = {"diff": (ID, ID), "import": (str(document), "--agency", "changji-sme", "--year", "2023")}
    ended = yusuan(command, *words.get(command, (ID,)))
    assert ended.code in (1, 2)
    assert f"{ID}: has 19," in ended.out + ended.err
    assert "at most 16,777,216 are read of a package" in ended.out + ended.err
