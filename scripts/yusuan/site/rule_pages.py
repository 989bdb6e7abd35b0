"""The rules of the checks: one page for all, one for each, with what they found in every disclosure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from yusuan.site.checking import OUTCOMES
from yusuan.site.departments import HOME, Agency, Branch, tree
from yusuan.site.render import Page
from yusuan.site.source import Row
from yusuan.site.summary import Finding, Summary

COUNTS = {
    "pass": "passed",
    "rounding": "rounding",
    "discrepancy": "discrepancies",
    "unusual": "unusual",
    "not-checkable": "not_checkable",
}
"""Outcome → the column of `check_rules` that counts it."""

_SHOWN = 200
"""No page lists more discrepancies than this one by one; the disclosures' own pages list them all."""


@dataclass(frozen=True)
class Result:
    """What came of a rule, or of all rules, in one disclosure: outcome → how many checks."""

    disclosure: Summary
    agency: str
    counts: Mapping[str, int]


def rule_pages(
    rules: Mapping[str, Row], outcomes: list[Row], disclosures: list[Summary], agencies: list[Agency]
) -> Iterator[Page]:
    """`/checks/` and `/checks/<rule>/`; none where no checks were made."""
    names = {agency.slug: agency.name for agency in agencies}
    if not rules:
        return
    by_rule: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for row in outcomes:
        by_rule[row["rule"], row["package"]][row["outcome"]] = int(row["checks"])
    ordered = sorted(rules.values(), key=lambda rule: (-rule["discrepancies"], -rule["unusual"], rule["rule"]))
    totals = {outcome: sum(int(rule[count]) for rule in rules.values()) for outcome, count in COUNTS.items()}
    groups = [(branch.name, list(_whole(branch))) for branch in tree(agencies)]
    context = {"rules": ordered, "columns": COUNTS, "totals": totals, "groups": groups, "count": len(disclosures)}
    words = f"{len(rules)} 条规则：同一件事印在两处，应当怎样一致；在哪里不一致。"
    yield Page("checks/", "rules.html", "核对", words, context, HOME)
    crumbs = (*HOME, ("核对", "checks/"))
    for name, rule in rules.items():
        results = [Result(d, names[d.id.agency], by_rule[name, str(d.id)]) for d in disclosures]
        context = {
            "rule": rule,
            "columns": COUNTS,
            "results": _by_discrepancies([result for result in results if result.counts]),
            "found": list(_found(name, disclosures, names))[:_SHOWN],
        }
        yield Page(f"checks/{name}/", "rule.html", str(rule["title"]), f"核对规则：{rule['title']}。", context, crumbs)


def _whole(branch: Branch) -> Iterator[Result]:
    """All rules together, for every disclosure of a region: in the order of its departments, the latest year first."""
    for agency in branch.all_agencies:
        for d in agency.disclosures:
            yield Result(d, agency.name, {outcome: d.checking.count(outcome) for outcome in OUTCOMES})


def _by_discrepancies(results: list[Result]) -> list[Result]:
    """Where most does not agree first; those that agree alike stay in their own order."""
    return sorted(results, key=lambda r: (-r.counts.get("discrepancy", 0), -r.counts.get("unusual", 0)))


def _found(rule: str, disclosures: list[Summary], names: Mapping[str, str]) -> Iterator[tuple[Summary, str, Finding]]:
    for disclosure in disclosures:
        for found in disclosure.findings.get(rule, ()):
            yield disclosure, names[disclosure.id.agency], found
