"""Each defence that SECURITY.md names has a test, and a patch that takes it out; `make defences` tries them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .defences import Defence, apply, defences

DEFENCES = defences()


@pytest.mark.parametrize("defence", DEFENCES, ids=lambda defence: defence.name)
def test_the_patch_fits_and_its_test_is_there(project: Path, defence: Defence) -> None:
    assert apply(defence, project, "--check"), f"{defence.patch.name} no longer fits: make it anew"
    file, _, name = defence.test.partition("::")
    assert f"def {name.partition('[')[0]}(" in (project / file).read_text("utf-8")


def test_security_lists_every_defence_with_its_threat_and_its_test(project: Path) -> None:
    text = (project / "SECURITY.md").read_text("utf-8")
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| `([^`|]+)` \|$", text, re.MULTILINE)
    assert sorted(rows) == sorted((d.threat, d.defence, d.test.rpartition("::")[2].partition("[")[0]) for d in DEFENCES)
