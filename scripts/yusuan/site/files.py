"""The files that readers download: which there are, and their copies beside the pages."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from yusuan.package.layout import PackageId, Packages

# Text for pages, so that a browser shows it instead of guessing.
_PACKAGE_FILES = ("datapackage.json", "data/*.csv", "source/*")


@dataclass(frozen=True)
class Download:
    """A file: its address below the site's root, and where it lies now."""

    url: str
    path: Path

    @property
    def bytes(self) -> int:
        """Its size."""
        return self.path.stat().st_size

    @cached_property
    def sha256(self) -> str:
        """Its hash, so that a reader can tell whether a copy is whole and ours: 64 hexadecimal digits."""
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    @property
    def name(self) -> str:
        """The file's name."""
        return self.url.rsplit("/", 1)[-1]


def site_files(packages: Packages, ids: list[PackageId], out: Path, *, shared: bool = True) -> dict[str, Path]:
    """Every file to be copied: address below the site's root → where it lies now. Links and hidden files stay out.

    `shared` says whether pages name the picture that other sites show of them: only a site that knows its address can.
    """
    found: dict[str, Path] = {}
    for package in ids:
        name = f"{package.year}-{package.kind}"
        base = f"data/{package.agency}/{name}"
        _add(found, base, packages.folder(package), _PACKAGE_FILES)
        # In place of the package's own: the source without personal data, and the descriptor with its hash.
        _add(found, base, out / "downloads" / package.agency / name / "published", _PACKAGE_FILES)
        _add(found, f"{base}/charts", out / "charts" / package.agency / name, _chart_files(out, package, shared=shared))
        downloads = out / "downloads" / package.agency
        for suffix in ("zip", "xlsx"):
            _add(found, f"data/{package.agency}", downloads, (f"{name}.{suffix}",))
    _add(found, "data/tables", out / "tables", ("*.csv", "*.parquet", "*.json", "*/region=*/year=*/*.parquet"))
    # In place of those: the large ones compressed, and the data package that says so.
    _add(found, "data/tables", out / "downloads" / "tables", ("*.csv.gz", "*.json"))
    for url in [url for url in found if f"{url}.gz" in found]:
        del found[url]
    _add(found, "data/reference", packages.reference, _PACKAGE_FILES[:2])
    _add(found, "data/schemas", packages.schemas, ("*.json",))
    _add(found, "data", out / "downloads", ("catalog.jsonld", "*.zip"))
    return found


def beside_pages(pages: Path) -> dict[str, Path]:
    """The files that stand beside finished bodies, made with them: address below the site's root → where it lies."""
    found = (path for path in sorted(pages.rglob("*.*")) if path.suffix in (".json", ".csv") and path.parent != pages)
    return {path.relative_to(pages).as_posix(): path for path in found}


def _chart_files(out: Path, package: PackageId, *, shared: bool) -> tuple[str, ...]:
    """The names of what is given away of the charts that are drawn.

    A page has those of it that stand in a page, and its words and figures.
    """
    folder = out / "charts" / package.agency / f"{package.year}-{package.kind}"
    drawn = [path.stem.removesuffix("-inline") for path in sorted(folder.glob("*-inline.svg"))]
    return (*(f"{name}.svg" for name in drawn), *(["share.png"] if shared else []))


def _add(found: dict[str, Path], base: str, folder: Path, patterns: tuple[str, ...]) -> None:
    for pattern in patterns:
        for path in sorted(folder.glob(pattern)):
            inside = path.relative_to(folder)
            if path.is_file() and not path.is_symlink() and not any(part.startswith(".") for part in inside.parts):
                found[f"{base}/{inside.as_posix()}"] = path


def of_packages(files: Mapping[str, Path], ids: Iterable[PackageId]) -> dict[PackageId, tuple[Download, ...]]:
    """The downloads of each package, sorted by address: `data/<agency>/<year>-<kind>.zip`, `…/datapackage.json`."""
    known = {(package.agency, f"{package.year}-{package.kind}"): package for package in ids}
    found: dict[PackageId, list[Download]] = {package: [] for package in known.values()}
    for url in sorted(files):
        agency, _, rest = url.removeprefix("data/").partition("/")
        package = known.get((agency, rest.partition("/")[0].partition(".")[0]))
        if package:
            found[package].append(Download(url, files[url]))
    return {package: tuple(those) for package, those in found.items()}


def below(files: Mapping[str, Path], prefix: str) -> list[Download]:
    """The downloads whose address begins with `prefix`, sorted."""
    return [Download(url, path) for url, path in sorted(files.items()) if url.startswith(prefix)]


def copy_files(files: Mapping[str, Path], site: Path, built: Path) -> None:
    """Put every file to its address below `site`: one that the build made, below `built`, as a second name of it."""
    for url, path in files.items():
        target = site / url
        target.parent.mkdir(parents=True, exist_ok=True)
        if not (path.is_relative_to(built) and _linked(path, target)):
            shutil.copyfile(path, target)


def _linked(path: Path, target: Path) -> bool:
    try:
        target.hardlink_to(path)
    except OSError:
        return False  # not every file system has them
    return True
