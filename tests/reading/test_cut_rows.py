"""Rows that a page break cut, cell by cell: what no rule decides is flagged."""

from __future__ import annotations

from yusuan.place import Place
from yusuan.reading.pdf_cut import mend_cut_row
from yusuan.reading.pdf_table import Box, PageTable

XS = (0.0, 60.0, 100.0, 140.0)


def page(number: int, *texts: str, room: float) -> PageTable:
    """A table of one row, each cell closed by rules, its last line with room for so many letters."""
    boxes = [
        Box(n, n + 1, 1, text, Place(page=number, table=1, row=1, column=n + 1), room=room)
        for n, text in enumerate(texts)
    ]
    return PageTable(number, 1, XS, 0.0, 800.0, [boxes])


def test_an_amount_whose_last_decimal_stands_on_the_next_page_is_flagged() -> None:
    # 杭州市公安局 2026, table 2: 12,437.36 fills its cell at the foot of page 21; the 6 stands at the head of page 22.
    before = page(21, "杭州市机动", "14,549.64", "12,437.3", room=0.2)
    [flag] = mend_cut_row(before, page(22, "车驾驶员考试服务中心", "", "6", room=0.2), header=0)
    assert (flag.place, flag.text) == ("P22T1R1C1", "车驾驶员考试服务中心 6")
    assert "incomplete" in flag.reason


def test_a_whole_amount_and_a_number_below_it_are_two_rows() -> None:
    before = page(1, "会议费", "3.50", "12.00", room=0.2)
    assert mend_cut_row(before, page(2, "培训费", "", "6", room=0.2), header=0) == []


def test_a_short_amount_with_room_behind_it_is_whole() -> None:
    before = page(1, "会议费", "3.50", "12.5", room=3.0)
    assert mend_cut_row(before, page(2, "培训费", "", "6", room=3.0), header=0) == []
