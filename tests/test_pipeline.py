"""The build as a whole: it skips what is done, and leaves no half of a build and nothing of a package that is gone."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from yusuan import pipeline, stamp
from yusuan.errors import UsageError, YusuanError
from yusuan.package.layout import Packages
from yusuan.package.lock import locked
from yusuan.pipeline import STAGES, Workspace, build

DISCLOSURE = "datapackages/changji-sme/2023-budget"


@pytest.fixture
def work(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace whose stages write one file for each package instead of working for seconds."""
    (repository / "mkdocs.yml").write_text("site_name: Test\n")
    (repository / "site_src").mkdir()
    (repository / "site_src/index.md").write_text("# Home\n")

    def tables(work: Workspace) -> None:
        (work.out / "tables").mkdir()
        for package in work.packages.disclosures():
            (work.out / "tables" / f"{package.name}.csv").write_bytes(
                (work.packages.folder(package) / "data/income.csv").read_bytes()
            )

    def site(work: Workspace) -> None:
        (work.out / "site").mkdir()
        home = (work.root / "site_src/index.md").read_text()
        listed = "\n".join(sorted(path.name for path in (work.out / "tables").iterdir()))
        (work.out / "site/index.html").write_text(f"{home}{listed}\n")

    monkeypatch.setattr(pipeline, "_MAKERS", {"warehouse": tables, "site": site})
    return Workspace(Path(), Packages(Path("datapackages")), Path("build"))


