"""Where packages lie: datapackages/<agency>/<year>-<kind>/, beside schemas/ and reference/."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from yusuan.errors import InvalidPackage, UsageError

KINDS = ("budget", "final-accounts")
AGENCY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_FOLDER = re.compile(rf"([0-9]{{4}})-({'|'.join(KINDS)})", re.ASCII)
SCHEMAS, REFERENCE = "schemas", "reference"
_RESERVED = frozenset({SCHEMAS, REFERENCE})
_FORM = "<agency>/<year>-<kind>, such as changji-sme/2023-budget (kinds: " + ", ".join(KINDS) + ")"


@dataclass(frozen=True, order=True)
class PackageId:
    """Which disclosure: the agency's slug, the year it is for, and its kind (one of `KINDS`).

    Raises `UsageError` when a part cannot be one.
    """

    agency: str
    year: int
    kind: str = "budget"

    def __post_init__(self) -> None:
        if not AGENCY.fullmatch(self.agency) or self.agency in _RESERVED:
            raise UsageError(
                self.agency or '""',
                "is not an agency's slug.",
                "Use small letters, digits and single hyphens, such as changji-sme.",
            )
        if not 1000 <= self.year <= 9999:
            raise UsageError(str(self.year), "is not a year.", "Give four digits, such as 2023.")
        if self.kind not in KINDS:
            raise UsageError(self.kind or '""', "is not a kind of disclosure.", f"Use one of: {', '.join(KINDS)}.")

    @classmethod
    def parse(cls, text: str) -> PackageId:
        """Read `changji-sme/2023-budget`. Raises `UsageError` on anything else."""
        agency, slash, folder = text.partition("/")
        match = _FOLDER.fullmatch(folder)
        if not slash or match is None:
            raise UsageError(text or '""', "is not a package.", f"Write it as {_FORM}.")
        return cls(agency, int(match[1]), match[2])

    @property
    def name(self) -> str:
        """The package's name in its descriptor: `changji-sme-2023-budget`."""
        return f"{self.agency}-{self.year}-{self.kind}"

    def __str__(self) -> str:
        return f"{self.agency}/{self.year}-{self.kind}"


@dataclass(frozen=True)
class Packages:
    """The folder that holds every package (by default `datapackages`)."""

    root: Path

    @property
    def schemas(self) -> Path:
        """The master Table Schemas, one `<resource>.json` each."""
        return self.root / SCHEMAS

    @property
    def reference(self) -> Path:
        """The data package of code lists, agencies and regions."""
        return self.root / REFERENCE

    def folder(self, package: PackageId) -> Path:
        """Where the package lies, whether or not it exists."""
        return self.root / package.agency / f"{package.year}-{package.kind}"

    def disclosures(self) -> list[PackageId]:
        """Every disclosure there is, sorted.

        Files and hidden folders beside the packages are nobody's data and are passed over; a folder whose name is not
        a package's raises `InvalidPackage`, so that a misspelt year is not silently left out of the site, and so does
        a package that an import left aside.
        """
        if not self.root.is_dir():
            raise UsageError(str(self.root), "there is no such folder.", "Name the folder of packages with --packages.")
        found = []
        for agency in _folders(self.root):
            if agency.name in _RESERVED:
                continue
            _none_aside(agency)
            for folder in _folders(agency):
                try:
                    found.append(PackageId.parse(f"{agency.name}/{folder.name}"))
                except UsageError:
                    raise InvalidPackage(
                        str(folder), "the folder's name is not a package's.", f"Name it {_FORM}, or move it away."
                    ) from None
        return sorted(found)

    def select(self, names: list[str] | tuple[str, ...]) -> list[PackageId]:
        """The packages that a command was given, or all when it was given none.

        Raises `UsageError` for a name that is no package's, or a package that is not there.
        """
        if not names:
            return self.disclosures()
        chosen = sorted({PackageId.parse(name) for name in names})
        for package in chosen:
            if not self.folder(package).is_dir():
                _none_aside(self.root / package.agency)
                raise UsageError(
                    str(self.folder(package)), "there is no such package.", "Name one that is under --packages."
                )
        return chosen


def is_package_folder(name: str) -> bool:
    """Whether a folder's name is that of a package within its agency: `2023-budget`."""
    return _FOLDER.fullmatch(name) is not None


def _none_aside(agency: Path) -> None:
    """Raise `InvalidPackage` where an import was killed while it put a new package in the place of an old one."""
    for aside in sorted(agency.glob(".*.old")):
        name = aside.name[1 : -len(".old")]
        if is_package_folder(name) and not (agency / name).exists():
            raise InvalidPackage(
                str(aside),
                "is the previous package, which an interrupted import was replacing.",
                f"Import the document again, or rename the folder to {name}.",
            )


def _folders(parent: Path) -> list[Path]:
    return sorted(path for path in parent.iterdir() if path.is_dir() and not path.name.startswith("."))
