"""Finds what a row of a table is about: its code, in whichever style it is printed, its name, its unit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from yusuan.document import Cell
from yusuan.forms import Vocabulary
from yusuan.recognise.findings import Printed, Value, printed, printed_cells
from yusuan.words import key, name

PARTS = ("class_code", "section_code", "item_code")
"""A code in columns of its own: 类 | 款 | 项."""
GOVERNMENT_PARTS = ("government_class_code", "government_section_code")
CODED_TEXTS = (("government_economic_code", "government_economic_name"), ("economic_code", "economic_name"))
"""Further classifications of a row, each in two columns or as one coded label."""
TEXTS = (
    *("unit_code", "unit_name", "project_name", "category", "content", "item_name", "method", "quantity"),
    *("nature", "posts", "staff", "remark"),
)
"""Columns of words."""
LINE_NUMBER = "line_number"
_CODED = frozenset(column for pair in CODED_TEXTS for column in pair)
IDENTITY = frozenset({LINE_NUMBER, *PARTS, *GOVERNMENT_PARTS, "code", "name", *TEXTS}) | _CODED
"""All columns that are no amounts."""
_HEADS = frozenset("类款项")
_CODE = re.compile(r"[0-9]{3}([0-9]{2}){0,2}")
_UNIT_CODE = re.compile(r"[0-9]{6}")
_SHORT = re.compile(r"[0-9]{2}")


class NotACode(Exception):
    """The cells of a row's code hold something else; always caught and listed with its place."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        self.cells = cells
        super().__init__("Not a code of class, section and item.")


