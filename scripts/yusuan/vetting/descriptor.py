"""What a descriptor may say: its folder's identity, the master schemas, paths inside the package, and no more."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from yusuan.package.descriptor import (
    CC0,
    MOST_FILES,
    PROFILE,
    RESOURCE_PROPERTIES,
    data_path,
    describe_resource,
    is_address,
    source_path,
)
from yusuan.package.problem import Report, quoted
from yusuan.package.schemas import KEPT, UNITS, Schema, columns_of, measures, printed_only, unit_of
from yusuan.unseen import NOT_TEXT
from yusuan.vetting.files import why_unsafe

_DATE = re.compile(r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", re.ASCII)
_VERSION = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6}){2}", re.ASCII)
_MAIL = re.compile(r"[^\s@:/?#<>\"'\\\x00-\x20\x7f]+@[^\s@:/?#<>\"'\\\x00-\x20\x7f]+")
_ADDRESSES = ("homepage", "path", "url", "email")
"""Properties of a descriptor and of its contributors that are made links, by whoever shows them."""
_LONGEST_TEXT = 10_000
_LONGEST_NAME = 255
_TEXTS = ("title", "title_en", "description", "description_en", "form", "issuer", "id", "region", "homepage")


@dataclass(frozen=True)
class Expected:
    """What a folder demands of its descriptor: the values it must have, its properties, its resources' schemas."""

    values: Mapping[str, object]
    properties: tuple[str, ...]
    schemas: Mapping[str, Schema]
    required: tuple[str, ...] = field(default=())


def vet_descriptor(descriptor: Mapping[str, Any], expected: Expected, report: Report) -> dict[str, dict[str, Any]]:
    """Report what is wrong; return the resources that may be read, by name, each at its own safe path."""
    for key in descriptor:
        if key not in expected.properties:
            report(f"{quoted(key)} is not a property of a package. Remove it.", field=str(key))
    for key, value in {"$schema": PROFILE, **expected.values}.items():
        if descriptor.get(key) != value or type(descriptor.get(key)) is not type(value):
            found = descriptor.get(key)
            report(f"is {quoted(found)}; here it must be {quoted(value)}.", field=key, value=found)
    if not descriptor.get("title"):
        report("is missing. Say what the package is.", field="title")
    for key in _TEXTS:
        if key in descriptor and not isinstance(descriptor[key], str):
            report("is not text.", field=key, value=descriptor[key])
    for key, value in descriptor.items():
        if key != "resources" and (why := _why_unfit(value)):
            report(f"{why}. Mend the text, or import the document again.", field=str(key))
    if descriptor.get("licenses") != [CC0]:
        report("is not CC0 1.0 alone. Write it as in the other packages.", field="licenses")
    if not _VERSION.fullmatch(str(descriptor.get("version"))):
        report("is not three numbers such as 1.0.0.", field="version", value=descriptor.get("version"))
    _vet_dates(descriptor, report)
    _vet_addresses(descriptor, report)
    _vet_sources(descriptor, report)
    return _vet_resources(descriptor, expected, report)


def _why_unfit(value: object) -> str | None:
    """Why some text in a property can stand on no page: no encoding or XML has a place for it, or it is too long."""
    if isinstance(value, str):
        if len(value) > _LONGEST_TEXT:
            return f"is longer than {_LONGEST_TEXT:,} characters"
        return "contains a control character" if NOT_TEXT.search(value) else None
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return next(filter(None, map(_why_unfit, inner)), None)


def _vet_dates(descriptor: Mapping[str, Any], report: Report) -> None:
    issued = descriptor.get("issued")
    if issued is not None and not (isinstance(issued, str) and _DATE.fullmatch(issued)):
        report(f"{quoted(issued)} is not a date such as 2023-01-31.", field="issued", value=issued)
    elif descriptor.get("created") != (f"{issued}T00:00:00Z" if issued else None):
        report(
            "is not the day of issue at midnight. Take it from `issued`, or leave out both.",
            field="created",
            value=descriptor.get("created"),
        )


def _vet_addresses(descriptor: Mapping[str, Any], report: Report) -> None:
    """Whatever may become a link leads to a page or writes a letter: javascript: and data: would run on ours."""
    listed = descriptor.get("contributors", [])
    contributors = listed if isinstance(listed, list) else [None]
    if not all(isinstance(one, dict) and isinstance(one.get("title"), str) for one in contributors):
        report("is not a list of contributors, each with a title.", field="contributors")
    said = [("homepage", descriptor), *(("contributors", one) for one in contributors if isinstance(one, dict))]
    for field_, holder in said:
        for key in _ADDRESSES:
            value = holder.get(key)
            if value is not None and not (is_address(value) or _is_mail(value, bare=key == "email")):
                why = "is neither a web address (http, https) nor an e-mail address (mailto:)"
                report(f"the {key} {quoted(value)} {why}.", field=field_, value=value)


