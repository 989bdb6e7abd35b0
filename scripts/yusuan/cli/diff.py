"""`yusuan diff`: two packages, cell by cell; two years, amount by amount."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from yusuan.cli._common import count, open_packages, packages_option
from yusuan.console import echo, print_indented, print_table
from yusuan.errors import InvalidPackage, UsageError

if TYPE_CHECKING:
    from yusuan.comparing.diff import Difference
    from yusuan.comparing.diff_years import Amount, TableChange

# A row or column that one of two years does not have; a blank cell stays blank.
NOT_THERE = "—"


@click.command("diff", short_help="Compare two packages, cell by cell, or two years.")
@click.argument("old")
@click.argument("new")
@click.option("--all", "every_cell", is_flag=True, help="Between two disclosures too, compare every cell and text.")
@packages_option
def command(old: str, new: str, every_cell: bool, packages_dir: Path) -> int:
    """Compare two packages, cell by cell.

    OLD and NEW are packages under --packages, folders that hold a datapackage.json, or REVISION:PACKAGE, such as
    HEAD:changji-sme/2023-budget: the package as it was committed there. Rows are laid together by table, code and
    label, so that a row put in moves none of the others.

    Two disclosures, such as those of two years, are compared by the amounts of their tables: what each was, is,
    and by how much it changed. With --all every cell of them is compared.

    Exit codes: 0 same, 1 they differ, 2 wrong usage.
    """
    from yusuan.comparing.diff import diff, find_package, open_side
    from yusuan.comparing.diff_years import diff_years

    packages = open_packages(packages_dir)
    with TemporaryDirectory() as scratch:
        left, right = (
            find_package(word, packages, Path(scratch) / side) for side, word in (("old", old), ("new", new))
        )
        try:
            before, after = (open_side(folder).descriptor for folder in (left, right))
            if before.get("name") != after.get("name") and not every_cell:
                years = (str(before.get("year")), str(after.get("year")))
                heads = years if years[0] != years[1] else ("old", "new")
                return _show_years(diff_years(left, right, packages), old, new, heads)
            return _show_cells(diff(left, right, packages))
        except InvalidPackage as error:
            # What cannot be read is neither the same nor different.
            raise UsageError(error.place, error.problem, error.remedy) from error


def _show_cells(found: list[Difference]) -> int:
    file, row = "", None
    for one in found:
        if one.file != file:
            echo(one.file)
            file, row = one.file, None
        if one.row is None or one.field is None:
            words = str(one).removeprefix(one.file).lstrip(": ")
            print_indented(words, 2)
            row = None
            continue
        if one.row != row:
            print_indented(f"row {one.row}" + (f" · {one.about}" if one.about else ""), 2)
            row = one.row
        print_indented(f"{one.field}: {one.old or '(blank)'} → {one.new or '(blank)'}", 4)
    echo(count(len(found), "difference") if found else "The same.")
    return 1 if found else 0


def _show_years(tables: list[TableChange], old: str, new: str, sides: tuple[str, str]) -> int:
    echo(f"{old} → {new}\n")
    differ = 0
    for table in tables:
        changed = len(table.amounts) or table.rows_old or table.rows_new or bool(table.only)
        differ += bool(changed)
        if not changed:
            continue
        echo(f"{table.resource} · {table.title}")
        if table.only:
            echo(f"  only in {new if table.only == 'new' else old}: {table.rows_old + table.rows_new:,} rows")
        else:
            heads = ("what", "amount", *_heads(sides, table.units), "change", "%")
            rows = [_row(amount) for amount in table.amounts]
            print_table(heads, rows, right=(2, 3, 4, 5))
            echo(
                f"{len(table.amounts):,} amounts differ, {table.same:,} are the same; "
                f"rows only in {sides[0]}: {table.rows_old:,}, only in {sides[1]}: {table.rows_new:,}."
            )
        echo("")
    if not differ:
        echo("The same amounts.")
        return 0
    echo(f"{NOT_THERE} means that there is no such row or column; a blank cell is printed as a blank.")
    echo(f"Texts, indicators and places are not compared: yusuan diff --all {old} {new}")
    return 1


def _heads(sides: tuple[str, str], units: tuple[str, str]) -> tuple[str, ...]:
    return sides if units[0] == units[1] else tuple(f"{side} ({unit})" for side, unit in zip(sides, units, strict=True))


def _row(amount: Amount) -> tuple[object, ...]:
    old, new = (NOT_THERE if side is None else side for side in (amount.old, amount.new))
    change = "" if amount.change is None else f"{amount.change.normalize():+f}"
    return amount.what, amount.field, old, new, change, "" if amount.rate is None else f"{amount.rate:+}"
