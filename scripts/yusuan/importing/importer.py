"""Imports one disclosure: nothing guessed, nothing dropped silently, the package written whole or not at all."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from yusuan.document import Document
from yusuan.forms import Form, load_forms
from yusuan.importing.draft import draft_of, made_up_title
from yusuan.importing.files import Given, Plan, hash_of, plan, sources_of
from yusuan.importing.fitting import leave_out_unfit, must_be_cells, must_be_permissions
from yusuan.importing.issuer import must_be_of_agency, must_belong_together
from yusuan.importing.joining import in_order, join
from yusuan.importing.part import Part
from yusuan.importing.read_file import ReadFile, recognise_file
from yusuan.importing.reference import Addition, Reference, extend_reference
from yusuan.importing.refusing import must_be, must_fit, must_have_tables
from yusuan.importing.taking_apart import parts_of
from yusuan.package.jsonfile import read_json
from yusuan.package.layout import PackageId, Packages
from yusuan.package.schemas import TABLES, Schema, load_schemas
from yusuan.package.store import Change, Draft, apply_corrections, kept_rows, mend_reference, write
from yusuan.personal import PERMISSIONS, Permissions
from yusuan.reading import read
from yusuan.recognise import Known, Recognition
from yusuan.vetting.files import refuse_too_large


@dataclass(frozen=True)
class FileRead:
    """A file that an import read, its personal data masked; `number` is that of the file in the disclosure, from 1."""

    given: Given
    document: Document
    recognition: Recognition
    number: int


@dataclass(frozen=True)
class Said:
    """What the files of a disclosure say that it is; `issued` is YYYY-MM-DD."""

    title: str | None
    issuer: str | None
    issued: str | None
    other_issuer: str
    states_year: bool
    states_kind: bool


@dataclass(frozen=True)
class ImportReport:
    """What an import found and wrote. `files` are those that it read, `kept` the names of those that it left alone."""

    files: tuple[FileRead, ...]
    kept: tuple[str, ...]
    form: Form
    said: Said
    draft: Draft
    changes: tuple[Change, ...]
    additions: tuple[Addition, ...]
    corrections: int
    schemas: dict[str, Schema]

    @property
    def whole(self) -> bool:
        """Whether everything in the disclosure was understood."""
        return not self.draft.resources["unread"]

    @property
    def document(self) -> Document:
        """The document that was read, of several the first."""
        return self.files[0].document

    @property
    def recognition(self) -> Recognition:
        """What was recognised in it."""
        return self.files[0].recognition

    @property
    def is_alone(self) -> bool:
        """Whether the disclosure is one file."""
        return len(self.files) + len(self.kept) == 1

    @property
    def documents(self) -> dict[int, Document]:
        """The documents that were read, by the number of their file."""
        return {file.number: file.document for file in self.files}

    @property
    def balance(self) -> Mapping[str, int]:
        """Where the numbers of the files went that were read."""
        kinds = dict.fromkeys(kind for file in self.files for kind in file.recognition.balance)
        return {kind: sum(file.recognition.balance.get(kind, 0) for file in self.files) for kind in kinds}

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
    """Read a document in one file and write it as `package`: `import_files` of one."""
    return import_files([Given(source)], package, packages, without_narrative=without_narrative, forms_dir=forms_dir)


def import_files(
    given: Sequence[Given],
    package: PackageId,
    packages: Packages,
    *,
    add: bool = False,
    without_narrative: bool = False,
    forms_dir: Path | None = None,
) -> ImportReport:
    """Read the files of a disclosure and write it as `package`, by the forms of the folder `forms_dir` too where it is
    given. A file that the package knows replaces its own rows; with `add` the files join those of the package.

    Raises CannotRead when one cannot be read or none has a table that any form knows, UsageError when one says that it
    is of another year, kind or agency, or when it is not clear what it replaces, and CannotCorrect when a correction
    cannot be applied; nothing is written then.
    """
    refuse_too_large(packages.folder(package))
    forms = load_forms(forms_dir)
    schemas = load_schemas(packages.schemas)
    hashes = [hash_of(one.path) for one in given]
    planned = plan(given, hashes, package, packages, add)
    mend_reference(packages)
    reference = Reference.load(packages)
    decided = kept_rows(packages, package, PERMISSIONS)
    permissions = Permissions(decided)
    known = dataclasses.replace(_known(package, reference, forms), permissions=permissions)
    sources = sources_of(packages, package)
    kept = _kept(planned, package, packages, schemas)
    read_files = []
    for one, sha256, number in zip(given, hashes, planned.replaced, strict=True):
        document = read(one.path)
        before = sources[number - 1] if number else {}
        read_files.append(ReadFile(one, sha256, document, recognise_file(document, known, one.path), before))
        must_be(package, read_files[-1].recognition, one.path)
        read_files[-1].take_part(without_narrative)
    form = _form(read_files, kept, package, packages, forms)
    if len(read_files) + len(kept) > 1:
        alone = [file.part for file in read_files]
        for number, file in enumerate(read_files):
            file.read_beside([*alone[:number], *alone[number + 1 :], *kept], form, known, without_narrative)
    must_be_permissions(package, decided, [] if kept else permissions.unused())
    must_have_tables(read_files, kept, package)
    parts = in_order([*(file.part for file in read_files), *kept])
    must_be_of_agency(package, packages, reference, [(str(f.given.path), f.part) for f in read_files], kept)
    must_belong_together(parts, reference.keys_of_names(package.agency), schemas)
    _say_unconfirmed(package, parts)
    joined = join(parts, {one.item: one.table_name for one in reference.sought() if one.table_name})
    narrative = not without_narrative or any(part.rows("paragraphs") for part in kept)
    draft = draft_of(package, joined, form.name, narrative)
    draft.metadata.update(reference.describe(package, draft.metadata["issuer"] or ""))
    main = given[0].path
    must_fit(draft, main)
    corrections_kept = kept_rows(packages, package, "corrections")
    corrections = apply_corrections(draft, corrections_kept)
    must_be_cells(draft, corrections_kept, schemas)
    leave_out_unfit(draft, schemas, main)
    changes = write(draft, packages)
    additions = extend_reference(packages, reference, draft, schemas)
    files = [FileRead(f.given, f.recognition.document, f.recognition, parts.index(f.part) + 1) for f in read_files]
    files.sort(key=lambda file: file.number)
    names = tuple(part.name for part in kept)
    return ImportReport(
        tuple(files), names, form, _said(parts, draft), draft, tuple(changes), tuple(additions), corrections, schemas
    )


def _said(parts: Sequence[Part], draft: Draft) -> Said:
    unsaid = frozenset.intersection(*(part.unsaid for part in parts))
    title = next((part.title for part in parts if part.title), None)
    issuer, issued = draft.metadata["issuer"], draft.metadata["issued"]
    return Said(title, issuer, issued, draft.metadata["other_issuer"], "year" not in unsaid, "kind" not in unsaid)


def _known(package: PackageId, reference: Reference, forms: Sequence[Form]) -> Known:
    return Known(
        {name: number for number, name in enumerate(TABLES, start=1)},
        reference.names_of(package.agency),
        reference.codes("functional"),
        reference.codes("economic"),
        forms,
        reference.sought(),
        reference.region_of,
        year=package.year,
    )


def _kept(planned: Plan, package: PackageId, packages: Packages, schemas: dict[str, Schema]) -> list[Part]:
    if not planned.kept:
        return []
    folder = packages.folder(package)
    issuer = read_json(folder / "datapackage.json").get("issuer")
    parts = parts_of(folder, schemas, made_up_title(package, str(issuer) if issuer else None)[1:-1])
    return [parts[number - 1] for number in planned.kept]


def _form(
    files: Sequence[ReadFile], kept: Sequence[Part], package: PackageId, packages: Packages, forms: Sequence[Form]
) -> Form:
    """The form of the first file whose place has one; of files that stay the one that their package names."""
    named = read_json(packages.folder(package) / "datapackage.json").get("form") if kept else None
    before = next((form for form in forms if form.name == named), None)
    ordered = in_order([*(file.part for file in files), *kept])
    by_file = {id(file.part): file.recognition.form for file in files}
    found = [form for part in ordered if (form := by_file.get(id(part), before))]
    return next((form for form in found if form.known_by or form.places), found[0])


def _say_unconfirmed(package: PackageId, parts: Sequence[Part]) -> None:
    """List the year and the kind as not understood where no file says them itself."""
    unsaid = frozenset.intersection(*(part.unsaid for part in parts))
    words = [f"--{word} {getattr(package, word)}" for word in ("year", "kind") if word in unsaid]
    part = next((part for part in parts if part.first), None)
    if words and part and part.first:
        text, place = part.first
        reason = f"No title says what this document is: {' and '.join(words)} could not be confirmed from it."
        rows = part.resources["unread"]
        rows.append({"row": len(rows) + 1, "kind": "line", "text": text, "source": place, "reason": reason})
