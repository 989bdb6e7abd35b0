"""What a build was made from, and what it made: with it, a build that has nothing to do ends at once."""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Iterable, Iterator
from pathlib import Path

import yusuan

_NAME = ".stamp"
_PROJECT_FILES = ("mkdocs.yml", "requirements.txt")


def of_inputs(root: Path, packages: Path) -> str:
    """Return a digest of all that a build reads: packages, the site's sources, this program, and what it runs on."""
    settings = sorted(f"{name}={value}" for name, value in os.environ.items() if name.startswith("YUSUAN_"))
    digest = hashlib.sha256(f"{yusuan.__version__} Python {platform.python_version()} {settings}".encode())
    folders = {"packages": packages, "site_src": root / "site_src", "yusuan": Path(yusuan.__file__).parent}
    for label, folder in folders.items():
        for path in _files(folder):
            _add(digest, f"{label}/{path.relative_to(folder).as_posix()}", path)
    for name in _PROJECT_FILES:
        if (root / name).is_file():
            _add(digest, name, root / name)
    return digest.hexdigest()


def holds(out: Path, inputs: str, outputs: Iterable[str]) -> bool:
    """Whether `out` was built from `inputs`, and has not been touched since."""
    try:
        said = json.loads((out / _NAME).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return bool(said == {"inputs": inputs, "outputs": _of_outputs(out, outputs)})


def write(out: Path, inputs: str, outputs: Iterable[str]) -> None:
    """Note in `out` that what is there was built from `inputs`."""
    new = out / f"{_NAME}.new"
    new.write_text(json.dumps({"inputs": inputs, "outputs": _of_outputs(out, outputs)}) + "\n", "utf-8")
    new.replace(out / _NAME)


def is_there(out: Path) -> bool:
    """Whether a build ever began in `out`."""
    return (out / _NAME).is_file()


def forget(out: Path) -> None:
    """Note in `out` that what is there is no whole build."""
    (out / _NAME).write_text("{}\n", "utf-8")


def _of_outputs(out: Path, outputs: Iterable[str]) -> str:
    # Sizes and times, not contents: a site of a hundred megabytes would take longer to read than a person waits.
    digest = hashlib.sha256()
    for name in outputs:
        for path in _files(out / name):
            status = path.stat()
            digest.update(f"{path.relative_to(out).as_posix()} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    """Every file below `folder` in one order, or `folder` itself if it is a file; caches and hidden files are not."""
    if folder.is_file():
        yield folder
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "__pycache__")
        yield from (Path(parent, name) for name in sorted(names) if not name.startswith("."))


def _add(digest: hashlib._Hash, label: str, path: Path) -> None:
    content = path.read_bytes()
    digest.update(f"{label} {len(content)}\n".encode())
    digest.update(content)
