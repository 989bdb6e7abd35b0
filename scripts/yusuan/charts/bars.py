"""Sorted horizontal bars, their amounts and shares in columns at the right: the picture behind most charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from yusuan.charts import font
from yusuan.charts.drawing import Drawing, Words
from yusuan.charts.model import Bar
from yusuan.charts.theme import Layout, colour
from yusuan.presenting import words
from yusuan.presenting.colours import INK, MUTED

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

    def draw(self, layout: Layout) -> Drawing:
        """The bars on a page; a phone gets each label above its bar."""
        return _Page(self, layout).draw()


class _Page:
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

    def draw(self) -> Drawing:
        lengths: list[dict[str, Any]] = []
        labels: list[tuple[float, float, str]] = []
        amounts, shares, targets = [], [], []
        line, y = self.layout.text * 1.3, self.top
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
            labels += [(0, base + line * n, text) for n, text in enumerate(lines)]
            beside = base if self.layout.narrow else y + height / 2 + self.layout.text * 0.36
            amounts.append((self.amount_x, beside, self.amounts[number]))
            shares.append((self.layout.width, beside, self.shares[number]))
            lengths += self._lengths(bar, box, thick)
            if self.picture.targets and (target := self.picture.targets[number]) is not None:
                # Lines across bars, a little longer than these are thick.
                targets.append({"amount": float(target), "y": round(box - 3, 2), "y2": round(box + thick + 3, 2)})
            y += height
        swatches = [
            {"x": r["x"], "x2": r["x"] + 11, "y": r["y"] - 10, "y2": r["y"] + 1, "fill": r["fill"]}
            for r in self.key_rows
        ]
        text, small = self.layout.text, self.layout.small
        said = [
            Words("left", text, INK, tuple(labels)),
            Words("right", text, INK, tuple(amounts)),
            Words("right", small, MUTED, tuple(shares) if self.share_width else ()),
            Words("left", small, INK, tuple((r["x"] + 16, r["y"], r["text"]) for r in self.key_rows)),
        ]
        # Bars that begin at the page's edge need no line to begin at.
        zero = [] if self.layout.narrow else [{"amount": 0, "y": self.top, "y2": round(y, 2)}]
        return Drawing(
            "bars",
            self.layout.width,
            round(y + 2, 2),
            {"zero": zero, "bars": lengths, "targets": targets, "swatches": swatches},
            {**self._reach(), "left": round(self.left, 2), "right": round(self.right, 2)},
            tuple(words for words in said if words.placed),
        )

    def _reach(self) -> dict[str, float]:
        """What the scale runs from and to: all bars and targets, and nothing."""
        reached = [Decimal(0), *(bar.amount for bar in self.picture.bars), *filter(None, self.picture.targets)]
        low, high = min(reached), max(reached)
        return {"low": float(low), "high": float(high) if high > low else float(low) + 1}

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
