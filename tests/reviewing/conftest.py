"""A made-up package with a doubt of each kind, its text full of markup, and the page for it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from yusuan.package.layout import PackageId, Packages
from yusuan.package.store import Draft, write
from yusuan.reviewing import Reviewed, review

HOSTILE = '</script><img src=x onerror="alert(1)"> & “引”\u2028'
TEXT = f"""{HOSTILE}
收入总体情况表
201\t\t\t一般公共服务支出\t107.90
221\t\t\t住房保障支出\t10.84
\t\t\t合计\t118.85
其他\t9.99
"""


def made_up(packages: Packages) -> PackageId:
    """Write a package whose total is 0.11 more than its two parts, and of which a row was not understood."""
    rows: list[dict[str, Any]] = [
        {"row": 1, "code": "201", "name": "一般公共服务支出", "level": 1, "is_total": False, "total": "107.90"},
        {"row": 2, "code": "221", "name": "住房保障支出", "level": 1, "is_total": False, "total": "10.84"},
        {"row": 3, "name": "合计", "level": 0, "is_total": True, "total": "118.85"},
    ]
    draft = Draft(
        PackageId("made-up", 2023),
        {"title": f"小局2023年部门预算{HOSTILE}", "issued": "2023-01-31"},
        {
            "income": rows,
            "tables": [{"table_name": "income", "table_number": 2, "unit": "万元", "state": "filled"}],
            "provenance": [
                {"resource": "income", "row": row["row"], "field": "total", "source": f"L{row['row'] + 2}C5"}
                | {"printed": row["total"]}
                for row in rows
            ],
            "unread": [
                {"row": 1, "kind": "line", "text": f"其他\t9.99{HOSTILE}", "source": "L6C1", "reason": HOSTILE},
            ],
        },
        source=TEXT.encode(),
    )
    write(draft, packages)
    return draft.id


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Reviewed:
    """The page for that package, which contains its text."""
    root = tmp_path_factory.mktemp("reviewed")
    for part in ("schemas", "reference"):
        shutil.copytree(project / "datapackages" / part, root / "datapackages" / part)
    packages = Packages(root / "datapackages")
    return review(packages, made_up(packages), [], root / "build")


@pytest.fixture(scope="module")
def html(reviewed: Reviewed) -> str:
    """That page."""
    return reviewed.path.read_text("utf-8")


@pytest.fixture(scope="module")
def data(html: str) -> dict[str, Any]:
    """What its script is given."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    known: dict[str, Any] = json.loads(found[1])
    return known
