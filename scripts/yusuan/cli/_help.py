"""What `--help` says, in the language that is spoken, and the option that chooses it."""

from __future__ import annotations

from collections.abc import Iterable

import click

from yusuan.language import LANGUAGES, say, say_paragraphs


class Formatter(click.HelpFormatter):
    """Writes help in the language that is spoken."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line of usage."""
        super().write_usage(prog, args, prefix or say("Usage: "))

    def write_heading(self, heading: str) -> None:
        """Write the heading of a section."""
        super().write_heading(say(heading))

    def write_text(self, text: str) -> None:
        """Write paragraphs."""
        super().write_text(say_paragraphs(text))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write options, or commands, each with what it does."""
        super().write_dl([(name, say(words)) for name, words in rows], col_max, col_spacing)


class Speaking(click.Context):
    """The context of a command whose help is in the language that is spoken."""

    formatter_class = Formatter


def add_lang_option(command: click.Command) -> None:
    """Give a command the option --lang; `choose` has read it before."""
    command.params.append(
        click.Option(
            ["--lang"],
            type=click.Choice(LANGUAGES),
            expose_value=False,
            help="The language of messages; else that of the locale.",
        )
    )
