"""A read-only view of what the stages above wrote in the warehouse, for some of its packages at a time.

Each query is made once for all of these packages, and its rows are then parted by package: a query costs more than the
rows of one package.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import duckdb

from yusuan.errors import YusuanError
from yusuan.things.amounts import Spent, read_codes

Row = dict[str, Any]


_TABLES = """
with listed as (select *, row_number() over (partition by package order by rowid) as "row" from main.tables)
select * from listed where package in {packages} order by package, table_number nulls last, "row"
"""
_OPERANDS = """
select operands.*
from derived.check_operands as operands
join derived.checks as checks using (package, rule, subject)
where operands.package in {packages} and outcome <> 'pass'
order by operands.package, rule, subject, operands.position
"""
_MARKS = """
select operand_package, checks.package, rule, subject, resource, "row", field
from derived.check_operands
join derived.checks as checks using (package, rule, subject)
where operand_package in {packages} and outcome = 'discrepancy'
order by operand_package, checks.package, rule, subject
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
_OF_PRIOR_YEARS = """
select distinct operand_package, resource, "row", field
from derived.check_operands
where operand_package in {packages} and starts_with(rule, 'prior_year')
order by all
"""
_COMPLETENESS = """
with rule as (select item, evidence, looked_for, row_number() over () as place from main.disclosure_rules)
select completeness.*, if(evidence = 'table', looked_for, null) as table_name
from derived.completeness as completeness
join rule using (item)
where package in {packages}
order by package, place
"""
_ITEMS = """
with printed as (
    select package, table_name, "row", amount_10k_yuan, coalesce(functional_code, 'e' || economic_code) as code,
        list_position({tables}, table_name) as place, unit_code is null as is_whole,
        count(*) over (partition by package, table_name, functional_code, economic_code, unit_code is null) as times
    from derived.facts
    where measure = 'total' and (functional_code is null) <> (economic_code is null) and amount_10k_yuan is not null
        and table_name in {tables}
)
select package, code, case when is_whole and times = 1 then amount_10k_yuan end as amount_10k_yuan, table_name, "row",
    times
from printed
qualify row_number() over (partition by package, code order by (is_whole and times = 1) desc, place, "row") = 1
order by package, code
"""
_OUTCOMES = """
select package, rule, outcome, count(*)::integer as checks
from derived.checks group by package, rule, outcome order by package, rule, outcome
"""


_TABLES_OF_UNITS = """
select distinct package, table_name from derived.facts
where table_number is not null and unit_name is not null and functional_code is not null
order by package, table_name
"""


