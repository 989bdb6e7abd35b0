"""Rendered charts kept from build to build: what has not changed is not drawn again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache as once
from pathlib import Path

from yusuan import store, workers
from yusuan.charts.render import Order, forms, render, use_forms
from yusuan.package.csvfile import write_bytes

WORTH_A_WORKER = 100  # starting a process costs as much as drawing some fifty charts
_AT_ONCE = 16  # charts for a process
_AHEAD = 1024  # charts that are drawn before those drawn are taken away
_DRAWN_BY = ("altair", "vl-convert-python", "pillow", "lxml", "fonttools")


@once
def _drawing() -> bytes:
    """A digest of all that draws: our code, the font, and the libraries."""
    return store.digest_of_makers(("charts", "presenting"), _DRAWN_BY)


def key(order: Order) -> str:
    """What a rendered chart is kept under: a digest of its picture, its words, and all that draws it."""
    return store.key(order, _drawing())


def rendered(orders: Sequence[Order], folder: Path) -> Iterator[dict[str, bytes]]:
    """The files of every chart, by the end of their names, in the order given; those not kept in `folder` are made.

    One chart after the other, so that however many there are, they are never all in memory.
    """
    kept = [{suffix: folder / f"{key(order)}{suffix}" for suffix in order.suffixes} for order in orders]
    known = [all(path.is_file() for path in paths.values()) for paths in kept]
    wanted = [order for order, there in zip(orders, known, strict=True) if not there]
    if wanted:
        _keep_forms(_forms_path(folder))
    made = iter(_made(wanted))
    for paths, there in zip(kept, known, strict=True):
        if there:
            yield {suffix: path.read_bytes() for suffix, path in paths.items()}
            continue
        files = next(made)
        for suffix, path in paths.items():
            write_bytes(path, files[suffix])
        yield files


def keep_only(orders: Sequence[Order], folder: Path) -> None:
    """Delete stored charts that no longer exist."""
    kept = {f"{key(order)}{suffix}" for order in orders for suffix in order.suffixes} | {_forms_path(folder).name}
    store.keep_only(folder, kept)


def _forms_path(folder: Path) -> Path:
    return folder / f"forms-{_drawing().hex()}.json"


def _keep_forms(path: Path) -> None:
    """Take the forms of marks from `path`, or make them and keep them there: that takes as long as fifty charts."""
    if path.is_file():
        use_forms(json.loads(path.read_bytes()))
    else:
        write_bytes(path, json.dumps(forms()).encode())


def _made(orders: Sequence[Order]) -> Iterator[dict[str, bytes]]:
    number = workers.number(len(orders), WORTH_A_WORKER)
    if number < 2:
        yield from map(render, orders)
        return
    with workers.pool(number, use_forms, forms()) as pool:
        for start in range(0, len(orders), _AHEAD):
            yield from pool.map(render, orders[start : start + _AHEAD], chunksize=_AT_ONCE)
