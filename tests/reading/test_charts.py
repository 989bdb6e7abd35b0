"""Charts that a PDF draws: their grid lines rule no table, their numbers are no figures of the text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from yusuan.document import IN_CHART, Document, Line, Table
from yusuan.reading.pdf import read_pdf

if TYPE_CHECKING:
    from tests.reading.conftest import Pdf


def chart(pdf: Pdf, ticks: list[str], labels: list[str]) -> Pdf:
    """A frame with an axis of numbers, a grid line at each, and labels above the bars, the lowest of them on a line."""
    pdf.page().text(60, 60, "支出明细见图。")
    pdf.line(50, 100, 500, 100).line(50, 330, 500, 330).line(50, 100, 50, 330).line(500, 100, 500, 330)
    for index, tick in enumerate(ticks):
        y = 140 + 30 * index
        pdf.line(110, y, 480, y).text(105 - 5 * len(tick), y + 3.6, tick)
    for index, label in enumerate(labels):
        pdf.text(140 + 100 * index, 140 + 30 * (len(ticks) - 1) + 1, label)
    return pdf.text(60, 360, "图后的话。")


def of(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Line)]


def test_a_chart_is_a_picture_and_its_labels_are_flagged(pdf: Pdf, tmp_path: Path) -> None:
    chart(pdf, ["800", "600", "400", "200", "0"], ["31.66", "378.47"])
    document = read_pdf(pdf.save(tmp_path / "a.pdf"))
    assert of(document) == ["支出明细见图。", "图后的话。"]
    assert not [block for block in document.blocks if isinstance(block, Table)]
    assert [(flag.place, flag.text) for flag in document.flags if flag.reason == IN_CHART] == [
        ("P1", "31.66"),
        ("P1", "378.47"),
    ]
    assert document.pictures == ("P1L1",)


def test_numbers_in_no_equal_steps_are_no_axis(pdf: Pdf, tmp_path: Path) -> None:
    chart(pdf, ["800", "610", "400", "220", "0"], [])
    document = read_pdf(pdf.save(tmp_path / "a.pdf"))
    assert not [flag for flag in document.flags if flag.reason == IN_CHART]
    read = [cell.text for block in document.blocks if isinstance(block, Table) for row in block.rows for cell in row]
    assert {"800", "610"} <= {*read, *of(document)}
