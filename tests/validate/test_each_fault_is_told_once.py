"""Each kind of fault gives one line: where it is, what is wrong, what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

HERE = "datapackages/changji-sme/2023-budget"
MEND = "Mend the cell, or record it in corrections.csv."


def test_a_sound_package_has_no_problem(tiny):
    assert tiny.lines() == []


@pytest.mark.parametrize(
    "cell", ["12O3.50", "1,203.50", "1e3", "NaN", "INF", "１２０３.50", " 1203.50", "+1203.50", "1203."]
)
def test_what_is_not_a_plain_number_is_told_with_its_line(tiny, cell):
    written = f'"{cell}"' if "," in cell else cell
    tiny.edit("data/income.csv", "1203.50", written)
    tiny.refresh()
    assert tiny.lines() == [f'{HERE}/data/income.csv:2 total: "{cell}" is not a number. {MEND}']


def test_a_missing_column_is_named(tiny):
    path = tiny.file("data/income.csv")
    rows = [line.split(",") for line in path.read_text("utf-8").splitlines()]
    at = rows[0].index("level")
    path.write_text("".join(",".join(row[:at] + row[at + 1 :]) + "\n" for row in rows), "utf-8")
    tiny.refresh()
    assert tiny.lines() == [f'{HERE}/data/income.csv:1 level: the column "level" is missing. Restore it.']


def test_a_missing_column_of_amounts_is_told_once_though_provenance_points_at_it(tiny):
    path = tiny.file("data/income.csv")
    rows = [line.split(",") for line in path.read_text("utf-8").splitlines()]
    at = rows[0].index("total")
    path.write_text("".join(",".join(row[:at] + row[at + 1 :]) + "\n" for row in rows), "utf-8")
    tiny.refresh()
    assert tiny.lines() == [f'{HERE}/data/income.csv:1 total: the column "total" is missing. Restore it.']


def test_an_extra_column_is_named(tiny):
    path = tiny.file("data/names.csv")
    header, *rows = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([f"{header},mood", *(f"{row},good" for row in rows)]) + "\n", "utf-8")
    tiny.refresh()
    assert tiny.lines() == [f'{HERE}/data/names.csv:1 mood: the column "mood" is not in the schema. Remove it.']


def test_a_column_that_only_the_header_has_or_lacks_is_named(tiny):
    tiny.edit("data/income.csv", "level,", "")
    tiny.edit("data/names.csv", "source", "source,mood")
    tiny.refresh()
    assert tiny.lines() == [
        f'{HERE}/data/income.csv:1 level: the column "level" is missing. Restore it.',
        f'{HERE}/data/names.csv:1 mood: the column "mood" is not in the schema. Remove it.',
    ]


def test_columns_in_another_order_are_told(tiny):
    tiny.edit("data/unread.csv", "row,kind", "kind,row")
    tiny.refresh()
    (line,) = tiny.lines()
    assert line.startswith(f"{HERE}/data/unread.csv:1: the columns are not in the schema's order.")


@pytest.mark.parametrize("code", ["2011", "20113A0", "2011350000", "２０１１３５０"])
def test_a_code_that_is_not_digits_of_a_known_length_is_told(tiny, code):
    tiny.edit("data/income.csv", "2011350", code)
    tiny.refresh()
    assert tiny.lines() == [
        f'{HERE}/data/income.csv:4 code: "{code}" is not a code: digits of a known length, nothing else. {MEND}'
    ]


def test_a_row_that_stands_twice_is_told(tiny):
    tiny.edit("data/income.csv", "3,2011350", "2,2011350")
    tiny.refresh()
    assert tiny.lines() == [
        f"{HERE}/data/income.csv:4 row: row 2 occurs twice, here and in line 3. Remove one, and renumber the rows."
    ]


def test_a_whole_line_that_stands_twice_is_told_once(tiny):
    line = tiny.file("data/names.csv").read_text("utf-8").splitlines()[1]
    tiny.edit("data/names.csv", line, f"{line}\n{line}")
    tiny.refresh()
    (told,) = tiny.lines()
    assert told.startswith(f"{HERE}/data/names.csv:3 row: row 1 occurs twice, here and in line 2.")


def test_a_key_of_several_columns_that_stands_twice_is_told(tiny):
    line = tiny.file("data/provenance.csv").read_text("utf-8").splitlines()[1]
    tiny.edit("data/provenance.csv", line, f"{line}\n{line}")
    tiny.refresh()
    assert tiny.lines() == [
        f'{HERE}/data/provenance.csv:3 resource, row, field: "income, 1, total" occurs twice; it must be unique. '
        "Remove one of the rows."
    ]


def test_a_key_into_another_file_that_leads_nowhere_is_told(tiny):
    tiny.edit("data/performance-indicators.csv", "1,1,产出指标", "1,9,产出指标")
    tiny.refresh()
    assert tiny.lines() == [
        f'{HERE}/data/performance-indicators.csv:2 project: "9" is not among the row of projects. Mend the cell.'
    ]


def test_a_code_that_is_in_no_year_of_the_code_list_is_told(tiny):
    tiny.edit("data/income.csv", "2011350", "2999999")
    tiny.refresh()
    assert tiny.lines() == [
        f'{HERE}/data/income.csv:4 code: "2999999" is not a code of reference/data/functional-classification.csv, '
        "in any year. Mend the cell, or add the code there."
    ]


def test_a_word_that_is_not_one_of_those_allowed_is_told(tiny):
    tiny.edit("data/tables.csv", "declared-empty", "void")
    tiny.refresh()
    assert tiny.lines() == [
        f'{HERE}/data/tables.csv:3 state: "void" is not one of filled, declared-empty, empty, absent, not-read. {MEND}'
    ]


def test_a_value_out_of_range_is_told(tiny):
    tiny.edit("data/performance-indicators.csv", ",90\n", ",101\n")
    tiny.refresh()
    (line,) = tiny.lines()
    assert line == f'{HERE}/data/performance-indicators.csv:2 weight: "101" is more than 100. {MEND}'


def test_an_empty_cell_that_must_not_be_empty_is_told(tiny):
    tiny.edit("data/income.csv", "商贸事务", "")
    tiny.refresh()
    assert tiny.lines() == [f"{HERE}/data/income.csv:3 name: must not be empty. {MEND}"]


def test_a_word_in_place_of_true_or_false_is_told(tiny):
    tiny.edit("data/income.csv", "false", "TRUE")
    tiny.refresh()
    assert tiny.lines() == [f'{HERE}/data/income.csv:2 is_total: "TRUE" is neither true nor false. {MEND}']


@pytest.mark.parametrize("path", ["data/income.csv", "data/projects.csv", "data/tables.csv", "data/provenance.csv"])
def test_a_missing_file_is_told_once(tiny, path):
    tiny.file(path).unlink()
    assert tiny.lines() == [f"{HERE}/{path}: the file is missing. Restore it, or import the document again."]


def test_a_missing_source_document_is_told(tiny):
    tiny.file("source/document.txt").unlink()
    (line,) = tiny.lines()
    assert line.startswith(f"{HERE}/source/document.txt: the file is missing.")


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("gb18030", "is not UTF-8"), ("utf-16", "is UTF-16"), ("utf-8-sig", "begins with a byte order mark")],
)
def test_a_file_in_another_encoding_is_told(tiny, encoding, said):
    path = tiny.file("data/income.csv")
    path.write_bytes(path.read_text("utf-8").encode(encoding))
    tiny.refresh()
    (line,) = tiny.lines()
    assert line.startswith(f"{HERE}/data/income.csv")
    assert said in line
    assert line.endswith("Save it as UTF-8 without a byte order mark.")


def test_a_changed_file_whose_hash_no_longer_fits_is_told_with_the_command_that_mends_it(tiny):
    tiny.edit("data/income.csv", "商贸事务", "商贸")
    assert tiny.lines() == [
        f"{HERE}/data/income.csv hash: has changed: its bytes and hash are not those of datapackage.json. "
        "If the change is meant, run: yusuan refresh changji-sme/2023-budget"
    ]


def test_a_changed_hash_hides_no_other_problem(tiny):
    tiny.edit("data/income.csv", "1203.50", "12O3.50")
    lines = tiny.lines()
    assert len(lines) == 2
    assert any("is not a number" in line for line in lines)
    assert any("has changed" in line for line in lines)


def test_a_figure_that_is_not_what_was_printed_is_told(tiny):
    tiny.edit("data/income.csv", "1203.50", "1203.51")
    tiny.refresh()
    assert tiny.lines() == [
        f'{HERE}/data/income.csv:2 total: "1203.51" is not what was printed, "1,203.50" (L1C5). {MEND}'
    ]


def test_a_figure_that_was_corrected_need_not_be_what_was_printed(tiny):
    tiny.edit("data/income.csv", "1203.50", "1203.51")
    tiny.file("data/corrections.csv").write_text(
        "resource,row,field,printed,corrected,reason,evidence\nincome,1,total,1203.50,1203.51,扫描不清,第 3 页\n",
        "utf-8",
    )
    tiny.refresh()
    assert tiny.lines() == []


def test_a_correction_that_is_not_in_the_data_is_told(tiny):
    tiny.file("data/corrections.csv").write_text(
        "resource,row,field,printed,corrected,reason,evidence\nincome,1,total,1203.50,1203.51,扫描不清,第 3 页\n",
        "utf-8",
    )
    assert tiny.lines() == [
        f'{HERE}/data/corrections.csv:2 row: income row 1 total: the cell contains "1203.50", not "1203.51". '
        "Import the document again, or mend the correction."
    ]


def test_an_amount_without_provenance_is_told(tiny):
    tiny.edit("data/provenance.csv", 'income,1,total,L1C5,"1,203.50"\n', "")
    tiny.refresh()
    (line,) = tiny.lines()
    assert line.startswith(f'{HERE}/data/income.csv:2 total: "1203.50" has no provenance.')


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("projects,7,total", 'row: "projects" has no row 7.'),
        ("projects,1,sum", 'field: "projects" has no field "sum".'),
        ("project,1,total", 'resource: there is no resource "project".'),
    ],
)
def test_provenance_of_a_cell_that_is_not_there_is_told_once(tiny, new, said):
    tiny.edit("data/provenance.csv", "projects,1,total", new)
    tiny.refresh()
    (line,) = tiny.lines()
    assert line == f"{HERE}/data/provenance.csv:6 {said} Import the document again, or delete the row."


def test_a_table_whose_name_is_none_is_told_once(tiny):
    tiny.edit("data/tables.csv", "income,2", "incomes,2")
    tiny.refresh()
    (line,) = tiny.lines()
    assert line.startswith(f'{HERE}/data/tables.csv:2 table_name: "incomes" is not one of ')


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("income,2,,,,,万元,filled", "income,2,,,,,万元,empty", "is empty, but data/income.csv has rows"),
        (
            "10,,,,,万元,declared-empty",
            "10,,,,,万元,filled",
            "is filled, but data/three-public-expenses.csv has no rows",
        ),
        ("10,,,,,万元,declared-empty", "10,,,,,,absent", "is absent, but there is a data/three-public-expenses.csv"),
        ("8,,,,,,absent", "8,,,,,,empty", "is empty, but there is no data/government-fund-expenditure.csv"),
    ],
)
def test_a_state_that_its_file_contradicts_is_told(tiny, old, new, said):
    tiny.edit("data/tables.csv", old, new)
    tiny.refresh()
    lines = [line for line in tiny.lines() if " state: " in line]
    assert len(lines) == 1
    assert said in lines[0]


def test_a_unit_that_the_descriptor_contradicts_is_told(tiny):
    tiny.edit("data/tables.csv", "income,2,,,,,万元", "income,2,,,,,元")
    tiny.refresh()
    assert tiny.lines() == [
        f'{HERE}/data/tables.csv:2 unit: the unit of "income" is "元"; datapackage.json has "万元". Mend one of them.'
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("1,201,", '1,"201,', "a quote is not closed"),
        ("1,201,", '1,"2"01,', "a quote is not closed or goes on"),
        ("1,201,", "1,201,,", "has 7 cells where the header has 6"),
        ("1,201,", "\n1,201,", "is a blank line"),
        ("商贸事务", "商贸\0事务", "contains a NUL character"),
    ],
)
def test_what_is_not_strict_csv_is_told_with_its_line(tiny, old, new, said):
    tiny.edit("data/income.csv", old, new)
    tiny.refresh()
    (line,) = tiny.lines()
    assert line.startswith(f"{HERE}/data/income.csv:")
    assert said in line


def test_every_problem_is_one_line_whatever_stands_in_the_cell(tiny):
    tiny.edit("data/tables.csv", "declared-empty", '"void\n\x1b[31mred\u202e"')
    tiny.refresh()
    (line,) = tiny.lines()
    assert line.isprintable()


def test_an_edit_of_the_reference_is_told_with_the_command_that_mends_it(tiny):
    path: Path = tiny.packages.reference / "data/regions.csv"
    path.write_text(path.read_text("utf-8").replace("Changji Hui", "Changji"), "utf-8")
    (line,) = tiny.lines()
    assert line.startswith("datapackages/reference/data/regions.csv hash: has changed")
    assert line.endswith("run: yusuan refresh")


def test_the_parent_of_a_region_must_be_a_region(tiny):
    path: Path = tiny.packages.reference / "data/regions.csv"
    path.write_text(path.read_text("utf-8").replace(",650000", ",660000", 1), "utf-8")
    at = next(n for n, line in enumerate(path.read_text("utf-8").splitlines(), start=1) if ",660000" in line)
    told = f'datapackages/reference/data/regions.csv:{at} parent: "660000" is not among the region of regions. Mend the cell.'
    assert [line for line in tiny.lines() if "hash" not in line] == [told]
