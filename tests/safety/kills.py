"""Kills real builds and real first imports, and fills the disk: old or new stands, whole, and the next command mends.

Run `python tests/safety/kills.py`, or with the name of one trial. Each prints how often it tried and what it found.
Random moments come from a fixed seed; the processor's load makes them others in each run.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).parents[2]
PACKAGE = "changji-sme/2023-budget"
OUTPUTS = ("yusuan.duckdb", "tables", "charts", "downloads", "pages", "site")
VERSIONS = ("0.1.1", "0.1.2")
"""Of the data; every table, download and page of data names it, so that no two of a build are the same."""
SEED = 20261129
ROOM = 220_000_000  # bytes: a build, the one that takes its place, and what is kept to be faster

AT_STEP = """
import os, shutil, signal, sys
step, where = int(sys.argv[1]), sys.argv[2]
from yusuan import cli, outputs
from yusuan.package import store
count = 0
def dying(change):
    def instead(*words, **options):
        global count
        count += 1
        if count > step:
            os.kill(os.getpid(), signal.SIGKILL)
        return change(*words, **options)
    return instead
def arm():
    for name in ("symlink", "replace", "rename", "unlink", "rmdir", "mkdir"):
        setattr(os, name, dying(getattr(os, name)))
    for module in (outputs, store):
        module.exchange = dying(module.exchange)
if where == "switch":
    switch = outputs.switch
    def armed(*words):
        arm()
        switch(*words)
    outputs.switch = armed
else:
    arm()
sys.argv = ["yusuan", *sys.argv[3:]]
cli.main()
"""
RUN = ("-c", "from yusuan.cli import main; main()")


def project(root: Path) -> None:
    """A project of one disclosure, with all that a build reads."""
    for part in ("site_src", *(f"datapackages/{part}" for part in ("schemas", "reference", PACKAGE))):
        shutil.copytree(PROJECT / part, root / part)
    (root / "scripts/yusuan/site").mkdir(parents=True)
    for name in ("mkdocs.yml", "requirements.txt", "datapackages/VERSION", "scripts/yusuan/site/hook.py"):
        shutil.copyfile(PROJECT / name, root / name)


def start(root: Path, *words: str) -> subprocess.Popen[str]:
    """A command in the project, in a group of its own."""
    environment = {**os.environ, "PYTHONPATH": str(PROJECT / "scripts"), "PYTHONUTF8": "1"}
    return subprocess.Popen(
        [sys.executable, *words], cwd=root, env=environment, text=True, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def ended(process: subprocess.Popen[str], seconds: float | None = None) -> tuple[int, str]:
    """How a command ended, and its words on standard error; after `seconds` it is killed, and then all that it began."""
    try:
        _, err = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.returncode == -signal.SIGKILL:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        _, err = process.communicate()
    return process.returncode, err


def build(root: Path, out: Path) -> subprocess.Popen[str]:
    """Begin a build."""
    return start(root, *RUN, "build", "--quiet", "--out", str(out))


def digest(folder: Path, names: tuple[str, ...]) -> str:
    """The bytes of everything that a reader may open; "nothing" where a name is missing."""
    found = hashlib.sha256()
    for name in names:
        if not (folder / name).exists():
            return f"no {name}"
        for path in sorted(Path(folder / name).resolve().rglob("*")) or [folder / name]:
            if path.is_file():
                found.update(f"{path.relative_to((folder / name).resolve())}".encode() + path.read_bytes())
    return found.hexdigest()


class Builds:
    """Two builds of which one takes the place of the other, and what each is byte for byte."""

    def __init__(self, folder: Path, out: Path) -> None:
        self.root, self.out = folder / "project", out
        project(self.root)
        self.whole: dict[str, str] = {}
        for version in VERSIONS:
            begun = time.monotonic()
            self.want(version)
            code, err = ended(build(self.root, out))
            assert code == 0, err
            self.took = time.monotonic() - begun
            self.whole[version] = self.stands()
        assert len(set(self.whole.values())) == len(VERSIONS)

    def want(self, version: str) -> None:
        """Let the next build be of this version."""
        (self.root / "datapackages/VERSION").write_text(f"{version}\n")

    def stands(self) -> str:
        """What a reader finds."""
        # The database has the time of its making in it: tables, downloads and site are what is published.
        return digest(self.out, tuple(name for name in OUTPUTS if name != "yusuan.duckdb"))

    def version(self) -> str:
        """The version that stands whole; "MIXED" where none does."""
        return next((version for version, known in self.whole.items() if known == self.stands()), "MIXED")

    def other(self) -> str:
        """The version that does not stand."""
        return VERSIONS[1 - VERSIONS.index(self.version())]

    def mended(self) -> bool:
        """Whether the next build ends, and stands whole."""
        wanted = (self.root / "datapackages/VERSION").read_text().strip()
        code, _ = ended(build(self.root, self.out))
        return code == 0 and self.version() == wanted


def random_kills(folder: Path, number: int = 50) -> Counter[str]:
    """Kill a build at a random moment; each tenth time let the next one end."""
    chance, builds, found = random.Random(SEED), Builds(folder, folder / "build"), Counter[str]()
    for count in range(1, number + 1):
        wanted = builds.other()
        builds.want(wanted)
        code, _ = ended(build(builds.root, builds.out), chance.uniform(0.1, builds.took))
        found["killed" if code == -signal.SIGKILL else "ended before"] += 1
        stands = builds.version()
        found["MIXED" if stands == "MIXED" else "new" if stands == wanted else "old"] += 1
        if stands == "MIXED" or count % 10 == 0:
            found["mended" if builds.mended() else "NOT MENDED"] += 1
    return found


def kills_in_the_switch(folder: Path, number: int = 8) -> Counter[str]:
    """Kill a build before each of the first changes that its switch makes; the next build mends.

    Those that follow only clear away the build that stood before, file by file.
    """
    builds, found = Builds(folder, folder / "build"), Counter[str]()
    for step in range(number):
        wanted = builds.other()
        builds.want(wanted)
        code, _ = ended(
            start(builds.root, "-c", AT_STEP, str(step), "switch", "build", "--quiet", "--out", str(builds.out))
        )
        if code != -signal.SIGKILL:
            found["steps"] = step
            return found
        stands = builds.version()
        found["MIXED" if stands == "MIXED" else "new" if stands == wanted else "old"] += 1
        found["mended" if builds.mended() else "NOT MENDED"] += 1
    return found


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A file system of its own with little room. Raises `CalledProcessError` where none may be mounted."""
    disk = folder / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(disk)], check=True)
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def full_disk(folder: Path, number: int = 12) -> Counter[str]:
    """Build on a disk that becomes full at a random moment."""
    chance, found = random.Random(SEED), Counter[str]()
    with small_disk(folder) as disk:
        builds = Builds(folder, disk / "build")
        for _ in range(number):
            wanted = builds.other()
            builds.want(wanted)
            free = shutil.disk_usage(disk).free
            ballast = disk / "ballast"
            with ballast.open("wb") as file:
                os.posix_fallocate(file.fileno(), 0, max(1, free - chance.randrange(4096, 40_000_000)))
            code, err = ended(build(builds.root, builds.out))
            stands = builds.version()
            found["MIXED" if stands == "MIXED" else "new" if stands == wanted else "old"] += 1
            clear = code == 0 or (code in (1, 2) and "Traceback" not in err and len(err.strip().splitlines()) <= 2)
            found[f"exit {code}" if clear else f"UNCLEAR: {err.strip()[-300:]}"] += 1
            ballast.unlink()
            found["mended" if builds.mended() else "NOT MENDED"] += 1
    return found


