"""The build, stage by stage, from the data packages to the site.

Each stage reads only what those before it wrote. They work in a folder of their own, which takes the place of
the last build once it is whole: a build that fails leaves the site as it was, and nothing of a package that is
gone stays behind.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from yusuan import stamp
from yusuan.errors import UsageError
from yusuan.package.layout import Packages

if TYPE_CHECKING:
    from yusuan.validate import Problem

OUTPUTS = ("yusuan.duckdb", "tables", "charts", "downloads", "pages", "site")
"""Everything that a build puts into its folder, besides the stamp and the cache."""

CACHE, STAGING = ".cache", ".next"


@dataclass(frozen=True)
class Workspace:
    """Where a build reads and writes: the project's folder, the packages, and the folder to build in.

    `cache` is the folder that keeps answers worth keeping, by their content, from one build to the next.
    """

    root: Path
    packages: Packages
    out: Path
    cache: Path | None = None


@dataclass(frozen=True)
class Outcome:
    """What a build came to: `built` is false where there was nothing to do, or where packages have problems."""

    built: bool
    problems: list[Problem] = field(default_factory=list)


Watch = Callable[[str], AbstractContextManager[None]]
"""Called with the name of each stage; the stage runs inside what it returns."""


def _warehouse(work: Workspace) -> None:
    from yusuan import warehouse
    from yusuan.checks.engine import evaluate

    warehouse.build(work.packages, work.out, [evaluate])


def _charts(work: Workspace) -> None:
    from yusuan import charts

    charts.build(work.out, cache=work.cache and work.cache / "charts")


def _downloads(work: Workspace) -> None:
    from yusuan import downloads

    downloads.build(work.packages, work.out, os.environ.get("YUSUAN_SITE_URL") or None)


def _site(work: Workspace) -> None:
    from yusuan import site

    site.build(work.root, work.packages, work.out)


_MAKERS: dict[str, Callable[[Workspace], None]] = {
    "warehouse": _warehouse,
    "charts": _charts,
    "downloads": _downloads,
    "site": _site,
}

STAGES = ("validate", *_MAKERS)
"""The names of the stages, in order."""


def build(work: Workspace, watch: Watch = lambda _: nullcontext()) -> Outcome:
    """Build everything into `work.out`, unless it is there already.

    Raises UsageError where there is nothing to build from, or where building would overwrite what is not a build.
    """
    _look_before_writing(work)
    before = stamp.of_inputs(work.root, work.packages.root)
    if stamp.holds(work.out, before, OUTPUTS):
        return Outcome(built=False)
    with watch("validate"):
        problems = _validate(work)
    if problems:
        return Outcome(built=False, problems=problems)
    staging = work.out / STAGING
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    try:
        scaffold = Workspace(work.root, work.packages, staging, cache=work.out / CACHE)
        for name, make in _MAKERS.items():
            with watch(name):
                make(scaffold)
        _replace(work.out, staging)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    stamp.write(work.out, before, OUTPUTS)
    return Outcome(built=True)


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
    strange = [name for name in OUTPUTS if (work.out / name).exists()]
    ours = stamp.is_there(work.out) or (work.out / ".gitignore").exists()
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


def _replace(out: Path, staging: Path) -> None:
    stamp.forget(out)  # until the new one is written, what is here answers to no inputs
    for name in OUTPUTS:
        old, new = out / name, staging / name
        aside = staging / f"old-{name}"
        if old.exists():
            old.rename(aside)
        if new.exists():
            new.rename(old)
