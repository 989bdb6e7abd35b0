"""Which money goes where: source → function → kind of spending, only as far as tables 2 and 3 say it.

Both tables list the same functions. Table 2 divides each by source, table 3 into basic and project spending; neither
says which source pays for which kind. Where an item has only one source or only one kind there is nothing to guess;
where it has several of both, its spending is of no known source.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from yusuan.charts import levels
from yusuan.charts.agreeing import OFF, Line, Sums, Unclear
from yusuan.charts.basic_and_project import NAMES, kinds_of
from yusuan.charts.model import Row
from yusuan.presenting import sources, sums, words
from yusuan.presenting.titles import table_title

UNKNOWN = ""
MOST = 12
_INCOME, _SPENDING = 2, 3
"""The numbers of the tables."""
_UNEQUAL = "不相等，流向图要求每一笔都有来有去"


@dataclass(frozen=True)
class Flow:
    """What is printed: per function its `income` by source and its `spending` by kind, and, traced, by source and kind.

    `traced` maps (source, function, kind) to an amount; its source is `UNKNOWN` where the document does not say.
    `printed` maps every source, function's code and kind to its own printed amount, which parts may miss by rounding.
    `rounded` is true where printed figures add up only within their rounding. `without` says why nothing is known of
    kinds: then `spending` and `traced` are empty, and the flow ends at the functions. `one_source` is true where table
    2 lists no functions, and all comes from the one source that it has.
    """

    total: Decimal
    functions: tuple[tuple[str, str], ...]
    income: Mapping[tuple[str, str], Decimal]
    spending: Mapping[tuple[str, str], Decimal]
    traced: Mapping[tuple[str, str, str], Decimal]
    printed: Mapping[str, Decimal]
    rounded: bool
    decimals: int
    without: str = ""
    one_source: bool = False


def trace(rows: Sequence[Row]) -> Flow:
    """The flow in tables 2 and 3 of one disclosure.

    Rows of `table_number, row, code, label, level, is_total, measure, amount` (万元).

    Where table 2 lists no functions but has one source alone, that pays for all of them. Where table 3 is not there or
    does not part basic from project expenditure, the flow ends at the functions. Raises `Unclear` with a reason in
    Chinese when the tables do not make one flow.
    """
    if any(row["amount"] < 0 for row in rows):
        raise Unclear("有负数，画不成流向图")
    unit = sums.step([row["amount"] for row in rows])
    income_total, income = _lines([row for row in rows if row["table_number"] == _INCOME], table_title(_INCOME))
    chosen, _ = sources.parts_of(income_total.parts, income_total.total, unit)
    one_source = not income and sum(bool(income_total.parts[name]) for name in chosen) == 1
    if not income and not one_source:
        raise Unclear(_unlisted(_INCOME))
    printed = [row for row in rows if row["table_number"] == _SPENDING]
    try:
        spending_total, spending = _lines(printed, table_title(_SPENDING))
        if not spending:
            raise Unclear(_unlisted(_SPENDING))
        kinds, _ = kinds_of(spending_total.parts, spending_total.total, unit)
        if not kinds:
            raise Unclear(f"没有读到{table_title(_SPENDING)}里分开的基本支出与项目支出")
    except Unclear as missing:
        if one_source:
            raise
        # Whence the money of a function comes is said by table 2 alone.
        totals = [
            row["amount"] for row in printed if row["is_total"] and row["level"] == 0 and row["measure"] == "total"
        ]
        return _of_income(income_total, income, totals, unit, str(missing))
    if one_source:
        income = _paid_by_one(spending, next(name for name in chosen if income_total.parts[name]))
    functions = _functions(spending, table_title(_SPENDING))
    sum_up = Sums(unit)

    both = f"收入总计{_said(income_total)}与支出合计{_said(spending_total)}"
    sum_up.must_agree(spending_total.total, [income_total.total], f"{both}{_UNEQUAL}")
    for line in functions:
        if line.code not in income:
            raise Unclear(f"没有读到{table_title(_INCOME)}里的{line.code}{line.label}")
        paid = income[line.code]
        sum_up.must_agree(line.total, [paid.total], f"{line.label}的收入{_said(paid)}与支出{_said(line)}{_UNEQUAL}")
        sum_up.must_add_up(line.total, paid, chosen, f"{line.label}按来源{OFF}")
        sum_up.must_add_up(line.total, line, kinds, f"{line.label}按{_named(kinds)}{OFF}")
    codes = [line.code for line in functions]
    paid_for = [income[code] for code in codes]
    sum_up.columns_must_add_up(income_total, paid_for, chosen, sources.NAMES)
    sum_up.columns_must_add_up(spending_total, functions, kinds, NAMES)
    inflow = _inflow(paid_for, chosen)
    outflow = {(line.code, key): line.parts[key] for line in functions for key in kinds if line.parts.get(key)}
    traced: dict[tuple[str, str, str], Decimal] = {}
    for code in codes:
        traced |= _traced(code, chosen, income, spending, {key: outflow.get((code, key), Decimal(0)) for key in kinds})
    return Flow(
        spending_total.total,
        tuple((line.code, line.label) for line in functions),
        inflow,
        outflow,
        traced,
        {name: income_total.parts[name] for name in chosen}
        | {line.code: line.total for line in functions}
        | {key: spending_total.parts[key] for key in kinds},
        sum_up.rounded,
        words.places([spending_total.total, *inflow.values(), *outflow.values()]),
        one_source=one_source,
    )


def _unlisted(number: int) -> str:
    title = table_title(number)
    return f"没有读到{title}按功能分类列出的{title[1:3]}"


def _paid_by_one(spending: Mapping[str, Line], source: str) -> dict[str, Line]:
    """What table 2 would print of each function, were it to list them: all from its one source."""
    return {code: replace(line, parts={source: line.total}) for code, line in spending.items()}


def _of_income(whole: Line, income: Mapping[str, Line], spent: Sequence[Decimal], unit: Decimal, without: str) -> Flow:
    """The flow from sources to functions that table 2 alone prints; `spent` are totals of table 3, if it prints any."""
    chosen, _ = sources.parts_of(whole.parts, whole.total, unit)
    functions = _functions(income, table_title(_INCOME))
    sum_up = Sums(unit)
    for total in spent:
        sum_up.must_agree(whole.total, [total], f"收入总计{_said(whole)}与支出合计{_UNEQUAL}")
    sum_up.must_agree(whole.total, [line.total for line in functions], f"各功能分类的收入{OFF}")
    for line in functions:
        sum_up.must_add_up(line.total, line, chosen, f"{line.label}按来源{OFF}")
    sum_up.columns_must_add_up(whole, functions, chosen, sources.NAMES)
    inflow = _inflow(functions, chosen)
    printed = {name: whole.parts[name] for name in chosen} | {line.code: line.total for line in functions}
    named = tuple((line.code, line.label) for line in functions)
    decimals = words.places([whole.total, *inflow.values()])
    return Flow(whole.total, named, inflow, {}, {}, printed, sum_up.rounded, decimals, without)


def _inflow(functions: Sequence[Line], chosen: Sequence[str]) -> dict[tuple[str, str], Decimal]:
    return {(name, line.code): line.parts[name] for line in functions for name in chosen if line.parts.get(name)}


def _said(line: Line) -> str:
    return f"{words.money(line.total, words.places([line.total]))}万元"


def _named(kinds: Sequence[str]) -> str:
    *names, last = [NAMES[key] for key in kinds]
    return f"{'、'.join(names)}与{last}" if names else last


def _lines(rows: Sequence[Row], title: str) -> tuple[Line, dict[str, Line]]:
    """The grand total of a table, and its coded rows by code."""
    found: dict[int, dict[str, Decimal]] = {}
    about: dict[int, Row] = {}
    for row in rows:
        found.setdefault(row["row"], {})[row["measure"]] = row["amount"]
        about[row["row"]] = row
    totals: list[tuple[int | None, Line]] = []
    coded: dict[str, Line] = {}
    for number, printed in sorted(found.items()):
        row, total = about[number], printed.pop("total", None)
        if total is None:
            continue
        line = Line(row["code"] or "", row["label"], row["level"] or 0, total, printed)
        if row["is_total"]:
            totals.append((row["level"], line))
        elif line.code in coded:
            raise Unclear(f"{title}把{line.code}{line.label}列了不止一次")
        elif line.code:
            coded[line.code] = line
    # Beside the grand total there may be sub-totals, of no level.
    whole = [line for level, line in totals if level == 0]
    grand = whole[0] if len(whole) == 1 else None
    if grand is None:
        raise Unclear(f"没有读到{title}的合计")
    if grand.total == 0:
        raise Unclear(f"{title}印出的合计是0")
    return grand, coded


def _functions(spending: Mapping[str, Line], title: str) -> list[Line]:
    """The functions to show: classes, or the first level below that divides the money at all."""
    top: list[Line] = []
    for level in (1, 2, 3):
        lines = [line for line in spending.values() if line.level == level and line.total]
        if lines and len(lines) <= MOST:
            top = lines
        if len(top) > 1:
            break
    if not top:
        raise Unclear(f"{title}没有可画的功能分类")
    return top


def _traced(
    function: str,
    chosen: Sequence[str],
    income: Mapping[str, Line],
    spending: Mapping[str, Line],
    kinds: Mapping[str, Decimal],
) -> dict[tuple[str, str, str], Decimal]:
    """The function's spending by source and kind, as far as it is determined; the rest is of unknown source."""
    here = _pairs(function, _some(income[function], chosen), kinds)
    if here is not None:
        return here
    inside = [{"code": code} for code in spending if code.startswith(function)]
    found: dict[tuple[str, str, str], Decimal] = {}
    for leaf in levels.leaves(inside):
        by_kind = _some(spending[leaf["code"]], kinds)
        pairs = _pairs(function, _some(income.get(leaf["code"]), chosen), by_kind)
        if pairs is None:
            pairs = {(UNKNOWN, function, key): amount for key, amount in by_kind.items()}
        for pair, amount in pairs.items():
            found[pair] = found.get(pair, Decimal(0)) + amount
    for candidate in (found, _as_printed(found, income[function])):
        if all(
            sum((amount for pair, amount in candidate.items() if pair[2] == key), Decimal(0)) == printed
            for key, printed in kinds.items()
        ):
            return candidate
    # The items do not make up the function: only what is printed of the function itself is certain.
    return {(UNKNOWN, function, key): amount for key, amount in kinds.items() if amount}


