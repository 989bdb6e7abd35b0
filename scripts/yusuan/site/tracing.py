"""The links of a figure on one page: to its place in the source, and to a check that it does not agree in."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from markupsafe import Markup, escape

from yusuan.place import in_words
from yusuan.site.anchors import Key
from yusuan.site.figured import Placed
from yusuan.site.terms import Explainer

_MARK = Markup('<a class="y-mark" href="{url}" aria-label="{words}" title="{words}"></a>')
_NONE = Markup()


def figure(text: object, url: str, title: str, id_: str = "") -> Markup:
    """The link of a figure. Each part is escaped by itself: formatting by `Markup` takes five times as long."""
    name = f' id="{escape(id_)}"' if id_ else ""
    return Markup(f'<a class="y-figure"{name} href="{escape(url)}" title="{escape(title)}">{escape(text)}</a>')  # noqa: S704


def span(text: object, id_: str) -> Markup:
    """Text that leads nowhere, and can be led to."""
    return Markup(f'<span id="{escape(id_)}">{escape(text)}</span>')  # noqa: S704


class Tracer:
    """Makes the markup of figures for one page; `link` turns an address below the site's root into one from it."""

    def __init__(
        self,
        link: Callable[[str], str],
        source_url: Callable[[str], str],
        places: Mapping[Key, str],
        marks: Mapping[Key, tuple[str, ...]],
    ) -> None:
        self._link = link
        self._source_url = source_url
        self._places = places
        self._marks = marks

    def __call__(self, text: object, resource: str, row: int, field: str, place: str = "", id_: str = "") -> Markup:
        """A printed figure, led to its place, with a mark where it does not agree. `place` is its locator."""
        key = (resource, int(row), field)
        source = place or self._places.get(key, "")
        url = self._source_url(source)
        if url:
            shown = figure(text, self._link(url), f"原文{in_words(source)}", id_)
        else:
            shown = span(text, id_) if id_ else escape(text)
        return shown + self.mark(resource, row, field)

    def leads(self, source: str) -> bool:
        """Whether a place is on the source page, so that a figure leads to it."""
        return bool(self._source_url(source))

    def mark(self, resource: str, row: int, field: str) -> Markup:
        """The mark of a value that is an operand of a discrepancy; nothing for any other."""
        urls = self._marks.get((resource, int(row), field), ())
        if not urls:
            return _NONE
        words = "与另一处印出的不一致" if len(urls) == 1 else f"在 {len(urls)} 处核对中不一致"
        return _MARK.format(url=self._link(urls[0]), words=f"{words}，看核对")

    def paragraph(self, text: str, placed: tuple[Placed, ...], explain: Explainer) -> Markup:
        """A paragraph with its figures led to their places and its terms to their explanations."""
        pieces: list[Markup] = []
        position = 0
        for figure in placed:
            resource, row, field = figure.key
            pieces.append(explain(text[position : figure.start]))
            name = f"{'s' if resource == 'statements' else 'k'}{row}"
            pieces.append(self(text[figure.start : figure.end], resource, row, field, id_=name))
            position = figure.end
        pieces.append(explain(text[position:]))
        return Markup().join(pieces)
