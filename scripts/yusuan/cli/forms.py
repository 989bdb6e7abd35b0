"""`yusuan forms`: the ways of printing a budget that can be read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from yusuan.cli._common import Source, count, forms_option
from yusuan.console import echo, print_indented, print_table

if TYPE_CHECKING:
    from yusuan.forms import ColumnForm, Form


@click.command("forms", short_help="List the known forms, explain one, or draft one.")
@click.argument("word", metavar="[FORM]", required=False)
@click.option(
    "--draft",
    "source",
    type=Source(),
    metavar="SOURCE",
    help="Print a draft of a form for this document: what it prints that no form knows.",
)
@forms_option
def command(word: str | None, source: Path | None, forms_dir: Path | None) -> int:
    """List the known forms, or explain one: its tables, their titles and their columns.

    A form is a file of data: how one place prints its budget. A document is read by the form that fits it best.

    With --draft, print a form file that inherits what every place prints, and lists each title, header and label of
    the document SOURCE that no form knows, with its place and the known words that are most like it. Put it into a
    folder, mend it, and import with --forms DIR; no installation is needed.

    Exit codes: 0 shown, 1 a form's file is broken, 2 there is no such form, or SOURCE cannot be read.
    """
    from yusuan.errors import UsageError
    from yusuan.forms import load_forms

    if source is not None:
        return _draft(source, forms_dir)
    forms = {form.name: form for form in load_forms(forms_dir)}
    if word is None:
        print_table(
            ("form", "what it is", "tables"),
            [(form.name, form.title, len(form.tables)) for form in forms.values()],
            right=(2,),
        )
        return 0
    if word not in forms:
        raise UsageError(word, "is not a known form.", f"The known forms are {', '.join(forms)}.")
    _explain(forms[word])
    return 0


def _explain(form: Form) -> None:
    print_indented(f"{form.name} · {form.title}")
    print_indented(form.description, 2)
    print_indented(form.description_en, 2)
    for table in form.tables:
        echo(f"\n{table.table_name} ({table.layout})")
        print_indented("titled " + " | ".join(table.titles), 2)
        under = any(column.under for column in table.columns)
        heads = ("field", "headed", "below") if under else ("field", "headed")
        print_table(heads, [_column(column)[: len(heads)] for column in table.columns])
        if table.items:
            echo("")
            print_table(("item", "labelled"), [(item.item, " | ".join(sorted(item.labels))) for item in table.items])


def _column(column: ColumnForm) -> tuple[str, str, str]:
    return column.field, " | ".join(sorted(column.headers)), " | ".join(sorted(column.under))


def _draft(source: Path, forms_dir: Path | None) -> int:
    from yusuan.forms import load_forms
    from yusuan.importing.form_draft import draft_form, unknown_in

    load_forms(forms_dir)  # a form's file that is broken is told before the document is read
    form, unknown = unknown_in(source, forms_dir)
    click.echo(draft_form(unknown, source.name, form), nl=False)
    matched = sum(one.match is not None for one in unknown)
    said = f"{count(len(unknown), 'word')} {'is' if len(unknown) == 1 else 'are'} not known"
    echo(f"{source}: {said}; {matched:,} of them similar to a known word.", err=True)
    return 0
