"""Form files: a folder's forms come first, and a form says only what differs from the one it inherits."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from yusuan.errors import UsageError, YusuanError
from yusuan.forms import load_forms
from yusuan.forms.files import merge

HEADER = """
name = "changji-2024"
title = "昌吉的写法"
inherits = "xinjiang-2023"
places = ["652300"]

[[tables]]
table_name = "income"
titles = ["收入预算总表"]
columns = [{ field = "unit_funds", headers = ["彩票公益金"] }]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    forms = tmp_path / "forms"
    forms.mkdir()
    (forms / "changji-2024.toml").write_text(HEADER, encoding="utf-8")
    return forms


def test_a_form_has_its_own_words_besides_those_that_it_inherits(folder: Path) -> None:
    form = next(form for form in load_forms(folder) if form.name == "changji-2024")
    income = next(table for table in form.tables if table.table_name == "income")
    assert {"收入总体情况表", "收入预算总表"} <= set(income.titles)
    alone = [column for column in income.columns if column.field == "unit_funds" and not column.under]
    assert [{"单位资金", "彩票公益金"} <= column.headers for column in alone] == [True]
    inherited = next(form for form in load_forms() if form.name == "xinjiang-2023")
    assert len(form.tables) == len(inherited.tables)
    assert form.topics == inherited.topics


def test_the_forms_of_a_folder_come_before_those_of_the_program_and_take_the_place_of_their_namesakes(
    folder: Path,
) -> None:
    assert next(form.name for form in load_forms(folder)) == "changji-2024"
    assert "changji-2024" not in [form.name for form in load_forms()]
    (folder.parent / "other").mkdir()
    (folder.parent / "other/mine.toml").write_text('name = "mine"\ninherits = "theirs"\n', encoding="utf-8")
    (folder.parent / "other/theirs.toml").write_text(
        HEADER.replace("changji-2024", "theirs").replace("昌吉的写法", "另一种"), encoding="utf-8"
    )
    assert [form.title for form in load_forms(folder.parent / "other")][:2] == ["另一种", "另一种"]


def test_a_column_under_one_side_of_a_summary_is_not_the_one_under_the_other() -> None:
    base = {
        "columns": [
            {"field": "total", "headers": ["合计"], "under": ["收入"]},
            {"field": "total", "headers": ["合计"], "under": ["支出"]},
        ]
    }
    own = {"columns": [{"field": "total", "headers": ["小计"], "under": ["支出"]}]}
    assert merge(base, own)["columns"] == [
        {"field": "total", "headers": ["合计"], "under": ["收入"]},
        {"field": "total", "headers": ["合计", "小计"], "under": ["支出"]},
    ]


@pytest.mark.parametrize(("content", "told"), [
    ("name = ", "is not TOML"),
    ('name = "draft"\ninherits = "nowhere"\n', "inherits 'nowhere', which is not another form"),
    ('name = "draft"\ninherits = "draft"\n', "inherits 'draft', which is not another form"),
    ('name = "draft"\n', "is not a valid form"),
    ('name = "draft"\ninherits = "xinjiang-2023"\ntables = "none"\n', "is not a valid form"),
])  # fmt: skip
def test_a_form_that_is_not_sound_is_told_in_one_line(tmp_path: Path, content: str, told: str) -> None:
    (tmp_path / "draft.toml").write_text(content, encoding="utf-8")
    with pytest.raises(YusuanError, match=told):
        load_forms(tmp_path)


def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        load_forms(tmp_path / "nowhere")


def test_a_document_is_imported_by_the_form_of_a_folder(folder: Path, repository: Path, yusuan: Callable) -> None:
    text = (repository / "datapackages/changji-sme/2023-budget/source/document.txt").read_text("utf-8")
    (repository / "new.txt").write_text(text.replace("单位资金\t财政拨款结转", "彩票公益金\t财政拨款结转"), "utf-8")
    words = ("import", "new.txt", "--agency", "changji-sme", "--year", "2023")
    assert "“彩票公益金”" in yusuan(*words).out
    ended = yusuan(*words, "--forms", str(folder))
    assert "Not understood: nothing." in ended.out
    assert re.search(r"form +changji-2024 +昌吉的写法", ended.out)


def test_the_form_that_the_readme_shows_is_a_sound_one(tmp_path: Path) -> None:
    readme = (Path(__file__).parents[2] / "scripts/yusuan/forms/README.md").read_text("utf-8")
    (shown,) = re.findall(r"^```toml\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    (tmp_path / "shown.toml").write_text(shown, encoding="utf-8")
    form = next(form for form in load_forms(tmp_path) if form.name == "somewhere-2024")
    assert form.table_titled("某局2024年收入预算总表") is not None


@pytest.mark.parametrize("text", ["a = " + "[" * 9_000, "a = " + "1" * 9_000, "a = 2024-13-45", "a = "])
def test_a_file_that_is_no_toml_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.toml").write_text(text, "utf-8")
    with pytest.raises(YusuanError, match=r"x\.toml: is not TOML"):
        load_forms(tmp_path)


@pytest.mark.parametrize("what", ["folder", "pipe", "device", "large"])
def test_a_form_that_is_no_plain_file_of_its_size_is_told_and_never_waited_for(tmp_path: Path, what: str) -> None:
    path = tmp_path / "x.toml"
    if what == "pipe":
        os.mkfifo(path)
    elif what == "folder":
        path.mkdir()
    elif what == "device":
        path.symlink_to("/dev/zero")
    else:
        path.write_text("#" * 1_000_001, "utf-8")
    with pytest.raises(
        YusuanError, match=r"x\.toml: cannot be read \((not a regular file|larger than 1,000,000 bytes)\)"
    ):
        load_forms(tmp_path)
