from __future__ import annotations

from pathlib import Path

import pytest

from yusuan import program


@pytest.fixture
def code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(program, "_HERE", tmp_path)
    (tmp_path / "charts" / "fonts").mkdir(parents=True)
    (tmp_path / "charts" / "bars.py").write_text("WIDTH = 1\n")
    (tmp_path / "charts" / "fonts" / "a.otf").write_bytes(b"font")
    (tmp_path / "words.py").write_text("")
    return tmp_path


def test_the_digest_follows_code_and_its_data_and_nothing_else(code: Path) -> None:
    before = program.digest_of("charts")
    (code / "words.py").write_text("# changed\n")
    (code / "charts" / "__pycache__").mkdir()
    (code / "charts" / "__pycache__" / "bars.pyc").write_bytes(b"compiled")
    assert program.digest_of("charts") == before
    (code / "charts" / "fonts" / "a.otf").write_bytes(b"another")
    assert program.digest_of("charts") != before


def test_a_part_that_is_not_there_is_noticed(code: Path) -> None:
    with pytest.raises(FileNotFoundError):
        program.digest_of("charts", "renamed")
