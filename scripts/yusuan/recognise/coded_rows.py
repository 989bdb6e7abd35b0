"""Reads the rows of tables whose rows are known by a classification code, a name, or the unit that they are of."""

from __future__ import annotations

from collections.abc import Sequence

from yusuan.document import Cell, Table
from yusuan.forms import TableForm, Vocabulary
from yusuan.recognise.amounts import is_blank, read_amount
from yusuan.recognise.columns import Columns
from yusuan.recognise.findings import Findings, Printed, Value, printed
from yusuan.recognise.number_rows import is_number_row
from yusuan.recognise.row_codes import IDENTITY, LINE_NUMBER, Identified, NotACode, RowCodes
from yusuan.recognise.row_sums import RowSums
from yusuan.words import name


def read_coded_rows(
    table: Table, columns: Columns, form: TableForm, vocabulary: Vocabulary, findings: Findings
) -> None:
    """One row for each printed row. A row without a code or name that the table's columns ask for is not understood."""
    codes = RowCodes(columns.fields, vocabulary, columns.names_units)
    sums = RowSums()
    amounts = {field: column for field, column in columns.fields.items() if field not in IDENTITY}
    for cells in table.rows[columns.depth :]:
        if is_number_row(cells):
            findings.account_for((cell.place for cell in cells), "column numbers")
            continue
        if all(is_blank(cell, vocabulary) for cell in cells):
            continue
        try:
            found = codes.read(cells)
        except NotACode as wrong:
            text = "\t".join(cell.text for cell in wrong.cells)
            findings.not_understood("label", text, wrong.cells[0].place, str(wrong))
            continue
        stated = {
            field: cells[column].text for field, column in amounts.items() if not is_blank(cells[column], vocabulary)
        }
        if stated and (not codes.has_labels or (found.is_blank and sums.add_to(stated))):
            _name_by_header(found, table, columns)
        known = found.code or found.whole or found.subtotal or found.of_unit or not codes.has_codes
        if found.label is None or not known:
            reason = "A row with neither a code nor the label of a total."
            findings.not_understood("line", "\t".join(cell.text for cell in cells), cells[0].place, reason)
            continue
        findings.account_for((cell.place for cell in found.code_cells), form.table_name)
        if LINE_NUMBER in columns.fields:
            findings.account_for([cells[columns.fields[LINE_NUMBER]].place], "line numbers")
        sums.take(found.code or str(found.values.get("unit_code") or ""), stated)
        values, places = read_amounts(cells, amounts, vocabulary, findings)
        findings.add(form.table_name, _identity(found) | values, places | found.places)


def _identity(found: Identified) -> dict[str, Value]:
    level = 0 if found.whole else (len(found.code) - 1) // 2 if found.code and not found.subtotal else None
    return {"code": found.code, "level": level, "is_total": found.whole or found.subtotal, **found.values}


def _name_by_header(found: Identified, table: Table, columns: Columns) -> None:
    """A row of amounts alone that is the total is named by the header of its total."""
    if "total" not in columns.fields:
        return
    header = next(
        cells[columns.fields["total"]]
        for cells in reversed(table.rows[: columns.depth])
        if cells[columns.fields["total"]].text.strip()
    )
    found.label, found.whole = header, True
    found.values["name"], found.places["name"] = name(header.text), printed(header)


def read_amounts(
    cells: Sequence[Cell], fields: dict[str, int], vocabulary: Vocabulary, findings: Findings
) -> tuple[dict[str, Value], dict[str, Printed]]:
    """The printed amounts of a row by field. A blank stays out; what is no number is not understood."""
    values: dict[str, Value] = {}
    places: dict[str, Printed] = {}
    for field, column in fields.items():
        amount = read_amount(field, cells[column], vocabulary, findings)
        if amount is not None:
            values[field] = amount
            places[field] = printed(cells[column])
    return values, places
