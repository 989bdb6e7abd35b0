"""What fuzzing found in pages, each with the smallest page that shows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from yusuan.errors import CannotRead
from yusuan.reading.html import read_html


def test_a_style_with_a_number_of_thousands_of_digits_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    long = "9" * 5_000
    path.write_text(f"<style>p{{left:{long}px}}</style><p style='top:{long}px'>收入</p>", encoding="utf-8")
    assert [block.text for block in read_html(path).blocks] == ["收入"]


def test_an_address_over_several_lines_is_told_on_one(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<p>公开</p><iframe src='/viewer?\nfile=部门预算公开表\n.pdf'></iframe>", encoding="utf-8")
    with pytest.raises(CannotRead, match="attachments or frames") as refused:
        read_html(path)
    assert "\n" not in str(refused.value)
