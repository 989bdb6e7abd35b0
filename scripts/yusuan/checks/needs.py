"""What a query needs to yield a row, as DuckDB reads it (`json_serialize_sql`); where it cannot be told, nothing.

Reading all queries so takes a third of the time of running them. So it is done once: `python -m yusuan.checks.needs`
writes `needs.json`, and a test holds it in step with the queries.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any

import duckdb

from yusuan.checks.emptiness import FILE, NOTHING, Need, digest
from yusuan.checks.engine import macros, queries
from yusuan.package.csvfile import write_bytes

_CALLED = re.compile(r"\w+(?=\()")


def needs_bytes() -> bytes:
    """The file of all queries that rules run and that make what rules read: a line for each."""
    with closing(duckdb.connect()) as connection:
        connection.execute(f"create schema checking; {macros()}")
        aggregates = aggregates_of(connection)
        found = {digest(sql): read_need(connection, sql, aggregates) for sql in queries()}
    lines = [f'"{key}": {json.dumps(need, ensure_ascii=False)}' for key, need in sorted(found.items())]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def read_need(connection: duckdb.DuckDBPyConnection, sql: str, aggregates: Collection[str]) -> Need:
    """What a query needs; `aggregates` are the functions that may make a row of none.

    Raises `ValueError` where it is no query.
    """
    told = json.loads(connection.execute("select json_serialize_sql(?)", [sql]).fetchall()[0][0])
    if told["error"]:
        raise ValueError(f"{told['error_message']}: {sql}")
    return _Reader(aggregates).query(told["statements"][0]["node"], {})


def aggregates_of(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """The functions that may make a row of none, and the macros that may use one."""
    functions = connection.execute(
        "select distinct function_name, function_type, macro_definition from duckdb_functions()"
    )
    rows = functions.fetchall()
    found = {name for name, kind, _ in rows if kind == "aggregate"}
    macros = [(name, set(_CALLED.findall(body))) for name, _, body in rows if body]
    while more := {name for name, called in macros if called & found} - found:
        found |= more
    return found


class _Reader:
    """Reads trees of queries; `aggregates` are the functions that may make a row of none."""

    def __init__(self, aggregates: Collection[str]) -> None:
        self._aggregates = aggregates

    def query(self, node: Any, known: Mapping[str, Need]) -> Need:
        """What a query needs, where `known` are the named queries around it."""
        known = dict(known)
        for named in node.get("cte_map", {}).get("map", ()):
            known[named["key"]] = self.query(named["value"]["query_node"], known)
        if node["type"] == "SET_OPERATION_NODE":
            sides = node.get("children") or [node["left"], node["right"]]
            needs = [self.query(side, known) for side in sides]
            return {"UNION": _any, "UNION_BY_NAME": _any, "INTERSECT": _all}.get(node["setop_type"], _first)(needs)
        if node["type"] != "SELECT_NODE" or self._is_of_none(node):
            return NOTHING
        tables = dict(_tables(node["from_table"], known))
        if node["from_table"]["type"] == "BASE_TABLE":
            # A column that is named alone is that of the only table.
            tables[""] = next(iter(tables.values()), "")
        return _all([self._source(node["from_table"], known), self._condition(node["where_clause"], tables, known)])

    def _is_of_none(self, node: Any) -> bool:
        """Whether it may make a row of none, such as a count."""
        if node["group_expressions"] and all(node["group_sets"]):
            return False
        if node["aggregate_handling"] == "FORCE_AGGREGATES":  # `group by all`
            return not any(each["class"] == "COLUMN_REF" for each in node["select_list"])
        plain = node["aggregate_handling"] == "STANDARD_HANDLING" and not node["having"] and not node["group_sets"]
        return not plain or self._aggregates_in([node["select_list"], node["qualify"]])

    def _aggregates_in(self, tree: Any) -> bool:
        if isinstance(tree, list):
            return any(map(self._aggregates_in, tree))
        if not isinstance(tree, dict):
            return False
        own = tree.get("class") == "FUNCTION" and tree["function_name"] in self._aggregates
        return own or any(map(self._aggregates_in, tree.values()))

    def _source(self, source: Any, known: Mapping[str, Need]) -> Need:
        """What is needed of what a query selects from."""
        match source["type"]:
            case "BASE_TABLE":
                name = source["table_name"]
                if not source["schema_name"] and name in known:
                    return known[name]
                return ["rows", f"{source['schema_name'] or 'main'}.{name}", {}]
            case "SUBQUERY":
                return self.query(source["subquery"]["node"], known)
            case "JOIN" if source["ref_type"] in ("REGULAR", "CROSS", "NATURAL", "DEPENDENT"):
                left, right = (self._source(source[side], known) for side in ("left", "right"))
                if source["join_type"] in ("INNER", "SEMI"):
                    tables = dict(_tables(source["left"], known)) | dict(_tables(source["right"], known))
                    return _all([left, right, self._condition(source["condition"], tables, known)])
                return {"LEFT": left, "ANTI": left, "SINGLE": left, "RIGHT": right}.get(
                    source["join_type"], _any([left, right])
                )
        return NOTHING

    def _condition(self, tree: Any, tables: Mapping[str, str], known: Mapping[str, Need]) -> Need:
        """What is needed for a condition to be true of any row; `tables` are those by the name that they have here."""
        if not tree:
            return NOTHING
        if tree["type"] == "CONJUNCTION_OR":
            return _any([self._condition(part, tables, known) for part in tree["children"]])
        needs: list[Need] = []
        columns: dict[str, dict[str, list[str]]] = {}
        for part in tree["children"] if tree["type"] == "CONJUNCTION_AND" else [tree]:
            if part["type"] in ("CONJUNCTION_AND", "CONJUNCTION_OR"):
                needs.append(self._condition(part, tables, known))
            elif part["class"] == "SUBQUERY" and part["subquery_type"] in ("EXISTS", "ANY"):
                needs.append(self.query(part["subquery"]["node"], known))
            elif found := _selected(part, tables):
                table, column, values = found
                columns.setdefault(table, {}).setdefault(column, values)
        return _all([*needs, *(["rows", tables[table], those] for table, those in columns.items())])


def _tables(source: Any, known: Mapping[str, Need]) -> Iterator[tuple[str, str]]:
    """The tables whose columns can be named, by the names that they have there."""
    if source["type"] == "BASE_TABLE" and (source["schema_name"] or source["table_name"] not in known):
        if not source["column_name_alias"]:
            yield source["alias"] or source["table_name"], f"{source['schema_name'] or 'main'}.{source['table_name']}"
    elif source["type"] == "JOIN":
        yield from _tables(source["left"], known)
        yield from _tables(source["right"], known)


def _selected(part: Any, tables: Mapping[str, str]) -> tuple[str, str, list[str]] | None:
    """Of a condition that a column has one of some values: its table's name there, the column, and the values."""
    if part["type"] == "COMPARE_EQUAL":
        sides = [part["left"], part["right"]]
    elif part["type"] == "COMPARE_IN":
        sides = part["children"]
    else:
        return None
    columns = [side for side in sides if side["type"] == "COLUMN_REF"]
    values = [value for side in sides if side["type"] != "COLUMN_REF" if (value := _value(side)) is not None]
    if (
        len(columns) != 1
        or len(values) != len(sides) - 1
        or (part["type"] == "COMPARE_IN" and columns[0] is not sides[0])
    ):
        return None
    *table, column = columns[0]["column_names"]
    name = table[-1] if table else ""
    return (name, column, values) if tables.get(name) else None


