"""Makes a package's draft from what was recognised: its metadata and its rows, without what is not ours to pass on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from yusuan.importing.joining import Joined
from yusuan.importing.part import Part, Rows
from yusuan.package.csvfile import Value
from yusuan.package.layout import PackageId
from yusuan.package.store import Draft
from yusuan.recognise import Recognition
from yusuan.recognise.identity import another_department
from yusuan.words import key

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
_SENTENCE = re.compile("[，。；！？]")
_CLAUSE = re.compile("[，。；：:！？]")
_NUMBER = re.compile(r"number (?P<number>\S+)\.$")
KIND_NAMES = {"budget": ("预算", "budget"), "final-accounts": ("决算", "final accounts")}


def rows_of(recognition: Recognition, without_narrative: bool) -> tuple[dict[str, Rows], dict[str, set[str]]]:
    """The rows of each resource, and the columns of it that the document prints."""
    findings = recognition.findings
    resources: dict[str, Rows] = {name: [dict(row) for row in rows] for name, rows in findings.resources.items()}
    resources["provenance"] = [dict(row) for row in findings.provenance]
    resources["unread"] = [dict(row) for row in findings.unread]
    columns = {name: set(printed) for name, printed in findings.columns.items()}
    if without_narrative:
        _leave_out_narrative(resources, columns)
    return resources, columns


def draft_of(package: PackageId, joined: Joined, form: str, narrative: bool) -> Draft:
    """The draft of a package; `form` is the name of the form that it is printed in, `narrative` whether its text is
    kept."""
    texts = {number: part.text for number, part in enumerate(joined.parts, start=1) if part.text is not None}
    return Draft(
        package,
        _metadata(package, joined.parts, form, narrative),
        joined.resources,
        joined.units,
        texts.pop(1, None),
        joined.columns,
        texts,
    )


def made_up_title(package: PackageId, issuer: str | None) -> str:
    """The title of a document that has none, marked as supplied."""
    return _supplied(f"{issuer or package.agency}{package.year}年{KIND_NAMES[package.kind][0]}")


def printed_title(title: str) -> str:
    """What is printed of a title; blank where all of it was supplied.

    >>> printed_title("某市2026年市级单位预算〔某馆〕"), printed_title("〔某局2026年预算〕")
    ('某市2026年市级单位预算', '')
    """
    return re.sub("〔[^〔〕]*〕$", "", title)


def _supplied(words: str) -> str:
    # The brackets by which catalogues mark what does not stand on the title page.
    return f"〔{words}〕"


def _completed(title: str, issuer: str | None) -> str:
    """A title, with the department where it names none."""
    return title if not issuer or key(issuer) in key(title) else title + _supplied(issuer)


def _metadata(package: PackageId, parts: Sequence[Part], form: str, narrative: bool) -> dict[str, Any]:
    zh, en = KIND_NAMES[package.kind]
    titled = next((part for part in parts if part.title), None)
    issuer = (titled and titled.issuer) or next((part.issuer for part in parts if part.issuer), None)
    title = _completed(titled.title, issuer) if titled and titled.title else made_up_title(package, issuer)
    issuer_words = issuer or package.agency
    return {
        "title": title,
        "title_en": f"{package.year} {en} of {package.agency}",
        "description": (
            f"{issuer_words}{package.year}年{zh}公开文件的数据："
            f"各表、项目绩效目标{'、文字说明' if narrative else ''}，每个数字都注明在原文件中的位置。"
        ),
        "description_en": (
            f"The tables{', project targets and text' if narrative else ' and project targets'} of a published "
            f"{en}, every figure with its place in the document."
        ),
        "form": form,
        "issuer": issuer,
        "other_issuer": other_issuer(parts, issuer),
        "issued": max((part.issued for part in parts if part.issued), default=None),
        "sources": [_source(part, title, alone=len(parts) == 1) for part in parts],
    }


def other_issuer(parts: Sequence[Part], issuer: str | None) -> str:
    """The department that tables state where the title, of this file or of another, names a different one."""
    # Files that belong together by their figures alone may call the department by two names.
    others = (part.other_issuer or another_department(issuer or "", part.names) for part in parts)
    return next(filter(None, others), "")


def _source(part: Part, title: str, alone: bool) -> dict[str, Any]:
    """What is said of a file. The text of a document that is one file alone is its own name: the package has it."""
    source = dict(part.source)
    if alone and part.text is not None:
        source.pop("file", None)
    return {**source, "title": title if alone else part.title or str(source.get("file") or title)}


def quotable(text: str, source: str) -> str:
    """As much of a text as may be quoted of a document whose text may not be passed on: all of a cell but sentences."""
    return text if "C" in source and not (len(text) > _FEW and _SENTENCE.search(text)) else text[:_FEW]


def _without_sentence(row: dict[str, Value]) -> dict[str, Value]:
    """What was not understood in running text: the number alone, or the line's first words."""
    text = str(row["text"])
    few = quotable(text, str(row["source"]))
    if few == text:
        return row
    number = _NUMBER.search(str(row["reason"]))
    return {**row, "text": number["number"] if number else few}


def _leave_out_narrative(resources: dict[str, Rows], columns: dict[str, set[str]]) -> None:
    for name in NARRATIVE_RESOURCES:
        resources[name] = []
    for row in (*resources.get("statements", []), *resources.get("key-figures", [])):
        if row["quantity"] != "text":
            row["text"] = None
            row.pop("paragraph", None)
    resources["unread"] = [_without_sentence(row) for row in resources["unread"]]
    for row in resources.get("searches", []):
        # The words that were found, without what the sentence goes on to say.
        row["text"] = _CLAUSE.split(str(row["text"]))[0] if row.get("text") else row.get("text")
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
