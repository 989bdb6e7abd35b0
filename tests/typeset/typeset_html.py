"""Typesets the manuscript as a web page: headings, paragraphs, tables with spans, and what a site puts around them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from manuscript import Grid, GridCell, Piece, Text

_TAGS = {"part": "h1", "heading": "h2", "caption": "p", "paragraph": "p"}


def write_html(pieces: Sequence[Piece], path: Path) -> dict[str, str]:
    """Write the page; returns the locator that each of the text's locators has in it."""
    places: dict[str, str] = {}
    body: list[str] = []
    tables = 0
    for number, piece in enumerate((p for p in pieces if isinstance(p, Text)), start=1):
        places[piece.places[0]] = f"L{number}"
    for piece in pieces:
        if isinstance(piece, Grid):
            tables += 1
            places |= {cell.place: f"T{tables}R{cell.row + 1}C{cell.column + 1}" for cell in piece.cells}
            body.append(table(piece))
        else:
            tag = _TAGS[piece.kind]
            body.append(f"<{tag}>{escape(piece.text)}</{tag}>")
    head = '<meta charset="utf-8"><title>部门预算公开</title><style>table { border-collapse: collapse }</style>'
    page = f"<!DOCTYPE html>\n<html lang=zh-CN><head>{head}</head>\n<body>\n" + "\n".join(body) + "\n</body></html>\n"
    path.write_text(page, encoding="utf-8")
    return places


def table(grid: Grid) -> str:
    """A grid as a table whose header rows stand in its head."""
    rows = [
        f"<tr>{''.join(_cell(cell, row < grid.header) for cell in grid.row(row))}</tr>" for row in range(grid.height)
    ]
    head = f"<thead>{chr(10).join(rows[: grid.header])}</thead>" if grid.header else ""
    return f"<table border=1>{head}<tbody>{chr(10).join(rows[grid.header :])}</tbody></table>"


def _cell(cell: GridCell, header: bool) -> str:
    tag = "th" if header else "td"
    spans = f" rowspan={cell.rows}" * (cell.rows > 1) + f" colspan={cell.columns}" * (cell.columns > 1)
    return f"<{tag}{spans}>{escape(cell.text)}</{tag}>"