def _value(tree: Any) -> str | None:
    """A word, or `$name` for that of a parameter; None for anything else."""
    if tree["type"] == "VALUE_PARAMETER":
        return f"${tree['identifier']}"
    if tree["type"] == "VALUE_CONSTANT" and tree["literal"]["kind"] == "STRING":
        return str(tree["literal"]["text"])
    return None


def _all(needs: Sequence[Need]) -> Need:
    parts: list[Need] = []
    for need in needs:
        parts += [part for part in (need[1:] if need[0] == "all" else [need]) if part not in parts]
    # Some rows of a table are rows of it.
    chosen = {part[1] for part in parts if part[0] == "rows" and part[2]}
    parts = [part for part in parts if part[0] != "rows" or part[2] or part[1] not in chosen]
    return parts[0] if len(parts) == 1 else ["all", *parts]


def _any(needs: Sequence[Need]) -> Need:
    parts: list[Need] = []
    for need in needs:
        parts += [part for part in (need[1:] if need[0] == "any" else [need]) if part not in parts]
    if NOTHING in parts:
        return NOTHING
    return parts[0] if len(parts) == 1 else ["any", *parts]


def _first(needs: Sequence[Need]) -> Need:
    return needs[0]


if __name__ == "__main__":
    write_bytes(FILE, needs_bytes())
