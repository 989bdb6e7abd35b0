"""`yusuan import --without-narrative`: figures, codes, names and headings stay, and no sentence does."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from yusuan.checks.outcomes import checked
from yusuan.package.layout import PackageId, Packages
from yusuan.validate import validate

from .imported import Imported, files, import_once

PACKAGE = PackageId.parse("changji-sme/2023-budget")
GOAL = "通过提供方便快捷、形式多样的公共服务，保障独居老年人的居家安全，满足多元化的养老服务需求"
"""A goal in a table that nothing knows is listed, and its sentence is none that may be passed on either."""


@pytest.fixture(scope="module")
def imported(project: Path, tmp_path_factory: pytest.TempPathFactory, document: list[str]) -> Imported:
    text = "\n".join(document) + f"\n\n未知的表\n\n目标\t金额\n{GOAL}\t3.00\n"
    return import_once(project, tmp_path_factory.mktemp("kept"), text, "--without-narrative")


def before(imported: Imported, name: str) -> list[dict[str, str]]:
    """The rows of a resource of the package that was made with the narrative."""
    return list(csv.DictReader(imported.before[f"changji-sme/2023-budget/data/{name}.csv"].decode().splitlines()))


def everything(imported: Imported) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in (imported.folder / "data").glob("*.csv"))


def test_only_figures_codes_names_and_headings_are_kept(imported: Imported) -> None:
    # What people confirmed of the words alone can no longer be looked up: each such row is named.
    assert imported.code == 1
    assert "units_below_are_as_stated “subordinate_units”: there is no such check." in imported.out + imported.err
    assert imported.rows("paragraphs") == []
    assert imported.rows("glossary") == []
    assert all("goal" not in row for row in imported.rows("projects"))
    assert not (imported.folder / "source/document.txt").exists()
    # From L66, L350, L512 and L622: text that is not ours to pass on.
    for words in (
        "为全州中小企业的发展提供技术创新",
        "主要原因是昌吉州中小企业发展项目经费",
        "参与研究拟定中小企业发展规划",
        "指由一般公共预算",
    ):
        assert words not in everything(imported)
    after = files(imported.root / "datapackages")
    for name, content in imported.before.items():
        resource = Path(name).stem
        if "/data/" in name and resource not in (
            "paragraphs",
            "glossary",
            "projects",
            "provenance",
            "key-figures",
            "statements",
            "unread",  # the goal
        ):
            assert after[name] == content, name


def test_what_the_narrative_must_say_is_not_missed_where_it_was_not_kept(imported: Imported) -> None:
    with checked(Packages(imported.root / "datapackages"), [PACKAGE]) as connection:
        states = dict(connection.execute("select item, state from derived.completeness").fetchall())
    # It was looked for when the document was imported, and that is kept: the text states each of these (L44 and on).
    assert {states[item] for item in ("N1", "N2", "N3")} == {"present"}
    assert states["T8"] == "absent"


def test_every_figure_of_the_text_is_still_there_and_traced(imported: Imported) -> None:
    columns = ("quantity", "value", "unit", "trend")
    for name in ("statements", "key-figures"):
        figures = [[row[column] for column in columns] for row in before(imported, name) if row["value"]]
        assert [[row[column] for column in columns] for row in imported.rows(name) if row["value"]] == figures
    columns = ("name", "total", "fiscal_appropriation", "other_funds")
    amounts = [[row[column] for column in columns] for row in before(imported, "projects")]
    assert [[row[column] for column in columns] for row in imported.rows("projects")] == amounts
    traced = {row["source"] for row in before(imported, "provenance") if row["field"] == "value"}
    provenance = imported.rows("provenance")
    assert {row["source"] for row in provenance if row["field"] == "value"} == traced
    resources = {name: imported.rows(name) for name in {entry["resource"] for entry in provenance}}
    for entry in provenance:
        assert resources[entry["resource"]][int(entry["row"]) - 1][entry["field"]] != ""


def test_no_sentence_of_the_document_is_in_any_column(imported: Imported) -> None:
    said = [row["text"] for row in before(imported, "paragraphs")]
    said += [row["goal"] for row in before(imported, "projects")]
    sentences = {sentence for text in said for sentence in re.split("[。；]", text) if len(sentence) > 30}
    kept = everything(imported)
    assert len(sentences) > 20
    assert [sentence for sentence in (*sentences, GOAL) if sentence in kept] == []


def test_the_package_is_valid(imported: Imported) -> None:
    assert validate(Packages(imported.root / "datapackages"), [PACKAGE], None) == []
