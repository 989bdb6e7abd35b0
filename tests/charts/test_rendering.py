from __future__ import annotations

import io
import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import altair as alt
import pytest
import vl_convert
from lxml import etree
from PIL import Image

from yusuan.charts import flow as flow_chart
from yusuan.charts import font
from yusuan.charts import projects as projects_chart
from yusuan.charts.bars import Bars
from yusuan.charts.drawing import Drawing
from yusuan.charts.model import Bar, Nothing, Story
from yusuan.charts.render import PNG_WIDTH, Order, bare, render, specification
from yusuan.charts.svg import Caption
from yusuan.charts.theme import NARROW, WIDE, Layout, colour

NASTY = """<script>alert(1)</script>&"'"""
SVG = "{http://www.w3.org/2000/svg}"


def order(label: str = NASTY, prefix: str = "a-2023-budget-projects") -> Order:
    bars = Bars(
        (Bar(label, (("other_funds", Decimal("160.00")),)), Bar("律师咨询费", (("other_funds", Decimal("0.01")),))),
        Decimal(161),
        2,
    )
    return Order(bars, Caption(prefix, f"标题{label}", "副题", "来源", f"替代文字{label}"), shared=True)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return render(order())


def look(element: Any, name: str) -> str:
    """What an element says of itself, or the group that it is in says of it."""
    return next(found for each in (element, *element.iterancestors()) if (found := each.get(name)))


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
        assert re.fullmatch(r"fill:var\(--yusuan-chart-(ink|muted),#[0-9a-f]{6}\)", look(element, "style"))
        assert look(element, "font-family").startswith('"Noto Sans SC"')
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
    sizes = {look(e, "font-size") for e in roots["-narrow.svg"].iter(f"{SVG}text")}
    assert all(float(size.removesuffix("px")) >= 13 for size in sizes)


def test_the_picture_in_pixels_is_as_wide_as_others_show_it_and_white(files: dict[str, bytes]) -> None:
    root = etree.fromstring(files[".svg"])
    wide, tall = (float(root.get(side)) for side in ("width", "height"))
    with Image.open(io.BytesIO(files[".png"])) as image:
        assert abs(image.width - PNG_WIDTH) <= 1
        assert abs(image.height - PNG_WIDTH * tall / wide) <= 1
        assert image.convert("RGB").getpixel((0, 0)) == (255, 255, 255)


def test_only_a_chart_to_be_shared_is_made_in_pixels(files: dict[str, bytes]) -> None:
    alone = render(replace(order(), shared=False))
    assert files.keys() - alone.keys() == {".png"}
    assert alone == {name: data for name, data in files.items() if name != ".png"}


def test_a_character_that_no_font_has_is_drawn_as_a_printer_would_set_it() -> None:
    lacking, geta = render(order("预𬭎算", "x")), render(order("预〓算", "x"))
    assert lacking[".png"] == geta[".png"]
    assert "预𬭎算" in lacking[".svg"].decode()


def drawn(story: Story | Nothing, layout: Layout) -> Drawing:
    assert isinstance(story, Story)
    return story.picture.draw(layout)


@pytest.mark.parametrize("layout", [WIDE, NARROW])
def test_a_chart_is_valid_vega_lite_and_keeps_its_rows_in_itself(
    layout: Layout, projects: list[dict[str, Any]]
) -> None:
    spec = specification(drawn(projects_chart.make_story(projects), layout))
    alt.LayerChart.from_dict(spec, validate=True)
    assert not [layer for layer in spec["layer"] if "url" in layer["data"]]
    assert sorted(row["end"] for row in spec["datasets"]["bars"]) == [5, 10, 11, 12, 30, 36.58, 160]


@pytest.mark.parametrize("layout", [WIDE, NARROW])
def test_a_form_filled_with_figures_is_drawn_as_its_whole_specification_would_be(
    layout: Layout, projects: list[dict[str, Any]], flow: Any, table_2: str, table_3: str
) -> None:
    for story in (projects_chart.make_story(projects), flow_chart.make_story(flow(table_2, table_3))):
        drawing = drawn(story, layout)
        whole = vl_convert.vegalite_to_svg(specification(drawing), allowed_base_urls=[])
        assert bare(drawing) == whole


def test_nothing_of_a_picture_lies_outside_it(projects: list[dict[str, Any]]) -> None:
    for layout in (WIDE, NARROW):
        drawing = drawn(projects_chart.make_story(projects), layout)
        for row in (row for rows in drawing.rows.values() for row in rows):
            assert 0 <= row.get("x", 0) <= layout.width
            assert 0 <= row["y"] <= row["y2"] <= drawing.height
        for words in drawing.words:
            for x, y, text in words.placed:
                wide = font.width(text, words.size)
                left = x - {"left": 0, "center": wide / 2, "right": wide}[words.align]
                assert -0.5 <= left <= left + wide <= layout.width + 0.5, text
                assert words.size * 0.8 <= y <= drawing.height, text


def test_what_all_marks_of_a_group_say_alike_is_said_once(files: dict[str, bytes]) -> None:
    root = etree.fromstring(files["-inline.svg"])
    bars = list(root.iter(f"{SVG}path"))
    assert [set(bar.attrib) for bar in bars] == [{"d"}] * 2
    assert look(bars[0], "fill") == colour("other_funds")
    assert not [e for e in root.iter() if e.tag == f"{SVG}g" and len(e) == 0]


@pytest.mark.parametrize("place", ["#ffffff", "#1e2129"])
def test_every_colour_can_be_told_from_a_light_and_a_dark_page(place: str) -> None:
    from yusuan.presenting.colours import GREY, SERIES

    for hex_ in {*SERIES.values(), GREY}:
        lighter, darker = sorted((_luminance(hex_), _luminance(place)), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= 3, hex_


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
