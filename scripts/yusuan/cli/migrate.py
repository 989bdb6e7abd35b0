"""`yusuan migrate`: bring packages to the present schemas without their documents."""

from __future__ import annotations

from pathlib import Path

import click

from yusuan.cli._common import count, open_packages, package_arguments, packages_option, quiet_option
from yusuan.console import Progress, echo


@click.command("migrate", short_help="Bring packages to the present schemas, without documents.")
@package_arguments
@packages_option
@quiet_option
def command(words: tuple[str, ...], packages_dir: Path, quiet: bool) -> int:
    """Bring packages to the present schemas, without their documents.

    Columns, tables, values and rules that have another name now get it; corrections and confirmations are kept and
    follow them. The master schemas are written as the program knows them. Without PACKAGE, every package is brought
    up to date. What changed is printed, one line a package; a package that cannot be migrated is left as it is.
    Of the reference the descriptor alone follows; columns that its lists lack are named.

    Exit codes: 0 migrated, or nothing to do, 1 a package cannot be migrated, 2 wrong usage.
    """
    from yusuan.migrating import load_migrations, migrate
    from yusuan.migrating.migrate import outdated_masters
    from yusuan.package.inlining import put_folder_in_step, write_masters
    from yusuan.validate import validate

    packages = open_packages(packages_dir)
    ids = packages.select(words)
    migrations = load_migrations()
    done = write_masters(packages)
    for path in outdated_masters(packages, migrations):
        path.unlink()
        done.append(f"{path}: removed")
    done += put_folder_in_step(packages.reference, packages)
    for line in done:
        echo(line)
    # The reference is a list that people keep: what a new column of it says, no migration can know.
    lacking = validate(packages, [], cache=None) if done else []
    for found in lacking:
        echo(str(found), err=True)
    failed = int(bool(lacking))
    with Progress(len(ids), quiet=quiet) as progress:
        for package in ids:
            with progress.stage(str(package)):
                outcome = migrate(packages, package, migrations)
            if outcome.changes:
                done.append(str(package))
                echo(f"{package}: {'; '.join(outcome.changes)}")
            for problem in outcome.problems:
                echo(problem, err=True)
            failed += bool(outcome.problems)
    if failed:
        echo(f"{count(failed, 'package')} cannot be migrated.", err=True)
    elif not done:
        echo("Every package was up to date.")
    return 1 if failed else 0
