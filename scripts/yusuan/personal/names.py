"""Names of persons: by the role, title or form of address that stands beside them, never by a surname alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from yusuan.personal.masking import Span
from yusuan.personal.words import words

_HAN = r"\u4e00-\u9fff"
_NOT_HAN_BEFORE = rf"(?<![{_HAN}·])"
_DOTTED = rf"[{_HAN}]{{2,8}}(?:[·•・‧][{_HAN}]{{1,10}}){{1,3}}"
"""买买提·艾力: among roles and titles nothing else is written with this dot."""
_BETWEEN = r"[、,，/;；\s]*(?:和|及|与)?"
_OFFICE = rf"(?:[{_HAN}]{{2,12}}[科处室局办部股院校站所司]\s+)?"
_LABELS = "<telephone_label>|<name_label>|<account_label>|<identity_label>|<email_label>"
_END = rf"(?=[^{_HAN}]|$|{_LABELS}|<title>|<address>|<goes_on>)"
_TELEPHONE = (
    r"(?:(?:联系)?(?:电话|手机)[:：]?\s?)?(?:1[3-9]\d[ \-]?\d{4}[ \-]?\d{4}(?!\d|\.\d)|0\d{2,3}[\-—]\d{7,8}(?!\d))"
)
_LEAST = 2


def labelled_names(text: str) -> Iterator[Span]:
    """The names that a label such as 联系人 says to be names."""
    for labelled in _labels().finditer(text):
        yield from _listed(text, labelled.end(), strict=labelled["colon"] is None)


def find_names(text: str) -> Iterator[Span]:
    """Every name of a person in a text; spans may overlap."""
    yield from labelled_names(text)
    for labelled in _weak_labels().finditer(text):
        yield from _listed(text, labelled.end(), strict=True)
    for pattern in _patterns():
        for match in pattern.finditer(text):
            if is_name(match["name"]):
                yield Span(match.start("name"), match.end("name"), "name")


def known_names(text: str, names: frozenset[str]) -> Iterator[Span]:
    """Where names that were found elsewhere in the document stand again; one of two characters only by itself."""
    for name in names:
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            alone = not (_is_han(text[start - 1 : start]) or _is_han(text[end : end + 1]))
            if len(name) > _LEAST or alone:
                yield Span(start, end, "name")
            start = text.find(name, end)


def is_name(text: str, known_by_label: bool = False) -> bool:
    """Whether a word can be the name of a person: a surname and a given name of one or two characters.

    Where a label says so (`known_by_label`), a name need not begin with a surname that we know.
    """
    bare = "".join(text.split())
    stated = words()
    if re.fullmatch(_DOTTED, bare):
        return True
    if bare in stated.not_names or bare.startswith(_not_beginnings()):
        return False
    if _full().fullmatch(bare):
        return known_by_label or not any(character in stated.not_in_a_name for character in bare[1:])
    other = known_by_label and re.fullmatch(rf"[{_HAN}]{{2,4}}", bare) and not _shared().search(bare)
    return bool(other) and not any(character in stated.not_in_a_name for character in bare)


def is_full_name(text: str) -> bool:
    """Whether a word begins with a known surname, or has the dot of a name."""
    return re.fullmatch(_DOTTED, text) is not None or _full().fullmatch(text) is not None


def is_name_label(text: str) -> bool:
    """Whether a cell is a label or a header of names, such as 项目负责人 or 联系人及电话."""
    return _label_cell().fullmatch(text) is not None


def labels_only(text: str) -> bool:
    """Whether a text whose personal data are masked says nothing else: 联系人：＊＊ 电话：＊＊＊."""
    return not _labels_and_marks().sub("", text)


@cache
def _not_beginnings() -> tuple[str, ...]:
    """Words with which no name begins; one of a single character may begin one."""
    return tuple(word for word in words().not_names if len(word) >= _LEAST)


def _listed(text: str, start: int, *, strict: bool) -> Iterator[Span]:
    """The names that follow a label, one after the other; `strict` asks each for a surname that we know."""
    while (found := _one().match(text, start)) and is_name(found["name"], known_by_label=not strict):
        yield Span(found.start("name"), found.end("name"), "name")
        start = found.end()


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _expand(template: str) -> re.Pattern[str]:
    return words().pattern(template)


@cache
def _full() -> re.Pattern[str]:
    return re.compile(rf"{words().surname}[{_HAN}]{{1,2}}")


@cache
def _shared() -> re.Pattern[str]:
    """Words of offices and things that no unlisted name ends with."""
    return _expand("<no_end_of_a_name>$")


@cache
def _label_cell() -> re.Pattern[str]:
    return _expand(rf"[{_HAN}（）()]{{0,10}}?<name_label><label_tail>[:：]?")


@cache
def _labels_and_marks() -> re.Pattern[str]:
    labels = "<name_label><label_tail>|<telephone_label>|<identity_label>|<account_label>|<email_label>|<title>"
    return _expand(rf"[{_HAN}]{{0,8}}?(?:{labels})\s*[:：]?|[\s\W＊]+")


@cache
def _labels() -> re.Pattern[str]:
    colon = r"(?P<colon>\s*[:：]\s*)"
    return _expand(rf"<name_label><label_tail>(?:{colon}|\s{{1,4}}|(?={words().surname})){_OFFICE}")


@cache
def _weak_labels() -> re.Pattern[str]:
    return _expand(rf"<title_label>\s*[:：]\s*{_OFFICE}")


@cache
def _one() -> re.Pattern[str]:
    # Layout space stands within a name of two characters; a longer one is taken before a shorter one.
    spaced = rf"[{_HAN}][ \u3000]{{1,2}}[{_HAN}]"
    return _expand(rf"{_BETWEEN}(?!{_LABELS})(?P<name>{_DOTTED}|[{_HAN}]{{2,4}}?|{spaced}){_END}")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    name = rf"(?:{_DOTTED}|{words().surname}[{_HAN}]{{1,2}}?)"
    longer = rf"(?:{_DOTTED}|{words().surname}[{_HAN}]{{1,2}})"
    ends = rf"(?=[^{_HAN}]|$|<goes_on>|<address>)"
    begins = rf"(?:{_NOT_HAN_BEFORE}|(?<=由)|(?<=请)|(?<=经)|(?<=[的和与]))"
    return (
        # 局长张三, 局长 张三: what follows is no other word that begins with a title.
        _expand(rf"<title>\s?(?!<behind_title>)(?P<name>{name}){ends}"),
        # 张三局长, 张三 同志
        _expand(rf"{begins}(?P<name>{name})\s?(?:<title>(?!<of_office>)|<address>)"),
        # 退休职工张三
        _expand(rf"<role>\s?(?P<name>{longer}){ends}"),
        # 张三 13800000000, 李四（电话：…）
        re.compile(rf"{_NOT_HAN_BEFORE}(?P<name>{longer})[\s(（:：,，、]{{0,3}}(?={_TELEPHONE}|身份证)"),
    )
