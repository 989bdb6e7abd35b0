"""Confirmations that no longer hold: since a person saw two figures disagree, a figure or the outcome has changed."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb


@dataclass(frozen=True)
class Stale:
    """A confirmation that fits no discrepancy any more, and what there is instead."""

    package: str
    rule: str
    subject: str
    problem: str

    def __str__(self) -> str:
        place = f"{self.package}: confirmations.csv: {self.rule} “{self.subject}”"
        return f"{place}: {self.problem} Look again, then change or remove the row."


def stale_confirmations(connection: duckdb.DuckDBPyConnection) -> list[Stale]:
    """Every confirmation whose check is gone, passes, or prints other figures now. Needs `derived.checks`."""
    rows = connection.execute(
        """
        select confirmations.package, confirmations.rule, confirmations.subject,
            coalesce(confirmations.published, ''), coalesce(confirmations.expected, ''),
            outcome, checks.published, checks.expected
        from main.confirmations
        left join derived.checks using (package, rule, subject)
        where confirmed is distinct from true
        order by all
        """
    ).fetchall()
    return [Stale(package, rule, subject, _problem(*rest)) for package, rule, subject, *rest in rows]


def _problem(confirmed: str, against: str, outcome: str | None, published: str | None, expected: str | None) -> str:
    if outcome is None:
        return "there is no such check."
    if outcome != "discrepancy":
        return f"the check is now {outcome}."
    return f"{confirmed} against {against} was confirmed; now it is {published} against {expected}."
