"""What becomes of a chart's bare SVG: a part of a page that follows its theme, or a picture that stands alone."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass

from lxml import etree

from yusuan.charts import font
from yusuan.charts.theme import READER_FONTS
from yusuan.presenting.colours import INK, MUTED, PAGE_COLOURS, PAPER

_NS = "http://www.w3.org/2000/svg"
_MARGIN = 24
_LONG_NUMBER = re.compile(r"-?\d*\.\d{3,}(?:e-?\d+)?")
_URL = re.compile(r"url\(#([^)]+)\)")
_DROPPED = ("role", "aria-roledescription", "aria-hidden", "aria-label", "class")


@dataclass(frozen=True)
class Caption:
    """The words around a chart. `prefix` begins every id, so that several charts can stand in one page."""

    prefix: str
    title: str
    subtitle: str
    source: str
    alt: str


def parse(svg: str) -> etree._Element:
    """Vega's SVG as a tree, without what nobody needs: long decimals, empty paths, and roles inside one image."""
    root = etree.fromstring(svg.encode("utf-8"), etree.XMLParser(resolve_entities=False, no_network=True))
    for element in list(root.iter(f"{{{_NS}}}*")):
        for name in _DROPPED:
            element.attrib.pop(name, None)
        for name in ("d", "transform"):
            if name in element.attrib:
                element.set(name, _LONG_NUMBER.sub(_rounded, element.get(name, "")))
        # Vega gives every group a path behind and before it; ours have nothing to fill.
        parent = element.getparent()
        if (
            element.tag == f"{{{_NS}}}path"
            and parent is not None
            and not element.get("fill")
            and not element.get("stroke")
        ):
            parent.remove(element)
    etree.cleanup_namespaces(root)
    return root


def _rounded(match: re.Match[str]) -> str:
    text = f"{float(match[0]):.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def in_page(bare: etree._Element, caption: Caption) -> str:
    """The chart as part of a page: no words of its own but labels and an accessible name, no background."""
    root = copy.deepcopy(bare)
    root.set("style", "max-width:100%;height:auto")
    _name(root, caption)
    _prefix_ids(root, caption.prefix)
    return _text(_themed(root))


def alone(bare: etree._Element, caption: Caption) -> str:
    """The chart as a picture of its own: title, subtitle and source around it, on white paper."""
    return _text(_themed(_composed(bare, caption)))


def to_rasterise(bare: etree._Element, caption: Caption) -> str:
    """The same for a program that knows neither custom properties nor the reader's fonts: our font, plain colours."""
    root = _composed(bare, caption)
    for element in root.iter(f"{{{_NS}}}text"):
        element.text = font.drawable(element.text or "")
        element.set("font-family", font.FAMILY)
    return _text(root)


def _composed(bare: etree._Element, caption: Caption) -> etree._Element:
    wide, tall = float(bare.get("width", "0")), float(bare.get("height", "0"))
    root = etree.fromstring(f'<svg xmlns="{_NS}"/>')
    lines: list[tuple[str, float, int, str]] = []
    y = float(_MARGIN)
    for text, size, fill in ((caption.title, 20, INK), (caption.subtitle, 14, MUTED)):
        for line in font.wrap(text, size, wide, lines=4):
            y += size
            lines.append((line, y, size, fill))
            y += round(size * 0.4, 1)
    body_top = y + 14
    y = body_top + tall + 14
    for line in font.wrap(caption.source, 13, wide, lines=4):
        y += 13
        lines.append((line, y, 13, MUTED))
        y += 5
    width, height = f"{wide + 2 * _MARGIN:g}", f"{y + _MARGIN - 5:g}"
    root.set("width", width)
    root.set("height", height)
    root.set("viewBox", f"0 0 {width} {height}")
    _name(root, caption)
    etree.SubElement(root, f"{{{_NS}}}rect", width=width, height=height, fill=PAPER)
    for line, base, size, fill in lines:
        place = {
            "x": str(_MARGIN),
            "y": f"{base:g}",
            "font-size": f"{size}px",
            "fill": fill,
            "font-family": font.FAMILY,
        }
        etree.SubElement(root, f"{{{_NS}}}text", place).text = line
    body = etree.SubElement(root, f"{{{_NS}}}g", transform=f"translate({_MARGIN},{body_top:g})")
    body.extend(copy.deepcopy(child) for child in bare)
    _prefix_ids(root, caption.prefix)
    return root


def _name(root: etree._Element, caption: Caption) -> None:
    root.set("role", "img")
    root.set("aria-labelledby", "title alt")
    for place, (name, tag, text) in enumerate((("title", "title", caption.title), ("alt", "desc", caption.alt))):
        element = etree.Element(f"{{{_NS}}}{tag}", id=name)
        element.text = text
        root.insert(place, element)


def _prefix_ids(root: etree._Element, prefix: str) -> None:
    """Vega calls its clips clip0, clip1… in every chart: on one page they would be taken for each other."""
    known = {element.get("id", "") for element in root.iter() if element.get("id")}
    for element in root.iter(f"{{{_NS}}}*"):
        for name, value in [(str(name), str(value)) for name, value in element.attrib.items()]:
            if name == "id":
                element.set(name, f"{prefix}-{value}")
            elif name == "aria-labelledby":
                element.set(name, " ".join(f"{prefix}-{word}" for word in value.split()))
            elif value.startswith("#") and value[1:] in known:
                element.set(name, f"#{prefix}-{value[1:]}")
            else:
                element.set(name, _URL.sub(rf"url(#{prefix}-\1)", value))


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
        if element.tag == f"{{{_NS}}}text":
            element.set("font-family", READER_FONTS)
    return root


def _text(root: etree._Element) -> str:
    return etree.tostring(root, encoding="unicode") + "\n"
