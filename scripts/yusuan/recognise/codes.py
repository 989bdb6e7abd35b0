"""Finds the code of a 类款项 path in words, first among the codes the document itself prints, then in the reference."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from yusuan.recognise.findings import Value
from yusuan.words import key

LEVELS = (("class", 3), ("section", 5), ("item", 7))


@dataclass(frozen=True)
class CodeBook:
    """Codes with their names, those of the document before those of the reference.

    `other_name`, `other_code` and `class_ending` are the classification's conventions: how the name of the last item
    of a section begins and its code ends, and how the names of classes end.
    """

    names: tuple[tuple[str, str], ...]
    other_name: str
    other_code: str
    class_ending: str

    @classmethod
    def of(
        cls, rows: Iterable[Mapping[str, Value]], reference: Iterable[tuple[str, str]], conventions: Mapping[str, str]
    ) -> CodeBook:
        """From the rows of the document's coded tables and (code, name) pairs of the reference."""
        printed = [(str(row["code"]), str(row["name"])) for row in rows if row.get("code")]
        names = dict.fromkeys((code, key(name)) for code, name in (*printed, *reference))
        return cls(tuple(names), conventions["other_name"], conventions["other_code"], conventions["class_ending"])

    def of_path(self, path: re.Match[str] | None) -> str | None:
        """The full code of a match with groups class, section and item; None if some part of it has no code."""
        code = ""
        for level, digits in LEVELS if path else ():
            name = path[level] if path else None
            if name is None:
                break
            below = self._below(code, digits, key(name))
            if below is None:
                return None
            code = below
        return code or None

    def named(self, above: str, label: str) -> str | None:
        """The code next below `above` (empty for a class) whose name is exactly `label`, in the form of `key`.

        A class may be printed without the word that all of them end with: 教育 for 教育支出.
        """
        digits = {0: 3, 3: 5, 5: 7}.get(len(above))
        names = (label,) if above else (label, f"{label}{self.class_ending}")
        below = [(code, known) for code, known in self.names if len(code) == digits and code.startswith(above)]
        return next((code for name in names for code, known in below if known == name), None)

    def next_named(self, above: str, label: str) -> str | None:
        """The code of a label that is printed after the row of code `above`, deepest first: an item of its section, a
        section of its class, or a class.

        公路水路运输 is a section of 交通运输支出, and an item of 超长期特别国债安排的支出. Codes go up within a class:
        one that has passed already belongs below a name that is not known.
        """
        below = (above[:digits] for digits in (5, 3, 0) if len(above) >= digits)
        found = (self.named(prefix, label) for prefix in below)
        return next((code for code in found if code and (len(code) == 3 or code > above)), None)

    def _below(self, above: str, digits: int, name: str) -> str | None:
        for code, known in self.names:
            if len(code) == digits and code.startswith(above) and known == name:
                return code
        return self.last_of(above, name)

    def last_of(self, above: str, name: str) -> str | None:
        """The code of the last item of a section for a name that begins like such items do."""
        digits = len(above) + 2
        # 其他行政事业单位医疗补助 is printed for …支出: the name varies, but there is one such item in a section.
        last = above + self.other_code
        if name.startswith(self.other_name) and len(last) == digits and any(code == last for code, _ in self.names):
            return last
        return None
