"""Says what the subject of a claim is, as a code or a concept of the model, and how fine its value is printed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from importlib.resources import files

from yusuan.recognise.codes import CodeBook
from yusuan.recognise.prose.claims import Claim
from yusuan.recognise.prose.patterns import Patterns, load_patterns
from yusuan.words import key

FUNCTIONAL = "2"
ECONOMIC = "经济"
"""A heading with it speaks of economic classes, whose names repeat those of functional ones."""


def with_meaning(claims: Iterable[Claim], codes: CodeBook) -> tuple[Claim, ...]:
    """The claims with codes, concepts and steps. `codes` are the functional ones of the document and the reference."""
    meaning = _Meaning(load_patterns(), codes)
    return _with_steps([meaning.of(claim) for claim in claims])


def concept_of(subject: str) -> str:
    """The concept that a subject names, empty where it is none of those known."""
    words = key(subject)
    return next((name for name, pattern in _concepts() if pattern.fullmatch(words)), "")


@cache
def _concepts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = tomllib.loads(files("yusuan.recognise.prose").joinpath("concepts.toml").read_text(encoding="utf-8"))
    return tuple(
        (entry["name"], re.compile(re.sub(r"\{(of|end|income)\}", lambda word: str(data[word[1]]), entry["pattern"])))
        for entry in data["concepts"]
    )


@dataclass
class _Meaning:
    """Goes through the claims in order: a path may leave out the class that the heading or an item before named."""

    patterns: Patterns
    codes: CodeBook
    named: dict[str, list[str]] = field(default_factory=dict)
    """Every code of a name, in the form of `key`."""
    known: set[str] = field(default_factory=set)
    heading: str = ""
    above: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for code, name in self.codes.names:
            self.named.setdefault(name, []).append(code)
            self.known.add(code)

    def of(self, claim: Claim) -> Claim:
        """The claim with its code and concept; a code printed in the subject is taken out of it."""
        if claim.heading != self.heading:
            self.heading, self.above = claim.heading, self._named_in(claim.heading)
        subject = claim.subject
        if (match := self.patterns.printed_code.search(subject)) and match.group() != subject:
            code = match["code"] or match["behind"]
            bare = subject[: match.start()] + subject[match.end() :]
            if code in self.known:
                return replace(claim, subject=bare, code=code, code_from="printed")
            if code[0] != FUNCTIONAL:
                # Economic classes have codes of their own, which are no functional ones.
                return replace(claim, subject=bare)
            # A code that no classification has is a misprint: it stays in the words.
        for name, found in (("path", self._path(subject)), ("row", self._row(claim, subject))):
            if found:
                return replace(claim, code=found, code_from=name)
        concept = concept_of(subject)
        return replace(claim, concept=concept, code_from="concept" if concept else "")

    def _named_in(self, heading: str) -> dict[str, str]:
        """The class, and the section, that the headings name: 一般公共服务支出（类）, or the class's name alone."""
        above = {}
        for title in heading.split(" / "):
            bare = re.sub(r"^(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]+)", "", title)
            if match := re.fullmatch(r"(?P<name>.+?)[（(](?P<level>类|款)[）)](?:支出)?", bare):
                above["class" if match["level"] == "类" else "section"] = match["name"]
            elif self._class(bare):
                above = {"class": bare}
        return above

    def _class(self, name: str) -> str:
        """The code of a class by its name, with 支出 at its end or without."""
        return self._code_of("", key(name)) or self._code_of("", key(name) + "支出")

    def _code_of(self, above: str, name: str) -> str:
        """The code next below `above` (empty for a class) with exactly this name."""
        length = 3 if not above else len(above) + 2
        return next((code for code in self.named.get(name, ()) if len(code) == length and code.startswith(above)), "")

    def _path(self, subject: str) -> str:
        dashed = re.fullmatch(r"(?P<class>[^-－]+支出)[-－](?P<section>[^-－]+)(?:[-－](?P<item>[^-－]+))?", subject)
        if match := (self.patterns.path.search(subject) or dashed):
            names = {level: match[level] for level in ("class", "section", "item") if match[level]}
        elif match := (self.patterns.section.search(subject) or self.patterns.item.search(subject)):
            said = {level: name for level, name in match.groupdict().items() if name}
            names = {**self.above, **said}
        else:
            return ""
        self.above = {level: names[level] for level in ("class", "section") if level in names}
        return self._code(names) or self._nearest(names)

    def _nearest(self, names: dict[str, str]) -> str:
        """The one item (or section) of this name below what else is named: the class may be missing or wrong."""
        deepest = next((level for level in ("item", "section") if level in names), "")
        if not deepest:
            return ""
        length = 7 if deepest == "item" else 5
        found = {code for name in _variants(names[deepest]) for code in self.named.get(name, ()) if len(code) == length}
        above = {name for level, said in names.items() if level != deepest for name in _variants(said)}
        within = {
            code
            for code in found
            if any(code.startswith(other) and other != code for name in above for other in self.named.get(name, ()))
        }
        candidates = within if above and within else found
        return candidates.pop() if len(candidates) == 1 else ""

    def _code(self, names: dict[str, str]) -> str:
        code = ""
        for level, length in (("class", 3), ("section", 5), ("item", 7)):
            name = names.get(level)
            if name is None:
                break
            below = self._class(name) if level == "class" else self._below(code, length, name)
            if not below:
                return ""
            code = below
        deepest = next((level for level in ("item", "section", "class") if level in names), "")
        return code if len(code) == {"class": 3, "section": 5, "item": 7}.get(deepest) else ""

    def _below(self, above: str, length: int, name: str) -> str:
        if len(above) != length - 2:
            return ""
        return next((code for known in _variants(name) if (code := self._code_of(above, known))), "") or (
            self.codes.last_of(above, key(name)) or ""
        )

    def _row(self, claim: Claim, subject: str) -> str:
        """The code of a class, or of an item that is named once, where the words are exactly its name."""
        if ECONOMIC in claim.heading:
            return ""
        words = key(subject)
        bare = re.sub(r"\(类\)(?:支出)?$", "", words)
        if found := self._class(bare) if bare.endswith("支出") or bare != words else "":
            return found
        items = {code for code in self.named.get(words, ()) if len(code) == 7}
        return items.pop() if len(items) == 1 and not concept_of(subject) else ""


def _variants(name: str) -> tuple[str, ...]:
    """The forms in which documents print one name: with 支出 or 费 at its end or without."""
    words = key(name)
    return words, words + "支出", words.removesuffix("支出"), words.removesuffix("费"), words.replace("其它", "其他")


def _with_steps(claims: list[Claim]) -> tuple[Claim, ...]:
    """A percentage's step is its own; an amount's is the finest of its unit under the same heading."""
    finest: dict[tuple[str, str], int] = {}
    for claim in claims:
        if claim.value:
            at = claim.heading, claim.unit
            finest[at] = max(finest.get(at, 0), _decimals(claim.value))
    return tuple(replace(claim, step=_step(claim, finest)) for claim in claims)


def _step(claim: Claim, finest: dict[tuple[str, str], int]) -> str:
    if not claim.value:
        return ""
    amount = claim.unit.endswith("元") or claim.unit in ("万", "亿")
    decimals = finest[claim.heading, claim.unit] if amount else _decimals(claim.value)
    return str(Decimal(1).scaleb(-decimals))


def _decimals(value: str) -> int:
    return len(value.partition(".")[2])
