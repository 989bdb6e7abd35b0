"""The rules of the checks: one page for all, one for each, with what they found in every disclosure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from yusuan.site.checking import Check
from yusuan.site.disclosure import Disclosure
from yusuan.site.render import Page
from yusuan.site.source import Row

_HOME = (("首页", ""),)
COUNTS = ("passed", "rounding", "discrepancies", "unusual", "not_checkable")


def rule_pages(rules: Mapping[str, Row], disclosures: list[Disclosure], names: Mapping[str, str]) -> Iterator[Page]:
    """`/checks/` and `/checks/<rule>/`; none where no checks were made."""
    if not rules:
        return
    found: dict[str, list[tuple[Disclosure, str, Check]]] = defaultdict(list)
    for disclosure in disclosures:
        for outcome in ("discrepancy", "unusual"):
            for check in disclosure.checking.outcomes.get(outcome, []) if disclosure.checking else []:
                found[check.row["rule"]].append((disclosure, names[disclosure.id.agency], check))
    totals = {count: sum(int(rule[count]) for rule in rules.values()) for count in COUNTS}
    context = {"rules": list(rules.values()), "totals": totals, "count": len(disclosures)}
    yield Page("checks/", "rules.html", "核对规则", "印出的数怎样互相核对，每条规则核对出了什么。", context, _HOME)
    crumbs = (*_HOME, ("核对规则", "checks/"))
    for name, rule in rules.items():
        context = {"rule": rule, "found": found[name]}
        yield Page(f"checks/{name}/", "rule.html", str(rule["title"]), f"核对规则：{rule['title']}。", context, crumbs)
