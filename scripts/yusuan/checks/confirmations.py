"""Confirmations that are no longer valid: the note is missing, or a figure or the outcome has changed since."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb


@dataclass(frozen=True)
class Stale:
    """A confirmation that fits no discrepancy, why, and what to do about it."""

    package: str
    rule: str
    subject: str
    problem: str
    remedy: str

    @property
    def place(self) -> str:
        """The file and the row."""
        return f"{self.package}: confirmations.csv: {self.rule} “{self.subject}”"

    @property
    def message(self) -> str:
        """What is wrong and what to do."""
        return f"{self.problem} {self.remedy}"

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


def stale_confirmations(connection: duckdb.DuckDBPyConnection) -> list[Stale]:
    """Every confirmation without a note, or whose check is gone, passes, or prints other figures now.

    Needs `derived.checks`.
    """
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
    return [Stale(package, rule, subject, *_problem(*rest)) for package, rule, subject, *rest in rows]


def _problem(
    confirmed: str, against: str, outcome: str | None, published: str | None, expected: str | None
) -> tuple[str, str]:
    again = "Look again, then change or remove the row."
    if outcome is None:
        return "there is no such check.", again
    if outcome != "discrepancy":
        return f"the check is now {outcome}.", again
    if (confirmed, against) != (published or "", expected or ""):
        return f"{confirmed} against {against} was confirmed; now it is {published} against {expected}.", again
    return "it has no note.", "Write at the end of the row what you saw in the document."
