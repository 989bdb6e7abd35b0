"""What pages beyond a disclosure's own say of it: small enough to have of every disclosure at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yusuan.package.layout import PackageId

if TYPE_CHECKING:
    from yusuan.site.anchors import Key
    from yusuan.site.disclosure import Disclosure

KIND_NAMES = {"budget": "预算", "final-accounts": "决算"}
_FOUND = ("discrepancy", "unusual")
"""The outcomes that the page of a rule lists one by one."""


class Named:
    """The addresses and the short title of what has the `id` of a package."""

    id: PackageId

    @property
    def url(self) -> str:
        """The page's address below the site's root."""
        return f"agencies/{self.id.agency}/{self.id.year}-{self.id.kind}/"

    @property
    def data_url(self) -> str:
        """The folder of the package's files below the site's root."""
        return f"data/{self.id.agency}/{self.id.year}-{self.id.kind}/"

    @property
    def short_title(self) -> str:
        """The title below its department: 2023 年部门预算."""
        return f"{self.id.year} 年部门{KIND_NAMES[self.id.kind]}"


@dataclass(frozen=True)
class Tally:
    """How the checks of a disclosure ended, and how many of its printed figures they compare."""

    outcomes: Mapping[str, int]
    compared: int
    figures: int

    def count(self, outcome: str) -> int:
        """How many checks ended so."""
        return self.outcomes.get(outcome, 0)


@dataclass(frozen=True)
class Finding:
    """A check of a rule that did not simply agree: its anchor on the disclosure's page, and its words."""

    id: str
    message: str
    confirmed: bool


@dataclass(frozen=True)
class Summary(Named):
    """One disclosure. `findings` are by rule; `used` has, of values compared with another year's, their addresses."""

    id: PackageId
    title: str
    issued: str
    checking: Tally
    findings: Mapping[str, tuple[Finding, ...]]
    used: Mapping[Key, str]


def summarise(disclosure: Disclosure, outcomes: tuple[str, ...], years: list[Key]) -> Summary:
    """The summary of a disclosure; `years` are its values that are compared with those of another year."""
    checking = disclosure.checking
    findings: dict[str, list[Finding]] = {}
    for outcome in _FOUND:
        for rule, checks in checking.outcomes.get(outcome, {}).items():
            for check in checks:
                said = Finding(check.id, str(check.row["message"] or ""), bool(check.row["confirmed"]))
                findings.setdefault(rule, []).append(said)
    used = {key: disclosure.url + (disclosure.uses.of(*key) or "") for key in years}
    return Summary(
        disclosure.id,
        disclosure.title,
        str(disclosure.descriptor.get("issued") or ""),
        Tally({outcome: checking.count(outcome) for outcome in outcomes}, checking.compared, checking.figures),
        {rule: tuple(found) for rule, found in findings.items()},
        used,
    )