def import_kills(folder: Path, number: int = 66) -> Counter[str]:
    """Kill a first import before each of its changes and at random moments; the next import mends what is left."""
    chance, found = random.Random(SEED), Counter[str]()
    clean = folder / "clean"
    for part in ("schemas", "reference"):
        shutil.copytree(PROJECT / "datapackages" / part, clean / "datapackages" / part)
    sys.path.insert(0, str(PROJECT))
    from tests.recognise.conftest import Tiny

    (clean / "document.txt").write_text(Tiny().text(), encoding="utf-8")
    words = ("import", "document.txt", "--agency", "new-bureau", "--year", "2024")
    whole = folder / "whole"
    shutil.copytree(clean, whole)
    begun = time.monotonic()
    code, err = ended(start(whole, *RUN, *words))
    assert code in (0, 1), err
    took, first, wanted = time.monotonic() - begun, code, digest(whole, ("datapackages",))
    steps = True
    for count in range(number):
        work = folder / "work"
        shutil.copytree(clean, work)
        if steps:
            code, _ = ended(start(work, "-c", AT_STEP, str(count), "import", *words))
            steps = code == -signal.SIGKILL
            found["at a step" if steps else "ended"] += 1
        else:
            code, _ = ended(start(work, *RUN, *words), chance.uniform(0.5 * took, 1.1 * took))
            found["at random" if code == -signal.SIGKILL else "ended"] += 1
        code, err = ended(start(work, *RUN, *words))
        same = code == first and digest(work, ("datapackages",)) == wanted
        found["mended" if same else f"NOT MENDED: {err.strip()[-200:]}"] += 1
        shutil.rmtree(work)
    return found


TRIALS: dict[str, Callable[[Path], Counter[str]]] = {
    "random-kills": random_kills,
    "kills-in-the-switch": kills_in_the_switch,
    "full-disk": full_disk,
    "import-kills": import_kills,
}


def main(names: list[str]) -> int:
    """Make the trials named, or all. The exit code is 1 where something was mixed, lost or not mended."""
    bad = False
    for name in names or TRIALS:
        with tempfile.TemporaryDirectory() as temporary:
            found = TRIALS[name](Path(temporary))
        print(f"{name}: " + ", ".join(f"{count} {what}" for what, count in found.items()), flush=True)
        bad |= any(what.split()[0].rstrip(":") in ("MIXED", "NOT", "UNCLEAR") for what in found)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
