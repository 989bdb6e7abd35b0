"""SECURITY.md says of every command what it reads from strangers, and with which limits."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from yusuan.cli import group
from yusuan.forms import files as forms
from yusuan.importing import apart
from yusuan.package import csvfile, jsonfile
from yusuan.package.schemas import most_rows
from yusuan.reading import doc, limits, sandbox, sniff, text
from yusuan.vetting import files

MIB = 1024 * 1024
TEXT = (Path(__file__).parents[2] / "SECURITY.md").read_text("utf-8")
READS = re.findall(r"^\| `([a-z]+)` \| (.+?) \| (.+?) \| (.+?) \|$", TEXT, re.MULTILINE)


def test_every_command_says_what_it_reads_from_strangers() -> None:
    # All of them take a document, a package, or every package there is.
    assert {verb for verb, *_ in READS} == set(group.list_commands(click.Context(group)))


@pytest.mark.parametrize(
    ("verb", "reads", "said"),
    [
        ("import", "PDF", f"{sniff.MAX_BYTES // 10**6} MB, unpacked {sniff.MAX_UNPACKED // 10**9} GB"),
        ("import", "PDF", f"{sandbox.SECONDS} s, {sandbox.MEMORY_BYTES // 10**9} GB of memory"),
        ("import", "DOC, RTF", f"{doc.SECONDS} s, {doc.MEMORY_BYTES // 10**9} GB of addresses"),
        ("import", "text", f"{text.MAX_BYTES // 10**6} MB; {limits.MAX_TEXTS:,} lines, {limits.MAX_CELLS:,} cells"),
        ("import", "lines and", f"{limits.MAX_CHARACTERS:,} characters a line or cell, {limits.MAX_ALL_CHARACTERS:,}"),
        ("import", "lines and", f"{apart.SECONDS:g} s, {apart.MEMORY_BYTES // 10**9} GB of memory beyond"),
        ("import", "package", f"{files.MAX_PACKAGE_BYTES // MIB} MiB a package"),
        ("import", "--forms", f"{forms.MAX_BYTES // 10**6} MB"),
        ("validate", "packages", f"{files.MAX_PACKAGE_BYTES // MIB} MiB a package, {files.MAX_ENTRIES:,} files"),
        ("validate", "packages", f"{most_rows('income'):,} rows a table ({most_rows('projects'):,} projects)"),
        ("validate", "packages", f"{csvfile.MAX_CELL:,} characters a cell"),
        ("validate", "packages", f"{jsonfile.MAX_BYTES // MIB} MiB, {jsonfile.MAX_DEPTH} levels"),
        ("refresh", "bytes", f"{csvfile.MAX_BYTES // MIB} MiB a file"),
    ],
)
def test_the_limits_are_those_of_the_code(verb: str, reads: str, said: str) -> None:
    assert any(said in limit for name, what, _, limit in READS if name == verb and reads in what), said
