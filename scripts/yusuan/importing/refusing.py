"""Refuses what cannot be a disclosure, or cannot be the one that was asked for, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from yusuan.errors import CannotRead, UsageError
from yusuan.importing.part import Part
from yusuan.importing.read_file import ReadFile
from yusuan.package import csvfile
from yusuan.package.layout import PackageId
from yusuan.package.schemas import TABLES, most_rows
from yusuan.package.store import Draft
from yusuan.recognise import Recognition

_OF_ITS_OWN = (*TABLES, "statements", "key-figures", "projects", "agency-targets")
"""Resources that a file of a disclosure has at least one of."""


def must_be(package: PackageId, recognition: Recognition, source: Path) -> None:
    """Refuse a file that says itself that it is of another year or kind."""
    identity = recognition.identity
    for word, said, asked in (("year", identity.year, package.year), ("kind", identity.kind, package.kind)):
        if said is not None and said != asked:
            raise UsageError(
                str(source),
                f"its title says {word} {said}, not {asked}: “{identity.title}”."
                if identity.title
                else f"its tables are of {word} {said}, not {asked}.",
                f"Import it with --{word} {said}.",
            )


def must_have_tables(files: Sequence[ReadFile], kept: Sequence[Part], package: PackageId) -> None:
    """Refuse a disclosure without budget tables, and a file that has nothing of one."""
    alone = len(files) + len(kept) == 1
    for file in files:
        source, part = file.given.path, file.part
        if alone and not any(part.rows(name) for name in TABLES):
            remedy = (
                "If its tables are in another file, import both together, or add this one to their package with --add. "
                if part.rows("statements") or part.rows("key-figures")
                else ""
            )
            problem = "contains none of the ten budget tables that the forms know."
            raise CannotRead(str(source), problem, remedy + _forms(source))
        if not alone and not any(part.rows(name) for name in (*_OF_ITS_OWN, *part.tables())):
            raise CannotRead(
                str(source),
                "contains neither a table of a budget nor a figure in prose.",
                f"Is it a file of {package}? Leave it out. " + _forms(source),
            )
    if not any(part.rows(name) for part in [*(file.part for file in files), *kept] for name in TABLES):
        source = files[0].given.path
        raise CannotRead(
            str(source), "contains none of the ten budget tables, nor do the others with it.", _forms(source)
        )


def must_fit(draft: Draft, source: Path) -> None:
    """Refuse what no package can hold, before the writing stumbles over its own rows."""
    for resource, rows in draft.resources.items():
        most = most_rows(resource)
        if len(rows) > most:
            problem = f"gives {len(rows):,} rows of {resource}; a package has at most {most:,}."
            raise CannotRead(str(source), problem, "Is it the right file?")
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
