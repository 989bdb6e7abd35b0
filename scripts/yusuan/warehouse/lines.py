"""The printed rows of every table that has amounts, in one table of one shape, made from the master schemas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yusuan.package.schemas import Schema, measures

if TYPE_CHECKING:
    import duckdb

_CODES = ("functional", "economic")
_NAMES_OF_A_LINE = ("name", "label")
_UNIT = ("unit_name", "agency_name")
_NAMING = ("category", "content", "nature", "specification", "method")
"""Words beside the label that say which row of several it is, besides every column `…_name`."""


@dataclass(frozen=True)
class _Side:
    """One side of a table: the prefix of its columns, empty where a table has one side only."""

    name: str
    label: str


def load_lines(connection: duckdb.DuckDBPyConnection, schemas: Mapping[str, Schema]) -> None:
    """Make the table `described_line`: one row per package, resource with amounts, side and printed row.

    Columns: package, resource, side (empty where there is one side), row, code_system, code, functional_code,
    economic_code, government_economic_code, unit_code, unit_name, label, naming (a list: the row's other words that
    say which row it is), level, is_total, stated_parent (a row, where the table itself says what a row belongs to),
    item.
    A package's own classification is the economic one where no row of the table has another code.
    """
    parts = [
        _line(name, schema, side) for name, schema in schemas.items() if measures(schema) for side in _sides(schema)
    ]
    connection.execute("create table described_line as " + " union all by name ".join(parts))


def side_names(schema: Schema) -> list[str]:
    """The names of the sides of a two-sided table, the longest first; none where there is one side."""
    return sorted((side.name for side in _sides(schema) if side.name), key=len, reverse=True)


def side_of(sides: list[str], field: str) -> str:
    """The side that a column belongs to, of the `side_names` of its table: the one whose label it goes with."""
    return next((name for name in sides if field.startswith(f"{name}_")), "")


def _sides(schema: Schema) -> list[_Side]:
    names = [field["name"] for field in schema["fields"]]
    sides = [_Side(name.removesuffix("_label"), name) for name in names if name.endswith("_label")]
    return sides or [_Side("", next(name for name in _NAMES_OF_A_LINE if name in names))]


def _line(resource: str, schema: Schema, side: _Side) -> str:
    fields = {field["name"]: field for field in schema["fields"]}
    prefix = f"{side.name}_" if side.name else ""

    def first(names: Iterable[str], otherwise: str = "null::varchar") -> str:
        """The first value that the row has of these columns."""
        known = [_quoted(prefix + name) for name in names if prefix + name in fields]
        return f"coalesce({', '.join([*known, 'null'])})" if known else otherwise

    code = prefix + "code"
    system = str(fields[code].get("codeList", "project")).removesuffix("-classification") if code in fields else ""
    codes = {kind: _quoted(code) if system == kind else first([f"{kind}_code"]) for kind in _CODES}
    own = "null::varchar"
    if system:
        own = _quoted(code)
        if system == "functional" and "economic_code" in fields:
            own = f"if(bool_or({own} is not null) over (partition by package), {own}, {codes['economic']})"
    kind = "null::varchar"
    if system:
        kind = f"'{_system(system)}'"
        if own != _quoted(code):
            kind = f"if(bool_or({_quoted(code)} is not null) over (partition by package) or "
            kind += f"{codes['economic']} is null, '{_system(system)}', '{_system('economic')}')"
    naming = [_quoted(name) for name, field in fields.items() if not prefix and _is_naming(name, field, side)]
    is_total = first(["is_total"], "kind is not distinct from 'total'" if "kind" in fields else "false")
    columns = {
        "side": f"'{side.name}'",
        '"row"': '"row"',
        "code_system": kind,
        "code": own,
        **{f"{name}_code": code for name, code in codes.items()},
        "government_economic_code": first(["government_economic_code"]),
        "unit_code": first(["unit_code"]),
        "unit_name": first(_UNIT),
        "label": first([side.label.removeprefix(prefix)]),
        "naming": f"[{', '.join(naming)}]::varchar[]",
        "level": first(["level"], "null::integer"),
        "is_total": is_total,
        "stated_parent": first(["parent_row", "part_of"], "null::integer"),
        "item": first(["item"]),
    }
    listed = ", ".join(f"{value} as {name}" for name, value in columns.items())
    return f"select package, '{resource}' as resource, {listed} from {_quoted(resource.replace('-', '_'))}"


def _is_naming(name: str, field: Mapping[str, object], side: _Side) -> bool:
    own = name == side.label or name in _UNIT
    return not own and field["type"] == "string" and (name.endswith("_name") or name in _NAMING)


def _system(kind: str) -> str:
    return f"{kind}_classification" if kind in _CODES else kind


def _quoted(name: str) -> str:
    # The names are the master schemas'; quotes keep them names.
    return f'"{name}"'