class Warehouse:
    """`build/yusuan.duckdb`, opened for reading only; rows come as dictionaries, amounts as Decimal.

    `packages` are those that are asked for by name; all where they are not given.
    """

    def __init__(self, database: Path, packages: Iterable[object] | None = None, threads: int | None = None) -> None:
        if not database.is_file():
            raise YusuanError(str(database), "the warehouse has not been built.", "Run: yusuan build")
        self._connection = duckdb.connect(str(database), read_only=True)
        self._connection.execute("set enable_progress_bar = false")
        if threads is not None:
            self._connection.execute(f"set threads = {threads}")
        self._tables = {
            (str(schema), str(name))
            for schema, name in self._connection.execute(
                "select schema_name, table_name from duckdb_tables()"
            ).fetchall()
        }
        self._packages = self._known() if packages is None else sorted({str(package) for package in packages})
        self._parted: dict[str, dict[str, list[Row]]] = {}

    def __enter__(self) -> Warehouse:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def has(self, table: str, schema: str = "main") -> bool:
        """Whether the warehouse holds that table."""
        return (schema, table) in self._tables

    def rows(self, resource: str, package: str) -> list[Row]:
        """One package's rows of one resource, ordered; none when no package has the resource."""
        table = resource.replace("-", "_")
        if not self.has(table):
            return []
        # The names are ours, from the schemas; only the packages are values.
        ordered = f'select * from "{table}" where package in {{packages}} order by package, "row", rowid'
        return self._of(package, ordered)

    def tables(self, package: str) -> list[Row]:
        """What one package says of its tables, ours of the ten first; `row` is the data row in its file."""
        return self._of(package, _TABLES) if self.has("tables") else []

    def all_rows(self, table: str, schema: str = "main") -> list[Row]:
        """Every row of a table, totally ordered; none when there is no such table."""
        if not self.has(table, schema):
            return []
        return self._fetch(f'select * from "{schema}"."{table}" order by all')

    def derived(self, table: str, package: str, order: str = "all") -> list[Row]:
        """One package's rows of a derived table, ordered by the columns `order`; none where there is no such table."""
        if not self.has(table, "derived"):
            return []
        by = "all" if order == "all" else ", ".join(f'"{c.strip()}"' for c in ("package", *order.split(",")))
        return self._of(package, f'select * from derived."{table}" where package in {{packages}} order by {by}')

    def operands(self, package: str) -> list[Row]:
        """What one package's checks compared, but for those that pass; a figure with its name and text."""
        return self._of(package, _OPERANDS) if self.has("check_operands", "derived") else []

    def marks(self, package: str) -> list[Row]:
        """The discrepancies that one package's values are part of, its own and those of later years or other units."""
        return self._of(package, _MARKS) if self.has("check_operands", "derived") else []

    def prior_years(self) -> list[Row]:
        """What documents say of the year before and what that year's document printed, operand by operand."""
        if not self.has("check_operands", "derived"):
            return []
        return self._fetch(_PRIOR_YEARS)

    def compared_with_years(self, package: str) -> list[Row]:
        """One package's values (resource, row, field) that are compared with those of another year."""
        return self._of(package, _OF_PRIOR_YEARS) if self.has("check_operands", "derived") else []

    def completeness(self, package: str) -> list[Row]:
        """What one package must disclose, in the order of the reference, with the table that an item is, if one."""
        return self._of(package, _COMPLETENESS) if self.has("completeness", "derived") else []

    def tables_of_units(self) -> list[Row]:
        """Tables of the ten (`package, table_name`) that print the codes of functions for each unit of a department."""
        return self._fetch(_TABLES_OF_UNITS)

    def outcomes(self) -> list[Row]:
        """How many checks of each rule came to what in each package."""
        return self._fetch(_OUTCOMES) if self.has("checks", "derived") else []

    def digests(self) -> dict[str, str]:
        """Package → a digest of all its rows, and of those of related packages, which its pages may name."""
        return {row["package"]: row["digest"] for row in self.all_rows("part", "kept")}

    def query(self, sql: str, *needed: str) -> list[Row]:
        """The rows of a query over all packages; none where one of the derived tables that it needs is not there."""
        return self._fetch(sql) if all(self.has(table, "derived") for table in needed) else []

    def count(self, table: str, schema: str) -> int:
        """How many rows a table has."""
        found = self._connection.execute(f'select count(*) from "{schema}"."{table}"').fetchone()
        return int(found[0]) if found else 0

    def _known(self) -> list[str]:
        if not self.has("package"):
            return []
        return [str(name) for (name,) in self._connection.execute("select package from package order by 1").fetchall()]

    def _of(self, package: str, sql: str) -> list[Row]:
        """One package's rows of a query over `{packages}`; they are parted by its first `package` column."""
        if sql not in self._parted:
            parted: dict[str, list[Row]] = defaultdict(list)
            if self._packages:
                marks = f"({', '.join('?' * len(self._packages))})"
                rows = self._fetch(sql.replace("{packages}", marks), self._packages)
                by = "operand_package" if rows and next(iter(rows[0])) == "operand_package" else "package"
                for row in rows:
                    parted[row[by]].append(row)
            self._parted[sql] = parted
        return self._parted[sql].get(package, [])

    def items(self, tables: tuple[str, ...]) -> list[Row]:
        """What each disclosure prints for each item, `e` before the code of an economic one, and on which row.

        It is taken from the first of these tables that has the item; where that has it twice, of parts, from the next.
        Where every table has it in parts only, the first stands for all, without an amount; `times` counts them.
        """
        return self._fetch(_ITEMS.format(tables=list(tables))) if self.has("facts", "derived") else []

    def codes(self) -> Iterator[tuple[tuple[str, str], list[Spent]]]:
        """(classification, code) → what every disclosure spends on it, from every book."""
        if self.has("facts", "derived"):
            yield from read_codes(self._connection, every_book=True)

    def _fetch(self, sql: str, values: list[str] | None = None) -> list[Row]:
        cursor = self._connection.execute(sql, values or [])
        names = [column[0] for column in cursor.description or []]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
