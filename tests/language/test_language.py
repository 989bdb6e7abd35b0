"""The command speaks Chinese and English: every message has both, and what programs read stays as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from yusuan.language import choose, say
from yusuan.language.saying import catalogue

from .messages import FEWEST_WORDS, helps, messages

FIELD = re.compile(r"\{\d+\}")


def sentences(message: str) -> list[str]:
    return re.split(r"(?<=[.!?:]) (?=[A-Z])", message)


@pytest.fixture
def chinese() -> None:
    choose(["--lang", "zh"], {})


def test_every_message_has_its_chinese(project: Path) -> None:
    known = catalogue()
    lacking = [
        f"{place}: {message}"
        for message, place in messages(project / "scripts/yusuan").items()
        if message not in known
        and any(part not in known and FEWEST_WORDS.search(FIELD.sub("", part)) for part in sentences(message))
    ]
    assert lacking == [], "add them to scripts/yusuan/language/catalogue.toml"


def test_all_help_has_its_chinese() -> None:
    known = catalogue()
    lacking = [text for text in helps() if text not in known and any(part not in known for part in sentences(text))]
    assert lacking == [], "add them to scripts/yusuan/language/catalogue.toml"


def test_chinese_has_the_fields_of_the_english() -> None:
    # English endings ({1} of "differ{1}") may have none.
    assert [
        english for english, zh in catalogue().items() if not set(FIELD.findall(zh)) <= set(FIELD.findall(english))
    ] == []


@pytest.mark.parametrize(
    ("words", "environment", "language"),
    [
        (["check"], {}, "en"),
        (["check"], {"LANG": "zh_CN.UTF-8"}, "zh"),
        (["check"], {"LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        (["check"], {"LC_ALL": "", "LC_MESSAGES": "zh_TW.UTF-8", "LANG": "en_GB.UTF-8"}, "zh"),
        (["check"], {"LANG": "de_DE.UTF-8"}, "en"),
        (["--lang", "zh", "check"], {"LANG": "en_GB.UTF-8"}, "zh"),
        (["check", "--lang=en"], {"LANG": "zh_CN.UTF-8"}, "en"),
    ],
)
def test_the_language_is_the_one_asked_for_or_that_of_the_locale(
    words: list[str], environment: dict[str, str], language: str
) -> None:
    assert choose(words, environment) == language


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    ("english", "zh"),
    [
        ("has 12 bytes; a text may have 10.", "有 12 字节；文本文件最多 10 字节。"),
        ("is named as a PDF but is a web page (HTML).", "名字说是 PDF，其实是网页（HTML）。"),
        ("is damaged: its part word/styles.xml cannot be unpacked.", "文件已损坏：其中的 word/styles.xml 无法解压。"),
        ("3 packages: valid", "3 个数据包：有效"),
        ("a cell that nobody translated", "a cell that nobody translated"),
        ("收入 3.00", "收入 3.00"),
    ],
)
def test_what_is_filled_in_is_said_in_chinese_too(english: str, zh: str) -> None:
    assert say(english) == zh


@pytest.mark.usefixtures("repository")
def test_an_import_is_told_in_chinese(yusuan: Callable, tmp_path: Path) -> None:
    source = tmp_path / "published.txt"
    source.write_bytes((tmp_path / "datapackages/changji-sme/2023-budget/source/document.txt").read_bytes())
    ended = yusuan("import", str(source), "--agency", "changji-sme", "--year", "2023", "--lang", "zh", "--quiet")
    assert "没有读懂的" in ended.out or "没有读不懂的。" in ended.out
    assert "姓名 7 处：L493C8" in ended.out
    assert "下一步：" in ended.out
    told = re.sub(r"\S*[/.@_-]\S*|\[[a-z_0-9]+\]|yusuan|validate|check|budget|text|form|L\d+\S*", "", ended.out)
    assert re.findall(r"[A-Za-z]{3,} [A-Za-z]{2,}", told) == []


@pytest.mark.usefixtures("repository")
def test_an_error_is_told_in_chinese(yusuan: Callable) -> None:
    ended = yusuan("import", "missing.pdf", "--agency", "a", "--year", "2024", "--lang", "zh", "--quiet")
    assert ended.code == 2
    assert ended.err.startswith("yusuan: missing.pdf: 无法打开（")
    assert yusuan("import", "--lang", "zh").err == "yusuan: 缺少参数“SOURCE...”。见：yusuan import --help\n"
    assert yusuan("validate", "--help", "--lang", "zh").out.startswith("用法：yusuan validate")


def test_json_is_the_same_in_both_languages(yusuan: Callable, repository: Path) -> None:
    table = repository / "datapackages/changji-sme/2023-budget/data/income.csv"
    table.write_bytes(table.read_bytes().replace(b"372.48", b"372,48"))
    for command in ("validate", "check"):
        told = [yusuan(command, "--json", "--lang", language) for language in ("zh", "en")]
        assert told[0].out == told[1].out
    assert json.loads(yusuan("validate", "--json", "--lang", "zh").out)
