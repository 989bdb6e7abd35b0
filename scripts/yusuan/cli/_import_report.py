"""What `yusuan import` prints: what the document is, what was read, what does not agree, what is unread, what to do."""

from __future__ import annotations

import shlex
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yusuan.cli._common import PACKAGES, again, count
from yusuan.console import echo, print_indented, print_table
from yusuan.language import current, say

if TYPE_CHECKING:
    from yusuan.checks.outcomes import Flagged
    from yusuan.document import Document
    from yusuan.importing import ImportReport
    from yusuan.importing.places import Places
    from yusuan.package.layout import Packages

# How much of a long list is shown; all of it is in the package.
GROUPS, ALIKE, ENTRIES, WORDS, MARGINS = 12, 6, 3, 40, 3

_APART = ("tables", "searches", "provenance", "unread")
_MISSING = {
    "absent": "Searched for everywhere, and not in this document",
    "not-read": "Not read, though it may be in this document",
    "empty": "Empty, without a statement below it",
}

_PERSONAL = {
    "identity-number": "identity number",
    "telephone": "telephone",
    "account": "bank account",
    "e-mail": "e-mail",
    "name": "name",
}


def show_identity(report: ImportReport) -> None:
    """What the document says that it is, each word with its place, and what the command's words confirm."""
    from yusuan.words import key

    said, package = report.said, report.draft.id
    print_indented(said.title or str(package))
    echo("")
    title, place = key(said.title or ""), _place_of(report, said.title)
    named = f"read from its title{place}" if key(said.issuer or "") in title else "named in the document"
    dated = f"read from its title{place}" if title else "stated above its tables"
    supplied = "" if report.draft.metadata["title"] == said.title else report.draft.metadata["title"]
    rows = [
        *([("title", supplied, "what stands in 〔〕 is not printed as its title")] if supplied else []),
        ("department", said.issuer or package.agency, named if said.issuer else "named by --agency alone"),
        *([("or", said.other_issuer, "stated above its tables: not what the title says")] if said.other_issuer else []),
        ("year", package.year, f"{dated}; as --year says" if said.states_year else "named by --year alone"),
        ("kind", package.kind, f"{dated}; as --kind says" if said.states_kind else "named by --kind alone"),
        ("signed", said.issued or say("no date found"), ""),
        ("form", report.form.name, report.form.title),
    ]
    for number, source in enumerate(report.draft.metadata["sources"], start=1):
        file = next((file for file in report.files if file.number == number), None)
        name = "file" if report.is_alone else f"file {number}"
        known = "" if report.is_alone else f"{source.get('file') or source['title']}: "
        is_of = (file.document.format, known + _size(file.document)) if file else ("", f"{known}as it was")
        rows.append((name, *is_of))
    print_table(("it is", "", ""), [(say(name), shown, say(note)) for name, shown, note in rows])
    echo("")


def _size(document: Document) -> str:
    from yusuan.document import Table

    tables = sum(isinstance(block, Table) for block in document.blocks)
    return f"{count(len(document.blocks) - tables, 'line')}, {count(tables, 'table')}"


def _place_of(report: ImportReport, title: str | None) -> str:
    from yusuan.document import Line
    from yusuan.place import in_file
    from yusuan.words import key

    wanted = key(title or "")
    for number, document in report.documents.items():
        for block in document.blocks:
            if isinstance(block, Line) and wanted and key(block.text) and wanted.startswith(key(block.text)):
                return f" at {in_file(block.place, number)}"
    return ""


def show_tables(report: ImportReport, tallies: Mapping[str, Counter[str]], unread: Mapping[str, int]) -> None:
    """What was read, table by table: state, rows, amounts, checks that hold and do not, things not understood."""
    resources = report.draft.resources
    rows: list[tuple[object, ...]] = []
    for row in resources["tables"]:
        name = str(row["table_name"])
        title = row.get("printed_title") or row.get("contents_title") or report.title(name)
        read = (len(resources.get(name, [])), report.amounts(name)) if name in resources else ("", "")
        rows.append((row["table_number"], title, say(str(row["state"])), *read, *_judged(name, tallies, unread)))
    listed = {str(row["table_name"]) for row in resources["tables"]} | {*_APART}
    rows.extend(
        ("", report.title(name), "", len(entries), "", *_judged(name, tallies, unread))
        for name, entries in resources.items()
        if name not in listed
    )
    heads = ("", "table", "state", "rows", "amounts", "agree", "differ", "unread")
    print_table(heads, rows, right=(0, 3, 4, 5, 6, 7))
    echo("")
    balance = sorted(report.balance.items(), key=lambda item: (-item[1], item[0]))
    numbers = sum(number for _, number in balance)
    echo(f"Numbers in {_what_was_read(report)}: {numbers:,}, each accounted for:")
    print_indented(", ".join(f"{say(kind)} {held:,}" for kind, held in balance), 2)
    _show_margins(report)


