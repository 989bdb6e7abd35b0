from __future__ import annotations

import json
import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from yusuan.charts import building, font, store
from yusuan.charts import render as drawing
from yusuan.charts.bars import Bars
from yusuan.charts.model import Bar
from yusuan.charts.render import SUFFIXES, Order, render
from yusuan.warehouse import DATABASE, connect

HERE = Path("changji-sme/2023-budget")
DRAWN = {
    "flow",
    "income-by-source",
    "spending-by-function",
    "basic-and-project",
    "spending-by-economic-class",
    "projects",
}


@pytest.fixture(scope="module")
def built(warehouse: Path) -> Path:
    building.build(warehouse)
    return warehouse


def metadata(out: Path) -> dict[str, dict[str, Any]]:
    paths = (out / "charts" / HERE).glob("*.json")
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in paths}


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_chart_comes_as_pictures_data_and_words(built: Path) -> None:
    names = {path.name for path in (built / "charts" / HERE).iterdir()}
    wanted = {f"{name}{end}" for name in DRAWN for end in (*SUFFIXES, ".json")}
    assert names == wanted | {"three-public-expenses.json", "share.png"}


def test_the_first_chart_of_the_page_is_the_one_made_in_pixels(built: Path) -> None:
    first = next(name for name, told in metadata(built).items() if told["order"] == 1)
    connection = connect(built / DATABASE, read_only=True)
    chart = next(chart for chart in building.make_charts(connection) if chart.kind.name == first)
    connection.close()
    assert (built / "charts" / HERE / "share.png").read_bytes() == render(building._order(chart, shared=True))[".png"]


def test_a_table_declared_empty_gives_no_chart_but_a_reason(built: Path) -> None:
    told = metadata(built)["three-public-expenses"]
    assert told["drawn"] is False
    assert told["reason"] == "文件声明《财政拨款“三公”经费支出情况表》为空表。"
    assert told["rows"] == []


def test_titles_state_what_the_figures_of_the_document_say(built: Path) -> None:
    assert {name: told["title"] for name, told in metadata(built).items() if told["drawn"]} == {
        "flow": "非财政结转结余259.58万元全部用于一般公共服务支出",
        "income-by-source": "收入411.74万元，非财政结转结余占63.0%",
        "spending-by-function": "支出411.74万元，一般公共服务支出占90.5%",
        "basic-and-project": "支出411.74万元，项目支出占64.3%，基本支出占35.7%",
        "spending-by-economic-class": "一般公共预算基本支出147.16万元，人员经费占92.5%",
        "projects": "7个项目共264.58万元，最大的一个占60.5%",
    }


def test_every_chart_names_its_agency_year_unit_and_table(built: Path) -> None:
    for name, told in metadata(built).items():
        if told["drawn"]:
            assert told["subtitle"].startswith("昌吉州中小企业发展局2023年部门预算，单位：万元")
            assert "昌吉州中小企业发展局" in told["source"]
            assert told["alt"].startswith("昌吉州中小企业发展局2023年部门预算。"), name
    assert "表2《收入总体情况表》、表3《支出总体情况表》" in metadata(built)["flow"]["source"]
    # 35.35 + 8.46 + … of the sections is 147.19 where 147.16 is printed
    assert "印出的各项之和比合计多0.03万元" in metadata(built)["spending-by-economic-class"]["subtitle"]


def test_charts_have_an_order_for_the_page(built: Path) -> None:
    orders = [told["order"] for told in metadata(built).values()]
    assert sorted(orders) == list(range(1, 8))


def test_the_data_behind_a_chart_is_exact(built: Path) -> None:
    for told in metadata(built).values():
        assert all(len(row) == len(told["columns"]) for row in told["rows"])
    flow = metadata(built)["flow"]
    assert sum(Decimal(row[-1]) for row in flow["rows"]) == Decimal("411.74")


def test_no_glyph_is_missing(built: Path) -> None:
    for told in metadata(built).values():
        assert told.get("missing_glyphs", []) == []
        assert font.missing(json.dumps(told, ensure_ascii=False)) == ""


def test_all_charts_of_a_disclosure_can_stand_in_one_page(built: Path) -> None:
    ids = [
        element.get("id")
        for path in sorted((built / "charts" / HERE).glob("*.svg"))
        for element in etree.fromstring(path.read_bytes()).iter()
        if element.get("id")
    ]
    assert len(ids) == len(set(ids))


