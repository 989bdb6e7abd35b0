"""Finds in the program's own text every message that a person may be shown, as a template."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import click

ERRORS = {"CannotRead", "UsageError", "InvalidPackage", "YusuanError", "CannotCorrect"}
# Which arguments of a call are messages.
ARGUMENTS = {
    **dict.fromkeys(ERRORS, slice(1, 3)),
    **dict.fromkeys(("damaged", "foreign"), slice(0, 1)),
    **dict.fromkeys(("report", "refuse"), slice(0, 2)),
    "not_understood": slice(3, 4),
    "Flag": slice(2, 3),
}
SHOWN = {"echo", "print_indented", "stage", "_rest", "append"}
FEWEST_WORDS = re.compile(r"[A-Za-z]{2,}\W+[A-Za-z]{2,}|^[A-Z][a-z]+\W*$")


def messages(program: Path) -> dict[str, str]:
    """Each template of a message and the place where it is made."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(program.rglob("*.py"))}
    constants = {
        target.id: node.value.value
        for tree in trees.values()
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name) and target.id.isupper()
    }
    found: dict[str, str] = {}
    for path, tree in trees.items():
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            name = getattr(call.func, "attr", None) or getattr(call.func, "id", "")
            arguments = call.args[ARGUMENTS[name]] if name in ARGUMENTS else []
            if "cli" in path.parts and name in SHOWN:
                arguments = call.args
            for argument in arguments:
                for template in _templates(argument, constants):
                    if FEWEST_WORDS.search(re.sub(r"\{\d+\}", "{}", template)):
                        found.setdefault(template, f"{path.relative_to(program)}:{call.lineno}")
    return found


def _templates(node: ast.AST, constants: dict[str, str]) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.Name) and node.id in constants:
        yield constants[node.id]
    elif isinstance(node, ast.IfExp):
        yield from (*_templates(node.body, constants), *_templates(node.orelse, constants))
    elif isinstance(node, ast.BinOp):
        yield from (*_templates(node.left, constants), *_templates(node.right, constants))
    elif isinstance(node, ast.JoinedStr):
        text, number = "", 0
        for value in node.values:
            if isinstance(value, ast.Constant):
                text += str(value.value)
            elif isinstance(value, ast.FormattedValue):
                yield from _templates(value.value, constants)
                text, number = f"{text}{{{number}}}", number + 1
        yield text


def helps() -> Iterator[str]:
    """What `--help` says: each paragraph of each command, and of each option."""
    import yusuan.cli
    from yusuan.cli import group

    commands: list[click.Command] = [group]
    modules = (module.name for module in pkgutil.iter_modules(yusuan.cli.__path__))
    commands += [importlib.import_module(f"yusuan.cli.{name}").command for name in modules if not name.startswith("_")]
    for command in commands:
        for text in (command.help or "", command.short_help or ""):
            yield from (" ".join(paragraph.split()) for paragraph in text.split("\n\n") if paragraph.strip())
        for parameter in command.params:
            if isinstance(parameter, click.Option) and parameter.help:
                yield parameter.help
