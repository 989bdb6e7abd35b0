"""What a build costs as disclosures grow: `python tests/bench_growth.py [COUNT…]` (100 where none is given).

For each number of made-up disclosures (`tests/scale/generate.py`): a build from nothing, one after one disclosure
changed, and one with nothing changed. Seconds of CPU, since others may be at work on the machine; then what the site
weighs, and what a disclosure costs. Prints Markdown, to be kept in SCALING.md with the machine it was measured on.
"""

from __future__ import annotations

import importlib.util
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from yusuan.package.csvfile import read_rows, write_rows
from yusuan.package.descriptor import data_path
from yusuan.package.layout import Packages
from yusuan.package.refresh import refresh
from yusuan.pipeline import STAGES, Workspace, build

PROJECT = Path(__file__).parents[1]
COUNTS = (100,)


def generator() -> ModuleType:
    """The module `tests/scale/generate.py`."""
    spec = importlib.util.spec_from_file_location("generate", PROJECT / "tests/scale/generate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def cpu() -> float:
    """Seconds of CPU that this process and those that it waited for have taken."""
    return sum(os.times()[:4])


def timed_build(work: Workspace) -> tuple[dict[str, float], float, float]:
    """Build once: seconds of CPU by stage, and of all; seconds by the clock."""
    stages: dict[str, float] = {}

    @contextmanager
    def watch(stage: str) -> Iterator[None]:
        begun = cpu()
        yield
        stages[stage] = cpu() - begun

    begun, clock = cpu(), time.perf_counter()
    outcome = build(work, watch)
    if outcome.problems:
        raise SystemExit(f"{len(outcome.problems)} problems, the first: {outcome.problems[0]}")
    return stages, cpu() - begun, time.perf_counter() - clock


def change_one(packages: Packages) -> None:
    """Give one disclosure another word: what a correction by hand does."""
    package = packages.disclosures()[0]
    path = packages.folder(package) / data_path("tables")
    rows = read_rows(path)
    rows[0]["note"] += "改"
    write_rows(path, list(rows[0]), rows)
    refresh(packages, [package])


def main() -> None:
    """Generate, build three times, and print the table, for each of the counts."""
    generate = generator().generate
    print(f"| disclosures | build | {' | '.join(STAGES)} | all, s of CPU | s by the clock |")
    print(f"|--:|---|{'--:|' * (len(STAGES) + 2)}")
    for count in map(int, sys.argv[1:] or COUNTS):
        with tempfile.TemporaryDirectory() as folder:
            packages = generate(Packages(PROJECT / "datapackages"), Path(folder) / "datapackages", count)
            number = len(packages.disclosures())
            work = Workspace(PROJECT, packages, Path(folder) / "build")
            for name in ("from nothing", "one changed", "nothing changed"):
                if name == "one changed":
                    change_one(packages)
                stages, whole, clock = timed_build(work)
                cells = " | ".join(f"{stages[stage]:.1f}" if stage in stages else "" for stage in STAGES)
                print(f"| {number:,} | {name} | {cells} | {whole:.1f} | {clock:.0f} |", flush=True)
            site = [path for path in (work.out / "site").resolve().rglob("*") if path.is_file()]
            size = sum(path.stat().st_size for path in site)
            most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"\n{number:,} disclosures: {len(site) / number:.0f} files and {size / number / 1e6:.2f} MB each; ",
                end="",
            )
            print(f"{most:.0f} MB of memory at most in the first process\n", flush=True)


if __name__ == "__main__":
    main()
