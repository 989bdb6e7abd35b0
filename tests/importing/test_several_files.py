"""A disclosure in several files is one package: any order gives it, and each file can be imported again alone."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from yusuan.errors import CannotRead, UsageError
from yusuan.importing import Given, ImportReport, import_files
from yusuan.importing.joining import ROW_OF
from yusuan.package.layout import PackageId, Packages
from yusuan.package.schemas import load_schemas
from yusuan.validate import validate

PACKAGE = PackageId("dingshan-example", 2026)
TABLES = """丁山市样例局2026年部门预算表

表1

收支总表

单位：万元

收入\t\t支出\t
项目\t预算数\t项目\t预算数
一、一般公共预算拨款收入\t1300.50\t一、一般公共服务支出\t1200.50
二、政府性基金预算拨款收入\t\t二、住房保障支出\t100.00
收入总计\t1300.50\t支出总计\t1300.50

表2

支出总表

单位：万元

科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t1300.50\t1000.50\t300.00
201\t一般公共服务支出\t1200.50\t900.50\t300.00
20101\t人大事务\t1200.50\t900.50\t300.00
2010101\t行政运行\t900.50\t900.50\t
2010102\t一般行政管理事务\t300.00\t\t300.00
221\t住房保障支出\t100.00\t100.00\t
22102\t住房改革支出\t100.00\t100.00\t
2210201\t住房公积金\t100.00\t100.00\t

表3

政府性基金预算支出表

单位：万元

科目编码\t科目名称\t合计\t基本支出\t项目支出
"""
PROSE = """丁山市样例局2026年部门预算说明

一、收支预算总体情况说明

2026年收入预算1300.50万元，比上年增加100.50万元，增长8.38%。

二、支出预算情况说明

2026年支出预算1300.50万元，其中：基本支出1000.50万元，占76.93%；项目支出300.00万元，占23.07%。

一般公共服务支出（类）人大事务（款）行政运行（项）支出900.50万元，比上年增加12.30万元。

三、政府性基金预算支出情况说明

2026年没有使用政府性基金预算安排的支出。

四、机关运行经费安排情况说明