def _show_margins(report: ImportReport) -> None:
    """What was taken for a part of the pages and not of the text: a title among it would be a fault."""
    from yusuan.reading.pdf_margins import is_page_number

    lines = [line.text for document in report.documents.values() for line in document.margins]
    if lines:
        echo(f"Left out as headers, footers and page numbers: {count(len(lines), 'line')}")
        for text, many in Counter(text for text in lines if not is_page_number(text)).most_common(MARGINS):
            print_indented(f"“{text}” {many:,} ×", 2)


def _what_was_read(report: ImportReport) -> str:
    if report.is_alone:
        return "the document"
    return f"file {report.files[0].number}" if len(report.files) == 1 else "the files read"


def _judged(name: str, tallies: Mapping[str, Counter[str]], unread: Mapping[str, int]) -> tuple[object, ...]:
    tally = tallies.get(name, Counter())
    return tally["pass"] + tally["rounding"] or "", tally["discrepancy"] or "", unread.get(name) or ""


def show_flagged(found: Sequence[Flagged], counted: Mapping[str, int], every: str) -> None:
    """What does not add up, and what breaks a convention, by rule; `every` is the command that lists all of it."""
    from yusuan.checks.rules import load_rules

    echo("")
    said = ", ".join(f"{number:,} {outcome}" for outcome, number in counted.items())
    echo(f"Checks: {sum(counted.values()):,} ({said})")
    titles = {rule.name: rule.title if current() == "zh" else rule.title_en for rule in load_rules()}
    for outcome, says in (("discrepancy", "Does not agree"), ("unusual", "Unusual")):
        chosen = [entry for entry in found if entry.outcome == outcome]
        if not chosen:
            continue
        confirmed = sum(entry.confirmed for entry in chosen)
        echo(f"{says}: {len(chosen):,}" + (f", {confirmed:,} of them confirmed" if confirmed else ""))
        by_rule: dict[str, list[Flagged]] = defaultdict(list)
        # What nobody has confirmed comes first: it is what is to be looked at.
        for entry in sorted(chosen, key=lambda entry: entry.confirmed):
            by_rule[entry.rule].append(entry)
        for rule, entries in list(by_rule.items())[:GROUPS]:
            print_indented(f"{titles.get(rule, rule)} [{rule}]", 2)
            for entry in entries[:ENTRIES]:
                print_indented(f"{entry.message}{' (confirmed)' if entry.confirmed else ''}", 4)
                print_indented(f"at {_few(entry.places.split())}", 6)
            _rest(len(entries) - ENTRIES, every, 4)
        _rest(sum(len(entries) for entries in list(by_rule.values())[GROUPS:]), every, 2)


def show_unread(report: ImportReport, places: Places, file: Path) -> None:
    """What was not understood, grouped by table and reason, each with its place."""
    unread = report.draft.resources["unread"]
    echo("")
    if not unread:
        echo("Not understood: nothing.")
        return
    echo(f"Not understood: {count(len(unread), 'thing')}; all of them are in {file}")
    titles = {str(row["table_name"]): row.get("printed_title") for row in report.draft.resources["tables"]}
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in unread:
        groups[places.belongs_to(str(row["source"]))].append(row)
    for group, rows in list(groups.items())[:GROUPS]:
        if group in report.draft.resources:
            heading = f"{group} · {titles.get(group) or report.title(group)}"
        else:
            heading = f"a table at {group} · “{places.first_words(group)}”" if group else "the text"
        print_indented(f"{heading}: {len(rows):,}", 2)
        _show_alike(rows, file)
    _rest(sum(len(rows) for rows in list(groups.values())[GROUPS:]), str(file), 2)


def _show_alike(rows: Iterable[Mapping[str, Any]], file: Path) -> None:
    alike: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        # “Nothing holds the number 12.5” and “… 7” are one reason.
        text, reason = str(row["text"]), str(row["reason"])
        alike[str(row["kind"]), reason.replace(text, "…") if text else reason].append(row)
    for (kind, reason), entries in list(alike.items())[:ALIKE]:
        print_indented(f"{say(kind)}: {say(reason)}", 4)
        for entry in entries[:ENTRIES]:
            text = str(entry["text"])
            print_indented(f"{entry['source']} “{text[:WORDS]}{'…' if len(text) > WORDS else ''}”", 6)
        _rest(len(entries) - ENTRIES, str(file), 6)
    _rest(sum(len(entries) for entries in list(alike.values())[ALIKE:]), str(file), 4)