def tree(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def lie_in_wait(monkeypatch: pytest.MonkeyPatch, stage: str, change: Callable[[], object]) -> None:
    """Change something when a stage has ended."""
    make = pipeline._MAKERS[stage]

    def then(work: Workspace) -> None:
        make(work)
        change()

    monkeypatch.setitem(pipeline._MAKERS, stage, then)


def test_a_build_puts_everything_in_place_and_leaves_no_scaffold(work: Workspace) -> None:
    assert build(work).built
    assert sorted(path.name for path in work.out.iterdir()) == [
        *(".builds", ".cache", ".current", ".stamp", "site", "tables"),
    ]


def test_a_second_build_with_nothing_changed_touches_no_file(work: Workspace) -> None:
    build(work)
    before = tree(work.out)
    assert not build(work).built
    assert tree(work.out) == before


def test_nothing_changed_is_told_without_reading_unless_asked(work: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    build(work)
    read: list[Path] = []
    regular = stamp.read_regular
    monkeypatch.setattr(stamp, "read_regular", lambda path, most: (read.append(path), regular(path, most))[1])
    assert not build(work).built
    assert read == []
    assert not build(work, verify=True).built
    assert read


def test_files_that_were_written_anew_with_the_same_bytes_are_read_once(
    work: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(work)
    Path("mkdocs.yml").write_bytes(Path("mkdocs.yml").read_bytes())
    assert not build(work).built
    monkeypatch.setattr(stamp, "read_regular", None)
    assert not build(work).built


@pytest.mark.parametrize("changed", ["site_src/index.md", "mkdocs.yml", f"{DISCLOSURE}/datapackage.json"])
def test_a_changed_input_builds_anew(work: Workspace, changed: str) -> None:
    build(work)
    Path(changed).write_text(Path(changed).read_text("utf-8") + "\n", "utf-8")
    assert build(work).built


def test_an_output_that_was_deleted_is_made_again(work: Workspace) -> None:
    build(work)
    (work.out / "site/index.html").unlink()
    assert build(work).built
    assert (work.out / "site/index.html").is_file()


def test_nothing_of_a_package_that_is_gone_stays(work: Workspace) -> None:
    build(work)
    assert "changji-sme-2023-budget" in (work.out / "site/index.html").read_text()
    shutil.rmtree("datapackages/changji-sme")
    assert build(work).built
    assert "changji" not in (work.out / "site/index.html").read_text()
    assert list((work.out / "tables").iterdir()) == []


def test_a_stage_that_fails_leaves_the_last_build_as_it_was(work: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    build(work)
    before = tree(work.out / "site")

    def fail(_: Workspace) -> None:
        raise KeyboardInterrupt

    Path("site_src/index.md").write_text("# Changed\n")
    monkeypatch.setitem(pipeline._MAKERS, "site", fail)
    with pytest.raises(KeyboardInterrupt):
        build(work)
    assert tree(work.out / "site") == before
    assert len(list((work.out / ".builds").iterdir())) == 1


def test_an_invalid_package_is_told_and_nothing_is_built(work: Workspace, yusuan) -> None:
    income = Path(DISCLOSURE, "data/income.csv")
    income.write_text(income.read_text("utf-8").replace("372.48", "372,48", 1), "utf-8")
    ended = yusuan("build")
    assert ended.code == 1
    assert f"{income}:2" in ended.err
    assert "Nothing was built" in ended.err
    assert not (work.out / "site").exists()


def test_progress_is_one_line_a_stage_and_silent_when_quiet(work: Workspace, yusuan) -> None:
    loud = yusuan("build")
    assert (loud.code, loud.out) == (0, "")
    assert [line.split(" ", 1)[1] for line in loud.err.splitlines()[: len(STAGES)] if line.startswith("[")] == [
        "validate",
        "warehouse",
        "site",
    ]
    Path("site_src/index.md").write_text("# Changed\n")
    assert yusuan("build", "--quiet") == type(loud)(0, "", "")


def test_the_stages_are_told_in_order(work: Workspace) -> None:
    told: list[str] = []

    @contextmanager
    def watch(name: str):
        told.append(name)
        yield

    build(work, watch)
    assert told == ["validate", "warehouse", "site"]


@pytest.mark.parametrize("error", [duckdb.IOException, duckdb.TransactionException, duckdb.OutOfMemoryException])
def test_a_full_disk_inside_the_database_is_one_clear_line(
    work: Workspace, yusuan, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def full(_: Workspace) -> None:
        raise error('Could not write file "yusuan.duckdb": No space left on device')

    monkeypatch.setitem(pipeline._MAKERS, "site", full)
    monkeypatch.setattr(pipeline, "_validate", lambda _: [])
    ended = yusuan("build", "--quiet")
    assert ended.code == 1
    assert ended.err == (
        'yusuan: build: the database stopped: Could not write file "yusuan.duckdb": No space left on device. '
        "Make room on the disk or in memory, then build again.\n"
    )


@pytest.mark.parametrize("out", [".", "datapackages", "datapackages/changji-sme", "site_src", ".."])
def test_a_build_never_overwrites_sources(work: Workspace, out: str) -> None:
    with pytest.raises(UsageError, match="overwrite sources"):
        build(Workspace(work.root, work.packages, Path(out)))


def test_a_build_never_overwrites_a_folder_that_is_not_its_own(work: Workspace) -> None:
    Path("elsewhere/site").mkdir(parents=True)
    with pytest.raises(UsageError, match="was not built here"):
        build(Workspace(work.root, work.packages, Path("elsewhere")))
    assert [path.name for path in Path("elsewhere").iterdir()] == ["site"]


def test_another_address_of_the_site_builds_anew(work: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    build(work)
    monkeypatch.setenv("YUSUAN_SITE_URL", "https://example.org/")
    assert build(work).built


def test_an_input_that_changes_while_it_is_built_is_not_published(
    work: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(work)
    before = tree(work.out / "tables")
    income = Path(DISCLOSURE, "data/income.csv")
    Path("site_src/index.md").write_text("# Changed\n")
    # As long as before: only the time tells.
    lie_in_wait(monkeypatch, "warehouse", lambda: income.write_bytes(income.read_bytes().replace(b"372", b"999")))
    with pytest.raises(YusuanError, match=r"packages/changji-sme/2023-budget/data/income.csv: changed while"):
        build(work)
    assert tree(work.out / "tables") == before


def test_a_folder_that_is_exchanged_for_another_and_back_is_noticed(
    work: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(work)
    before = tree(work.out / "tables")
    package, aside, another = Path(DISCLOSURE), Path("aside"), Path("another")
    shutil.copytree(package, another)
    income = another / "data/income.csv"
    income.write_bytes(income.read_bytes().replace(b"372", b"999"))
    Path("site_src/index.md").write_text("# Changed\n")
    make = pipeline._MAKERS["warehouse"]

    def exchanged(work: Workspace) -> None:
        # Every file of the package is the same one afterwards, and was written by nobody.
        package.rename(aside)
        another.rename(package)
        make(work)
        package.rename(another)
        aside.rename(package)

    monkeypatch.setitem(pipeline._MAKERS, "warehouse", exchanged)
    with pytest.raises(YusuanError, match="changed while it was being built"):
        build(work)
    assert tree(work.out / "tables") == before


def test_an_input_that_changes_and_changes_back_is_noticed(work: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    income = Path(DISCLOSURE, "data/income.csv")
    was, about = income.read_bytes(), income.stat()

    def change_twice() -> None:
        income.write_bytes(b"")
        income.write_bytes(was)
        os.utime(income, ns=(about.st_atime_ns, about.st_mtime_ns))

    lie_in_wait(monkeypatch, "site", change_twice)
    with pytest.raises(YusuanError, match="changed while it was being built"):
        build(work)


def test_two_builds_in_one_folder_are_one_build_and_one_clear_line(work: Workspace, yusuan) -> None:
    work.out.mkdir()
    with locked(work.out):
        ended = yusuan("build")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == "yusuan: build: another command is writing there. Run this again when it has ended.\n"
    assert yusuan("build").code == 0


def test_what_is_no_plain_file_is_told_and_never_read(work: Workspace, yusuan) -> None:
    places = ("datapackages", "datapackages/changji-sme", "datapackages/schemas", "datapackages/reference", DISCLOSURE)
    for place in places:
        os.mkfifo(Path(place, "pipe.csv"))
        Path(place, "device.csv").symlink_to("/dev/zero")
    for ended in (yusuan("build", "--quiet"), yusuan("validate", "--quiet")):
        assert ended.code == 1
        for place in places:
            assert f"{place}/pipe.csv: is " in ended.err + ended.out
            assert f"{place}/device.csv: is a link" in ended.err + ended.out
    assert not (work.out / "site").exists()


def test_the_sources_of_the_site_are_plain_files(work: Workspace, yusuan) -> None:
    Path("site_src/endless.md").symlink_to("/dev/zero")
    ended = yusuan("build")
    assert (ended.code, ended.err.splitlines()) == (
        2,
        ["yusuan: site_src/endless.md: is a link; the site has plain files only. Put the file there."],
    )
