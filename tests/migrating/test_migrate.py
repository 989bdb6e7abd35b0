"""A package of an earlier schema becomes one of today's: its rows, corrections and confirmations are still there."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from yusuan.checks.rules import load_rules
from yusuan.migrating import Migration, load_migrations, migrate
from yusuan.migrating.changes import Change, parse_migrations
from yusuan.migrating.contents import Contents, Rows, apply
from yusuan.package.layout import PackageId, Packages
from yusuan.package.refresh import refresh
from yusuan.validate import validate

CHANGJI = PackageId("changji-sme", 2023)
# Of the first schema that never was: what was called otherwise in it, what it had besides, and what it lacked.
TO_TODAY = (
    Migration(
        "1",
        "Made up.",
        (
            Change("rename-column", resource="income", column="carried_over_other", to="non_fiscal_rest"),
            Change("rename-resource", resource="terms", to="glossary"),
            Change("rename-value", resource="tables", column="state", value="nil", to="declared-empty"),
            Change("remove-column", resource="income", column="shade"),
        ),
    ),
    Migration(
        "2",
        "Made up.",
        (
            Change("rename-column", resource="income", column="non_fiscal_rest", to="non_fiscal_carryover"),
            Change("add-column", resource="projects", column="year", value="2023"),
            Change("rename-rule", rule="claim_equals_table", to="narrative_amount_equals_table"),
        ),
    ),
)


def table(folder: Path, resource: str) -> list[dict[str, str]]:
    with (folder / "data" / f"{resource}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rewrite(path: Path, rows: list[dict[str, str]]) -> None:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), "utf-8", newline="")


@pytest.fixture
def packages(repository: Path) -> Packages:
    return Packages(repository / "datapackages")


@pytest.fixture
def today(packages: Packages) -> dict[str, list[dict[str, str]]]:
    """The rows of the package as today's schemas have them, with a correction that somebody keeps."""
    folder = packages.folder(CHANGJI)
    (row,) = (row for row in table(folder, "income") if row["code"] == "2011302")
    correction = ["income", row["row"], "non_fiscal_carryover", "86.58", "36.58", "misread", "L132C15"]
    columns = ["resource", "row", "field", "printed", "corrected", "reason", "evidence"]
    rewrite(folder / "data" / "corrections.csv", [dict(zip(columns, correction, strict=True))])
    names = ("income", "projects", "glossary", "tables", "provenance", "corrections", "confirmations")
    return {name: table(folder, name) for name in names}


