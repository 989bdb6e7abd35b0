"""The command `yusuan`: one module here per verb, each with a `command` that ends with its exit code.

A command is thin: it reads its words, calls the library, and shows what came back. Heavy libraries are
imported inside the functions that need them, so that `yusuan --help` answers at once.
"""

from __future__ import annotations

import errno
import importlib
import os
import pkgutil
import sys
from collections.abc import Sequence

import click

from yusuan import __version__
from yusuan.cli._common import said
from yusuan.cli._help import Speaking, add_lang_option
from yusuan.errors import YusuanError
from yusuan.garbage import collect_seldom
from yusuan.language import choose, say
from yusuan.unseen import escaped

# What a shell reports of a program that Ctrl-C, or a reader that went away, has ended.
INTERRUPTED = 130
NOBODY_READS = 141

_REMEDIES = {
    errno.ENOSPC: " Make room on the disk, then run it again.",
    errno.EACCES: " See who may read and write there.",
    errno.EROFS: " Choose a folder that can be written to.",
}


class Verbs(click.Group):
    """Every module in this folder whose name does not begin with `_`; `import_` is the verb `import`."""

    context_class = Speaking

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the verbs in alphabetical order."""
        return sorted(m.name.rstrip("_") for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the verb's command, importing its module only now."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"{__name__}.{cmd_name}{'_' if cmd_name == 'import' else ''}")
        command: click.Command = module.command
        command.context_class = Speaking
        if not any(parameter.name == "lang" for parameter in command.params):
            add_lang_option(command)
        return command


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="yusuan", message="%(prog)s %(version)s")
def group() -> None:
    """Published budgets as open data that can be trusted.

    A document goes in with `import`; `validate` and `check` say whether it was read well; `build` makes the site.
    Every command ends with 0 when all is well, 1 when something is to be looked at, and 2 when it was called
    in a way that it cannot follow.
    """


add_lang_option(group)


def run(words: Sequence[str]) -> int:
    """Run the command that `words` spell, and return its exit code. Known errors become one or two lines on stderr."""
    choose(words)
    try:
        code = group.main(args=list(words), prog_name="yusuan", standalone_mode=False)
    except YusuanError as error:
        return _print_error(said(error), error.exit_code)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return 2
    except click.ClickException as error:
        hint = f" See: {error.ctx.command_path} --help" if isinstance(error, click.UsageError) and error.ctx else ""
        return _print_error(f"{say(error.format_message())}{say(hint)}", 2)
    except (click.Abort, KeyboardInterrupt):
        return _print_error(say("Interrupted; nothing was left half written."), INTERRUPTED)
    except BrokenPipeError:
        # Whoever read our output has gone (`yusuan check | head`): the interpreter must not try to flush it again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOBODY_READS
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        return _print_error(f"{place}{error.strerror or error}.{say(_REMEDIES.get(error.errno or 0, ''))}", 1)
    return code if isinstance(code, int) else 0


def _print_error(line: str, code: int) -> int:
    click.echo(f"yusuan: {escaped(line)}", err=True)
    return code


def main() -> None:
    """Run `yusuan` on this process's own words, and end the process."""
    collect_seldom()
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = NOBODY_READS
    sys.exit(code)
