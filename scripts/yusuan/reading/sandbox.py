"""Runs a reader in a child process with limits of time and memory, so that no document can take the program down."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

from yusuan.document import Document
from yusuan.errors import CannotRead
from yusuan.reading.transfer import unpack

# A long disclosure takes two seconds and 150 MB.
SECONDS = 180
MEMORY_BYTES = 1_000_000_000

_LOOK_EVERY = 0.1  # seconds
_NEARLY_ALL = 0.6  # a piece that is refused may be as large as all that there is already

# How the child ends when it has refused a document and said why, or has met its limit of memory.
REFUSED = 3
OUT_OF_MEMORY = 4
_SAVE_AGAIN = "Open it, save it again and import that; if it still stops, report it with the file."


def read_apart(kind: str, path: Path, seconds: float = SECONDS, memory: int = MEMORY_BYTES) -> Document:
    """Read the file of that kind in a child process. Raises CannotRead as `work_apart` does."""
    return unpack(work_apart(kind, path, seconds, memory))


def work_apart(job: str, path: Path, seconds: float = SECONDS, memory: int = MEMORY_BYTES) -> bytes:
    """What a child process answers that reads the file of that kind, or draws it (`pdf-view`).

    Raises CannotRead with the reader's own words, or saying which limit was met, or that the reader broke down.
    """
    place = str(path)
    root = Path(__file__).parents[2]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONSTARTUP"}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, [str(root), environment.get("PYTHONPATH")]))
    environment["PYTHONUTF8"] = "1"
    command = [sys.executable, "-m", "yusuan.reading.child", job, str(path.resolve()), str(int(seconds)), str(memory)]
    try:
        code, out, err, peak = _run(command, seconds, environment)
    except subprocess.TimeoutExpired as error:
        raise CannotRead(place, f"took longer than {seconds:g} seconds to read.", "Is it the right file?") from error
    if code == 0:
        return out
    if code == REFUSED:
        words = json.loads(out)
        raise CannotRead(place, words["problem"], words["remedy"])
    # A library that gets no more memory ends the process in its own way: what it had tells why.
    if code == OUT_OF_MEMORY or b"MemoryError" in err or (code < 0 and has_met_limit(peak, memory)):
        raise CannotRead(place, f"needs more than {memory // 1_000_000:,} MB to read.", "Is it the right file?")
    if code in {-9, -24}:
        raise CannotRead(place, f"took longer than {seconds:g} seconds to read.", "Is it the right file?")
    # That is no proof of damage: a program other than Office may have written what none of ours expects.
    raise CannotRead(place, "cannot be read: the reader stopped with an error of its own.", _SAVE_AGAIN)


def _run(command: list[str], seconds: float, environment: dict[str, str]) -> tuple[int, bytes, bytes, int]:
    """How a command ended, what it wrote on both streams, and the most memory that it was seen to have, in bytes.

    Raises `subprocess.TimeoutExpired` after `seconds`, when it has been ended.
    """
    until = time.monotonic() + seconds
    peak = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as child:
        try:
            while True:
                try:
                    out, err = child.communicate(timeout=min(_LOOK_EVERY, max(until - time.monotonic(), 0)))
                except subprocess.TimeoutExpired:
                    peak = max(peak, peak_of(child.pid))
                    if time.monotonic() >= until:
                        raise
                else:
                    return child.returncode, out, err, peak
        finally:
            child.kill()


def peak_of(process: int) -> int:
    """The most memory that a process has had, in bytes; 0 where the system does not say."""
    try:
        found = re.search(r"VmPeak:\s*([0-9]+) kB", Path(f"/proc/{process}/status").read_text("ascii", "replace"))
    except OSError:
        return 0
    return int(found[1]) * 1024 if found else 0


def has_met_limit(peak: int, memory: int) -> bool:
    """Whether a process that had so much at most asked for more than it may have: pieces are large."""
    return peak > _NEARLY_ALL * memory
