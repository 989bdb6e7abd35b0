"""Whose document it is: no other department's replaces a package, and a new department is added to the reference."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from yusuan.importing import ImportReport
from yusuan.importing.importer import import_document
from yusuan.package.layout import PackageId, Packages
from yusuan.validate import validate

from .imported import FOLDER, Import, Imported, files, is_one_clear_line, of_another, rows

ImportAs = Callable[[str], ImportReport]


@pytest.fixture
def import_as(source: Path, repository: Path) -> ImportAs:
    """Import the document as an agency's, without what the command shows of it."""

    def ask(agency: str) -> ImportReport:
        return import_document(source, PackageId(agency, 2023), Packages(repository / "datapackages"))

    return ask


def edit(source: Path, issuer: str) -> None:
    source.write_text(of_another(source.read_text("utf-8"), issuer), "utf-8")


def test_an_agency_that_the_reference_does_not_have_is_added_and_said(of_new_agency: Imported) -> None:
    # Its discrepancies are those of the document, and nobody has confirmed them for this agency.
    assert of_new_agency.code == 1
    packages = of_new_agency.root / "datapackages"
    added = [row for row in rows(packages / "reference/data/agencies.csv") if row["agency"] == "qitai-forestry"]
    assert [(row["name"], row["status"]) for row in added] == [("奇台县林业局", "unverified")]
    assert "qitai-forestry" in of_new_agency.out
    assert (packages / "qitai-forestry/2023-budget/datapackage.json").is_file()
    assert validate(Packages(packages), Packages(packages).disclosures(), None) == []


def is_refused(yusuan: Import, repository: Path, source: Path, agency: str, *told: str) -> bool:
    """Whether the document is refused for this agency in one clear line, and nothing is written."""
    before = files(repository / "datapackages")
    ended = yusuan("import", str(source), "--agency", agency, "--year", "2023")
    return ended.code == 2 and is_one_clear_line(ended, *told) and files(repository / "datapackages") == before


def test_a_document_of_another_agency_that_is_known_does_not_replace_what_is_there(
    yusuan: Import, import_as: ImportAs, source: Path, repository: Path
) -> None:
    edit(source, "烟台市审计局")
    told = (
        str(source),
        "烟台市审计局 is known as yantai-audit, not as changji-sme. Import it with --agency yantai-audit.",
    )
    assert is_refused(yusuan, repository, source, "changji-sme", *told)
    assert import_as("yantai-audit").draft.metadata["issuer"] == "烟台市审计局"


def test_an_agency_that_is_known_by_another_slug_is_added_and_said_to_be_known(
    yusuan: Import, source: Path, repository: Path
) -> None:
    ended = yusuan("import", str(source), "--agency", "changji-2", "--year", "2023")
    assert ended.code == 1
    told = "already known as changji-sme: if both are the same agency, import it with --agency changji-sme instead"
    assert told in " ".join(ended.out.split())


def test_a_document_that_bears_no_name_of_the_agency_does_not_replace_its_package(
    yusuan: Import, import_as: ImportAs, source: Path, repository: Path
) -> None:
    edit(source, "奇台县林业局")
    told = (
        "its issuer is 奇台县林业局, but changji-sme/2023-budget already exists and belongs to 昌吉州中小企业发展局.",
        "agency-names.csv",
    )
    assert is_refused(yusuan, repository, source, "changji-sme", *told)
    # The remedy: a person says that both are one.
    with (repository / "datapackages/reference/data/agency-names.csv").open("a", encoding="utf-8") as names:
        names.write("changji-sme,奇台县林业局,short\n")
    import_as("changji-sme")
    assert "奇台县林业局" in (repository / FOLDER / "datapackage.json").read_text("utf-8")


def test_another_name_of_the_agency_is_enough(import_as: ImportAs, source: Path) -> None:
    # 预算单位 of the project sheets (L626 and on) is 昌吉回族自治州中小企业发展局, the other name in the reference.
    text = source.read_text("utf-8")
    assert "昌吉回族自治州中小企业发展局" in text
    source.write_text(text.replace("昌吉州中小企业发展局", "昌吉州中小企业局"), "utf-8")
    assert import_as("changji-sme").said.issuer == "昌吉州中小企业局"


def test_a_document_that_does_not_name_its_issuer_is_of_the_agency_that_was_asked_for(
    import_as: ImportAs, source: Path
) -> None:
    edit(source, "")
    assert str(import_as("changji-sme").draft.id) == "changji-sme/2023-budget"


def test_a_department_as_a_whole_and_its_own_office_may_go_by_one_name(import_as: ImportAs, repository: Path) -> None:
    with (repository / "datapackages/reference/data/agencies.csv").open("a", encoding="utf-8") as agencies:
        agencies.write("changji-sme-own,昌吉州中小企业发展局（本级）,,652300,changji-sme,unverified,\n")
    assert import_as("changji-sme-own").draft.metadata["issuer"] == "昌吉州中小企业发展局"