@pytest.fixture
def old(packages: Packages, today: dict[str, list[dict[str, str]]]) -> Path:
    """The folder of the same package as the made-up schema had it."""
    folder = packages.folder(CHANGJI)
    descriptor = folder / "datapackage.json"
    described = json.loads(descriptor.read_text("utf-8"))
    (income,) = (r for r in described["resources"] if r["name"] == "income")
    (glossary,) = (r for r in described["resources"] if r["name"] == "glossary")
    for field in income["schema"]["fields"]:
        field["name"] = field["name"].replace("non_fiscal_carryover", "carried_over_other")
    glossary["name"] = glossary["schema"]["name"] = "terms"
    glossary["path"] = "data/terms.csv"
    (folder / "data/glossary.csv").rename(folder / "data/terms.csv")

    def renamed(row: dict[str, str]) -> dict[str, str]:
        row = dict(row)
        if row.get("resource") == "glossary":
            row["resource"] = "terms"
        if (row.get("resource"), row.get("field")) == ("income", "non_fiscal_carryover"):
            row["field"] = "carried_over_other"
        return row

    for name in ("provenance", "corrections"):
        rewrite(folder / f"data/{name}.csv", [renamed(row) for row in today[name]])
    rewrite(
        folder / "data/income.csv",
        [
            {"carried_over_other" if k == "non_fiscal_carryover" else k: v for k, v in row.items()} | {"shade": "grey"}
            for row in today["income"]
        ],
    )
    rewrite(folder / "data/projects.csv", [{k: v for k, v in row.items() if k != "year"} for row in today["projects"]])
    rewrite(
        folder / "data/tables.csv",
        [row | {"state": row["state"].replace("declared-empty", "nil")} for row in today["tables"]],
    )
    rewrite(
        folder / "data/confirmations.csv",
        [
            row
            | {
                "rule": row["rule"].replace("narrative_amount_equals_table", "claim_equals_table"),
                "subject": row["subject"].replace("income non_fiscal_carryover", "income carried_over_other"),
            }
            for row in today["confirmations"]
        ],
    )
    for resource in described["resources"]:  # sizes and hashes are those of the old files
        if "hash" in resource:
            import hashlib

            data = (folder / resource["path"]).read_bytes()
            resource |= {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
    descriptor.write_text(json.dumps(described, ensure_ascii=False), "utf-8")
    return folder


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(p.relative_to(folder)): (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.rglob("*") if p.is_file()
    }


def test_an_old_package_comes_out_valid_with_its_rows_corrections_and_confirmations(
    packages: Packages, today: dict[str, list[dict[str, str]]], old: Path
) -> None:
    assert validate(packages, [CHANGJI], None) != []
    before = json.loads((old / "datapackage.json").read_text("utf-8"))["version"]
    outcome = migrate(packages, CHANGJI, TO_TODAY)
    assert outcome.problems == ()
    assert outcome.changes == (
        "income: column carried_over_other is now non_fiscal_rest",
        "terms is now glossary",
        "tables: state nil is now declared-empty (3 cells)",
        "income: column shade removed",
        "income: column non_fiscal_rest is now non_fiscal_carryover",
        'projects: new column year, "2023" in every row',
        "confirmations: rule claim_equals_table is now narrative_amount_equals_table",
    )
    for name, rows in today.items():
        assert table(old, name) == rows, name
    assert not (old / "data/terms.csv").exists()
    assert validate(packages, [CHANGJI], None) == []
    major, minor, last = before.split(".")
    version = json.loads((old / "datapackage.json").read_text("utf-8"))["version"]
    assert version == f"{major}.{minor}.{int(last) + 1}"


def test_amounts_keep_their_unit_and_files_their_schema(packages: Packages, old: Path) -> None:
    migrate(packages, CHANGJI, TO_TODAY)
    described = json.loads((old / "datapackage.json").read_text("utf-8"))["resources"]
    (income,) = (r for r in described if r["name"] == "income")
    fields = {field["name"]: field.get("unit") for field in income["schema"]["fields"]}
    assert fields["non_fiscal_carryover"] == "万元"
    assert list(fields) == list(table(old, "income")[0])


def test_what_is_migrated_needs_nothing_more(packages: Packages, old: Path) -> None:
    migrate(packages, CHANGJI, TO_TODAY)
    before = state(old)
    again = migrate(packages, CHANGJI, TO_TODAY)
    assert (again.changes, again.problems) == ((), ())
    assert state(old) == before


def test_a_package_of_todays_schema_is_not_touched(packages: Packages, today: object) -> None:
    before = state(packages.folder(CHANGJI))
    assert migrate(packages, CHANGJI, TO_TODAY).changes == ()
    assert state(packages.folder(CHANGJI)) == before


def test_what_would_not_be_valid_is_left_as_it_was_and_told(packages: Packages, old: Path) -> None:
    before = state(old)
    outcome = migrate(packages, CHANGJI, TO_TODAY[:1])
    assert outcome.changes == ()
    (problem,) = outcome.problems
    assert problem == (
        f"{old}/data/income.csv:1: has a column non_fiscal_rest, which the schema lacks, and no migration "
        "changes it. Import the document again."
    )
    assert state(old) == before


def test_a_file_that_somebody_has_edited_is_not_blessed(packages: Packages, old: Path) -> None:
    path = old / "data/income.csv"
    path.write_text(path.read_text("utf-8").replace("36.58", "63.58"), "utf-8")
    (problem,) = migrate(packages, CHANGJI, TO_TODAY).problems
    assert problem == f"{path}: has been changed since it was written. Run: yusuan refresh. Then migrate again."


def test_a_correction_of_a_column_that_goes_is_not_lost_in_silence(packages: Packages, today: object) -> None:
    gone = Migration("1", "Made up.", (Change("remove-column", resource="income", column="non_fiscal_carryover"),))
    (problem,) = migrate(packages, CHANGJI, [gone]).problems
    assert "corrects income non_fiscal_carryover, a column that no longer exists. Remove the correction." in problem


def test_a_table_that_was_not_read_is_no_longer_called_unknown() -> None:
    rows = [{"table_name": "income", "state": "unknown"}, {"table_name": "expenditure", "state": "filled"}]
    contents = Contents({"tables": Rows(["table_name", "state"], rows)})
    words = [apply(contents, change) for migration in load_migrations() for change in migration.changes]
    assert "tables: state unknown is now not-read (1 cell)" in words
    assert [row["state"] for row in contents.rows("tables")] == ["not-read", "filled"]


def test_confirmations_of_a_convention_go_and_the_others_stay() -> None:
    rows = [{"rule": rule, "subject": "income"} for rule in ("contents_titles_match_body", "units_sum_to_total")]
    contents = Contents({"confirmations": Rows(["rule", "subject"], rows)})
    words = [apply(contents, change) for migration in load_migrations() for change in migration.changes]
    assert list(filter(None, words)) == [
        "confirmations: 1 row of contents_titles_match_body removed: this rule no longer finds discrepancies"
    ]
    assert [row["rule"] for row in contents.rows("confirmations")] == ["units_sum_to_total"]


def test_every_rule_and_resource_that_migrations_lead_to_is_there(project: Path) -> None:
    rules = {rule.name: rule for rule in load_rules()}
    for change in (change for migration in load_migrations() for change in migration.changes):
        if change.kind == "rename-rule":
            assert change.to in rules
        if change.kind == "retire-rule" and change.rule in rules:
            assert rules[change.rule].severity == "usual", "a rule that still finds discrepancies can be confirmed"
        if change.kind in ("rename-resource", "add-resource"):
            assert (project / "datapackages/schemas" / f"{change.to or change.resource}.json").is_file()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ('kind = "forget"', "there is no kind of change 'forget'"),
        ('kind = "remove-column"\nresource = "income"', "remove-column has to name resource, column, and nothing else"),
        ('kind = "add-resource"\nresource = "a"\nto = "b"', "add-resource has to name resource, and nothing else"),
    ],
)
def test_a_migration_that_does_not_say_what_it_changes_is_refused(change: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        parse_migrations(f'[[migration]]\nname = "1"\nreason = "r"\n[[migration.change]]\n{change}\n')


def test_the_command_says_what_it_did_and_ends_with_0(yusuan, packages: Packages) -> None:
    master = packages.schemas / "income.json"
    master.write_text(master.read_text("utf-8").replace("收入总体情况表", "收入表"), "utf-8")
    ended = yusuan("migrate", "--quiet")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == f"{Path('datapackages/schemas/income.json')}\n"
    assert yusuan("migrate", "--quiet").out == "Every package was up to date.\n"


def test_the_command_ends_with_1_where_a_package_cannot_be_migrated(yusuan, packages: Packages) -> None:
    path = packages.folder(CHANGJI) / "data/income.csv"
    header, _, rest = path.read_text("utf-8").partition("\n")
    path.write_text(f"{header.replace('non_fiscal_carryover', 'elsewhere')}\n{rest}", "utf-8")
    refresh(packages, [CHANGJI])
    ended = yusuan("migrate", "--quiet")
    assert ended.code == 1
    assert "has a column elsewhere, which the schema lacks, and no migration changes it." in ended.err
    assert ended.err.endswith("1 package cannot be migrated.\n")


def test_a_list_of_the_reference_that_lacks_a_column_is_told(yusuan, packages: Packages) -> None:
    path = packages.reference / "data/regions.csv"
    header, _, rest = path.read_text("utf-8").partition("\n")
    path.write_text(f"{header.replace('name_en', 'english')}\n{rest}", "utf-8")
    master = packages.schemas / "regions.json"
    master.write_text(master.read_text("utf-8").replace('"name_en"', '"english"'), "utf-8")
    refresh(packages, packages.disclosures())
    ended = yusuan("migrate", "--quiet")
    assert ended.code == 1
    assert 'found column "english" where "name_en" is expected. Mend the header.' in ended.err


def test_a_package_that_is_not_there_is_wrong_usage(yusuan, packages: Packages) -> None:
    assert yusuan("migrate", "changji-sme/2024-budget").code == 2
