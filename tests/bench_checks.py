"""How long all rules take: over one disclosure, and over a thousand, varied copies of it: `python tests/bench_checks.py [N]`.

Of one, which is what an import or a test waits for, the seconds of CPU; of many first the whole command `yusuan check`,
which reads as many packages from as many folders, then its rules alone.
"""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from time import perf_counter, process_time
from unittest.mock import patch

from yusuan.checks.engine import evaluate
from yusuan.package.layout import PackageId, Packages
from yusuan.package.schemas import load_schemas
from yusuan.warehouse import derive, load, open_warehouse

_TIMES = 5
PACKAGES = Path(__file__).parents[1] / "datapackages"
CHANGJI = PackageId("changji-sme", 2023, "budget")


def main() -> None:
    """Lay the packages, then time the command and the rules alone."""
    copies = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "datapackages"
        one_package()
        lay(copies, root)
        whole_command(copies, root)
        rules_alone(root)


def one_package() -> None:
    """Time loading and checking one package, with the settings for few packages and without, and the whole command."""
    for settings in ("for few packages", "for many packages"):
        loading, checking = [], []
        with patch.object(load, "_FEW_PACKAGES", 4 if settings == "for few packages" else 0):
            for _ in range(_TIMES):
                begun = process_time()
                with closing(open_warehouse(Packages(PACKAGES), ids=[CHANGJI], vetted=False)) as connection:
                    loading.append(process_time() - begun)
                    begun = process_time()
                    evaluate(connection, summaries=False)
                    checking.append(process_time() - begun)
        # the least: what else runs on a machine only adds to it
        print(f"one package, {settings}: loading {min(loading):.2f} s, checking {min(checking):.2f} s of CPU")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "yusuan", "check", str(CHANGJI), "--packages", str(PACKAGES)]
    subprocess.run(command, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"yusuan check of one package: {seconds:.2f} s of CPU")


def rules_alone(root: Path) -> None:
    """Time the rules over the packages of these folders, once they are loaded."""
    packages = Packages(root)
    schemas = load_schemas(packages.schemas)
    ids = packages.disclosures()
    begun = perf_counter()
    with closing(open_warehouse(packages, ids=ids)) as connection:
        derive(connection, schemas)
        print(f"loading {len(ids):,} packages: {perf_counter() - begun:.1f} s")
        begun = perf_counter()
        evaluate(connection)
        seconds = perf_counter() - begun
        checks, operands, rows = (
            connection.execute(f"select count(*) from {name}").fetchall()[0][0]
            for name in ("derived.checks", "derived.check_operands", "main.provenance")
        )
    print(f"all rules: {checks:,} checks with {operands:,} operands in {seconds:.1f} s")
    print(
        f"{checks / seconds:,.0f} checks, {operands / seconds:,.0f} operands, {rows / seconds:,.0f} printed values a second"
    )


def lay(copies: int, root: Path) -> None:
    """Lay as many packages into folders, each with other amounts, so that no answer can be had once for all."""
    for part in ("schemas", "reference"):
        shutil.copytree(PACKAGES / part, root / part)
    known = Packages(root).reference / "data" / "agencies.csv"
    rows = known.read_text("utf-8").splitlines()
    (row,) = (row for row in rows if row.startswith("changji-sme,"))
    slugs = [f"bureau-{n:04}" for n in range(copies)]
    known.write_text("\n".join([*rows, *(row.replace("changji-sme", slug, 1) for slug in slugs)]) + "\n", "utf-8")
    source = Packages(PACKAGES).folder(CHANGJI)
    for number, slug in enumerate(slugs):
        folder = root / slug / "2023-budget"
        shutil.copytree(source, folder)
        descriptor = json.loads((folder / "datapackage.json").read_text("utf-8"))
        descriptor |= {"agency": slug, "name": f"{slug}-2023-budget"}
        (folder / "datapackage.json").write_text(json.dumps(descriptor, ensure_ascii=False), "utf-8")
        table = folder / "data" / "expenditure.csv"
        table.write_text(table.read_text("utf-8").replace("372.48", f"{372 + number % 7}.48"), "utf-8")


def whole_command(copies: int, root: Path) -> None:
    """Time `yusuan check` over all of them."""
    begun = perf_counter()
    command = [sys.executable, "-m", "yusuan", "check", "--packages", str(root)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds = perf_counter() - begun
    print(f"yusuan check over {copies:,} folders: {seconds:.1f} s, ended with {ended.returncode}")
    print((ended.stdout.splitlines() or ended.stderr.splitlines())[-1])


if __name__ == "__main__":
    main()
