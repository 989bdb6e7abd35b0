"""Runs a reader in a child process with limits of time and memory, so that no document can take the program down."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from yusuan.document import Document
from yusuan.errors import CannotRead
from yusuan.reading.transfer import unpack

# A long disclosure takes two seconds and 150 MB.
SECONDS = 180
MEMORY_BYTES = 1_000_000_000

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
        done = subprocess.run(command, capture_output=True, timeout=seconds, env=environment, check=False)
    except subprocess.TimeoutExpired as error:
        raise CannotRead(place, f"took longer than {seconds:g} seconds to read.", "Is it the right file?") from error
    if done.returncode == 0:
        return done.stdout
    if done.returncode == REFUSED:
        words = json.loads(done.stdout)
        raise CannotRead(place, words["problem"], words["remedy"])
    if done.returncode == OUT_OF_MEMORY or b"MemoryError" in done.stderr:
        raise CannotRead(place, f"needs more than {memory // 1_000_000:,} MB to read.", "Is it the right file?")
    if done.returncode in {-9, -24}:
        raise CannotRead(place, f"took longer than {seconds:g} seconds to read.", "Is it the right file?")
    # That is no proof of damage: a program other than Office may have written what none of ours expects.
    raise CannotRead(place, "cannot be read: the reader stopped with an error of its own.", _SAVE_AGAIN)