2026年机关运行经费预算88.20万元，比上年减少1.80万元，下降2.00%。
"""


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    return written(tmp_path / "报表.txt", TABLES)


@pytest.fixture
def prose(tmp_path: Path) -> Path:
    return written(tmp_path / "说明.txt", PROSE)


def written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def edited(path: Path, old: str, new: str) -> Path:
    text = path.read_text("utf-8")
    assert old in text
    return written(path, text.replace(old, new))


def imported(packages: Packages, *paths: Path, add: bool = False, narrative: bool = True) -> ImportReport:
    return import_files(list(map(Given, paths)), PACKAGE, packages, add=add, without_narrative=not narrative)


def files(packages: Packages) -> dict[str, bytes]:
    folder = packages.folder(PACKAGE)
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def rows(packages: Packages, name: str) -> list[dict[str, str]]:
    with (packages.folder(PACKAGE) / f"data/{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sources(packages: Packages) -> list[dict[str, str]]:
    return json.loads((packages.folder(PACKAGE) / "datapackage.json").read_text("utf-8"))["sources"]


def refused(packages: Packages, *paths: Path, error: type = UsageError, add: bool = False) -> str:
    """What the import says; it leaves the package that is there as it was."""
    before = files(packages)
    with pytest.raises(error) as caught:
        imported(packages, *paths, add=add)
    assert files(packages) == before
    return str(caught.value)


def test_the_order_of_the_files_does_not_matter(packages: Packages, tables: Path, prose: Path) -> None:
    imported(packages, prose, tables)
    before = files(packages)
    assert imported(packages, tables, prose).changes == ()
    assert files(packages) == before
    assert validate(packages, [PACKAGE], None) == []


def test_the_file_with_tables_comes_first_and_each_is_a_source_with_its_hash(
    packages: Packages, tables: Path, prose: Path
) -> None:
    imported(packages, prose, tables)
    first, second = sources(packages)
    assert (first["file"], second["file"]) == ("报表.txt", "说明.txt")
    assert first["hash"] != second["hash"]
    assert files(packages)[first["path"]] == tables.read_bytes()
    assert files(packages)[second["path"]] == prose.read_bytes()


def test_every_place_leads_to_its_file(packages: Packages, tables: Path, prose: Path) -> None:
    imported(packages, tables, prose)
    texts = [path.read_text("utf-8").split("\n") for path in (tables, prose)]
    traced = [row for row in rows(packages, "provenance") if row["resource"] != "tables"]
    assert {row["source"].startswith("2#") for row in traced} == {True, False}
    for row in traced:
        file, _, place = row["source"].rpartition("#")
        line = int(place.partition("C")[0].partition("@")[0].removeprefix("L").partition(":")[0])
        assert row["printed"] in texts[1 if file == "2" else 0][line - 1], row
    assert {row["resource"] for row in traced if row["source"].startswith("2#")} == {"statements", "key-figures"}
    assert all(row["source"].startswith("2#") for row in rows(packages, "paragraphs")[1:])


def test_what_one_file_says_of_an_empty_table_of_the_other_is_its_note(
    packages: Packages, tables: Path, prose: Path
) -> None:
    # Its statement stands in the prose, below the heading 三.
    imported(packages, tables, prose)
    fund = next(row for row in rows(packages, "tables") if row["table_name"] == "government-fund-expenditure")
    assert fund["state"] == "declared-empty"
    assert "没有使用政府性基金预算安排的支出" in fund["note"]
    state = {row["item"]: row["state"] for row in rows(packages, "searches")}
    assert (state["T8"], state["T1"], state["N5"], state["N6"]) == ("declared-empty", "present", "present", "absent")


def test_codes_of_the_tables_are_found_in_the_prose(packages: Packages, tables: Path, prose: Path) -> None:
    edited(tables, "行政运行", "样例专用运行")
    edited(prose, "行政运行", "样例专用运行")
    imported(packages, tables, prose)
    assert [row["code"] for row in rows(packages, "statements") if row["code"]] == ["2010101", "2010101"]


@pytest.mark.parametrize("narrative", [True, False])
def test_one_file_imported_again_changes_no_byte(
    packages: Packages, tables: Path, prose: Path, narrative: bool
) -> None:
    imported(packages, tables, prose, narrative=narrative)
    before = files(packages)
    for path in (prose, tables):
        assert imported(packages, path, narrative=narrative).changes == ()
    assert files(packages) == before


@pytest.mark.parametrize("which", ["tables", "prose"])
def test_a_new_version_of_one_file_replaces_its_own_rows_and_none_of_the_other(
    packages: Packages, tables: Path, prose: Path, which: str
) -> None:
    imported(packages, tables, prose)
    if which == "tables":
        edited(tables, "2010102\t一般行政管理事务\t300.00\t\t300.00\n", "2010102\t一般行政管理事务\t299.00\t\t299.00\n")
    else:
        edited(prose, "一、收支预算总体情况说明", "一、收支预算总体情况说明\n\n2026年全部收入1300.50万元。")
    imported(packages, tables if which == "tables" else prose)
    alone = files(packages)
    imported(packages, tables, prose)
    assert {name: data for name, data in files(packages).items() if name != "datapackage.json"} == {
        name: data for name, data in alone.items() if name != "datapackage.json"
    }
    assert sources(packages) == json.loads(alone["datapackage.json"])["sources"]


def test_corrections_of_a_file_that_stays_are_kept_and_applied_once(
    packages: Packages, tables: Path, prose: Path
) -> None:
    imported(packages, tables, prose)
    kept = packages.folder(PACKAGE) / "data/corrections.csv"
    kept.write_text(kept.read_text("utf-8") + "expenditure,4,total,900.50,900.60,读错,样例\n", "utf-8")
    imported(packages, tables, prose)
    before = files(packages)
    assert rows(packages, "expenditure")[3]["total"] == "900.60"
    assert imported(packages, prose).changes == ()
    assert files(packages) == before


def test_a_file_joins_with_add(packages: Packages, tables: Path, prose: Path) -> None:
    imported(packages, tables, prose)
    together = files(packages)
    for path in sorted(packages.folder(PACKAGE).rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    imported(packages, tables)
    imported(packages, prose, add=True)
    joined = files(packages)
    assert {n: d for n, d in joined.items() if n != "datapackage.json"} == {
        n: d for n, d in together.items() if n != "datapackage.json"
    }
    # The text that was a disclosure of its own is known by its copy.
    edited(tables, "300.00\t\t300.00", "300.01\t\t300.01")
    imported(packages, tables)
    assert [source["title"] for source in sources(packages)] == [
        "丁山市样例局2026年部门预算表",
        "丁山市样例局2026年部门预算说明",
    ]
    assert rows(packages, "expenditure")[4]["total"] == "300.01"
    assert rows(packages, "statements")


def test_a_file_that_is_neither_is_refused(packages: Packages, tables: Path, prose: Path, tmp_path: Path) -> None:
    imported(packages, tables, prose)
    other = written(tmp_path / "三公.txt", PROSE.replace("1300.50", "1300.51"))
    said = refused(packages, other)
    assert "三公.txt: is none of the files that dingshan-example/2026-budget is made of: 报表.txt and 说明.txt." in said
    assert "--add" in said


def test_the_same_file_twice_is_refused(packages: Packages, tables: Path, prose: Path, tmp_path: Path) -> None:
    copy = written(tmp_path / "copy.txt", TABLES)
    assert "copy.txt: is the same document as" in refused(packages, tables, copy)
    imported(packages, tables, prose)
    assert "is already file 2 of dingshan-example/2026-budget" in refused(packages, prose, add=True)


def test_nothing_is_added_to_what_is_not_there(packages: Packages, prose: Path) -> None:
    assert "Leave out --add" in refused(packages, prose, add=True)


def test_prose_without_its_tables_is_told_to_join_them(packages: Packages, prose: Path) -> None:
    said = refused(packages, prose, error=CannotRead)
    assert "contains none of the ten budget tables" in said
    assert "add this one to their package with --add" in said


def test_a_file_without_anything_of_a_budget_is_refused(packages: Packages, tables: Path, tmp_path: Path) -> None:
    notice = written(tmp_path / "notice.txt", "会议通知\n\n请各位同志准时参加。\n")
    said = refused(packages, tables, notice, error=CannotRead)
    assert "notice.txt: contains neither a table of a budget nor a figure in prose." in said


def test_files_that_contradict_each_other_are_refused(packages: Packages, tables: Path, tmp_path: Path) -> None:
    other = written(tmp_path / "other.txt", TABLES.replace("\t900.50\t900.50\t\n", "\t901.50\t901.50\t\n"))
    said = refused(packages, tables, other)
    assert "both have the table expenditure, and it is not the same in both: row 4 is" in said
    assert "901.50" in said


def test_a_table_that_both_files_print_is_one_table(packages: Packages, tables: Path, tmp_path: Path) -> None:
    more = written(tmp_path / "all.txt", TABLES + "\n" + PROSE.partition("\n")[2])
    imported(packages, tables, more)
    assert len(rows(packages, "expenditure")) == 8
    assert validate(packages, [PACKAGE], None) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("2026年部门预算说明", "2025年部门预算说明", "its title says year 2025, not 2026"),
        ("2026年部门预算说明", "2026年部门决算说明", "its title says kind final-accounts, not budget"),
    ],
)
def test_a_file_of_another_year_or_kind_is_refused(
    packages: Packages, tables: Path, prose: Path, old: str, new: str, says: str
) -> None:
    said = refused(packages, tables, edited(prose, old, new))
    assert "说明.txt" in said
    assert says in said


def test_files_of_two_departments_are_refused(packages: Packages, tables: Path, prose: Path) -> None:
    edited(prose, "丁山市样例局", "丁山市另一局")
    for old, new in (("1300.50", "777.70"), ("1000.50", "444.40"), ("900.50", "222.20"), ("300.00", "333.30")):
        edited(prose, old, new)
    said = refused(packages, tables, prose)
    assert "one is of 丁山市样例局, the other of 丁山市另一局, and no figures of the two agree." in said


def test_a_department_that_calls_itself_differently_is_known_by_its_figures(
    packages: Packages, tables: Path, prose: Path
) -> None:
    # 1300.50, 1000.50, 900.50 and 300.00 stand in both.
    edited(prose, "丁山市样例局", "市样例局")
    imported(packages, tables, prose)
    assert [row["name"] for row in rows(packages, "names")] == ["丁山市样例局", "市样例局"]


def test_fields_that_name_rows_are_known(packages: Packages) -> None:
    named = {
        (name, field["name"])
        for name, schema in load_schemas(packages.schemas).items()
        for field in schema["fields"]
        if field["type"] == "integer" and str(field.get("description_en", "")).startswith("Row of ")
    }
    within_tables = {(name, field) for name, field in named if field == "income_parent_row"}
    assert named - within_tables == set(ROW_OF), "a field that names rows of a resource belongs in joining.ROW_OF"


def test_where_a_document_was_published_stays_until_another_address_is_given(
    packages: Packages, tables: Path, prose: Path
) -> None:
    published = [
        Given(tables, "https://example.cn/a.pdf", "2026-02-28"),
        Given(prose, "https://example.cn/b.pdf", "2026-02-28"),
    ]
    import_files(published, PACKAGE, packages, without_narrative=True)
    imported(packages, prose, narrative=False)
    assert [(source["path"], source["retrieved"]) for source in sources(packages)] == [
        ("https://example.cn/a.pdf", "2026-02-28"),
        ("https://example.cn/b.pdf", "2026-02-28"),
    ]
    assert validate(packages, [PACKAGE], None) == []
    # Where the package keeps the text, the path is that of its copy.
    imported(packages, prose)
    assert (sources(packages)[1]["path"], sources(packages)[1]["url"]) == (
        "source/document-2.txt",
        "https://example.cn/b.pdf",
    )
    assert validate(packages, [PACKAGE], None) == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--url", "example.cn/a.pdf"), "is not the web address of a document"),
        (("--url", "https://name:word@example.cn/"), "is not the web address of a document"),
        (("--url", "https://example.cn/a", "--retrieved", "2026-02-30"), "is not a day"),
        (("--retrieved", "2026-02-28"), "but not from where"),
        (("--url", "https://example.cn/a", "--url", "https://example.cn/b"), "There are 1 files and 2 addresses"),
    ],
)
def test_what_is_no_address_or_no_day_is_refused(
    yusuan: Callable, packages: Packages, tables: Path, words: tuple[str, ...], says: str
) -> None:
    given = ("--agency", PACKAGE.agency, "--year", "2026", "--packages", str(packages.root))
    ended = yusuan("import", str(tables), *given, *words)
    assert (ended.code, files(packages)) == (2, {})
    assert says in ended.err


def test_where_title_and_tables_name_two_departments_neither_comes_into_the_reference(
    packages: Packages, tables: Path
) -> None:
    edited(tables, "单位：万元", "编制单位：丁山市另一局\n单位：万元")
    report = imported(packages, tables)
    assert report.said.other_issuer == "丁山市另一局"
    said = [added.words for added in report.additions]
    assert said == [
        "agency dingshan-example without a name: its title says 丁山市样例局, its tables say 丁山市另一局. "
        "Write there which is it"
    ]
    reference = (packages.reference / "data/agencies.csv").read_text("utf-8")
    names = (packages.reference / "data/agency-names.csv").read_text("utf-8")
    assert "dingshan-example,dingshan-example," in reference
    assert "丁山" not in reference + names


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("2026年部门预算公开\n编制单位：丁山市样例局", "2026年部门预算公开〔丁山市样例局〕"),
        ("丁山市2026年市级单位预算\n编制单位：丁山市样例局", "丁山市2026年市级单位预算〔丁山市样例局〕"),
        ("编制单位：丁山市样例局", "〔丁山市样例局2026年预算〕"),
        ("丁山市样例局2026年部门预算", "丁山市样例局2026年部门预算"),
    ],
)
def test_a_title_without_its_department_is_completed_and_marked(
    packages: Packages, tables: Path, prose: Path, first: str, title: str
) -> None:
    edited(tables, "丁山市样例局2026年部门预算表", first)
    draft = imported(packages, tables).draft
    assert (draft.metadata["title"], draft.metadata["issuer"]) == (title, "丁山市样例局")
    # What was supplied is not taken for printed when another file joins.
    edited(prose, "丁山市样例局2026年部门预算说明", "说明")
    imported(packages, prose, add=True)
    imported(packages, tables)  # its name, which a text alone need not have
    before = files(packages)
    assert imported(packages, tables).changes == ()
    assert imported(packages, prose).changes == ()
    assert files(packages) == before
