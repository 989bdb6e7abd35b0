"""Reads tables that set income beside expenditure, with the hierarchy that numbering and 其中 imply."""

from __future__ import annotations

from dataclasses import dataclass

from yusuan.document import Cell, Table
from yusuan.forms import TableForm, Vocabulary
from yusuan.recognise.coded_rows import read_amounts
from yusuan.recognise.columns import Columns
from yusuan.recognise.findings import Findings, Value, printed
from yusuan.words import key, name


@dataclass(frozen=True)
class _Place:
    level: int
    row: int
    numbered: bool
    parent: int | None


class _Hierarchy:
    """Places each label below another: 一、 is first, 1. second; 其中 opens a list under the last numbered one."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._numbered: list[_Place] = []
        self._last: _Place | None = None

    def place(self, text: str, row: int) -> tuple[str, str, int, int | None]:
        """Marker, label, level and parent row of a printed label."""
        for level, pattern in enumerate(self._vocabulary.levels, start=1):
            if match := pattern.match(text):
                self._numbered = [n for n in self._numbered if n.level < level]
                return self._found(
                    match.group(), text, _Place(level, row, True, self._numbered[-1].row if self._numbered else None)
                )
        match = self._vocabulary.of_which.match(text)
        if match is None and self._last is not None and not self._last.numbered:
            # An unmarked label goes on with the list that the unmarked one above it belongs to.
            return self._found("", text, _Place(self._last.level, row, False, self._last.parent))
        above = self._numbered[-1] if self._numbered else None
        level, parent = (above.level + 1, above.row) if above else (1, None)
        return self._found(match.group() if match else "", text, _Place(level, row, False, parent))

    def _found(self, marker: str, text: str, place: _Place) -> tuple[str, str, int, int | None]:
        self._last = place
        if place.numbered:
            self._numbered.append(place)
        return name(marker), name(text[len(marker) :]), place.level, place.parent


def read_two_sided(table: Table, columns: Columns, form: TableForm, vocabulary: Vocabulary, findings: Findings) -> None:
    """One row for each printed row, income on the left and expenditure on the right."""
    hierarchy = _Hierarchy(vocabulary)
    rows = [cells for cells in table.rows[columns.depth :] if any(cell.text.strip() for cell in cells)]
    for row, cells in enumerate(rows, start=1):
        values, places = read_amounts(cells, columns.fields, vocabulary, findings)
        for side in ("income", "expenditure"):
            label = cells[columns.fields[f"{side}_label"]] if f"{side}_label" in columns.fields else None
            if label is not None and label.text.strip():
                values |= (
                    _income(label, row, hierarchy, vocabulary) if side == "income" else _expenditure(label, vocabulary)
                )
                places[f"{side}_label"] = printed(label)
                if values.get(f"{side}_code"):
                    places[f"{side}_code"] = printed(label)
                elif side == "expenditure" and not values["expenditure_is_total"]:
                    reason = "Neither a code with its name nor the label of a total."
                    findings.not_understood("label", label.text, label.place, reason)
            elif any(field.startswith(side) for field in values):
                reason = f"An amount of {side} without a label."
                findings.not_understood("line", "\t".join(cell.text for cell in cells), cells[0].place, reason)
        findings.add(form.table_name, values, places)


def _income(label: Cell, row: int, hierarchy: _Hierarchy, vocabulary: Vocabulary) -> dict[str, Value]:
    total = key(label.text) in vocabulary.total
    marker, text, level, parent = ("", name(label.text), 0, None) if total else hierarchy.place(label.text.strip(), row)
    return {
        "income_number": marker or None,
        "income_label": text,
        "income_level": level,
        "income_parent_row": parent,
        "income_is_total": total,
    }


def _expenditure(label: Cell, vocabulary: Vocabulary) -> dict[str, Value]:
    total = key(label.text) in vocabulary.total
    match = vocabulary.coded_label.fullmatch(label.text.strip())
    code = match["code"] if match else None
    return {
        "expenditure_code": code,
        "expenditure_label": name(match["label"] if match else label.text),
        "expenditure_level": 0 if total else (len(code) - 1) // 2 if code else None,
        "expenditure_is_total": total,
    }
