"""Reads the rows of tables whose rows are known by a classification code or by their label."""

from __future__ import annotations

from collections.abc import Sequence

from yusuan.document import Cell, Table
from yusuan.forms import TableForm, Vocabulary
from yusuan.recognise.columns import Columns
from yusuan.recognise.findings import Findings, Printed, Value, printed, printed_cells
from yusuan.words import key, name, number

CODE_COLUMNS = ("class_code", "section_code", "item_code")
TEXT_COLUMNS = ("name", "label", "project_name")


def read_coded_rows(
    table: Table, columns: Columns, form: TableForm, vocabulary: Vocabulary, findings: Findings
) -> None:
    """Rows with 类, 款 and 项 in columns of their own: the code is their digits one after the other."""
    for cells in table.rows[columns.depth :]:
        values, places = read_amounts(cells, columns.fields, vocabulary, findings)
        code_cells = [cells[columns.fields[field]] for field in CODE_COLUMNS if field in columns.fields]
        code = _code(code_cells, findings)
        label = cells[columns.fields["name"]] if "name" in columns.fields else None
        total = label is not None and key(label.text) in vocabulary.total
        if not any(cell.text.strip() for cell in cells):
            continue
        if label is None or not label.text.strip() or (not code and not total):
            findings.not_understood(
                "line",
                "\t".join(cell.text for cell in cells),
                cells[0].place,
                "A row with neither a code nor the label of a total.",
            )
            continue
        row: dict[str, Value] = {
            "code": code,
            "name": name(label.text),
            "level": 0 if total else _level(code),
            "is_total": total,
        }
        if code:
            places["code"] = printed_cells([cell for cell in code_cells if cell.text.strip()])
            findings.hold((cell.place for cell in code_cells), form.table_name)
        places["name"] = printed(label)
        if "project_name" in columns.fields and (project := cells[columns.fields["project_name"]]).text.strip():
            row["project_name"] = name(project.text)
            places["project_name"] = printed(project)
        findings.add(form.table_name, row | values, places)


def read_amounts(
    cells: Sequence[Cell], fields: dict[str, int], vocabulary: Vocabulary, findings: Findings
) -> tuple[dict[str, Value], dict[str, Printed]]:
    """The printed amounts of a row by field. A blank stays out; what is no number is not understood."""
    values: dict[str, Value] = {}
    places: dict[str, Printed] = {}
    for field, column in fields.items():
        cell = cells[column]
        if field in CODE_COLUMNS or field.removeprefix("income_").removeprefix("expenditure_") in TEXT_COLUMNS:
            continue
        if key(cell.text) in vocabulary.blank:
            continue
        amount = number(cell.text)
        if amount is None:
            findings.not_understood(
                "number", cell.text, cell.place, f"The column {field} holds amounts, and this is none."
            )
            continue
        values[field] = amount
        places[field] = printed(cell)
    return values, places


def _code(cells: Sequence[Cell], findings: Findings) -> str | None:
    digits = [key(cell.text) for cell in cells]
    code = "".join(digits)
    if not code:
        return None
    deepest = max(i for i, part in enumerate(digits) if part)
    # 201 | 13 | 02: each column has its own width, and no column may be skipped.
    if all(len(part) == (3 if i == 0 else 2) and part.isdigit() for i, part in enumerate(digits[: deepest + 1])):
        return code
    findings.not_understood(
        "label", "\t".join(cell.text for cell in cells), cells[0].place, "Not a code of class, section and item."
    )
    return None


def _level(code: str | None) -> int | None:
    return (len(code) - 1) // 2 if code else None
