"""How long the build takes, stage by stage: `make bench`. It builds this project into a folder of its own, twice."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from yusuan.package.layout import Packages
from yusuan.pipeline import Workspace, build

PROJECT = Path(__file__).parents[1]


@contextmanager
def timed(name: str) -> Iterator[None]:
    """Print how long the block took."""
    begun = time.perf_counter()
    yield
    print(f"{name:<28}{time.perf_counter() - begun:>8.2f} s", flush=True)


def main() -> None:
    """Build anew, then once more with nothing changed."""
    packages = Packages(PROJECT / "datapackages")
    print(f"{len(packages.disclosures())} disclosures")
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
