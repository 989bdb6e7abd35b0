"""Says what a cell of a sheet shows: its value in its number format, as its font, its view and its rules leave it."""

from __future__ import annotations

import datetime
import operator
import re
from decimal import Decimal, InvalidOperation

from openpyxl.styles.numbers import is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from yusuan.reading.cells import mend
from yusuan.reading.looks import Dropped, shown
from yusuan.reading.written import whole
from yusuan.reading.xlsx_book import Book
from yusuan.reading.xlsx_sheet import Stored, Taken
from yusuan.reading.xlsx_styles import Style, X
from yusuan.reading.xlsx_values import NotShown, displayed

Value = str | int | float | bool | datetime.datetime | datetime.date | datetime.time | datetime.timedelta
_HIDES = ";;;"
_COMPARE = {
    "equal": operator.eq,
    "notEqual": operator.ne,
    "lessThan": operator.lt,
    "lessThanOrEqual": operator.le,
    "greaterThan": operator.gt,
    "greaterThanOrEqual": operator.ge,
}
MAY_HIDE = "a rule of the sheet may hide it; whether it can be seen is not known"


def text_of(at: tuple[int, int], cell: Stored, sheet: Taken, book: Book, dropped: Dropped) -> str:
    """The text that a cell shows; what it holds and does not show is added to `dropped` with the reason."""
    if cell.value is None and not cell.runs:
        if cell.formula is not None:
            dropped.append((cell.formula, "a formula without its result; open the file in Excel and save it"))
        return ""
    style = book.styles.of(cell.style)
    value = _value(cell, style, book)
    style = _ruled(at, value, style, sheet, book, dropped)
    if cell.kind == "e":
        dropped.append((str(value), "the sheet shows an error here"))
    if not sheet.zeros and not isinstance(value, str | bool) and value == 0:
        return ""
    if not isinstance(value, str):
        try:
            return shown(displayed(value, style.form), style.look, dropped)
        except NotShown as unknown:
            dropped.append((str(value), f"{unknown}; it was not read"))
            return ""
    parts = _runs(cell, book) or ((value, None),)
    text = "".join(shown(words, book.styles.rich(font, style.look), dropped) for words, font in parts)
    return mend(text.split("\n"), printed=False)


def raw(cell: Stored, book: Book) -> str:
    """What a hidden cell holds, to list it."""
    return "".join(words for words, _ in _runs(cell, book)) or cell.value or cell.formula or ""


def _runs(cell: Stored, book: Book) -> tuple[tuple[str, object], ...]:
    if cell.kind == "s":
        number = whole(cell.value, -1)
        return book.strings[number] if 0 <= number < len(book.strings) else ()
    return cell.runs


def _value(cell: Stored, style: Style, book: Book) -> Value:
    written = cell.value or ""
    if cell.kind in ("s", "inlineStr"):
        return "".join(words for words, _ in _runs(cell, book))
    if cell.kind == "b":
        return written == "1"
    if cell.kind == "d":
        try:
            return datetime.datetime.fromisoformat(written)
        except ValueError:
            return written
    if cell.kind != "n":
        return written
    try:
        number = float(written) if re.search(r"[.eE]", written) else int(written)
        if is_date_format(style.form):
            epoch = CALENDAR_MAC_1904 if book.since_1904 else CALENDAR_WINDOWS_1900
            return from_excel(number, epoch) or number
    except (ValueError, OverflowError):
        return written
    return number


def _ruled(at: tuple[int, int], value: Value, style: Style, sheet: Taken, book: Book, dropped: Dropped) -> Style:
    """The style as the rules of conditional formatting leave it; one that may hide the cell is listed."""
    for rule in sheet.rules:
        if not any(top <= at[0] <= bottom and left <= at[1] <= right for top, left, bottom, right in rule.areas):
            continue
        changed = book.styles.changed(rule.element.get("dxfId"), style)
        if not _hides(changed, style):
            continue
        holds = _holds(value, rule.element.get("type"), rule.element.get("operator"), rule.element)
        if holds:
            return changed
        if holds is None and re.search(r"\d", str(value)):
            dropped.append((str(value), MAY_HIDE))
    return style


def _hides(changed: Style, style: Style) -> bool:
    return (changed.look.unread is not None and style.look.unread is None) or changed.form.startswith(_HIDES)


def _holds(value: Value, kind: str | None, compare: str | None, rule: object) -> bool | None:
    """Whether a rule holds for a value; None where that takes working out a formula."""
    if kind != "cellIs":
        return None
    formulas = [formula.text or "" for formula in rule.iterfind(X + "formula")]  # type: ignore[attr-defined]
    try:
        limits = [Decimal(text.strip().strip('"')) for text in formulas]
        number = Decimal(str(value))
        if compare in _COMPARE and limits:
            return bool(_COMPARE[compare](number, limits[0]))
        if compare in ("between", "notBetween") and len(limits) > 1:
            return (min(limits) <= number <= max(limits)) == (compare == "between")
    except InvalidOperation:  # no number, or one that is not comparable
        return None
    return None
