"""Makes a package's draft from what was recognised: its metadata and its rows, without what is not ours to pass on."""

from __future__ import annotations

import re
from typing import Any

from yusuan.document import Document
from yusuan.package.csvfile import Value
from yusuan.package.layout import PackageId
from yusuan.package.store import Draft
from yusuan.recognise import Recognition

Rows = list[dict[str, Value]]

# Running text, as against figures, codes, names and headings.
NARRATIVE_RESOURCES = ("paragraphs", "glossary")
_TARGET_TEXTS = ("goal", "period_goal", "description", "basis", "remark")
NARRATIVE_FIELDS = {
    "projects": _TARGET_TEXTS,
    "performance-indicators": ("explanation",),
    "agency-targets": _TARGET_TEXTS,
    "agency-performance-indicators": ("explanation",),
}
_FEW = 30
"""How many characters of a line may be quoted when the line itself may not be passed on."""
_NUMBER = re.compile(r"number (?P<number>\S+)\.$")
KIND_NAMES = {"budget": ("预算", "budget"), "final-accounts": ("决算", "final accounts")}


def draft_of(
    package: PackageId, document: Document, recognition: Recognition, source: bytes | None, without_narrative: bool
) -> Draft:
    """The draft of a package. `source` is the document's text where it may be kept."""
    findings = recognition.findings
    resources: dict[str, Rows] = {name: [dict(row) for row in rows] for name, rows in findings.resources.items()}
    resources["provenance"] = [dict(row) for row in findings.provenance]
    resources["unread"] = [dict(row) for row in findings.unread]
    columns = {name: set(printed) for name, printed in findings.columns.items()}
    if without_narrative:
        _leave_out_narrative(resources, columns)
    return Draft(
        package,
        _metadata(package, document, recognition, without_narrative),
        resources,
        dict(findings.units),
        source,
        columns,
    )


def _metadata(
    package: PackageId, document: Document, recognition: Recognition, without_narrative: bool
) -> dict[str, Any]:
    identity = recognition.identity
    zh, en = KIND_NAMES[package.kind]
    issuer = identity.issuer or package.agency
    title = identity.title or f"{issuer}{package.year}年{zh}"
    return {
        "title": title,
        "title_en": f"{package.year} {en} of {package.agency}",
        "description": (
            f"{issuer}{package.year}年{zh}公开文件的数据："
            f"各表、项目绩效目标{'' if without_narrative else '、文字说明'}，每个数字都注明在原文件中的位置。"
        ),
        "description_en": (
            f"The tables{' and project targets' if without_narrative else ', project targets and text'} of a published "
            f"{en}, every figure with its place in the document."
        ),
        "form": recognition.form.name,
        "issuer": identity.issuer,
        "issued": identity.issued,
        "sources": [{"title": title, "hash": f"sha256:{document.sha256}"}],
    }


def _without_sentence(row: dict[str, Value]) -> dict[str, Value]:
    """What was not understood in running text: the number alone, or the line's first words."""
    text = str(row["text"])
    if "C" in str(row["source"]) or len(text) <= _FEW:
        return row
    number = _NUMBER.search(str(row["reason"]))
    return {**row, "text": number["number"] if number else text[:_FEW]}


def _leave_out_narrative(resources: dict[str, Rows], columns: dict[str, set[str]]) -> None:
    for name in NARRATIVE_RESOURCES:
        resources[name] = []
    for row in (*resources.get("statements", []), *resources.get("key-figures", [])):
        if row["quantity"] != "text":
            row["text"] = None
            row.pop("paragraph", None)
    resources["unread"] = [_without_sentence(row) for row in resources["unread"]]
    for name, fields in NARRATIVE_FIELDS.items():
        # A column of blanks would say that the document prints nothing there.
        columns.get(name, set()).difference_update(fields)
        for row in resources.get(name, []):
            for field in fields:
                row.pop(field, None)
    left_out = {(name, field) for name, fields in NARRATIVE_FIELDS.items() for field in fields}
    resources["key-figures"] = [row for row in resources.get("key-figures", []) if row["quantity"] != "text"]
    _renumber(resources, "key-figures")
    resources["provenance"] = [
        row for row in resources["provenance"] if (row["resource"], row["field"]) not in left_out
    ]


def _renumber(resources: dict[str, Rows], name: str) -> None:
    numbers = {row["row"]: number for number, row in enumerate(resources[name], start=1)}
    resources["provenance"] = [
        {**row, "row": numbers[row["row"]]} if row["resource"] == name else row
        for row in resources["provenance"]
        if row["resource"] != name or row["row"] in numbers
    ]
    for row in resources[name]:
        row["row"] = numbers[row["row"]]
