"""Form files as data: those that come with the program, those of a folder, and what they inherit from each other."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from yusuan.errors import UsageError, YusuanError
from yusuan.inputs import read_named
from yusuan.model import Model, Table, load_model

Data = dict[str, Any]

# What says which entry of a list of tables is meant: a table's name, a column's field, an item.
_IDENTITY = ("table_name", "field", "item", "topic", "name")
MAX_BYTES = 1_000_000
UNITS = "units"
"""The layout of lists of the units whose budgets a document adds up: they stand in the text and have no title."""


def read_form_files(folder: Path | None = None) -> dict[str, Data]:
    """The data of every form by its name: those of `folder` first, each with all that it inherits.

    A form of the folder takes the place of one of the same name that comes with the program. A TOML file without
    `name` is no form. Raises UsageError for a folder that is not there, YusuanError for a file that is not sound.
    """
    own: dict[str, Data] = {}
    if folder is not None:
        if not folder.is_dir():
            raise UsageError(str(folder), "there is no such folder.", "Name a folder of form files with --forms.")
        own = _read(folder.iterdir(), str(folder))
    known = own | {
        name: data for name, data in _read(files("yusuan.forms").iterdir(), "forms").items() if name not in own
    }
    tables = words_of_tables(load_model())
    return {name: merge(tables, _inherited(name, known, ())) for name in known}


def _read(entries: Iterable[Path | Traversable], folder: str) -> dict[str, Data]:
    found: dict[str, Data] = {}
    for entry in sorted(entries, key=lambda entry: entry.name):
        if not entry.name.endswith(".toml"):
            continue
        place = f"{folder}/{entry.name}"
        try:
            text = read_named(entry, MAX_BYTES).decode() if isinstance(entry, Path) else entry.read_text("utf-8")
            data = tomllib.loads(text)
        except OSError as error:
            raise YusuanError(place, f"cannot be read ({error.strerror}).", "Put a plain file there.") from error
        except RecursionError:
            raise YusuanError(place, "is not TOML: nested too deeply.", "Mend it by hand.") from None
        except ValueError as error:  # of TOML, of UTF-8, and of a number of thousands of digits
            raise YusuanError(place, f"is not TOML: {error}.", "Mend it by hand.") from error
        if isinstance(data.get("name"), str):
            found[data["name"]] = data
    return found


def words_of_tables(model: Model) -> Data:
    """The titles, headers and labels of every table of the model, as a form would say them: every form begins so."""
    listed = [_words_of(table) for table in model.tables.values() if table.layout and table.titles]
    units = next((table for table in model.tables.values() if table.layout == UNITS), None)
    return {"tables": listed, "units": {"columns": _words_of(units)["columns"] if units else []}}


def _words_of(table: Table) -> Data:
    return {
        "table_name": table.name,
        "titles": list(table.titles),
        "layout": table.layout,
        "economic": table.economic_title,
        "columns": [
            {"field": name, **{key: list(said) for key, said in vars(words).items() if said}}
            for name, words in table.columns
        ],
        "items": [
            {"item": item.item, "labels": list(item.labels), **({} if item.level is None else {"level": item.level})}
            for item in table.items
        ],
    }


def _inherited(name: str, known: dict[str, Data], heirs: tuple[str, ...]) -> Data:
    data = known[name]
    base = data.get("inherits")
    if base is None:
        return data
    if base not in known or base in (*heirs, name):
        raise YusuanError(
            f"form {name}", f"inherits {base!r}, which is not another form.", f"Name one of: {', '.join(known)}."
        )
    merged = merge(_inherited(base, known, (*heirs, name)), data)
    # A form's places are its own: what it inherits from is printed elsewhere too.
    return {**merged, "places": data.get("places", [])}


def merge(base: Data, own: Data) -> Data:
    """What a form says, on top of what it inherits: words are added to lists of words, entries of tables, columns and
    items to those of the same name, and a single value takes the place of the inherited one."""
    merged = dict(base)
    for key, value in own.items():
        before = base.get(key)
        if isinstance(value, dict) and isinstance(before, dict):
            merged[key] = merge(before, value)
        elif isinstance(value, list) and isinstance(before, list):
            merged[key] = _merged_list(before, value)
        else:
            merged[key] = value
    return merged


def _merged_list(base: list[Any], own: list[Any]) -> list[Any]:
    merged = list(base)
    words = {value for value in base if isinstance(value, str)}
    for value in own:
        if isinstance(value, str):
            # Most lists are of words, which need not be compared with each other one by one.
            merged += [] if value in words else [value]
            words.add(value)
            continue
        same = next((number for number, entry in enumerate(merged) if _same(entry, value)), None)
        if same is None:
            merged.append(value)
        elif isinstance(value, dict):
            merged[same] = merge(merged[same], value)
    return merged


def _same(entry: Any, value: Any) -> bool:
    if not isinstance(entry, dict) or not isinstance(value, dict):
        return bool(entry == value)
    key = next((key for key in _IDENTITY if key in value), None)
    if key is None or entry.get(key) != value[key]:
        return False
    # A summary has a column such as 合计 on each side: a form that says under what it stands means that one.
    above, own = set(entry.get("under", ())), set(value.get("under", ()))
    return above == own or bool(above & own)
