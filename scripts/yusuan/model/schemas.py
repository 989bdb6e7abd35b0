"""The master Table Schemas, made from the model: what datapackages/schemas/ holds, to the byte."""

from __future__ import annotations

from typing import Any

from yusuan.model.model import Model
from yusuan.model.parts import Field, Table

PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
_FLAGS = {"trueValues": ["true"], "falseValues": ["false"]}
_DECIMAL = {"decimalChar": "."}
_VALUE = "value"
"""The column type of a measure in a Fiscal Data Package."""


def master_schemas(model: Model) -> dict[str, dict[str, Any]]:
    """Every master schema by the name of its table, in order."""
    return {name: table_schema(table, model) for name, table in model.tables.items()}


def table_schema(table: Table, model: Model) -> dict[str, Any]:
    """The Table Schema of one table."""
    schema: dict[str, Any] = {
        "$schema": PROFILE,
        "name": table.name,
        "title": table.title,
        "title_en": table.title_en,
        "description": table.description,
        "description_en": table.description_en,
    }
    if table.number is not None:
        schema["table_number"] = table.number
    if table.group == "further":
        schema["further"] = True
    schema["fields"] = [_field(field, model) for field in table.fields]
    schema["primaryKey"] = list(table.primary_key)
    schema["missingValues"] = [""]
    if table.foreign_keys:
        schema["foreignKeys"] = [dict(key) for key in table.foreign_keys]
    return schema


def _field(field: Field, model: Model) -> dict[str, Any]:
    concept = field.concept
    described: dict[str, Any] = {
        "name": field.name,
        "type": concept.type,
        "title": concept.title,
        "title_en": concept.title_en,
        "description": concept.description,
        "description_en": concept.description_en,
    }
    if field.is_amount:
        english = concept.title_en[0].lower() + concept.title_en[1:]
        described["description"] = concept.description or f"{concept.title}的金额；空白为文件未印"
        described["description_en"] = concept.description_en or f"Amount of {english}; blank where nothing is printed"
    if field.optional:
        described["optional"] = True
    if concept.type == "boolean":
        described |= _FLAGS
    if concept.constraints:
        described["constraints"] = {key: _listed(value, model) for key, value in concept.constraints.items()}
    if field.is_amount:
        described |= {"measure": True, "direction": field.direction, "columnType": _VALUE}
    elif concept.column_type:
        described["columnType"] = concept.column_type
    if concept.role in ("amount", "rate"):
        described |= _DECIMAL
    if concept.code_list:
        described["codeList"] = concept.code_list
    return described


def _listed(value: Any, model: Model) -> Any:
    """What a constraint allows. `@official` is, in a list, the names of that group, else their number."""
    if isinstance(value, str) and value.startswith("@"):
        return len(model.group(value[1:]))
    if not isinstance(value, list):
        return value
    groups = [word[1:] for word in value if isinstance(word, str) and word.startswith("@")]
    return [*model.group(*groups), *value[len(groups) :]]
