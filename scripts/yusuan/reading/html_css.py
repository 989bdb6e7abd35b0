"""Works out what the style sheets within a web page say of its elements; nothing is ever fetched.

Selectors, their weight, `!important` and media queries count as in a browser with a wide screen. Sheets that a page
only links to are not there; what they say is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import cssselect
import tinycss2
from lxml import etree

_LONG_NUMBER = re.compile(r"([0-9]{100})[0-9]+")
# What can hide a text, strike it, move it, make it small, or give it the colour of its ground.
_PROPERTIES = frozenset({
    "display", "visibility", "opacity", "text-decoration", "text-decoration-line", "vertical-align", "font-size",
    "font", "color", "background", "background-color", "background-image", "position", "left", "top", "text-indent",
    "height", "max-height", "width", "max-width", "overflow", "clip", "clip-path", "transform", "content-visibility",
    "grid-template-columns",
})  # fmt: skip
# The screen of a browser, in pixels.
_WIDTH, _HEIGHT = 1280, 900
_MOST_RULES = 30_000
_FEATURE = re.compile(r"\(\s*(min|max)-(width|height)\s*:\s*([\d.]+)(px|em|rem)?\s*\)")
_RANGE = re.compile(r"\(\s*(width|height)\s*([<>]=?)\s*([\d.]+)(px|em|rem)?\s*\)")

Declared = dict[str, str]
"""Values by property, in lower case."""


class _Rule(NamedTuple):
    selectors: list[Any]
    plain: Declared
    important: Declared


class Sheets:
    """The styles that a page gives its elements."""

    def __init__(self, root: Any) -> None:
        self._found: dict[Any, list[tuple[tuple[int, tuple[int, int, int], int], Declared]]] = {}
        names = {f".{word}" for found in root.xpath("//@class") for word in found.split()}
        names |= {f"#{found}" for found in root.xpath("//@id")}
        translator = cssselect.HTMLTranslator()
        for order, rule in enumerate(_rules(root)):
            for selector in rule.selectors:
                if selector.pseudo_element is not None or not _may_match(selector, names):
                    continue
                try:
                    elements = root.xpath(translator.selector_to_xpath(selector))
                except (cssselect.SelectorError, etree.XPathError):
                    continue
                for element in elements:
                    for level, values in ((0, rule.plain), (2, rule.important)):
                        if values:
                            weight = level, selector.specificity(), order
                            self._found.setdefault(element, []).append((weight, values))

    def of(self, element: Any) -> Declared:
        """What the sheets and its own `style` say of an element, the strongest last word for each property."""
        found = sorted(self._found.get(element, ()), key=lambda pair: pair[0])
        written = element.get("style")
        own = _declared(tinycss2.parse_blocks_contents(_readable(written), True, True)) if written else ({}, {})
        levels = [values for weight, values in found if weight[0] == 0]
        levels += [own[0], *(values for weight, values in found if weight[0] == 2), own[1]]
        return {name: value for values in levels for name, value in values.items()}


def _rules(root: Any) -> Iterator[_Rule]:
    number = 0
    for style in root.iter("style"):
        if not _applies(style.get("media", "")) or (style.get("type") or "text/css").lower() != "text/css":
            continue
        for rule in _flat(tinycss2.parse_stylesheet(_readable(style.text or ""), True, True)):
            plain, important = _declared(tinycss2.parse_blocks_contents(rule.content, True, True))
            if not (plain or important):
                continue
            number += 1
            if number > _MOST_RULES:
                return
            try:
                yield _Rule(cssselect.parse(tinycss2.serialize(rule.prelude)), plain, important)
            except cssselect.SelectorError:
                # As in a browser, one selector that is none makes the rule void.
                continue


def _readable(written: str) -> str:
    """The sheet, numbers cut that have more digits than Python makes one of."""
    return _LONG_NUMBER.sub(r"\1", written)


def _flat(rules: Iterable[Any]) -> Iterator[Any]:
    """Rules, with those in media queries that hold."""
    for rule in rules:
        if rule.type == "qualified-rule":
            yield rule
        elif rule.type == "at-rule" and rule.content is not None:
            query = tinycss2.serialize(rule.prelude)
            if rule.lower_at_keyword in ("layer", "supports") or (rule.lower_at_keyword == "media" and _applies(query)):
                yield from _flat(tinycss2.parse_rule_list(rule.content, True, True))


def _applies(query: str) -> bool:
    """Whether a media query holds for a wide screen; a feature that is not known is taken to."""
    return not query.strip() or any(_holds(part.strip().lower()) for part in query.split(","))


def _holds(query: str) -> bool:
    negated = query.startswith("not ")
    kind = re.match(r"(?:only\s+|not\s+)?([a-z]+)", query)
    holds = kind is None or kind[1] in ("all", "screen", "and", "not", "only")
    for least, side, value, unit in _FEATURE.findall(query):
        limit = float(value) * (1 if unit in ("px", "") else 16)
        size = _WIDTH if side == "width" else _HEIGHT
        holds = holds and (size >= limit if least == "min" else size <= limit)
    for side, sign, value, unit in _RANGE.findall(query):
        limit = float(value) * (1 if unit in ("px", "") else 16)
        size = _WIDTH if side == "width" else _HEIGHT
        holds = holds and (size >= limit if sign[0] == ">" else size <= limit)
    holds = holds and "orientation: portrait" not in query.replace(":portrait", ": portrait")
    return holds != negated


def _declared(nodes: Iterable[Any]) -> tuple[Declared, Declared]:
    """Plain and important values of the properties that matter."""
    plain: Declared = {}
    important: Declared = {}
    for node in nodes:
        if node.type == "declaration" and node.lower_name in _PROPERTIES:
            value = tinycss2.serialize(node.value).strip().lower()
            # A sheet's words for nothing of its own.
            if value:
                (important if node.important else plain)[node.lower_name] = value
    return plain, important


def _may_match(selector: Any, names: set[str]) -> bool:
    """Whether the classes and ids that a selector asks for are in the page: most rules of a saved page want others."""
    bare = selector.canonical()
    while "(" in bare and (inner := re.sub(r"\([^()]*\)", "", bare)) != bare:
        bare = inner
    bare = re.sub(r"\[[^\]]*\]", "", bare)
    return all(name in names for name in re.findall(r"[.#][^\s.#:>+~*\[]+", bare) if "\\" not in name)
