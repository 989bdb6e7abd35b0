"""A document as JSON and back, to carry it from the child process that read it."""

from __future__ import annotations

import json
from typing import Any

from yusuan.document import Block, Cell, Document, Flag, Line, Table


def pack(document: Document) -> bytes:
    """The document as UTF-8 JSON."""
    return json.dumps(
        {
            "format": document.format,
            "sha256": document.sha256,
            "blocks": [_block(block) for block in document.blocks],
            "flags": [[flag.place, flag.text, flag.reason] for flag in document.flags],
            "pictures": document.pictures,
            "margins": [_block(line) for line in document.margins],
        },
        ensure_ascii=False,
    ).encode("utf-8", "surrogatepass")


def unpack(data: bytes) -> Document:
    """The document that `pack` made `data` of."""
    found = json.loads(data.decode("utf-8", "surrogatepass"))
    return Document(
        found["format"],
        found["sha256"],
        tuple(_unblock(block) for block in found["blocks"]),
        tuple(Flag(*flag) for flag in found["flags"]),
        tuple(found["pictures"]),
        tuple(Line(*line[1:]) for line in found["margins"]),
    )


def _block(block: Block) -> list[Any]:
    if isinstance(block, Line):
        return ["line", block.text, block.place, block.continues]
    rows = [[[cell.text, cell.place, cell.rows, cell.columns] for cell in row] for row in block.rows]
    return ["table", block.place, rows]


def _unblock(block: list[Any]) -> Block:
    if block[0] == "line":
        return Line(*block[1:])
    return Table(tuple(tuple(Cell(*cell) for cell in row) for row in block[2]), block[1])
