"""Where a row of the warehouse stands in its package: the file and the line, for messages that a person can act on."""

from __future__ import annotations

from pathlib import Path

from yusuan.package import csvfile
from yusuan.package.descriptor import data_path
from yusuan.package.layout import PackageId, Packages


def line(path: Path, row: int) -> str:
    """`…/data/income.csv:14`: the line of the file that its data row `row` (from 1) begins on."""
    lines = csvfile.parse(csvfile.read_bytes(path), str(path)).lines
    return f"{path}:{lines[row - 1]}" if 0 < row <= len(lines) else str(path)


def place(packages: Packages, package: str, resource: str, row: int) -> str:
    """The same, for a row of a disclosure's resource."""
    return line(packages.folder(PackageId.parse(package)) / data_path(resource), row)
