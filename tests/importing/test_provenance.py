"""Every value of the package leads back to the words of the document that it was read from."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

Rows = list[dict[str, str]]
Read = Callable[[str], Rows]

CELLS = re.compile(r"L(\d+)C(\d+)(?::C(\d+))?")
CHARACTER = re.compile(r"L(\d+)(?:C(\d+))?@(\d+)")
LINES = re.compile(r"L(\d+)(?::L(\d+))?")


def printed_at(locator: str, document: list[str], length: int) -> str:
    """What the document prints at a locator; at a character, so many of them, spaces not counted."""
    if match := CELLS.fullmatch(locator):
        cells = document[int(match[1]) - 1].split("\t")
        return "\t".join(cells[int(match[2]) - 1 : int(match[3] or match[2])])
    if match := CHARACTER.fullmatch(locator):
        line = document[int(match[1]) - 1]
        text = line.split("\t")[int(match[2]) - 1] if match[2] else line
        return "".join(text[int(match[3]) - 1 :].split())[:length]
    match = LINES.fullmatch(locator)
    assert match, locator
    return "\n".join(document[int(match[1]) - 1 : int(match[2] or match[1])])


def test_every_provenance_entry_is_confirmed_by_the_document_at_its_locator(package: Read, document: list[str]) -> None:
    entries = package("provenance")
    wrong = [e for e in entries if printed_at(e["source"], document, len(e["printed"])) != e["printed"]]
    assert entries
    assert wrong == []


def test_a_locator_of_a_character_points_at_the_first_of_the_figure_and_not_into_one(
    package: Read, document: list[str]
) -> None:
    for entry in package("provenance"):
        match = CHARACTER.fullmatch(entry["source"])
        if match and entry["field"] == "value":
            line, character = document[int(match[1]) - 1], int(match[3])
            end = character - 1 + len(entry["printed"])
            assert not re.match(r"[\d.]", line[character - 2])
            assert not re.match(r"\.?\d", line[end:])


@pytest.mark.parametrize(("resource", "fields"), [
    ("income", ("code", "name")), ("expenditure", ("code", "name")), ("general-public-budget-expenditure", ("code", "name")),
    ("general-public-budget-basic-expenditure", ("code", "name")),
    ("income-expenditure-summary", ("income_label", "expenditure_code", "expenditure_label")),
    ("fiscal-appropriation-summary", ("income_label", "expenditure_code", "expenditure_label")),
    ("statements", ("value",)), ("key-figures", ("value",)), ("projects", ("name", "agency_name", "year", "goal")),
    ("performance-indicators", ("level_1", "level_2", "name", "target", "weight", "basis", "prior_year_value", "scoring_rule", "evidence")),
    ("tables", ("printed_number", "printed_title", "contents_title", "unit", "note")),
])  # fmt: skip
def test_no_value_is_without_provenance(
    package: Read, places: dict[tuple[str, str, str], tuple[str, str]], resource: str, fields: tuple[str, ...]
) -> None:
    for number, row in enumerate(package(resource), start=1):
        for field in fields:
            assert bool(row[field]) == ((resource, str(number), field) in places), (number, field)


def test_places_of_paragraphs_terms_and_names_are_in_the_document(package: Read, document: list[str]) -> None:
    for row in (*package("paragraphs"), *package("glossary")):
        text = printed_at(row["source"], document, 0)
        assert "".join((row.get("text") or row["definition"]).split()) in "".join(text.split())
    for row in package("names"):
        assert printed_at(row["source"], document, len(row["name"])) == row["name"]
