"""Small documents in the form of Xinjiang 2023, made by hand, and what is recognised in them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from yusuan.package.schemas import TABLES
from yusuan.reading.text import read_text
from yusuan.recognise import Known, Recognition, recognise

sys.path.insert(0, str(Path(__file__).parent))

AGENCY = "天山县图书馆"
Recognise = Callable[["Tiny"], Recognition]

TITLES = (
    "收支总体情况表", "收入总体情况表", "支出总体情况表", "财政拨款收支总体情况表", "一般公共预算支出情况表",
    "一般公共预算基本支出情况表", "一般公共预算项目支出情况表", "政府性基金预算支出情况表", "国有资本经营预算支出情况表",
    "财政拨款“三公”经费支出情况表",
)  # fmt: skip
NUMBERS = "一二三四五六七八九十"
NARRATIVE = "一、关于收入预算情况说明"
SMALLEST = "项 目\t\t\t支出预算\t\t\t\n功能分类科目编 码\t\t\t功 能 分 类 科 目 名 称\t合 计\t基 本 支 出\t项 目 支 出\n类\t款\t项\t\t\t\t\n201\t\t\t一般公共服务支出\t1.00\t1.00\t\n\t\t\t合 计\t1.00\t1.00\t"


@dataclass
class Tiny:
    """A document: its tables (title, rows as printed, the line below), and the blocks of its other parts.

    `promised` are the titles on its contents page; by default those of the tables that it has.
    """

    tables: list[tuple[str, str, str]] = field(default_factory=lambda: [("支出总体情况表", SMALLEST, "")])
    promised: list[str] | None = None
    overview: str = ""
    narrative: str = ""
    headings: tuple[str, ...] = (NARRATIVE,)
    glossary: str = ""
    unit: str = "单位：万元"

    def text(self) -> str:
        """The whole document, blocks parted by blank lines as pages are."""
        promised = [title for title, _, _ in self.tables] if self.promised is None else self.promised
        contents = [f"{NUMBERS[i]}、{title}" for i, title in enumerate(promised)]
        blocks = [
            f"{AGENCY} 2024 年\n部门预算公开", "目 录", f"第一部分 {AGENCY}概况", "一、主要职能", "第二部分 2024 年预算公开表",
            *contents, "第三部分 2024 年预算情况说明", *self.headings, "第四部分 名词解释",
            f"第一部分 {AGENCY}概况", "一、主要职能", self.overview,
            "第二部分 2024 年预算公开表",
        ]  # fmt: skip
        for title, rows, below in self.tables:
            blocks += [
                f"表 {TITLES.index(title) + 1}" if title in TITLES else "",
                title,
                f"编制单位：{AGENCY}",
                self.unit,
                rows,
                below,
            ]
        blocks += [
            "第三部分 2024 年预算情况说明",
            self.narrative,
            "第四部分 名词解释",
            self.glossary,
            f"{AGENCY}\n2024年2月5日",
        ]
        return "\n\n".join(block for block in blocks if block) + "\n"


@pytest.fixture
def tiny() -> type[Tiny]:
    return Tiny


@pytest.fixture
def read(tmp_path: Path) -> Recognise:
    def write_and_recognise(document: Tiny) -> Recognition:
        path = tmp_path / "tiny.txt"
        path.write_text(document.text(), encoding="utf-8", newline="\n")
        return recognise(read_text(path), Known({name: number for number, name in enumerate(TABLES, start=1)}))

    return write_and_recognise