def _some(line: Line | None, columns: Iterable[str]) -> dict[str, Decimal]:
    return {name: line.parts[name] for name in columns if line.parts.get(name)} if line else {}


def _pairs(
    function: str, by_source: Mapping[str, Decimal], by_kind: Mapping[str, Decimal]
) -> dict[tuple[str, str, str], Decimal] | None:
    """Source by kind where one of them is only one, so that there is nothing to guess; else None."""
    by_kind = {key: amount for key, amount in by_kind.items() if amount}
    if sum(by_kind.values(), Decimal(0)) != sum(by_source.values(), Decimal(0)):
        return None
    if 1 not in (len(by_kind), len(by_source)):
        return None
    return {(name, function, key): min(by_source[name], by_kind[key]) for name in by_source for key in by_kind}


def _as_printed(found: Mapping[tuple[str, str, str], Decimal], line: Line) -> dict[tuple[str, str, str], Decimal]:
    """The same pairs with the function's own printed amounts: its items may miss them by their rounding.

    Only where no item left a source open and every source pays for one kind: then it is certain which pair is which.
    """
    pays_for_one = len({source for source, _, _ in found}) == len(found)
    if not pays_for_one or any(source == UNKNOWN for source, _, _ in found):
        return {}
    return {pair: line.parts[pair[0]] for pair in found if line.parts.get(pair[0])}
