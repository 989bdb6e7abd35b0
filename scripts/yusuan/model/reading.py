"""Reads concepts and tables from the data of a TOML file."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from yusuan.model.parts import Concept, Field, Item, Side, Table, Words

Data = Mapping[str, Any]

TYPES = {"amount": "number", "rate": "number", "flag": "boolean"}
TYPES |= dict.fromkeys(("count", "number", "level", "row"), "integer")
BLOCK = "block_"
"""What the concepts of a block's structure begin with: its labels, markers, levels, totals."""
_IDENTITY = ("code", "name")
_MADE_UP = ("part", "words")
"""The roles of what is read and kept in other columns, or not at all. Whatever else is read needs a column."""
ITEMS = "items"
"""The layout of a table whose amounts are distinguished by words for items and periods: of its columns only funds have
headers of their own."""


def read_concept(name: str, data: Data) -> Concept:
    """A section of concepts.toml, or a column of records.toml."""
    words = [*([Words(tuple(data["headers"]))] if "headers" in data else []), *map(_words, data.get("words", []))]
    known = {field.name for field in dataclasses.fields(Concept)} - {"name", "words"}
    said = {key: value for key, value in data.items() if key in known}
    return Concept(**{"name": name, "type": TYPES.get(data["role"], "string"), **said, "words": tuple(words)})


def read_table(data: Data, sets: Mapping[str, Sequence[str]], concepts: Mapping[str, Concept]) -> Table:
    """A section `tables`.

    Raises `KeyError` for a concept or a set that is not there, `ValueError` for one of `parts` that needs a column.
    """
    sides = tuple(Side(**{key: _frozen(value) for key, value in side.items()}) for side in data.get("sides", []))
    fields = tuple(_fields(data, sides, sets, concepts))
    for name in data.get("parts", []):
        role = _concept_of(name, data, sides, concepts)[1].role
        if role not in _MADE_UP:
            raise ValueError(f"has {name!r} among its parts, but its role is {role}: no other column can contain it.")
    known = {field.name for field in dataclasses.fields(Table)} - {"sides", "items", "fields", "columns"}
    said = {key: _frozen(value) for key, value in data.items() if key in known}
    return Table(
        **said,
        sides=sides,
        fields=fields,
        items=tuple(Item(i["item"], tuple(i["labels"]), i.get("level")) for i in data.get("items", [])),
        columns=tuple(_columns(data, sides, fields, concepts)),
    )


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _words(data: Data) -> Words:
    return Words(*(tuple(data.get(key, ())) for key in ("headers", "under", "not_under")))


def _fields(
    data: Data, sides: Sequence[Side], sets: Mapping[str, Sequence[str]], concepts: Mapping[str, Concept]
) -> Iterator[Field]:
    """The columns of a table: named after their concepts, or written out."""
    for column in data.get("columns", []):
        role = column.get("role", "number" if column["type"] in ("integer", "number") else "words")
        yield Field(
            column["name"],
            read_concept(column["name"], {**column, "role": role}),
            "",
            "",
            column.get("optional", False),
        )
    changed = data.get("changed", {})
    for entry in data.get("fields", []):
        for word in sets[entry[1:]] if entry.startswith("@") else [entry]:
            name = word.removesuffix("?")
            side, concept = _concept_of(name, data, sides, concepts)
            concept = dataclasses.replace(concept, **changed.get(name, {}))
            direction = side.direction if side else data.get("direction", "expenditure")
            yield Field(
                name, concept, side.name if side else "", direction if concept.role == "amount" else "", word != name
            )


def _concept_of(
    name: str, data: Data, sides: Sequence[Side], concepts: Mapping[str, Concept]
) -> tuple[Side | None, Concept]:
    """The concept that a column is one of, and the side that it stands on; its title names the side."""
    if name in data.get("concepts", {}):
        return None, concepts[data["concepts"][name]]
    classification = data.get("classification", "")
    side = _side_of(name, sides)
    if side is None:
        own = f"{classification}_{name}" if classification and name in _IDENTITY else name
        return None, concepts[own]
    rest = name.removeprefix(f"{side.name}_")
    if rest in _IDENTITY:
        return side, concepts[f"{classification}_{rest}"]
    if f"{BLOCK}{rest}" in concepts:
        concept = concepts[f"{BLOCK}{rest}"]
        return side, dataclasses.replace(
            concept, title=side.title + concept.title, title_en=f"{side.title_en} {concept.title_en}"
        )
    concept = concepts[rest]
    english = concept.title_en[:1].lower() + concept.title_en[1:]
    return side, dataclasses.replace(
        concept, title=f"{side.title}：{concept.title}", title_en=f"{side.title_en}: {english}"
    )


def _side_of(name: str, sides: Sequence[Side]) -> Side | None:
    found = [side for side in sides if name.startswith(f"{side.name}_")]
    return max(found, key=lambda side: len(side.name), default=None)


def _columns(
    data: Data, sides: Sequence[Side], fields: Sequence[Field], concepts: Mapping[str, Concept]
) -> Iterator[tuple[str, Words]]:
    """The words of each column in the order in which they are tried.

    Words that need others above them come first: what stands under something is never taken by what stands alone.
    Of both kinds the table's own come first, the others in the order of the concepts.
    """
    own = [(word["field"], _words(word)) for word in data.get("words", [])]
    said = {name for name, _ in own}
    order = {name: number for number, name in enumerate(concepts)}
    found: list[tuple[int, str, Words]] = []
    written_out = {column["name"] for column in data.get("columns", [])}
    for name in [*data.get("parts", []), *(field.name for field in fields)]:
        if name in said or name in written_out:
            continue
        for concept in _word_concepts(name, data, sides, concepts):
            if data.get("layout") != ITEMS or concept.fund or concept.role != "amount":
                found += [(order[concept.name], name, words) for words in concept.words]
    for side in sides:
        under = () if side.label_stands_alone else side.under
        own.append((f"{side.name}_label", Words(side.labels, under)))
    found = [
        (place, name, _on_side(words, _side_of(name, sides)))
        for place, name, words in found
        if not name.endswith("_label")
    ]
    ordered = [*own, *((name, words) for _, name, words in sorted(found, key=lambda entry: entry[0]))]
    if data.get("layout") != ITEMS:
        yield from (entry for entry in ordered if entry[1].under)
    yield from (entry for entry in ordered if not entry[1].under)


def _on_side(words: Words, side: Side | None) -> Words:
    """Words of a column on a side: below that side's own, unless they need others above them."""
    return words if side is None or words.under else dataclasses.replace(words, under=side.under)


def _word_concepts(name: str, data: Data, sides: Sequence[Side], concepts: Mapping[str, Concept]) -> Iterator[Concept]:
    """The concepts whose words head a column: its own, and for a code or a name what is said of any subject."""
    side, concept = _concept_of(name, data, sides, concepts)
    if side and concept.name.startswith(BLOCK):
        return
    if not side and data.get("classification") and name in _IDENTITY:
        yield concepts[f"subject_{name}"]
    yield concepts[concept.name]
