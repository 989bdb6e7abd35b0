"""A site of several departments: by region, over the years, beside each other, and with tables that few places print."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlparse

import pytest
from lxml import html

from yusuan import site as website
from yusuan import warehouse
from yusuan.checks.engine import count_rules, evaluate
from yusuan.package.layout import PackageId, Packages
from yusuan.package.schemas import load_schemas, measures
from yusuan.package.store import Draft, write
from yusuan.site.checking import coverages

from .conftest import ROOT
from .test_accessibility import objections, open_details
from .test_checks_pages import tree, words

SOURCE = ROOT / "datapackages" / "changji-sme" / "2023-budget" / "data"
KEPT = ("expenditure", "general-public-budget-basic-expenditure")
Rows = list[dict[str, Any]]

AGENCIES = (
    ("js-npc", "江苏省人大常委会办公厅", "320000", ""),
    ("gusu-canals", "苏州市运河局", "320500", ""),
    ("gusu-canals-office", "苏州市运河局（本级）", "320500", "gusu-canals"),
)
REGIONS = (("320000", "江苏省", ""), ("320500", "苏州市", "320000"))


def taken(packages: Packages, name: str, factor: Decimal) -> Rows:
    """Rows of the first disclosure's table, each amount so many times as great."""
    amounts = measures(load_schemas(packages.schemas)[name])
    with (SOURCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        {
            column: None if not cell else str(Decimal(cell) * factor) if column in amounts else cell
            for column, cell in row.items()
        }
        for row in rows
    ]


def listed(name: str, number: int | None, unit: str | None, title: str = "", state: str = "filled") -> dict[str, Any]:
    return {"table_name": name, "table_number": number, "printed_title": title or None, "unit": unit, "state": state}


def make(packages: Packages, package: str, factor: int, unit: str = "万元", more: dict[str, Any] | None = None) -> None:
    """A package with two of the ten tables and a further one or none: no text, no projects, no contents page."""
    scale = Decimal(factor) * (10000 if unit == "元" else 1)
    resources: dict[str, Rows] = {name: taken(packages, name, scale) for name in KEPT}
    resources["tables"] = [listed("expenditure", 3, unit), listed(KEPT[1], 6, unit)]
    for name, (title, rows) in (more or {}).items():
        resources[name] = rows
        resources["tables"].append(
            listed(name, None, unit if rows else None, title, "filled" if rows else "declared-empty")
        )
    found = PackageId.parse(package)
    printed = {name: {column for row in rows for column in row} for name, rows in resources.items()}
    write(Draft(found, {"title": package, "issuer": found.agency}, resources, columns=printed), packages)


