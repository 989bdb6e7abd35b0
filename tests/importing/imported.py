"""A document that the command imported once, for all tests that look at what came of it."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Protocol

from yusuan.cli import run

FOLDER = Path("datapackages/changji-sme/2023-budget")


class Ended(Protocol):
    code: int
    out: str
    err: str


Import = Callable[..., Ended]


@dataclass(frozen=True)
class Imported:
    """A repository after an import: how the command ended, and what files and their times were before.

    To be read only: several tests share it.
    """

    root: Path
    code: int
    out: str
    err: str
    before: dict[str, bytes]
    times: dict[str, int]

    @property
    def folder(self) -> Path:
        return self.root / FOLDER

    def rows(self, name: str) -> list[dict[str, str]]:
        """The rows of a resource of Changji's package."""
        return rows(self.folder / f"data/{name}.csv")


def import_once(project: Path, root: Path, text: str, *words: str, agency: str = "changji-sme") -> Imported:
    """Import `text` for an agency's budget of 2023 in a new repository in `root` that has Changji's package."""
    for part in ("schemas", "reference", "changji-sme/2023-budget"):
        shutil.copytree(project / "datapackages" / part, root / "datapackages" / part)
    (root / "published.txt").write_text(text, "utf-8")
    before, times = files(root / "datapackages"), modified(root / "datapackages")
    with chdir(root), redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
        code = run(("import", "published.txt", "--agency", agency, "--year", "2023", *words))
    return Imported(root, code, out.getvalue(), err.getvalue(), before, times)


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def modified(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def changed(text: str, *changes: tuple[str, str]) -> str:
    """The text changed as said; what is to be changed must be in it."""
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def of_another(text: str, issuer: str) -> str:
    """The document under another department's name; blank: it does not say whose it is."""
    for name in ("昌吉州中小企业发展局", "昌吉回族自治州中小企业发展局"):
        assert name in text
        text = text.replace(name, issuer)
    return text


def is_one_clear_line(ended: Ended, *words: str) -> bool:
    line = ended.err.strip().splitlines()[-1] if ended.err.strip() else ""
    told = [text for text in ended.err.splitlines() if text.startswith("yusuan: ")]
    return told == [line] and "Traceback" not in ended.err + ended.out and all(word in line for word in words)
