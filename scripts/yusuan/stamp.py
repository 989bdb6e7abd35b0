"""What a build was made from, and what it made: with it, a build that has nothing to do ends at once."""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import yusuan
from yusuan.inputs import MAX_BYTES, Entry, entries, folders, read_regular

NAME = ".stamp"
_PROJECT_FILES = ("mkdocs.yml", "requirements.txt")


def of_inputs(root: Path, packages: Path) -> str:
    """Return a digest of all that a build reads: packages, the site's sources, this program, and what it runs on.

    What is no plain file is not opened: it counts by its name and kind.
    """
    digest = hashlib.sha256(_settings())
    for label, entry in _inputs(root, packages):
        content = _content(entry)
        digest.update(f"{label} {entry.fault or ''} {len(content)}\n".encode("utf-8", "surrogateescape"))
        digest.update(content)
    return digest.hexdigest()


def of_marks(marks: Mapping[str, tuple[int, ...]]) -> str:
    """Return a digest of what tells whether an input was touched: sizes, times and inodes, no contents."""
    digest = hashlib.sha256(_settings())
    for label, mark in marks.items():
        digest.update(f"{label} {mark}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _settings() -> bytes:
    settings = sorted(f"{name}={value}" for name, value in os.environ.items() if name.startswith("YUSUAN_"))
    return f"{yusuan.__version__} Python {platform.python_version()} {settings}".encode()


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


def is_untouched(out: Path, marks: str, outputs: Iterable[str]) -> bool:
    """Whether `out` was built from files that have had the same `marks` since, and has not been touched either."""
    return _said(out).get("marks") == marks and stands(out, outputs)


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


def write(built: Path, inputs: str, marks: str, outputs: Iterable[str]) -> None:
    """Note beside the outputs in `built` that they were made from `inputs`, which have these `marks`."""
    said = {"inputs": inputs, "marks": marks, "outputs": _of_outputs(built, outputs)}
    (built / NAME).write_text(json.dumps(said) + "\n", "utf-8")


def _of_outputs(out: Path, outputs: Iterable[str]) -> str:
    # Sizes and times, not contents: a site of a hundred megabytes would take longer to read than a person waits.
    digest = hashlib.sha256()
    for name in outputs:
        for line in sorted(_lines(os.path.realpath(out / name), name)):
            digest.update(line.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _lines(path: str, name: str) -> Iterator[str]:
    """A line for each file below: its name, size and time. There may be a million: nothing else is made of them."""
    try:
        found = os.scandir(path)
    except NotADirectoryError:
        about = Path(path).stat()
        yield f"{name} {about.st_size} {about.st_mtime_ns}\n"
        return
    except FileNotFoundError:
        return
    with found:
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                yield from _lines(entry.path, f"{name}/{entry.name}")
            else:
                about = entry.stat(follow_symlinks=False)
                yield f"{name}/{entry.name} {about.st_size} {about.st_mtime_ns}\n"


def _content(entry: Entry) -> bytes:
    if not entry.is_plain:
        return b""
    return read_regular(entry.path, MAX_BYTES)
