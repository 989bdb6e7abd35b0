"""On paper, a disclosure's overview is a few sheets, and each of them says what it is from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pytest

MOST_SHEETS = 6


def largest(site: Path) -> list[str]:
    """The first disclosure, and the three with the largest overviews."""
    by_size = sorted(site.glob("agencies/*/*-*/index.html"), key=lambda path: -path.stat().st_size)
    first = site / "agencies/changji-sme/2023-budget/index.html"
    return [f"{path.parent.relative_to(site).as_posix()}/" for path in (first, *by_size[:3])]


@pytest.mark.parametrize("which", range(4))
def test_an_overview_is_six_sheets_at_most_and_each_says_whose_it_is(
    page: Any, address: str, site: Path, which: int
) -> None:
    url = largest(site)[which]
    page.emulate_media(media="print")
    page.goto(address + url)
    title = page.locator("h1").inner_text().split()[0]
    sheets = pypdfium2.PdfDocument(page.pdf(format="A4"))
    assert len(sheets) <= MOST_SHEETS, url
    for number, sheet in enumerate(sheets, start=1):
        # A hyphen at the end of a line is a character of its own to the reader of PDF.
        words = "".join(sheet.get_textpage().get_text_bounded().replace("\x02", "-").split())
        assert title in words, (url, number)
        assert url in words, (url, number)
