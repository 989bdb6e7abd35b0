"""Turns DOC, RTF and XLS into ODT and XLSX by LibreOffice, where it is installed."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from yusuan.errors import CannotRead
from yusuan.reading.sniff import KINDS

SECONDS = 180
# LibreOffice maps far more than it uses: an empty document takes some 1.5 GB of addresses.
MEMORY_BYTES = 4_000_000_000
# The open format that keeps most of each, merged cells above all.
TARGETS = {"doc": "odt", "rtf": "odt", "xls": "xlsx"}

# No macro runs, no link is followed or brought up to date, whatever a document asks for.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop>
</item>
</oor:items>
"""

# A system that lacks one of these limits (macOS has no `-v`) keeps the limit of time.
_LIMITED = f'ulimit -v {MEMORY_BYTES // 1024}; ulimit -t {SECONDS}; ulimit -c 0; exec "$@"'


def convert(kind: str, path: Path, folder: Path) -> Path:
    """The file in an open format, written into `folder` (an empty one).

    Raises CannotRead when LibreOffice is not installed or cannot convert the file.
    """
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise CannotRead(
            str(path),
            f"is {KINDS[kind]}, which is read through LibreOffice, and that is not installed.",
            f"Install LibreOffice, or save the file as {'XLSX' if kind == 'xls' else 'DOCX'}.",
        )
    target = TARGETS[kind]
    # A profile of its own: a running office would otherwise answer instead, with its own settings.
    profile = (folder / "profile").resolve()
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck"]
    command += ["--convert-to", target, "--outdir", str(folder.resolve()), str(path.resolve())]
    try:
        _run(command)
    except subprocess.TimeoutExpired as error:
        raise CannotRead(
            str(path), f"took LibreOffice longer than {SECONDS:g} seconds to convert.", "Save it as DOCX or XLSX."
        ) from error
    except OSError as error:
        raise CannotRead(str(path), "could not be converted by LibreOffice.", "Save it as DOCX or XLSX.") from error
    made = folder / f"{path.stem}.{target}"
    if not made.is_file():
        raise CannotRead(str(path), "could not be converted by LibreOffice.", "Save it as DOCX or XLSX.")
    return made


def _run(command: list[str]) -> None:
    """Run a command in a group of processes of its own, and leave none of them behind."""
    process = subprocess.Popen(
        command if sys.platform == "win32" else ["/bin/sh", "-c", _LIMITED, "sh", *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(SECONDS)
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    # soffice is a script that starts the office: what it started must go with it.
    if sys.platform == "win32":
        process.kill()
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
