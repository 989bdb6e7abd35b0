"""A disclosure is cited in the same words wherever it is downloaded: page, workbook and archive."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from yusuan.downloads.citation import bibtex, cite
from yusuan.package.layout import PackageId


@dataclass(frozen=True)
class Disclosure:
    id: PackageId = field(default_factory=lambda: PackageId("changji-sme", 2023))
    descriptor: dict[str, Any] = field(
        default_factory=lambda: {
            "name": "changji-sme-2023-budget",
            "title": "2023年部门预算公开 & 说明",
            "issuer": "昌吉州中小企业发展局",
            "issued": "2023-02-06",
            "version": "1.0.0",
        }
    )


def test_it_names_issuer_title_day_and_version() -> None:
    assert cite(Disclosure()) == (
        "昌吉州中小企业发展局：《2023年部门预算公开 & 说明》，2023-02-06 发布。"
        "结构化数据：Yusuan，changji-sme/2023-budget v1.0.0，CC0 1.0。"
    )


def test_the_address_is_given_where_the_site_has_one() -> None:
    assert cite(Disclosure(), "https://example.org/a/").endswith("CC0 1.0。https://example.org/a/")
    assert "url = {https://example.org/a/}" in bibtex(Disclosure(), "https://example.org/a/")
    assert "url" not in bibtex(Disclosure())


def test_what_is_not_stated_is_left_out() -> None:
    bare = Disclosure(descriptor={"title": "预算"})
    assert cite(bare) == "changji-sme：《预算》。结构化数据：Yusuan，changji-sme/2023-budget，CC0 1.0。"
    assert "  year = {2023}" in bibtex(bare)
    assert "version" not in bibtex(bare)


def test_bibtex_escapes_what_tex_would_take_for_a_command() -> None:
    assert bibtex(Disclosure()).splitlines()[:2] == [
        "@misc{changji-sme-2023-budget,",
        "  title = {2023年部门预算公开 \\& 说明},",
    ]
