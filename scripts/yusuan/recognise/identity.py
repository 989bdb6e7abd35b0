"""Tells what a document is, from its own words: department, year, kind, the date it was signed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from yusuan.document import Document, Line
from yusuan.forms import Form, Vocabulary
from yusuan.recognise.captions import DEEPEST_CAPTION, LONGEST_TITLE
from yusuan.words import key, name

FIRST_LINES = 12
"""How far down a document its title is looked for."""

PAGE_LINES = 200
"""How far down a web page."""

LINES_OF_TITLE = 4
"""Lines that a cover breaks a title over."""

# No issuer goes by more names than these.
MOST_NAMES = 50


# 西安市统计局（汇总） and 西安市统计局 are two budgets of one department.
_DIGITS = {digit: value for value, digits in enumerate(("〇○零", *"一二三四五六七八九")) for digit in digits}
_WRITTEN_YEAR = re.compile(f"二[〇○零][{''.join(_DIGITS)}]{{2}}(?=年)")
_WHOSE = re.compile(r"\([^()]*\)$")


@dataclass(frozen=True)
class Identity:
    """What the document says it is. `issuer` is the name in the title; `names` has every name of the issuer."""

    issuer: str | None
    year: int | None
    kind: str | None
    title: str | None
    issued: str | None
    names: tuple[str, ...]
    roles: dict[str, str]
    other_issuer: str = ""
    """The department that its tables state, where that is another than the one in the title."""


@dataclass(frozen=True)
class _Title:
    """The words of a title; `issuer` is blank where it names a place alone."""

    text: str
    issuer: str
    year: int
    kind: str


def identify(document: Document, cover: Sequence[Line], form: Form, vocabulary: Vocabulary) -> Identity:
    """Read the title (which a cover may break over lines), 编制单位 of tables, 预算单位 of projects, and the date.

    A document without a title may still say of what year and of which department its tables are.
    """
    lines = [block for block in document.blocks if isinstance(block, Line)]
    first = (cover or lines)[:FIRST_LINES]
    title = (_page_title(lines, vocabulary) if document.format == "html" else None) or _title(first, vocabulary)
    stated = _stated([*lines, *_captions(document)], vocabulary)
    labelled = _labelled(document, vocabulary.issuer_labels)
    issuer = title.issuer if title else ""
    if not issuer:
        issuer = next(iter(_stated(first, vocabulary) or stated), "") or labelled
    units = _budget_unit(document, form) if issuer else ""
    roles = {known: "issuer" for known in [issuer, *list(stated)[:MOST_NAMES]] if known}
    roles |= {unit: "budget_unit" for unit in [units] if unit and unit not in roles}
    dates = [m for line in lines if (m := vocabulary.patterns["date"].fullmatch(line.text.strip()))]
    issued = f"{int(dates[-1]['year']):04}-{int(dates[-1]['month']):02}-{int(dates[-1]['day']):02}" if dates else None
    # A workbook may be its tables alone.
    years, kinds = (set(), set()) if title else _of_tables(document, form, vocabulary)
    return Identity(
        issuer or None,
        title.year
        if title
        else _captioned_year(lines, vocabulary) or _only(years) or _captioned_year(_captions(document), vocabulary),
        title.kind if title else _only(kinds),
        title.text if title else None,
        issued,
        tuple(roles),
        roles,
        another_department(title.issuer if title else "", [*stated, *([labelled] if labelled else [])]),
    )


def another_department(issuer: str, stated: Sequence[str]) -> str:
    """The first stated name, where none is that of the issuer: with its region or without, as a whole or in part.

    >>> another_department("普陀区财政局", ["上海市普陀区财政局"]), another_department("甲局", ["乙局", "丙局"])
    ('', '乙局')
    """

    def bare(text: str) -> str:
        return _WHOSE.sub("", key(text))

    same = any(bare(issuer).endswith(bare(one)) or bare(one).endswith(bare(issuer)) for one in stated)
    return stated[0] if issuer and stated and not same else ""


def _page_title(lines: Sequence[Line], vocabulary: Vocabulary) -> _Title | None:
    """The first title of a web page that stands in a line of its own: above it there are menus."""
    texts = (line for line in lines[:PAGE_LINES] if not vocabulary.patterns["part"].match(line.text.strip()))
    return next((title for line in texts if (title := _title([line], vocabulary))), None)


def _title(lines: Sequence[Line], vocabulary: Vocabulary) -> _Title | None:
    """The shortest run of lines that is a title, or of several the one that begins with the name of a place.

    A cover breaks a long name over lines: alone 资源局2024年度部门决算 is a title, too. And what stands above a title,
    such as 附件2, is no part of a department's name.
    """
    found: list[tuple[bool, int, int, _Title]] = []
    for start in range(len(lines)):
        # Numbers of annexes and the like are no part of a department's name.
        alone = lines[start].text.strip()
        marked = vocabulary.patterns["above_title"].fullmatch(alone) and not vocabulary.patterns["title"].fullmatch(
            alone
        )
        if marked and start + 1 < len(lines):
            continue
        for end in range(start + 1, min(start + LINES_OF_TITLE, len(lines)) + 1):
            if _is_heading(lines[end - 1].text.strip(), vocabulary):
                break
            text = _with_year_in_figures(name("".join(line.text.strip() for line in lines[start:end])))
            if title := _title_of(text, vocabulary):
                of_place = not title.issuer or vocabulary.patterns["of_place"].match(title.issuer) is not None
                found.append((not of_place, end - start, start, title))
                break
    return min(found, key=lambda entry: entry[:3])[-1] if found else _title_alone(lines, vocabulary)


def _with_year_in_figures(text: str) -> str:
    """A title with its year in figures where it is written out: 二〇二六年 is 2026年."""
    return _WRITTEN_YEAR.sub(lambda year: "".join(str(_DIGITS[digit]) for digit in year[0]), text)


def _title_alone(lines: Sequence[Line], vocabulary: Vocabulary) -> _Title | None:
    """A title that names no department."""
    for line in lines:
        if match := vocabulary.patterns["title_alone"].fullmatch(text := _with_year_in_figures(name(line.text))):
            return _Title(text, "", int(match["year"]), vocabulary.kinds[match["kind"]])
    return None


def _title_of(text: str, vocabulary: Vocabulary) -> _Title | None:
    kinds = vocabulary.kinds
    if match := vocabulary.patterns["title"].fullmatch(text):
        issuer = "" if match["of_place"] else _department(match["issuer"], vocabulary)
        return _Title(text, issuer, int(match["year"]), kinds[match["kind"]])
    if match := vocabulary.patterns["title_year_first"].fullmatch(text):
        return _Title(text, _department(match["issuer"], vocabulary), int(match["year"]), kinds[match["kind"]])
    return None


def _department(issuer: str, vocabulary: Vocabulary) -> str:
    """The name of a department without the word 部门 behind it: 某市信访办公室部门2026年度部门预算."""
    return vocabulary.patterns["says_department"].sub("", name(issuer))


def _is_heading(text: str, vocabulary: Vocabulary) -> bool:
    return any(vocabulary.patterns[kind].fullmatch(text) for kind in ("part", "heading", "subheading"))


def _stated(lines: Iterable[Line], vocabulary: Vocabulary) -> list[str]:
    """The names in lines such as 编制单位：某局, the most frequent first.

    A name that is the beginning of another was cut off at the end of a line.
    """
    matches = (vocabulary.patterns["stated_issuer"].fullmatch(line.text.strip()) for line in lines)
    found = Counter(name(match["name"]) for match in matches if match)
    # In order, a name that goes on stands right after what was cut off of it.
    ordered = sorted(found)
    cut_off = {known for known, after in pairwise(ordered) if after.startswith(known)}
    return sorted((known for known in found if known not in cut_off), key=lambda known: -found[known])


def _captioned_year(lines: Iterable[Line], vocabulary: Vocabulary) -> int | None:
    """The year that captions of tables give, such as （2026年度）, where they all give the same."""
    matches = (vocabulary.patterns["year_caption"].fullmatch(line.text.strip()) for line in lines)
    years = {int(match["year"]) for match in matches if match}
    return years.pop() if len(years) == 1 else None


def _of_tables(document: Document, form: Form, vocabulary: Vocabulary) -> tuple[set[int], set[str]]:
    """The years and the kinds that the titles of the tables give: 2024年部门收入预算表, 收入支出决算总表."""
    years: set[int] = set()
    kinds: set[str] = set()
    for text in _titles(document):
        if vocabulary.patterns["title_sentence"].search(text) or form.table_titled(text) is None:
            continue
        if match := vocabulary.patterns["title_year"].match(text):
            years.add(int(match["year"]))
        # 一般公共预算财政拨款支出决算表 has both words: the last one says what it is.
        if found := re.findall("|".join(vocabulary.kinds), vocabulary.patterns["budget_name"].sub("", text)):
            kinds.add(vocabulary.kinds[found[-1]])
    return years, kinds


def _captions(document: Document) -> Iterable[Line]:
    """The filled cells of the first rows of each table, where its caption may be."""
    for block in document.blocks:
        if not isinstance(block, Line):
            for row in block.rows[:DEEPEST_CAPTION]:
                yield from (Line(cell.text, cell.place) for cell in row if cell.text.strip())


def _titles(document: Document) -> Iterable[str]:
    """The lines that may be titles of tables, and the words at the head of each table."""
    for block in document.blocks:
        if isinstance(block, Line):
            texts = [block.text]
        else:
            texts = [next((cell.text for cell in row if cell.text.strip()), "") for row in block.rows[:DEEPEST_CAPTION]]
        yield from (name(text) for text in texts if len(text) < LONGEST_TITLE)


def _only(found: set[Any]) -> Any:
    return next(iter(found)) if len(found) == 1 else None


def _budget_unit(document: Document, form: Form) -> str:
    return _labelled(
        document, frozenset(label for label, field in form.projects.labels.items() if field == "agency_name")
    )


def _labelled(document: Document, labels: frozenset[str]) -> str:
    """What stands most often beside one of these labels, alone with it in its row; blank if there is none."""
    found: Counter[str] = Counter()
    for cells in _rows(document):
        texts = [cell for cell in cells if cell.strip()]
        if len(texts) == 2 and key(texts[0]) in labels:
            found[name(texts[1])] += 1
    return found.most_common(1)[0][0] if found else ""


def _rows(document: Document) -> Iterable[list[str]]:
    for block in document.blocks:
        if not isinstance(block, Line):
            yield from ([cell.text for cell in row] for row in block.rows)
