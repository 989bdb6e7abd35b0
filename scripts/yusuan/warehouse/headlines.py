"""The headlines of the model as tables of the warehouse, for the queries that find their cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from yusuan.model.headlines import Headline, load_headlines
from yusuan.warehouse.connection import create_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb

_WORDS = ("title", "title_en", "definition", "definition_en", "words")
_HEADLINES = pa.schema([*((name, pa.string()) for name in ("item", *_WORDS)), ("place", pa.int32())])
_CELLS = pa.schema(
    [
        *(
            (name, pa.string())
            for name in ("item", "resource", "field", "label", "known_item", "alone", "kind", "concept", "whole")
        ),
        *(
            ("choice", pa.int32()),
            ("addend", pa.int32()),
            ("spare", pa.bool_()),
            ("compared_only", pa.bool_()),
            ("alone_in", pa.list_(pa.string())),
        ),
    ]
)


def load_headlines_into(connection: duckdb.DuckDBPyConnection, headlines: Sequence[Headline] | None = None) -> None:
    """Make `headline` (item, its words in both languages, place) and `headline_cell`, one row per cell and field of it.

    `choice` is the order of trust, from 1; `addend` numbers the fields of a cell that are added.
    """
    chosen = load_headlines() if headlines is None else headlines
    known = [
        {"item": headline.name, "place": place, **{key: getattr(headline, key) for key in _WORDS}}
        for place, headline in enumerate(chosen, start=1)
    ]
    cells = [
        {
            "item": headline.name,
            "resource": cell.table,
            "field": field,
            "label": cell.label or None,
            "known_item": cell.item or None,
            "alone": cell.alone or None,
            "kind": cell.kind or None,
            "choice": choice,
            "addend": addend,
            "concept": cell.concept or None,
            "whole": cell.whole or None,
            "spare": cell.spare or bool(cell.concept),
            "compared_only": cell.compared_only,
            "alone_in": list(cell.alone_in),
        }
        for headline in chosen
        for choice, cell in enumerate(headline.cells, start=1)
        for addend, field in enumerate(cell.fields, start=1)
    ]
    for name, rows, schema in (("headline", known, _HEADLINES), ("headline_cell", cells, _CELLS)):
        create_table(connection, name, pa.Table.from_pylist(rows, schema=schema))