def show_withheld(report: ImportReport, permissions: Path) -> None:
    """How many personal data of each kind were masked, and where; never the data themselves."""
    found = [
        (datum.kind, datum.place if file.number == 1 else f"{file.number}#{datum.place}")
        for file in report.files
        for datum in file.recognition.withheld
    ]
    if not found:
        return
    echo("")
    echo(f"Personal data: {len(found):,}, masked in every table and in all that is published")
    places: dict[str, list[str]] = defaultdict(list)
    for kind, place in found:
        places[kind].append(place)
    for name, at in sorted(places.items()):
        print_indented(f"{count(len(at), _PERSONAL[name])}: {_few(at)}", 2)
    print_indented(f"One that is meant to be published, such as an office's own number: say so in {permissions}", 2)


def show_written(report: ImportReport, packages: Packages, existed: bool) -> None:
    """What the import wrote: every file that it changed, or only how many there are in a new package."""
    folder = packages.folder(report.draft.id)
    echo("")
    _show_additions([added.words for added in report.additions], packages.reference)
    if report.corrections:
        echo(f"Corrections applied: {report.corrections}")
    for change in report.changes if existed else ():
        echo(f"{folder / change.file}: {change.words}")
    echo(f"{folder}: {count(len(report.changes), 'file') + ' written' if report.changes else 'nothing changed'}.")


def _show_additions(additions: Sequence[str], reference: Path) -> None:
    """What was added to the reference: agencies, their names, and codes, each kind cut where it is long."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for words in additions:
        kinds[words.partition(" ")[0]].append(words)
    for added in kinds.values():
        print_indented(f"Added to the reference, unverified: {'; '.join(added[:ALIKE])}")
        _rest(len(added) - ALIKE, f"git diff {reference}", 2)


def show_missing(missing: Iterable[tuple[str, str, str]]) -> None:
    """What must be disclosed and is not in the document, was not read, or is empty without a statement below it."""
    by_state: dict[str, list[str]] = defaultdict(list)
    for _, item, state in missing:
        by_state[state].append(item)
    for state, items in by_state.items():
        print_indented(f"{say(_MISSING[state])}: {'; '.join(items)}")


def show_next(
    report: ImportReport,
    source: Path,
    unconfirmed: int,
    packages: Packages,
    before: object | None,
    forms_dir: Path | None,
) -> None:
    """What a person does now, in this order; commands name the folders that the import was given."""
    given = partial(again, packages=packages.root)
    package, form = report.draft.id, report.form.name
    folder = packages.folder(package)
    kinds = {str(row["kind"]) for row in report.draft.resources["unread"]}
    beside = given(f"yusuan review {package} {shlex.join(str(file.given.path) for file in report.files)}")
    steps = [f"Look at the document beside what was read from it, doubt by doubt, in a browser: {beside}"]
    if kinds & {"header", "label", "table"}:
        steps.append(
            "Titles, headers and labels that the form lacks belong in a form file. "
            f"See what is known: {again(f'yusuan forms {form}', PACKAGES, forms_dir)}. "
            f"Draft what is not: {again(f'yusuan forms --draft {shlex.quote(str(source))}', PACKAGES, forms_dir)}"
        )
    if kinds & {"number", "line"}:
        steps.append("Look at each number and line that was not understood, at its place in the document.")
    if unconfirmed:
        steps.append(
            f"Look at each of the {unconfirmed:,} that do not agree and are not confirmed. Read wrongly: say so in "
            f"{folder / 'data/corrections.csv'}. Printed so: say so in {folder / 'data/confirmations.csv'}; "
            f"its rows come from: {given(f'yusuan check {package} --to-confirm')}"
        )
    if report.additions:
        files = dict.fromkeys(str(added.file) for added in report.additions)
        steps.append(f"Look at what was added to the reference: {', '.join(files)}")
    steps.append(given(f"yusuan validate {package}"))
    if before is not None:
        steps.append(given(f"yusuan diff {before} {package}"))
    echo("")
    echo("Next:")
    for number, step in enumerate(steps, 1):
        print_indented(step, 2, f"{number}. ")


def _few(places: Sequence[str]) -> str:
    return " ".join(places[: WORDS // 4]) + (
        f" and {len(places) - WORDS // 4} more" if len(places) > WORDS // 4 else ""
    )


def _rest(number: int, where: str, indent: int) -> None:
    if number > 0:
        print_indented(f"… and {number:,} more: {where}", indent)
