"""What is read but has no column of its own makes up another column: an amount never does."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from yusuan.errors import YusuanError
from yusuan.model import load_model
from yusuan.model.model import FOLDER


@pytest.mark.parametrize("amount", ["business_fund_used", "account_balance"])
def test_a_table_with_an_amount_among_its_parts_is_refused(tmp_path: Path, amount: str) -> None:
    shutil.copytree(FOLDER, tmp_path / "model")
    tables = tmp_path / "model" / "tables.toml"
    text = tables.read_text("utf-8")
    before = 'parts = ["line_number", "class_code", "section_code", "item_code", "name_or_unit"]'
    assert before in text
    tables.write_text(text.replace(before, before.replace("]", f', "{amount}"]'), 1), "utf-8")
    with pytest.raises(YusuanError, match=f"'{amount}' among its parts.*Move it to `fields`"):
        load_model(tmp_path / "model")
