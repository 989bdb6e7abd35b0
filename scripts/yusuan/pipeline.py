"""The build, stage by stage, from the data packages to the site.

Each stage reads only what those before it wrote. They work in a folder of their own, which takes the place of
the last build in one step once it is whole: a build that fails or is killed leaves the last one as it was, and
nothing of a package that is gone stays behind.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from yusuan import outputs, stamp
from yusuan.errors import UsageError, YusuanError
from yusuan.inputs import entries
from yusuan.package.layout import Packages
from yusuan.package.lock import locked

if TYPE_CHECKING:
    from yusuan.validate import Problem

OUTPUTS = ("yusuan.duckdb", "tables", "charts", "downloads", "pages", "site")
"""Everything that a build puts into its folder, besides the stamp and the cache."""

CACHE = ".cache"


@dataclass(frozen=True)
class Workspace:
    """Where a build reads and writes: the project's folder, the packages, and the folder to build in.

    `cache` is the folder that keeps answers worth keeping, by their content, from one build to the next.
    """

    root: Path
    packages: Packages
    out: Path
    cache: Path | None = None
    last: Path | None = None
    """The last build, where it stands as it was written."""


@dataclass(frozen=True)
class Outcome:
    """What a build came to: `built` is false where there was nothing to do, or where packages have problems."""

    built: bool
    problems: list[Problem] = field(default_factory=list)


Watch = Callable[[str], AbstractContextManager[None]]
"""Called with the name of each stage; the stage runs inside what it returns."""


def _warehouse(work: Workspace) -> None:
    from yusuan import warehouse
    from yusuan.checks.engine import count_rules, evaluate

    cache = work.cache and work.cache / "warehouse"
    warehouse.build(work.packages, work.out, [evaluate], finish=[count_rules], cache=cache, last=work.last)


def _charts(work: Workspace) -> None:
    from yusuan.charts.building import build as build_charts

    build_charts(work.out, cache=work.cache and work.cache / "charts")


def _downloads(work: Workspace) -> None:
    from yusuan import downloads

    site_url = os.environ.get("YUSUAN_SITE_URL") or None
    downloads.build(work.packages, work.out, site_url, cache=work.cache and work.cache / "downloads")


def _site(work: Workspace) -> None:
    from yusuan import site

    site.build(work.root, work.packages, work.out, cache=work.cache and work.cache / "site")


_MAKERS: dict[str, Callable[[Workspace], None]] = {
    "warehouse": _warehouse,
    "charts": _charts,
    "downloads": _downloads,
    "site": _site,
}

STAGES = ("validate", *_MAKERS)
"""The names of the stages, in order."""


def build(work: Workspace, watch: Watch = lambda _: nullcontext(), *, verify: bool = False) -> Outcome:
    """Build everything into `work.out`, unless it is there already.

    That nothing changed is told by the size, time and inode of every input; to `verify` it, their contents are read.
    Raises UsageError where there is nothing to build from, or where building would overwrite what is not a build.
    """
    _look_before_writing(work)
    with locked(work.out, seconds=0):
        return _build(work, watch, verify)


def _build(work: Workspace, watch: Watch, verify: bool) -> Outcome:
    marks = stamp.marks_of_inputs(work.root, work.packages.root)
    if not verify and stamp.is_untouched(work.out, stamp.of_marks(marks), OUTPUTS):
        return Outcome(built=False)
    before = stamp.of_inputs(work.root, work.packages.root)
    if stamp.holds(work.out, before, OUTPUTS):
        # Files were written anew with the bytes that they had: the next build need not read them.
        stamp.write(work.out, before, stamp.of_marks(marks), OUTPUTS)
        return Outcome(built=False)
    with watch("validate"):
        problems = _validate(work)
    if problems:
        return Outcome(built=False, problems=problems)
    with outputs.new_build(work.out) as staging:
        last = work.out if stamp.stands(work.out, OUTPUTS) else None
        scaffold = Workspace(work.root, work.packages, staging, cache=work.out / CACHE, last=last)
        for name, make in _MAKERS.items():
            with watch(name), _database_errors_told(work.out):
                make(scaffold)
        _must_be_unchanged(work, marks)
        stamp.write(staging, before, stamp.of_marks(marks), OUTPUTS)
        outputs.switch(work.out, staging, (*OUTPUTS, stamp.NAME))
    return Outcome(built=True)


@contextmanager
def _database_errors_told(out: Path) -> Iterator[None]:
    """Tell a full disk, or too little memory, that DuckDB met as what it is: no fault of the program."""
    import duckdb

    try:
        yield
    except (duckdb.OperationalError, duckdb.FatalException) as error:
        said = str(error).strip().splitlines()[0]
        raise YusuanError(
            str(out), f"the database stopped: {said}.", "Make room on the disk or in memory, then build again."
        ) from error


def _must_be_unchanged(work: Workspace, marks: dict[str, tuple[int, ...]]) -> None:
    """Publish nothing that was not validated: what was read after validation must be what was validated."""
    now = stamp.marks_of_inputs(work.root, work.packages.root)
    changed = sorted(name for name in marks.keys() | now.keys() if marks.get(name) != now.get(name))
    if changed:
        raise YusuanError(changed[0], "changed while it was being built; nothing was built.", "Build again.")


def _validate(work: Workspace) -> list[Problem]:
    from yusuan.validate import validate

    return validate(work.packages, work.packages.disclosures(), cache=work.out / CACHE / "validate")


def _look_before_writing(work: Workspace) -> None:
    for needed in (work.root / "mkdocs.yml", work.root / "site_src"):
        if not needed.exists():
            raise UsageError(str(needed), "is not here.", "Run yusuan build in the project's folder.")
    if not work.packages.root.is_dir():
        raise UsageError(
            str(work.packages.root), "there is no such folder.", "Name the folder of packages with --packages."
        )
    out, sources = work.out.resolve(), [work.packages.root.resolve(), (work.root / "site_src").resolve()]
    if any(out in (s, *s.parents) or s in out.parents for s in sources):
        raise UsageError(str(work.out), "building here would overwrite sources.", "Name another folder with --out.")
    for entry in entries(work.root / "site_src"):
        if entry.fault:
            raise UsageError(str(entry.path), f"{entry.fault}; the site has plain files only.", "Put the file there.")
    strange = [name for name in OUTPUTS if (work.out / name).exists()]
    ours = outputs.is_there(work.out) or stamp.is_there(work.out) or (work.out / ".gitignore").exists()
    if strange and not ours:
        raise UsageError(
            str(work.out / strange[0]), "already exists and was not built here.", "Name another folder with --out."
        )
    try:
        work.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            str(work.out), f"cannot be made ({error.strerror}).", "Name another folder with --out."
        ) from error
