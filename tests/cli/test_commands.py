"""The commands on a small repository: what they print and how they end."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

PACKAGE = "datapackages/changji-sme/2023-budget"
PROMISED = "promised_tables_are_present,"


def edit(path: Path, old: str, new: str) -> None:
    content = path.read_text("utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), "utf-8")


def test_schemas_has_nothing_to_do_where_every_copy_is_in_step(repository: Path, yusuan) -> None:
    ended = yusuan("schemas")
    assert (ended.code, ended.out) == (0, "Every copy was up to date.\n")


def test_schemas_puts_masters_and_copies_in_step_with_the_model(repository: Path, yusuan) -> None:
    edit(repository / "datapackages/schemas/income.json", '"title_en": "', '"title_en": "New ')
    edit(repository / PACKAGE / "datapackage.json", '"title_en": "Income"', '"title_en": "Old income"')
    ended = yusuan("schemas")
    assert ended.code == 0
    assert "datapackages/schemas/income.json\n" in ended.out
    assert f"{PACKAGE}/datapackage.json: income" in ended.out
    descriptor = json.loads((repository / PACKAGE / "datapackage.json").read_text("utf-8"))
    income = next(r for r in descriptor["resources"] if r["name"] == "income")
    assert income["schema"]["title_en"] == "Income"
    assert yusuan("schemas").out == "Every copy was up to date.\n"


def test_refresh_makes_an_edit_by_hand_valid_again(repository: Path, yusuan) -> None:
    edit(repository / PACKAGE / "data/glossary.csv", "。", "！")
    assert yusuan("validate").code == 1
    ended = yusuan("refresh", "changji-sme/2023-budget")
    assert ended.code == 0
    assert ended.out == f"{PACKAGE}/datapackage.json: glossary\n"
    assert yusuan("validate").code == 0
    assert yusuan("refresh").out == "Every size and hash was right.\n"


def test_diff_of_a_package_with_itself_is_empty(repository: Path, yusuan) -> None:
    ended = yusuan("diff", "changji-sme/2023-budget", PACKAGE)
    assert (ended.code, ended.out) == (0, "The same.\n")


def test_diff_names_the_cell_and_both_values(repository: Path, yusuan) -> None:
    shutil.copytree(repository / PACKAGE, repository / "before")
    # The document, table 2: 221 02 01 住房公积金 10.84
    edit(repository / PACKAGE / "data/income.csv", "10.84", "10.48")
    ended = yusuan("diff", "before", "changji-sme/2023-budget")
    assert ended.code == 1
    assert "data/income.csv" in ended.out
    assert "10.84 → 10.48" in ended.out
    assert ended.out.endswith("1 difference\n")


def test_diff_of_what_cannot_be_read_is_neither_same_nor_different(repository: Path, yusuan) -> None:
    shutil.copytree(repository / PACKAGE, repository / "before")
    (repository / PACKAGE / "data/income.csv").write_bytes(b"\xff\xfe")
    ended = yusuan("diff", "before", "changji-sme/2023-budget")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("yusuan: ")


def test_diff_names_the_row_by_what_it_is_about(repository: Path, yusuan) -> None:
    shutil.copytree(repository / PACKAGE, repository / "before")
    edit(
        repository / PACKAGE / "data/income.csv", "2210201,住房公积金,3,false,10.84", "2210201,住房公积金,3,false,10.48"
    )
    assert yusuan("diff", "before", "changji-sme/2023-budget").out == (
        "data/income.csv\n  row 18 · 2210201 住房公积金\n    total: 10.84 → 10.48\n1 difference\n"
    )


def test_diff_compares_with_the_package_as_it_was_committed(repository: Path, yusuan) -> None:
    def git(*words: str) -> None:
        name = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", "-C", str(repository), *name, *words], check=True, capture_output=True)

    git("init")
    git("add", "datapackages")
    git("commit", "-m", "As published")
    assert yusuan("diff", "HEAD:changji-sme/2023-budget", "changji-sme/2023-budget").out == "The same.\n"
    edit(repository / PACKAGE / "data/income.csv", "10.84", "10.48")
    ended = yusuan("diff", "HEAD:changji-sme/2023-budget", "changji-sme/2023-budget")
    assert ended.code == 1
    assert "total: 10.84 → 10.48" in ended.out
    for word in ("HEAD~1:changji-sme/2023-budget", "HEAD:changji-sme/2022-budget"):
        ended = yusuan("diff", word, "changji-sme/2023-budget")
        assert (ended.code, ended.out) == (2, "")
        assert ended.err.startswith(f"yusuan: {word}: git says: ")


def test_diff_of_two_years_tells_each_amount_with_its_change(repository: Path, yusuan) -> None:
    later = repository / "datapackages/changji-sme/2024-budget"
    shutil.copytree(repository / PACKAGE, later)
    for old, new in (
        ('"name": "changji-sme-2023-budget"', '"name": "changji-sme-2024-budget"'),
        ('"year": 2023', '"year": 2024'),
    ):
        edit(later / "datapackage.json", old, new)
    same = yusuan("diff", "changji-sme/2023-budget", "changji-sme/2024-budget")
    assert (same.code, same.out.splitlines()[-1]) == (0, "The same amounts.")
    # 22 − 10.84 = 11.16, and 11.16 / 10.84 = 102.95 %
    edit(later / "data/income.csv", "2210201,住房公积金,3,false,10.84", "2210201,住房公积金,3,false,22")
    ended = yusuan("diff", "changji-sme/2023-budget", "changji-sme/2024-budget")
    assert ended.code == 1
    told = next(line for line in ended.out.splitlines() if line.startswith("2210201 住房公积金"))
    assert told.split() == ["2210201", "住房公积金", "总计", "10.84", "22", "+11.16", "+103.0"]
    every = yusuan("diff", "--all", "changji-sme/2023-budget", "changji-sme/2024-budget")
    assert "year: 2023 → 2024" in every.out


def test_check_prints_the_rows_that_confirm_what_is_not_confirmed_without_their_notes(repository: Path, yusuan) -> None:
    path = repository / PACKAGE / "data/confirmations.csv"
    kept = path.read_text("utf-8").splitlines(keepends=True)
    confirmed = "".join(row for row in kept if not row.startswith(("narrative_same_claim_agrees,", PROMISED)))
    path.write_text(confirmed, "utf-8")
    ended = yusuan("check", "changji-sme/2023-budget", "--to-confirm")
    # The document, L366: 259.58 twice and 259.98 once.
    row = "narrative_same_claim_agrees,二 非财政拨款结转结余 amount#2,259.98,259.58,\n"
    # Table 8 is promised (L30) and not there: nothing is printed that it could be compared with.
    promised = f"{PROMISED}government-fund-expenditure,政府性基金预算支出情况表,,\n"
    assert (ended.code, sorted(ended.out.splitlines(keepends=True))) == (1, [row, promised])
    # None is printed again while it stands there without its note.
    path.write_text(confirmed + ended.out, "utf-8")
    again = yusuan("check", "changji-sme/2023-budget", "--to-confirm")
    assert again.out == ""
    # Without a note it does not hold, and is told.
    told = "Write at the end of the row what you saw in the document."
    assert [line.endswith(f"”: it has no note. {told}") for line in again.err.splitlines()] == [True] * 2
    ended = yusuan("validate", "changji-sme/2023-budget", "--quiet")
    assert ended.code == 1
    [said, *_] = ended.out.splitlines()
    # Of the 17 rows below the header, these two stand at the end now.
    assert said.endswith(f"confirmations.csv:17 note: must not be empty. {told}")
