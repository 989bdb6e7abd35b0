"""The rows of long tables as markup. A template takes several times as long for a cell, and there are thousands.

Every value is escaped where it is put in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from markupsafe import Markup, escape

from yusuan.site.source_pages import Block, Line, Piece
from yusuan.site.tables import Column, Figure
from yusuan.site.tracing import Tracer


def amount_cells(
    figures: Iterable[Figure], columns: Iterable[Column], trace: Tracer, resource: str, row: int
) -> Markup:
    """The cells of a row's amounts: each leads to its place in the source, and one that disagrees to its check."""
    cells = []
    for figure, column in zip(figures, columns, strict=True):
        kinds = f"y-num{' y-zero' if figure.zero else ''}{' y-blank-column' if column.blank else ''}"
        if not figure.text:
            cells.append(f'<td class="{kinds}"></td>')
            continue
        # Its place stands in the link, where there is one.
        at = f' data-source="{escape(figure.source)}"' if figure.source and not trace.leads(figure.source) else ""
        shown = trace(figure.text, resource, row, figure.field, figure.source)
        cells.append(f'<td class="{kinds}" id="{escape(figure.id)}"{at}>{shown}</td>')
    return Markup("\n").join(map(Markup, cells))


def source_row(line: Line, block: Block, piece: Callable[[Piece], Markup]) -> Markup:
    """A row of a table of the source; `piece` gives the markup of a piece of its text."""
    cells = []
    named = block.named
    for place, cell in enumerate(line.cells):
        kinds = [*(["y-source__long"] if cell.long else []), *(["y-source__name"] if place == named else [])]
        name = f' id="{escape(cell.id)}"' if cell.id else ""
        kind = f' class="{" ".join(kinds)}"' if kinds else ""
        cells.append(f"<td{name}{kind}>{''.join(map(piece, cell.pieces))}</td>")
    number = f'<th scope="row" class="y-source__number">{escape(line.number)}</th>'
    return Markup(f'<tr id="{escape(line.id)}">{number}{"".join(cells)}</tr>\n')  # noqa: S704 (escaped above)
