"""Personal data in a whole document, by line and by table; a name once found is found wherever it stands again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from yusuan.personal.masking import Kind, Span, masked, merged
from yusuan.personal.names import is_full_name, known_names, labelled_names
from yusuan.personal.permissions import Permissions
from yusuan.personal.tables import Rows, Spot, find_in_table, stated
from yusuan.personal.text import find


@dataclass(frozen=True, slots=True)
class Finding:
    """One datum: the block it is in, its row and cell there (all from 0), and its characters."""

    block: int
    row: int
    cell: int
    span: Span

    @property
    def kind(self) -> Kind:
        """What it is."""
        return self.span.kind


def find_all(blocks: Sequence[Rows], permissions: Permissions | None = None) -> list[Finding]:
    """The personal data of a document, but for what may be published, in reading order.

    Each block is a table's rows, or one row of one cell for a line of text.
    """
    found = [_of_block(rows) for rows in blocks]
    names = frozenset(_stated_names(blocks))
    if names:
        for rows, spans in zip(blocks, found, strict=True):
            for r, row in enumerate(rows):
                for c, text in enumerate(row):
                    if again := list(known_names(text, names)):
                        spans[r, c] = merged([*spans.get((r, c), ()), *again])
    allowed = permissions or Permissions()
    return [
        Finding(number, r, c, span)
        for number, (rows, spots) in enumerate(zip(blocks, found, strict=True))
        for (r, c), spans in sorted(spots.items())
        for span in spans
        if not allowed.allows(span.kind, rows[r][c][span.start : span.end])
    ]


def mask_rows(blocks: Sequence[Rows], findings: Iterable[Finding]) -> list[list[list[str]]]:
    """The same blocks with these findings covered."""
    copies = [[list(row) for row in rows] for rows in blocks]
    for finding in findings:
        row = copies[finding.block][finding.row]
        row[finding.cell] = masked(row[finding.cell], [finding.span])
    return copies


def masked_text(text: str, permissions: Permissions | None = None) -> str:
    """A plain text document, whose rows of tables have tabs between their cells, covered; every place holds."""
    lines = text.split("\n")
    blocks: list[list[list[str]]] = []
    of_line: list[tuple[int, int] | None] = []
    in_table = False
    for line in lines:
        if not line.strip():
            of_line.append(None)  # a page break within a table, or a gap
            continue
        if "\t" in line and in_table:
            blocks[-1].append(line.split("\t"))
        else:
            blocks.append([line.split("\t")])
        in_table = "\t" in line
        of_line.append((len(blocks) - 1, len(blocks[-1]) - 1))
    copies = mask_rows(blocks, find_all(blocks, permissions))
    return "\n".join(
        line if at is None else "\t".join(copies[at[0]][at[1]]) for line, at in zip(lines, of_line, strict=True)
    )


def _of_block(rows: Rows) -> dict[Spot, list[Span]]:
    if len(rows) == 1 and len(rows[0]) == 1:
        spans = find(rows[0][0])
        return {(0, 0): spans} if spans else {}
    return find_in_table(rows)


def _stated_names(blocks: Iterable[Rows]) -> Iterator[str]:
    """Names that a label says to be names: sure enough to be looked for elsewhere."""
    for rows in blocks:
        for row in rows:
            for text in row:
                yield from (_bare(text, span) for span in labelled_names(text) if is_full_name(_bare(text, span)))
        if len(rows) > 1 or len(rows[0]) > 1:
            for (r, c), span in stated(rows):
                words = _bare(rows[r][c], span)
                if span.kind == "name" and is_full_name(words):
                    yield words


def _bare(text: str, span: Span) -> str:
    return "".join(text[span.start : span.end].split())
