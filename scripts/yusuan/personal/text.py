"""Every kind of personal data in one printed text."""

from __future__ import annotations

from yusuan.personal.masking import Span, merged
from yusuan.personal.names import find_names
from yusuan.personal.numbers import find_numbers, telephones_behind

_LEAST = 2


def find(text: str) -> list[Span]:
    """The personal data in a line or a cell, in order, by its form and the words around it within that text.

    >>> [(span.kind, span.start) for span in find("联系人：张三 电话：13912345678")]
    [('name', 4), ('telephone', 10)]
    """
    if len(text) < _LEAST:
        return []
    names = list(find_names(text))
    return merged([*find_numbers(text), *names, *telephones_behind(text, [name.end for name in names])])
