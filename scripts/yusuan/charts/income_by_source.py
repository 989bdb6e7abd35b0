"""Income by source: what each kind of money brings in, from the total row of table 2."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from yusuan.charts.bars import Bars
from yusuan.charts.model import Bar, Nothing, Row, Story
from yusuan.presenting import sources, sums, words
from yusuan.presenting.titles import table_title


def make_story(rows: Sequence[Row]) -> Story | Nothing:
    """Rows of `measure, amount` (万元), the total among them as measure `total`."""
    printed: dict[str, Decimal] = {row["measure"]: row["amount"] for row in rows}
    total = printed.pop("total", None)
    if total is None:
        return Nothing(f"没有读到{table_title(2)}的总计")
    chosen, _ = sources.parts_of(printed, total, sums.step([total, *printed.values()]))
    parts = sorted(((name, printed[name]) for name in chosen), key=lambda part: -part[1])
    if not parts:
        return Nothing("收入总计为0" if total == 0 else f"{table_title(2)}只读到总计，没有读到各来源")
    named = [(sources.NAMES.get(name, name), amount) for name, amount in parts]
    decimals = words.places([total, *(amount for _, amount in parts)])
    first, amount = named[0]
    finding = "全部来自" + first if len(parts) == 1 and amount == total else first + words.takes(amount, total)
    return Story(
        title=f"收入{words.money(total, decimals)}万元，{finding}",
        alt=f"条形图：收入总计{words.money(total, decimals)}万元，按来源从多到少："
        f"{words.listing(named, decimals, total)}。",
        columns=("来源", "金额（万元）", "占收入总计"),
        rows=(
            *((name, words.exact(amount, decimals), words.share(amount, total)) for name, amount in named),
            ("总计", words.exact(total, decimals), words.share(total, total)),
        ),
        picture=Bars(
            tuple(Bar(label, ((name, amount),)) for (name, amount), (label, _) in zip(parts, named, strict=True)),
            total,
            decimals,
        ),
        note=words.notes(sums.off_by(total, [amount for _, amount in parts]), words.rounding_note(decimals)),
        tables=(2,),
    )
