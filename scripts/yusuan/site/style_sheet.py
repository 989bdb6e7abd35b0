"""One style sheet of what the pages use: the theme's rules for parts that no page has would only delay every page.

The theme's sheets are some 150 kB, of which a page needs a seventh. Which classes a page can have is known from what
the theme made, from our templates and from our scripts. A rule that asks for another class can never apply.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import tinycss2

_ATTRIBUTES = frozenset(
    {"dir", "data-md-toggle", "data-md-color-primary", "data-md-color-accent", "data-md-color-scheme"}
)
_VALUES = frozenset({"ltr", "default", "slate"})
"""What these attributes say on our pages: the direction, and the two schemes of colours."""
_VARIABLE = re.compile(r"(--md-[\w-]+):")
_ASKED = re.compile(r"var\(\s*(--[\w-]+)")
_CLASSES = re.compile(r"""class=(?:"([^"]*)"|'([^']*)')""")
_WORD = re.compile(r"[\w-]+")
_CONDITIONS = frozenset({"media", "supports"})


@dataclass(frozen=True)
class Rule:
    """A rule with its selectors and declarations, or a condition with the rules that it holds for."""

    heads: tuple[str, ...]
    declarations: tuple[str, ...] = ()
    within: tuple[Rule, ...] = ()

    def __str__(self) -> str:
        return f"{','.join(self.heads)}{{{';'.join(self.declarations)}{''.join(map(str, self.within))}}}"


def classes_of(pages: Iterable[str]) -> set[str]:
    """Every class that pages or their templates name in an attribute."""
    return {name for page in pages for pair in _CLASSES.findall(page) for name in "".join(pair).split()}


def classes_named(scripts: Iterable[str]) -> set[str]:
    """Every class that scripts could set: a script may name it anywhere, so that is each word in them."""
    return {word for script in scripts for word in _WORD.findall(script)}


def needed(theme: str, own: str, classes: Collection[str]) -> str:
    """The rules of the theme that a page can meet which has some of these `classes`, then all of `own`.

    A variable of the theme that no rule asks for is left out. Raises `ValueError` for a theme that is no style sheet.
    """
    # The theme's script sets this class where a browser says the same by itself.
    kept = rules(theme.replace(".focus-visible", ":focus-visible"), classes)
    while (fewer := _asked_for(kept, own)) != kept:
        kept = fewer
    return "".join(map(str, kept)) + own


def rules(text: str, classes: Collection[str] | None = None) -> tuple[Rule, ...]:
    """The rules of a style sheet, those alone that can apply to these `classes` where some are given.

    Of at-rules only conditions: the theme's movements, fonts and size of paper are not ours.
    """
    return tuple(_rules(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True), classes))


def _rules(nodes: Iterable[Any], classes: Collection[str] | None) -> Iterator[Rule]:
    for node in nodes:
        if node.type == "error":
            raise ValueError(f"line {node.source_line}: {node.message}")
        if node.type == "qualified-rule":
            selectors = [one for one in _selectors(node.prelude) if classes is None or _can_apply(one, classes)]
            heads = tuple(tinycss2.serialize(one).strip() for one in selectors)
            declared = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
            # What is no declaration no browser reads.
            rule = Rule(heads, tuple(one.serialize() for one in declared if one.type == "declaration"))
        elif node.lower_at_keyword in _CONDITIONS and node.content is not None:
            inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            head = f"@{node.at_keyword}{tinycss2.serialize(node.prelude).rstrip()}"
            rule = Rule((head,), within=tuple(_rules(inner, classes)))
        else:
            continue
        if rule.heads and (rule.declarations or rule.within):
            yield rule


def _selectors(prelude: Sequence[Any]) -> Iterator[list[Any]]:
    """The selectors of a rule, each as its tokens."""
    selector: list[Any] = []
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            yield selector
            selector = []
        else:
            selector.append(token)
    yield selector


def _can_apply(selector: Sequence[Any], classes: Collection[str]) -> bool:
    before = None
    for token in selector:
        if token.type == "function" and token.lower_name in ("is", "where"):
            # One of several is enough: the rule stays.
            return True
        if token.type == "ident" and before == "." and token.value not in classes:
            return False
        if token.type == "[] block":
            words = [part.value for part in token.content if part.type in ("ident", "string")]
            if words[0] in _ATTRIBUTES and len(words) == 2 and words[1] not in _VALUES:
                return False
        before = token.value if token.type == "literal" else None
    return True


def _asked_for(kept: Iterable[Rule], own: str) -> tuple[Rule, ...]:
    """The rules without the variables that none of them, nor `own`, asks for."""
    kept = tuple(kept)
    asked = set(_ASKED.findall("".join(map(str, kept)) + own))
    return tuple(_without_others(kept, asked))


def _without_others(kept: Iterable[Rule], asked: Collection[str]) -> Iterator[Rule]:
    for rule in kept:
        declared = tuple(one for one in rule.declarations if not (v := _VARIABLE.match(one)) or v[1] in asked)
        within = tuple(_without_others(rule.within, asked))
        if declared or within:
            yield replace(rule, declarations=declared, within=within)
