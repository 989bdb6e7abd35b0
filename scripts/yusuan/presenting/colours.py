"""Colours of charts and pages: they hold on light and dark pages and for the colour-blind."""

from __future__ import annotations

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

FUNCTIONS: dict[str, str] = {
    "201": BLUE,
    "204": PURPLE,
    "205": GREEN,
    "206": SKY,
    "207": PURPLE,
    "208": AMBER,
    "210": ROSE,
    "211": GREEN,
    "212": RUST,
    "213": SKY,
    "214": RUST,
    "215": SKY,
    "216": PURPLE,
    "217": SKY,
    "220": RUST,
    "221": TEAL,
    "222": GREEN,
    "224": RUST,
    "229": PURPLE,
}
"""Class of functions → its colour on every page; those that share one seldom stand together. The rest is grey."""
