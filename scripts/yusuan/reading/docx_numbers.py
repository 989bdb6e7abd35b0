"""Works out the numbers that Word prints before the paragraphs of a list, such as 一、 or （二）."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from yusuan.reading.written import whole

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_LETTERS = 780  # a letter is repeated thirty times at most
_DIGITS = "〇一二三四五六七八九"


class Numbering:
    """Counts the lists of one document; `label` must be asked for every paragraph in order."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        """Both are root elements of parts, or None where the file has none."""
        self._levels: dict[str, dict[str, Any]] = {}
        self._styles: dict[str, Any] = {}
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self._abstract: dict[str, str] = {}
        if numbering is not None:
            self._read(numbering)
        for style in styles.iter(_W + "style") if styles is not None else ():
            self._styles[style.get(_W + "styleId", "")] = style

    def _read(self, root: Any) -> None:
        abstract = {
            element.get(_W + "abstractNumId"): {level.get(_W + "ilvl"): level for level in element.iter(_W + "lvl")}
            for element in root.iter(_W + "abstractNum")
        }
        for number in root.iter(_W + "num"):
            key = number.get(_W + "numId", "")
            base = number.find(_W + "abstractNumId")
            self._abstract[key] = base.get(_W + "val", "") if base is not None else ""
            levels = dict(abstract.get(self._abstract[key], {}))
            for override in number.iter(_W + "lvlOverride"):
                levels.update({level.get(_W + "ilvl"): level for level in override.iter(_W + "lvl")})
            self._levels[key] = levels

    def label(self, paragraph: Any) -> str:
        """The number printed before a paragraph, or nothing."""
        key, level = self._numbered(paragraph.find(_W + "pPr"))
        definition = self._levels.get(key, {}).get(str(level))
        if definition is None:
            return ""
        # Lists that share a definition go on counting together.
        counts = self._counts[self._abstract[key]]
        counts[level] = counts.get(level, _value(definition, "start", 1) - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return re.sub(r"%(\d)", lambda m: self._printed(key, counts, int(m[1]) - 1), _text(definition, "lvlText"))

    def _printed(self, key: str, counts: dict[int, int], level: int) -> str:
        definition = self._levels[key].get(str(level))
        if definition is None:
            return ""
        return printed(counts.get(level, _value(definition, "start", 1)), _text(definition, "numFmt"))

    def _numbered(self, properties: Any) -> tuple[str, int]:
        """List and level of a paragraph, by itself or by its style."""
        for _ in range(10):
            if properties is None:
                return "", 0
            found = properties.find(_W + "numPr")
            if found is not None:
                return _text(found, "numId"), _value(found, "ilvl", 0)
            name = properties.find(_W + "pStyle")
            if name is None:
                name = properties.getparent().find(_W + "basedOn")
            style = self._styles.get(name.get(_W + "val", "")) if name is not None else None
            properties = style.find(_W + "pPr") if style is not None else None
        return "", 0


def printed(value: int, form: str) -> str:
    """A count in one of Word's number forms; nothing for a form that prints no number (bullets)."""
    if form in {"decimal", "decimalFullWidth", "decimalHalfWidth", ""}:
        return str(value)
    if form == "decimalZero":
        return f"{value:02}"
    if "Counting" in form or form in {"chineseLegalSimplified", "ideographDigital", "taiwaneseDigital"}:
        return _chinese(value)
    if form in {"lowerLetter", "upperLetter"} and 1 <= value <= _MOST_LETTERS:
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form == "decimalEnclosedCircle" and 1 <= value <= 20:
        return chr(0x2460 + value - 1)
    return ""


def _chinese(value: int) -> str:
    if value > 99:
        return "".join(_DIGITS[int(digit)] for digit in str(value))
    tens, ones = divmod(value, 10)
    return ((_DIGITS[tens] if tens > 1 else "") + "十" if tens else "") + (_DIGITS[ones] if ones or not tens else "")


def _text(element: Any, name: str) -> str:
    found = element.find(_W + name)
    return found.get(_W + "val", "") if found is not None else ""


def _value(element: Any, name: str, default: int) -> int:
    return whole(_text(element, name), default)
