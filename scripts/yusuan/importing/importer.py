"""Imports one document: nothing guessed, nothing dropped silently, the package written whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from yusuan.document import Document, Line
from yusuan.errors import CannotRead, UsageError
from yusuan.forms import load_forms
from yusuan.importing.draft import draft_of
from yusuan.importing.fitting import leave_out_unfit, must_be_cells, must_be_permissions
from yusuan.importing.issuer import must_be_of_agency
from yusuan.importing.reference import Addition, Reference, extend_reference
from yusuan.package import csvfile
from yusuan.package.layout import PackageId, Packages
from yusuan.package.schemas import TABLES, Schema, load_schemas
from yusuan.package.store import Change, Draft, apply_corrections, kept_rows, write
from yusuan.personal import PERMISSIONS, Permissions
from yusuan.reading import read
from yusuan.recognise import Known, Recognition, recognise

# The longest disclosure known gives some ten thousand of a kind.
MOST_ROWS = 200_000


@dataclass(frozen=True)
class ImportReport:
    """What an import found and wrote."""

    document: Document
    recognition: Recognition
    draft: Draft
    changes: tuple[Change, ...]
    additions: tuple[Addition, ...]
    corrections: int
    schemas: dict[str, Schema]

    @property
    def whole(self) -> bool:
        """Whether everything in the document was understood."""
        return not self.recognition.findings.unread

    def title(self, resource: str) -> str:
        """The title of a resource, as its schema has it."""
        return str(self.schemas[resource]["title"])

    def amounts(self, table_name: str) -> int:
        """How many amounts were read from one of the ten tables."""
        fields = {field["name"] for field in self.schemas[table_name]["fields"] if field.get("measure")}
        return sum(row.get(field) is not None for row in self.draft.resources.get(table_name, []) for field in fields)


def import_document(
    source: Path,
    package: PackageId,
    packages: Packages,
    without_narrative: bool = False,
    forms_dir: Path | None = None,
) -> ImportReport:
    """Read `source` and write it as `package`, by the forms of the folder `forms_dir` too where it is given.

    Raises CannotRead when it cannot be read or holds no table that any form knows, and UsageError when the
    document says that it is of another year, kind or agency, and CannotCorrect when a correction cannot be applied;
    nothing is written then.
    """
    forms = load_forms(forms_dir)
    document = read(source)
    reference = Reference.load(packages)
    numbers = {name: number for number, name in enumerate(TABLES, start=1)}
    decided = kept_rows(packages, package, PERMISSIONS)
    permissions = Permissions(decided)
    known = Known(
        numbers,
        reference.names_of(package.agency),
        reference.codes("functional"),
        reference.codes("economic"),
        forms,
        reference.sought(),
        reference.region_of,
        permissions,
    )
    try:
        recognition = recognise(document, known)
    except CannotRead as error:
        raise CannotRead(str(source), f"{error.place}: {error.problem}", error.remedy) from error
    # From here on nothing personal is at hand: whatever is quoted, kept or shown is of the masked document.
    document = recognition.document
    must_be_permissions(package, decided, permissions)
    _must_be(package, recognition, source)
    must_be_of_agency(package, packages, reference, document, recognition.identity, str(source))
    _say_unconfirmed(package, document, recognition)
    text = None if without_narrative or document.format != "text" else source.read_bytes()
    draft = draft_of(package, document, recognition, text, without_narrative)
    draft.metadata.update(reference.describe(package, recognition.identity.issuer or ""))
    _must_fit(draft, source)
    schemas = load_schemas(packages.schemas)
    kept = kept_rows(packages, package, "corrections")
    corrections = apply_corrections(draft, kept)
    must_be_cells(draft, kept, schemas)
    leave_out_unfit(draft, recognition.findings, schemas, source)
    changes = write(draft, packages)
    additions = extend_reference(packages, reference, draft, schemas)
    return ImportReport(document, recognition, draft, tuple(changes), tuple(additions), corrections, schemas)


def _must_be(package: PackageId, recognition: Recognition, source: Path) -> None:
    identity, findings = recognition.identity, recognition.findings
    if not any(rows for resource, rows in findings.resources.items() if resource in TABLES):
        raise CannotRead(str(source), "contains none of the ten budget tables that the forms know.", _forms(source))
    for word, said, asked in (("year", identity.year, package.year), ("kind", identity.kind, package.kind)):
        if said is not None and said != asked:
            raise UsageError(
                str(source),
                f"its title says {word} {said}, not {asked}: “{identity.title}”."
                if identity.title
                else f"its tables are of {word} {said}, not {asked}.",
                f"Import it with --{word} {said}.",
            )


def _say_unconfirmed(package: PackageId, document: Document, recognition: Recognition) -> None:
    """List the year and the kind as not understood where the document does not say them itself."""
    unsaid = {"year": recognition.identity.year, "kind": recognition.identity.kind}
    words = [f"--{word} {getattr(package, word)}" for word, said in unsaid.items() if said is None]
    if words:
        texts = (text for b in document.blocks for text in ([b] if isinstance(b, Line) else sum(b.rows, ())))
        first = next(text for text in texts if text.text.strip())
        recognition.findings.not_understood(
            "line",
            first.text.strip(),
            first.place,
            f"No title says what this document is: {' and '.join(words)} could not be confirmed from it.",
        )


def _must_fit(draft: Draft, source: Path) -> None:
    """Refuse what no package can hold, before the writing stumbles over its own rows."""
    for resource, rows in draft.resources.items():
        if len(rows) > MOST_ROWS:
            raise CannotRead(str(source), f"gives {len(rows):,} rows of {resource}.", "Is it the right file?")
        for number, row in enumerate(rows, start=1):
            for field, value in row.items():
                if len(str(value)) > csvfile.MAX_CELL:
                    raise CannotRead(
                        str(source),
                        f"gives {len(str(value)):,} characters for {field} of {resource} row {number}; "
                        f"a cell may have {csvfile.MAX_CELL:,}.",
                        "Is it the right file?",
                    )


def _forms(source: Path) -> str:
    return f"See the known forms with `yusuan forms`, or draft one: yusuan forms --draft {source}"