def test_a_second_build_draws_nothing_and_changes_no_byte(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(built / "charts")

    def refuse(orders: list[Order]) -> list[Any]:
        assert not orders
        return []

    monkeypatch.setattr(store, "_made", refuse)
    building.build(built)
    assert contents(built / "charts") == before


def test_without_its_cache_a_build_makes_the_same_bytes(built: Path, tmp_path: Path) -> None:
    shutil.copy(built / DATABASE, tmp_path / DATABASE)
    building.build(tmp_path, cache=tmp_path / "elsewhere")
    assert contents(tmp_path / "charts") == contents(built / "charts")
    assert not (tmp_path / "cache").exists()


def test_what_an_earlier_build_left_is_removed(built: Path) -> None:
    stale = built / "charts/gone/2020-budget/flow.svg"
    kept = built / "cache/charts/of-a-chart-that-is-no-more.svg"
    for path in (stale, kept):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("<svg/>", encoding="utf-8")
    building.build(built, packages=[str(HERE)])
    assert stale.exists()
    assert kept.exists()
    building.build(built)
    assert not (built / "charts/gone").exists()
    assert not kept.exists()
    assert (built / "charts" / HERE / "flow.svg").exists()


def test_many_charts_are_drawn_in_processes_of_their_own_to_the_same_bytes(
    built: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(store, "WORTH_A_WORKER", 2)
    connection = connect(built / DATABASE, read_only=True)
    told = [chart for chart in building.make_charts(connection) if chart.kind.name in ("income-by-source", "projects")]
    connection.close()
    orders = [building._order(chart) for chart in told]
    alone = contents(built / "charts" / HERE)
    for chart, files in zip(told, store.rendered(orders, tmp_path), strict=True):
        assert files == {end: alone[f"{chart.kind.name}{end}"] for end in SUFFIXES}


def test_a_kept_chart_answers_to_its_figures_its_words_and_all_that_draws_it(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = connect(built / DATABASE, read_only=True)
    charts = {chart.kind.name: chart for chart in building.make_charts(connection)}
    connection.close()
    order = building._order(charts["income-by-source"])
    picture = order.picture
    assert isinstance(picture, Bars)
    bar = Bar(picture.bars[0].label, ((picture.bars[0].parts[0][0], Decimal("259.59")),))
    changed = [
        replace(order, shared=True),
        replace(order, picture=replace(picture, bars=(bar, *picture.bars[1:]))),
        replace(order, caption=replace(order.caption, source="来源：别处")),
    ]
    assert len({store.key(each) for each in (order, *changed)}) == 4
    before = store.key(order)
    store._drawing.cache_clear()
    monkeypatch.setattr("yusuan.store.digest_of", lambda *parts: repr(parts).encode())
    assert store.key(order) != before
    store._drawing.cache_clear()


def test_forms_that_are_kept_draw_the_same(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (path,) = (built / "cache/charts").glob("forms-*.json")
    connection = connect(built / DATABASE, read_only=True)
    orders = [building._order(c) for c in building.make_charts(connection) if c.kind.name in ("projects", "flow")]
    connection.close()
    shutil.copy(path, tmp_path)
    monkeypatch.setattr(drawing, "_known", {})
    monkeypatch.setattr(store, "forms", lambda: pytest.fail("the forms were made again"))
    for order, files in zip(orders, store.rendered(orders, tmp_path), strict=True):
        name = order.caption.prefix.removeprefix("changji-sme-2023-budget-")
        assert files == {end: (built / "charts" / HERE / f"{name}{end}").read_bytes() for end in SUFFIXES}


def test_charts_are_drawn_one_after_the_other(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connection = connect(built / DATABASE, read_only=True)
    orders = [building._order(c) for c in building.make_charts(connection) if c.kind.name in ("projects", "flow")]
    connection.close()
    drawn = []
    monkeypatch.setattr(store, "render", lambda order: drawn.append(order) or dict.fromkeys(order.suffixes, b"x"))
    files = store.rendered(orders, tmp_path)
    assert next(files) == dict.fromkeys(SUFFIXES, b"x")
    assert len(drawn) == 1
