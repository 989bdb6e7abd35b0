"""A package that a stranger made can lead nowhere, be as large or deep as it likes, and is only told of."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path

import pytest

from yusuan.package.descriptor import sha256

HERE = "datapackages/changji-sme/2023-budget"


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    def refuse(*_: object) -> None:
        raise AssertionError("validation reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def rewrite(tiny, change):
    path = tiny.file("datapackage.json")
    descriptor = json.loads(path.read_text("utf-8"))
    change(descriptor)
    path.write_text(json.dumps(descriptor, ensure_ascii=False), "utf-8")


def resource(descriptor, name):
    return next(resource for resource in descriptor["resources"] if resource["name"] == name)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("../../../secret.csv", "leaves the package"),
        ("data/../../2022-budget/data/income.csv", "leaves the package"),
        ("/etc/passwd", "is absolute"),
        ("C:/secret.csv", "is absolute"),
        ("data\\income.csv", "has a backslash"),
        ("https://example.org/income.csv", "is an address; nothing in a descriptor is fetched"),
        ("file:///etc/passwd", "is an address; nothing in a descriptor is fetched"),
        ("data/.income.csv", "names a hidden file"),
        ("data/names.csv", "is not data/income.csv"),
        (["data/income.csv"], "is not a path"),
        (None, "is not a path"),
    ],
)
def test_a_path_may_name_nothing_but_the_resources_own_file(tiny, path, said):
    rewrite(tiny, lambda d: resource(d, "income").update(path=path))
    (line,) = tiny.lines()
    assert line.startswith(f"{HERE}/datapackage.json income: the path ")
    assert said in line


def test_a_link_is_told_and_never_followed(tiny, tmp_path):
    secret = tmp_path / "secret.csv"
    secret.write_text("password\nhunter2\n", "utf-8")
    tiny.file("data/income.csv").unlink()
    tiny.file("data/income.csv").symlink_to(secret)
    lines = tiny.lines()
    assert lines == [
        f"{HERE}/data/income.csv: is a link; a package contains plain files only. Put the file itself there."
    ]


def test_a_folder_that_is_a_link_is_told_and_never_followed(tiny, tmp_path):
    outside = tmp_path / "outside"
    tiny.file("data").rename(outside)
    tiny.file("data").symlink_to(outside)
    assert f"{HERE}/data: is a link; a package contains plain files only. Put the file itself there." in tiny.lines()


def test_a_package_that_is_a_link_is_told_and_never_followed(tiny, tmp_path):
    outside = tmp_path / "outside"
    tiny.folder.rename(outside)
    tiny.folder.symlink_to(outside)
    assert tiny.lines() == [f"{HERE}: is a link; a package is a folder of its own. Put the folder itself there."]


def test_a_descriptor_that_is_a_link_is_told_and_never_followed(tiny, tmp_path):
    tiny.file("datapackage.json").rename(tmp_path / "elsewhere.json")
    tiny.file("datapackage.json").symlink_to(tmp_path / "elsewhere.json")
    (line,) = tiny.lines()
    assert line.startswith(f"{HERE}/datapackage.json: is a link")


def test_a_hidden_file_is_told(tiny):
    tiny.file("data/.income.csv.swp").write_text("", "utf-8")
    assert tiny.lines() == [f"{HERE}/data/.income.csv.swp: is hidden; a package contains no hidden files. Delete it."]


def test_a_pipe_is_told_and_never_read(tiny):
    os.mkfifo(tiny.file("data/extra.csv"))
    assert tiny.lines() == [f"{HERE}/data/extra.csv: is not a plain file. Delete it."]


@pytest.mark.parametrize("path", ["data/staff.csv", "run.py", "source/document.exe"])
def test_a_file_that_is_not_declared_is_told(tiny, path):
    tiny.file(path).write_text("x\n", "utf-8")
    assert tiny.lines() == [f"{HERE}/{path}: is not declared in datapackage.json. Delete it, or move it away."]


def test_a_cell_beyond_measure_is_told(tiny):
    tiny.edit("data/income.csv", "商贸事务", "商" * 100_001)
    tiny.refresh()
    assert tiny.lines() == [
        f"{HERE}/data/income.csv:3: a cell is longer than 100,000 characters. "
        "Mend the file by hand, or import the document again."
    ]


def test_a_cell_that_begins_like_a_formula_is_data(tiny):
    tiny.edit("data/names.csv", "小局", "=cmd|' /C calc'!A0")
    tiny.refresh()
    assert tiny.lines() == []


def test_a_resource_that_stands_twice_is_told(tiny):
    rewrite(tiny, lambda d: d["resources"].append(resource(d, "income")))
    assert tiny.lines() == [f'{HERE}/datapackage.json resources: the resource "income" occurs twice. Remove one.']


def test_a_resource_that_no_schema_knows_is_told(tiny):
    rewrite(tiny, lambda d: d["resources"].append({"name": "staff", "path": "data/staff.csv"}))
    assert tiny.lines() == [
        f'{HERE}/datapackage.json resources: resource 11 ("staff") is not one of a package\'s resources. '
        "Remove it, or mend its name."
    ]


def test_json_nested_without_end_is_told_and_does_no_harm(tiny):
    tiny.file("datapackage.json").write_text("[" * 200_000, "utf-8")
    (line,) = tiny.lines()
    assert line.startswith(f"{HERE}/datapackage.json: is nested deeper than 20 levels.")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "is not JSON"),
        ("[]", "is not a JSON object"),
        ('{"name": 1, "name": 2}', 'the key "name" occurs twice'),
        ('{"year": NaN}', "NaN is not a JSON number"),
        ('{"year": ' + "1" * 5000 + "}", "is not strict JSON"),
        ("\ufeff{}", "is not JSON"),
    ],
)
def test_a_descriptor_that_is_not_strict_json_is_told(tiny, text, said):
    tiny.file("datapackage.json").write_text(text, "utf-8")
    (line,) = tiny.lines()
    assert line.startswith(f"{HERE}/datapackage.json")
    assert said in line


def test_a_descriptor_without_measure_is_told(tiny):
    tiny.file("datapackage.json").write_text('{"description": "' + "x" * 5_000_000 + '"}', "utf-8")
    (line,) = tiny.lines()
    assert line.startswith(f"{HERE}/datapackage.json: is larger than")


def test_a_schema_of_their_own_is_told_with_the_command_that_mends_it(tiny):
    rewrite(tiny, lambda d: resource(d, "income")["schema"]["fields"][1].pop("type"))
    assert tiny.lines() == [
        f"{HERE}/datapackage.json income: schema differs from the master schema. Run: yusuan schemas"
    ]


@pytest.mark.parametrize("schema", ["https://example.org/schema.json", "../../schemas/income.json", None, []])
def test_a_schema_is_never_fetched(tiny, schema):
    rewrite(tiny, lambda d: resource(d, "income").update(schema=schema))
    assert f"{HERE}/datapackage.json income: schema differs from the master schema. Run: yusuan schemas" in tiny.lines()


@pytest.mark.parametrize("key", ["basepath", "extrapaths", "profile", "control", "jsonSchema"])
def test_a_property_that_could_lead_elsewhere_is_told(tiny, key):
    rewrite(tiny, lambda d: resource(d, "income").update({key: "https://example.org"}))
    assert tiny.lines() == [f'{HERE}/datapackage.json income: "{key}" is not a property of a resource. Remove it.']


def test_a_profile_of_their_own_is_told_and_never_fetched(tiny):
    rewrite(tiny, lambda d: d.update({"$schema": "https://example.org/profile.json"}))
    (line,) = tiny.lines()
    assert line.startswith(f'{HERE}/datapackage.json $schema: is "https://example.org/profile.json"; here it must be')


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("name", "other"),
        ("agency", "other"),
        ("year", 2022),
        ("year", 2023.0),
        ("year", "2023"),
        ("kind", "final-accounts"),
    ],
)
def test_a_descriptor_says_what_its_folder_says(tiny, key, value):
    rewrite(tiny, lambda d: d.update({key: value}))
    (line,) = tiny.lines()
    assert line.startswith(f"{HERE}/datapackage.json {key}: is ")


@pytest.mark.parametrize("path", ["javascript:alert(1)", "../secret.txt", "source/other.txt", "https://a b", 7])
def test_a_source_is_the_packages_own_document_or_a_web_address(tiny, path):
    rewrite(tiny, lambda d: d["sources"].append({"title": "x", "path": path}))
    (line,) = tiny.lines()
    assert line.startswith(f"{HERE}/datapackage.json sources: the path ")


def test_a_source_that_has_changed_is_told(tiny):
    tiny.file("source/document.txt").write_text("另一份\n", "utf-8")
    (line,) = tiny.lines()
    assert line.startswith(f"{HERE}/source/document.txt hash: has changed")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("小局2023年部门预算\r\n".encode("gb18030"), None),
        (b"\xff\xff\xff", "is neither UTF-8 nor GB18030 text."),
        ("小局2023年部门预算".encode("utf-16"), "is UTF-16 text."),
        (b"a\0b", "is not a text file"),
    ],
)
def test_a_source_is_text_in_an_encoding_that_can_be_read(tiny, data, said):
    tiny.file("source/document.txt").write_bytes(data)
    rewrite(tiny, lambda d: d["sources"][0].update(hash=sha256(data)))
    assert [said in line for line in tiny.lines()] == ([True] if said else [])


@pytest.mark.parametrize("junk", [None, 7, "x", [], [7], [{}], [{"name": []}], [{"name": {"a": 1}}]])
def test_resources_of_any_shape_are_told_without_a_traceback(tiny, junk):
    rewrite(tiny, lambda d: d.update(resources=junk))
    assert tiny.lines()


@pytest.mark.parametrize(
    "key", ["title", "version", "licenses", "sources", "contributors", "issued", "created", "keywords"]
)
@pytest.mark.parametrize("junk", [7, [7], {"a": {}}, [["x"]]])
def test_properties_of_any_shape_are_told_without_a_traceback(tiny, key, junk):
    rewrite(tiny, lambda d: d.update({key: junk}))
    lines = tiny.lines()
    assert lines
    assert all(line.isprintable() for line in lines)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("title", "小局\ud800", "holds \\ud800, which is half a character"),
        ("issuer", "小局\x00", "issuer: contains a control character"),
        ("title", "小\u202e局", "title: contains a control character"),
        ("contributors", [{"title": "小局\uffff"}], "contributors: contains a control character"),
        ("keywords", ["长" * 10_001], "keywords: is longer than 10,000 characters"),
    ],
)
def test_a_text_that_no_page_can_hold_is_told(tiny, key, value, said):
    path = tiny.file("datapackage.json")
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), key: value}), "utf-8")
    assert [said in line for line in tiny.lines()] == [True]


@pytest.mark.parametrize("day", ["0001-01-01", "1800-01-01", "9999-12-31"])
def test_a_day_of_issue_is_of_our_time(tiny, day):
    rewrite(tiny, lambda d: d.update(issued=day, created=f"{day}T00:00:00Z"))
    (line,) = tiny.lines()
    assert f'issued: "{day}" is not a date such as 2023-01-31.' in line


def test_a_header_without_end_is_told_at_once(tiny):
    tiny.file("data/names.csv").write_text("x" + ",x" * 400_000 + "\n", "utf-8")
    tiny.refresh()
    assert any("more than 200 problems" in line for line in tiny.lines())


def test_a_file_wrong_from_end_to_end_is_not_told_without_end(tiny):
    rows = "".join(f"{n},甲,issuer,x,L1\n" for n in range(1, 2001))
    tiny.file("data/names.csv").write_text("row,name,role,occurrences,source\n" + rows, "utf-8")
    tiny.refresh()
    lines = [line for line in tiny.lines() if "names.csv" in line]
    assert lines[-1] == f"{HERE}/data/names.csv: has more than 200 problems." or any(
        "more than 200" in x for x in lines
    )
    assert len(lines) <= 402


def test_a_package_that_is_not_there_is_told(tiny):
    for path in sorted(tiny.folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    Path(tiny.folder).rmdir()
    assert tiny.lines() == [f"{HERE}: there is no such package. Import the document, or mend the name."]


def test_an_address_that_would_run_is_told(tiny):
    addresses = ("javascript:alert(1)", " javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "//x", 5)
    keys = ("path", "url", "email")
    contributors = [{"title": "小局", key: address} for key in keys for address in addresses]
    rewrite(tiny, lambda d: d.update(homepage="javascript:alert(1)", contributors=contributors))
    told = [line for line in tiny.lines() if "is neither a web address" in line]
    assert len(told) == 1 + len(contributors)


@pytest.mark.parametrize("contributors", ["小局", 1, None, ["小局"], [{"ttle": "小局"}], [{"title": None}]])
def test_contributors_are_a_list_and_each_has_a_title(tiny, contributors):
    rewrite(tiny, lambda d: d.update(contributors=contributors))
    assert any("is not a list of contributors, each with a title." in line for line in tiny.lines())


def test_an_address_that_leads_to_a_page_or_a_letter_is_taken(tiny):
    addresses = ("https://example.gov.cn/a?b=1#c", "http://example.org", "mailto:open@example.gov.cn")
    contributors = [{"title": "小局", "path": address} for address in addresses]
    rewrite(tiny, lambda d: d.update(homepage=addresses[0], contributors=contributors))
    assert tiny.lines() == []


def test_the_files_of_a_package_have_a_budget_together(tiny):
    # Two that are allowed by themselves. Sparse: they take no place on the disk.
    for name in ("income", "provenance"):
        os.truncate(tiny.file(f"data/{name}.csv"), 9 * 1024 * 1024)
    (line,) = tiny.lines()
    assert line.startswith(f"{HERE}: has 18,")
    assert "at most 16,777,216 are read of a package" in line


@pytest.mark.parametrize("character", ["\x07", "\x1b", "\x7f", "\u202e"])
def test_a_control_character_in_a_cell_is_told(tiny, character):
    tiny.edit("data/income.csv", "商贸事务", f"商贸{character}事务")
    tiny.refresh()
    assert any("data/income.csv:" in line and "contains a control character" in line for line in tiny.lines())


@pytest.mark.parametrize(("table", "most"), [("unread", 100_000), ("projects", 5_000)])
def test_a_table_of_more_rows_than_any_disclosure_is_refused(tiny, table, most):
    header = tiny.file(f"data/{table}.csv").read_text("utf-8").splitlines()[0]
    row = "," * header.count(",") + "\n"
    tiny.file(f"data/{table}.csv").write_text(f"{header}\n{row * (most + 1)}", "utf-8")
    tiny.refresh()
    assert [line for line in tiny.lines() if f"{table}.csv" in line] == [
        f"{HERE}/data/{table}.csv: has more than {most:,} rows. Is it a table of one disclosure?"
    ]
