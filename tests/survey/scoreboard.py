"""What became of each document, and how that is shown: by document, by region, for all, and as a summary."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

FIRST_SIX = 6


@dataclass(frozen=True)
class Result:
    """What became of one document. Relations and figures are counts, as the README beside this file defines them."""

    file: str
    package: str
    region: str
    outcome: str
    form: str = ""
    pages: int = 0
    promised: int = 0
    promised_found: int = 0
    first_six: int = 0
    tables: int = 0
    rows: int = 0
    hold: int = 0
    round: int = 0
    differ: int = 0
    unusual: int = 0
    not_checkable: int = 0
    figures: int = 0
    unread_figures: int = 0
    unread_other: int = 0
    prose_figures: int = 0
    claims: int = 0
    key_figures: int = 0
    prose_unread: int = 0
    problems: int = 0
    seconds: float = field(default=0.0, compare=False)

    @property
    def imported(self) -> bool:
        """Whether it became a package."""
        return self.outcome == "imported"


def show(results: Sequence[Result]) -> None:
    """One line per document, per region, and for all."""
    print(f"{'document':<14}{'package':<42}{'s':>6}{'pages':>6} {'prom.':>6}{'1-6':>4}{'tab.':>5}{'rows':>6}"
          f"{'hold':>6}{'round':>6}{'differ':>7}{'unus.':>6}{'n/c':>5}{'figures':>8}{'unread':>7}{'other':>6}"
          f"{'prose':>7}{'claims':>7}{'key':>5}{'unread':>7}{'faults':>7}")  # fmt: skip
    for result in results:
        _line(result.file, result.package if result.imported else result.outcome, [result])
    regions: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        regions[result.region].append(result)
    for region, of_region in sorted(regions.items()):
        _line(region or "no region", f"{len(of_region)} documents", of_region)
    _line("all", f"{sum(r.imported for r in results)} of {len(results)} imported", results)
    held, counted = (
        sum(r.hold + r.round for r in results),
        sum(r.hold + r.round + r.differ + r.not_checkable for r in results),
    )
    figures, unread = sum(r.figures for r in results), sum(r.unread_figures for r in results)
    print(f"relations that hold or round: {held:,} of {counted:,} ({_percent(held, counted)})")
    print(f"figures in tables unread: {unread:,} of {figures:,} ({_percent(unread, figures)})")
    prose, prose_unread = sum(r.prose_figures for r in results), sum(r.prose_unread for r in results)
    print(f"figures in prose unread: {prose_unread:,} of {prose:,} ({_percent(prose_unread, prose)})")
    uneven = [r.file for r in results if r.claims + r.key_figures + r.prose_unread != r.prose_figures]
    print(f"documents whose claims, key figures and unread are not all figures of their prose: {_listed(uneven)}")
    with_six = sum(r.first_six == FIRST_SIX for r in results)
    print(
        f"documents with all of tables 1-6: {with_six} of {len(results)}; valid packages: {sum(r.imported and not r.problems for r in results)}"
    )


def _listed(names: Sequence[str]) -> str:
    return f"{len(names)}: {', '.join(names)}" if names else "none"


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f} %" if whole else "none"


def _line(what: str, detail: str, of: Sequence[Result]) -> None:
    total = {f.name: sum(getattr(r, f.name) for r in of) for f in fields(Result) if f.type in ("int", "float")}
    print(
        f"{what:<14}{detail[:41]:<42}{total['seconds']:>6.1f}{total['pages']:>6}"
        f" {total['promised_found']:>3}/{total['promised']:<2}{total['first_six']:>4}{total['tables']:>5}{total['rows']:>6}"
        f"{total['hold']:>6}{total['round']:>6}{total['differ']:>7}{total['unusual']:>6}{total['not_checkable']:>5}"
        f"{total['figures']:>8}{total['unread_figures']:>7}{total['unread_other']:>6}"
        f"{total['prose_figures']:>7}{total['claims']:>7}{total['key_figures']:>5}{total['prose_unread']:>7}"
        f"{total['problems']:>7}",
        flush=True,
    )


def write_summary(results: Iterable[Result], path: Path) -> None:
    """The results as CSV, without the times."""
    rows = [{name: value for name, value in asdict(result).items() if name != "seconds"} for result in results]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [f.name for f in fields(Result) if f.name != "seconds"], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


COMPARED = (
    "outcome", "tables", "rows", "figures", "unread_figures", "unread_other", "hold", "differ", "unusual", "not_checkable",
    "prose_figures", "claims", "key_figures", "prose_unread", "problems",
)  # fmt: skip
"""What a change of a reader or a rule is judged by."""


def changes(results: Iterable[Result], earlier: Path) -> list[str]:
    """What differs from an earlier summary: a line per document and column. A column that it lacks is left out."""
    with earlier.open(encoding="utf-8", newline="") as file:
        before = {row["file"]: row for row in csv.DictReader(file)}
    found = []
    for result in results:
        if (old := before.get(result.file)) is None:
            found.append(f"{result.file}: not in the earlier summary")
            continue
        for name in COMPARED:
            now = str(getattr(result, name))
            if name in old and old[name] != now:
                found.append(f"{result.file}: {name} {old[name]} -> {now}")
    missing = before.keys() - {result.file for result in results}
    return [*found, *(f"{name}: only in the earlier summary" for name in sorted(missing))]
