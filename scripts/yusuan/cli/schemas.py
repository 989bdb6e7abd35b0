"""`yusuan schemas`: put the copies of the master schemas in every datapackage.json in step with the masters."""

from __future__ import annotations

from pathlib import Path

import click

from yusuan.cli._common import open_packages, packages_option


@click.command("schemas", short_help="Copy the master schemas into every package.")
@packages_option
def command(packages_dir: Path) -> int:
    """Copy the master schemas into every datapackage.json.

    Frictionless lets no package refer to a file outside it, so each carries its schemas whole. After an edit in
    schemas/, this puts the copies in step; units stay as they are. What changed is printed, one line a package.

    Exit codes: 0 done, 1 a descriptor cannot be read, 2 wrong usage.
    """
    from yusuan.package.inlining import put_in_step

    changed = put_in_step(open_packages(packages_dir))
    for line in changed:
        click.echo(line)
    if not changed:
        click.echo("Every copy was in step.")
    return 0
