"""A locator is a value: read, written, sorted, and said in words."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from yusuan import place
from yusuan.place import NotAPlace, Place, parse

numbers = st.integers(1, 2000)
sheets = st.text(min_size=1, max_size=12)
tables = st.one_of(
    st.builds(Place, table=numbers), st.builds(Place, page=numbers, table=numbers), st.builds(Place, sheet=sheets)
)
lines = st.builds(Place, page=st.sampled_from([0, 1, 5, 12]), line=numbers)
text_cells = st.builds(Place, line=numbers, column=numbers)
cells = st.one_of(text_cells, st.builds(lambda table, row, column: table.at(row, column), tables, numbers, numbers))


def with_character(around: Place, character: int) -> Place:
    return around.at_character(character)


spots = st.one_of(
    tables,
    lines,
    cells,
    st.builds(Place, page=numbers),
    st.builds(lambda table, row: table.at(row), st.builds(Place, table=numbers), numbers),
    st.builds(with_character, st.one_of(lines, cells), numbers),
)


@st.composite
def ranges(draw: st.DrawFn) -> Place:
    """Lines one after another, or cells of one table."""
    if draw(st.booleans()):
        return draw(lines).to(draw(lines))
    start = draw(cells | st.builds(with_character, cells, numbers))
    end = start.cell_at(draw(numbers)) if start.line else start.at(draw(numbers), draw(numbers))
    return start.to(end)


def in_file(found: Place, file: int) -> Place:
    end = place.replace(found.end, file=file) if found.end else None
    return place.replace(found, file=file, end=end)


places = st.builds(in_file, st.one_of(spots, ranges()), st.integers(1, 3))


@given(places)
def test_what_is_written_is_read_back(found: Place) -> None:
    assert parse(str(found)) == found


@given(st.text())
def test_what_is_read_is_written_the_same(text: str) -> None:
    found = place.find(text)
    if found:
        assert parse(str(found)) == found


@pytest.mark.parametrize(
    "text",
    [
        *("L40", "L128C5", "L366@17", "L512C3@4", "L366:L368", "L129C1:C2"),
        *("P5", "P5L12", "P5L12@3", "P2L18:P3L1", "P5T2", "P5T2R3", "P5T2R3C5", "P5T2R3C5@1", "P13T1R7C1:C3"),
        *("T2R3C5", "T2R3C5:T2R4C1", "收支总表!E8", "收支总表!", "收支总表!AB12@3", "表2!A3:C3"),
        *("2#L40", "2#P5T2R3C5", "2#收支总表!E8", "2#表2!A3:C3", "1#2#表!A1"),
    ],
)
def test_every_kind_of_locator_is_kept_as_it_is(text: str) -> None:
    assert str(parse(text)) == text


@pytest.mark.parametrize(
    "text", ["", "L", "L0", "L1.5", "P5T2C3", "E8", "L１", "L3:", "L3:x", "P1:C", "表!8E", "0#L1", "-"]
)
def test_any_other_text_is_no_locator(text: str) -> None:
    assert place.find(text) is None
    with pytest.raises(NotAPlace):
        parse(text)


def test_a_place_of_running_text_is_no_cell() -> None:
    assert [parse(text).is_text for text in ("L366@17", "P5L12", "L1:L2", "L128C5", "T1R1C1")] == [True] * 3 + [
        False
    ] * 2


def test_the_parts_of_a_locator() -> None:
    assert parse("收支总表!AB12") == Place(sheet="收支总表", row=12, column=28)
    assert parse("2#P5T2R3C5@7") == Place(2, 5, "", 2, 3, 0, 5, 7)
    assert parse("P13T1R7C1:C3").end == parse("P13T1R7C3")
    assert (str(parse("P5T2R3C5@1").cell), str(parse("P5T2R3C5").row_around)) == ("P5T2R3C5", "P5T2R3")
    assert [str(parse(text).table_around) for text in ("T2R3C5", "2#P5T2R3C1:C2", "表!A3:C3")] == [
        "T2",
        "2#P5T2",
        "表!",
    ]
    assert parse("L128C5").table_around is None


@pytest.mark.parametrize(
    "printed",
    [
        ["L2", "L9C2", "L10", "L10C1", "L10C1@4", "L10C2", "L100"],
        ["T2R3C5", "T2R10C1", "T10R1C1", "2#T1R1C1"],
        ["P2L3", "P2L10", "P2T1", "P2T1R2C9", "P2T1R10C1", "P10L1"],
        ["表!B9", "表!AA9", "表!A10"],
    ],
)
def test_places_are_sorted_as_a_document_is_read(printed: list[str]) -> None:
    assert sorted(sorted(printed), key=lambda text: parse(text).order) == printed


@given(st.one_of(lines, cells), numbers, numbers)
def test_characters_stand_in_the_order_in_which_they_are_printed(around: Place, a: int, b: int) -> None:
    first, second = with_character(around, a), with_character(around, b)
    assert (first.order < second.order) == (a < b)
    assert around.order < first.order


@given(tables, numbers, numbers, numbers, numbers)
def test_cells_stand_row_by_row(table: Place, row: int, column: int, other_row: int, other_column: int) -> None:
    ordered = table.at(row, column).order < table.at(other_row, other_column).order
    assert ordered == ((row, column) < (other_row, other_column))


@given(tables, numbers, numbers, numbers)
def test_a_table_contains_its_rows_cells_and_their_characters(table: Place, row: int, column: int, n: int) -> None:
    cell = table.at(row, column)
    inside = [table.at(row), cell, with_character(cell, n), cell.to(table.at(row, column + 1))]
    assert all(table.contains(found) for found in inside)
    assert not any(found.contains(table) for found in inside)
    assert cell.row_around.contains(cell)
    assert not table.contains(in_file(cell, 2))


@given(cells, cells)
def test_a_locator_begins_as_its_table_says_only_inside_of_it(cell: Place, other: Place) -> None:
    assume("!" not in cell.sheet + other.sheet)
    beginning = cell.beginning_inside
    if cell.table_around:
        assert str(other).startswith(beginning) == (other.table_around == cell.table_around)
    else:
        assert beginning == ""


@given(places, places)
def test_two_places_that_contain_each_other_are_the_same(a: Place, b: Place) -> None:
    assume(not a.end and not b.end)
    if a.contains(b) and b.contains(a):
        assert a == b


@pytest.mark.parametrize(
    ("outer", "inner", "is_in"),
    [
        ("P5", "P5L12", True), ("P5", "P5T2R3C5", True), ("P5", "P50L1", False), ("P5T2", "P5L2", False),
        ("L12", "L12@3", True), ("L12", "L12C3", True), ("L12", "L120", False), ("L12C3", "L12C3@1", True),
        ("L12:L14", "L13@5", True), ("L12:L14", "L14@5", True), ("L12:L14", "L15", False), ("L12:L14", "L12:L13", True),
        ("P5L12:P6L3", "P5L40", True), ("P5L12:P6L3", "P5T1R1C1", False), ("P5T1R2C1:C3", "P5T1R2C2", True),
        ("P5T1R2C1:C3", "P5T1R2C4", False), ("P5T1R2C1:C3", "P5T2R2C2", False), ("表!", "表!E8", True),
        ("表!", "表2!E8", False), ("2#T2", "T2R1C1", False),
    ],
)  # fmt: skip
def test_what_is_inside_what(outer: str, inner: str, is_in: bool) -> None:
    assert parse(outer).contains(parse(inner)) is is_in


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("L128C5", "第 128 行第 5 格", "line 128, cell 5"),
        ("L366@17", "第 366 行第 17 字", "line 366, character 17"),
        ("L366:L368", "第 366 行至第 368 行", "line 366 to line 368"),
        ("L211C1:C3", "第 211 行第 1 格至第 211 行第 3 格", "line 211, cell 1 to line 211, cell 3"),
        ("P5T2R3C5", "第 5 页第 2 张表第 3 行第 5 格", "page 5, table 2, row 3, cell 5"),
        ("P5L12", "第 5 页第 12 行", "page 5, line 12"),
        ("收支总表!E8", "工作表“收支总表”E8", "sheet “收支总表”, cell E8"),
        ("2#L40", "第 2 个文件第 40 行", "file 2, line 40"),
    ],
)
def test_a_locator_in_words(text: str, zh: str, en: str) -> None:
    assert (parse(text).in_words(), parse(text).in_words("en")) == (zh, en)


def test_every_locator_of_every_package_is_one(project: Path) -> None:
    found = {
        row["source"]
        for path in (project / "datapackages").glob("*/*/data/*.csv")
        for row in csv.DictReader(path.open(encoding="utf-8"))
        if row.get("source")
    }
    assert len(found) > 10_000
    assert [text for text in found if str(parse(text)) != text] == []
