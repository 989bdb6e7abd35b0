"""One style sheet of what the pages use: the theme's rules for parts that no page has would only delay every page.

The theme's sheets are some 150 kB, of which a page needs a seventh. Which classes a page can have is known from what
the theme made, from our templates and from our scripts. A rule that asks for another class can never apply.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""(?P<comment>/\*.*?\*/)|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\((?:[^)"'\\]|\\.)*\)|(?P<mark>[{};])""",
    re.DOTALL,
)
_CLASS = re.compile(r"\.(-?[A-Za-z_](?:[\w-]|\\.)*)")
_ATTRIBUTE = re.compile(r"\[(?:dir|data-md-toggle|data-md-color-(?:primary|accent|scheme))=\"?([\w-]+)\"?\]")
_VALUES = frozenset({"ltr", "default", "slate"})
"""What these attributes say on our pages: the direction, and the two schemes of colours."""
_NEGATED = re.compile(r":not\((?:[^()]|\([^()]*\))*\)")
_VARIABLE = re.compile(r"(?:^|(?<=;))\s*(--md-[\w-]+)\s*:")
_ASKED = re.compile(r"var\(\s*(--[\w-]+)")
_CLASSES = re.compile(r"""class=(?:"([^"]*)"|'([^']*)')""")
_WORD = re.compile(r"[\w-]+")


@dataclass(frozen=True)
class Rule:
    """A rule or an at-rule: what stands before its braces, and what stands within. Without braces `body` is None."""

    head: str
    body: str | None

    def __str__(self) -> str:
        return f"{self.head};" if self.body is None else f"{self.head}{{{self.body}}}"


def classes_of(pages: Iterable[str]) -> set[str]:
    """Every class that pages or their templates name in an attribute."""
    return {name for page in pages for pair in _CLASSES.findall(page) for name in "".join(pair).split()}


def classes_named(scripts: Iterable[str]) -> set[str]:
    """Every class that scripts could set: a script may name it anywhere, so that is each word in them."""
    return {word for script in scripts for word in _WORD.findall(script)}


def needed(theme: str, own: str, classes: Collection[str]) -> str:
    """The rules of the theme that a page can meet which has some of these `classes`, then all of `own`.

    A variable of the theme that no rule asks for is left out.
    """
    # The theme's script sets this class where a browser says the same by itself.
    theme = theme.replace(".focus-visible", ":focus-visible")
    text = "".join(map(str, _kept(theme, classes)))
    while (fewer := _without_unasked(text, own)) != text:
        text = fewer
    return text + own


def rules(text: str) -> Iterator[Rule]:
    """The rules of a style sheet, or of an at-rule's body, in their order."""
    start, opened, depth = 0, 0, 0
    for found in _TOKEN.finditer(text):
        mark = found["mark"]
        if mark == "{":
            opened = found.start() if depth == 0 else opened
            depth += 1
        elif mark == "}":
            depth -= 1
            if depth == 0:
                yield Rule(text[start:opened].strip(), text[opened + 1 : found.start()])
                start = found.end()
        elif depth == 0:
            # A comment, or the end of an at-rule without a body.
            if mark and (head := text[start : found.start()].strip()):
                yield Rule(head, None)
            start = found.end() if mark or found["comment"] else start


def _kept(text: str, classes: Collection[str]) -> Iterator[Rule]:
    """Of at-rules only conditions: the theme's movements, fonts and size of paper are not ours."""
    for rule in rules(text):
        if rule.body is None:
            continue
        if rule.head.startswith(("@media", "@supports")):
            if body := "".join(map(str, _kept(rule.body, classes))):
                yield Rule(rule.head, body)
        elif not rule.head.startswith("@"):
            heads = [head for head in selectors(rule.head) if _can_apply(head, classes)]
            if heads:
                yield Rule(",".join(heads), rule.body)


def selectors(head: str) -> Iterator[str]:
    """The selectors of a rule, parted at commas outside brackets."""
    depth, start = 0, 0
    for place, letter in enumerate(head):
        depth += (letter in "([") - (letter in ")]")
        if letter == "," and depth == 0:
            yield head[start:place].strip()
            start = place + 1
    yield head[start:].strip()


def _can_apply(selector: str, classes: Collection[str]) -> bool:
    asked = _NEGATED.sub("", selector)
    if ":is(" in asked or ":where(" in asked:
        # One of several is enough: the rule stays.
        return True
    names = (name.replace("\\", "") for name in _CLASS.findall(asked))
    return all(name in classes for name in names) and all(value in _VALUES for value in _ATTRIBUTE.findall(asked))


def _without_unasked(text: str, own: str) -> str:
    asked = set(_ASKED.findall(text)) | set(_ASKED.findall(own))
    kept = []
    for rule in rules(text):
        body = rule.body or ""
        if rule.head.startswith("@"):
            kept.append(str(Rule(rule.head, _without_unasked(body, own + text))))
            continue
        lines = [line for line in declarations(body) if not (v := _VARIABLE.match(line)) or v[1] in asked]
        if lines:
            kept.append(str(Rule(rule.head, ";".join(lines))))
    return "".join(kept)


def declarations(body: str) -> list[str]:
    """The declarations of a rule's body, parted at semicolons outside strings and addresses."""
    lines, start = [], 0
    for found in _TOKEN.finditer(body):
        if found["mark"] == ";":
            lines.append(body[start : found.start()])
            start = found.end()
    return [line for line in (*lines, body[start:]) if line.strip()]
