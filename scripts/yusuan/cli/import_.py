"""`yusuan import`: from a published document to its data package."""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from yusuan.cli import _import_report as shown
from yusuan.cli._common import (
    Source,
    again,
    count,
    echo_problem,
    forms_option,
    open_packages,
    packages_option,
    quiet_option,
)
from yusuan.cli._import_list import import_list
from yusuan.console import Progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yusuan.importing import Given, ImportReport
    from yusuan.package.layout import PackageId, Packages


@click.command("import", short_help="Read published documents and write their data packages.")
@click.argument("sources", type=Source(), nargs=-1, metavar="SOURCE...")
@click.option("--agency", metavar="SLUG", help="The agency's name in this repository, such as changji-sme.")
@click.option("--year", type=int, help="The year that the document is for.")
@click.option(
    "--kind",
    type=click.Choice(["budget", "final-accounts"]),
    help="What the document is.  [default: budget]",
)
@click.option("--add", is_flag=True, help="Add these files to those that the package is made of.")
@click.option(
    "--url",
    "urls",
    multiple=True,
    metavar="ADDRESS",
    help="Where the document was published. Of several files give one address for all, or one for each in their order.",
)
@click.option("--retrieved", metavar="DATE", help="The day on which it was fetched from there, such as 2026-01-31.")
@click.option(
    "--list",
    "list_path",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Import what a CSV lists: file, agency, year, kind, url, retrieved. Rows of one disclosure are its files.",
)
@click.option("--repeat", is_flag=True, help="With --list: import again what is already imported.")
@click.option(
    "--without-narrative", is_flag=True, help="Keep figures, codes, names and headings only, not the document's text."
)
@forms_option
@packages_option
@quiet_option
def command(
    sources: tuple[Path, ...],
    agency: str | None,
    year: int | None,
    kind: str | None,
    add: bool,
    urls: tuple[str, ...],
    retrieved: str | None,
    list_path: Path | None,
    repeat: bool,
    without_narrative: bool,
    forms_dir: Path | None,
    packages_dir: Path,
    quiet: bool,
) -> int:
    """Read the published document SOURCE and write its data package.

    Some departments publish one disclosure in several files, such as prose and tables: give all of them, in any
    order. Imported alone later, a file whose name or content the package knows replaces what was read from it; with
    --add a new one joins.

    Prints what the document is, what was read, every number, label or table that was not understood, with
    its place, and what the checks say of the figures. What people keep in a package (corrections,
    confirmations) stays; where nothing changed, no byte is touched.

    With --list, what is already imported from the same files is skipped, and a document that cannot be read does
    not stop the others: the command can be interrupted and run again.

    Exit codes: 0 read whole, 1 something was not understood or does not add up, 2 cannot be read or wrong usage.
    """
    if list_path is not None:
        single = {"SOURCE": sources, "--agency": agency, "--year": year, "--kind": kind, "--add": add, "--url": urls}
        if given := [word for word, value in {**single, "--retrieved": retrieved}.items() if value]:
            raise click.UsageError(f"--list says it all: leave out {given[0]}.")
        return import_list(list_path, open_packages(packages_dir), without_narrative, forms_dir, repeat, quiet)
    if not sources:
        raise click.UsageError("Missing argument 'SOURCE...'.")
    if agency is None or year is None:
        raise click.UsageError(f"Missing option '{'--agency' if agency is None else '--year'}'.")
    if repeat:
        raise click.UsageError("--repeat goes with --list.")
    from yusuan.importing import import_files
    from yusuan.package.layout import PackageId

    package = PackageId(agency, year, kind or "budget")
    given_files = _given(sources, urls, retrieved or "")
    packages = open_packages(packages_dir)
    existed = packages.folder(package).is_dir()
    what = str(sources[0]) if len(sources) == 1 else count(len(sources), "file")
    with Progress(1, quiet=quiet) as progress, progress.stage(f"reading {what}"):
        report = import_files(
            given_files, package, packages, add=add, without_narrative=without_narrative, forms_dir=forms_dir
        )
    return max(0 if report.whole else 1, _show(report, packages, existed, forms_dir))


def _given(sources: Sequence[Path], urls: Sequence[str], retrieved: str) -> list[Given]:
    from yusuan.importing import Given

    if len(urls) not in (0, 1, len(sources)):
        raise click.UsageError(
            f"There are {len(sources)} files and {len(urls)} addresses: give --url once, or for each."
        )
    addresses = [*urls] * len(sources) if len(urls) == 1 else [*urls] or [""] * len(sources)
    return [Given(path, address, retrieved) for path, address in zip(sources, addresses, strict=True)]


def _show(report: ImportReport, packages: Packages, existed: bool, forms_dir: Path | None) -> int:
    """Show everything; return 1 where a discrepancy is not confirmed, or a confirmation holds no longer."""
    from yusuan.checks.confirmations import stale_confirmations
    from yusuan.checks.outcomes import checked, counts, counts_by_resource, flagged, missing, unconfirmed
    from yusuan.importing.places import Places

    package = report.draft.id
    folder = packages.folder(package)
    given = partial(again, packages=packages.root)
    places = Places(report.documents, report.draft.resources["provenance"])
    unread = Counter(places.belongs_to(str(row["source"])) for row in report.draft.resources["unread"])
    shown.show_identity(report)
    with checked(packages, [package]) as connection:
        shown.show_tables(report, counts_by_resource(connection), unread)
        shown.show_missing(missing(connection))
        shown.show_flagged(flagged(connection), counts(connection), given(f"yusuan check {package}"))
        shown.show_unread(report, places, folder / "data/unread.csv")
        shown.show_withheld(report, folder / "data/permissions.csv")
        shown.show_written(report, packages, existed)
        left = unconfirmed(connection)
        source = report.files[0].given.path
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
