"""The addresses of things below the site's root: those who link to them and those who make them ask here."""

from __future__ import annotations

FUNCTIONAL, ECONOMIC = "functional_classification", "economic_classification"

LEVELS = {FUNCTIONAL: {3: "类", 5: "款", 7: "项"}, ECONOMIC: {3: "类", 5: "款", 7: "明细"}}
"""Classification → digits of a code → what a code of so many digits is called."""

ITEMS, FIGURES = "items/", "figures/"


def code_slug(system: str, code: str) -> str:
    """The word of a code in addresses: the classifications share numbers, so an economic one begins with e.

    >>> code_slug("functional_classification", "2080505"), code_slug("economic_classification", "30108")
    ('2080505', 'e30108')
    """
    return f"e{code}" if system == ECONOMIC else code


def item_url(system: str, code: str) -> str:
    """The address of the page of a code that a document prints; nothing where it is no code of a classification.

    >>> item_url("functional_classification", "20805"), item_url("project", "20805"), item_url(ECONOMIC, "302-1")
    ('items/20805/', '', '')
    """
    # `isdecimal` is true of full-width digits, which no page is named with.
    known = system in LEVELS and code.isascii() and code.isdecimal() and len(code) in LEVELS[system]
    return f"{ITEMS}{code_slug(system, code)}/" if known else ""


def figure_url(item: str) -> str:
    """The address of the page of a headline.

    >>> figure_url("three_public_expenses")
    'figures/three-public-expenses/'
    """
    return f"{FIGURES}{item.replace('_', '-')}/"
