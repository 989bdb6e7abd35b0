"""Facts of the two summaries and the three public expenses where a place prints more, or less, than Changji."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from yusuan import warehouse
from yusuan.package.layout import PackageId, Packages
from yusuan.package.schemas import load_schemas
from yusuan.package.store import Draft, write
from yusuan.validate import validate

SUMMARY, THREE = "income-expenditure-summary", "three-public-expenses"

# 江苏省人民检察院 2019, in small: the total is printed across the blocks of function and purpose.
INCOME = ("income_number", "income_label", "income_level", "income_is_total", "income_amount")
FUNCTION = ("code", "label", "level", "is_total", "amount")
PURPOSE = ("number", "label", "level", "is_total", "amount")
JIANGSU: list[dict[str, object]] = [
    {
        "row": number,
        **dict(zip(INCOME, income, strict=True)),
        **{f"expenditure_{field}": value for field, value in zip(FUNCTION, function, strict=True)},
        **{f"purpose_{field}": value for field, value in zip(PURPOSE, purpose, strict=True)},
    }
    for number, (income, function, purpose) in enumerate(
        [
            (
                ("一、", "财政拨款", 1, False, "24169.74"),
                ("204", "公共安全支出", 1, False, "16593.12"),
                ("一、", "基本支出", 1, False, "15844.04"),
            ),
            (
                (None, "收入合计", 0, True, "24169.74"),
                (None, "支出合计", 0, True, "24169.74"),
                (None, "支出合计", 0, True, "24169.74"),
            ),
        ],
        start=1,
    )
]
# 杭州市气象局 2026: all units together, then each.
ITEM = ("row", "unit_name", "item", "label", "level", "is_total", "total")
HANGZHOU: list[dict[str, object]] = [
    dict(zip(ITEM, values, strict=True))
    for values in (
        (1, None, "total", "“三公”经费合计", 0, True, "24.02"),
        (2, "杭州市气象局", "total", "“三公”经费合计", None, True, "13.13"),
    )
]


@pytest.fixture
def packages(tmp_path: Path, project: Path) -> Packages:
    for part in ("schemas", "reference"):
        shutil.copytree(project / "datapackages" / part, tmp_path / "datapackages" / part)
    packages = Packages(tmp_path / "datapackages")
    states = [
        {"table_name": SUMMARY, "table_number": 1, "unit": "万元", "state": "filled"},
        {"table_name": THREE, "table_number": 10, "unit": "万元", "state": "filled"},
    ]
    provenance = [
        {"resource": name, "row": row["row"], "field": field, "source": f"T{n}R{row['row']}C{column}", "printed": value}
        for n, (name, rows) in enumerate(((SUMMARY, JIANGSU), (THREE, HANGZHOU)), start=1)
        for row in rows
        for column, (field, value) in enumerate(row.items(), start=1)
        if field.endswith(("amount", "total")) and isinstance(value, str)
    ]
    resources = {SUMMARY: JIANGSU, THREE: HANGZHOU, "tables": states, "projects": [], "provenance": provenance}
    draft = Draft(
        PackageId("changji-sme", 2019), {"title": "2019年部门预算", "issuer": "某局"}, resources, {}, b"text\n"
    )
    write(draft, packages)
    assert validate(packages, [draft.id], None) == []
    return packages


def test_a_block_of_its_own_gives_facts_under_its_own_measure(packages: Packages) -> None:
    connection = warehouse.open_warehouse(packages)
    warehouse.derive(connection, load_schemas(packages.schemas))
    found = connection.execute(
        "select measure, code, label, level, is_total, direction, amount_10k_yuan from derived.facts "
        "where table_number = 1 and direction = 'expenditure' order by measure, row"
    ).fetchall()
    assert found == [
        ("expenditure_amount", "204", "公共安全支出", 1, False, "expenditure", Decimal("16593.12")),
        ("expenditure_amount", None, "支出合计", 0, True, "expenditure", Decimal("24169.74")),
        ("purpose_amount", None, "基本支出", 1, False, "expenditure", Decimal("15844.04")),
        ("purpose_amount", None, "支出合计", 0, True, "expenditure", Decimal("24169.74")),
    ]


def test_the_headline_is_the_total_of_all_units(packages: Packages) -> None:
    connection = warehouse.open_warehouse(packages)
    warehouse.derive(connection, load_schemas(packages.schemas))
    found = connection.execute("select three_public_expenses_10k_yuan from derived.disclosures").fetchall()
    assert found == [(Decimal("24.02"),)]
