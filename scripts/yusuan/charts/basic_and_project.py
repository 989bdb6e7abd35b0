"""Basic against project spending: what keeps the house running, and what is done for a purpose, by function."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from yusuan.charts import levels
from yusuan.charts.bars import Bars
from yusuan.charts.model import Bar, Nothing, Row, Story
from yusuan.intervals import Outcome
from yusuan.presenting import sums, words
from yusuan.presenting.titles import amount_titles, code_and_name, table_title

_KINDS_OF_SPENDING = (
    *("basic_expenditure", "project_expenditure", "personnel", "operating", "household_personnel"),
    *("business_operation_expenditure", "superior_remittance", "subordinate_subsidy", "unit_reserve"),
    *("carryover_next_year", "other_expenditure"),
)
NAMES = {name: amount_titles(3)[name] for name in _KINDS_OF_SPENDING}
"""Every column of table 3 that is a kind of spending → its title."""

KINDS = tuple(NAMES.items())[:2]
_WITHIN_BASIC = {"personnel", "operating", "household_personnel"}
_TABLE = table_title(3)


def kinds_of(printed: Mapping[str, Decimal | None], total: Decimal, unit: Decimal) -> tuple[tuple[str, ...], Outcome]:
    """Which of the printed columns are the kinds that make up `total`.

    All places print basic and project spending, or the parts of basic spending in its place; some have kinds beside
    these. The fewest that add up are the right ones; where none do, the outcome says so.
    """
    present = [name for name in NAMES if printed.get(name)]
    if "basic_expenditure" in present:
        present = [name for name in present if name not in _WITHIN_BASIC]
    first = {*dict(KINDS), *_WITHIN_BASIC}
    readings = [tuple(name for name in present if name in first), tuple(present)]
    for wanted in (Outcome.PASS, Outcome.ROUNDING):
        for reading in readings:
            if reading and sums.agrees(total, [printed[name] or Decimal(0) for name in reading], unit) is wanted:
                return reading, wanted
    return readings[1], Outcome.DISCREPANCY


def make_story(rows: Sequence[Row]) -> Story | Nothing:
    """Rows of `code, label, level, is_total, total`, and kinds of spending by their names (万元; None not printed)."""
    grand = levels.grand_total(rows)
    if grand is None or grand["total"] is None:
        return Nothing(f"没有读到{_TABLE}的合计")
    total: Decimal = grand["total"]
    unit = sums.step([row[key] for row in rows for key in ("total", *NAMES) if row.get(key)])
    chosen, outcome = kinds_of({key: grand.get(key) for key in NAMES}, total, unit)
    if not chosen:
        return Nothing(f"{_TABLE}印出的合计是0" if total == 0 else f"没有读到{_TABLE}里分开的基本支出与项目支出")
    kinds = [(key, NAMES[key], Decimal(grand[key])) for key in chosen]
    shown = levels.fitting(rows, total) or [grand]
    shown.sort(key=lambda row: (-row["total"], row["code"] or ""))
    columns = [
        key for key in NAMES if key in chosen or (key in dict(KINDS) and any(row.get(key) is not None for row in rows))
    ]
    decimals = words.places([row[key] for row in [grand, *shown] for key in ("total", *columns) if row.get(key)])
    present = sorted(kinds, key=lambda kind: -kind[2])
    if len(present) == 1 and present[0][2] == total:
        finding = f"全部是{present[0][1]}"
    else:
        finding = "，".join(f"{title}{words.takes(amount, total)}" for _, title, amount in present)
    named = [(title, amount) for _, title, amount in present]
    # What is left is money that the table does not divide, and nothing that is missing: 其中 says so.
    divided = outcome is not Outcome.DISCREPANCY or sum(amount for _, _, amount in kinds) > total
    return Story(
        title=f"支出{words.money(total, decimals)}万元，{'' if divided else '其中'}{finding}",
        alt=f"分段条形图：支出合计{words.money(total, decimals)}万元，其中{words.listing(named, decimals, total)}。"
        f"{_by_row(shown, chosen, decimals)}",
        columns=(
            *code_and_name(3),
            "合计（万元）",
            *(f"{NAMES[key]}（万元）" for key in columns),
        ),
        rows=tuple(
            (row["code"] or "", row["label"], *(words.exact(row.get(key), decimals) for key in ("total", *columns)))
            for row in [*(row for row in shown if row is not grand), grand]
        ),
        picture=Bars(tuple(_bar(row, chosen, unit) for row in shown), total, decimals, key=tuple(kinds)),
        note=words.notes(
            levels.note(shown),
            sums.off_by(total, [amount for _, _, amount in kinds]) if divided else "",
            words.rounding_note(decimals),
        ),
        tables=(3,),
    )


def _bar(row: Row, chosen: Sequence[str], unit: Decimal) -> Bar:
    """The row as printed: its kinds, and, grey, what it does not say to be of any of them."""
    parts = [(key, row.get(key) or Decimal(0)) for key in chosen]
    amounts = [amount for _, amount in parts if amount]
    rest = row["total"] - sum(amounts, Decimal(0))
    if sums.agrees(row["total"], amounts, unit) is Outcome.DISCREPANCY:
        parts = [("", row["total"])] if rest < 0 else [*parts, ("", rest)]
    return Bar(row["label"], tuple(parts), row["total"])


def _by_row(shown: Sequence[Row], chosen: Sequence[str], decimals: int) -> str:
    said = []
    for row in shown[: words.LISTED]:
        parts = [f"{NAMES[key]}{words.money(row[key], decimals)}万元" for key in chosen if row.get(key)]
        said.append(f"{row['label']}：{'、'.join(parts) or words.money(row['total'], decimals) + '万元'}")
    more = len(shown) - len(said)
    return "；".join(said) + (f"；其余{more}项见数据表。" if more > 0 else "。")
