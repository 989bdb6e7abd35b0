"""`yusuan import`: from a published document to its data package."""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from yusuan.cli import _import_report as shown
from yusuan.cli._common import Source, again, echo_problem, forms_option, open_packages, packages_option, quiet_option
from yusuan.console import Progress

if TYPE_CHECKING:
    from yusuan.importing import ImportReport
    from yusuan.package.layout import PackageId, Packages


@click.command("import")
@click.argument("source", type=Source())
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
@forms_option
@packages_option
@quiet_option
def command(
    source: Path,
    agency: str,
    year: int,
    kind: str,
    without_narrative: bool,
    forms_dir: Path | None,
    packages_dir: Path,
    quiet: bool,
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
    existed = packages.folder(package).is_dir()
    with Progress(1, quiet=quiet) as progress, progress.stage(f"reading {source}"):
        report = import_document(source, package, packages, without_narrative, forms_dir)
    return max(0 if report.whole else 1, _show(report, source, packages, existed, forms_dir))


def _show(report: ImportReport, source: Path, packages: Packages, existed: bool, forms_dir: Path | None) -> int:
    """Show everything; return 1 where a discrepancy is not confirmed, or a confirmation holds no longer."""
    from yusuan.checks.confirmations import stale_confirmations
    from yusuan.checks.outcomes import checked, counts, counts_by_resource, flagged, missing, unconfirmed
    from yusuan.importing.places import Places

    package = report.draft.id
    folder = packages.folder(package)
    given = partial(again, packages=packages.root)
    places = Places(report.document, report.recognition.findings.provenance)
    unread = Counter(places.belongs_to(str(row["source"])) for row in report.recognition.findings.unread)
    shown.show_identity(report)
    with checked(packages, [package]) as connection:
        shown.show_tables(report, counts_by_resource(connection), unread)
        shown.show_missing(missing(connection))
        shown.show_flagged(flagged(connection), counts(connection), given(f"yusuan check {package}"))
        shown.show_unread(report, places, folder / "data/unread.csv")
        shown.show_withheld(report, folder / "data/permissions.csv")
        shown.show_written(report, packages, existed)
        left = unconfirmed(connection)
        shown.show_next(report, source, left, packages, _before(package, packages), forms_dir)
        stale = stale_confirmations(connection)
    for problem in stale:
        echo_problem(problem, err=True)
    return 1 if left or stale else 0


def _before(package: PackageId, packages: Packages) -> PackageId | None:
    """The latest earlier disclosure of the same agency and kind."""
    earlier = [
        other
        for other in packages.disclosures()
        if (other.agency, other.kind) == (package.agency, package.kind) and other.year < package.year
    ]
    return earlier[-1] if earlier else None
