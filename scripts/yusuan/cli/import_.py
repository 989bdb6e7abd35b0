"""`yusuan import`: from a published document to its data package."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from yusuan.cli._common import count, open_packages, packages_option, quiet_option
from yusuan.cli.check import check_packages
from yusuan.console import Progress, print_table

if TYPE_CHECKING:
    from yusuan.importing import ImportReport


@click.command("import")
@click.argument("source", type=click.Path(path_type=Path))
@click.option(
    "--agency", required=True, metavar="SLUG", help="The agency's name in this repository, such as changji-sme."
)
@click.option("--year", required=True, type=int, help="The year that the document is for.")
@click.option(
    "--kind",
    type=click.Choice(["budget", "final-accounts"]),
    default="budget",
    show_default=True,
    help="What the document is.",
)
@click.option(
    "--without-narrative", is_flag=True, help="Keep figures, codes, names and headings only, not the document's text."
)
@packages_option
@quiet_option
def command(
    source: Path, agency: str, year: int, kind: str, without_narrative: bool, packages_dir: Path, quiet: bool
) -> int:
    """Read the published document SOURCE and write its data package.

    Prints what the document is, what was read, every number, label or table that was not understood, with
    its place, and what the checks say of the figures. What people keep in a package (corrections,
    confirmations) stays; where nothing changed, no byte is touched.

    Exit codes: 0 read whole, 1 something was not understood or does not add up, 2 cannot be read or wrong usage.
    """
    from yusuan.importing import import_document
    from yusuan.package.layout import PackageId

    package = PackageId(agency, year, kind)
    packages = open_packages(packages_dir)
    with Progress(1, quiet=quiet) as progress, progress.stage(f"reading {source}"):
        report = import_document(source, package, packages, without_narrative=without_narrative)
    _show(report, packages.folder(package))
    agrees = check_packages(packages, [package])
    return agrees if report.whole else 1


def _show(report: ImportReport, folder: Path) -> None:
    identity, form = report.recognition.identity, report.recognition.form
    said = (
        identity.title or report.draft.id,
        identity.issuer or "?",
        identity.issued or "no date",
        f"form {form.name}",
    )
    click.echo(" · ".join(map(str, said)))
    click.echo("")
    _show_tables(report)
    balance = sorted(report.recognition.balance.items(), key=lambda item: (-item[1], item[0]))
    held_by = ", ".join(f"{kind} {held:,}" for kind, held in balance)
    click.echo(f"Numbers in the document: {sum(report.recognition.balance.values()):,} ({held_by})")
    for words in report.additions:
        click.echo(f"Added to the reference, unverified: {words}")
    if report.corrections:
        click.echo(f"Corrections applied: {report.corrections}")
    unread = report.recognition.findings.unread
    for row in unread:
        click.echo(f"{row['source']}: not understood: “{row['text']}”. {row['reason']}")
    click.echo(f"Not understood: {count(len(unread), 'thing') if unread else 'nothing'}.")
    for change in report.changes:
        click.echo(f"{folder / change.file}: {change.words}")
    click.echo(f"{folder}: {count(len(report.changes), 'file') + ' written' if report.changes else 'nothing changed'}.")
    click.echo(
        f"Next: yusuan validate {report.draft.id}" + ("; look at each thing that was not understood" if unread else "")
    )


def _show_tables(report: ImportReport) -> None:
    resources = report.draft.resources
    rows: list[tuple[object, ...]] = []
    for row in resources["tables"]:
        name = str(row["table_name"])
        title = row.get("printed_title") or row.get("contents_title") or name
        rows.append((row["table_number"], title, row["state"], len(resources.get(name, [])), report.amounts(name)))
    listed = {str(row["table_name"]) for row in resources["tables"]} | {"tables", "provenance", "unread"}
    rows.extend(("", name, "", len(entries), "") for name, entries in resources.items() if name not in listed)
    print_table(("", "table", "state", "rows", "amounts"), rows, right=(0, 3, 4))
    click.echo("")
