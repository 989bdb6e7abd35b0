"""The explorer in a browser: every figure as the tables have it, and all that a reader does, by keyboard and address."""

from __future__ import annotations

import csv
import hashlib
import json
import random
import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from yusuan.presenting import words

from .test_accessibility import objections

MANY = 1200
Rows = list[list[str]]


def table(site: Path, name: str) -> list[dict[str, str]]:
    with (site / "data" / "tables" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def files(site: Path) -> list[dict[str, Any]]:
    """What is loaded first of every year and kind; the items are in other files."""
    return [json.loads(path.read_text("utf-8")) for path in sorted((site / "explore").glob("*.json"))]


def made_up(count: int) -> dict[str, Any]:
    """The explorer's file of so many departments of one level, and a few of another; amounts in no order."""
    chance = random.Random(20261205)
    numbers = list(range(count))
    amounts = [f"{chance.randrange(10**8)}.{chance.randrange(100):02}" for _ in numbers]
    of = {"of": numbers, "cell": [0] * count, "row": numbers}
    whole = {
        "id": "total_expenditure",
        "name": "总支出",
        "group": "headline",
        "unit": "万元",
        "whole": "total_expenditure",
    }
    part = {"id": "208", "name": "社会保障和就业支出", "group": "class", "unit": "万元", "whole": "total_expenditure"}
    return {
        "in": "2026-budget",
        "title": "2026 年预算",
        "items": 0,
        "editions": [["2026-budget", "2026 年预算", count], ["2025-budget", "2025 年预算", 9]],
        "places": [["320000", "江苏省", None], ["320200", "无锡市", 0], ["330000", "浙江省", None]],
        "levels": [["prefecture-department", "市级 · 部门汇总", 1], ["prefecture-unit", "市级 · 单位（含本级）", 1]],
        "departments": {
            "id": [f"made-{n}" for n in numbers],
            "name": [f"第{n}局" for n in numbers],
            "place": [1 + n % 2 for n in numbers],
            "level": [0 if n < count - 4 else 1 for n in numbers],
            "staff": ["100" if n % 3 == 0 else None for n in numbers],
        },
        "things": [
            {
                **whole,
                **of,
                "amount": [None, *amounts[1:]],
                "state": {"0": "contested"},
                "prior": {"1": "100"},
                "prior_of": {"1": 0},
            },
            {**part, **of, "amount": [str(Decimal(amount) / 4) for amount in amounts]},
        ],
        "cells": ["tables/expenditure/#r*-total"],
    }


@pytest.fixture
def made(page: Any, address: str) -> Any:
    """A window with the explorer over a made-up file; `made.open(query)` opens it."""
    content = json.dumps(made_up(MANY))
    page.route(
        "**/explore/2026-budget.json", lambda route: route.fulfill(body=content, content_type="application/json")
    )

    def open_(query: str = "") -> None:
        page.goto(f"{address}explore/2026-budget/{query}")
        page.wait_for_selector("[data-explore][data-ready=yes]")

    page.open = open_
    yield page
    page.unroute("**/explore/2026-budget.json")


def shown(page: Any) -> Rows:
    """The cells of the rows that the table has now."""
    found: Rows = page.eval_on_selector_all(
        ".y-explore__table tbody tr", "rows => rows.map(row => [...row.cells].map(cell => cell.textContent.trim()))"
    )
    return found


def amounts(page: Any) -> list[Decimal]:
    return [Decimal(row[2].replace(",", "")) for row in shown(page)]


def expected(level: int = 0) -> list[Decimal]:
    """The totals of a level, the largest first."""
    made = made_up(MANY)
    found = [a for n, a in enumerate(made["things"][0]["amount"]) if a and made["departments"]["level"][n] == level]
    return sorted(map(Decimal, found), reverse=True)


def test_every_amount_is_that_of_the_tables_to_the_last_digit(site: Path) -> None:
    headlines = {(row["package"], row["item"]): row for row in table(site, "headline_figures")}
    classes = {(row["package"], row["code"]): row["amount_10k_yuan"] for row in table(site, "function_classes")}
    seen = 0
    for file in files(site):
        for thing in file["things"]:
            for at, amount in zip(thing["of"], thing["amount"], strict=True):
                package = f"{file['departments']['id'][at]}/{file['in']}"
                if thing["group"] == "class":
                    assert Decimal(amount) == Decimal(classes[package, thing["id"]])
                elif thing["group"] == "headline" and thing["id"] != "carryover":
                    row = headlines[package, thing["id"]]
                    assert (
                        amount is None
                        if row["state"] != "present"
                        else Decimal(amount) == Decimal(row["amount_10k_yuan"])
                    )
                seen += 1
    assert seen > 1000


def test_items_are_parts_of_the_same_money(site: Path) -> None:
    departments, names, items = (
        json.loads((site / "explore" / f"2023-budget{part}.json").read_text("utf-8"))
        for part in ("", "/items", "/items-208")
    )
    item = "2080505.general_public_budget"
    assert [item, "机关事业单位基本养老保险缴费支出（一般公共预算）"] in names["things"]
    (thing,) = [thing for thing in items["things"] if thing["id"] == item]
    at = departments["departments"]["id"].index("changji-sme")
    # The document's table of the general public budget: 208 05 05, 13.66, of 147.16 in all.
    whole = items["books"]["general_public_budget"][str(at)]
    assert (thing["amount"][thing["of"].index(at)], whole) == ("13.66", "147.16")


def test_no_file_of_items_is_heavy(site: Path) -> None:
    # What a reader of one item loads beside the names of all.
    sizes = {path: path.stat().st_size for path in (site / "explore").glob("*/items*.json")}
    assert sizes
    assert max(sizes.values()) < 60_000


@pytest.mark.parametrize(("group", "thing"), [("headline", "total_expenditure"), ("class", "208")])
def test_the_same_in_sql_gives_the_same_amounts(site: Path, project: Path, group: str, thing: str) -> None:
    words_of = tomllib.loads((project / "site_src/words/explorer.toml").read_text("utf-8"))
    query = words_of[f"sql_{group}"]
    for name, value in {"id": thing, "year": "2026", "kind": "budget", "name": "", "title": ""}.items():
        query = query.replace(f"{{{name}}}", value)
    with duckdb.connect() as connection:
        for table in ("headline_figures", "function_classes", "disclosures"):
            connection.execute(f"create view {table} as from '{site / 'data' / 'tables' / table}.parquet'")
        found = [amount for _, amount in connection.execute(query).fetchall()]
    file = json.loads((site / "explore" / "2026-budget.json").read_text("utf-8"))
    (wanted,) = [one for one in file["things"] if one["id"] == thing]
    assert found == sorted((Decimal(amount) for amount in wanted["amount"] if amount), reverse=True)


def test_a_contested_figure_has_no_amount(site: Path) -> None:
    contested = {(r["package"], r["item"]) for r in table(site, "headline_figures") if r["state"] == "contested"}
    found = {
        (f"{file['departments']['id'][int(at)]}/{file['in']}", thing["id"])
        for file in files(site)
        for thing in file["things"]
        for at, state in thing.get("state", {}).items()
        if state == "contested" and thing["amount"][thing["of"].index(int(at))] is None
    }
    assert found == {pair for pair in contested if not pair[1].startswith("prior_year_")}


def test_every_disclosure_is_in_one_file_and_one_csv(site: Path) -> None:
    packages = {row["package"] for row in table(site, "disclosures")}
    loaded = [f"{slug}/{file['in']}" for file in files(site) for slug in file["departments"]["id"]]
    offered = []
    for path in (site / "explore").glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            offered += [f"{row['agency']}/{path.stem}" for row in csv.DictReader(file)]
    assert sorted(loaded) == sorted(offered) == sorted(packages)


def test_code_of_others_is_what_was_taken_from_them(project: Path) -> None:
    folder = project / "site_src" / "vendor" / "table-core"
    (said,) = (folder / "SHA256SUMS").read_text("utf-8").splitlines()
    assert said.split() == [hashlib.sha256((folder / "table-core.js").read_bytes()).hexdigest(), "table-core.js"]
    assert "9.3.1" in (folder / "README.md").read_text("utf-8")


def test_without_scripts_a_year_has_at_most_a_hundred_rows(site: Path) -> None:
    for path in (site / "explore").glob("*/index.html"):
        assert 0 < path.read_text("utf-8").count("<tr id=") <= 100


@pytest.mark.browser
def test_numbers_in_the_browser_are_rounded_as_the_build_rounds_them(page: Any, address: str) -> None:
    chance = random.Random(7)
    edges = ["0", "0.004", "0.005", "-0.005", "1234567.895", "999.995", "0.000001", "-3.2"]
    drawn = [str(Decimal(chance.randrange(-(10**12), 10**12)).scaleb(-chance.randrange(7))) for _ in range(300)]
    texts = [f"{Decimal(text):f}" for text in (*edges, *drawn)]
    page.goto(f"{address}about/")
    module = f"{address}scripts/explorer-numbers.js"
    script = """async ([module, texts]) => {
        const { parse, money, share, exact } = await import(module);
        const all = texts.map(parse);
        return all.map((n, at) => [money(n), share(n, all[(at + 1) % all.length]), exact(n)]);
    }"""
    for at, (money, share, exact) in enumerate(page.evaluate(script, [module, texts])):
        amount, other = Decimal(texts[at]), Decimal(texts[(at + 1) % len(texts)])
        assert money == words.money(amount, 2)
        assert Decimal(exact) == amount
        if amount >= 0 and other > 0:
            assert share == words.share(amount, other)


@pytest.mark.browser
def test_the_largest_comes_first_and_a_press_turns_the_order(made: Any) -> None:
    made.open()
    assert amounts(made) == expected()[:50]
    made.click("[data-sort=amount]")
    # The one whose places print it differently comes last either way.
    assert amounts(made) == expected()[::-1][:50]
    assert made.get_attribute("th:has([data-sort=amount])", "aria-sort") == "ascending"
    assert made.url.endswith("?sort=amount.up")


@pytest.mark.browser
def test_the_address_restores_the_view_and_the_way_back_leads_back(made: Any) -> None:
    made.open()
    made.select_option("[name=thing]", "208")
    made.select_option("[name=measure]", "share")
    made.fill("[name=text]", "第12")
    made.wait_for_url("**text=*")
    made.select_option("[name=place]", "320000")
    address, before = made.url, shown(made)
    # Those of Wuxi, which have even numbers.
    assert {row[0] for row in before} == {f"第{n}局" for n in range(MANY - 4) if n % 2 == 0 and str(n).startswith("12")}
    assert all(row[3] == "25.0%" for row in before)
    made.open(address.partition("explore/2026-budget/")[2])
    assert shown(made) == before
    assert made.input_value("[name=text]") == "第12"
    made.go_back()
    made.wait_for_url(re.compile("^(?!.*place)"))
    made.wait_for_selector("[data-explore][data-ready=yes]")
    assert made.input_value("[name=place]") == ""
    assert {row[0] for row in before} < {row[0] for row in shown(made)}


@pytest.mark.browser
def test_an_address_that_asks_for_what_there_is_not_says_so_and_shows_the_usual(page: Any, address: str) -> None:
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    asked = "thing=__proto__&measure=toString&level=x&place=%3Cimg%20src=x%3E&sort=constructor.up&page=abc&a=none"
    page.goto(f"{address}explore/2026-budget/?{asked}")
    status = page.locator(".y-explore__status", has_text="这里没有")
    assert "“看什么、怎么量、级别、地区、排序、翻页、部门”" in status.inner_text()
    assert page.locator(".y-explore tbody tr a[href*='agencies/']").count()
    page.goto(f"{address}explore/2026-budget/")
    assert "这里没有" not in page.locator(".y-explore__status", has_text="个部门").inner_text()
    assert wrong == []


@pytest.mark.browser
def test_levels_are_ranked_apart_and_four_are_too_few(made: Any) -> None:
    made.open("?level=prefecture-unit")
    assert [row[1] for row in shown(made)] == ["—"] * 4
    assert amounts(made) == expected(level=1)
    assert "可比的部门不足五个（4 个）" in made.inner_text(".y-explore")


@pytest.mark.browser
def test_a_contested_figure_is_called_so_and_has_no_rank(made: Any) -> None:
    made.open("?text=第0局")
    assert [row[:3] for row in shown(made)] == [["第0局", "—", "各处印的不一样"]]


@pytest.mark.browser
def test_two_departments_chosen_by_keyboard_stand_side_by_side(made: Any) -> None:
    made.open("?text=局")
    made.focus("[data-sort=name]")
    made.keyboard.press("Enter")
    assert made.evaluate("document.activeElement.dataset.sort") == "name"
    boxes = made.locator(".y-explore__table input[type=checkbox]")
    names = [shown(made)[at][0] for at in (0, 1)]
    for at in (0, 1):
        boxes.nth(at).focus()
        made.keyboard.press("Space")
        made.wait_for_selector(f".y-explore__table tbody tr:nth-child({at + 1}).is-chosen")
        assert made.evaluate("document.activeElement.checked")
    assert made.locator(".y-explore__pair thead th").all_inner_texts()[1:] == names
    assert objections(made) == []


@pytest.mark.browser
def test_the_picture_and_the_csv_have_what_the_table_has(made: Any) -> None:
    made.open("?text=第110&place=320000")
    with made.expect_download() as download:
        made.click("text=下载表中所列 CSV")
    rows = list(csv.reader(Path(download.value.path()).read_text("utf-8-sig").splitlines()))
    assert [row[1] for row in rows[2:]] == [row[0] for row in shown(made)]
    assert [Decimal(row[3]) for row in rows[2:]] == amounts(made)
    made.click("text=画成图")
    made.wait_for_selector(".y-explore__bars")
    assert made.locator(".y-explore__bars .y-meters__name").all_inner_texts() == [row[0] for row in shown(made)][:30]
    assert "chart=1" in made.url
    assert objections(made) == []


@pytest.mark.browser
def test_where_the_file_cannot_be_had_the_plain_table_stays(page: Any, address: str) -> None:
    page.route("**/explore/2026-budget.json", lambda route: route.abort())
    page.goto(f"{address}explore/2026-budget/")
    page.wait_for_selector(".y-explore__plain table", state="visible")
    page.unroute("**/explore/2026-budget.json")


@pytest.mark.browser
@pytest.mark.thorough
def test_a_thousand_departments_are_sorted_and_filtered_in_a_tenth_of_a_second(made: Any) -> None:
    made.open()
    session = made.context.new_cdp_session(made)
    # The time that the page's thread works, however busy the machine is.
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def worked() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return next(float(metric["value"]) for metric in metrics if metric["name"] == "TaskDuration")

    def took(act: str) -> float:
        before = worked()
        made.evaluate(act)
        made.wait_for_timeout(400)
        return worked() - before

    choose = """() => {
        const select = document.querySelector("[name=place]");
        select.value = "%s";
        select.dispatchEvent(new Event("change", { bubbles: true }));
    }"""
    acts = ["() => document.querySelector('[data-sort=amount]').click()"] * 4
    times = [took(act) for act in (*acts, *(choose % place for place in ("320000", "", "330000", "")))]
    assert sorted(times)[len(times) // 2] <= 0.1, times


def test_an_item_is_shown_with_the_file_of_its_class_alone(page: Any, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    page.goto(f"{address}explore/2023-budget/?thing=2080505.general_public_budget&a=changji-sme")
    page.wait_for_selector("[data-explore][data-ready=yes]")
    (row,) = [row for row in shown(page) if row[0] == "昌吉州中小企业发展局"]
    # Of the general public budget, 147.16.
    assert ("13.66" in row, "9.3%" in row) == (True, True)
    files = sorted({url for url in asked if url.endswith(".json") and "/items" in url})
    assert files == ["explore/2023-budget/items-208.json", "explore/2023-budget/items.json"]
    page.select_option("[data-explore] select[name=thing]", "2101102.general_public_budget")
    page.locator(".y-explore__table caption", has_text="事业单位医疗").wait_for()
    (row,) = [row for row in shown(page) if row[0] == "昌吉州中小企业发展局"]
    assert "6.83" in row
