"""What is downloaded opens elsewhere: the zip as a data package, the workbook in Excel, the catalogue."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path

import duckdb
import openpyxl
import pandas
import pytest

from yusuan import downloads, warehouse
from yusuan.downloads import making
from yusuan.errors import InvalidPackage
from yusuan.package.layout import PackageId, Packages

CHANGJI = "changji-sme/2023-budget"


@pytest.fixture(scope="module")
def out(built: Path) -> Path:
    return built


@pytest.fixture(scope="module")
def unzipped(out: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("elsewhere")
    with zipfile.ZipFile(out / "downloads" / f"{CHANGJI}.zip") as archived:
        archived.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def workbook(out: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(out / "downloads" / f"{CHANGJI}.xlsx")


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.thorough  # of a whole build, tests/test_build.py says so in every run
def test_a_second_build_writes_the_same_bytes(few: Path, tmp_path: Path) -> None:
    packages = Packages(few / "datapackages")
    for folder in (tmp_path / "one", tmp_path / "two"):
        warehouse.build(packages, folder)
        downloads.build(packages, folder)
    assert files(tmp_path / "one" / "downloads") == files(tmp_path / "two" / "downloads")


def test_the_zip_holds_the_package_with_its_source_masked_and_a_readme(project: Path, unzipped: Path) -> None:
    package = files(project / "datapackages" / CHANGJI)
    found = files(unzipped)
    readme = found.pop("README.txt").decode("utf-8")
    described, kept = (json.loads(each.pop("datapackage.json")) for each in (found, package))
    copy, source = (each.pop("source/document.txt").decode("utf-8") for each in (found, package))
    assert found == package
    # 项目负责人 of each of the seven projects: three characters covered, every other as it is.
    assert len(copy) == len(source)
    assert sum(a != b for a, b in zip(copy, source, strict=True)) == 7 * 3
    assert described.pop("sources")[0]["masked_from"] == kept.pop("sources")[0]["hash"]
    assert described == kept
    assert "昌吉州中小企业发展局" in readme
    assert "CC0" in readme


def test_the_descriptor_beside_the_pages_is_that_of_the_zip_on_one_line(out: Path, unzipped: Path) -> None:
    beside = (out / "downloads" / CHANGJI / making.PUBLISHED / "datapackage.json").read_text("utf-8")
    assert json.loads(beside) == json.loads((unzipped / "datapackage.json").read_text("utf-8"))
    assert beside.count("\n") == 1


def test_the_zip_opened_elsewhere_is_valid_for_stock_frictionless(unzipped: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "frictionless", "validate", "datapackage.json"],
        cwd=unzipped,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout


def test_the_zip_opened_elsewhere_loads_in_pandas_by_its_own_descriptor(unzipped: Path) -> None:
    descriptor = json.loads((unzipped / "datapackage.json").read_text("utf-8"))
    resource = next(r for r in descriptor["resources"] if r["name"] == "expenditure")
    types = {"string": "string", "integer": "Int64", "boolean": "boolean", "number": "Float64"}
    table = pandas.read_csv(
        unzipped / resource["path"], dtype={f["name"]: types[f["type"]] for f in resource["schema"]["fields"]}
    )
    fund = table[table["code"] == "2210201"].iloc[0]
    assert (fund["name"], fund["total"], fund["level"], bool(fund["is_total"])) == ("住房公积金", 10.84, 3, False)
    assert table["code"].isna().sum() == 1  # the total has none
    assert pandas.isna(fund["project_expenditure"])  # blank there, not zero


def test_the_zip_opened_elsewhere_loads_in_duckdb_by_its_own_descriptor(unzipped: Path) -> None:
    descriptor = json.loads((unzipped / "datapackage.json").read_text("utf-8"))
    resource = next(r for r in descriptor["resources"] if r["name"] == "expenditure")
    types = {"string": "varchar", "integer": "integer", "boolean": "boolean", "number": "decimal(20,6)"}
    columns = {f["name"]: types[f["type"]] for f in resource["schema"]["fields"]}
    found = duckdb.sql(
        f"select name, total, project_expenditure, is_total "
        f"from read_csv('{unzipped / resource['path']}', header = true, columns = {columns}) where code = '2210201'"
    ).fetchall()
    assert found == [("住房公积金", Decimal("10.84"), None, False)]


def test_the_workbook_has_a_sheet_for_each_table_between_its_explanation_and_its_dictionary(workbook) -> None:
    assert workbook.sheetnames[0] == "说明"
    assert workbook.sheetnames[-1] == "数据字典"
    # Table 8 is absent from the document; 7, 9 and 10 are declared empty and have a header.
    assert workbook.sheetnames[1:10] == [
        *("收支总体情况表", "收入总体情况表", "支出总体情况表", "财政拨款收支总体情况表", "一般公共预算支出情况表"),
        *("一般公共预算基本支出情况表", "一般公共预算项目支出情况表", "国有资本经营预算支出情况表"),
        "财政拨款“三公”经费支出情况表",
    ]
    assert workbook["一般公共预算项目支出情况表"].max_row == 1
    assert all(workbook[name].freeze_panes == "A2" for name in workbook.sheetnames[1:])


def test_the_workbook_keeps_chinese_numbers_codes_and_decimals(workbook) -> None:
    sheet = workbook["支出总体情况表"]
    header = [cell.value for cell in sheet[1]]
    rows = {row[1].value: dict(zip(header, row, strict=True)) for row in sheet.iter_rows(min_row=2)}
    fund = rows["2210201"]
    assert fund["功能分类科目名称"].value == "住房公积金"
    assert fund["功能分类科目编码"].data_type == "s"
    amount = fund["合计（万元）"]
    assert (amount.value, amount.data_type, amount.number_format) == (10.84, "n", "#,##0.00")
    assert fund["项目支出（万元）"].value is None
    # 107.9 is printed with one decimal on the first line, and with two on the next
    assert rows["201"]["基本支出（万元）"].number_format == "#,##0.0"
    assert rows["20113"]["基本支出（万元）"].number_format == "#,##0.00"


def test_nothing_in_the_workbook_is_a_formula_and_targets_such_as_100_percent_are_text(workbook) -> None:
    texts = set()
    for sheet in workbook:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", (sheet.title, cell.coordinate, cell.value)
                texts.add(cell.value)
    assert {"=100%", "≥40户", "律师咨询费", "中小企业公共服务平台国密改造、2023年等保测评费"} <= texts


def test_a_hostile_cell_stays_text_in_the_workbook(repository: Path) -> None:
    packages = Packages(repository / "datapackages")
    folder = packages.folder(PackageId.parse(CHANGJI))
    path = folder / "data" / "glossary.csv"
    hostile = '"=HYPERLINK(""http://example.org"",""x"")"'
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"^1,[^,]+,", lambda _: f"1,{hostile},", text, flags=re.MULTILINE), "utf-8", newline="")
    downloads.build(packages, repository / "build")
    book = openpyxl.load_workbook(repository / "build" / "downloads" / f"{CHANGJI}.xlsx")
    cell = book["名词解释"]["B2"]
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://example.org","x")')
    assert cell.hyperlink is None


def test_a_number_that_excel_cannot_hold_is_written_as_text(repository: Path) -> None:
    packages = Packages(repository / "datapackages")
    path = packages.folder(PackageId.parse(CHANGJI)) / "data" / "expenditure.csv"
    text = path.read_text("utf-8")
    path.write_text(text.replace("false,10.84,10.84", "false,12345678901234.567891,10.84", 1), "utf-8", newline="")
    downloads.build(packages, repository / "build")
    book = openpyxl.load_workbook(repository / "build" / "downloads" / f"{CHANGJI}.xlsx")
    values = [cell.value for row in book["支出总体情况表"].iter_rows() for cell in row]
    assert "12345678901234.567891" in values


def test_a_link_in_a_package_is_not_followed_into_the_zip(repository: Path) -> None:
    packages = Packages(repository / "datapackages")
    secret = repository / "secret.txt"
    secret.write_text("secret", "utf-8")
    (packages.folder(PackageId.parse(CHANGJI)) / "source" / "more.txt").symlink_to(secret)
    with pytest.raises(InvalidPackage, match="link"):
        downloads.build(packages, repository / "build")
    assert not any((repository / "build").iterdir())


def test_there_is_one_csv_of_each_table_and_it_is_the_packages(out: Path) -> None:
    assert list((out / "downloads").rglob("*.csv")) == []


def test_the_catalogue_leads_to_every_download_with_its_size(out: Path, project: Path) -> None:
    catalogue = json.loads((out / "downloads" / "catalog.jsonld").read_text("utf-8"))
    datasets = {dataset["dct:identifier"]: dataset for dataset in catalogue["dcat:dataset"]}
    changji = datasets[CHANGJI]
    assert changji["dct:issued"] == {"@value": "2023-01-31", "@type": "xsd:date"}
    assert changji["dct:publisher"]["foaf:name"] == "昌吉州中小企业发展局"
    assert changji["dct:spatial"]["dct:identifier"] == "652300"
    assert changji["schema:temporalCoverage"] == "2023-01-01/2023-12-31"
    sizes = {d["@id"]: int(d["dcat:byteSize"]["@value"]) for s in datasets.values() for d in s["dcat:distribution"]}
    assert {f"{CHANGJI}.zip", f"{CHANGJI}.xlsx", f"{CHANGJI}/data/income.csv", "tables/facts.parquet"} <= set(sizes)
    for path, size in sizes.items():
        places = [out / "downloads" / path, out / path, project / "datapackages" / path]
        assert next(place for place in places if place.is_file()).stat().st_size == size


def test_the_catalogue_names_the_site_only_when_it_is_told_its_address(out: Path, few: Path, tmp_path: Path) -> None:
    assert "@base" not in json.loads((out / "downloads" / "catalog.jsonld").read_text("utf-8"))["@context"]
    downloads.build(Packages(few / "datapackages"), tmp_path, site_url="https://example.org/yusuan/")
    catalogue = json.loads((tmp_path / "downloads" / "catalog.jsonld").read_text("utf-8"))
    assert catalogue["@context"]["@base"] == "https://example.org/yusuan/data/catalog.jsonld"


def test_no_persons_name_is_in_any_table_that_is_downloaded(out: Path) -> None:
    # 项目负责人 of every project of the document; it belongs to the source text only
    name = "陈大鹏".encode()
    for path in [*(out / "tables").rglob("*.*"), *(out / "downloads").rglob("*.csv")]:
        assert name not in path.read_bytes(), path
    with zipfile.ZipFile(out / "downloads" / f"{CHANGJI}.zip") as archive:
        assert [entry for entry in archive.namelist() if name in archive.read(entry)] == []


def test_what_has_not_changed_is_taken_from_the_store_to_the_same_bytes(
    few: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packages = Packages(shutil.copytree(few / "datapackages", tmp_path / "datapackages"))
    made = []
    make = making._make
    monkeypatch.setattr(making, "_make", lambda task: made.append(str(task.package)) or make(task))

    def built(packages: Packages, name: str, kept: bool = True) -> dict[str, bytes]:
        made.clear()
        downloads.build(packages, tmp_path / name, cache=tmp_path / "kept" if kept else None)
        return files(tmp_path / name / "downloads")

    whole = built(packages, "one")
    assert len(made) == 3
    elsewhere = Packages(packages.root.rename(tmp_path / "elsewhere"))
    assert built(elsewhere, "two") == whole
    assert made == []
    path = elsewhere.folder(PackageId.parse(CHANGJI)) / "data" / "glossary.csv"
    path.write_text(path.read_text("utf-8").replace("三公", "三 公"), "utf-8", newline="")
    changed = built(elsewhere, "three")
    assert made == [CHANGJI]
    assert changed == built(elsewhere, "four", kept=False)
    schema = elsewhere.schemas / "glossary.json"
    schema.write_text(schema.read_text("utf-8").replace("名词解释", "名词的解释"), "utf-8")
    built(elsewhere, "five")
    assert len(made) == 3
    assert len(list((tmp_path / "kept").iterdir())) == 3


def test_by_several_processes_the_same_bytes_are_made_and_an_error_comes_whole(
    few: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packages = Packages(shutil.copytree(few / "datapackages", tmp_path / "datapackages"))
    downloads.build(packages, tmp_path / "one")
    monkeypatch.setattr(making, "WORTH_A_WORKER", 2)
    downloads.build(packages, tmp_path / "two")
    assert files(tmp_path / "one" / "downloads") == files(tmp_path / "two" / "downloads")
    (packages.folder(PackageId.parse(CHANGJI)) / "data" / "income.csv").unlink()
    with pytest.raises(InvalidPackage, match=r"income\.csv"):
        downloads.build(packages, tmp_path / "two")
    assert (tmp_path / "two" / "downloads" / "catalog.jsonld").is_file()
