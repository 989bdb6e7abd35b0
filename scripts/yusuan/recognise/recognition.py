"""Recognises a document: chooses the form that it is printed in, and reads all of it by that form."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from yusuan.document import Block, Document, Line, Table, unwrapped
from yusuan.forms import Form, Vocabulary, load_forms, load_vocabulary, tables_titled
from yusuan.personal import Permissions
from yusuan.recognise.accounting import account
from yusuan.recognise.beside import NOTHING_BESIDE, Beside
from yusuan.recognise.captions import LONGEST_TITLE
from yusuan.recognise.chart_figures import doubts
from yusuan.recognise.codes import CodeBook
from yusuan.recognise.cut_rows import with_whole_rows
from yusuan.recognise.economic_codes import part_economic_codes
from yusuan.recognise.findings import Findings, Value
from yusuan.recognise.function_codes import find_function_codes
from yusuan.recognise.identity import Identity, identify
from yusuan.recognise.key_figures import read_key_figures
from yusuan.recognise.narrative import keep_names, keep_paragraphs, read_glossary
from yusuan.recognise.official_tables import TablesRead, first_words, list_tables, read_official_tables
from yusuan.recognise.outline import Outline, Part, read_outline
from yusuan.recognise.paragraphs import Body, assemble
from yusuan.recognise.persons import Withheld, without_personal_data
from yusuan.recognise.projects import read_projects
from yusuan.recognise.quantities import prose_grammar
from yusuan.recognise.row_levels import BY_ECONOMIC_CLASS, BY_FUNCTION, place_rows
from yusuan.recognise.searching import Sought, search
from yusuan.recognise.statements import read_statements
from yusuan.recognise.unit_lists import read_unit_lists
from yusuan.words import key

FUNCTIONAL = "2"
"""What every functional class begins with; economic ones begin with 3, and with 5 those of the government."""
NO_TITLE = "No title above it names a known table."


@dataclass(frozen=True)
class Known:
    """What the reference knows before a document is read.

    `table_numbers` gives our number of each official table, `agency_names` the names the agency goes by,
    `functional_codes` and `economic_codes` the pairs of code and name, `forms` the forms to choose from (none: all that
    are known), `sought` what must be disclosed and is looked for.
    """

    table_numbers: Mapping[str, int]
    agency_names: Sequence[str] = ()
    functional_codes: Sequence[tuple[str, str]] = ()
    economic_codes: Sequence[tuple[str, str]] = ()
    forms: Sequence[Form] = ()
    sought: Sequence[Sought] = ()
    region_of: Callable[[str], str] = lambda _: ""
    """The code of the region that an issuer's name begins with; blank where it is not known."""
    permissions: Permissions = field(default_factory=Permissions)
    """The personal data that may be published."""
    beside: Beside = NOTHING_BESIDE
    """What the other files of the disclosure have."""
    year: int | None = None
    """The year that the document is said to be for; what it says itself comes first."""


@dataclass(frozen=True)
class Recognition:
    """What a document is, the form that it is printed in, all that was read, and where each of its numbers went.

    `document` is what was read, with its personal data masked.
    """

    form: Form
    identity: Identity
    findings: Findings
    balance: Mapping[str, int]
    document: Document
    prose: tuple[Block, ...] = ()
    """What was read as running text; tables in it only end a paragraph."""
    withheld: tuple[Withheld, ...] = ()
    """The personal data that were masked, in reading order."""


def recognise(document: Document, known: Known) -> Recognition:
    """Read a document by the form that fits it best.

    Nothing is guessed: what no form explains stands in the findings as not understood.
    """
    vocabulary = load_vocabulary()
    grammar = prose_grammar(vocabulary)
    forms = known.forms or load_forms()
    shown, withheld = without_personal_data(document, known.permissions)
    document = dataclasses.replace(shown, blocks=unwrapped(shown.blocks))
    document = with_whole_rows(document, [*_names(known), *vocabulary.total, *chain(*vocabulary.subtotals.values())])
    form = closest_form(document, forms)
    outline = read_outline(document, vocabulary)
    identity = identify(document, outline.cover, form, vocabulary)
    if not form.known_by:
        form = form_of_place(known.region_of(identity.issuer or ""), forms) or _form_beside(known) or form
    findings = Findings()

    listed = {line.place for line in outline.contents} | {table.place for table in outline.listings}
    findings.account_for(
        (cell.place for table in outline.listings for row in table.rows for cell in row), "contents entries"
    )
    whole = [block for block in document.blocks if block.place not in listed]
    read = read_official_tables([whole], form, vocabulary, findings)
    list_tables(read, outline, form, findings, dict(known.table_numbers))
    names = tuple(dict.fromkeys((*identity.names, *known.agency_names, *known.beside.names)))
    narrative = _narrative(outline, whole, read)
    bodies = _bodies(narrative, outline, form, vocabulary, names)
    others = [table for _, body in bodies for table in body.tables]
    taken = read_projects(others, form, vocabulary, findings)
    unread = [table for _, table in others if table.place not in taken]
    taken |= read_unit_lists(unread, form.units, vocabulary, findings)
    for _, table in others:
        if table.place not in taken:
            misfit = read.misfits.get(table.place)
            reason = (
                f"The title names {misfit}, but no header of that table fits a column of amounts."
                if misfit
                else NO_TITLE
            )
            findings.not_understood("table", first_words(table), table.place, reason)
    for flag in doubts(document):
        if flag.text == "" or findings.settled.get(flag.place) != flag.text:
            # Of a page that is a picture there are no words: its place says what it is.
            findings.not_understood("line", flag.text or flag.place, flag.place, flag.reason)
    text = [p for part, body in bodies if part != "glossary" for p in body.paragraphs]
    keep_paragraphs(text, findings)
    read_glossary([p for part, body in bodies if part == "glossary" for p in body.paragraphs], vocabulary, findings)
    read_key_figures(text, form, grammar, names, findings)
    codes = _code_book(BY_FUNCTION, known.functional_codes, known.beside, findings, vocabulary)
    economic = _code_book(BY_ECONOMIC_CLASS, known.economic_codes, known.beside, findings, vocabulary)
    place_rows(findings, codes, economic)
    part_economic_codes(
        findings, {code for code, _ in known.economic_codes}, {code for code, _ in known.functional_codes}
    )
    find_function_codes(findings, codes)
    prose = _prose(narrative, whole, outline)
    read_statements(prose, dict(enumerate(text, start=1)), names, identity.year or known.year, codes, findings)
    keep_names(document, form, identity.roles, findings)
    places = (listed, read.taken | taken)
    search(document, known.sought, *places, form, vocabulary, findings, known.beside.states)
    balance = account(document, outline.contents, grammar, findings)
    return Recognition(form, identity, findings, balance, shown, tuple(prose), withheld)


