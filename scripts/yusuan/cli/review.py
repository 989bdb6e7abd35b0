"""`yusuan review`: a page to compare a document with what was read from it."""

from __future__ import annotations

from pathlib import Path

import click

from yusuan.cli._common import Source, open_packages, out_option, packages_option, quiet_option
from yusuan.console import Progress, echo
from yusuan.errors import CannotRead, InvalidPackage


@click.command("review", short_help="Make a page to compare a document with what was read.")
@click.argument("package", metavar="PACKAGE")
@click.argument("sources", metavar="[SOURCE]...", type=Source(), nargs=-1)
@packages_option
@out_option
@quiet_option
def command(package: str, sources: tuple[Path, ...], packages_dir: Path, out: Path, quiet: bool) -> int:
    """Write one HTML page on which a person compares the document SOURCE with what PACKAGE has of it.

    The document's pages stand beside what was read from each, every figure outlined where it is printed, doubts
    marked, with keys to step through them (? shows the keys) and rows for confirmations.csv and corrections.csv
    ready to copy. Of a disclosure in several files, give all of them, in any order; a text that the package itself
    contains need not be given. The page goes to review/ in the folder of the build. It shows the whole document,
    needs no network, and is never part of the site.

    Exit codes: 0 written, 2 cannot be read or wrong usage.
    """
    from yusuan.package.layout import PackageId
    from yusuan.reviewing import review

    packages = open_packages(packages_dir)
    (chosen,) = packages.select([str(PackageId.parse(package))])
    with Progress(1, quiet=quiet) as progress, progress.stage(f"reading and checking {chosen}"):
        try:
            done = review(packages, chosen, sources, out)
        except InvalidPackage as error:
            raise CannotRead(error.place, error.problem, error.remedy) from error
    for file in done.lacking:
        echo(f"file {file.number}, “{file.title}”, was not given: its figures are shown without their pages.", err=True)
    said = ", ".join(f"{number:,} {state}" for state, number in done.counts.items() if number)
    echo(f"{done.path}: {done.size / 1_000_000:.1f} MB; {said or 'no figures'}")
    echo("Open it in a browser; n steps to the next doubt, ? shows all keys.")
    return 0
