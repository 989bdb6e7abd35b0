"""`yusuan forms`: the ways of printing a budget that can be read."""

from __future__ import annotations

from pathlib import Path

import click

from yusuan.cli._common import forms_option
from yusuan.console import print_table


@click.command("forms", short_help="List the known forms, or explain one.")
@click.argument("word", metavar="[FORM]", required=False)
@forms_option
def command(word: str | None, forms_dir: Path | None) -> int:
    """List the known forms, or explain one: its tables, their titles and their columns.

    A form is a file of data: how one place prints its budget. A document is read by the form that fits it best.

    Exit codes: 0 shown, 1 a form's file is broken, 2 there is no such form.
    """
    from yusuan.errors import UsageError
    from yusuan.forms import load_forms

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
    form = forms[word]
    click.echo(f"{form.name} · {form.title}\n{form.description}\n{form.description_en}")
    for table in form.tables:
        click.echo(f"\n{table.table_name} ({table.layout}): {', '.join(table.titles)}")
        print_table(
            ("field", "headers"), [(column.field, " | ".join(sorted(column.headers))) for column in table.columns]
        )
    return 0
