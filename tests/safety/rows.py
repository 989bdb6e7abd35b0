"""What broke once, tried again: each input ends with one clear line, within its limits of time and memory.

Run `python tests/safety/rows.py`: it prints a table of seconds of the processor, peak memory of all processes together,
exit code and the line, and ends with 1 where a limit is passed.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parents[2]
PACKAGE = "changji-sme/2023-budget"
RUN = ("-c", "from yusuan.cli import main; main()")
MB = 1_000_000


@dataclass(frozen=True)
class Row:
    """One input: what makes it in a project, the command, and the limits in seconds of the processor and in MB."""

    name: str
    make: Callable[[Path], object]
    words: tuple[str, ...]
    seconds: float = 20
    memory: int = 500
    largest_file: int | None = None


@dataclass(frozen=True)
class Ended:
    """How a command ended; seconds of the processor, MB of all its processes together at their peak."""

    code: int
    line: str
    lines: int
    seconds: float
    memory: float


def project(root: Path) -> None:
    """A project of one disclosure, with all that a build reads."""
    for part in ("site_src", *(f"datapackages/{part}" for part in ("schemas", "reference", PACKAGE))):
        shutil.copytree(PROJECT / part, root / part)
    (root / "scripts/yusuan/site").mkdir(parents=True)
    for name in ("mkdocs.yml", "requirements.txt", "datapackages/VERSION", "scripts/yusuan/site/hook.py"):
        shutil.copyfile(PROJECT / name, root / name)


def _table(size: int, *names: str) -> Callable[[Path], object]:
    def make(root: Path) -> None:
        for name in names:
            path = root / "datapackages" / PACKAGE / "data" / f"{name}.csv"
            header, first = path.read_text("utf-8").splitlines()[:2]
            path.write_text(f"{header}\n" + f"{first}\n" * (size // (len(first.encode()) + 1)), "utf-8")

    return make


def _document(name: str, text: str) -> Callable[[Path], object]:
    return lambda root: (root / name).write_text(text, "utf-8")


def _bomb(root: Path) -> None:
    packer = zlib.compressobj(1)
    packed = b"".join([*(packer.compress(b" " * MB) for _ in range(1_500)), packer.flush()])
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n" % len(packed) + packed + b"\nendstream",
    )
    body = b"".join(b"%d 0 obj\n" % number + each + b"\nendobj\n" for number, each in enumerate(objects, 1))
    (root / "a.pdf").write_bytes(b"%PDF-1.5\n" + body + b"trailer<</Root 1 0 R/Size 5>>\n%%EOF")


def _homepage(root: Path) -> None:
    path = root / "datapackages" / PACKAGE / "datapackage.json"
    said = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**said, "homepage": "javascript:alert(1)"}, ensure_ascii=False, indent=2), "utf-8")


def _import(name: str) -> tuple[str, ...]:
    return ("import", name, "--agency", "new-bureau", "--year", "2024")


_ROW = "<tr><td>科目编码</td><td>科目名称</td><td>合计</td></tr><tr><td>201</td><td>一般公共服务支出</td><td>1.00</td></tr>"
_TABLES = "".join(f"<p>表{n} 支出总表</p><table>{_ROW}</table>" for n in range(5_000))
_BUILD = ("build", "--quiet")

ROWS = (
    Row("a link to a device", lambda root: (root / "datapackages/zero").symlink_to("/dev/zero"), _BUILD),
    Row("a pipe", lambda root: os.mkfifo(root / "datapackages/pipe"), _BUILD),
    Row("a pipe in a package", lambda root: os.mkfifo(root / "datapackages" / PACKAGE / "data/x.csv"), ("validate",)),
    Row("a full disk in the database", lambda root: None, _BUILD, 40, 1_000, largest_file=2 * MB),
    Row("javascript: as an address", _homepage, ("validate",)),
    Row("1 MB of lines of one character", _document("a.txt", "的\n" * 250_000), _import("a.txt"), 180, 2_000),
    Row(
        "1 MB of lines like titles",
        _document("a.txt", "".join(f"第{number}号支出总表\n" for number in range(42_000))),
        _import("a.txt"), 180, 2_000,
    ),
    Row("5,000 small tables", _document("a.html", f"<meta charset=utf-8>{_TABLES}"), _import("a.html"), 180, 2_000),
    Row("a page that unpacks to 1.5 GB", _bomb, _import("a.pdf"), 60, 1_500),
    Row("a table of 15 MB", _table(15 * MB, "income"), ("validate",), 120, 1_500),
    Row("a table of 63 MB", _table(63 * MB, "income"), ("validate",)),
    Row("three tables of 63 MB", _table(63 * MB, "income", "expenditure", "statements"), ("validate",)),
)  # fmt: skip


def run(row: Row, root: Path) -> Ended:
    """Run the row's command in a project of its own."""
    environment = {**os.environ, "PYTHONPATH": str(PROJECT / "scripts"), "PYTHONUTF8": "1"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)

    def limit() -> None:
        if row.largest_file:
            resource.setrlimit(resource.RLIMIT_FSIZE, (row.largest_file, row.largest_file))

    process = subprocess.Popen(
        [sys.executable, *RUN, *row.words], cwd=root, env=environment, text=True, preexec_fn=limit,  # noqa: PLW1509
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
    )  # fmt: skip
    peak = [0]
    watch = threading.Thread(target=_watch, args=(process, peak))
    watch.start()
    out, _ = process.communicate()
    watch.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    lines = [line for line in out.splitlines() if line.strip()]
    said = next((line for line in lines if ": " in line), lines[0] if lines else "")
    return Ended(process.returncode, said, -1 if "Traceback" in out else len(lines), seconds, peak[0] / MB)


def _watch(process: subprocess.Popen[str], peak: list[int]) -> None:
    while process.poll() is None:
        peak[0] = max(peak[0], sum(_memory(one) for one in _of_session(process.pid)))
        time.sleep(0.1)


def _of_session(session: int) -> list[str]:
    found = []
    for one in Path("/proc").iterdir():
        try:
            if one.name.isdigit() and os.getsid(int(one.name)) == session:
                found.append(one.name)
        except ProcessLookupError:
            continue
    return found


def _memory(process: str) -> int:
    """What a process has of its own, in bytes: pages that a fork shares with its parent count once."""
    try:
        said = Path(f"/proc/{process}/smaps_rollup").read_text("ascii")
    except OSError:
        return 0
    return 1024 * int(next(line for line in said.splitlines() if line.startswith("Pss:")).split()[1])


def main(names: list[str]) -> int:
    """Try every row, or those whose names contain one of these words."""
    bad = 0
    print("| input | s | MB | exit | line |\n|---|---|---|---|---|")
    for row in ROWS:
        if names and not any(name in row.name for name in names):
            continue
        with tempfile.TemporaryDirectory() as temporary:
            root = Path(temporary) / "project"
            project(root)
            row.make(root)
            ended = run(row, root)
            line = ended.line.replace(temporary, "…")
        fine = ended.code in (1, 2) and ended.lines > 0 and ended.seconds <= row.seconds and ended.memory <= row.memory
        bad += not fine
        mark = "" if fine else " **beyond its limits**"
        print(
            f"| {row.name} | {ended.seconds:.1f} | {ended.memory:.0f} | {ended.code}{mark} | {line[:150]} |", flush=True
        )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
