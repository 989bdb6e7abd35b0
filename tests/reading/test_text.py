"""Text files become lines and tables, each with its place; what is no text is refused in one line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yusuan.document import Document, Line, Placed, Table
from yusuan.errors import CannotRead
from yusuan.reading import text as reading
from yusuan.reading.text import read_text

Read = Callable[[str | bytes], Document]

# Several examples share the one file that a test has.
one_file = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def write_and_read(content: str | bytes) -> Document:
        path = tmp_path / "document.txt"
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return read_text(path)

    return write_and_read


def tables(document: Document) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row] for row in block.rows] for block in document.blocks if isinstance(block, Table)
    ]


def test_lines_and_cells_are_counted_from_1(read: Read) -> None:
    line, table = read("\n\n收入表\n201\t\t372.48\n").blocks
    assert line == Line("收入表", "L3")
    assert isinstance(table, Table)
    assert table.place == "L4"
    assert [(cell.text, cell.place) for cell in table.rows[0]] == [("201", "L4C1"), ("", "L4C2"), ("372.48", "L4C3")]


def test_rows_of_a_table_have_as_many_cells_as_its_widest(read: Read) -> None:
    (table,) = read("a\tb\tc\nd\t\n").blocks
    assert isinstance(table, Table)
    assert table.width == 3
    assert [cell.place for cell in table.rows[1]] == ["L2C1", "L2C2", "L2C3"]
    assert tables(read("a\tb\tc\nd\t\n")) == [[["a", "b", "c"], ["d", "", ""]]]


def test_a_blank_line_does_not_end_a_table_but_a_line_of_text_does(read: Read) -> None:
    assert tables(read("a\tb\n\nc\td\n")) == [[["a", "b"], ["c", "d"]]]
    assert tables(read("a\tb\n表 2\nc\td\n")) == [[["a", "b"]], [["c", "d"]]]


def test_words_are_kept_exactly_as_printed(read: Read) -> None:
    (line,) = read("  收 入\u3000总 计 ").blocks
    assert line == Line("  收 入\u3000总 计 ", "L1")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_texts_in_utf_8_and_in_gb18030_are_read_alike(read: Read, encoding: str) -> None:
    text = "昌吉州中小企业发展局\n一般公共预算\t147.16\n≥40户\t“三公”经费\n"
    assert read(text.encode(encoding)).blocks == read(text).blocks


def test_line_ends_of_windows_are_no_part_of_the_text(read: Read) -> None:
    assert read("收入\r\na\tb\r\n").blocks == read("收入\na\tb\n").blocks


def test_the_hash_is_of_the_file_as_published(read: Read) -> None:
    assert read("一\n").sha256 == "510a4160f8cc873e790dc62a059a7bdc555fd7bec139c06c03a56922739afb91"
    assert read("一\n").sha256 != read("一\r\n").sha256


@pytest.mark.parametrize(("content", "told"), [
    (b"", "contains no text"), (b" \n\n\r\n", "contains no text"), (b"PK\x03\x04\x00\x00", "not a text file"), (b"\xff\xff\xff", "neither UTF-8 nor GB18030"),
])  # fmt: skip
def test_what_is_no_text_is_refused_with_a_reason_and_a_remedy(read: Read, content: bytes, told: str) -> None:
    with pytest.raises(CannotRead) as caught:
        read(content)
    assert told in caught.value.problem
    assert caught.value.remedy
    assert caught.value.exit_code == 2
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_a_folder_and_a_huge_file_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    huge = tmp_path / "huge.txt"
    huge.write_text("三公经费")
    monkeypatch.setattr(reading, "MAX_BYTES", 8)
    for path in (tmp_path / "missing.txt", tmp_path, huge):
        with pytest.raises(CannotRead, match=path.name):
            read_text(path)


@one_file
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_and_nothing_else(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "any.txt"
    path.write_bytes(data)
    told = ""
    try:
        assert read_text(path).blocks
    except CannotRead as error:
        told = str(error)
    assert "\n" not in told


@one_file
@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=300)
    | st.text("收 入\t\n1.,年\u3000\r", max_size=300)
)
def test_every_character_of_what_was_read_stands_at_its_place_in_the_file(tmp_path: Path, content: str) -> None:
    path = tmp_path / "any.txt"
    path.write_bytes(content.encode("utf-8"))
    try:
        blocks = read_text(path).blocks
    except CannotRead:
        assert not content.strip()
        return
    printed = content.removeprefix("\ufeff").split("\n")
    for block in blocks:
        for text in [block] if isinstance(block, Line) else [cell for row in block.rows for cell in row]:
            number, _, cell = text.place.removeprefix("L").partition("C")
            source = printed[int(number) - 1]
            cells = source.split("\t")
            source = (cells[int(cell) - 1] if int(cell) <= len(cells) else "") if cell else source
            placed = Placed.of(text)
            assert all(
                source[at - 1] == character for character, (_, at) in zip(placed.text, placed.marks, strict=True)
            )


@one_file
@given(st.lists(st.lists(st.text("收入1.0 ", max_size=4), min_size=2, max_size=5), min_size=1, max_size=6))
def test_no_cell_is_lost_or_moved(tmp_path: Path, rows: list[list[str]]) -> None:
    path = tmp_path / "table.txt"
    path.write_text("\n".join("\t".join(row) for row in rows), encoding="utf-8", newline="\n")
    width = max(len(row) for row in rows)
    assert tables(read_text(path)) == [[row + [""] * (width - len(row)) for row in rows]]
