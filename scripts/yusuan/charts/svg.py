"""What becomes of a chart: a part of a page that follows its theme, or a picture that stands alone."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass

from lxml import etree

from yusuan.charts import font
from yusuan.charts.drawing import Drawing, Words
from yusuan.charts.theme import READER_FONTS
from yusuan.presenting.colours import INK, MUTED, PAGE_COLOURS, PAPER

_NS = "http://www.w3.org/2000/svg"
_MARGIN = 24
_LONG_NUMBER = re.compile(r"-?\d*\.\d{3,}(?:e-?\d+)?")
_URL = re.compile(r"url\(#([^)]+)\)")
_DROPPED = ("role", "aria-roledescription", "aria-hidden", "aria-label", "class")
_SHARED = ("fill", "stroke", "stroke-width")
_IN_PLACE = "translate(0,0)"
_ANCHORS = {"left": "start", "center": "middle", "right": "end"}


@dataclass(frozen=True)
class Caption:
    """The words around a chart. `prefix` begins every id, so that several charts can stand in one page."""

    prefix: str
    title: str
    subtitle: str
    source: str
    alt: str


def parse(svg: str) -> etree._Element:
    """Vega's SVG as a tree, without what nobody needs: long decimals, empty parts, and roles inside one image."""
    root = etree.fromstring(svg.encode("utf-8"), etree.XMLParser(resolve_entities=False, no_network=True))
    for element in list(root.iter(f"{{{_NS}}}*"))[::-1]:
        for name in _DROPPED:
            element.attrib.pop(name, None)
        for name in ("d", "transform"):
            if name in element.attrib:
                element.set(name, _LONG_NUMBER.sub(_rounded, element.get(name, "")))
        parent = element.getparent()
        if parent is None:
            continue
        if element.tag == f"{{{_NS}}}path" and not element.get("fill") and not element.get("stroke"):
            # Vega gives every group a path behind and before it; ours have nothing to fill.
            parent.remove(element)
        elif element.tag == f"{{{_NS}}}g":
            _simplify(element, parent)
    etree.cleanup_namespaces(root)
    return root


def _simplify(group: etree._Element, parent: etree._Element) -> None:
    """Remove a group of nothing or for nothing; what all in another say alike, the group says once."""
    if group.get("transform") == _IN_PLACE:
        del group.attrib["transform"]
    if not group.attrib:
        place = parent.index(group)
        children = list(group)
        for name in _SHARED:
            said = {child.get(name) for child in children}
            if len(children) > 1 and len(said) == 1 and None not in said:
                group.set(name, said.pop() or "")
                for child in children:
                    del child.attrib[name]
        if not group.attrib:
            parent[place : place + 1] = children


def _rounded(match: re.Match[str]) -> str:
    text = f"{float(match[0]):.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def in_page(marks: etree._Element, drawing: Drawing, caption: Caption) -> str:
    """The chart as part of a page: no words of its own but labels and an accessible name, no background."""
    root = copy.deepcopy(marks)
    for words in drawing.words:
        _set(root, words)
    root.set("style", "max-width:100%;height:auto")
    _name(root, caption)
    return _text(_themed(root))


def alone(marks: etree._Element, drawing: Drawing, caption: Caption) -> str:
    """The chart as a picture of its own: title, subtitle and source around it, on white paper."""
    return _text(_themed(_composed(marks, drawing, caption)))


def to_rasterise(marks: etree._Element, drawing: Drawing, caption: Caption) -> str:
    """The same for a program that knows neither custom properties nor the reader's fonts: our font, plain colours."""
    root = _composed(marks, drawing, caption)
    for element in root.iter(f"{{{_NS}}}text"):
        element.text = font.drawable(element.text or "")
    for group in root.iter(f"{{{_NS}}}g"):
        if group.get("font-family"):
            group.set("font-family", font.FAMILY)
    return _text(root)


