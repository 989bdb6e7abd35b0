"""`yusuan check`: whether the figures of packages agree with each other, and what is there at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from yusuan.cli._common import (
    again,
    count,
    echo_problem,
    json_option,
    open_packages,
    package_arguments,
    packages_option,
    print_json,
)
from yusuan.console import echo
from yusuan.errors import InvalidPackage
from yusuan.language import say
from yusuan.unseen import escaped

if TYPE_CHECKING:
    from collections.abc import Callable

    import duckdb

    from yusuan.package.layout import PackageId, Packages

_COLUMNS = (
    "package",
    "rule",
    "subject",
    "outcome",
    "published",
    "expected",
    "difference",
    "source",
    "message",
    "severity",
    "confirmed",
)


@click.command("check", short_help="Check that the figures of packages agree.")
@package_arguments
@packages_option
@json_option
@click.option("--coverage", is_flag=True, help="List the printed figures that no check guards, and why.")
@click.option(
    "--to-confirm",
    is_flag=True,
    help="Print the discrepancies that are not confirmed as rows for confirmations.csv, without their notes.",
)
def command(words: tuple[str, ...], packages_dir: Path, as_json: bool, coverage: bool, to_confirm: bool) -> int:
    """Check the figures of packages against each other, and what is disclosed against what must be.

    Without PACKAGE, every package is checked. Each discrepancy is shown with both figures and their
    places; what rounding explains, what breaks a convention and what could not be checked is counted.

    With --to-confirm, add what is printed to the package's data/confirmations.csv, look at each place in the
    document, and write what you saw at the end of the row: a row without a note is not valid.

    Exit codes: 0 every discrepancy is confirmed, 1 some are not, 2 wrong usage.
    """
    packages = open_packages(packages_dir)
    listed = _print_to_confirm if to_confirm else _print_checks
    show = _print_json if as_json else _print_coverage if coverage else listed
    return check_packages(packages, packages.select(words), show)


def check_packages(
    packages: Packages, ids: list[PackageId], show: Callable[[duckdb.DuckDBPyConnection], None] | None = None
) -> int:
    """Check these packages, show what was found, and return the exit code: 1 where something is not confirmed."""
    from yusuan.checks.confirmations import stale_confirmations
    from yusuan.checks.outcomes import checked, unconfirmed

    try:
        with checked(packages, ids, summaries=show is _print_coverage) as connection:
            (show or _print_checks)(connection)
            stale = stale_confirmations(connection)
            for problem in stale:
                echo_problem(problem, err=True)
            return 1 if unconfirmed(connection) or stale else 0
    except InvalidPackage as error:
        # What is not valid cannot be checked; there may be more wrong with it than this.
        remedy = "The package is invalid; see all that is wrong with it: " + again("yusuan validate", packages.root)
        raise InvalidPackage(error.place, error.problem, remedy) from error


def _print_json(connection: duckdb.DuckDBPyConnection) -> None:
    print_json(_checks(connection))


def _checks(connection: duckdb.DuckDBPyConnection) -> list[dict[str, object]]:
    rows = connection.execute(
        f"select {', '.join(_COLUMNS)} from derived.checks order by package, rule, subject"
    ).fetchall()
    return [dict(zip(_COLUMNS, row, strict=True)) for row in rows]


def _print_checks(connection: duckdb.DuckDBPyConnection) -> None:
    """Each discrepancy and broken convention in words, with its operands' places; then the sums."""
    from yusuan.checks.outcomes import COMPARISONS, by_comparison, counts, flagged, missing

    for found in flagged(connection):
        confirmed = " (confirmed)" if found.confirmed else ""
        line = f"{found.package}: {found.outcome}{confirmed}: {found.message} [{found.rule}; {found.places}]"
        echo(escaped(line))
    for package, item, state in missing(connection):
        echo(f"{package}: {item}: {say(state)}")
    disclosures = connection.execute("select count(*) from main.package").fetchall()[0][0]
    counted = counts(connection)
    outcomes = ", ".join(f"{number:,} {outcome}" for outcome, number in counted.items())
    kinds = ", ".join(f"{number:,} {COMPARISONS[kind]}" for kind, number in by_comparison(connection).items())
    echo(f"evaluated: {kinds}")
    packages, checks = count(disclosures, "package"), count(sum(counted.values()), "check")
    echo(f"{say(packages)}: {say(checks)}: {say(outcomes)}")


def _print_to_confirm(connection: duckdb.DuckDBPyConnection) -> None:
    from yusuan.package.csvfile import to_csv_bytes

    rows = connection.execute(
        """
        select rule, subject, checks.published, checks.expected, null from derived.checks
        left join main.confirmations as kept using (package, rule, subject)
        where outcome = 'discrepancy' and not confirmed
            -- What stands there without a note is not asked for again.
            and (
                kept.package is null
                -- a figure that there is not is blank there, and so null here
                or (coalesce(kept.published, ''), coalesce(kept.expected, ''))
                    <> (coalesce(checks.published, ''), coalesce(checks.expected, ''))
            )
        order by package, rule, subject
        """
    ).fetchall()
    header = ["rule", "subject", "published", "expected", "note"]
    text = to_csv_bytes(header, [dict(zip(header, row, strict=True)) for row in rows]).decode("utf-8")
    click.echo(text.partition("\n")[2], nl=False)


def _print_coverage(connection: duckdb.DuckDBPyConnection) -> None:
    """The figures that no check guards, each with its reason; then how many of each resource are guarded, and how."""
    from yusuan.checks.outcomes import COMPARISONS

    for package, place, printed, source, reason in connection.execute(
        """
        select package, place, printed, source, reason from derived.coverage
        where not covered order by package, resource, "row", field
        """
    ).fetchall():
        echo(escaped(f"{package}: {source}: {place} {printed}: {reason}"))
    for resource, covered, figures, *by in connection.execute(
        """
        select resource, count(*) filter (covered), count(*),
            count(*) filter (comparison = 'sum'), count(*) filter (comparison = 'ratio'),
            count(*) filter (comparison = 'at_most'), count(*) filter (comparison = 'zero')
        from derived.coverage group by resource order by resource
        """
    ).fetchall():
        kinds = [f"{number:,} {COMPARISONS[kind]}" for kind, number in zip(COMPARISONS, by, strict=False) if number]
        how = f": {', '.join(kinds)}" if kinds else ""
        echo(f"{resource}: {covered:,} of {figures:,} figures are guarded by a check{how}")
