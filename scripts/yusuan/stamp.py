"""What a build was made from, and what it made: with it, a build that has nothing to do ends at once."""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Iterable, Iterator
from pathlib import Path

import yusuan
from yusuan.inputs import MAX_BYTES, Entry, entries, folders, read_regular

NAME = ".stamp"
_PROJECT_FILES = ("mkdocs.yml", "requirements.txt")


def of_inputs(root: Path, packages: Path) -> str:
    """Return a digest of all that a build reads: packages, the site's sources, this program, and what it runs on.

    What is no plain file is not opened: it counts by its name and kind.
    """
    settings = sorted(f"{name}={value}" for name, value in os.environ.items() if name.startswith("YUSUAN_"))
    digest = hashlib.sha256(f"{yusuan.__version__} Python {platform.python_version()} {settings}".encode())
    for label, entry in _inputs(root, packages):
        content = _content(entry)
        digest.update(f"{label} {entry.fault or ''} {len(content)}\n".encode("utf-8", "surrogateescape"))
        digest.update(content)
    return digest.hexdigest()


def marks_of_inputs(root: Path, packages: Path) -> dict[str, tuple[int, ...]]:
    """What tells whether an input was written, replaced or removed since, without reading any.

    A folder counts, too: one that is moved away and back, with another in its place for a while, leaves its files as
    they were. The program's own folders do not, since Python keeps its caches there.
    """
    marks = {label: entry.mark for label, entry in _inputs(root, packages)}
    for label, folder in _sources(root, packages).items():
        for entry in folders(folder):
            marks[f"{label}/{entry.path.relative_to(folder).as_posix()}"] = entry.mark
    return marks


def _sources(root: Path, packages: Path) -> dict[str, Path]:
    return {"packages": packages, "site_src": root / "site_src"}


def _inputs(root: Path, packages: Path) -> Iterator[tuple[str, Entry]]:
    for label, folder in {**_sources(root, packages), "yusuan": Path(yusuan.__file__).parent}.items():
        for entry in entries(folder):
            yield f"{label}/{entry.path.relative_to(folder).as_posix()}", entry
    for name in _PROJECT_FILES:
        yield from ((name, entry) for entry in entries((root / name).resolve()))


def holds(out: Path, inputs: str, outputs: Iterable[str]) -> bool:
    """Whether `out` was built from `inputs`, and has not been touched since."""
    return _said(out).get("inputs") == inputs and stands(out, outputs)


def stands(out: Path, outputs: Iterable[str]) -> bool:
    """Whether what was built in `out`, from whatever inputs, has not been touched since."""
    return bool(_said(out).get("outputs") == _of_outputs(out, outputs))


def _said(out: Path) -> dict[str, str]:
    try:
        said = json.loads((out / NAME).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def is_there(out: Path) -> bool:
    """Whether a build ever ended in `out`."""
    return (out / NAME).is_file()


def write(built: Path, inputs: str, outputs: Iterable[str]) -> None:
    """Note beside the outputs in `built` that they were made from `inputs`."""
    said = {"inputs": inputs, "outputs": _of_outputs(built, outputs)}
    (built / NAME).write_text(json.dumps(said) + "\n", "utf-8")


def _of_outputs(out: Path, outputs: Iterable[str]) -> str:
    # Sizes and times, not contents: a site of a hundred megabytes would take longer to read than a person waits.
    digest = hashlib.sha256()
    for name in outputs:
        for entry in entries(out / name):
            path, status = entry.path.relative_to(out).as_posix(), entry.status
            digest.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _content(entry: Entry) -> bytes:
    if not entry.is_plain:
        return b""
    return read_regular(entry.path, MAX_BYTES)
