"""`yusuan build`: everything downstream of the data packages."""

from __future__ import annotations

from pathlib import Path

import click

from yusuan.cli._common import count, echo_problem, out_option, packages_option, quiet_option


@click.command("build", short_help="Build the tables, charts, downloads and the site.")
@packages_option
@out_option
@quiet_option
@click.option(
    "--verify", is_flag=True, help="Read every input to see whether it changed, instead of looking at sizes and times."
)
def command(packages_dir: Path, out: Path, quiet: bool, verify: bool) -> int:
    """Build the tables, charts, downloads and the site from the packages.

    Run it in the project's folder: the site's own pages are read from site_src/ and mkdocs.yml. What was built
    before stays in place until the new build is whole. A build that would change nothing ends at once.

    Exit codes: 0 built, 1 a package is invalid, 2 wrong usage.
    """
    from yusuan.console import Progress, echo
    from yusuan.package.layout import Packages
    from yusuan.pipeline import STAGES, Workspace, build

    with Progress(len(STAGES), quiet=quiet) as progress:
        outcome = build(Workspace(Path(), Packages(packages_dir), out), progress.stage, verify=verify)
    for problem in outcome.problems:
        echo_problem(problem, err=True)
    if outcome.problems:
        echo(f"Nothing was built: {count(len(outcome.problems), 'problem')} in the packages.", err=True)
        return 1
    if not quiet:
        echo(f"{out / 'site'}: {'built' if outcome.built else 'nothing to do, it is up to date'}", err=True)
    return 0
