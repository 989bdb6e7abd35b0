"""`yusuan diff`: two packages, cell by cell."""

from __future__ import annotations

from pathlib import Path

import click

from yusuan.cli._common import count, open_packages, packages_option
from yusuan.errors import InvalidPackage, UsageError


@click.command("diff", short_help="Compare two packages, cell by cell.")
@click.argument("old")
@click.argument("new")
@packages_option
def command(old: str, new: str, packages_dir: Path) -> int:
    """Compare two packages, cell by cell.

    OLD and NEW are packages under --packages, or folders that hold a datapackage.json. Rows are laid together by
    what they are about, so that a row put in moves none of the others. Each difference is one line.

    Exit codes: 0 same, 1 they differ, 2 wrong usage.
    """
    from yusuan.package.diff import diff, find_package

    packages = open_packages(packages_dir)
    try:
        found = diff(find_package(old, packages), find_package(new, packages), packages)
    except InvalidPackage as error:
        # What cannot be read is neither the same nor different.
        raise UsageError(error.place, error.problem, error.remedy) from error
    for difference in found:
        click.echo(str(difference))
    click.echo(count(len(found), "difference") if found else "The same.")
    return 1 if found else 0