def _is_mail(value: object, *, bare: bool) -> bool:
    text = value if isinstance(value, str) else ""
    return _MAIL.fullmatch(text.removeprefix("mailto:")) is not None and (bare or text.startswith("mailto:"))


def _vet_sources(descriptor: Mapping[str, Any], report: Report) -> None:
    sources = descriptor.get("sources", [])
    listed = sources if isinstance(sources, list) else [None]
    if not all(isinstance(source, dict) and isinstance(source.get("title"), str) for source in listed):
        report("is not a list of sources, each with a title.", field="sources")
        return
    if len(listed) > MOST_FILES:
        report(f"lists more than {MOST_FILES} files. Is this one disclosure?", field="sources")
    for number, source in enumerate(listed, 1):
        for key in ("path", "url"):
            value = source.get(key)
            if value is None or is_address(value) or (key == "path" and value == source_path(number)):
                continue
            own = f"neither {source_path(number)} nor" if key == "path" else "not"
            why = (why_unsafe(value) if key == "path" else None) or f"is {own} the web address of a document"
            report(f"the {key} {quoted(value)} {why}.", field="sources", value=value)
        _vet_published(source, report)


def _vet_published(source: Mapping[str, Any], report: Report) -> None:
    """The name of a source's file, and the day on which it was fetched."""
    name, retrieved = source.get("file"), source.get("retrieved")
    if name is not None and not is_file_name(name):
        report(f"{quoted(name)} is not the name of a file.", field="sources", value=name)
    if retrieved is not None and not is_day(retrieved):
        report(f"retrieved: {quoted(retrieved)} is not a date such as 2023-01-31.", field="sources", value=retrieved)


def is_file_name(name: object) -> bool:
    """Whether a text can be the name of a file, without a folder."""
    return isinstance(name, str) and 0 < len(name) <= _LONGEST_NAME and not re.search(r"[/\\\x00-\x1f\x7f]", name)


def is_day(text: object) -> bool:
    """Whether a text is a day of the calendar, written as 2023-01-31."""
    if not isinstance(text, str) or not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def sources_in_package(descriptor: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The sources that the package keeps a copy of, by the path of the copy."""
    sources = descriptor.get("sources")
    listed = sources[:MOST_FILES] if isinstance(sources, list) else []
    kept = {source_path(number): source for number, source in enumerate(listed, 1)}
    return {path: source for path, source in kept.items() if isinstance(source, dict) and source.get("path") == path}


def _vet_resources(descriptor: Mapping[str, Any], expected: Expected, report: Report) -> dict[str, dict[str, Any]]:
    readable: dict[str, dict[str, Any]] = {}
    resources = descriptor.get("resources")
    if not isinstance(resources, list):
        report("is not a list. Import the document again.", field="resources")
        return readable
    for number, resource in enumerate(resources, 1):
        name = resource.get("name") if isinstance(resource, dict) else None
        if not isinstance(name, str) or name not in expected.schemas:
            report(
                f"resource {number} ({quoted(name)}) is not one of a package's resources. Remove it, or mend its name.",
                field="resources",
                value=name,
            )
        elif name in readable:
            report(f"the resource {quoted(name)} occurs twice. Remove one.", field="resources", value=name)
        else:
            readable[name] = resource
            _vet_resource(resource, expected.schemas[name], report)
    for name in expected.required:
        if name not in readable:
            report(f"the resource {quoted(name)} is missing. Import the document again.", field="resources", value=name)
    return readable


def _vet_resource(resource: Mapping[str, Any], master: Schema, report: Report) -> None:
    name = master["name"]
    path = resource.get("path")
    if path != data_path(name):
        why = why_unsafe(path) or f"is not {data_path(name)}"
        report(f"the path {quoted(path)} {why}. Write {data_path(name)}.", field=name, value=path)
    for key in resource:
        if key not in RESOURCE_PROPERTIES:
            report(f"{quoted(key)} is not a property of a resource. Remove it.", field=name)
    unit = unit_of(resource.get("schema")) if measures(master) else None
    if unit is not None and unit not in UNITS:
        report(f"the unit {quoted(unit)} is not one of {', '.join(UNITS)}.", field=name, value=unit)
    right = describe_resource(printed_only(master, columns_of(resource.get("schema"))), b"", unit)
    wrong = [key for key in right if key not in ("path", "bytes", "hash") and not _same(right[key], resource.get(key))]
    if wrong:
        report(
            f"{', '.join(wrong)} differ{'s' if len(wrong) == 1 else ''} from the master schema. Run: yusuan schemas",
            field=name,
        )
    if name in KEPT and ("bytes" in resource or "hash" in resource):
        report("has bytes or a hash, though people edit it. Run: yusuan refresh", field=name)


def _same(right: object, found: object) -> bool:
    # As JSON: in Python 1 == True == 1.0, and 1 is not true in a schema. The order of keys says nothing.
    # Never fails, whatever a stranger wrote.
    if isinstance(right, str):
        return right == found
    return right == found and json.dumps(right, sort_keys=True) == json.dumps(found, sort_keys=True)
