"""Running text in which every figure leads to its place in the source, and terms to their explanation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

from yusuan.site.anchors import Key, anchor, in_order
from yusuan.site.terms import Explainer

_LINK = Markup('<a class="y-figure" id="{id}" href="{url}" title="原文{words}">{text}</a>')
_MARK = Markup('<a class="y-mark" href="{url}" aria-label="与另一处印出的数不一致，看核对">≠</a>')


def figured(
    text: str,
    figures: Iterable[tuple[Key, str, str]],
    explain: Explainer,
    source_url: str,
    checks_url: str,
    marks: Mapping[Key, str],
    in_words: object,
) -> Markup:
    """`text` escaped, its figures linked. `figures` are (key, locator, printed) of this paragraph.

    A paragraph keeps no layout spaces, so a figure is found by its digits, in the order of the document.
    """
    pieces: list[Markup] = []
    position = 0
    for key, source, printed in in_order(figures):
        match = re.compile(rf"(?<![\d.]){re.escape(printed)}(?![\d.]*\d)").search(text, position)
        if match is None:
            continue
        pieces.append(explain(text[position : match.start()]))
        name = f"{'s' if key[0] == 'statements' else 'k'}{key[1]}"
        words = in_words(source) if callable(in_words) else source
        pieces.append(_LINK.format(id=name, url=f"{source_url}#{anchor(source)}", words=words, text=escape(match[0])))
        if key in marks:
            pieces.append(_MARK.format(url=f"{checks_url}#{marks[key]}"))
        position = match.end()
    pieces.append(explain(text[position:]))
    return Markup("").join(pieces)
