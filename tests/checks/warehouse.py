"""A warehouse of a few figures, made up by a test."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from yusuan.package.schemas import REFERENCE_ORDER, Schema, measures, resource_order
from yusuan.warehouse import money
from yusuan.warehouse.connection import connect
from yusuan.warehouse.executions import load_executions_into
from yusuan.warehouse.lines import load_lines
from yusuan.warehouse.load import describe

PACKAGE = "bureau/2023-budget"
PRINTED = "columns that are printed"
WITHOUT_UNIT = "tables without a unit"
"""Optional columns that are printed, by resource, where they are not those of Xinjiang's form; any with an amount is, too."""
XINJIANG = Path(__file__).parents[2] / "datapackages" / "changji-sme" / "2023-budget" / "datapackage.json"
ARROW = {"string": pa.string(), "integer": pa.int32(), "number": pa.decimal128(20, 6), "boolean": pa.bool_()}
SQL = {pa.string(): "varchar", pa.int32(): "integer", pa.decimal128(20, 6): "decimal(20, 6)", pa.bool_(): "boolean"}
PACKAGE_COLUMNS = ("package", "agency", "agency_name", "kind", "issuer", "region")

Row = dict[str, Any]


def _create_empty(connection: duckdb.DuckDBPyConnection, shapes: dict[str, pa.Schema]) -> None:
    """Tables without rows, all at once: most resources of a small disclosure are such."""
    columns = {
        name: ", ".join(f'"{field.name}" {SQL[field.type]}' for field in shape) for name, shape in shapes.items()
    }
    connection.execute("; ".join(f'create table "{name}" ({listed})' for name, listed in columns.items()))


def _create(connection: duckdb.DuckDBPyConnection, name: str, rows: Any) -> None:
    connection.register("incoming", rows)
    connection.execute(f'create table "{name}" as select * from incoming')
    connection.unregister("incoming")


def _insert(connection: duckdb.DuckDBPyConnection, resource: str, rows: Any) -> None:
    connection.register("incoming", rows)
    connection.execute(f'insert into "{resource.replace("-", "_")}" by name select * from incoming')
    connection.unregister("incoming")


def _typed(value: Any, kind: str) -> Any:
    return Decimal(value.replace(",", "")) if kind == "number" and isinstance(value, str) else value


def empty_warehouse(schemas: dict[str, Schema]) -> duckdb.DuckDBPyConnection:
    """A warehouse with the tables of resources and reference, without a row, and with what money is."""
    connection = connect(few=True)
    shapes = {}
    for name, schema in schemas.items():
        shape = pa.schema([(field["name"], ARROW[field["type"]]) for field in schema["fields"]])
        own = [] if name in REFERENCE_ORDER else [pa.field("package", pa.string())]
        shapes[name.replace("-", "_")] = pa.schema([*own, *shape])
    _create_empty(connection, shapes)
    money.load(connection, schemas)
    connection.execute("create schema derived")
    return connection


def tiny_warehouse(
    schemas: dict[str, Schema], disclosures: dict[str, dict[str, Sequence[Row]]]
) -> duckdb.DuckDBPyConnection:
    """A warehouse that holds the rows given, by package and resource. Amounts are given as they are printed."""
    connection = empty_warehouse(schemas)
    fill(connection, schemas, disclosures)
    return connection


def fill(
    connection: duckdb.DuckDBPyConnection,
    schemas: dict[str, Schema],
    disclosures: dict[str, dict[str, Sequence[Row]]],
) -> None:
    """Put the rows of `disclosures` into an empty warehouse, and make what a warehouse says of them."""
    provenance: list[Row] = []
    for resource in resource_order(schemas):
        kinds = {field["name"]: field["type"] for field in schemas[resource]["fields"]}
        filled = []
        for package, resources in disclosures.items():
            for number, row in enumerate(resources.get(resource, []), start=1):
                if resource == "provenance":
                    continue
                known = {"row": number, "is_total": row.get("level") == 0, **row}
                cells = {name: _typed(known.get(name), kind) for name, kind in kinds.items()}
                filled.append({"package": package, **cells})
                provenance += [
                    {
                        "package": package,
                        "resource": resource,
                        "row": number,
                        "field": f,
                        "source": row.get("_place", f"L{number}"),
                        "printed": str(v),
                    }
                    for f, v in row.items()
                    # a target is printed whole, with its operator and unit
                    if (resource, f) != ("performance-indicators", "value") and f != "_place"
                ]
        shape = pa.schema([("package", pa.string()), *((name, ARROW[kind]) for name, kind in kinds.items())])
        if rows := provenance if resource == "provenance" else filled:
            _insert(connection, resource, pa.Table.from_pylist(rows, schema=shape))
    for resource in REFERENCE_ORDER:
        shape = pa.schema([(field["name"], ARROW[field["type"]]) for field in schemas[resource]["fields"]])
        if given := next(iter(disclosures.values())).get(resource, []):
            _insert(connection, resource, pa.Table.from_pylist(list(given), schema=shape))
    packages = [
        {
            "package": p,
            "agency": p.split("/")[0],
            "agency_name": "某局",
            "year": int(p.split("/")[1][:4]),
            "kind": p.split("/")[1][5:],
            "issuer": "某局",
        }
        for p in disclosures
    ]
    shape = pa.schema([("year", pa.int32()), *((name, pa.string()) for name in PACKAGE_COLUMNS)])
    _create(connection, "package", pa.Table.from_pylist(packages, schema=shape))
    described = json.loads(XINJIANG.read_text(encoding="utf-8"))["resources"]
    xinjiang = {resource["name"]: [field["name"] for field in resource["schema"]["fields"]] for resource in described}
    columns = [
        {"package": p, "resource": r, "field": field["name"]}
        for p, resources in disclosures.items()
        for r in resources
        if r in schemas
        for field in schemas[r]["fields"]
        if not field.get("optional")
        or any(field["name"] in row for row in resources[r])
        or field["name"] in resources.get(PRINTED, xinjiang).get(r, ())
    ]
    shape = pa.schema([(name, pa.string()) for name in ("package", "resource", "field")])
    _create(connection, "resource_columns", pa.Table.from_pylist(columns, schema=shape))
    units = [
        {"package": p, "resource": r, "unit": "万元"}
        for p, resources in disclosures.items()
        for r in schemas
        if r not in resources.get(WITHOUT_UNIT, ())
    ]
    _create(connection, "resource_unit", pa.Table.from_pylist(units))
    given = {name for resources in disclosures.values() for name in resources if name in schemas}
    every = {name: schema for name, schema in schemas.items() if measures(schema)}
    # Where no table of amounts is given, one gives the tables their columns.
    with_amounts = {name: schema for name, schema in every.items() if name in given} or dict(
        [next(iter(every.items()))]
    )
    money.load_amounts(connection, with_amounts)
    load_lines(connection, with_amounts)
    describe(connection, "line", "rounded")
    load_executions_into(connection)
