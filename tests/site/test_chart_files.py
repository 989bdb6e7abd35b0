"""Files of a chart that are made in the browser, on a press: its picture in pixels, and its figures as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from PIL import Image

from .conftest import DISCLOSURE

pytestmark = pytest.mark.browser


@pytest.fixture
def pressed(page: Any, address: str, tmp_path: Path) -> Callable[[str, str], Path]:
    """What a press on a button of a chart saves: a function of the chart's name and the kind of file."""

    def press(chart: str, kind: str) -> Path:
        with page.expect_download() as saving:
            page.locator(f"#chart-{chart} button[data-make={kind}]").click()
        assert saving.value.suggested_filename == f"{chart}.{kind}"
        path = tmp_path / saving.value.suggested_filename
        saving.value.save_as(path)
        assert page.evaluate("window.violations") == []
        return path

    page.goto(address + DISCLOSURE)
    return press


def test_a_chart_becomes_a_png_of_twice_its_size_under_the_policy(site: Path, pressed: Any) -> None:
    drawn = etree.parse(site / "data/changji-sme/2023-budget/charts/income-by-source.svg").getroot()
    with Image.open(pressed("income-by-source", "png")) as image:
        for pixels, side in zip(image.size, ("width", "height"), strict=True):
            assert abs(pixels - 2 * float(drawn.get(side))) <= 2
        seen = image.convert("RGB")
        assert seen.getpixel((2, 2)) == (255, 255, 255)
        # the colour of 非财政结转结余, whose bar is the longest
        assert (0xC2, 0x62, 0x2D) in {colour for _, colour in seen.getcolors(1 << 20)}


def test_a_chart_s_figures_become_a_csv_that_excel_reads(pressed: Any) -> None:
    data = pressed("income-by-source", "csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(data.decode("utf-8-sig")))) == [
        ["来源", "金额（万元）", "占收入总计"],
        ["非财政结转结余", "259.58", "63.0%"],
        ["一般公共预算", "147.16", "35.7%"],
        ["财政拨款结转", "5.00", "1.2%"],
        ["总计", "411.74", "100.0%"],
    ]


def test_what_begins_like_a_formula_becomes_text_in_the_csv(page: Any, pressed: Callable[[str, str], Path]) -> None:
    page.evaluate(
        "(cells) => document.querySelectorAll('#chart-income-by-source tbody tr:first-child > *')"
        ".forEach((cell, n) => { cell.textContent = cells[n]; })",
        ['=1+1,"2"', "＝1+1", "-1.5"],
    )
    rows = list(csv.reader(io.StringIO(pressed("income-by-source", "csv").read_text("utf-8-sig"))))
    assert rows[1] == ['\'=1+1,"2"', "'＝1+1", "-1.5"]


def test_without_scripts_no_button_promises_what_it_cannot_do(plain_page: Any, address: str) -> None:
    plain_page.goto(address + DISCLOSURE)
    assert plain_page.locator(".y-chart__files button").count() > 0
    assert plain_page.locator(".y-chart__files button:visible").count() == 0