PROCUREMENT = {
    "government-procurement": (
        "政府采购支出表",
        [
            {"row": "1", "name": "合计", "level": "0", "is_total": "true", "total": "36.5", "remark": None},
            {"row": "2", "name": "复印纸", "is_total": "false", "total": "36.5", "method": "网上超市", "remark": None},
        ],
    ),
    "purchased-services": ("政府购买服务表", []),
}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of four departments in two provinces, built without charts and downloads."""
    root = tmp_path_factory.mktemp("many")
    packages = Packages(root / "datapackages")
    for part in ("schemas", "reference", "changji-sme"):
        shutil.copytree(ROOT / "datapackages" / part, packages.root / part)
    data = packages.reference / "data"
    known = (data / "regions.csv").read_text("utf-8")
    with (data / "regions.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"{code},{name},,{parent}\n" for code, name, parent in REGIONS if f"\n{code}," not in known)
    with (data / "agencies.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"{slug},{name},,{region},{parent},observed,\n" for slug, name, region, parent in AGENCIES)
    make(packages, "js-npc/2022-budget", 2)
    make(packages, "js-npc/2023-budget", 3, more=PROCUREMENT)
    make(packages, "js-npc/2023-final-accounts", 4)
    make(packages, "gusu-canals/2023-budget", 10, unit="元")
    make(packages, "gusu-canals-office/2023-budget", 5, unit="元")
    out = root / "build"
    warehouse.build(packages, out, [evaluate], finish=[count_rules])
    website.build(ROOT, packages, out)
    return out / "site"


def said(many: Path, url: str) -> str:
    return words(tree(many, url).xpath("//article")[0])


def test_regions_hold_the_regions_below_them_and_their_departments(many: Path) -> None:
    (jiangsu,) = tree(many, "regions/").xpath("//ul[@class='y-tree']/li[contains(., '江苏省人大')]")
    assert words(jiangsu.xpath("./p")[0]) == "江苏省 3 个部门"
    assert words(jiangsu.xpath("./ul/li/p")[0]) == "苏州市 2 个部门"
    page = tree(many, "regions/320000/")
    assert [words(h) for h in page.xpath("//h2")] == [
        *("本级部门", "苏州市", "2023 年预算，省级 · 未注明是汇总还是本级", "其他年度、级别和文件", "和别的部门比较"),
    ]


def test_a_department_stands_below_its_region(many: Path) -> None:
    crumbs = tree(many, "agencies/gusu-canals/2023-budget/tables/expenditure/").xpath("//nav[@data-crumbs]//a")
    assert [words(a) for a in crumbs] == [
        *("首页", "地区", "江苏省", "苏州市", "苏州市运河局", "2023 年部门预算", "表格"),
    ]


def test_the_front_page_keeps_its_department_and_lists_the_others_by_region(many: Path) -> None:
    home = tree(many, "")
    assert "昌吉州中小企业发展局" in words(home.xpath("//section[@aria-labelledby='featured']")[0])
    (jiangsu,) = home.xpath("//dl[@class='y-places']/div[dt='江苏省']")
    assert [words(item) for item in jiangsu.xpath(".//li")] == [
        *("江苏省人大常委会办公厅 2022–2023", "苏州市运河局 2023", "苏州市运河局（本级） 2023"),
    ]


def test_the_list_of_departments_leads_to_every_year(many: Path) -> None:
    links = tree(many, "agencies/").xpath("//li[contains(., '江苏省人大')]//span[@class='y-chips']/a/@href")
    assert links == ["js-npc/2023-final-accounts/", "js-npc/2023-budget/", "js-npc/2022-budget/"]


def test_a_department_as_a_whole_and_its_own_office_lead_to_each_other(many: Path) -> None:
    assert "苏州市运河局（本级）（它们的数已经包括在这里）" in said(many, "agencies/gusu-canals/")
    assert "不能相加" in said(many, "agencies/gusu-canals-office/")


def test_years_stand_beside_each_other_and_a_picture_needs_two(many: Path) -> None:
    page = tree(many, "agencies/js-npc/")
    (years,) = page.xpath("//section[@aria-labelledby='years-budget']")
    # The first disclosure prints 411.74, of which 147.16 basic and 264.58 for projects; personnel 136.10.
    assert [words(cell) for cell in years.xpath(".//tbody/tr[2]/*")] == [
        *("2022 年", "823.48", "294.32", "529.16", "没有读到", "272.20", "92.5%"),
    ]
    assert len(years.xpath(".//figure")) == 1
    (accounts,) = page.xpath("//section[@aria-labelledby='years-final-accounts']")
    assert accounts.xpath(".//figure") == []


def test_budget_and_outturn_of_a_year_stand_side_by_side(many: Path) -> None:
    (table,) = tree(many, "agencies/js-npc/").xpath("//section[@aria-labelledby='beside']//table")
    found = {words(row[0]): [words(cell) for cell in row[1:4]] for row in table.xpath("./tbody/tr")}
    # Three times 411.74 was planned in 2023, four times that was spent.
    assert found["2023 年"] == ["1,235.22", "1,646.96", "133.3%"]
    assert found["2022 年"] == ["823.48", "—", "—"]
    assert tree(many, "agencies/gusu-canals/").xpath("//section[@aria-labelledby='beside']") == []


def test_a_disclosure_without_peers_says_that_there_are_too_few(many: Path) -> None:
    assert "人员经费占基本支出 92.5% 可比的部门不足五个（1 个）" in said(many, "agencies/changji-sme/2023-budget/")
    assert "没有写明是部门汇总还是本级" in said(many, "agencies/gusu-canals/2023-budget/")


def rows_of(many: Path, url: str) -> dict[str, list[list[str]]]:
    """The rows of each level of a page of the explorer, by the level's id."""
    sections = tree(many, url).xpath("//section[starts-with(@aria-labelledby, 'l-')]")
    return {
        section.get("aria-labelledby"): [[words(cell) for cell in row] for row in section.xpath(".//tbody/tr")]
        for section in sections
    }


def test_departments_are_compared_within_one_year_kind_and_level_in_one_unit(many: Path) -> None:
    # The two of Suzhou print 元: 41174000 and 20587000; 264.58 of 411.74 is for projects, 136.10 of 147.16 personnel.
    # Changji's document says that it has no three public expenses; the made-up ones have no such table.
    assert rows_of(many, "explore/2023-budget/") == {
        "l-province-unknown": [["江苏省人大常委会办公厅", "—", "1,235.22", "64.3%", "92.5%", "没有读到"]],
        "l-prefecture-department": [["昌吉州中小企业发展局", "—", "411.74", "64.3%", "92.5%", "未安排"]],
        "l-prefecture-unit": [["苏州市运河局（本级）", "—", "2,058.70", "64.3%", "92.5%", "没有读到"]],
        "l-prefecture-unknown": [["苏州市运河局", "—", "4,117.40", "64.3%", "92.5%", "没有读到"]],
    }
    targets = tree(many, "explore/2023-budget/").xpath("//tr[@id='d-gusu-canals']//a[@class='y-figure']/@href")
    assert "../../agencies/gusu-canals/2023-budget/tables/expenditure/#r19-total" in targets


