"""How the files of the index are written: compact, and the same bytes for the same content."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from yusuan.presenting import words
from yusuan.site.render import write_text
from yusuan.units import YUAN

KINDS = ("budget", "final-accounts")
"""A kind of disclosure is written as its place here."""


def write(path: Path, content: object) -> int:
    """Write `content` as JSON; returns its size in bytes."""
    write_text(path, json.dumps(content, ensure_ascii=False, separators=(",", ":")))
    return path.stat().st_size


def place(known: list[Any], one: object) -> int:
    """Where `one` stands in what is `known`, added where it was not.

    >>> regions = ["北京市"]
    >>> place(regions, "江苏省"), place(regions, "北京市"), regions
    (1, 0, ['北京市', '江苏省'])
    """
    if one not in known:
        known.append(one)
    return known.index(one)


def amount(value: Decimal | None) -> str:
    """An amount in 万元 for a line of results.

    >>> amount(Decimal("404415.23")), amount(Decimal("411.74")), amount(None)
    ('40.44 亿元', '411.74 万元', '')
    """
    return "" if value is None else " ".join(words.readable(value * YUAN["万元"]))
