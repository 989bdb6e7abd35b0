"""A disclosure in two files, made up: tables and prose; and what came of their import."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from yusuan.errors import UsageError
from yusuan.importing import Given, ImportReport, import_files
from yusuan.package.layout import PackageId, Packages

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
