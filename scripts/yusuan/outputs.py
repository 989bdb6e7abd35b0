"""The folder of a build: all that others open in it belongs to one whole build, which one rename replaces.

build/site           → .current/site      a link for each output; it stays as it is
build/.current       → .builds/a          the one link that is switched
build/.builds/a/site                      the build that stands
build/.builds/b/site                      the build that is being made
build/.builds/gone-…                      one that was replaced, while a process of its own deletes it
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path

from yusuan.package.exchange import exchange

_BUILDS, _CURRENT = ".builds", ".current"
_SLOTS = ("a", "b")
_ASIDE = ".replaced"
_GONE = "gone-"
_FEW = 5_000
"""So many files are deleted before anybody waits for it; of a thousand disclosures it would take most of a minute."""
_DELETE = "import shutil, sys; shutil.rmtree(sys.argv[1], ignore_errors=True)"


def is_there(out: Path) -> bool:
    """Whether a build ever began in `out`."""
    return (out / _BUILDS).is_dir()


@contextmanager
def new_build(out: Path) -> Iterator[Path]:
    """An empty folder for the next build, which is gone afterwards unless it was switched to.

    What an interrupted build left is cleared away first. A build of many files that is not needed any more is moved
    aside at once, and deleted by a process of its own, which nobody waits for.
    """
    staging = out / _BUILDS / next(slot for slot in _SLOTS if slot != _slot(out))
    _clear_aside(staging)
    staging.mkdir(parents=True)
    try:
        yield staging
    finally:
        _clear_all_but_current(out)


def switch(out: Path, staging: Path, names: Iterable[str]) -> None:
    """Put the build in `staging` in the place of the last one: `names` are what others may open in `out`.

    Until the one rename, and wherever this fails or is killed before it, the last build stands whole.
    """
    names = list(names)
    _adopt(out, names)
    for name in names:
        if (staging / name).exists():
            _place_link(out, name)
    _point(out, staging.name)
    for name in names:
        if not (staging / name).exists():
            (out / name).unlink(missing_ok=True)


def _slot(out: Path) -> str | None:
    """The folder of the build that stands."""
    try:
        return (out / _CURRENT).readlink().name
    except OSError:
        return None


def _point(out: Path, slot: str) -> None:
    new = out / f"{_CURRENT}.new"
    new.unlink(missing_ok=True)
    _link(new, f"{_BUILDS}/{slot}")
    new.replace(out / _CURRENT)


def _is_ours(path: Path) -> bool:
    return path.is_symlink() and path.readlink() == Path(_CURRENT, path.name)


def _adopt(out: Path, names: Iterable[str]) -> None:
    """Give the outputs of a build that was made before there were links a folder of their own, each in one step."""
    older = [name for name in names if os.path.lexists(out / name) and not _is_ours(out / name)]
    if not older or _slot(out):
        return
    folder = out / _BUILDS / _SLOTS[1]
    folder.mkdir(exist_ok=True)
    _point(out, folder.name)
    for name in older:
        _change_places(out / name, folder / name)


def _place_link(out: Path, name: str) -> None:
    path, aside = out / name, out / _BUILDS / _ASIDE
    if _is_ours(path):
        return
    if not os.path.lexists(path):
        _link(path, f"{_CURRENT}/{name}")
        return
    _clear(aside)
    _change_places(path, aside)


def _change_places(path: Path, aside: Path) -> None:
    """Move what is at `path` aside, and put the output's link there."""
    _link(aside, f"{_CURRENT}/{path.name}")
    if not exchange(aside, path):
        aside.unlink()
        path.rename(aside)
        _link(path, f"{_CURRENT}/{path.name}")


def _link(path: Path, target: str) -> None:
    path.symlink_to(target, target_is_directory=True)


def _clear(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _clear_all_but_current(out: Path) -> None:
    current = _slot(out)
    for path in (out / _BUILDS).iterdir():
        if path.name != current:
            _clear_aside(path)


def _clear_aside(path: Path) -> None:
    """Clear a build away; one of many files is out of the way at once, and gone a little later."""
    if not _has_many(path):
        _clear(path)
        return
    gone = path.with_name(f"{_GONE}{uuid.uuid4().hex}")
    path.rename(gone)
    quiet = subprocess.DEVNULL
    try:
        # In a session of its own: neither an interrupt at the terminal nor the end of this process ends it.
        subprocess.Popen(
            [sys.executable, "-I", "-c", _DELETE, str(gone)],
            stdin=quiet,
            stdout=quiet,
            stderr=quiet,
            start_new_session=True,
        )
    except OSError:
        _clear(gone)


def _has_many(path: Path) -> bool:
    """Whether there are more files below a folder than are deleted in a moment."""
    if path.is_symlink() or not path.is_dir():
        return False
    return next(islice(_files(path), _FEW, None), None) is not None


def _files(path: str | Path) -> Iterator[str]:
    with suppress(OSError), os.scandir(path) as found:
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path)
            else:
                yield entry.path
