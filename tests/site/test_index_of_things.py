"""The index of things: short names, sounds, traditional forms, and the files that a search reads."""

from __future__ import annotations

import json
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yusuan.site.finding import write_lookup
from yusuan.site.finding.files import amount, place
from yusuan.site.finding.short_names import aliases, plain
from yusuan.site.finding.spellings import readings, traditional
from yusuan.site.render import Entry

WORDS = Path(__file__).parents[2] / "site_src" / "words"
SHORT = tomllib.loads((WORDS / "search.toml").read_text(encoding="utf-8"))["short"]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("江苏省高级人民法院", "江苏省高院"),
        ("某市中级人民法院", "某市中院"),
        ("某县人力资源和社会保障局", "某县人社局"),
        ("某市发展和改革委员会", "某市发改委"),
        ("某区住房和城乡建设管理委员会", "某区住建委"),
        ("某省人民政府国有资产监督管理委员会", "某省人民政府国资委"),
        ("中国共产党某市委员会宣传部", "中共某市委宣传部"),
        ("某市医疗保障局（本级）", "某市医保局本级"),
    ],
)
def test_a_department_is_known_by_the_short_form_of_its_organ(name: str, short: str) -> None:
    assert short in aliases(name, SHORT)


def test_two_names_for_the_same_organ_lead_to_each_other() -> None:
    assert aliases("某市水利局", SHORT) == ["某市水务局"]
    assert aliases("某市水务局", SHORT) == ["某市水利局"]


@given(st.text("省市县人民法院政府委员会局厅办公室高级和", max_size=20))
def test_short_names_are_others_and_each_once(name: str) -> None:
    found = aliases(name, SHORT)
    assert plain(name) not in found
    assert len(set(found)) == len(found)


@given(st.text())
def test_a_plain_name_stays_as_it_is(name: str) -> None:
    assert plain(plain(name)) == plain(name)


def test_no_rule_is_of_one_place() -> None:
    places = (Path(__file__).parents[2] / "datapackages" / "reference" / "data" / "regions.csv").read_text("utf-8")
    names = {line.split(",")[1] for line in places.splitlines()[1:]}
    said = json.dumps(tomllib.loads((WORDS / "search.toml").read_text(encoding="utf-8")), ensure_ascii=False)
    assert not [name for name in names if len(name) > 2 and name in said]


def test_a_character_has_the_readings_of_its_words() -> None:
    found = readings(["重庆市", "重点项目", "行政运行", "银行", "X射线"])
    assert found["重"] == ["chong", "zhong"]
    assert found["行"] == ["hang", "xing"]
    assert "X" not in found


def test_traditional_forms_are_of_characters_that_occur() -> None:
    assert traditional("养老广") == {"养": "養", "广": "廣"}


def test_an_amount_can_be_sized() -> None:
    assert [amount(Decimal(value)) for value in ("404415.23", "411.74")] == ["40.44 亿元", "411.74 万元"]
    assert amount(None) == ""


def test_a_place_is_kept() -> None:
    known: list[Any] = []
    assert [place(known, one) for one in "abab"] == [0, 1, 0, 1]


class Made:
    """A warehouse with two departments of two provinces, made up."""

    _TABLES = {
        "disclosures": [
            {"package": "a-court/2024-budget", "agency": "a-court", "agency_name": "甲省高级人民法院", "region": "990000",
             "year": 2024, "kind": "budget", "total_expenditure_10k_yuan": Decimal("12345.6")},
            {"package": "a-court/2023-final-accounts", "agency": "a-court", "agency_name": "甲省高级人民法院",
             "region": "990000", "year": 2023, "kind": "final-accounts", "total_expenditure_10k_yuan": None},
            {"package": "b-office/2024-budget", "agency": "b-office", "agency_name": "乙市档案局", "region": "980100",
             "year": 2024, "kind": "budget", "total_expenditure_10k_yuan": Decimal(9)},
        ],
        "agencies": [{"agency": "a-court", "name": "甲省高级人民法院", "region": "990000"}],
        "regions": [
            {"region": "990000", "name": "甲省", "parent": None},
            {"region": "980000", "name": "丙省", "parent": None},
            {"region": "980100", "name": "乙市", "parent": "980000"},
        ],
        "projects": [{"package": "b-office/2024-budget", "row": 1, "name": "库房修缮", "total_10k_yuan": Decimal(3)}],
        "functional_classification": [{"code": "201", "name": "一般公共服务支出"}, {"code": "201", "name": "公共服务"}],
        "economic_classification": [{"code": "301", "name": "工资福利支出"}],
        "headline_figures": [],
    }  # fmt: skip

    def codes(self) -> list[Any]:
        """No code is spent on in several rows."""
        return []

    def all_rows(self, table: str, schema: str = "main") -> list[dict[str, Any]]:
        """The rows of one table."""
        return list(self._TABLES[table])

    def items(self, tables: tuple[str, ...]) -> list[dict[str, Any]]:
        """One item of the court."""
        row = {"code": "201", "amount_10k_yuan": Decimal(7), "table_name": "expenditure", "row": 4}
        return [{"package": "a-court/2024-budget", **row}]


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """The folder of an index of the made-up departments."""
    pages = [
        *("agencies/a-court/2024-budget/", "agencies/a-court/2024-budget/tables/expenditure/"),
        *("agencies/b-office/2024-budget/projects/1/", "items/201/", "items/e301/", "regions/980100/"),
    ]
    titles = {"items/201/": "一般公共服务支出（201）"}
    write_lookup(Made(), [Entry(url, titles.get(url, url), "", (), True) for url in pages], WORDS, tmp_path)  # type: ignore[arg-type]
    return tmp_path / "search"


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def test_departments_stand_in_the_file_of_their_province(index: Path) -> None:
    file = read(index / "departments" / "99.json")
    slug, name, also, region, disclosures = file["rows"][0]
    assert (slug, name, file["regions"][region]) == ("a-court", "甲省高级人民法院", "甲省")
    assert "甲省高院" in also.split()
    assert [row[:3] for row in disclosures] == [[2024, 0, "1.23 亿元"], [2023, 1, ""]]
    assert read(index / "departments" / "98.json")["regions"] == ["丙省乙市"]


def test_only_things_that_have_a_page_are_listed(index: Path) -> None:
    lists = {one["kind"]: one["rows"] for one in read(index / "things.json")["lists"]}
    assert lists["item"] == [["201", "一般公共服务支出", "公共服务"], ["e301", "工资福利支出"]]
    assert lists["region"] == [["980100", "乙市", "乙"]]
    assert lists["term"] == []


def test_a_project_stands_in_the_files_of_its_syllables(index: Path) -> None:
    assert read(index / "things.json")["projects"] == {"ku": 1, "fang": 1, "xiu": 1, "shan": 1}
    assert read(index / "projects" / "ku.json") == {
        "of": [["b-office/2024-budget", "乙市档案局"]],
        "rows": [[0, 1, "库房修缮", "3.00 万元"]],
        "each": 20,
    }


def test_what_a_department_prints_leads_to_its_cell(index: Path) -> None:
    assert read(index / "agencies" / "a-court.json") == {
        "in": "99",
        "2024-budget": [["201", "7.00 万元", "expenditure/#r4-total"]],
        "2023-final-accounts": [],
    }