def _names(known: Known) -> list[str]:
    """Every code and every name of the classifications."""
    return [word for pair in (*known.functional_codes, *known.economic_codes) for word in pair]


def _form_beside(known: Known) -> Form | None:
    """The form of the disclosure's other files; not one that is known by parts which this file would have to have."""
    return known.beside.form if known.beside.form and not known.beside.form.known_by else None


def _code_book(
    resources: Sequence[str],
    reference: Sequence[tuple[str, str]],
    beside: Beside,
    findings: Findings,
    vocabulary: Vocabulary,
) -> CodeBook:
    own: list[Mapping[str, Value]] = [row for resource in resources for row in findings.resources.get(resource, [])]
    coded = [*own, *beside.rows_of(resources)]
    if resources is BY_FUNCTION:
        # A place that prints economic classes in a table of functional ones has brought them into that list, too.
        coded = [row for row in coded if str(row.get("code") or "").startswith(FUNCTIONAL)]
        reference = [(code, name) for code, name in reference if code.startswith(FUNCTIONAL)]
    return CodeBook.of(coded, reference, vocabulary.prose["code_names"])


def closest_form(document: Document, forms: Sequence[Form]) -> Form:
    """The form that the document is printed in, or else is most like; the first of those that are equally like it."""
    # Each text once: a document may repeat a line a hundred thousand times.
    lines = list(dict.fromkeys(block.text.strip() for block in document.blocks if isinstance(block, Line)))
    part = load_vocabulary().patterns["part"]
    parts = [key(match["title"]) for line in lines if (match := part.fullmatch(line))]
    titled = tables_titled((line for line in lines if len(line) < LONGEST_TITLE), forms)

    def fit(number: int) -> tuple[int, bool, bool]:
        form = forms[number]
        if not all(any(word in part for part in parts) for word in form.known_by):
            return 0, False, not form.places
        return len(titled[number]), bool(form.known_by), not form.places

    return forms[max(range(len(forms)), key=fit)]


def form_of_place(region: str, forms: Sequence[Form]) -> Form | None:
    """The form that is of this region, or else of the narrowest region around it; none that is known by its parts."""
    of_region = [(place, form) for form in forms if not form.known_by for place in form.places]
    found = [(len(place), form) for place, form in of_region if region.startswith(place)]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _narrative(outline: Outline, whole: Sequence[Block], read: TablesRead) -> list[Part]:
    """What no official table has taken: by the parts of the document, or all of it where no part has a heading."""
    left = {block.place for block in whole} - read.taken - read.lines

    def rest(blocks: Sequence[Block]) -> list[Block]:
        return [block for block in blocks if block.place in left]

    if not outline.parts:
        return [Part("narrative", "", rest(whole))]
    # Without a contents page the cover goes on to the first heading of a part, be it at the document's end; and what
    # stands between tables is no cover, even where the contents page stands behind all of them.
    cover, stray = ({block.place for block in blocks} for blocks in (outline.cover, outline.stray))
    tables = [n for n, block in enumerate(whole) if isinstance(block, Table) and block.place in stray] or [0]
    between = range(tables[0], tables[-1])
    first = rest(
        [
            block
            for n, block in enumerate(whole)
            if block.place in stray or (block.place in cover and (n in between or not outline.contents))
        ]
    )
    before = [Part("narrative", "", first)] if first else []
    return [*before, *(Part(part.name, part.title, rest(part.blocks)) for part in outline.parts)]


def _prose(narrative: Sequence[Part], whole: Sequence[Block], outline: Outline) -> list[Block]:
    """The running text with the headings of its parts, without the glossary."""
    inside = {block.place for part in narrative if part.name != "glossary" for block in part.blocks}
    return [block for block in whole if block.place in inside or block.place in outline.part_headings]


def _bodies(
    parts: Sequence[Part], outline: Outline, form: Form, vocabulary: Vocabulary, names: Sequence[str]
) -> list[tuple[str, Body]]:
    """These parts, assembled into paragraphs."""
    known = {key(known) for known in names}

    def stands_alone(text: str) -> bool:
        return key(text) in known or vocabulary.patterns["date"].fullmatch(text.strip()) is not None

    return [(part.name, assemble(part, outline, vocabulary, form.projects.is_caption, stands_alone)) for part in parts]
