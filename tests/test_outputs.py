"""What others open in the folder of a build belongs to one whole build, whenever the build is stopped."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.stopping import stopped_at

from yusuan import outputs

NAMES = ("database", "tables", "site")
STEPS = ("symlink", "replace", "rename", "unlink", "rmdir", "mkdir")
"""Every call to the system by which a switch changes something; the exchange of two names is one more."""


def make(staging: Path, number: str, names: tuple[str, ...] = NAMES) -> None:
    for name in names:
        if name == "database":
            (staging / name).write_text(number)
        else:
            (staging / name / "deep").mkdir(parents=True)
            (staging / name / "deep/page").write_text(number)


def build(out: Path, number: str, names: tuple[str, ...] = NAMES) -> None:
    with outputs.new_build(out) as staging:
        make(staging, number, names)
        outputs.switch(out, staging, NAMES)


def fill(staging: Path) -> None:
    make(staging, "new")
    with (staging / "large").open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)


def opened(out: Path) -> list[str]:
    """What a reader finds in each output; a name that is not there is left out."""
    paths = {name: out / name if name == "database" else out / name / "deep/page" for name in NAMES}
    return [path.read_text() for path in paths.values() if path.exists()]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "build"
    folder.mkdir()
    return folder


def as_it_was_before_links(out: Path) -> None:
    """Outputs as a program made them that knew no links."""
    make(out, "old")


def test_the_next_build_takes_the_place_of_the_last(out: Path) -> None:
    build(out, "old")
    build(out, "new")
    assert opened(out) == ["new"] * 3
    assert len(list((out / ".builds").iterdir())) == 1


def test_a_build_of_many_files_is_out_of_the_way_at_once_and_gone_a_little_later(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outputs, "_FEW", 2)
    build(out, "old")
    build(out, "new")
    assert opened(out) == ["new"] * 3
    aside = [path.name for path in (out / ".builds").iterdir() if path.name != "b"]
    assert all(name.startswith("gone-") for name in aside)
    build(out, "next")  # whether or not that process has come to an end
    assert opened(out) == ["next"] * 3
    until = time.monotonic() + 60
    while len(list((out / ".builds").iterdir())) > 1 and time.monotonic() < until:
        time.sleep(0.05)
    assert len(list((out / ".builds").iterdir())) == 1


def test_an_output_that_the_next_build_lacks_is_gone(out: Path) -> None:
    build(out, "old")
    build(out, "new", ("tables",))
    assert opened(out) == ["new"]
    assert not (out / "site").is_symlink()


def test_the_folder_can_be_moved(out: Path) -> None:
    build(out, "old")
    moved = out.rename(out.with_name("elsewhere"))
    assert opened(moved) == ["old"] * 3


def test_outputs_without_links_are_taken_over(out: Path) -> None:
    as_it_was_before_links(out)
    build(out, "new")
    assert opened(out) == ["new"] * 3


def test_a_folder_that_somebody_put_in_the_place_of_a_link_gives_way(out: Path) -> None:
    build(out, "old")
    (out / "site").unlink()
    shutil.copytree(out / "tables", out / "site")
    build(out, "new")
    assert opened(out) == ["new"] * 3


def test_a_build_that_fails_leaves_the_last_one(out: Path) -> None:
    build(out, "old")
    (out / ".builds/b").mkdir()
    (out / ".builds/b/left").touch()  # by a build that was killed
    with pytest.raises(FileExistsError), outputs.new_build(out) as staging:
        make(staging, "new", ("tables", "tables"))
    assert opened(out) == ["old"] * 3
    assert len(list((out / ".builds").iterdir())) == 1


def build_until(out: Path, step: int, stop: str) -> bool:
    """Build in a process that stops before its change number `step` (from 0); whether it came that far."""

    def work(stopping):
        with outputs.new_build(out) as staging:
            make(staging, "new")
            for name in STEPS:
                setattr(os, name, stopping(getattr(os, name)))
            outputs.exchange = stopping(outputs.exchange)
            outputs.switch(out, staging, NAMES)

    return stopped_at(step, work, stop)


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
@pytest.mark.parametrize("stop", ["kill", "full disk"])
@pytest.mark.parametrize("before", [as_it_was_before_links, lambda out: build(out, "old")], ids=["no links", "links"])
def test_wherever_it_is_stopped_old_or_new_stands_whole_and_the_next_build_mends_the_rest(
    out: Path, before, stop: str
) -> None:
    seen = set()
    for step in range(100):
        shutil.rmtree(out)
        out.mkdir()
        before(out)
        came_so_far = build_until(out, step, stop)
        found = opened(out)
        assert found in (["old"] * 3, ["new"] * 3), f"step {step}"
        seen.add(found[0])
        build(out, "next")
        assert opened(out) == ["next"] * 3
        assert {path.name for path in out.iterdir()} == {".builds", ".current", *NAMES}
        if not came_so_far:
            break
    assert seen == {"old", "new"}
    assert step >= 2


def test_a_full_disk_deletes_nothing(tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(small)], capture_output=True)
    if mounted.returncode:
        pytest.skip("no small file system can be mounted here")
    try:
        build(small, "old")
        with pytest.raises(OSError, match="No space left"), outputs.new_build(small) as staging:
            fill(staging)
        assert opened(small) == ["old"] * 3
        build(small, "new")
        assert opened(small) == ["new"] * 3
    finally:
        subprocess.run(["umount", str(small)], check=True)
