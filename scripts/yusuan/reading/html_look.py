"""How the text of a web page looks where its own marks say so: not there, not to be seen, struck out, raised."""

from __future__ import annotations

import re
from typing import Any, NamedTuple


class Look(NamedTuple):
    """What the elements around a text make of it."""

    invisible: bool = False
    tiny: bool = False
    struck: bool = False
    raised: bool = False

    @property
    def unseen(self) -> bool:
        """Whether nothing of the text is to be seen, though it takes its place."""
        return self.invisible or self.tiny


PLAIN = Look()
_STRUCK = {"s", "del", "strike"}
_RAISED = {"sup", "sub"}
_NOTHING = re.compile(r"0*\.?0*(?:px|pt|em|rem|ex|cm|mm|in|pc|%)?")


def is_left_out(element: Any) -> bool:
    """Whether the page is laid out as if the element were not there."""
    if element.get("hidden") is not None:
        return True
    style = _style(element)
    # A row that collapses gives up its room.
    return style.get("display") == "none" or style.get("visibility") == "collapse"


def look_of(element: Any, around: Look) -> Look:
    """How text in an element looks, by its tag, its own style and what it stands in."""
    style = _style(element)
    look = around
    if element.tag in _STRUCK or "line-through" in style.get("text-decoration", "") + style.get(
        "text-decoration-line", ""
    ):
        look = look._replace(struck=True)
    if element.tag in _RAISED or style.get("vertical-align") in ("super", "sub"):
        look = look._replace(raised=True)
    if (visibility := style.get("visibility")) in ("hidden", "visible"):
        look = look._replace(invisible=visibility == "hidden")
    if size := style.get("font-size"):
        look = look._replace(tiny=bool(_NOTHING.fullmatch(size)))
    return look


def _style(element: Any) -> dict[str, str]:
    written = element.get("style")
    if not written:
        return {}
    parts = (part.partition(":") for part in written.lower().split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, _, value in parts}
