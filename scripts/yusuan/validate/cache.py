"""What was found in a package, kept by the content that it was found in."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

import yusuan
from yusuan.package.csvfile import MAX_BYTES, write_bytes
from yusuan.package.problem import Problem
from yusuan.program import digest_of


def digest_folder(folder: Path) -> str | None:
    """A digest of every file under a folder, by path and bytes; None when something in it is no plain file or too
    large, so that nothing is remembered of it."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            return None
        relative = path.relative_to(folder).as_posix().encode("utf-8", "surrogateescape")
        total.update(len(relative).to_bytes(4, "big") + relative)
        if path.is_file():
            if path.stat().st_size > MAX_BYTES:
                return None
            total.update(b"file" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


@lru_cache(maxsize=1)
def digest_program() -> str:
    """A digest of what judges a package: our own code that does, and Frictionless's version."""
    total = hashlib.sha256(f"{yusuan.__version__} {version('frictionless')}".encode())
    total.update(digest_of("package", "vetting", "validate", "decoding.py"))
    return total.hexdigest()


def recall(cache: Path, name: str, digest: str) -> list[Problem] | None:
    """The problems found before in exactly this content, or None when it has not been seen."""
    try:
        kept = json.loads(_file(cache, name).read_bytes())
        return [Problem(**problem) for problem in kept["problems"]] if kept["digest"] == digest else None
    except (OSError, ValueError, KeyError, TypeError):
        return None  # a cache that cannot be read is only slower


def remember(cache: Path, name: str, digest: str, problems: list[Problem]) -> None:
    """Keep what was found, in place of what was found before in the package of this name."""
    kept = {"digest": digest, "problems": [asdict(problem) for problem in problems]}
    write_bytes(_file(cache, name), json.dumps(kept, ensure_ascii=False).encode("utf-8", "surrogateescape"))


def _file(cache: Path, name: str) -> Path:
    return cache / f"{name.replace('/', '.')}.json"
