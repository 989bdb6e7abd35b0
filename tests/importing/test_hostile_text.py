"""A document may hold anything: what is no text is listed where it stands, and what is written is valid."""

from __future__ import annotations

from pathlib import Path

import pytest

from yusuan.importing.importer import import_document
from yusuan.package.layout import PackageId, Packages
from yusuan.validate import validate

from .imported import Imported, import_once

CHARACTERS = {
    "\x07": "上年度没有安排预算",
    "\x1b": "无其他需要说明的事项",
    "\u202e": "无下属预算单位",
    "\uffff": "此表为空表",
}
"""What is no text, and the words of the document after which it is put."""


def insert(text: str, after: str, words: str) -> str:
    """Put words into the first line that has `after`."""
    at = text.index(after) + len(after)
    return text[:at] + words + text[at:]


@pytest.fixture(scope="module")
def imported(project: Path, tmp_path_factory: pytest.TempPathFactory, document: list[str]) -> Imported:
    text = "\n".join(document)
    for character, after in CHARACTERS.items():
        text = insert(text, after, character)
    return import_once(project, tmp_path_factory.mktemp("hostile"), text)


@pytest.mark.parametrize("character", CHARACTERS)
def test_a_control_character_is_listed_with_its_place(imported: Imported, document: list[str], character: str) -> None:
    line = next(n for n, text in enumerate(document, 1) if CHARACTERS[character] in text)
    assert imported.code == 1
    assert f"is U+{ord(character):04X}, which is not text" in imported.out
    assert f"L{line} “" in imported.out
    assert character not in imported.out


def test_a_package_of_such_a_document_is_valid(imported: Imported) -> None:
    packages = Packages(imported.root / "datapackages")
    assert validate(packages, packages.disclosures(), None) == []


def test_a_form_feed_of_a_printer_is_white_space(repository: Path, source: Path) -> None:
    source.write_text(insert(source.read_text("utf-8"), "上年度没有安排预算", "\x0c"), "utf-8")
    packages, package = Packages(repository / "datapackages"), PackageId("changji-sme", 2023)
    assert import_document(source, package, packages).whole
    assert validate(packages, [package], None) == []
