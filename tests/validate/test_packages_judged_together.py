"""Packages judged together have just the problems that each has alone, under Frictionless's authority."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yusuan.package.csvfile import Table, parse, to_csv_bytes
from yusuan.package.descriptor import data_path, sha256
from yusuan.package.schemas import load_schemas
from yusuan.validate import judging, together
from yusuan.validate.judging import Asked, judge_one, judge_some
from yusuan.validate.structure import check_structure
from yusuan.validate.together import Together
from yusuan.vetting.package import Vetted, expected_of, read_codes, vet


def replace(resource: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        path = folder / data_path(resource)
        text = path.read_text("utf-8")
        assert old in text
        path.write_bytes(text.replace(old, new, 1).encode())

    return edit


def append(resource: str, line: str) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        path = folder / data_path(resource)
        path.write_bytes(path.read_bytes() + line.encode())

    return edit


def encode(encoding: str) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        path = folder / data_path("income")
        path.write_bytes(path.read_text("utf-8").encode(encoding))

    return edit


def describe(**said: object) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        path = folder / "datapackage.json"
        path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **said}), "utf-8")

    return edit


def write_to_nobody(folder: Path) -> None:
    """Only Frictionless looks at the e-mail address of a source."""
    (source,) = json.loads((folder / "datapackage.json").read_text("utf-8"))["sources"]
    describe(sources=[{**source, "email": "nobody"}])(folder)


def nothing(_: Path) -> None:
    """No fault."""


FAULTS: dict[str, Callable[[Path], None]] = {
    "a good one before": nothing,
    "no number": replace("income", "1203.50", "12O3.50"),
    "neither true nor false": replace("income", "false", "TRUE"),
    "an empty cell that is required": replace("income", "商贸事务", ""),
    "a word that is not allowed": replace("tables", "declared-empty", "void"),
    "the name of no table": replace("tables", "income,2", "incomes,2"),
    "less than the least": replace("names", "issuer,2", "issuer,0"),
    "more than the most": replace("performance-indicators", ",90\n", ",101\n"),
    "a code of another form": replace("income", "2011350", "20113A0"),
    "a code of no list": replace("income", "2011350", "2999999"),
    "another good one": nothing,
    "a key twice": append("provenance", 'income,1,total,L1C5,"1,203.50"\n'),
    "a key twice, written in two ways": append("provenance", 'income,01,total,L1C5,"1,203.50"\n'),
    "a key without a cell": append("provenance", ',,,L1C5,"1,203.50"\n'),
    "a row number twice": replace("income", "3,2011350", "2,2011350"),
    "a name twice that is unique": append("names", "2,小局,issuer,2,L2\n"),
    "a foreign key that leads nowhere": replace("performance-indicators", "1,1,产出指标", "1,9,产出指标"),
    "a cell too many": replace("income", "1,201,", "1,201,,"),
    "a cell too few": replace("names", ",L1", ""),
    "a row of empty cells": append("names", ",,,,\n"),
    "a blank line": append("names", "\n"),
    "another encoding": encode("gb18030"),
    "a byte order mark": encode("utf-8-sig"),
    "metadata of another type": describe(title=7),
    "a licence that is none": describe(licenses=[{}]),
    "an address of a source that is none": write_to_nobody,
    "a good one after": nothing,
}


def pin(folder: Path) -> None:
    """Put the bytes and hashes of the files into the descriptor, as `yusuan refresh` does."""
    path = folder / "datapackage.json"
    described = json.loads(path.read_text("utf-8"))
    for resource in described["resources"]:
        if "hash" in resource:
            data = (folder / resource["path"]).read_bytes()
            resource.update(bytes=len(data), hash=sha256(data))
    path.write_text(json.dumps(described), "utf-8")


def test_each_kind_of_fault_is_told_as_if_the_package_were_alone(tmp_path, sound, monkeypatch):
    expected = expected_of(sound.id, load_schemas(sound.packages.schemas))
    codes = read_codes(sound.packages)
    asked = []
    for number, (name, edit) in enumerate(FAULTS.items()):
        folder = tmp_path / str(number)
        shutil.copytree(sound.folder, folder)
        edit(folder)
        pin(folder)
        asked.append(Asked(name, folder, expected))
    alone = {each.name: judge_one(each, codes) for each in asked}
    assert {name for name, problems in alone.items() if not problems} == {n for n, e in FAULTS.items() if e is nothing}
    seen_alone = []

    def judged_already(each, _):
        seen_alone.append(each.name)
        return alone[each.name]

    monkeypatch.setattr(judging, "judge_one", judged_already)
    assert dict(zip(alone, judge_some(asked, codes), strict=True)) == alone
    assert seen_alone == [name for name, edit in FAULTS.items() if edit is not nothing]


CELLS = [
    "",
    "0",
    "1",
    "01",
    "-1",
    "9",
    "90.0",
    "101",
    "true",
    "TRUE",
    "201",
    "income",
    "小局",
    "projects",
    "name",
    "1.5",
]
RESOURCES = ["income", "names", "performance-indicators", "projects", "provenance", "tables"]


@pytest.fixture(scope="module")
def vetted(sound) -> Vetted:
    expected = expected_of(sound.id, load_schemas(sound.packages.schemas))
    return vet("sound", sound.folder, expected, read_codes(sound.packages))


def edited(vetted: Vetted, folder: Path, edits: list[tuple[str, int, int, str | None]]) -> Vetted:
    """The package with cells put in place of others (None: the row is there once more), as if vetting had not looked."""
    shutil.copytree(vetted.folder, folder)
    tables = dict(vetted.tables)
    for resource, row, column, cell in edits:
        table = tables[resource]
        rows = [list(cells) for cells in table.rows]
        chosen = rows[row % len(rows)]
        if cell is None:
            rows.append(list(chosen))
        else:
            chosen[column % len(chosen)] = cell
        data = to_csv_bytes(table.header, [dict(zip(table.header, cells, strict=True)) for cells in rows])
        (folder / data_path(resource)).write_bytes(data)
        tables[resource] = parse(data, resource)
    return Vetted(folder.name, folder, [], vetted.descriptor, vetted.resources, vetted.schemas, tables, dict(tables))


def check_random_edits(vetted: Vetted, folder: Path, packages: list[list[tuple[str, int, int, str | None]]]) -> None:
    laid, tried = Together(), []
    for number, edits in enumerate([[], *packages, []]):
        tried.append(edited(vetted, folder / f"{number}", edits))
        laid.add(tried[-1])
    laid.judge()
    assert laid.suspects <= {each.name for each in tried[1:-1]}
    for each in tried[1:-1]:
        check_structure(each)
        assert not each.problems or each.name in laid.suspects


EDITS = st.lists(
    st.lists(
        st.tuples(
            st.sampled_from(RESOURCES), st.integers(0, 9), st.integers(0, 30), st.none() | st.sampled_from(CELLS)
        ),
        min_size=1,
        max_size=3,
    ),
    min_size=1,
    max_size=3,
)


@pytest.mark.parametrize("examples", [5, pytest.param(200, marks=pytest.mark.thorough)])
def test_whatever_frictionless_rejects_it_is_asked_about(vetted, tmp_path_factory, examples):
    @settings(max_examples=examples)
    @given(EDITS)
    def check(packages):
        check_random_edits(vetted, tmp_path_factory.mktemp("edited"), packages)

    check()


def test_a_thousand_faults_at_once_leave_no_package_out(vetted, tmp_path):
    """Frictionless stops at so many errors: whoever has a cell of that kind is then judged alone."""
    header = vetted.tables["names"].header
    rows = [[str(n), f"名{n}", "issuer", str(-n), "L1"] for n in range(1, 1200)]
    many = edited(vetted, tmp_path / "many", [])
    many.tables["names"] = many.sound["names"] = Table(header, rows, list(range(2, 1201)))
    last = edited(vetted, tmp_path / "last", [("names", 0, header.index("occurrences"), "-5000")])
    assert suspects(many, last) == {"many", "last"}


def suspects(*packages: Vetted) -> set[str]:
    laid = Together()
    for package in packages:
        laid.add(package)
    laid.judge()
    return laid.suspects


def test_packages_that_are_too_many_to_be_kept_are_judged_on_the_way(vetted, tmp_path, monkeypatch):
    monkeypatch.setattr(together, "MOST_BYTES", 0)
    column = vetted.tables["names"].header.index("occurrences")
    packages = [edited(vetted, tmp_path / cell, [("names", 0, column, cell)]) for cell in ("1", "-5", "2", "-6")]
    assert suspects(*packages) == {"-5", "-6"}
