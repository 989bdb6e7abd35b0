"""The text of a Word paragraph as it looks: what is hidden, struck out or no text is left out, and said so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from yusuan.reading.docx_styles import PICTURES, Styles
from yusuan.reading.looks import Dropped, shown

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Taken out by a tracked change, or meant for the program and not for the eye.
LEFT_OUT = {_W + name for name in ("del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "rPr", "rt")}
LEFT_OUT |= {_W + name for name in ("tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr", "footnotePr")}
# The boxes to tick that Word draws in a font of pictures.
_BOXES = {("wingdings", "A8"): "□", ("wingdings", "FE"): "☑", ("wingdings 2", "52"): "☑", ("wingdings 2", "A3"): "□"}
UNKNOWN = "\ufffd"
"""Stands for a sign whose meaning is not known: before a figure it may be its minus."""
_UNKNOWN_ALONE = re.compile(f"{UNKNOWN}(?!\\s*[\\d.])")


def is_on(properties: Any, name: str) -> bool:
    """Whether a property such as `vanish` is set: it may be written to say that it is not."""
    found = properties.find(_W + name) if properties is not None else None
    return found is not None and found.get(_W + "val", "1").lower() not in ("0", "false", "off", "none")


def all_text(element: Any) -> str:
    """Every word in an element, shown or not."""
    return "".join(text.text or "" for text in element.iter(_W + "t", _W + "delText", _M + "t"))


def text_of(element: Any, styles: Styles, dropped: Dropped) -> Iterator[str]:
    """The text that an element shows, with line breaks; what it leaves out is added to `dropped`, with the reason."""
    for child in element:
        tag = child.tag
        if tag == _W + "del":
            _drop(all_text(child), "a tracked change deletes it; it was not read", dropped)
        elif tag in LEFT_OUT or not isinstance(tag, str):
            continue
        elif tag in (_M + "oMath", _M + "oMathPara"):
            _drop(all_text(child), "it is a formula; it was not read", dropped)
        elif tag == _W + "r":
            yield _run(child, styles, dropped)
        else:
            yield from _piece(child, styles, dropped)


def _run(run: Any, styles: Styles, dropped: Dropped) -> str:
    if run.find(_W + "t") is None and run.find(_W + "sym") is None:
        return "".join(text_of(run, styles, dropped))
    look = styles.look(run)
    if look.unread is not None:
        return shown(all_text(run), look, dropped)
    text = "".join(text_of(run, styles, dropped))
    if re.search(r"[0-9A-Za-z]", text) and styles.font(run) in PICTURES:
        _drop(text, "it is drawn in a font of pictures; it was not read", dropped)
        return ""
    return shown(text, look, dropped)


def _piece(child: Any, styles: Styles, dropped: Dropped) -> Iterator[str]:
    tag = child.tag
    if tag == _W + "t":
        yield child.text or ""
    elif tag in (_W + "br", _W + "cr"):
        # A page break ends no line of text.
        yield "" if child.get(_W + "type") in ("page", "column") else "\n"
    elif tag in (_W + "tab", _W + "ptab"):
        yield " "
    elif tag == _W + "noBreakHyphen":
        yield "-"
    elif tag == _W + "sym":
        font, code = child.get(_W + "font", ""), child.get(_W + "char", "").upper()
        box = _BOXES.get((font.lower(), code[-2:]))
        if box is None:
            _drop(f"{font} {code}", "it is drawn in a font of pictures; it was not read", dropped)
        # A minus sign may be drawn so: without it, the figure beside it is another.
        yield box or (UNKNOWN if font.lower() == "symbol" else "")
    elif tag not in (_W + "drawing", _W + "pict", _W + "object", _MC + "AlternateContent"):
        yield from text_of(child, styles, dropped)


def signed(text: str) -> str:
    """The text without signs that are not known, but for those before a figure."""
    return _UNKNOWN_ALONE.sub("", text)


def _drop(text: str, reason: str, dropped: Dropped) -> None:
    if text.strip():
        dropped.append((text.strip(), reason))
