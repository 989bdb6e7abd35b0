"""Pages say of a table, a figure, a project or the repository only what is so."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from yusuan.site.checking import Check, Operand
from yusuan.site.render import Page, Renderer, write_pages
from yusuan.site.tables import official_table
from yusuan.site.theme import make_shells

from .conftest import DISCLOSURE, ROOT
from .test_checks_pages import cases, tree, words
from .test_parts import ENTRY

# Its budget has no table 7, does not promise one, and stands where nothing asks for one.
ELSEWHERE = "agencies/suzhou-data/2026-budget/tables/"
SEVENTH = "general-public-budget-project-expenditure"


def test_a_table_that_nothing_promised_stands_after_the_list_of_tables_and_is_not_said_to_be_withheld(
    site: Path,
) -> None:
    page = tree(site, ELSEWHERE)
    assert page.xpath(f"//ol//*[@id='{SEVENTH}']") == []
    (said,) = page.xpath(f"//p[span/@id='{SEVENTH}']")
    assert words(said.xpath("./span")[0]) == "一般公共预算项目支出情况表"
    assert words(said).startswith("这份文件里没有")
    assert "没有公布" not in words(said)


def test_a_table_that_is_promised_and_missing_is_said_to_be_missing(site: Path) -> None:
    item = tree(site, f"{DISCLOSURE}tables/").get_element_by_id("government-fund-expenditure")
    assert "这份文件里没有" in words(item)


def card(site: Path, package: str) -> str:
    (found,) = tree(site, f"agencies/{package}/").xpath("//div[contains(@class, 'y-card--fiscal_appropriation')]")
    return words(found)


def test_what_was_appropriated_this_year_is_without_what_was_carried_over(site: Path) -> None:
    # 财政拨款收入支出决算总表: 本年收入合计 2,940.05, 总计 2,961.68 with 年初财政拨款结转和结余.
    said = card(site, "putuo-finance/2024-final-accounts")
    assert "2,940.05" in said or "2940.05" in said
    assert "%" not in said


def test_no_key_figure_is_more_than_all(site: Path) -> None:
    shares = [
        Decimal(share.text.strip("<>%"))
        for path in sorted(site.glob("agencies/*/*/index.html"))
        for share in tree(site, path.parent.relative_to(site).as_posix()).xpath("//*[@class='y-card__plain']//strong")
    ]
    assert shares
    assert max(shares) <= 100


def test_the_parts_of_a_sum_bear_their_signs(site: Path) -> None:
    case = next(c for c in cases(site, "discrepancy") if "168.48" in words(c))
    figures = [words(part) for part in case.xpath(".//*[@class='y-operand__figure']")]
    parts = [figure.removesuffix(" 万元").replace("－", "-").replace("＋", "") for figure in figures]
    # L405 to L425, each as printed: increased or decreased by so much.
    assert sum(map(Decimal, parts)) == Decimal("-168.48")
    assert "比上年减少 168.48" in words(case)


def operand(printed: str, sign: int = 1) -> Operand:
    return Operand(("statements", 1, "value"), "", printed, "万元", "", "", "", "expected", sign)


@pytest.mark.parametrize(
    ("published", "expected", "shown"),
    [
        ("400,391.78", "398920.12", "398,920.12"),
        ("2688467.31", "749700.000", "749,700.00"),
        ("35.75", "35.74", "35.74"),
        ("1", "-1234.50", "-1,234.5"),
        ("一", "二", "二"),
    ],
)
def test_a_computed_figure_is_written_like_a_printed_one(published: str, expected: str, shown: str) -> None:
    assert Check("c", {"published": published, "expected": expected}, None, (), "").expected == shown


def test_only_the_parts_of_a_sum_have_signs() -> None:
    parts = (operand("411.74"), operand("147.16", -1))
    assert Check("c", {"template": "rate", "expected": "35.74"}, None, parts, "").sum == ()
    signs = [sign for sign, _ in Check("c", {"template": "sums", "expected": "264.58"}, None, parts, "").sum]
    assert signs == ["＋", "－"]


def test_projects_without_indicators_are_not_said_to_have_some(site: Path) -> None:
    pages = [
        tree(site, path.parent.relative_to(site).as_posix())
        for path in sorted(site.glob("agencies/*/*/projects/index.html"))
    ]
    said = [words(page.xpath("//article")[0]) for page in pages]
    assert said
    assert [text for text in said if " 0 个绩效指标" in text] == []
    feet = [words(foot) for page in pages for foot in page.xpath("//*[@class='y-projects__foot']")]
    assert [foot for foot in feet if foot.startswith("·") or not foot] == []


def test_projects_of_one_name_are_told_apart_by_their_units(site: Path) -> None:
    projects = tree(site, "agencies/hangzhou-police/2026-budget/projects/").xpath("//ol[@class='y-projects']/li")
    names = [words(project.xpath(".//*[@class='y-projects__name']")[0]) for project in projects]
    same = [name for name in names if name.startswith("日常保障运行")]
    assert len(set(same)) == len(same) > 1
    assert all(name.startswith("日常保障运行（杭州市公安局") for name in same)


def test_a_code_whose_name_is_the_rows_own_says_what_it_is_a_code_of() -> None:
    schema: dict[str, Any] = {
        "name": "general-public-budget-basic-expenditure",
        "title": "",
        "fields": [
            {"name": "row"},
            {"name": "code"},
            {"name": "name", "title": "科目名称"},
            {"name": "total", "title": "合计", "measure": True},
            {"name": "government_economic_code", "title": "政府预算支出经济分类编码"},
            {"name": "government_economic_name", "title": "政府预算支出经济分类名称"},
        ],
    }
    more = {"government_economic_code": "50103", "government_economic_name": "住房公积金"}
    others = {"government_economic_code": "50101", "government_economic_name": "工资奖金津补贴"}
    rows = [
        {"row": 1, "code": "30113", "name": "住房公积金", "total": Decimal(1), **more},
        {"row": 2, "code": "30101", "name": "基本工资", "total": Decimal(1), **others},
    ]
    table = official_table(ENTRY, schema, rows, {}, [f["name"] for f in schema["fields"]])
    assert [line.said[0].text for line in table.sides[0].lines] == [
        "政府预算支出经济分类 50103",
        "50101 工资奖金津补贴",
    ]


def test_the_way_to_report_an_error_is_the_repository_where_it_has_an_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.html").write_text("<h1>x</h1>", encoding="utf-8")
    write_pages([Page("", "x.html", "x", "x", {})], Renderer(tmp_path), tmp_path / "pages")
    address = "https://example.org/code"
    for name, given in (("without", ""), ("with", address)):
        monkeypatch.setenv("YUSUAN_REPO_URL", given)
        make_shells(ROOT / "mkdocs.yml", tmp_path / "pages", tmp_path / name, epoch=0)()
    without, with_ = (tree(tmp_path / name, "contribute/") for name in ("without", "with"))
    assert with_.xpath(f"//article//a[@href='{address}']")
    assert with_.xpath(f"//footer//a[@href='{address}']")
    assert "没有写明代码库的公开地址" not in words(with_)
    assert "confirmations.csv" in words(without.xpath("//article")[0])
    assert without.xpath("//article//a[starts-with(@href, 'http')]|//footer//a[starts-with(@href, 'http')]") == []
    assert "REPOSITORY" not in words(without) + words(with_)
