"""Where a document was published, and whose it is where its title does not say so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from yusuan.importing import Given, import_files
from yusuan.package.layout import Packages
from yusuan.validate import validate

from .several import PACKAGE, edited, files, imported, sources


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
