"""Refuses a document of another department, so that it cannot replace the package of this one."""

from __future__ import annotations

from typing import Any

from yusuan.document import Document
from yusuan.errors import InvalidPackage, UsageError
from yusuan.importing.reference import Reference, path_of
from yusuan.package.jsonfile import read_json
from yusuan.package.layout import PackageId, Packages
from yusuan.recognise.identity import Identity
from yusuan.words import key

_WHOSE_BUDGET = ")"
"""How the key of a name ends that says so: 西安市统计局（汇总） is not 西安市统计局（本级）."""


def must_be_of_agency(
    package: PackageId, packages: Packages, reference: Reference, document: Document, identity: Identity, place: str
) -> None:
    """Raise `UsageError` where the document's issuer is another agency that is known by this very name, or has none
    of the names of the agency whose package is already there.

    A document that does not name its issuer is of the agency that was asked for; and an agency that is new is shown
    its namesakes where it is added.
    """
    issuer, own = key(identity.issuer or ""), reference.keys_of_names(package.agency)
    if not issuer or not own:
        return
    # 西安市统计局（本级） prints 西安市统计局 above its projects, as the whole department does.
    printed_names = {issuer} if issuer.endswith(_WHOSE_BUDGET) else {issuer, *map(key, identity.names)}
    if printed_names & own:
        return
    if others := sorted(reference.agencies_named(issuer) - reference.kin_of(package.agency)):
        raise UsageError(
            place,
            f"its issuer {identity.issuer} is known as {others[0]}, not as {package.agency}.",
            f"Import it with --agency {others[0]}. If it is the budget of a part of that department, first give "
            f"the part a row with its parent in {path_of(packages, 'agencies')}.",
        )
    before = _described(packages, package)
    # A name may be read otherwise by now: what was imported from this very document may be imported again.
    if before and not _same(before, document, issuer):
        raise UsageError(
            place,
            f"its issuer is {identity.issuer}, but {package} already exists and belongs to "
            f"{before.get('issuer') or package.agency}.",
            f"Import it with its own --agency; or, if both are the same agency, add its name to "
            f"{path_of(packages, 'agency-names')}.",
        )


def _described(packages: Packages, package: PackageId) -> dict[str, Any]:
    """The descriptor of the package that is there; empty where there is none, or only one that an import is to mend."""
    try:
        return read_json(packages.folder(package) / "datapackage.json")
    except InvalidPackage:
        return {}


def _same(before: dict[str, Any], document: Document, issuer: str) -> bool:
    """Whether the package that is there names this issuer, or was made of this very document."""
    sources = before.get("sources")
    hashes = [source.get("hash") for source in sources if isinstance(source, dict)] if isinstance(sources, list) else []
    return key(str(before.get("issuer") or "")) == issuer or f"sha256:{document.sha256}" in hashes
