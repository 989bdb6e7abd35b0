"""A table whose rows are units of the department says so, and says each unit's name once."""

from __future__ import annotations

from pathlib import Path

from .test_checks_pages import tree, words

# 苏州市数据局 2026, 公开02表.
TABLE = "agencies/suzhou-data/2026-budget/tables/income/"


def test_rows_of_units_are_headed_and_explained_as_units(site: Path) -> None:
    page = tree(site, TABLE)
    assert words(page.xpath("//table//thead//th[1]")[0]) == "单位名称"
    assert "每一行是一个单位" in words(page.xpath("//p[@class='y-lead']")[0])
    rows = [words(cell) for cell in page.xpath("//table//tbody//th[@scope='row']")]
    assert rows[:4] == ["合计", "苏州市数据局068", "苏州市数据局068001", "苏州市公共资源交易中心068002"]


def test_rows_of_functions_are_explained_as_such(site: Path) -> None:
    page = tree(site, "agencies/changji-sme/2023-budget/tables/income/")
    assert words(page.xpath("//table//thead//th[1]")[0]) == "功能分类科目名称"
    assert "每一行是一类事情" in words(page.xpath("//p[@class='y-lead']")[0])
