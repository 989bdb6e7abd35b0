"""Wherever the pages of a PDF break, the same is read; a row that a break cut in two is whole again, or is flagged."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from manuscript import SOURCE, manuscript
from printed import KNOWN, data
from typeset_pdf import CUT, HARD, OPEN, Layout, typeset

from yusuan.document import Document
from yusuan.place import parse
from yusuan.reading import read
from yusuan.reading.pdf import read_pdf
from yusuan.recognise import recognise


def often(*margins: float, seldom: tuple[float, ...]) -> list[Any]:
    """Margins that every run tries, and those that `make thorough` tries: each moves every page break."""
    return [*margins, *(pytest.param(margin, marks=pytest.mark.thorough) for margin in seldom)]


def printed(layout: Layout, margin: float, folder: Path) -> tuple[Document, list[int]]:
    """The disclosure with margins of so many points, as it is read, and the pages that begin with the rest of a row."""
    press = typeset(manuscript(), replace(layout, margin=margin))
    press.pages.save(folder / "disclosure.pdf")
    return read_pdf(folder / "disclosure.pdf"), press.cuts


@pytest.fixture(scope="module")
def from_text() -> dict[str, list[dict[str, Any]]]:
    return data(recognise(read(SOURCE), KNOWN).findings)


@pytest.mark.parametrize("margin", often(51, 65.5, seldom=(46.25, 48.75, 53.75, 58, 70)))
def test_the_same_is_read_wherever_pages_break_between_rows(
    from_text: dict[str, Any], margin: float, tmp_path: Path
) -> None:
    document, cuts = printed(HARD, margin, tmp_path)
    findings = recognise(document, KNOWN).findings
    assert cuts == []
    assert findings.unread == []
    assert data(findings) == from_text


@pytest.mark.parametrize("margin", often(53, 64, seldom=(46, 50, 61, 70)))
def test_a_row_that_no_rule_closes_where_the_page_ends_is_read_whole(
    from_text: dict[str, Any], margin: float, tmp_path: Path
) -> None:
    document, cuts = printed(OPEN, margin, tmp_path)
    findings = recognise(document, KNOWN).findings
    assert cuts
    assert findings.unread == []
    assert data(findings) == from_text


@pytest.mark.parametrize("margin", often(46, 53, 64, seldom=(50, 61, 70)))
def test_a_row_that_a_page_break_may_have_cut_is_mended_or_flagged_and_left_as_printed(
    from_text: dict[str, Any], margin: float, tmp_path: Path
) -> None:
    document, cuts = printed(CUT, margin, tmp_path)
    findings = recognise(document, KNOWN).findings
    flagged = {flag.place for flag in document.flags}
    assert cuts
    assert flagged
    assert {parse(place).page for place in flagged} <= set(cuts)
    # Some doubts are settled by the names that are known; the others are listed. Whatever is not listed is read as from
    # the text, be it cut or not.
    listed = flagged & {row["source"] for row in findings.unread}
    tables = [around for place in listed if (around := parse(place).table_around)]
    in_doubt = {
        row["resource"]
        for row in findings.provenance
        if any(table.contains(parse(str(row["source"]))) for table in tables)
    }
    read_anew = data(findings)
    for resource in from_text.keys() - in_doubt:
        assert read_anew[resource] == from_text[resource]
