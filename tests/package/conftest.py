"""A folder of packages with the real schemas and reference, and a small disclosure that is ready to be written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from yusuan.package.layout import PackageId, Packages
from yusuan.package.store import Draft


@pytest.fixture
def packages(tmp_path: Path, project: Path) -> Packages:
    for part in ("schemas", "reference"):
        shutil.copytree(project / "datapackages" / part, tmp_path / "datapackages" / part)
    return Packages(tmp_path / "datapackages")


@pytest.fixture
def draft() -> Draft:
    return Draft(
        PackageId("changji-sme", 2023),
        {"title": "小局2023年部门预算", "issuer": "小局", "issued": "2023-01-31", "form": "xinjiang-2023"},
        {
            "income": [
                {"row": 1, "code": "201", "name": "一般公共服务支出", "level": 1, "is_total": False, "total": "107.90"},
                {"row": 2, "code": "221", "name": "住房保障支出", "level": 1, "is_total": False, "total": "10.84"},
                {"row": 3, "name": "合计", "level": 0, "is_total": True, "total": "118.74"},
            ],
            "three-public-expenses": [],
            "tables": [
                {"table_name": "income", "table_number": 2, "unit": "万元", "state": "filled"},
                {"table_name": "three-public-expenses", "table_number": 10, "unit": "万元", "state": "declared-empty"},
            ],
            "projects": [],
            "provenance": [
                {"resource": "income", "row": n, "field": "total", "source": f"L{n}C5", "printed": printed}
                for n, printed in enumerate(["107.90", "10.84", "118.74"], 1)
            ],
        },
        {"projects": "万元"},
        "小局2023年部门预算\n".encode(),
    )
