"""The region of an agency is read from its name, in the regions of the reference."""

from __future__ import annotations

import pytest

from yusuan.importing.reference import Reference
from yusuan.package.layout import Packages


@pytest.fixture(scope="module")
def reference(project):
    return Reference.load(Packages(project / "datapackages"))


@pytest.mark.parametrize(
    ("issuer", "region"),
    [
        ("江苏省高级人民法院", "320000"),
        ("苏州市数据局", "320500"),
        ("上海市普陀区财政局", "310107"),
        ("上海市中医文献馆", "310000"),
        ("中共西安市委宣传部", "610100"),
        ("成都市教育局", "510100"),
        ("河北省正定县教育局", "130123"),
        ("互助土族自治县林业和草原局", "630223"),
        ("福州市鼓楼区教育局", "350102"),
        # four cities have one, and nothing tells which
        ("鼓楼区教育局", ""),
        ("天山县图书馆", ""),
    ],
)
def test_the_region_is_the_innermost_that_the_name_begins_with(reference, issuer, region):
    assert reference.region_of(issuer) == region
