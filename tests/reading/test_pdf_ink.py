"""Where a text leaves ink is looked at on the page alone, however large a damaged file says that the text is."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from yusuan.reading.pdf_ink import Ink

CASES = Path(__file__).parent / "cases"


def test_a_box_far_larger_than_the_page_is_looked_at_on_the_page_alone() -> None:
    document = pypdfium2.PdfDocument(sorted(CASES.glob("*.pdf"))[0])
    try:
        ink = Ink(document[0], [])
        assert not ink.is_seen(-1e6, -1e6, 1e6, 1e6)
        assert not ink.is_seen(1e6, 1e6, 2e6, 2e6)
    finally:
        document.close()
