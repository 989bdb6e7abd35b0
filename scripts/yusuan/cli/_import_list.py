"""`yusuan import --list`: many disclosures in one command, which can be interrupted and run again."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from yusuan.cli._common import again, count, echo_problem, said
from yusuan.console import Progress, echo, print_indented
from yusuan.errors import YusuanError
from yusuan.unseen import escaped

if TYPE_CHECKING:
    from yusuan.importing import ImportReport
    from yusuan.importing.listed import Listed
    from yusuan.package.layout import PackageId, Packages


def import_list(
    path: Path, packages: Packages, without_narrative: bool, forms_dir: Path | None, repeat: bool, quiet: bool
) -> int:
    """Import all that a list names, each failure a line; returns the exit code: 2 where one failed."""
    from yusuan.importing.listed import read_list

    listed = read_list(path)
    done: list[PackageId] = []
    outcomes: Counter[str] = Counter()
    with Progress(len(listed), quiet=quiet) as progress:
        for one in listed:
            with progress.stage(one.name):
                outcome, report = _import(one, packages, without_narrative, forms_dir, repeat)
            outcomes[outcome] += 1
            if report:
                done.append(report.draft.id)
                unread = len(report.draft.resources["unread"])
                files = "" if report.is_alone else f"{count(len(report.draft.metadata['sources']), 'file')}, "
                changed = count(len(report.changes), "file") + " written" if report.changes else "nothing changed"
                echo(f"{one.name}: {files}{changed}, {unread:,} not understood")
    differing = _differing(packages, done)
    echo("")
    echo(f"{count(len(listed), 'disclosure')} in {path}:")
    for outcome in ("read whole", "read, but not all was understood", "already imported", "failed"):
        if outcomes[outcome]:
            print_indented(f"{outcome}: {outcomes[outcome]:,}", 2)
    if differing:
        print_indented(f"with figures that do not agree and are not confirmed: {len(differing):,}", 2)
        print_indented(again(f"yusuan check {' '.join(differing)}", packages.root), 4)
    if outcomes["failed"]:
        return 2
    return 1 if outcomes["read, but not all was understood"] or differing else 0


def _import(
    one: Listed, packages: Packages, without_narrative: bool, forms_dir: Path | None, repeat: bool
) -> tuple[str, ImportReport | None]:
    from yusuan.importing import import_files
    from yusuan.importing.listed import is_imported

    try:
        if one.error or one.package is None:
            raise one.error or YusuanError(one.name, "is no disclosure.")
        if not repeat and is_imported(one, packages):
            return "already imported", None
        report = import_files(
            one.files, one.package, packages, without_narrative=without_narrative, forms_dir=forms_dir
        )
    except YusuanError as error:
        return _failed(said(error))
    except OSError as error:
        return _failed(f"{error.filename or one.name}: {error.strerror or error}.")
    except Exception as error:  # noqa: BLE001 - a fault of the program in one document must not stop the others
        return _failed(f"{one.name}: the program failed ({type(error).__name__}: {error}). Please report it.")
    return "read whole" if report.whole else "read, but not all was understood", report


def _failed(line: str) -> tuple[str, None]:
    echo(f"yusuan: {escaped(line)}", err=True)
    return "failed", None


def _differing(packages: Packages, done: list[PackageId]) -> list[str]:
    """The packages with a discrepancy that nobody has confirmed, or a confirmation that holds no longer."""
    from yusuan.checks.confirmations import stale_confirmations
    from yusuan.checks.outcomes import checked, flagged

    if not done:
        return []
    with checked(packages, sorted(set(done))) as connection:
        found = {one.package for one in flagged(connection) if one.outcome == "discrepancy" and not one.confirmed}
        stale = stale_confirmations(connection)
    for problem in stale:
        echo_problem(problem, err=True)
    return sorted(found | {problem.package for problem in stale})
