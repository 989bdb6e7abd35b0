"""A read-only view of what the stages above wrote: the warehouse, the charts and the downloads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

from yusuan.errors import YusuanError

Row = dict[str, Any]


_TABLES = """
with listed as (select *, row_number() over (partition by package order by rowid) as "row" from main.tables)
select * from listed where package = ? order by table_number nulls last, "row"
"""
_OPERANDS = """
select operands.*
from derived.check_operands as operands
join derived.checks as checks using (package, rule, subject)
where operands.package = ? and outcome <> 'pass'
order by operands.package, rule, subject, operands.position
"""
_MARKS = """
select checks.package, rule, subject, resource, "row", field
from derived.check_operands
join derived.checks as checks using (package, rule, subject)
where operand_package = ? and outcome = 'discrepancy'
order by checks.package, rule, subject
"""
_PRIOR_YEARS = """
select checks.package, rule, subject, outcome, operand_package, operands.resource, operands."row", operands.field,
    coverage.place, coverage.printed
from derived.checks as checks
join derived.check_operands as operands using (package, rule, subject)
left join derived.coverage as coverage on coverage.package = operand_package
    and coverage.resource = operands.resource and coverage."row" = operands."row" and coverage.field = operands.field
where starts_with(rule, 'prior_year') and outcome <> 'not-checkable'
order by checks.package, rule, subject, operand_package, operands.resource desc, operands."row", operands.field
"""
_COMPLETENESS = """
with rule as (select item, evidence, looked_for, row_number() over () as place from main.disclosure_rules)
select completeness.*, if(evidence = 'table', looked_for, null) as table_name
from derived.completeness as completeness
join rule using (item)
where package = ?
order by place
"""
_OUTCOMES = """
select package, rule, outcome, count(*)::integer as checks
from derived.checks group by package, rule, outcome order by package, rule, outcome
"""


class Warehouse:
    """`build/yusuan.duckdb`, opened for reading only; rows come as dictionaries, amounts as Decimal."""

    def __init__(self, database: Path) -> None:
        if not database.is_file():
            raise YusuanError(str(database), "the warehouse has not been built.", "Run: yusuan build")
        self._connection = duckdb.connect(str(database), read_only=True)
        self._tables = {
            (str(schema), str(name))
            for schema, name in self._connection.execute(
                "select table_schema, table_name from information_schema.tables"
            ).fetchall()
        }

    def __enter__(self) -> Warehouse:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def has(self, table: str, schema: str = "main") -> bool:
        """Whether the warehouse holds that table."""
        return (schema, table) in self._tables

    def rows(self, resource: str, package: str, order: str = "row") -> list[Row]:
        """One package's rows of one resource, ordered; none when no package has the resource."""
        table = resource.replace("-", "_")
        if not self.has(table):
            return []
        # The names are ours, from the schemas; only the package is a value.
        return self._fetch(f'select * from "{table}" where package = ? order by "{order}"', [package])

    def tables(self, package: str) -> list[Row]:
        """What one package says of its tables, ours of the ten first; `row` is the data row in its file."""
        return self._fetch(_TABLES, [package]) if self.has("tables") else []

    def all_rows(self, table: str, schema: str = "main") -> list[Row]:
        """Every row of a table, totally ordered; none when there is no such table."""
        if not self.has(table, schema):
            return []
        return self._fetch(f'select * from "{schema}"."{table}" order by all', [])

    def derived(self, table: str, package: str, order: str) -> list[Row]:
        """One package's rows of a derived table, ordered by the columns `order`; none where there is no such table."""
        if not self.has(table, "derived"):
            return []
        columns = ", ".join(f'"{column.strip()}"' for column in order.split(","))
        return self._fetch(f'select * from derived."{table}" where package = ? order by {columns}', [package])

    def operands(self, package: str) -> list[Row]:
        """What one package's checks compared, but for those that pass; a figure with its name and text."""
        if not self.has("check_operands", "derived"):
            return []
        return self._fetch(_OPERANDS, [package])

    def marks(self, package: str) -> list[Row]:
        """The discrepancies that one package's values are part of, its own and those of later years or other units."""
        if not self.has("check_operands", "derived"):
            return []
        return self._fetch(_MARKS, [package])

    def prior_years(self) -> list[Row]:
        """What documents say of the year before and what that year's document printed, operand by operand."""
        if not self.has("check_operands", "derived"):
            return []
        return self._fetch(_PRIOR_YEARS, [])

    def completeness(self, package: str) -> list[Row]:
        """What one package must disclose, in the order of the reference, with the table that an item is, if one."""
        if not self.has("completeness", "derived"):
            return []
        return self._fetch(_COMPLETENESS, [package])

    def outcomes(self) -> list[Row]:
        """How many checks of each rule came to what in each package."""
        if not self.has("checks", "derived"):
            return []
        return self._fetch(_OUTCOMES, [])

    def count(self, table: str, schema: str) -> int:
        """How many rows a table has."""
        found = self._connection.execute(f'select count(*) from "{schema}"."{table}"').fetchone()
        return int(found[0]) if found else 0

    def _fetch(self, sql: str, values: list[Any]) -> list[Row]:
        cursor = self._connection.execute(sql, values)
        names = [column[0] for column in cursor.description or []]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