def width_alone(drawing: Drawing) -> float:
    """How wide the picture of its own is."""
    return drawing.width + 2 * _MARGIN


def _composed(marks: etree._Element, drawing: Drawing, caption: Caption) -> etree._Element:
    root = etree.fromstring(f'<svg xmlns="{_NS}"/>')
    around = []
    y = float(_MARGIN)
    for text, size, fill in ((caption.title, 20, INK), (caption.subtitle, 14, MUTED)):
        placed = []
        for line in font.wrap(text, size, drawing.width, lines=4):
            y += size
            placed.append((_MARGIN, y, line))
            y += round(size * 0.4, 1)
        around.append(Words("left", size, fill, tuple(placed)))
    body_top = y + 14
    y = body_top + drawing.height + 14
    placed = []
    for line in font.wrap(caption.source, 13, drawing.width, lines=4):
        y += 13
        placed.append((_MARGIN, y, line))
        y += 5
    around.append(Words("left", 13, MUTED, tuple(placed)))
    width, height = f"{width_alone(drawing):g}", f"{y + _MARGIN - 5:g}"
    root.set("width", width)
    root.set("height", height)
    root.set("viewBox", f"0 0 {width} {height}")
    etree.SubElement(root, f"{{{_NS}}}rect", width=width, height=height, fill=PAPER)
    for words in around:
        _set(root, words)
    body = etree.SubElement(root, f"{{{_NS}}}g", transform=f"translate({_MARGIN},{body_top:g})")
    body.extend(copy.deepcopy(child) for child in marks)
    for words in drawing.words:
        _set(body, words)
    _name(root, caption)
    return root


def _set(parent: etree._Element, words: Words) -> None:
    """Words as text, those of one look in one group."""
    look = {"fill": words.fill, "font-size": f"{words.size}px", "font-family": READER_FONTS}
    if words.align != "left":
        look["text-anchor"] = _ANCHORS[words.align]
    group = etree.SubElement(parent, f"{{{_NS}}}g", look)
    for x, y, text in words.placed:
        etree.SubElement(group, f"{{{_NS}}}text", x=_number(x), y=_number(y)).text = text


def _number(length: float) -> str:
    return f"{round(length, 2):g}"


def _name(root: etree._Element, caption: Caption) -> None:
    """Give the picture a name and a description, and every id in it the caption's prefix.

    Vega calls its clips clip0, clip1… in every chart: on one page they would be taken for each other.
    """
    known = {id_ for element in root.iter() if (id_ := element.get("id"))}
    for element in root.iter(f"{{{_NS}}}*") if known else ():
        for name, value in [(str(name), str(value)) for name, value in element.attrib.items()]:
            if name == "id":
                element.set(name, f"{caption.prefix}-{value}")
            elif value.startswith("#") and value[1:] in known:
                element.set(name, f"#{caption.prefix}-{value[1:]}")
            else:
                element.set(name, _URL.sub(rf"url(#{caption.prefix}-\1)", value))
    root.set("role", "img")
    root.set("aria-labelledby", f"{caption.prefix}-title {caption.prefix}-alt")
    for place, (name, tag, text) in enumerate((("title", "title", caption.title), ("alt", "desc", caption.alt))):
        element = etree.Element(f"{{{_NS}}}{tag}", id=f"{caption.prefix}-{name}")
        element.text = text
        root.insert(place, element)


def _themed(root: etree._Element) -> etree._Element:
    """Colours that a page may override; the attributes stay, for programs that know no custom properties."""
    for element in root.iter(f"{{{_NS}}}*"):
        style = []
        for name in ("fill", "stroke"):
            hex_ = element.get(name, "").lower()
            if hex_ in PAGE_COLOURS:
                style.append(f"{name}:var(--yusuan-chart-{PAGE_COLOURS[hex_]},{hex_})")
        if style:
            element.set("style", ";".join(style))
    return root


def _text(root: etree._Element) -> str:
    return etree.tostring(root, encoding="unicode") + "\n"