@dataclass
class Identified:
    """What a row is about. `label` is the cell that names it; `whole` and `subtotal` say whether it is a total."""

    values: dict[str, Value] = field(default_factory=dict)
    places: dict[str, Printed] = field(default_factory=dict)
    code: str | None = None
    label: Cell | None = None
    whole: bool = False
    subtotal: bool = False
    of_unit: bool = False
    code_cells: list[Cell] = field(default_factory=list)

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all says what the row is about."""
        return self.label is None and not self.code and not self.values and not self.code_cells


class RowCodes:
    """Reads what each row of one table is about; a part of a code that is not printed is that of the row above."""

    def __init__(self, fields: Mapping[str, int], vocabulary: Vocabulary, names_units: bool = False) -> None:
        self._fields = fields
        self._names_units = names_units
        self._vocabulary = vocabulary
        self._above: list[str] = []
        self._class = ""
        """The class above, in a table whose sections say only their own two digits."""

    @property
    def has_codes(self) -> bool:
        """Whether the table has columns of codes."""
        return bool({*PARTS, "code"} & self._fields.keys())

    @property
    def has_labels(self) -> bool:
        """Whether any column says what a row is about."""
        return bool(IDENTITY & self._fields.keys())

    def read(self, cells: Sequence[Cell]) -> Identified:
        """What this row is about. Raises NotACode for a code that is none."""
        found = Identified()
        named = self._cell(cells, "name")
        totals = [c for f in self._fields if f in IDENTITY and self._is_total(c := cells[self._fields[f]])]
        self._read_code(cells, found)
        self._class = (found.code or "")[:3] or self._class
        if found.of_unit:
            self._name_unit(cells, found)
        elif named is not None and named.text.strip():
            self._name(named, found)
            if self._names_units and found.code is None and not self._is_total(named):
                found.of_unit = True
                found.values["unit_name"], found.places["unit_name"] = name(named.text), printed(named)
        elif found.label is None:
            unit = self._cell(cells, "unit_name") or self._cell(cells, "unit_code")
            if unit is not None and unit.text.strip() and found.code is None:
                found.label, found.of_unit = unit, True
        for code, text in CODED_TEXTS:
            self._read_coded_text(cells, code, text, found)
        for text in TEXTS:
            cell = self._cell(cells, text)
            # 合计 in the column of units is the name of the row, and no unit
            if cell is not None and cell.text.strip() and key(cell.text) not in self._vocabulary.total:
                found.values[text] = name(cell.text)
                found.places[text] = printed(cell)
        unit_codes_alone = not {"name", "unit_name"} & self._fields.keys()
        if found.label is not None and key(found.label.text).isdecimal() and not unit_codes_alone:
            found.label = None
        if totals and not found.code:
            found.label = totals[0]
            found.whole, found.of_unit = key(totals[0].text) in self._vocabulary.total, False
            found.subtotal = not found.whole
        if found.label is not None:
            found.values.setdefault("name", name(found.label.text))
            found.places.setdefault("name", printed(found.label))
        return found

    def _cell(self, cells: Sequence[Cell], column: str) -> Cell | None:
        return cells[self._fields[column]] if column in self._fields else None

    def _is_total(self, cell: Cell) -> bool:
        word = key(cell.text)
        return word in self._vocabulary.total or word.endswith(("小计", "合计"))

    def _read_code(self, cells: Sequence[Cell], found: Identified) -> None:
        parts = [cells[self._fields[part]] for part in PARTS if part in self._fields]
        if any(self._is_total(cell) for cell in parts):
            return
        # The head of these columns may stand in the row of the total.
        stated = ["" if key(cell.text) in _HEADS else key(cell.text) for cell in parts]
        digits = self._with_noughts(stated)
        if any(digits):
            found.code = self._joined(parts, digits)
            found.code_cells = [cell for cell in parts if cell.text.strip()]
            if "".join(stated) == found.code:
                # A part that is carried over from above is not printed here: then no place prints the code.
                found.places["code"] = printed_cells(found.code_cells)
        cell = self._cell(cells, "code")
        if cell is None or not key(cell.text) or self._is_total(cell):
            return
        word = key(cell.text)
        if _CODE.fullmatch(word):
            found.code = word
        elif match := self._vocabulary.coded_label.fullmatch(cell.text.strip()):
            found.code, found.label = match["code"], cell
            found.values["name"] = name(match["label"])
        elif _SHORT.fullmatch(word) and self._class:
            # Its other digits are those of the class above; no place prints the whole code.
            found.code, found.code_cells = self._class + word, [cell]
            return
        elif _UNIT_CODE.fullmatch(word) and self._cell(cells, "name") is not None:
            found.of_unit, found.code_cells = True, [cell]
            found.values["unit_code"], found.places["unit_code"] = word, printed(cell)
            self._class = ""
            return
        elif any(character.isdigit() for character in word):
            raise NotACode([cell])
        else:
            found.label = cell
            return
        found.code_cells = [cell]
        found.places["code"] = printed(cell)

    def _with_noughts(self, stated: list[str]) -> list[str]:
        """The digits, with the nought that a spreadsheet has dropped: below 301 | 01 the row 301 | 2 is 30102."""
        filled = [digit for digit in stated if digit]
        short = len(filled) > 1 and filled[:-1] == self._above[:-1] and len(filled) == len(self._above)
        last = stated.index(filled[-1]) if short else None
        if (
            last is None
            or len(filled[-1]) != 1
            or not filled[-1].isdecimal()
            or int(filled[-1]) <= int(self._above[-1])
        ):
            return stated
        return [f"0{digit}" if at == last else digit for at, digit in enumerate(stated)]

    def _name_unit(self, cells: Sequence[Cell], found: Identified) -> None:
        """A unit whose code stands among those of subjects: 125001 西安市安全生产监督管理局."""
        named = self._cell(cells, "name")
        if named is not None and named.text.strip():
            found.label = named
            found.values["unit_name"], found.places["unit_name"] = name(named.text), printed(named)

    def _joined(self, cells: Sequence[Cell], digits: list[str]) -> str:
        deepest = max(i for i, part in enumerate(digits) if part)
        first = min(i for i, part in enumerate(digits) if part)
        whole = [*self._above[:first], *digits[first : deepest + 1]]
        # 201 | 13 | 02: each column has its own width, and no column may be skipped.
        if len(whole) != deepest + 1 or not all(
            len(part) == (3 if i == 0 else 2) and part.isascii() and part.isdigit() for i, part in enumerate(whole)
        ):
            raise NotACode(cells)
        self._above = whole
        return "".join(whole)

    def _name(self, cell: Cell, found: Identified) -> None:
        match = self._vocabulary.coded_label.fullmatch(cell.text.strip())
        if match and not found.code and not self.has_codes:
            found.code, found.code_cells = match["code"], [cell]
            found.values["name"] = name(match["label"])
            found.places["code"] = printed(cell)
        found.label = cell

    def _read_coded_text(self, cells: Sequence[Cell], code: str, text: str, found: Identified) -> None:
        parts = [cells[self._fields[part]] for part in GOVERNMENT_PARTS if part in self._fields]
        stated = self._cell(cells, code)
        if code == "government_economic_code" and any(key(cell.text) for cell in parts):
            filled = [cell for cell in parts if key(cell.text)]
            self._keep_code(code, "".join(key(cell.text) for cell in filled), printed_cells(filled), filled, found)
        elif stated is not None and key(stated.text):
            self._keep_code(code, key(stated.text), printed(stated), [stated], found)
        cell = self._cell(cells, text)
        if cell is None or not cell.text.strip() or self._is_total(cell):
            return
        match = self._vocabulary.coded_label.fullmatch(cell.text.strip())
        if match and code not in found.values:
            self._keep_code(code, match["code"], printed(cell), [cell], found)
            found.values[text] = name(match["label"])
        else:
            found.values[text] = name(cell.text)
        found.places[text] = printed(cell)

    def _keep_code(self, field: str, code: str, place: Printed, cells: list[Cell], found: Identified) -> None:
        if not _CODE.fullmatch(code):
            raise NotACode(cells)
        found.values[field], found.places[field] = code, place
        found.code_cells = [*found.code_cells, *cells]
