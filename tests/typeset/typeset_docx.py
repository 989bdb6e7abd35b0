"""Typesets the manuscript as a Word document: heading styles, indented paragraphs, tables with merged cells."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
from docx.shared import Pt
from manuscript import Grid, Piece

_STYLES = {"part": "Heading 1", "heading": "Heading 2"}


def write_docx(pieces: Sequence[Piece], path: Path) -> dict[str, str]:
    """Write the document; returns the locator that each of the text's locators has in it."""
    document = docx.Document()
    places: dict[str, str] = {}
    lines = tables = 0
    for piece in pieces:
        if isinstance(piece, Grid):
            tables += 1
            _table(document, piece)
            places |= {cell.place: f"T{tables}R{cell.row + 1}C{cell.column + 1}" for cell in piece.cells}
            continue
        lines += 1
        places[piece.places[0]] = f"L{lines}"
        paragraph = document.add_paragraph(piece.text, style=_STYLES.get(piece.kind))
        if piece.kind == "paragraph":
            paragraph.paragraph_format.first_line_indent = Pt(24)
    document.save(str(path))
    return places


def _table(document: Any, grid: Grid) -> None:
    table = document.add_table(rows=grid.height, cols=grid.width, style="Table Grid")
    squares = list(table._cells)  # table.cell() makes this list anew each time
    for cell in grid.cells:
        first = squares[cell.row * grid.width + cell.column]
        first.text = cell.text
        if cell.rows * cell.columns > 1:
            first.merge(squares[(cell.row + cell.rows - 1) * grid.width + cell.column + cell.columns - 1])
