"""The box on a PDF page that words stand in, so that what was read can be shown where it was printed."""

from __future__ import annotations

from collections.abc import Iterable

from yusuan.reading.pdf_words import Word

Extent = tuple[float, float, float, float]
"""Left, top, right and bottom in points, from the top left of the page as it is read."""

NOWHERE: Extent = (0.0, 0.0, 0.0, 0.0)

# How far characters reach above and below their base line, in letter heights.
_ABOVE, _BELOW = 0.86, 0.16


def extent_of(words: Iterable[Word]) -> Extent | None:
    """The box around the words; None where there are none."""
    found = [*words]
    if not found:
        return None
    return (
        min(word.x0 for word in found),
        min(word.baseline - _ABOVE * word.size for word in found),
        max(word.x1 for word in found),
        max(word.baseline + _BELOW * word.size for word in found),
    )
