"""What goes wrong is told in one or two lines, with place and remedy, and the exit code of the contract."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import yusuan.package.inlining
from yusuan.errors import CannotRead, InvalidPackage, UsageError, YusuanError

PATCHED = yusuan.package.inlining


def is_told_in_a_line_or_two(text: str) -> bool:
    text = re.sub(r"^\[\d/\d\] .*\n", "", text)  # the progress so far
    return text.startswith("yusuan: ") and text.count("\n") <= 2 and "Traceback" not in text


@pytest.mark.parametrize(
    "words",
    [
        ["frobnicate"],
        ["--frobnicate"],
        ["validate", "--frobnicate"],
        ["validate", "changji-sme"],
        ["validate", "changji-sme/2023"],
        ["validate", "changji-sme/2023-bugdet"],
        ["validate", "../changji-sme/2023-budget"],
        ["validate", "changji-sme/1999-budget"],
        ["validate", "--packages", "nowhere"],
        ["validate", "--packages"],
        ["refresh", "nobody/2023-budget"],
        ["refresh", "--packages", "nowhere"],
        ["schemas", "--packages", "nowhere"],
        ["schemas", "surplus"],
        ["diff"],
        ["diff", "changji-sme/2023-budget"],
        ["diff", "changji-sme/2023-budget", "nobody/2023-budget"],
        ["build"],
        ["build", "surplus"],
        ["import"],
        ["import", "nowhere.txt", "--agency", "changji-sme"],
        ["import", "nowhere.txt", "--agency", "changji-sme", "--year", "last"],
        ["import", "nowhere.txt", "--agency", "Changji SME", "--year", "2023"],
        ["import", "nowhere.txt", "--agency", "changji-sme", "--year", "2023", "--kind", "forecast"],
        ["import", "nowhere.txt", "--agency", "changji-sme", "--year", "2023"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_one_line_and_ends_with_2(repository: Path, yusuan, words: list[str]) -> None:
    ended = yusuan(*words)
    assert ended.code == 2
    assert is_told_in_a_line_or_two(ended.err)
    assert ended.out == ""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("import", "https://example.org/2023.pdf", "--agency", "changji-sme", "--year", "2023"),
            "https://example.org/2023.pdf: is an address, not a file. Download it first, then give the file.",
        ),
        (
            ("forms", "--draft", "HTTP://example.org/2023.pdf"),
            "HTTP://example.org/2023.pdf: is an address, not a file. Download it first, then give the file.",
        ),
        (
            ("build", "--packages", "nowhere"),
            "nowhere: there is no such folder. Name the folder of packages with --packages.",
        ),
        (
            ("build", "--out", "mkdocs.yml/build"),
            "mkdocs.yml/build: cannot be made (Not a directory). Name another folder with --out.",
        ),
    ],
)
def test_an_address_or_a_folder_that_cannot_be_used_is_told_with_its_remedy(
    repository: Path, yusuan, words: tuple[str, ...], told: str
) -> None:
    (repository / "mkdocs.yml").write_text("")
    (repository / "site_src").mkdir()
    ended = yusuan(*words)
    assert (ended.code, ended.out, ended.err) == (2, "", f"yusuan: {told}\n")


@pytest.mark.parametrize(("error", "code"), [(YusuanError, 1), (InvalidPackage, 1), (UsageError, 2), (CannotRead, 2)])
def test_a_known_error_gives_place_problem_and_remedy_and_its_own_exit_code(
    repository: Path, yusuan, monkeypatch: pytest.MonkeyPatch, error: type[YusuanError], code: int
) -> None:
    def fail(_: object) -> list[str]:
        raise error("data/income.csv:14", "is broken.", "Mend it.")

    monkeypatch.setattr(PATCHED, "put_in_step", fail)
    ended = yusuan("schemas")
    assert (ended.code, ended.out, ended.err) == (code, "", "yusuan: data/income.csv:14: is broken. Mend it.\n")


@pytest.mark.parametrize(
    ("refused", "told"),
    [
        ((28, "No space left on device", "datapackages/x.json"), "datapackages/x.json: No space left on device."),
        ((28, "No space left on device"), "No space left on device."),
    ],
)
def test_a_full_disk_is_one_line_that_says_what_to_do(
    repository: Path, yusuan, monkeypatch: pytest.MonkeyPatch, refused: tuple[object, ...], told: str
) -> None:
    def fail(_: object) -> list[str]:
        raise OSError(*refused)

    monkeypatch.setattr(PATCHED, "put_in_step", fail)
    ended = yusuan("schemas")
    assert (ended.code, ended.err) == (1, f"yusuan: {told} Make room on the disk, then run it again.\n")


def test_what_cannot_be_seen_is_shown_as_its_number(repository: Path, yusuan) -> None:
    ended = yusuan("validate", "changji\u202esme/2023-budget")
    assert "changji\\u202esme: " in ended.err
    assert "\u202e" not in ended.err


@pytest.mark.parametrize("name", ["new\nline.txt", "new\r\n\tline.txt", os.fsdecode(b"\xff\xfe.txt")])
def test_a_message_stays_one_line_whatever_a_file_is_called(repository: Path, yusuan, name: str) -> None:
    ended = yusuan("import", name, "--agency", "changji-sme", "--year", "2023")
    assert ended.code == 2
    assert ended.err.count("\n") == 2  # the progress, and the message
    assert is_told_in_a_line_or_two(ended.err)
    ended.err.encode("utf-8")


@pytest.mark.parametrize(
    "words",
    [
        ["import", "published.txt", "--agency", "changji-sme", "--year", "2023"],
        ["check"],
        ["validate"],
        ["refresh"],
        ["schemas"],
        ["diff", "changji-sme/2023-budget", "changji-sme/2023-budget"],
    ],
    ids=" ".join,
)
def test_an_empty_folder_of_packages_is_wrong_usage(repository: Path, yusuan, words: list[str]) -> None:
    (repository / "empty").mkdir()
    (repository / "published.txt").write_text("预算", "utf-8")
    ended = yusuan(*words, "--packages", "empty")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("yusuan: empty: is not a folder of packages")
    assert list((repository / "empty").iterdir()) == []


def test_a_file_whose_name_is_no_utf_8_comes_out_as_json(repository: Path) -> None:
    stray = os.fsencode(repository / "datapackages/changji-sme/2023-budget/data") + b"/\xff\xfe.csv"
    try:
        Path(os.fsdecode(stray)).write_bytes(b"x")
    except OSError:
        pytest.skip("this file system takes no such name")
    ended = subprocess.run([sys.executable, "-m", "yusuan", "validate", "--json", "--quiet"], capture_output=True)
    (problem,) = json.loads(ended.stdout.decode("utf-8"))
    assert problem["file"].endswith(r"data/\udcff\udcfe.csv")
    assert ended.stderr == b""


def test_ctrl_c_ends_with_130_and_no_traceback(repository: Path, yusuan, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: object) -> list[str]:
        raise KeyboardInterrupt

    monkeypatch.setattr(PATCHED, "put_in_step", interrupt)
    ended = yusuan("schemas")
    assert ended.code == 130
    assert is_told_in_a_line_or_two(ended.err.lstrip("\n"))


def test_a_reader_that_went_away_is_no_error(repository: Path) -> None:
    (repository / "datapackages/changji-sme/2023-budget/data/income.csv").write_bytes(b"")
    command = subprocess.Popen(
        [sys.executable, "-m", "yusuan", "validate", "--json", "--quiet"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert command.stdout is not None
    assert command.stderr is not None
    command.stdout.close()
    assert command.wait(timeout=60) in (1, 141)  # 1 if all was written into the pipe before it closed
    assert command.stderr.read() == b""
    command.stderr.close()


def test_an_invalid_package_is_told_line_by_line_and_as_json(repository: Path, yusuan) -> None:
    income = repository / "datapackages/changji-sme/2023-budget/data/income.csv"
    # The document, table 2: 201 一般公共服务支出 372.48
    income.write_text(income.read_text("utf-8").replace("372.48", "372.4O", 1), "utf-8")
    ended = yusuan("validate", "changji-sme/2023-budget")
    assert ended.code == 1
    assert "datapackages/changji-sme/2023-budget/data/income.csv:2 total" in ended.out
    assert '"372.4O"' in ended.out
    as_json = yusuan("validate", "--json")
    assert as_json.code == 1
    problems = json.loads(as_json.out)
    assert {tuple(problem) for problem in problems} == {("package", "file", "row", "field", "value", "message")}
    assert any((p["row"], p["field"], p["value"]) == (1, "total", "372.4O") for p in problems)


def test_a_valid_repository_ends_with_0_and_an_empty_array(repository: Path, yusuan) -> None:
    ended = yusuan("validate")
    assert (ended.code, ended.out) == (0, "1 package: valid\n")
    assert json.loads(yusuan("validate", "--json").out) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [("372.48", "372.4O", '"372.4O" is not a number'), ("row,code", "row,kode", "has the columns row,kode")],
)
def test_check_says_of_an_invalid_package_that_it_is_invalid_and_how_to_see_why(
    repository: Path, yusuan, old: str, new: str, told: str
) -> None:
    income = repository / "datapackages/changji-sme/2023-budget/data/income.csv"
    income.write_text(income.read_text("utf-8").replace(old, new, 1), "utf-8")
    ended = yusuan("check")
    assert (ended.code, ended.out) == (1, "")
    assert is_told_in_a_line_or_two(ended.err)
    assert told in ended.err
    assert "The package is invalid; see all that is wrong with it: yusuan validate" in ended.err


def test_validate_shows_its_progress_and_quiet_silences_it(repository: Path, yusuan) -> None:
    assert yusuan("validate").err == "[1/1] validating 1 package\n"
    assert yusuan("validate", "--quiet").err == ""
