"""Finds the columns of a table: how deep its header is, and which field each printed column fills."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from yusuan.document import Cell, Table
from yusuan.forms import ColumnForm
from yusuan.numbers import number
from yusuan.recognise.header_units import without_unit
from yusuan.recognise.number_rows import is_number_row
from yusuan.words import key

DEEPEST_HEADER = 5
_TOTALS = frozenset({"合计", "总计", "小计"})
NAME_OR_UNIT = "name_or_unit"
TOTAL, DEPARTMENTAL = "total", "departmental_budget"
PRIOR, CURRENT, CHANGE = "上年", "本年", "增减"
_PRIOR = re.compile("上年(?:度)?(?:年初)?(?:预算|执行|决算|预计执行|完成)?(?:数|情况)?")
_CHANGE = re.compile("增减(?:变化)?(?:情况)?|(?:本年|当年)?(?:预算数?)?[比较与](?:上年|去年).*")
CODE_PARTS = ("class_code", "section_code", "item_code")
_YEAR = re.compile(r"20\d\d年(?:度)?")
# Final accounts print 预算数 beside the 决算数 that came of it: it is what other places call 年初预算数.
_EXECUTED, _AT_FIRST, _ADJUSTED = "决算数", "年初预算数", "全年预算数"
_BESIDE_EXECUTED = dict.fromkeys(("预算数", "预算", "年初预算", _AT_FIRST), _AT_FIRST) | dict.fromkeys(
    ("全年预算", "调整预算", "调整预算数", "调整后预算数", _ADJUSTED), _ADJUSTED
)
_BUDGETS = frozenset({_AT_FIRST, _ADJUSTED})
_LABELS = frozenset({"code", "name", *CODE_PARTS})
# 项目(按功能分类): what distinguishes the rows below.
_BY = re.compile(r"\(按[^()]*\)$")


@dataclass(frozen=True)
class Columns:
    """`fields` gives the printed column (from 0) of each field; `unknown` the header cells the form lacks.

    `names_units` says that the column of names holds the units too, and the subjects of each below it.
    """

    depth: int
    fields: dict[str, int]
    unknown: tuple[Cell, ...]
    names_units: bool = field(default=False, kw_only=True)


def find_columns(table: Table, forms: Sequence[ColumnForm], start: int = 0) -> Columns:
    """Match the header that begins at row `start` with the form's columns.

    The header may have several rows. Where cells are merged, the text stands in the first cell and the
    rest are blank, so a blank continues the group on its left, but only below one and the same group.
    The depth is the one that explains most columns.
    """
    words = frozenset().union(*(form.headers for form in forms))
    best: Columns | None = None
    for depth in range(1, min(DEEPEST_HEADER, len(table.rows) - start) + 1):
        header = table.rows[start : start + depth]
        if any(number(cell.text) for cell in header[-1]) or is_number_row(header[-1]):
            break
        found = _match(_paths(header), header, forms, depth)
        if best is None or len(found.fields) > len(best.fields) or _only_headers(header[-1], words):
            best = found
    if best is None:
        return Columns(0, {}, ())
    if "name" not in best.fields and NAME_OR_UNIT in best.fields:
        fields = {"name" if known == NAME_OR_UNIT else known: column for known, column in best.fields.items()}
        best = replace(best, fields=fields, names_units=True)
    return _spread_code(_with_total(best), table.rows[start : start + best.depth])


def _with_total(columns: Columns) -> Columns:
    """The columns, the total of the departmental budget as the total where no other is printed."""
    if TOTAL in columns.fields or DEPARTMENTAL not in columns.fields:
        return columns
    return replace(
        columns, fields={TOTAL if known == DEPARTMENTAL else known: n for known, n in columns.fields.items()}
    )


def _only_headers(cells: Sequence[Cell], words: frozenset[str]) -> bool:
    """Whether most words of the row are headers, and several are: then it is a row of the header.

    As a row of the table it would have a header for its name.
    """
    filled = [key(cell.text) for cell in cells if key(cell.text)]
    known = [word for word in filled if word in words]
    return len(set(known) - _TOTALS) > 1 and 2 * len(known) > len(filled)


def _dated(header: Sequence[Sequence[Cell]]) -> Callable[[str], str]:
    """What makes of a header's years words: of the latest one nothing (本年 where it stands alone), of others 上年.

    Of both at once, as in 2024年预算数比2023年执行数, it makes 增减; of a budget beside the outturn 年初预算数.
    """
    years = sorted({year[:4] for row in header for cell in row for year in _YEAR.findall(key(cell.text))})
    latest = years[-1] if years else ""

    def undated(word: str) -> str:
        named = {year[:4] for year in _YEAR.findall(word)}
        if len(named) > 1:
            return CHANGE
        bare = _YEAR.sub("", word)
        return f"{PRIOR}{bare}" if named and named != {latest} else bare or CURRENT

    if not any(undated(key(cell.text)) == _EXECUTED for row in header for cell in row):
        return undated
    return lambda word: _BESIDE_EXECUTED.get(bare := undated(word), bare)


def _paths(header: Sequence[Sequence[Cell]]) -> list[tuple[str, ...]]:
    """For each column the words of its header from top to bottom."""
    paths: list[tuple[str, ...]] = [() for _ in header[0]]
    for cells in header:
        above = list(paths)
        for column, cell in enumerate(cells):
            word = without_unit(key(cell.text))
            if not word and column and above[column] == above[column - 1]:
                # The header's first row has nothing above: every blank there continues its left neighbour.
                word = paths[column - 1][-1] if len(paths[column - 1]) > len(above[column - 1]) else ""
            if word:
                paths[column] = (*above[column], word)
    return paths


def _above_year(path: Sequence[str]) -> str:
    """What stands above a year that stands alone: of 预算数 | 2024年 it is 预算数."""
    return path[-2] if len(path) > 1 and path[-1] == CURRENT else ""


def _raw(path: Sequence[str], undated: Sequence[str]) -> str:
    """The last word as printed; not where a budget beside the outturn has a word of its own."""
    return undated[-1] if undated[-1] in _BUDGETS else path[-1]


def _period(path: Sequence[str]) -> str:
    """What headers say of the time of their column: `prior`, `change`, or nothing."""
    if any(_PRIOR.fullmatch(word) for word in path):
        return "prior"
    return "change" if any(_CHANGE.fullmatch(word) for word in path) else ""


def _same_period(known: str, period: str) -> bool:
    """Whether a field may stand under these headers: neither last year's figures nor a change are this year's."""
    if period == "prior":
        return known.startswith("prior_year_") or known.endswith("_prior_year_amount")
    return period != "change" or known.startswith("change")


def _match(
    paths: list[tuple[str, ...]], header: Sequence[Sequence[Cell]], forms: Sequence[ColumnForm], depth: int
) -> Columns:
    fields: dict[str, int] = {}
    taken: set[int] = set()
    undate = _dated(header)
    beside_outturn = undate("预算数") == _AT_FIRST
    paths = _without_total_label(paths, header, forms)
    known = [(path, undated := [undate(word) for word in path], _period(undated)) for path in paths]
    for form in forms:
        if form.field in fields:
            continue
        for column, (path, undated, period) in enumerate(known):
            above = {*path[:-1], *undated[:-1]}
            if (
                column not in taken
                and path
                and _same_period(form.field, period)
                and ("budget_" in form.field or not (beside_outturn and _BUDGETS & {*undated}))
                and form.headers & {_raw(path, undated), undated[-1], _BY.sub("", undated[-1]), _above_year(undated)}
                and (not form.under or form.under & above)
                and not form.not_under & above
            ):
                fields[form.field] = column
                taken.add(column)
                break
    unknown = tuple(
        next(cells[column] for cells in reversed(header) if cells[column].text.strip())
        for column, path in enumerate(paths)
        if column not in taken and path and any(cells[column].text.strip() for cells in header)
    )
    return Columns(depth, fields, unknown)


def _without_total_label(
    paths: list[tuple[str, ...]], header: Sequence[Sequence[Cell]], forms: Sequence[ColumnForm]
) -> list[tuple[str, ...]]:
    """The paths without the label of the total row, where it stands there: 合计 below the head of the codes."""
    labels = frozenset().union(*(form.headers for form in forms if form.field in _LABELS))
    found = []
    for column, path in enumerate(paths):
        # What the column prints itself: a head that is continued from the left is none of its own.
        own = [word for cells in header if (word := key(cells[column].text))]
        is_label = len(own) > 1 and own[-1] in _TOTALS and own[-2] in labels - _TOTALS
        found.append(path[:-1] if is_label else path)
    return found


def _spread_code(columns: Columns, header: Sequence[Sequence[Cell]]) -> Columns:
    """One header over the three columns of 类, 款 and 项: its code stands in columns of its own."""
    first = columns.fields.get("code")
    paths = _paths(header) if header else []
    if first is None or paths[first : first + 3].count(paths[first]) < len(CODE_PARTS):
        return columns
    fields = {known: column for known, column in columns.fields.items() if known != "code"}
    fields |= zip(CODE_PARTS, range(first, first + 3), strict=True)
    spread = {header[row][first + part].place for row in range(len(header)) for part in (1, 2)}
    unknown = tuple(cell for cell in columns.unknown if cell.place not in spread)
    return replace(columns, fields=fields, unknown=unknown)
