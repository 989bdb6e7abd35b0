"""Sorted horizontal bars, their amounts and shares in columns at the right: the picture behind most charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import altair as alt

from yusuan.charts import font
from yusuan.charts.model import Bar
from yusuan.charts.theme import Layout, boxes, colour, marks, page, texts
from yusuan.presenting import words
from yusuan.presenting.colours import INK, MUTED, RULE

_GAP = 14


@dataclass(frozen=True)
class Bars:
    """Bars in the order given. `key` names the series, with their sums, where bars are have parts.

    `whole` is what shares are of; None shows none. `decimals` as `words.places` counts them. `targets` are drawn as
    lines across their bars, and `beside` stands where a share would.
    """

    bars: tuple[Bar, ...]
    whole: Decimal | None
    decimals: int
    key: tuple[tuple[str, str, Decimal], ...] = ()
    targets: tuple[Decimal | None, ...] = ()
    beside: tuple[str, ...] = ()

    def chart(self, layout: Layout) -> alt.LayerChart:
        """The bars on a page; a phone gets each label above its bar."""
        return _Drawing(self, layout).chart()


class _Drawing:
    """Where everything stands. Lengths are the only thing a scale decides: x runs from 0 to the longest bar."""

    def __init__(self, picture: Bars, layout: Layout) -> None:
        self.picture, self.layout = picture, layout
        self.amounts = [words.money(bar.amount, picture.decimals) for bar in picture.bars]
        whole = picture.whole
        self.shares = list(picture.beside) or [words.share(bar.amount, whole) if whole else "" for bar in picture.bars]
        self.share_width = self._widest(self.shares, layout.small)
        amount_width = self._widest(self.amounts, layout.text)
        self.amount_x = layout.width - (self.share_width + _GAP if self.share_width else 0)
        columns = amount_width + _GAP + (self.share_width + _GAP if self.share_width else 0)
        if layout.narrow:
            self.label_limit = layout.width - columns
            self.left, self.right = 0.0, float(layout.width)
        else:
            widest = self._widest([bar.label for bar in picture.bars], layout.text)
            self.label_limit = min(widest + 1, layout.width * 0.36)
            self.left, self.right = self.label_limit + _GAP, layout.width - columns
        self.labels = [font.wrap(bar.label, layout.text, self.label_limit) for bar in picture.bars]
        self.key_rows, self.top = self._key()

    @staticmethod
    def _widest(said: Sequence[str], size: int) -> float:
        return max((font.width(text, size) for text in said), default=0.0)

    def _key(self) -> tuple[list[dict[str, Any]], float]:
        rows: list[dict[str, Any]] = []
        x, y, size = 0.0, 13.0, self.layout.small
        for series, title, total in (*self.picture.key, *self._unsaid()):
            said = f"{title} {words.money(total, self.picture.decimals)}"
            if self.picture.whole and (share := words.share(total, self.picture.whole)):
                said += f"（{share}）"
            long = 16 + font.width(said, size)
            if x and x + long > self.layout.width:
                x, y = 0.0, y + 22
            rows.append({"x": x, "y": y, "text": said, "fill": colour(series)})
            x += long + 20
        return rows, (y + 16 if rows else 0.0)

    def _unsaid(self) -> list[tuple[str, str, Decimal]]:
        """The key of what the document puts in no series."""
        parts = [amount for bar in self.picture.bars for series, amount in bar.parts if not series]
        return [("", "文件没有注明", sum(parts, Decimal(0)))] if self.picture.key and any(parts) else []

    def chart(self) -> alt.LayerChart:
        lengths, labels, amounts, shares, targets = [], [], [], [], []
        line, y = self.layout.text * 1.3, self.top
        reached = [*(bar.amount for bar in self.picture.bars), *(t for t in self.picture.targets if t is not None)]
        low, high = min(reached, default=Decimal(0)), max(reached, default=Decimal(0))
        for number, bar in enumerate(self.picture.bars):
            lines = self.labels[number]
            if self.layout.narrow:
                base, thick = y + self.layout.text, 11
                box = y + line * len(lines) + 3
                height = line * len(lines) + thick + 17
            else:
                height, thick = max(32.0, line * len(lines) + 12), 18
                middle = y + height / 2
                base = middle + self.layout.text * 0.36 - line * (len(lines) - 1) / 2
                box = middle - thick / 2
            labels += [{"x": 0, "y": round(base + line * n, 2), "text": text} for n, text in enumerate(lines)]
            beside = base if self.layout.narrow else y + height / 2 + self.layout.text * 0.36
            amounts.append({"x": self.amount_x, "y": round(beside, 2), "text": self.amounts[number]})
            shares.append({"x": self.layout.width, "y": round(beside, 2), "text": self.shares[number]})
            lengths += self._lengths(bar, box, thick)
            if self.picture.targets and (target := self.picture.targets[number]) is not None:
                targets.append({"amount": float(target), "y": round(box - 3, 2), "y2": round(box + thick + 3, 2)})
            y += height
        zero = marks([{"amount": 0}]).mark_rule(color=RULE, strokeWidth=1)
        x = self._scaled("amount", min(low, Decimal(0)), max(high, Decimal(0)))
        layers = [
            zero.encode(x=x, y=alt.value(self.top), y2=alt.value(y)),
            self._marks(lengths, low, high),
            texts(labels, align="left", size=self.layout.text, fill=INK),
            texts(amounts, align="right", size=self.layout.text, fill=INK),
        ]
        if targets:
            layers.insert(2, self._crossing(targets, x))
        if self.share_width:
            layers.append(texts(shares, align="right", size=self.layout.small, fill=MUTED))
        if self.key_rows:
            swatches = [
                {"x": r["x"], "x2": r["x"] + 11, "y": r["y"] - 10, "y2": r["y"] + 1, "fill": r["fill"]}
                for r in self.key_rows
            ]
            said = [{"x": r["x"] + 16, "y": r["y"], "text": r["text"]} for r in self.key_rows]
            layers += [boxes(swatches), texts(said, align="left", size=self.layout.small, fill=INK)]
        if self.layout.narrow:
            layers.pop(0)  # bars that begin at the page's edge need no line to begin at
        return page(layers, self.layout.width, round(y + 2, 2))

    def _lengths(self, bar: Bar, top: float, thick: float) -> list[dict[str, Any]]:
        found, reached = [], Decimal(0)
        for series, amount in bar.parts:
            if amount:
                start, reached = reached, reached + amount
                found.append(
                    {
                        "amount": float(start),
                        "end": float(reached),
                        "y": round(top, 2),
                        "y2": round(top + thick, 2),
                        "fill": colour(series),
                    }
                )
        return found

    @staticmethod
    def _crossing(rows: list[dict[str, Any]], x: alt.X) -> alt.Chart:
        """Lines across bars, a little longer than these are thick."""
        y = alt.Y("y:Q", scale=None, axis=None)
        drawn: alt.Chart = marks(rows).mark_rule(color=INK, strokeWidth=2).encode(x=x, y=y, y2=alt.Y2("y2:Q"))
        return drawn

    def _scaled(self, field: str, low: Decimal, high: Decimal) -> alt.X:
        domain = [float(low), float(high) if high > low else float(low) + 1]
        return alt.X(
            f"{field}:Q",
            axis=None,
            scale=alt.Scale(domain=domain, range=[round(self.left, 2), round(self.right, 2)], nice=False, zero=False),
        )

    def _marks(self, rows: list[dict[str, Any]], low: Decimal, high: Decimal) -> alt.Chart:
        # The thin stroke keeps an amount that is a thousandth of the longest visible.
        drawn: alt.Chart = (
            marks(rows)
            .mark_rect(strokeWidth=1)
            .encode(
                x=self._scaled("amount", min(low, Decimal(0)), max(high, Decimal(0))),
                x2=alt.X2("end:Q"),
                y=alt.Y("y:Q", scale=None, axis=None),
                y2=alt.Y2("y2:Q"),
                fill=alt.Fill("fill:N", scale=None),
                stroke=alt.Stroke("fill:N", scale=None),
            )
        )
        return drawn
