from __future__ import annotations

import io
import re
from decimal import Decimal
from typing import Any

import pytest
from lxml import etree
from PIL import Image

from yusuan.charts import projects as projects_chart
from yusuan.charts.bars import Bars
from yusuan.charts.model import Bar, Story
from yusuan.charts.render import Order, render
from yusuan.charts.svg import Caption
from yusuan.charts.theme import NARROW, WIDE

NASTY = """<script>alert(1)</script>&"'"""
SVG = "{http://www.w3.org/2000/svg}"


def order(label: str = NASTY, prefix: str = "a-2023-budget-projects") -> Order:
    bars = Bars(
        (Bar(label, (("other_funds", Decimal("160.00")),)), Bar("律师咨询费", (("other_funds", Decimal("0.01")),))),
        Decimal(161),
        2,
    )
    return Order(bars, Caption(prefix, f"标题{label}", "副题", "来源", f"替代文字{label}"))


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return render(order())


def svgs(files: dict[str, bytes]) -> dict[str, Any]:
    return {name: etree.fromstring(data) for name, data in files.items() if name.endswith("svg")}


def test_text_from_a_document_stays_text(files: dict[str, bytes]) -> None:
    for name, root in svgs(files).items():
        assert not list(root.iter(f"{SVG}script")), name
        assert b"<script" not in files[name]
        said = " ".join(element.text or "" for element in root.iter(f"{SVG}text"))
        assert "".join(NASTY.split()) in "".join(said.split())
        assert not [a for element in root.iter() for a in element.attrib if a.startswith("on")]


def test_a_chart_is_one_image_with_a_name_and_a_description(files: dict[str, bytes]) -> None:
    for root in svgs(files).values():
        assert root.get("role") == "img"
        named = [root.find(f".//*[@id='{id_}']") for id_ in root.get("aria-labelledby").split()]
        assert [element.tag for element in named] == [f"{SVG}title", f"{SVG}desc"]
        assert named[1].text == f"替代文字{NASTY}"
        assert not [e for e in root.iter() if e is not root and (e.get("role") or e.get("aria-label"))]


def test_ids_are_a_chart_s_own_so_that_several_can_stand_in_one_page(files: dict[str, bytes]) -> None:
    other = render(order(prefix="a-2023-budget-flow"))
    ids = [e.get("id") for made in (files, other) for root in svgs(made).values() for e in root.iter() if e.get("id")]
    assert len(ids) == len(set(ids)) > 0


def test_two_renderings_are_the_same_byte_for_byte(files: dict[str, bytes]) -> None:
    assert render(order()) == files


def test_a_chart_in_a_page_follows_the_page_s_colours_and_fonts(files: dict[str, bytes]) -> None:
    root = etree.fromstring(files["-inline.svg"])
    for element in root.iter(f"{SVG}text"):
        assert re.fullmatch(r"fill:var\(--yusuan-chart-(ink|muted),#[0-9a-f]{6}\)", element.get("style"))
        assert element.get("font-family").startswith('"Noto Sans SC"')
    assert not list(root.iter(f"{SVG}rect")), "nothing is behind a chart in a page"


def test_a_chart_that_stands_alone_says_what_it_is_on_white(files: dict[str, bytes]) -> None:
    root = etree.fromstring(files[".svg"])
    assert root.find(f"{SVG}rect").get("fill") == "#ffffff"
    said = [element.text for element in root.iter(f"{SVG}text")]
    assert said[0].startswith("标题")
    assert said[1] == "副题"
    assert "来源" in said


def test_a_phone_gets_a_chart_that_it_can_show_without_shrinking(files: dict[str, bytes]) -> None:
    roots = svgs(files)
    assert float(roots["-narrow.svg"].get("width")) == NARROW.width <= 358
    assert float(roots["-inline.svg"].get("width")) == WIDE.width
    sizes = {e.get("font-size") for e in roots["-narrow.svg"].iter(f"{SVG}text")}
    assert all(float(size.removesuffix("px")) >= 13 for size in sizes)


def test_the_picture_in_pixels_has_twice_the_size_and_is_white(files: dict[str, bytes]) -> None:
    root = etree.fromstring(files[".svg"])
    with Image.open(io.BytesIO(files[".png"])) as image:
        assert image.size == tuple(round(2 * float(root.get(side))) for side in ("width", "height"))
        assert image.convert("RGB").getpixel((0, 0)) == (255, 255, 255)


def test_a_character_that_no_font_has_is_drawn_as_a_printer_would_set_it() -> None:
    lacking, geta = render(order("预𬭎算", "x")), render(order("预〓算", "x"))
    assert lacking[".png"] == geta[".png"]
    assert "预𬭎算" in lacking[".svg"].decode()


def rows_of(spec: dict[str, Any], layer: dict[str, Any]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = spec["datasets"][layer["data"]["name"]]
    return rows


@pytest.mark.parametrize("layout", [WIDE, NARROW])
def test_a_chart_is_valid_vega_lite_and_keeps_its_rows_in_itself(layout: Any, projects: list[dict[str, Any]]) -> None:
    story = projects_chart.make_story(projects)
    assert isinstance(story, Story)
    spec = story.picture.chart(layout).to_dict(validate=True)
    assert not [layer for layer in spec["layer"] if "url" in layer["data"]]
    lengths = next(
        layer
        for layer in spec["layer"]
        if layer["encoding"]["x"].get("field") == "amount" and "x2" in layer["encoding"]
    )
    drawn = sorted(row["end"] for row in rows_of(spec, lengths))
    assert drawn == [5, 10, 11, 12, 30, 36.58, 160]


def test_nothing_of_a_picture_lies_outside_it(projects: list[dict[str, Any]]) -> None:
    story = projects_chart.make_story(projects)
    assert isinstance(story, Story)
    for layout in (WIDE, NARROW):
        spec = story.picture.chart(layout).to_dict()
        for layer in spec["layer"]:
            for row in rows_of(spec, layer):
                assert 0 <= row.get("x", 0) <= layout.width
                assert row.get("y2", 0) >= row.get("y", 0) or "text" in row


@pytest.mark.parametrize("place", ["#ffffff", "#1e2129"])
def test_every_colour_can_be_told_from_a_light_and_a_dark_page(place: str) -> None:
    from yusuan.presenting.colours import GREY, SERIES

    for colour in {*SERIES.values(), GREY}:
        lighter, darker = sorted((_luminance(colour), _luminance(place)), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= 3, colour


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def test_what_the_document_puts_nowhere_is_named_beside_the_colours() -> None:
    key = (("personnel", "人员经费", Decimal(6)),)
    picture = Bars((Bar("工资", (("personnel", Decimal(6)), ("", Decimal(4)))),), Decimal(10), 0, key)
    drawn = render(Order(picture, Caption("p", "标题", "副题", "来源", "替代文字")))["-inline.svg"].decode()
    assert "人员经费 6（60.0%）" in drawn
    assert "文件没有注明 4（40.0%）" in drawn
