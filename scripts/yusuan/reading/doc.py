"""Turns DOC, RTF and XLS into ODT and XLSX by LibreOffice, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from yusuan.errors import CannotRead
from yusuan.reading.sniff import KINDS

SECONDS = 180
_run = subprocess.run
# The open format that keeps most of each, merged cells above all.
TARGETS = {"doc": "odt", "rtf": "odt", "xls": "xlsx"}


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
    # A profile of its own: a running office would otherwise answer instead; and no macro of anyone's runs.
    profile = (folder / "profile").resolve().as_uri()
    command = [office, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nolockcheck"]
    command += ["--convert-to", target, "--outdir", str(folder), str(path.resolve())]
    try:
        _run(command, capture_output=True, timeout=SECONDS, check=False)
    except (subprocess.TimeoutExpired, OSError) as error:
        raise CannotRead(str(path), "could not be converted by LibreOffice.", "Save it as DOCX or XLSX.") from error
    made = folder / f"{path.stem}.{target}"
    if not made.is_file():
        raise CannotRead(str(path), "could not be converted by LibreOffice.", "Save it as DOCX or XLSX.")
    return made
