"""Whole small documents that print nothing wrong, or one thing, and were once said to hold several contradictions."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

DOCUMENTS = Path(__file__).parent / "documents"
CONVENTION, ERROR = "unusual", "discrepancy"


@pytest.fixture
def found(repository: Path, yusuan: Callable[..., Any]) -> Callable[[str], list[tuple[str, str, str]]]:
    """Import a document and check it: outcome, rule and place of what does not agree."""

    def ask(name: str) -> list[tuple[str, str, str]]:
        yusuan("import", str(DOCUMENTS / f"{name}.txt"), "--agency", "sample", "--year", "2026", "--quiet")
        rows = json.loads(yusuan("check", "sample/2026-budget", "--json").out)
        return sorted(
            {(row["outcome"], row["rule"], row["source"]) for row in rows if row["outcome"] in (CONVENTION, ERROR)}
        )

    return ask


def test_a_column_under_of_which_is_not_added_to_the_columns_that_hold_it(found: Any) -> None:
    # 20 + 10 = 30; the 5 under 其中 are a part of them
    assert found("of-which-column") == []


def test_one_misprinted_code_is_one_discrepancy(found: Any) -> None:
    # 21999 stands twice, in lines 12 and 13: the second is an item, and its code ought to say so
    assert found("one-code-twice") == [(ERROR, "each_row_has_its_own_code", "L13C1")]


def test_another_wording_of_a_title_is_no_contradiction(found: Any) -> None:
    rule = "contents_titles_match_body"
    assert found("contents-title-wording") == [(CONVENTION, rule, "L22"), (CONVENTION, rule, "L33")]


def test_a_purpose_paid_under_another_code_is_no_contradiction(found: Any) -> None:
    # 2080505 is 10.00, 30108 is 12.00, and each table agrees with its own total
    assert found("functional-equals-economic") == [(CONVENTION, "functional_usually_equals_economic", "L39C3")]
