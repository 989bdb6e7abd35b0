"""The issue forms are such as GitHub shows: one that it cannot read it leaves out without a word."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).parents[2] / ".github" / "ISSUE_TEMPLATE"
FORMS = sorted(path for path in FOLDER.glob("*.yml") if path.name != "config.yml")
each = pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
MUST = {
    "markdown": {"value"},
    "input": {"label"},
    "textarea": {"label"},
    "dropdown": {"label", "options"},
    "checkboxes": {"label", "options"},
}


def form(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return read


def test_there_is_a_form_for_a_figure_for_a_document_and_for_a_place() -> None:
    assert [path.stem for path in FORMS] == ["document-not-read", "new-place", "wrong-figure"]


@each
def test_a_form_has_what_github_asks_for(path: Path) -> None:
    read = form(path)
    assert set(read) <= {"name", "description", "title", "labels", "body"}
    assert {"name", "description", "body"} <= set(read)
    ids = [part["id"] for part in read["body"] if part["type"] != "markdown"]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[\w-]+", name, re.ASCII) for name in ids)
    for part in read["body"]:
        assert set(part) <= {"type", "id", "attributes", "validations"}
        assert MUST[part["type"]] <= set(part["attributes"])


@each
def test_a_form_asks_in_both_languages(path: Path) -> None:
    read = form(path)
    labels = [part["attributes"]["label"] for part in read["body"] if part["type"] != "markdown"]
    for words in (read["name"], read["description"], *labels):
        assert re.search(r"[一-鿿]", words), words
        assert re.search(r"[A-Za-z]{3}", words), words


@each
def test_a_form_asks_for_no_document_and_no_name_of_a_person(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "姓名" not in text
    assert "电话" not in text
