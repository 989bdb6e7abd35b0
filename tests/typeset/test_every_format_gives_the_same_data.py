"""The same disclosure, typeset in another format, gives the same data: nothing depends on how it was published."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from manuscript import expected

from yusuan.numbers import number
from yusuan.package.schemas import TABLES

if TYPE_CHECKING:
    from conftest import Imported

Rows = list[dict[str, str]]

# What the package says of places, and the goals' layout, differ with the format and are compared on their own.
PLACES = ("source", "line", "locator", "name_at", "total_at", "fiscal_appropriation_at", "other_funds_at")


def bare(row: dict[str, str]) -> dict[str, str]:
    """A row without its places, and without white space, which is layout."""
    return {field: "".join(value.split()) for field, value in row.items() if field not in PLACES}


def amounts(imported: Imported) -> Rows:
    """Every amount of the ten tables: table, code, label, measure, digits."""
    found = []
    for number_of_table, resource in enumerate(TABLES, start=1):
        schema = imported.report.schemas[resource]
        measures = [field["name"] for field in schema["fields"] if field.get("measure")]
        for row in imported.rows(resource):
            for measure in measures:
                side = measure.partition("_")[0] if f"{measure.partition('_')[0]}_label" in row else ""
                code, label = (f"{side}_code", f"{side}_label") if side else ("code", "name")
                if row.get(measure):  # columns that the document does not print are not there
                    found.append(
                        {
                            "table_number": str(number_of_table), "code": row.get(code, ""),
                            "label": row[label], "measure": measure, "amount": row[measure],
                        }
                    )  # fmt: skip
    return found


def test_all_242_amounts_of_the_ten_tables_are_read_with_their_codes_and_labels(imported: Imported) -> None:
    by_hand = [{k: v for k, v in row.items() if k not in ("line", "cell")} for row in expected("amounts")]
    read = amounts(imported)
    assert len(read) == len(by_hand) == 242
    assert Counter(tuple(sorted(row.items())) for row in read) == Counter(tuple(sorted(r.items())) for r in by_hand)


def test_everything_is_understood(imported: Imported) -> None:
    assert imported.rows("unread") == []
    assert imported.report.whole


@pytest.mark.parametrize("resource", [*TABLES, "projects", "performance-indicators", "tables", "names"])
def test_tables_projects_and_indicators_are_those_of_the_text_row_for_row(
    imported: Imported, from_text: Callable[[str], Rows], resource: str
) -> None:
    assert list(map(bare, imported.rows(resource))) == list(map(bare, from_text(resource)))


@pytest.mark.parametrize("resource", ["statements", "key-figures", "paragraphs", "glossary"])
def test_the_narrative_is_that_of_the_text_sentence_for_sentence(
    imported: Imported, from_text: Callable[[str], Rows], resource: str
) -> None:
    assert list(map(bare, imported.rows(resource))) == list(map(bare, from_text(resource)))


@pytest.mark.parametrize(("resource", "name"), [
    ("performance-indicators", "indicators"), ("statements", "statements"), ("tables", "tables"), ("paragraphs", "paragraphs"),
])  # fmt: skip
def test_what_was_read_by_hand_is_read(imported: Imported, resource: str, name: str) -> None:
    by_hand = list(map(bare, expected(name)))
    assert [{field: row[field] for field in by_hand[0]} for row in map(bare, imported.rows(resource))] == by_hand


def test_projects_have_the_amounts_and_goals_that_were_read_by_hand(imported: Imported) -> None:
    read = imported.rows("projects")
    for row, by_hand in zip(read, expected("projects"), strict=True):
        for field in ("name", "agency_name", "year", "total", "fiscal_appropriation", "other_funds"):
            assert row[field] == by_hand[field]
        assert row["goal"].startswith(by_hand["goal_begins"])
        assert row["goal"].endswith(by_hand["goal_ends"])


def test_every_locator_leads_to_the_words_that_were_read(imported: Imported) -> None:
    entries = imported.rows("provenance")
    wrong = [e for e in entries if imported.printed.text(e["source"], len(e["printed"])) != e["printed"]]
    assert entries
    assert wrong == []


def test_the_amount_at_a_locator_is_the_amount_of_the_package(imported: Imported) -> None:
    traced = 0
    for entry in imported.rows("provenance"):
        value = imported.rows(entry["resource"])[int(entry["row"]) - 1][entry["field"]]
        if entry["resource"] in TABLES and re.fullmatch(r"\d+\.\d+", value):
            assert number("".join(imported.printed.text(entry["source"]).split())) == value
            traced += 1
    assert traced == 242


def test_no_value_of_a_table_is_without_a_locator(imported: Imported, from_text: Callable[[str], Rows]) -> None:
    def traced(rows: Rows) -> list[tuple[str, str, str]]:
        return sorted((row["resource"], row["row"], row["field"]) for row in rows)

    assert traced(imported.rows("provenance")) == traced(from_text("provenance"))


def test_locators_are_where_the_typesetter_put_what_the_text_has_there(
    imported: Imported, from_text: Callable[[str], Rows]
) -> None:
    read = {(row["resource"], row["row"], row["field"]): row["source"] for row in imported.rows("provenance")}
    cells = 0
    for row in from_text("provenance"):
        where = read[row["resource"], row["row"], row["field"]]
        if row["source"] in imported.places:
            assert where == imported.places[row["source"]]
        if column := re.fullmatch(r"L\d+C(\d+)", row["source"]):
            # Page, line and row are as the pages break; the column is the same everywhere.
            letter = f"!{'ABCDEFGHIJKLMNOP'[int(column[1]) - 1]}"
            assert where.endswith(f"C{column[1]}") or letter in where
            cells += 1
    assert cells > 1000
