"""The survey counts what an import gives, and the documents it knows have agencies that can be packages."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from yusuan.importing.listed import read_list
from yusuan.package.csvfile import read_rows
from yusuan.package.layout import Packages

sys.path.insert(0, str(Path(__file__).parent))

from documents import read_listed, repository, write_list
from scoreboard import Result, changes, write_summary

from survey import SUMMARY, disclosures_in, main


def test_every_listed_document_can_be_a_package_of_its_own_in_a_known_region(project):
    listed = read_listed().values()
    regions = {row["region"] for row in read_rows(project / "datapackages/reference/data/regions.csv")}
    assert len({document.id for document in listed}) == len(listed)
    assert {document.region for document in listed} <= regions


def test_an_agency_has_one_name_and_one_region():
    listed = read_listed().values()
    assert len({(d.agency, d.region, d.name, d.name_en, d.parent) for d in listed}) == len({d.agency for d in listed})
    assert {d.parent for d in listed if d.parent} <= {d.agency for d in listed}


def test_a_file_is_part_of_one_disclosure_and_files_of_one_are_surveyed_together(tmp_path):
    listed = read_listed()
    names = [name for document in listed.values() for name in document.files]
    assert len(set(names)) == len(names)
    # Tables of 2017 in 024.pdf, their prose in 020.pdf; 999.pdf is not listed.
    for name in ("020.pdf", "024.pdf", "025.pdf", "999.pdf"):
        (tmp_path / name).touch()
    found = [[path.name for path in paths] for paths in disclosures_in(tmp_path, listed)]
    assert found == [["024.pdf", "020.pdf"], ["025.pdf"], ["999.pdf"]]


def test_agencies_of_listed_documents_are_known_with_their_region_and_parent(tmp_path):
    listed = [d for d in read_listed().values() if d.agency in ("quanzhou-police", "quanzhou-police-own")]
    packages = repository(tmp_path, listed)
    agencies = {row["agency"]: row for row in read_rows(packages.reference / "data" / "agencies.csv")}
    # 泉州市公安局（本级） is in the reference without a parent; its department came with round 2.
    assert agencies["quanzhou-police-own"]["parent"] == "quanzhou-police"
    assert (agencies["quanzhou-police"]["region"], agencies["quanzhou-police"]["parent"]) == ("350500", "")


def test_the_list_for_an_import_has_a_row_for_each_file(tmp_path):
    listed = [d for d in read_listed().values() if d.files[0] in ("024.pdf", "025.pdf")]
    write_list(tmp_path / "list.csv", tmp_path, listed)
    disclosures = read_list(tmp_path / "list.csv")
    assert [(one.name, [given.path.name for given in one.files]) for one in disclosures] == [
        ("jiangsu-party-general-office/2017-budget", ["024.pdf", "020.pdf"]),
        ("jiangsu-npc/2017-budget", ["025.pdf"]),
    ]


@pytest.fixture(scope="module")
def surveyed(project, tmp_path_factory):
    folder = tmp_path_factory.mktemp("survey")
    documents = folder / "documents"
    documents.mkdir()
    source = project / "datapackages/changji-sme/2023-budget/source/document.txt"
    shutil.copy(source, documents / "published.txt")
    (documents / "letter.txt").write_text("各位同事：大家好。\n", encoding="utf-8")
    code = main([str(documents), "--summary", str(folder / "summary.csv"), "--packages", str(folder / "packages")])
    return code, {row["file"]: row for row in read_rows(folder / "summary.csv")}, folder / "packages"


def test_a_document_without_tables_is_refused_with_the_reason(surveyed):
    _, rows, _ = surveyed
    assert rows["letter.txt"]["outcome"].startswith("refused: contains none of the ten budget tables")


def test_a_document_that_is_not_listed_is_imported_as_its_title_says(surveyed):
    code, rows, _ = surveyed
    assert code == 0
    assert rows["published.txt"]["package"] == "document/2023-budget"


def test_only_documents_of_known_agencies_are_kept_beside_what_is_there(surveyed):
    kept = list(map(str, Packages(surveyed[2]).disclosures()))
    assert "changji-sme/2023-budget" in kept
    assert "document/2023-budget" not in kept


def test_tables_are_counted_as_the_contents_page_promises_them_and_the_body_has_them(surveyed):
    row = surveyed[1]["published.txt"]
    # The contents page of the Changji disclosure promises ten tables; its body lacks that of government funds.
    assert (row["promised"], row["promised_found"], row["first_six"], row["tables"]) == ("10", "9", "6", "9")


def test_all_figures_of_the_first_disclosure_are_read_and_one_total_differs(surveyed):
    row = surveyed[1]["published.txt"]
    # L219 prints 147.16 as the total of table 4; with the carryover of L104 the summary has 152.16.
    assert (row["unread_figures"], row["differ"], row["problems"]) == ("0", "1", "0")
    assert int(row["figures"]) > 242


def test_every_figure_of_the_prose_is_a_claim_a_key_figure_or_unread(surveyed):
    row = {
        name: int(surveyed[1]["published.txt"][name])
        for name in ("prose_figures", "claims", "key_figures", "prose_unread")
    }
    assert row["prose_figures"] > 100
    assert row["claims"] + row["key_figures"] + row["prose_unread"] == row["prose_figures"]


def test_a_survey_says_what_changed_against_an_earlier_one(tmp_path):
    before = [Result("a.pdf", "a/2026-budget", "11", "imported", figures=5), Result("b.pdf", "b", "11", "imported")]
    write_summary(before, tmp_path / "before.csv")
    after = [
        Result("a.pdf", "a/2026-budget", "11", "imported", figures=4, differ=1),
        Result("c.pdf", "c", "11", "refused"),
    ]
    assert changes(after, tmp_path / "before.csv") == [
        "a.pdf: figures 5 -> 4",
        "a.pdf: differ 0 -> 1",
        "c.pdf: not in the earlier summary",
        "b.pdf: only in the earlier summary",
    ]


def test_every_listed_document_has_its_row_in_the_committed_summary_and_is_a_valid_package():
    rows = {row["file"]: row for row in read_rows(SUMMARY)}
    names = {document.file for document in read_listed().values()}
    assert not names - set(rows)
    assert {(rows[name]["outcome"], rows[name]["problems"]) for name in names} == {("imported", "0")}
