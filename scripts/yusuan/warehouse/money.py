"""Money in its units: what 万元, 元 and 亿元 are worth, which columns hold it, and that no conversion rounds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from yusuan.errors import InvalidPackage
from yusuan.model import load_model
from yusuan.package.layout import Packages
from yusuan.package.schemas import Schema, measures
from yusuan.units import YUAN, in_10k_yuan
from yusuan.warehouse.connection import create_table
from yusuan.warehouse.lines import side_names, side_of
from yusuan.warehouse.places import place

if TYPE_CHECKING:
    import duckdb

_IN_WORDS = ("statements", "key-figures")  # figures in prose carry their unit themselves


def load(connection: duckdb.DuckDBPyConnection, schemas: dict[str, Schema]) -> None:
    """Make `money_unit` (unit, in_10k_yuan, in_yuan) and `measure`, one row per column of amounts.

    The columns of `measure`: resource, table_number (of the ten official tables), place (of the resource among all),
    field, position (among the columns of its resource), direction, side (of a two-sided table), fund, period.
    """
    units = pa.table(
        {
            # These types hold the products with decimal(20, 6) exactly.
            "unit": pa.array(YUAN, pa.string()),
            "in_10k_yuan": pa.array(map(in_10k_yuan, YUAN), pa.decimal128(9, 4)),
            "in_yuan": pa.array(YUAN.values(), pa.decimal128(9, 0)),
        }
    )
    rows: list[dict[str, Any]] = [
        {
            "resource": name,
            "table_number": schema.get("table_number"),
            "place": place_of,
            "field": field["name"],
            "position": position,
            "direction": field.get("direction"),
            "side": side_of(sides, field["name"]),
            **_fund_and_period(name, field["name"]),
        }
        for place_of, (name, schema) in enumerate(schemas.items(), start=1)
        if measures(schema)
        for sides in (side_names(schema),)
        for position, field in enumerate(schema["fields"])
        if field.get("measure")
    ]
    kinds = pa.schema(
        [
            *(("resource", pa.string()), ("table_number", pa.int32()), ("place", pa.int32())),
            *(("field", pa.string()), ("position", pa.int32()), ("direction", pa.string()), ("side", pa.string())),
            *(("fund", pa.string()), ("period", pa.string())),
        ]
    )
    for name, table in (("money_unit", units), ("measure", pa.Table.from_pylist(rows, schema=kinds))):
        create_table(connection, name, table)


def load_amounts(connection: duckdb.DuckDBPyConnection, schemas: dict[str, Schema]) -> None:
    """Make the table `amount` (package, resource, row, field, amount): every amount of every table, no blanks."""
    each = [_amounts(name, schema) for name, schema in schemas.items() if measures(schema)]
    connection.execute("create table amount as " + " union all ".join(each))


def _fund_and_period(resource: str, field: str) -> dict[str, str | None]:
    """What the model says of a column: its fund (None where it names no fund) and its period."""
    table = load_model().tables.get(resource)
    known = table.by_name.get(field) if table else None
    return {
        "fund": (known.concept.fund or None) if known else None,
        "period": known.concept.period if known else "current",
    }


def _amounts(resource: str, schema: Schema) -> str:
    # The names are the master schemas'; quotes keep them names.
    columns = ", ".join(f'"{field}"' for field in measures(schema))
    rows = f'select package, "row", {columns} from "{resource.replace("-", "_")}"'
    unpivoted = f"unpivot ({rows}) on {columns} into name field value amount"
    return f"select package, '{resource}' as resource, \"row\", field, amount from ({unpivoted})"


def check_exact(connection: duckdb.DuckDBPyConnection, packages: Packages, schemas: dict[str, Schema]) -> None:
    """Every amount has to fit decimal(20,6) in 万元 and decimal(20,2) in 元 exactly: a conversion must not round.

    Raises `InvalidPackage` naming the first that does not.
    """
    # One query looks at all; where it finds something, one for each column says where it stands.
    wrong = connection.execute(
        f"""
        select distinct resource, field
        from amount join resource_unit using (package, resource) join money_unit using (unit)
        where {_is_rounded("amount.amount")}
        """
    ).fetchall()
    for resource, field in sorted(wrong, key=_in_order_of(schemas)):
        unit = "select package, unit from resource_unit where resource = ?"
        _check(connection, packages, resource, field, f"join ({unit}) as stated using (package)", [resource])
    for resource in _IN_WORDS:
        _check(connection, packages, resource, "value", "", [])


def _is_rounded(amount: str) -> str:
    """SQL: whether an amount of a known unit cannot be kept exactly in 万元 and in 元."""
    return f"""try_cast({amount} * in_10k_yuan as decimal(20,6)) is distinct from {amount} * in_10k_yuan
            or try_cast({amount} * in_yuan as decimal(20,2)) is distinct from {amount} * in_yuan"""


def _in_order_of(schemas: Mapping[str, Schema]) -> Callable[[tuple[str, str]], int]:
    places = [(resource, field) for resource, schema in schemas.items() for field in measures(schema)]
    return places.index


def _check(
    connection: duckdb.DuckDBPyConnection, packages: Packages, resource: str, field: str, unit: str, values: list[str]
) -> None:
    found = connection.execute(
        f"""
        select package, "row", "{field}"::varchar, unit
        from "{resource.replace("-", "_")}" {unit} join money_unit using (unit)
        where {_is_rounded(f'"{field}"')}
        order by all limit 1
        """,
        values,
    ).fetchone()
    if found:
        package, row, value, stated = found
        raise InvalidPackage(
            f"{place(packages, package, resource, row)} {field}",
            f"{value} {stated} is not a whole number of 分, or is too large to be an amount.",
            "Mend the cell or the unit, or record it in corrections.csv.",
        )
