"""`yusuan import` of a document whose package is already there: no byte changes, and what people keep stays."""

from __future__ import annotations

import shutil
from pathlib import Path

from .imported import FOLDER, Import, Imported, files, is_one_clear_line, modified, rows

KEPT = ("data/corrections.csv", "data/confirmations.csv")


def test_importing_again_changes_no_byte(again: Imported) -> None:
    assert files(again.root / "datapackages") == again.before
    assert again.code == 0
    assert "nothing changed" in again.out
    assert "Not understood: nothing" in again.out


def test_importing_again_leaves_the_files_themselves_alone(again: Imported) -> None:
    assert modified(again.root / "datapackages") == again.times


def test_the_package_can_be_made_again_from_its_document_byte_for_byte(
    importing: Import, source: Path, repository: Path
) -> None:
    before = files(repository / FOLDER)
    reference = files(repository / "datapackages" / "reference")
    shutil.rmtree(repository / FOLDER)
    # What people had confirmed is gone with the folder: the document's discrepancies are told as new.
    assert importing(source).code == 1
    made = files(repository / FOLDER)
    # What people keep is not in the document, and so neither are its size and hash in the descriptor.
    for name in KEPT:
        before.pop(name)
        made.pop(name)
    assert made == before
    assert files(repository / "datapackages" / "reference") == reference


def test_what_the_document_is_called_and_where_it_lies_does_not_matter_and_quiet_shows_no_progress(
    importing: Import, source: Path, repository: Path
) -> None:
    before = files(repository / FOLDER)
    elsewhere = source.parent / "别处" / "公开 文件.text"
    elsewhere.parent.mkdir()
    shutil.copy(source, elsewhere)
    ended = importing(elsewhere, "--quiet")
    assert (ended.code, ended.err) == (0, "")
    assert files(repository / FOLDER) == before


def test_corrections_and_confirmations_stay_and_corrections_are_applied(
    importing: Import, source: Path, repository: Path
) -> None:
    data = repository / FOLDER / "data"
    header = (data / "corrections.csv").read_text(encoding="utf-8").splitlines()[0]
    correction = f"{header}\nincome,1,total,372.48,372.49,misread,the scan\n"
    confirmation = (data / "confirmations.csv").read_text(encoding="utf-8") + "a_rule,a subject,1,2,I looked\n"
    (data / "corrections.csv").write_text(correction, encoding="utf-8")
    (data / "confirmations.csv").write_text(confirmation, encoding="utf-8")
    ended = importing(source)
    assert (data / "corrections.csv").read_text(encoding="utf-8") == correction
    assert (data / "confirmations.csv").read_text(encoding="utf-8") == confirmation
    assert rows(data / "income.csv")[0]["total"] == "372.49"
    assert "Corrections applied: 1" in ended.out


def test_a_correction_that_no_longer_matches_stops_the_import(
    importing: Import, source: Path, repository: Path
) -> None:
    path = repository / FOLDER / "data/corrections.csv"
    path.write_text(
        path.read_text(encoding="utf-8").splitlines()[0] + "\nincome,1,total,999,1,misread,the scan\n", encoding="utf-8"
    )
    before = files(repository / "datapackages")
    ended = importing(source)
    # Nothing was imported: 1 is for what was read.
    assert ended.code == 2
    assert is_one_clear_line(ended, "corrections.csv:2", "372.48", "999")
    assert files(repository / "datapackages") == before
