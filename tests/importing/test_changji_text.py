"""The text of Changji's budget of 2023: its figures, paragraphs, glossary and names, as a person reads them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

Rows = list[dict[str, str]]
Read = Callable[[str], Rows]
Places = dict[tuple[str, str, str], tuple[str, str]]


def test_every_figure_of_the_narrative_is_a_claim(expected: Read, package: Read, places: Places) -> None:
    columns = ("subject", "code", "quantity", "value", "unit", "trend")
    read = [
        {"locator": places["statements", row["row"], "value"][0], **{column: row[column] for column in columns}}
        for row in package("statements")
    ]
    assert read == expected("statements")


def test_a_claim_stands_under_its_heading_and_in_its_paragraph(package: Read, places: Places) -> None:
    paragraphs = package("paragraphs")
    for row in package("statements"):
        paragraph = paragraphs[int(row["paragraph"]) - 1]
        assert row["heading"] == " / ".join(part for part in (paragraph["heading"], paragraph["subheading"]) if part)
        line = int(places["statements", row["row"], "value"][0].partition("@")[0][1:])
        first, *last = (int(number) for number in re.findall(r"\d+", paragraph["source"]))
        assert first <= line <= (last[0] if last else first)
        assert row["value"] in row["text"]
        assert row["text"] in paragraph["text"].replace(" ", "")


def test_key_figures_are_read_under_the_headings_that_hold_them(expected: Read, package: Read, places: Places) -> None:
    columns = ("topic", "item", "quantity", "value", "unit", "trend")
    read = [
        (
            *(row[column] for column in columns),
            places["key-figures", row["row"], "text" if row["quantity"] == "text" else "value"][0],
            row["text"] if row["quantity"] == "text" else "",
        )
        for row in package("key-figures")
    ]
    by_hand = [(*(row[column] for column in columns), row["locator"], row["text"]) for row in expected("key_figures")]
    assert sorted(read) == sorted(by_hand)


def test_figures_that_are_key_figures_are_not_stated_twice(places: Places) -> None:
    stated = {place for (resource, _, _), (place, _) in places.items() if resource == "statements"}
    key = {place for (resource, _, _), (place, _) in places.items() if resource == "key-figures"}
    assert not stated & key


def test_paragraphs_are_whole_although_pages_broke_them(expected: Read, package: Read) -> None:
    columns = ("source", "part", "heading", "subheading")
    assert [tuple(row[c] for c in columns) for row in package("paragraphs")] == [
        tuple(row[c] for c in columns) for row in expected("paragraphs")
    ]
    assert ["".join(row["text"].split()) for row in package("paragraphs")] == [
        row["text"] for row in expected("paragraphs")
    ]


def test_the_glossary_explains_its_eight_terms(expected: Read, package: Read) -> None:
    rows = package("glossary")
    assert [(row["term"], row["source"]) for row in rows] == [
        (row["term"], row["source"]) for row in expected("glossary")
    ]
    for row, printed in zip(rows, expected("glossary"), strict=True):
        assert row["definition"].startswith(printed["definition_begins"])
        assert row["definition"].endswith(printed["definition_ends"])


def test_the_names_of_the_agency_are_told_apart(expected: Read, package: Read) -> None:
    columns = list(expected("names")[0])
    assert [{column: row[column] for column in columns} for row in package("names")] == expected("names")


def test_the_package_says_who_issued_it_and_when(project: Path) -> None:
    described = json.loads(
        (project / "datapackages/changji-sme/2023-budget/datapackage.json").read_text(encoding="utf-8")
    )
    assert (described["issuer"], described["issued"]) == ("昌吉州中小企业发展局", "2023-01-31")
    assert (described["agency"], described["year"], described["kind"]) == ("changji-sme", 2023, "budget")
