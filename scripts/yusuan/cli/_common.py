"""The words that several commands share: where the packages are, where the build goes, which packages are meant."""

from __future__ import annotations

import json
import os
import re
import shlex
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from yusuan.errors import UsageError, YusuanError
from yusuan.language import say
from yusuan.unseen import HALF

if TYPE_CHECKING:
    from yusuan.checks.confirmations import Stale
    from yusuan.package.layout import Packages
    from yusuan.package.problem import Problem


class Source(click.Path):
    """A document that lies on this machine: an address is refused at once, before a path would lose its slashes."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        """Return the path. Raises `UsageError` for an address."""
        if re.match("[a-z]+://", str(value), re.IGNORECASE):
            raise UsageError(str(value), "is an address, not a file.", "Download it first, then give the file.")
        return super().convert(value, param, ctx)


PACKAGES = Path("datapackages")
packages_option = click.option(
    "--packages",
    "packages_dir",
    type=click.Path(path_type=Path),
    default=PACKAGES,
    show_default=True,
    metavar="DIR",
    help="The folder that holds the data packages.",
)
out_option = click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("build"),
    show_default=True,
    metavar="DIR",
    help="The folder to build in.",
)
forms_option = click.option(
    "--forms",
    "forms_dir",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A folder of form files to use besides those that come with yusuan.",
)
quiet_option = click.option("--quiet", is_flag=True, help="Show no progress.")
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON array and nothing else.")
package_arguments = click.argument("words", metavar="[PACKAGE]...", nargs=-1)


def open_packages(folder: Path) -> Packages:
    """Return the packages under `folder`. Raises `UsageError` if there is no such folder, or it holds none."""
    from yusuan.package.layout import Packages

    if not folder.is_dir():
        raise UsageError(str(folder), "there is no such folder.", "Name the folder of packages with --packages.")
    packages = Packages(folder)
    if not (packages.schemas.is_dir() or packages.reference.is_dir()):
        raise UsageError(
            str(folder),
            "is not a folder of packages: it has no schemas/ and no reference/.",
            "Name one with --packages.",
        )
    return packages


def said(error: YusuanError) -> str:
    """A known error in the language that is spoken: place, what is wrong, what to do."""
    remedy = f" {say(error.remedy)}" if error.remedy else ""
    return f"{error.place}: {say(error.problem)}{remedy}"


def echo_problem(problem: Problem | Stale, *, err: bool = False) -> None:
    """Print a fault of a package or of a confirmation: its place, then what is wrong in the language that is spoken."""
    click.echo(f"{problem.place}: {say(problem.message)}", err=err)


def print_json(rows: Iterable[Mapping[str, Any]]) -> None:
    """Print `rows` as one JSON array, Chinese left as Chinese, amounts as the strings they are.

    Half a character, such as a byte of a file name that is no UTF-8, is printed as its number: no JSON holds it.
    """
    text = json.dumps(list(rows), ensure_ascii=False, indent=2, default=str)
    click.echo(HALF.sub(lambda half: rf"\\u{ord(half[0]):04x}", text))


def again(words: str, packages: Path, forms: Path | None = None) -> str:
    """A command to run next, with the folders that this one was given."""
    for option, folder, default in (("--packages", packages, PACKAGES), ("--forms", forms, None)):
        if folder != default:
            words += f" {option} {shlex.quote(str(folder))}"
    return words


def count(number: int, noun: str) -> str:
    """Return `number` with its noun: "1 package", "12 packages"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
