"""Which packages are looked at together: one department in all its years, with its parent and its units.

No rule and no derived table looks further: what a package yields depends on these alone (tests/warehouse/test_kept.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from yusuan.package import csvfile
from yusuan.package.descriptor import data_path
from yusuan.package.layout import PackageId, Packages

Group = tuple[PackageId, ...]
"""Related packages, sorted."""


def groups(packages: Packages, ids: Sequence[PackageId]) -> list[Group]:
    """The packages parted into groups of related ones, sorted. A parent without packages still joins its units."""
    heads: dict[str, str] = {}

    def head(agency: str) -> str:
        while (above := heads.get(agency, agency)) != agency:
            agency = above
        return agency

    for row in csvfile.read_rows(packages.reference / data_path("agencies")):
        if row.get("parent") and (one := head(row["agency"])) != (other := head(row["parent"])):
            heads[one] = other
    found: dict[str, list[PackageId]] = {}
    for package in ids:
        found.setdefault(head(package.agency), []).append(package)
    return sorted(tuple(sorted(those)) for those in found.values())
