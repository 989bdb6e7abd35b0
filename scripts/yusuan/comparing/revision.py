"""Takes a package out of the project's history: `main:changji-sme/2023-budget` as it was committed there."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from pathlib import Path

from yusuan.errors import UsageError
from yusuan.package.layout import PackageId, Packages

# What git takes as a revision, and never as an option.
_WORD = re.compile(r"(?P<revision>[\w@][\w./~^@{}-]*):(?P<package>[^:]+)")


def parse_revision(word: str) -> tuple[str, PackageId] | None:
    """The revision and the package that a word names, or None where it names no revision."""
    match = _WORD.fullmatch(word)
    return (match["revision"], PackageId.parse(match["package"])) if match else None


def take_out(revision: str, package: PackageId, packages: Packages, into: Path) -> Path:
    """Write the package as it was committed in `revision` into the folder `into`, and return that.

    Raises `UsageError` where git, the revision, or the package in it is not there.
    """
    word = f"{revision}:{package}"
    try:
        root = packages.root.resolve()
        top = Path(_git(root, word, "rev-parse", "--show-toplevel").decode().strip())
        path = (packages.folder(package).resolve().relative_to(top)).as_posix()
        archive = _git(top, word, "archive", "--format=zip", f"{revision}:{path}")
    except FileNotFoundError:
        raise UsageError(word, "needs git, which is not installed here.", "Compare with a folder instead.") from None
    into.mkdir(parents=True, exist_ok=True)
    # Of a zip, Python takes out nothing to another place, and no links; of a tar only from 3.11.4 on.
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        files.extractall(into)
    return into


def _git(folder: Path, word: str, *words: str) -> bytes:
    done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["git failed"]
        raise UsageError(
            word, f"git says: {said[-1]}.", "Write REVISION:PACKAGE, such as HEAD:changji-sme/2023-budget."
        )
    return done.stdout
