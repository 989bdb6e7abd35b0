"""Refuses a document of another department, so that it cannot replace the package of this one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any

from yusuan.errors import InvalidPackage, UsageError
from yusuan.importing.part import Part
from yusuan.importing.reference import Reference, path_of
from yusuan.package.csvfile import to_cell
from yusuan.package.jsonfile import read_json
from yusuan.package.layout import PackageId, Packages
from yusuan.package.schemas import Schema, measures
from yusuan.units import YUAN
from yusuan.words import key

_WHOSE_BUDGET = ")"
"""How the key of a name ends that says so: 西安市统计局（汇总） is not 西安市统计局（本级）."""

_ENOUGH = 3
"""Figures in common that no two departments have by chance."""


def must_be_of_agency(
    package: PackageId,
    packages: Packages,
    reference: Reference,
    files: Sequence[tuple[str, Part]],
    kept: Sequence[Part],
) -> None:
    """Raise `UsageError` where the issuer of a file is another agency that is known by this very name, or where none of
    the files has a name of the agency whose package is already there.

    `files` are those that are imported, each with its path; `kept` those of the package that stay. A file that does not
    name its issuer is of the agency that was asked for; and an agency that is new is shown its namesakes where it is
    added.
    """
    own = reference.keys_of_names(package.agency)
    strangers = []
    for place, part in files if own else ():
        if not part.issuer:
            continue
        issuer = key(part.issuer)
        # 西安市统计局（本级） prints 西安市统计局 above its projects, as the whole department does.
        borne = {issuer} if issuer.endswith(_WHOSE_BUDGET) else {issuer, *map(key, part.names)}
        if borne & own:
            continue
        if others := sorted(reference.agencies_named(issuer) - reference.kin_of(package.agency)):
            raise UsageError(
                place,
                f"its issuer {part.issuer} is known as {others[0]}, not as {package.agency}.",
                f"Import it with --agency {others[0]}. If it is the budget of a part of that department, first give "
                f"the part a row with its parent in {path_of(packages, 'agencies')}.",
            )
        strangers.append((place, part))
    named = [part for _, part in files if part.issuer]
    if kept or not strangers or len(strangers) < len(named):
        return  # another file vouches for it, if the two belong together
    before = _described(packages, package)
    place, part = strangers[0]
    # A name may be read otherwise by now: what was imported from this very document may be imported again.
    if before and not any(_same(before, stranger) for _, stranger in strangers):
        raise UsageError(
            place,
            f"its issuer is {part.issuer}, but {package} already exists and belongs to "
            f"{before.get('issuer') or package.agency}.",
            f"Import it with its own --agency; or, if both are the same agency, add its name to "
            f"{path_of(packages, 'agency-names')}.",
        )


def must_belong_together(parts: Sequence[Part], own: Collection[str], schemas: Mapping[str, Schema]) -> None:
    """Raise `UsageError` for a file that is of another department than the first one.

    Two files belong together where they share a name of their issuer, where both bear one that the agency is known by
    (`own`, as keys), where one names none, or where figures with four digits or more are the same in both.
    """
    first, *others = parts
    names = set(map(key, first.names))
    for part in others:
        shared = names & set(map(key, part.names)) or (names & set(own) and set(map(key, part.names)) & set(own))
        if not names or not part.names or shared:
            continue
        if len(_amounts(first, schemas) & _amounts(part, schemas)) < _ENOUGH:
            raise UsageError(
                f"{first.name} and {part.name}",
                f"one is of {first.names[0]}, the other of {part.names[0]}, and no figures of the two agree.",
                "Import each with its own --agency.",
            )


def _amounts(part: Part, schemas: Mapping[str, Schema]) -> set[int]:
    """Its amounts in hundreds of yuan, which prose in 万元 and tables in 元 share; those with four digits or more."""
    units = {str(row["table_name"]): str(row.get("unit") or "") for row in part.rows("tables")}
    printed = [
        (row.get(field), units.get(name, ""))
        for name in part.tables()
        for row in part.rows(name)
        for field in measures(schemas[name])
    ]
    printed += [(row.get("value"), str(row.get("unit") or "")) for row in part.rows("statements")]
    return {
        hundreds
        for value, unit in printed
        if value is not None and unit in YUAN and (hundreds := int(Decimal(to_cell(value)) * YUAN[unit] / 100)) >= 1000
    }


def _described(packages: Packages, package: PackageId) -> dict[str, Any]:
    """The descriptor of the package that is there; empty where there is none, or only one that an import is to mend."""
    try:
        return read_json(packages.folder(package) / "datapackage.json")
    except InvalidPackage:
        return {}


def _same(before: dict[str, Any], part: Part) -> bool:
    """Whether the package that is there names this issuer, or was made of this very document."""
    sources = before.get("sources")
    hashes = [source.get("hash") for source in sources if isinstance(source, dict)] if isinstance(sources, list) else []
    return key(str(before.get("issuer") or "")) == key(part.issuer or "") or part.sha256 in hashes
