"""`yusuan schemas`: make the master schemas from the model, and put their copies in every datapackage.json in step."""

from __future__ import annotations

from pathlib import Path

import click

from yusuan.cli._common import open_packages, packages_option
from yusuan.console import echo


@click.command("schemas", short_help="Make the master schemas, and copy them into every package.")
@packages_option
def command(packages_dir: Path) -> int:
    """Make the master schemas from the model, and copy them into every datapackage.json.

    Frictionless lets no package refer to a file outside it, so each carries its schemas whole. After an edit of the
    model (scripts/yusuan/model/), this writes schemas/ and puts the copies in step; units stay as they are. What
    changed is printed, one line a file.

    Exit codes: 0 done, 1 a descriptor cannot be read, 2 wrong usage.
    """
    from yusuan.package.inlining import put_in_step, write_masters

    packages = open_packages(packages_dir)
    changed = [*write_masters(packages), *put_in_step(packages)]
    for line in changed:
        echo(line)
    if not changed:
        echo("Every copy was up to date.")
    return 0
