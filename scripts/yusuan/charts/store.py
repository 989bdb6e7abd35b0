"""Rendered charts kept from build to build: what has not changed is not drawn again."""

from __future__ import annotations

import hashlib
import multiprocessing
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache as once
from importlib.metadata import version
from pathlib import Path

from yusuan.charts.render import Order, forms, render, use_forms
from yusuan.package.csvfile import write_bytes
from yusuan.program import digest_of

WORKERS = 2
WORTH_A_WORKER = 100  # starting a process costs as much as drawing some fifty charts


@once
def _drawing() -> bytes:
    """A digest of all that draws: our code, the font, and the libraries."""
    digest = hashlib.sha256(f"{version('altair')} {version('vl-convert-python')} {version('pillow')}".encode())
    digest.update(digest_of("charts", "presenting"))
    return digest.digest()


def key(order: Order) -> str:
    """What a rendered chart is kept under: a digest of its picture, its words, and all that draws it."""
    return hashlib.sha256(repr(order).encode() + _drawing()).hexdigest()


def rendered(orders: Sequence[Order], folder: Path) -> list[dict[str, bytes]]:
    """The files of every chart, by the end of their names, in the order given; those not kept in `folder` are made."""
    keys = [key(order) for order in orders]
    found: dict[str, Mapping[str, bytes]] = {}
    wanted: dict[str, Order] = {}
    for name, order in dict(zip(keys, orders, strict=True)).items():
        paths = {suffix: folder / f"{name}{suffix}" for suffix in order.suffixes}
        if all(path.is_file() for path in paths.values()):
            found[name] = {suffix: path.read_bytes() for suffix, path in paths.items()}
        else:
            wanted[name] = order
    for name, files in zip(wanted, _made(list(wanted.values())), strict=True):
        found[name] = files
        for suffix, data in files.items():
            write_bytes(folder / f"{name}{suffix}", data)
    return [dict(found[name]) for name in keys]


def keep_only(orders: Sequence[Order], folder: Path) -> None:
    """Delete stored charts that no longer exist."""
    kept = {f"{key(order)}{suffix}" for order in orders for suffix in order.suffixes}
    for path in folder.glob("*"):
        if path.is_file() and path.name not in kept:
            path.unlink()


def _made(orders: Sequence[Order]) -> list[dict[str, bytes]]:
    if len(orders) < WORTH_A_WORKER:
        return [render(order) for order in orders]
    # A new process rather than a copy of this one: what draws has threads of its own, and they do not survive a fork.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(WORKERS, context, use_forms, (forms(),)) as pool:
        return list(pool.map(render, orders, chunksize=16))
