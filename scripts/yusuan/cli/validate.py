"""`yusuan validate`: whether packages have the structure that their schemas promise."""

from __future__ import annotations

from pathlib import Path

import click

from yusuan.cli._common import (
    count,
    echo_problem,
    json_option,
    open_packages,
    package_arguments,
    packages_option,
    print_json,
    quiet_option,
)
from yusuan.console import Progress, echo

_COLUMNS = ("package", "file", "row", "field", "value", "message")


@click.command("validate", short_help="Check the structure of packages.")
@package_arguments
@packages_option
@json_option
@quiet_option
def command(words: tuple[str, ...], packages_dir: Path, as_json: bool, quiet: bool) -> int:
    """Check the structure of packages against the schemas and the code lists.

    Without PACKAGE, every package is checked. Each problem is one line: the file and row, the field,
    what is wrong, and what to do.

    Exit codes: 0 valid, 1 there are problems, 2 wrong usage.
    """
    from yusuan.validate import validate

    packages = open_packages(packages_dir)
    ids = packages.select(words)
    with Progress(1, quiet=quiet) as progress, progress.stage(f"validating {count(len(ids), 'package')}"):
        problems = validate(packages, ids, cache=None)
    if as_json:
        print_json({name: getattr(problem, name) for name in _COLUMNS} for problem in problems)
    else:
        for problem in problems:
            echo_problem(problem)
        echo(f"{count(len(ids), 'package')}: {count(len(problems), 'problem') if problems else 'valid'}")
    return 1 if problems else 0
