"""LibreOffice converts in a process group, a profile and limits of its own; here a script stands for it."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from yusuan.errors import CannotRead
from yusuan.reading import doc, read

pytestmark = pytest.mark.usefixtures("office")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of programs with a `soffice` that does what the file `act` there says."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "soffice"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {folder}/words\n. {folder}/act\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "a.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"))
    return path


def refusal(path: Path) -> str:
    with pytest.raises(CannotRead) as caught:
        read(path)
    assert caught.value.place == str(path)
    assert caught.value.remedy == "Save it as DOCX or XLSX."
    return caught.value.problem


def test_what_it_started_does_not_outlive_its_time(
    office: Path, document: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (office / "act").write_text(f"sleep 60 &\necho $! > {office}/started\nsleep 60\n")
    monkeypatch.setattr(doc, "SECONDS", 1)
    assert refusal(document) == "took LibreOffice longer than 1 seconds to convert."
    until = time.monotonic() + 10
    started = int((office / "started").read_text())
    while _lives(started) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _lives(started)


def _lives(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_its_profile_is_its_own_and_forbids_macros_and_links(office: Path, document: Path) -> None:
    (office / "act").write_text(
        f'cp "${{1#*file://}}/user/registrymodifications.xcu" {office}/settings\nulimit -v > {office}/limit\n'
    )
    assert refusal(document) == "could not be converted by LibreOffice."
    settings = (office / "settings").read_text()
    for name in ("DisableMacrosExecution", "BlockUntrustedRefererLinks", "Link"):
        assert f'oor:name="{name}"' in settings
    assert int((office / "limit").read_text()) * 1024 == pytest.approx(doc.MEMORY_BYTES, rel=0.01)
