"""On a phone a table shows that there is more of it, and what its rows are called."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import DISCLOSURE

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    "url",
    [
        f"{DISCLOSURE}tables/income/",
        "agencies/suzhou-data/2026-budget/tables/government-procurement/",
        "agencies/jiangsu-npc/",
        "agencies/xian-petitions/2026-budget/targets/",
    ],
)
def test_beside_its_rows_names_a_table_shows_an_amount_on_a_phone(phone: Any, address: str, url: str) -> None:
    phone.goto(address + url)
    name, amount = (
        phone.locator(f".y-region tbody tr:not(.y-group) {cell}").first.bounding_box()
        for cell in ("> .y-label", "> .y-num:not(.y-blank-column)")
    )
    assert name["x"] >= 0
    assert amount["x"] >= name["x"] + name["width"] - 1
    assert amount["x"] + amount["width"] <= 390


def test_the_names_of_rows_stay_where_they_are_when_a_table_is_scrolled(phone: Any, address: str) -> None:
    phone.goto(f"{address}{DISCLOSURE}tables/income/")
    name = phone.locator(".y-region tbody .y-label").first
    before = name.bounding_box()["x"]
    phone.locator(".y-region").first.evaluate("region => { region.scrollLeft = 200 }")
    assert abs(name.bounding_box()["x"] - before) < 1


def test_a_table_with_more_beyond_its_edge_lies_in_a_shadow_there(phone: Any, address: str) -> None:
    phone.goto(f"{address}checks/")
    attachment = phone.locator(".y-region").first.evaluate("r => getComputedStyle(r).backgroundAttachment")
    # What covers the shadow goes with the table, the shadow stays at the edge.
    assert attachment == "local, scroll"


def test_a_figure_led_to_in_the_source_has_its_rows_name_and_its_header_in_sight(page: Any, address: str) -> None:
    page.goto(f"{address}{DISCLOSURE}source/#L146C15")
    page.wait_for_timeout(300)
    name = page.locator("[id=L146] .y-source__name").bounding_box()
    header = page.locator("table:has([id=L146]) thead").bounding_box()
    figure = page.locator("[id=L146C15]").bounding_box()
    assert name["x"] >= 0
    assert name["x"] + name["width"] <= figure["x"]
    assert 50 < header["y"] < figure["y"] < 900
