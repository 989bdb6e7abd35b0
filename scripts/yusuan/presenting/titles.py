"""What official tables and their columns are called in words, as the model calls them."""

from __future__ import annotations

from yusuan.model import Table, load_model


def official(number: int) -> Table:
    """The official table of this number, 1 to 10."""
    model = load_model()
    return model.tables[model.official[number - 1]]


def table_title(number: int) -> str:
    """The title of an official table in its brackets: 《收入总体情况表》."""
    return f"《{official(number).title}》"


def amount_titles(number: int) -> dict[str, str]:
    """Every column of amounts of an official table → its title, in the order of the table."""
    return {field.name: field.title for field in official(number).amounts}


def code_and_name(number: int) -> tuple[str, str]:
    """What an official table calls the code and the name of its rows."""
    fields = official(number).by_name
    return fields["code"].title, fields["name"].title
