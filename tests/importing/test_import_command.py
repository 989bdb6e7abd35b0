"""`yusuan import`: what it says of a document, and how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from .imported import Import, Imported, files, is_one_clear_line


def test_it_prints_what_was_read(again: Imported) -> None:
    out = again.out
    assert "昌吉州中小企业发展局" in out
    assert "2023-01-31" in out
    for words in ("收支总体情况表", "政府性基金预算支出情况表", "absent", "declared-empty", "62", "78"):
        assert words in out


@pytest.mark.parametrize(("words", "told"), [
    (("missing.txt", "--agency", "changji-sme", "--year", "2023"), ("missing.txt",)),
    (("empty.txt", "--agency", "changji-sme", "--year", "2023"), ("empty.txt",)),
    (("zeros.txt", "--agency", "changji-sme", "--year", "2023"), ("zeros.txt",)),
    (("latin.txt", "--agency", "changji-sme", "--year", "2023"), ("latin.txt",)),
    (("letter.txt", "--agency", "changji-sme", "--year", "2023"), ("letter.txt", "none of the ten budget tables")),
    ((".", "--agency", "changji-sme", "--year", "2023"), (".",)),
    (("published.txt", "--agency", "changji-sme", "--year", "2024"), ("2023", "2024", "--year 2023")),
    (("published.txt", "--agency", "changji-sme", "--year", "2023", "--kind", "final-accounts"), ("budget", "final-accounts")),
    (("published.txt", "--agency", "Changji SME", "--year", "2023"), ("Changji SME",)),
    (("published.txt", "--agency", "../changji", "--year", "2023"), ("../changji",)),
    (("published.txt", "--agency", "changji-sme", "--year", "23"), ("23",)),
    (("published.txt", "--agency", "changji-sme", "--year", "this"), ("--year",)),
    (("published.txt", "--agency", "changji-sme"), ("--year",)),
    (("published.txt", "--year", "2023"), ("--agency",)),
    (("published.txt", "--agency", "changji-sme", "--year", "2023", "--packages", "nowhere"), ("nowhere",)),
    ((), ("SOURCE",)),
])  # fmt: skip
def test_what_cannot_be_read_or_was_called_wrongly_ends_with_2_one_clear_line_and_nothing_written(
    yusuan: Import, source: Path, repository: Path, words: tuple[str, ...], told: tuple[str, ...]
) -> None:
    (repository / "empty.txt").write_text("\n\n  \n", encoding="utf-8")
    (repository / "zeros.txt").write_bytes(b"PK\x03\x04\x00\x00")
    (repository / "latin.txt").write_bytes(b"\xff\xff\xff")
    (repository / "letter.txt").write_text("尊敬的读者：\n您好。\n", encoding="utf-8")
    before = files(repository / "datapackages")
    ended = yusuan("import", *words)
    assert ended.code == 2
    assert is_one_clear_line(ended, *told)
    assert files(repository / "datapackages") == before


def test_a_document_that_cannot_be_read_leaves_no_package_behind(yusuan: Import, repository: Path) -> None:
    (repository / "letter.txt").write_text("尊敬的读者：\n您好。\n", encoding="utf-8")
    yusuan("import", "letter.txt", "--agency", "new-bureau", "--year", "2023")
    assert not (repository / "datapackages/new-bureau").exists()
    assert [path for path in (repository / "datapackages").iterdir() if path.name.startswith(".")] == []
