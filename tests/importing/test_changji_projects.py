"""The seven project tables of Changji's budget of 2023, as a person reads them in the document."""

from __future__ import annotations

from collections.abc import Callable

Rows = list[dict[str, str]]
Read = Callable[[str], Rows]
Places = dict[tuple[str, str, str], tuple[str, str]]

AMOUNTS = ("total", "fiscal_appropriation", "other_funds")


def test_projects_are_read_with_their_funding(expected: Read, package: Read) -> None:
    columns = ("name", "agency_name", "year", *AMOUNTS)
    assert [{c: row[c] for c in columns} for row in package("projects")] == [
        {c: row[c] for c in columns} for row in expected("projects")
    ]


def test_amounts_and_names_of_projects_are_traced_to_their_cells(expected: Read, places: Places) -> None:
    for number, row in enumerate(expected("projects"), start=1):
        for field in ("name", *AMOUNTS):
            place, _ = places.get(("projects", str(number), field), ("", ""))
            assert place == row[f"{field}_at"]


def test_goals_are_kept_whole_and_without_markup(expected: Read, package: Read) -> None:
    for row, printed in zip(package("projects"), expected("projects"), strict=True):
        assert row["goal"].startswith(printed["goal_begins"])
        assert row["goal"].endswith(printed["goal_ends"])
        assert "<" not in row["goal"]


def test_indicators_are_read_with_merged_cells_filled(expected: Read, package: Read) -> None:
    columns = [column for column in expected("indicators")[0] if column != "line"]
    read = [{column: row[column] for column in columns} for row in package("performance-indicators")]
    assert len(read) == 58
    assert read == [{column: row[column] for column in columns} for row in expected("indicators")]


def test_targets_and_weights_of_indicators_are_traced_to_their_lines(expected: Read, places: Places) -> None:
    for number, row in enumerate(expected("indicators"), start=1):
        assert places["performance-indicators", str(number), "target"] == (f"L{row['line']}C4", row["target"])
        assert places["performance-indicators", str(number), "weight"] == (f"L{row['line']}C7", row["weight"])


def test_no_table_holds_the_name_of_a_person(package: Read, document: list[str]) -> None:
    persons = {line.split("\t")[line.split("\t").index("项目负责人") + 2] for line in document if "项目负责人" in line}
    assert len(persons) == 1
    for resource in ("projects", "performance-indicators", "provenance", "names", "unread", "paragraphs"):
        for row in package(resource):
            assert not any(person in value for person in persons for value in row.values())
