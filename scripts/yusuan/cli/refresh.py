"""`yusuan refresh`: after an edit by hand, sizes and hashes in datapackage.json follow the files."""

from __future__ import annotations

from pathlib import Path

import click

from yusuan.cli._common import open_packages, package_arguments, packages_option
from yusuan.console import echo


@click.command("refresh", short_help="Rewrite sizes and hashes after an edit by hand.")
@package_arguments
@packages_option
def command(words: tuple[str, ...], packages_dir: Path) -> int:
    """Rewrite the bytes and the hash of each file in datapackage.json, after an edit by hand.

    Without PACKAGE, every package and the reference are refreshed. What changed is printed, one line a package.

    Exit codes: 0 done, 1 a package cannot be read, 2 wrong usage.
    """
    from yusuan.package.refresh import refresh

    packages = open_packages(packages_dir)
    changed = refresh(packages, packages.select(words))
    for line in changed:
        echo(line)
    if not changed:
        echo("Every size and hash was right.")
    return 0
