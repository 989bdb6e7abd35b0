"""The page where a reader asks in SQL, and the database that answers in the reader's own browser."""

from __future__ import annotations

import hashlib
import lzma
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from yusuan.errors import YusuanError
from yusuan.site.departments import HOME
from yusuan.site.render import Page

ASSETS = "assets/duckdb/"
"""Where the database stands, below the site's root."""
_SUMS = "SHA256SUMS"


def sql_page(tables: Sequence[Mapping[str, Any]], words: Path) -> Page:
    """The page of questions. `tables` are the derived tables as their data package describes them."""
    asked = tomllib.loads((words / "sql.toml").read_text(encoding="utf-8"))["question"]
    questions = [{**question, "sql": question["sql"].strip()} for question in asked]
    context = {"questions": questions, "tables": tables, "assets": ASSETS}
    description = "不用下载，也不用安装：在浏览器里用 SQL 查全部部门、全部年度的数据。"
    return Page("sql/", "sql.html", "用 SQL 查", description, context, HOME)


def write_database(kept: Path, site: Path) -> None:
    """Write the database's files below `site` from the compressed ones in the folder `kept`.

    Raises `YusuanError` for a file that is not what its listed hash says.
    """
    target = site / ASSETS
    target.mkdir(parents=True, exist_ok=True)
    for line in (kept / _SUMS).read_text(encoding="ascii").splitlines():
        expected, name = line.split()
        compressed = kept / f"{name}.xz"
        try:
            content = lzma.decompress(compressed.read_bytes())
        except (OSError, lzma.LZMAError) as error:
            raise YusuanError(str(compressed), f"cannot be unpacked: {error}.", "Restore it from git.") from error
        if hashlib.sha256(content).hexdigest() != expected:
            raise YusuanError(str(compressed), f"is not the file that {_SUMS} lists.", "Restore both from git.")
        (target / name).write_bytes(content)
