"""Departments with their disclosures, a file for each province; and what each department's disclosures print."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yusuan.site.finding.files import KINDS, amount, place, write
from yusuan.site.finding.short_names import aliases, plain
from yusuan.site.source import Row, Warehouse
from yusuan.things.addresses import code_slug
from yusuan.things.amounts import Spent

_ELSEWHERE = "00"
"""The file of departments of no known region."""

TABLES = (
    *("expenditure", "general-public-budget-expenditure", "fiscal-appropriation-expenditure"),
    *("general-public-budget-basic-expenditure", "fiscal-appropriation-basic-expenditure", "basic-expenditure"),
)
"""Where the amount of an item is taken from, in this order."""


@dataclass(frozen=True)
class Department:
    """A department of whom something is published: its name, the code of its region, its disclosures, latest first."""

    slug: str
    name: str
    region: str
    disclosures: tuple[Row, ...]

    @property
    def file(self) -> str:
        """The name of the file that has it: its province."""
        return self.region[:2] or _ELSEWHERE


def read_departments(warehouse: Warehouse) -> list[Department]:
    """Every department, by its slug."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in warehouse.all_rows("disclosures", "derived"):
        found[str(row["agency"])].append(row)
    known = {str(row["agency"]): row for row in warehouse.all_rows("agencies")}
    departments = []
    for slug, rows in sorted(found.items()):
        latest = sorted(rows, key=lambda row: (-int(row["year"]), str(row["kind"])))
        agency = known.get(slug, {})
        name = str(agency.get("name") or latest[0]["agency_name"] or slug)
        region = str(agency.get("region") or latest[0]["region"] or "")
        departments.append(Department(slug, name, region, tuple(latest)))
    return departments


def write_departments(
    departments: Sequence[Department],
    regions: Mapping[str, Row],
    shown: Mapping[str, Sequence[int]],
    short: Sequence[Sequence[str]],
    folder: Path,
) -> tuple[list[tuple[str, str, int]], list[str]]:
    """Write the files; returns each with its characters and its bytes, and every name in them.

    `shown` are, by package, the numbers of the pages that a disclosure has; `short` are the usual short forms.
    """
    files: dict[str, dict[str, list[Any]]] = defaultdict(lambda: {"regions": [], "sets": [], "rows": []})
    for department in departments:
        file = files[department.file]
        disclosures = [
            [
                int(row["year"]),
                KINDS.index(str(row["kind"])),
                amount(row["total_expenditure_10k_yuan"]),
                place(file["sets"], sorted(shown.get(str(row["package"]), ()))),
            ]
            for row in department.disclosures
        ]
        region = _whole_name(department.region, regions)
        # Asked for by the province or by the county, it is called by its city.
        also = " ".join([*aliases(department.name, short), plain(region)])
        file["rows"].append([department.slug, department.name, also, place(file["regions"], region), disclosures])
    listed, names = [], []
    for name, file in sorted(files.items()):
        size = write(folder / f"{name}.json", file)
        its = [word for row in file["rows"] for word in row[1:3]]
        characters = sorted({character for word in its for character in word if not character.isascii()})
        names += its
        listed.append((name, "".join(characters), size))
    return listed, names


def _whole_name(code: str, regions: Mapping[str, Row]) -> str:
    """A region's name behind those around it: 上海市普陀区."""
    row = regions.get(code)
    return _whole_name(str(row["parent"] or ""), regions) + str(row["name"]) if row else ""


def write_own(warehouse: Warehouse, departments: Sequence[Department], urls: Mapping[str, str], folder: Path) -> None:
    """Write for each department what its disclosures print for headlines and items, and where; `urls` are all pages."""
    printed: dict[str, list[list[str]]] = defaultdict(list)
    for package, thing, value, table, anchor in _printed(warehouse):
        if f"agencies/{package}/tables/{table}/" in urls:
            printed[package].append([thing, value, f"{table}/#{anchor}"])
    for department in departments:
        content: dict[str, object] = {"in": department.file}
        for row in department.disclosures:
            package = str(row["package"])
            content[package.partition("/")[2]] = printed[package]
        write(folder / f"{department.slug}.json", content)


def _printed(warehouse: Warehouse) -> Iterator[tuple[str, str, str, str, str]]:
    """(package, headline or item, its amount or in how many rows it is, table, anchor of the cell)."""
    for row in warehouse.all_rows("headline_figures", "derived"):
        if row["amount_10k_yuan"] is not None and not str(row["item"]).startswith("prior_year"):
            thing, anchor = str(row["item"]).replace("_", "-"), f"r{row['row']}-{row['field']}"
            yield str(row["package"]), thing, amount(row["amount_10k_yuan"]), str(row["resource"]), anchor
    added = _added_up(warehouse)
    for row in warehouse.items(TABLES):
        package, code, table, anchor = (
            str(row["package"]),
            str(row["code"]),
            str(row["table_name"]),
            f"r{row['row']}-total",
        )
        spent = added.pop((package, code), None)
        if row["amount_10k_yuan"] is None and spent:
            yield package, code, _said(spent), spent.table, f"r{spent.row}-{spent.field}"
        else:
            yield package, code, amount(row["amount_10k_yuan"]) or f"分 {row['times']} 行印出", table, anchor
    for (package, code), spent in sorted(added.items()):
        yield package, code, _said(spent), spent.table, f"r{spent.row}-{spent.field}"


_BOOKS = ("all_funds", "general_public_budget", "basic")
"""Where an amount that no one cell prints is taken from, in this order."""


def _added_up(warehouse: Warehouse) -> dict[tuple[str, str], Spent]:
    """(package, item) → what its rows, or where it is not printed the items below it, come to."""
    found: dict[tuple[str, str], Spent] = {}
    for (system, code), those in warehouse.codes():
        wanted = [one for one in those if one.book in _BOOKS and one.state in ("sum", "implied")]
        for spent in sorted(wanted, key=lambda one: _BOOKS.index(one.book)):
            found.setdefault((spent.package, code_slug(system, code)), spent)
    return found


def _said(spent: Spent) -> str:
    parts = f"{spent.parts} 行相加" if spent.state == "sum" else f"推算：{spent.parts} 项相加"
    return f"{amount(spent.amount)}（{parts}）"
