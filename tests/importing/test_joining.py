"""What the files of a disclosure give, as one."""

from __future__ import annotations

from yusuan.importing.joining import join
from yusuan.importing.part import Part


def test_a_file_that_names_nobody_keeps_its_empty_lists() -> None:
    empty = {"tables": [], "searches": [], "names": [], "provenance": []}
    assert join([Part({"hash": "sha256:1"}, dict(empty))], {}).resources == empty