def test_a_year_of_one_department_has_a_page_too_and_says_that_there_are_too_few(many: Path) -> None:
    assert tree(many, "explore/").xpath("//ul//a[@href='2022-budget/']")
    assert "不排名次" in said(many, "explore/2022-budget/")


def test_the_addresses_of_the_comparison_lead_to_the_explorer(many: Path) -> None:
    for old, new in (("compare/", "../explore/"), ("compare/2023-budget/", "../../explore/2023-budget/")):
        page = tree(many, old)
        assert page.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={new}"]
        assert page.xpath("//article//a[text()='到新的一页']/@href") == [new]


def test_amounts_keep_the_unit_that_is_printed_on_the_page_of_their_table(many: Path) -> None:
    page = tree(many, "agencies/gusu-canals/2023-budget/tables/expenditure/")
    assert "单位：元" in words(page.xpath("//caption")[0])
    assert words(page.xpath("//td[@id='r19-total']")[0]) == "41174000"


def test_a_further_table_has_a_page_under_its_own_title(many: Path) -> None:
    url = "agencies/js-npc/2023-budget/tables/"
    (further,) = tree(many, url).xpath("//section[@aria-labelledby='further']")
    assert [words(item) for item in further.xpath(".//li")] == [
        "政府采购支出表有数据",
        "政府购买服务表未安排表在文件里，但没有数字。",
    ]
    page = tree(many, f"{url}government-procurement/")
    # 备注 is printed and blank, so it can be shown; what is not printed is no column.
    assert [words(th) for th in page.xpath("//thead//th")] == ["名称", "采购方式", "备注", "合计"]
    assert page.xpath("//thead//th[contains(@class, 'y-blank-column')]/text()") == ["备注"]
    cells = page.xpath("//tr[@id='r2']/th/span[@class='y-name']|//tr[@id='r2']/td")
    assert [words(cell) for cell in cells] == ["复印纸", "网上超市", "", "36.5"]


def test_figures_of_a_table_that_few_places_print_are_counted_as_its_kind() -> None:
    rows = [
        {"resource": "income", "covered": True},
        {"resource": "government-procurement", "covered": False},
        {"resource": "a-table-of-tomorrow", "covered": True},
    ]
    assert [(kind.title, kind.covered, kind.total) for kind in coverages(rows) if kind.total] == [
        *(("十张表", 1, 1), ("其他的表", 1, 2)),
    ]


def test_final_accounts_are_not_called_a_plan(many: Path) -> None:
    text = said(many, "agencies/js-npc/2023-final-accounts/")
    # Four times 411.74. This made-up package keeps no printed text, so the amount is written as computed ones are.
    assert "2023 年花了 1,646.96 万元" in text
    assert "总支出" in text
    assert "计划" not in text


def test_every_link_leads_somewhere_every_id_and_title_is_its_own(many: Path) -> None:
    trees = {
        "" if path.parent == many else f"{path.parent.relative_to(many).as_posix()}/": html.fromstring(
            path.read_text("utf-8")
        )
        for path in many.rglob("index.html")
    }
    ids = {url: Counter(page.xpath("//@id")) for url, page in trees.items()}
    dead = []
    for url, page in trees.items():
        for link in set(page.xpath("//article//a/@href")):
            target, anchor = urldefrag(urljoin(f"http://site/{url}", link))
            path = unquote(urlparse(target).path).lstrip("/")
            if urlparse(target).netloc != "site" or (path and not path.endswith("/")):
                continue
            state = "=" in anchor  # a question, no place in the page
            if path not in trees or (anchor and not state and unquote(anchor) not in ids[path]):
                dead.append(f"{url} -> {link}")
    assert dead == []
    assert [(url, id_) for url, found in ids.items() for id_, times in found.items() if times > 1] == []
    titles = Counter(page.findtext(".//title") for page in trees.values())
    assert [title for title, times in titles.items() if times > 1] == []


# Where more stands than on the pages of the first disclosure: places below places, several years, further tables, and a
# document without a text. `make thorough` looks at whole pages of the other kinds as well.
RICHER = ("regions/320000/", "agencies/js-npc/", *(f"agencies/js-npc/2023-budget/{page}" for page in ("", "source/")))
OTHERS = (
    *("regions/", "agencies/", "explore/2023-budget/"),
    *(f"agencies/js-npc/2023-budget/{page}" for page in ("tables/", "tables/government-procurement/", "checks/")),
)


@pytest.mark.browser
@pytest.mark.parametrize("url", [*RICHER, *(pytest.param(url, marks=pytest.mark.thorough) for url in OTHERS)])
def test_no_page_of_many_keeps_a_reader_out_or_is_wider_than_a_phone(phone: Any, many: Path, url: str) -> None:
    phone.emulate_media(color_scheme="dark")
    phone.goto((many / url / "index.html").as_uri())
    open_details(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    assert objections(phone) == []
