"""The page for a maintainer: what it shows, that it shows it safely, and that it stays out of what is published."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import tomllib
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from tests.reviewing.conftest import HOSTILE

from yusuan import reviewing
from yusuan.errors import CannotRead, InvalidPackage, UsageError
from yusuan.package.layout import PackageId, Packages
from yusuan.pipeline import OUTPUTS
from yusuan.reviewing import Reviewed
from yusuan.reviewing.files import source_files
from yusuan.reviewing.page import STATES
from yusuan.reviewing.review import FOLDER

FOLDER_OF_CODE = Path(reviewing.__file__).parent
SMALL = PackageId("small-office", 2023)


def words() -> dict[str, Any]:
    """What the page says, in Chinese."""
    return tomllib.loads((FOLDER_OF_CODE / "words.toml").read_text("utf-8"))["zh"]


def test_a_total_that_differs_and_a_line_that_was_not_read_are_the_doubts(
    reviewed: Reviewed, data: dict[str, Any]
) -> None:
    assert (reviewed.counts["differs"], reviewed.counts["unread"]) == (1, 1)
    (differs,) = (check for check in data["checks"] if check["s"] == "differs")
    assert (differs["published"], differs["expected"]) == ("118.85", "118.74")
    figures = {figure["row"]: figure for figure in data["figures"]}
    assert {figures[operand["i"] + 1]["p"] for operand in differs["operands"]} == {"118.85", "107.90", "10.84"}
    assert {figure["s"] for figure in figures.values()} == {"differs"}


def test_each_figure_says_where_it_was_read_what_is_printed_and_what_its_row_is(
    data: dict[str, Any], html: str
) -> None:
    figure = data["figures"][1]
    assert (figure["r"], figure["row"], figure["f"], figure["p"], figure["v"]) == (
        "income",
        2,
        "total",
        "10.84",
        "10.84",
    )
    assert (figure["name"], figure["place"], figure["where"]) == ("221 住房保障支出", "L4C5", "第 4 行第 5 格")
    (spot,) = figure["at"]
    assert f'<td data-e="{spot[1]}">10.84</td>' in html


def test_nothing_that_a_document_says_becomes_markup(html: str, data: dict[str, Any]) -> None:
    assert "<img src=x" not in html
    assert html.count("<script") == html.count("</script") == 2
    assert data["unread"][0]["reason"] == HOSTILE
    assert HOSTILE.replace("\u2028", " ") in unescape(html).replace("\u2028", " ")


def test_the_page_asks_nothing_of_any_network_and_runs_nothing_but_its_own_script(html: str) -> None:
    assert not re.findall(r'(?:src|href|action)="(?!data:|#)[^"]*"', html)
    assert not re.search(
        r"@import|url\(|fetch\(|XMLHttpRequest|WebSocket|\son[a-z]+=\"|\sstyle=\"", html.split("<main")[0]
    )
    policy = unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1])
    assert policy.startswith("default-src 'none'; img-src data:;")
    for tag in ("style", "script"):
        body = re.search(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)[1]
        assert base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() in policy


def test_it_lies_beside_the_site_and_git_ignores_it(reviewed: Reviewed, project: Path) -> None:
    assert reviewed.path.parts[-4:] == ("build", "review", "made-up", "2023-budget.html")
    assert FOLDER not in OUTPUTS
    assert "noindex" in reviewed.path.read_text("utf-8")
    if not (project / ".git").exists():
        pytest.skip("this is no clone")
    ignored = subprocess.run(["git", "check-ignore", "-q", f"build/{FOLDER}/x/2023-budget.html"], cwd=project)
    assert ignored.returncode == 0, f"build/.gitignore must ignore {FOLDER}/"


def test_every_state_has_a_name_an_explanation_a_sign_and_a_colour() -> None:
    style = (FOLDER_OF_CODE / "review.css").read_text("utf-8")
    signs = dict(re.findall(r'\.s-([a-z]+) \{ --state: var\(--\1\); --sign: "(.)"; \}', style))
    assert set(signs) == set(words()["states"]) == set(words()["explained"]) == set(STATES)
    assert len(set(signs.values())) == len(STATES), "two states have the same sign: they would differ by colour alone"


def test_every_key_is_explained_and_every_word_of_the_script_is_there() -> None:
    script = (FOLDER_OF_CODE / "review.js").read_text("utf-8")
    keys = re.search(r"const KEYS = \{(.*?)\n  \};", script, re.DOTALL)[1]
    used = set(re.findall(r'(?:^|[{,])\s*"?([a-z0-9\[\]+=?-])"?: ', keys, re.MULTILINE)) - {"="}
    explained = {key for shortcut in words()["shortcuts"] for key in shortcut["keys"].replace("−", "-").split()}
    assert used == explained
    assert set(re.findall(r"\bW\.([a-z_]+)", script)) == set(words()["script"])


def package(folder: Path, *texts: str) -> Packages:
    """A folder with a package that was made from documents with these texts, and contains none of them."""
    sources = [
        {"title": f"文件{text}", "hash": f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"} for text in texts
    ]
    at = folder / "datapackages" / "small-office" / "2023-budget"
    at.mkdir(parents=True)
    (at / "datapackage.json").write_text(json.dumps({"sources": sources}), "utf-8")
    for text in (*texts, "另一份"):
        (folder / f"{text}.txt").write_text(text, "utf-8")
    return Packages(folder / "datapackages")


def test_files_are_known_by_their_hash_in_whatever_order_they_are_given(tmp_path: Path) -> None:
    packages = package(tmp_path, "甲", "乙")
    first, second = tmp_path / "甲.txt", tmp_path / "乙.txt"
    for given in ([first, second], [second, first]):
        assert [(file.number, file.path) for file in source_files(packages, SMALL, given)] == [(1, first), (2, second)]
    assert [file.path for file in source_files(packages, SMALL, [second])] == [None, second]


def test_a_file_that_the_package_was_not_made_from_is_refused_and_the_right_one_named(tmp_path: Path) -> None:
    packages = package(tmp_path, "甲")
    with pytest.raises(UsageError, match=r"另一份\.txt: is not a document of small-office/2023-budget.*“文件甲”"):
        source_files(packages, SMALL, [tmp_path / "另一份.txt"])


def test_without_a_document_the_command_says_which_one_to_give(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"does not contain its document: “文件甲”\. Give the file: yusuan review"):
        source_files(package(tmp_path, "甲"), SMALL, [])


def test_a_text_in_the_package_is_shown_only_if_it_is_the_one_that_was_imported(tmp_path: Path) -> None:
    packages = package(tmp_path, "甲")
    at = packages.folder(SMALL)
    described = json.loads((at / "datapackage.json").read_text("utf-8"))
    (at / "source").mkdir()
    (at / "source/document.txt").write_text("甲", "utf-8")
    (tmp_path / "secret.txt").write_text("甲", "utf-8")

    def files(path: str) -> list[Path | None]:
        described["sources"][0]["path"] = path
        (at / "datapackage.json").write_text(json.dumps(described), "utf-8")
        return [file.path for file in source_files(packages, SMALL, [])]

    assert files("source/document.txt") == [at / "source/document.txt"]
    with pytest.raises(UsageError, match="does not contain its document"):
        files("source/../../../../secret.txt")
    (at / "source/document.txt").write_text("乙", "utf-8")
    with pytest.raises(InvalidPackage, match="its hash differs"):
        files("source/document.txt")
    (at / "source/document.txt").unlink()
    (at / "source/document.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(InvalidPackage, match="is a link"):
        files("source/document.txt")


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match=r"none\.pdf"):
        source_files(package(tmp_path, "甲"), SMALL, [tmp_path / "none.pdf"])


def test_a_package_that_is_not_there_ends_the_command_with_2(yusuan, packages: Packages) -> None:
    ended = yusuan("review", "nobody/2023-budget", "--packages", str(packages.root))
    assert (ended.code, ended.out) == (2, "")
    assert "there is no such package" in ended.err
