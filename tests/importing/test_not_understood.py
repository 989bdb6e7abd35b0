"""What `yusuan import` does not understand is named with its place, and the rest is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from .imported import Imported, changed, import_once, rows


@pytest.fixture(scope="module")
def imported(project: Path, tmp_path_factory: pytest.TempPathFactory, document: list[str]) -> Imported:
    """Changji's document with seven things that no form and no reference knows."""
    text = changed(
        "\n".join(document),
        ("单位资金\t财政拨款结转", "彩票公益金\t财政拨款结转"),
        ("上级政府性基金安排的转移支付", "住房公积金收益"),
        ("一般公共服务支出\t372.48\t107.9\t107.9\t\t\t\t", "一般公共服务支出\t372.48\t107.9\t107.9\t\t\t8.88\t"),
        ("事业单位离退休\t0.60\t0.60\t0.60", "事业单位离退休\t0.6O\t0.60\t0.60"),
        ("无其他需要说明的事项。", "另有神秘数字 77.77 在此。"),
        ("\n支出总体情况表\n", "\n会议费情况表\n"),
    ).replace("201\t13\t02\t一般行政管理事务", "201\t13\t77\t新设事务")
    return import_once(project, tmp_path_factory.mktemp("not-understood"), text)


@pytest.fixture(scope="module")
def unread(imported: Imported) -> set[tuple[str, str, str]]:
    """Kind, text and place of everything that was not understood."""
    assert imported.code == 1
    listed = imported.rows("unread")
    assert all(row["reason"] for row in listed)
    return {(row["kind"], row["text"], row["source"]) for row in listed}


def test_a_column_that_no_form_knows_is_named_with_its_place_and_the_rest_is_read(
    imported: Imported, unread: set[tuple[str, str, str]], project: Path
) -> None:
    assert ("header", "彩票公益金", "L126C13") in unread
    assert "L126C13" in imported.out
    assert "彩票公益金" in imported.out
    before = rows(project / "datapackages/changji-sme/2023-budget/data/income.csv")
    assert [row["non_fiscal_carryover"] for row in imported.rows("income")] == [
        row["non_fiscal_carryover"] for row in before
    ]


def test_a_figure_under_a_column_that_no_form_knows_is_not_lost_silently(unread: set[tuple[str, str, str]]) -> None:
    assert any("8.88" in text and source.startswith("L128C10") for _, text, source in unread)


def test_a_cell_that_is_no_number_is_left_blank_and_named_with_its_place(
    imported: Imported, unread: set[tuple[str, str, str]]
) -> None:
    assert ("number", "0.6O", "L135C5") in unread
    row = next(row for row in imported.rows("income") if row["code"] == "2080502")
    assert (row["total"], row["fiscal_appropriation"]) == ("", "0.60")
    assert "L135C5" in imported.out


def test_a_figure_in_a_sentence_that_means_nothing_to_the_form_is_listed(unread: set[tuple[str, str, str]]) -> None:
    assert any("77.77" in text and source == "L618@8" for _, text, source in unread)


def test_a_table_without_a_known_title_is_named_with_its_place(
    imported: Imported, unread: set[tuple[str, str, str]]
) -> None:
    assert ("table", "L156") in {(kind, source) for kind, _, source in unread}
    assert {row["table_name"]: row["state"] for row in imported.rows("tables")}["expenditure"] == "absent"
    assert not (imported.folder / "data/expenditure.csv").exists()


def test_a_code_that_the_reference_does_not_have_is_added_as_unverified_and_said(imported: Imported) -> None:
    codes = rows(imported.root / "datapackages/reference/data/functional-classification.csv")
    added = [row for row in codes if row["code"] == "2011377"]
    assert [(row["name"], row["level"], row["parent"], row["status"]) for row in added] == [
        ("新设事务", "3", "20113", "unverified")
    ]
    assert "2011377 新设事务" in imported.out
