"""How charts look: colours that hold on light and dark pages and for the colour-blind, sizes, and two page widths."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import altair as alt

from yusuan.charts.font import FAMILY

READER_FONTS = '"Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif'
"""What an SVG asks of its reader's machine; widths were measured with a subset of the first."""

INK, MUTED, RULE, PAPER = "#24303b", "#5b6771", "#c9d0d6", "#ffffff"

# Each has at least 3:1 against white and against a dark page, so that marks need no second set for dark mode.
BLUE, SKY, TEAL, GREEN = "#3a7cc0", "#4a90b8", "#26877e", "#4d8f46"
AMBER, RUST, ROSE, PURPLE, GREY = "#b9791c", "#c2622d", "#c0567f", "#8767b5", "#7d8791"

PAGE_COLOURS = {
    INK: "ink",
    MUTED: "muted",
    RULE: "rule",
    PAPER: "paper",
    BLUE: "blue",
    SKY: "sky",
    TEAL: "teal",
    GREEN: "green",
    AMBER: "amber",
    RUST: "rust",
    ROSE: "rose",
    PURPLE: "purple",
    GREY: "grey",
}
"""Colour → the end of its custom property: a page may set `--yusuan-chart-ink` and so on."""

SERIES: dict[str, str] = {
    "amount": BLUE,
    # where money comes from
    "fiscal_appropriation": BLUE,
    "general_public_budget": BLUE,
    "general_public_budget_transfer": SKY,
    "government_fund_budget": PURPLE,
    "government_fund_transfer": PURPLE,
    "state_capital_budget": ROSE,
    "special_account": TEAL,
    "unit_funds": GREEN,
    "fiscal_carryover": AMBER,
    "non_fiscal_carryover": RUST,
    "current_total": BLUE,
    "business_income": GREEN,
    "operating_income": ROSE,
    "superior_subsidy": SKY,
    "subordinate_remittance": RUST,
    "other_income": AMBER,
    "special_income": TEAL,
    "debt_funds": ROSE,
    "special_account_education": TEAL,
    "special_account_other": SKY,
    "carryover": RUST,
    "carryover_total": RUST,
    "carryover_used": RUST,
    "carryover_general_public_budget": SKY,
    "carryover_government_fund_budget": ROSE,
    "carryover_state_capital_budget": TEAL,
    "carryover_special_account": GREEN,
    "carryover_unit_funds": RUST,
    "non_fiscal_surplus_used": RUST,
    "account_balance": RUST,
    "business_fund_used": SKY,
    # what it is spent on
    "basic_expenditure": BLUE,
    "project_expenditure": AMBER,
    "personnel": TEAL,
    "operating": RUST,
    "household_personnel": GREEN,
    "business_operation_expenditure": GREEN,
    "superior_remittance": SKY,
    "subordinate_subsidy": ROSE,
    "unit_reserve": PURPLE,
    "carryover_next_year": SKY,
    "other_expenditure": ROSE,
    "other_funds": GREEN,
}
"""Series → colour. Grey is what the document does not name: a series that it does name has a colour here."""


Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Layout:
    """A page to draw on: its width in pixels, and the sizes of what stands on it."""

    name: str
    width: int
    text: int
    small: int

    @property
    def narrow(self) -> bool:
        """Whether labels go above their bars, as they must on a phone."""
        return self.width < 480


WIDE = Layout("wide", 680, 14, 13)
NARROW = Layout("narrow", 344, 14, 13)


def colour(series: str) -> str:
    """The colour of a series."""
    return SERIES.get(series, GREY)


def marks(rows: list[dict[str, Any]]) -> alt.Chart:
    """A chart of these rows, to which a mark is still to be given. The rows are in the chart itself."""
    return alt.Chart({"values": rows})


def page(layers: list[alt.Chart], width: float, height: float) -> alt.LayerChart:
    """Layers in one coordinate system of pixels: no axes, no legend, nothing that sizes itself."""
    laid: alt.LayerChart = (
        alt.layer(*layers)
        .properties(
            width=width,
            height=height,
            padding=0,
            background="transparent",
            autosize=alt.AutoSizeParams(type="none"),
        )
        .configure(aria=False, font=FAMILY)
        .configure_view(stroke=None)
    )
    return laid


def texts(rows: list[dict[str, Any]], *, align: Align, size: int, fill: str) -> alt.Chart:
    """Words at pixel places: rows of x, y (of the base line) and text."""
    words: alt.Chart = (
        marks(rows)
        .mark_text(align=align, baseline="alphabetic", fontSize=size, color=fill, limit=0)
        .encode(x=alt.X("x:Q", scale=None, axis=None), y=alt.Y("y:Q", scale=None, axis=None), text=alt.Text("text:N"))
    )
    return words


def boxes(rows: list[dict[str, Any]]) -> alt.Chart:
    """Rectangles at pixel places: rows of x, x2, y, y2 and fill."""
    drawn: alt.Chart = (
        marks(rows)
        .mark_rect()
        .encode(
            x=alt.X("x:Q", scale=None, axis=None),
            x2=alt.X2("x2:Q"),
            y=alt.Y("y:Q", scale=None, axis=None),
            y2=alt.Y2("y2:Q"),
            color=alt.Color("fill:N", scale=None),
        )
    )
    return drawn
