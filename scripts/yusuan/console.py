"""What a person sees while and after a command works: progress on stderr, results and tables on stdout."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from yusuan.language import say
from yusuan.unseen import escaped, escaped_lines

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

# A table that is piped into a file keeps its lines whole; only a terminal has an edge.
_PIPED_WIDTH = 10_000

# Where a line may be folded: after a space, and on either side of a Han character, but before no closing mark.
_PIECES = re.compile(r"\s*(?:[^\s\u2e80-\uffef]+|[\u2e80-\uffef])[，。、；：！？」』）》”’]*")


class Progress:
    """Long work, stage by stage: a bar on a terminal, one plain line a stage elsewhere, nothing when `quiet`.

    Progress goes to stderr: what is on stdout is the result and may be piped.
    """

    def __init__(self, stages: int, *, quiet: bool = False) -> None:
        self._stages = stages
        self._begun = 0
        self._quiet = quiet
        self._bar: Bar | None = None

    def __enter__(self) -> Progress:
        if not self._quiet and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
            from rich.progress import Progress as Bar

            self._bar = Bar(
                SpinnerColumn(),
                TextColumn("{task.description}"),
                BarColumn(),
                TimeElapsedColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._bar.start()
            self._bar.add_task("", total=self._stages)
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Show that the stage `name` is at work; once it is done, the bar moves on."""
        self._begun += 1
        name = escaped(say(name))
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], description=name)
        elif not self._quiet:
            click.echo(f"[{self._begun}/{self._stages}] {name}", err=True)
        yield
        if self._bar is not None:
            self._bar.advance(self._bar.task_ids[0])


def echo(text: str = "", *, err: bool = False) -> None:
    """Print a message in the language that is spoken, on stderr where it is an error."""
    click.echo(say(text), err=err)


def print_table(columns: Sequence[str], rows: Sequence[Sequence[object]], *, right: Sequence[int] = ()) -> None:
    """Print `rows` under `columns`; the columns whose numbers stand in `right` are aligned to the right."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    for number, name in enumerate(columns):
        table.add_column(say(name), justify="right" if number in right else "left", overflow="fold")
    for row in rows:
        # Text, not markup: `[30101]基本工资` is a cell, not a style.
        table.add_row(*(Text("" if cell is None else escaped(str(cell))) for cell in row))
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else _PIPED_WIDTH, highlight=False)
    with console.capture() as shown:
        console.print(table)
    click.echo("\n".join(line.rstrip() for line in shown.get().splitlines()))


def print_indented(text: str, indent: int = 0, first: str = "") -> None:
    """Print `text` with every line of it moved in, `first` before its first word.

    A terminal's edge folds it, between any two Han characters too; a pipe keeps it whole.
    """
    text = say(text)
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else _PIPED_WIDTH
    margin = " " * (indent + len(first))
    lines = _folded(escaped_lines(text), width - len(margin)) or [""]
    click.echo("\n".join([" " * indent + first + lines[0], *(margin + line for line in lines[1:])]))


def _folded(text: str, width: int) -> list[str]:
    from rich.cells import cell_len

    lines, line = [], ""
    for piece in _PIECES.findall(text):
        if line.strip() and cell_len(line + piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    return [*lines, line.rstrip()] if line.strip() else lines
