"""How long the build takes, stage by stage: `make bench`.

It judges the packages without a cache, and builds this project into a folder of its own, twice.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import frictionless

from yusuan.package.layout import Packages
from yusuan.pipeline import Workspace, build
from yusuan.validate import validate

PROJECT = Path(__file__).parents[1]
ALONE = 12
"""So many packages or a few more are judged by Frictionless alone: it takes half a second for each."""


@contextmanager
def timed(name: str) -> Iterator[None]:
    """Print how long the block took."""
    begun = time.perf_counter()
    yield
    print(f"{name:<28}{time.perf_counter() - begun:>8.2f} s", flush=True)


def cpu() -> float:
    """Seconds of CPU that this process and those it has waited for have taken."""
    return sum(os.times()[:4])


def compare_validation(packages: Packages) -> None:
    """Print what judging all packages takes without the cache, against Frictionless on some of them, one by one."""
    ids = packages.disclosures()
    begun = cpu()
    problems = validate(packages, ids, None)
    ours = (cpu() - begun) / len(ids)
    some = ids[:: max(1, len(ids) // ALONE)]
    begun = cpu()
    valid = [
        frictionless.Package(str(packages.folder(package) / "datapackage.json")).validate().valid for package in some
    ]
    theirs = (cpu() - begun) / len(some)
    print(f"{'validation without a cache':<28}{theirs / ours:>8.1f} times as fast as Frictionless one by one:")
    print(f"{f'  ours, all {len(ids)}':<28}{ours:>8.3f} s of CPU a package, {len(problems)} problems")
    print(
        f"{f'  Frictionless, {len(some)} of them':<28}{theirs:>8.3f} s of CPU a package, {valid.count(False)} invalid"
    )


def main() -> None:
    """Judge the packages; build anew, then once more with nothing changed."""
    packages = Packages(PROJECT / "datapackages")
    print(f"{len(packages.disclosures())} disclosures")
    compare_validation(packages)
    with tempfile.TemporaryDirectory() as folder:
        work = Workspace(PROJECT, packages, Path(folder))
        with timed("the whole build"):
            build(work, lambda stage: timed(f"  {stage}"))
        with timed("again, nothing changed"):
            build(work)
        size = sum(path.stat().st_size for path in (work.out / "site").rglob("*") if path.is_file())
        print(f"{'the site':<28}{size / 1e6:>8.1f} MB")


if __name__ == "__main__":
    main()
