from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from yusuan.charts import font

CHINESE = st.text(alphabet="预算支出（）“”，。、2023abc 项目", min_size=1, max_size=60)


def test_the_font_is_small_and_comes_with_its_licence() -> None:
    assert font.FILE.stat().st_size < 2_000_000
    assert "SIL OPEN FONT LICENSE Version 1.1" in (font.FOLDER / "OFL.txt").read_text(encoding="utf-8")


def test_the_font_has_every_character_of_gb2312() -> None:
    hanzi = b"".join(bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    assert font.missing(hanzi.decode("gb2312", errors="ignore")) == ""


def test_a_character_that_the_font_lacks_is_named_and_never_drawn_as_a_box() -> None:
    assert font.missing("预𬭎算𬭎\n") == "𬭎"
    assert font.drawable("预𬭎算") == "预〓算"
    assert font.missing(font.GETA) == ""


def test_chinese_is_as_wide_as_it_is_high_and_digits_line_up() -> None:
    assert font.width("预算", 14) == 28
    assert len({font.width(digit, 14) for digit in "0123456789"}) == 1


@given(CHINESE, st.integers(80, 400))
def test_wrapping_loses_nothing_without_saying_so(text: str, limit: int) -> None:
    lines = font.wrap(text, 14, limit, lines=3)
    together = "".join(lines)
    assert len(lines) <= 3
    assert together.endswith("…") or together.replace(" ", "") == "".join(text.split())
    assert all(font.width(line, 14) <= max(limit, 16 * 9) + 28 for line in lines)


def test_a_label_as_long_as_a_cell_is_cut_at_once() -> None:
    lines = font.wrap("预算" * 45_000, 14, 140, lines=2)
    assert lines == ["预算" * 5, "预算" * 4 + "预…"]


def test_no_line_begins_with_punctuation() -> None:
    lines = font.wrap("中小企业公共服务平台国密改造、2023年等保测评费", 14, 14 * 14)
    assert len(lines) == 2
    assert not any(line[0] in "、，。）" for line in lines)
