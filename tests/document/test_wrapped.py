"""Lines that the print shows to go on are one line of text; every character keeps the place it was printed at."""

from __future__ import annotations

from yusuan.document import Cell, Line, Placed, Table, unwrapped


def test_lines_that_go_on_become_one_whose_place_is_all_of_them() -> None:
    lines = [
        Line("收支总预算 41", "P1L8"),
        Line("1.74 万", "P1L9", True),
        Line("元。", "P2L1", True),
        Line("收入：", "P2L2"),
    ]
    whole, following = unwrapped(lines)
    assert (whole.text, whole.place) == ("收支总预算 411.74 万元。", "P1L8:P2L1")
    assert following == lines[3]


def test_each_character_of_a_wrapped_line_keeps_its_own_place() -> None:
    (whole,) = unwrapped([Line("  预算 41", "P1L8"), Line(" 1.74", "P1L9", True)])
    assert isinstance(whole, Line)
    placed = Placed.of(whole)
    assert placed.text == "预算 411.74"
    assert [placed.at(placed.text.index(part)) for part in ("预", "41", "1.")] == ["P1L8@3", "P1L8@6", "P1L9@2"]


def test_a_table_ends_a_line() -> None:
    blocks = [Line("收入", "P1L1"), Table(((Cell("1", "P1T1R1C1"),),), "P1T1"), Line("支出", "P1L2", True)]
    assert unwrapped(blocks) == tuple(blocks)
