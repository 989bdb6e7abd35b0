"""A disclosure is cited in the same words wherever it is downloaded: page, workbook and archive."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Any

from yusuan.downloads.citation import bibtex, cite, reference, reference_to_all
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


SOURCED = Disclosure(
    descriptor={**Disclosure().descriptor, "sources": [{"title": "公开.pdf", "hash": f"sha256:{'a1' * 32}"}]}
)


def test_a_table_is_cited_by_its_title_within_its_disclosure() -> None:
    assert "《2023年部门预算公开 & 说明》，表2 收入总体情况表，2023-02-06 发布。" in cite(
        SOURCED, table="表2 收入总体情况表"
    )
    assert reference(SOURCED, table="表2 收入总体情况表").title == "2023年部门预算公开 & 说明：表2 收入总体情况表"


def test_programs_for_references_get_version_day_address_and_the_hash_of_the_published_file() -> None:
    given = reference(SOURCED, "https://example.org/a/")
    assert given.ris().splitlines() == [
        "TY  - DATA",
        "ID  - changji-sme-2023-budget",
        "TI  - 2023年部门预算公开 & 说明",
        "AU  - 昌吉州中小企业发展局",
        "PY  - 2023",
        "DA  - 2023/02/06",
        "ET  - 1.0.0",
        "PB  - Yusuan",
        f"N1  - data package changji-sme/2023-budget; source SHA-256 {'a1' * 32}",
        "UR  - https://example.org/a/",
        "ER  - ",
    ]
    (entry,) = json.loads(given.csl())
    assert entry["type"] == "dataset"
    assert entry["author"] == [{"literal": "昌吉州中小企业发展局"}]
    assert entry["issued"] == {"date-parts": [[2023, 2, 6]]}
    assert (entry["version"], entry["URL"]) == ("1.0.0", "https://example.org/a/")
    assert "a1a1" in entry["note"]


def test_a_title_of_two_lines_cannot_begin_a_field_of_its_own() -> None:
    odd = replace(reference(SOURCED), title="预算\nER  - ")
    assert odd.ris().splitlines()[2] == "TI  - 预算 ER -"


def test_the_data_as_a_whole_have_a_version_and_a_day() -> None:
    whole = reference_to_all("1.4.0", "2026-03-01")
    assert "version = {1.4.0}" in whole.bibtex()
    assert "DA  - 2026/03/01" in whole.ris()
