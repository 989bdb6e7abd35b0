"""Which language is spoken: the one asked for, else that of the locale."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextvars import ContextVar

LANGUAGES = ("zh", "en")
_OPTION = "--lang"
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
_current: ContextVar[str] = ContextVar("language", default="en")


def current() -> str:
    """The language that is spoken now, one of `LANGUAGES`."""
    return _current.get()


def choose(words: Sequence[str], environment: Mapping[str, str] = os.environ) -> str:
    """Speak the language that the command's words ask for with --lang, else that of the locale; returns it.

    The first of LC_ALL, LC_MESSAGES and LANG that is set says it, as everywhere; what is not Chinese is English.
    """
    asked = _asked(words)
    if asked not in LANGUAGES:
        locale = next((environment[name] for name in _LOCALE if environment.get(name)), "")
        asked = "zh" if locale.lower().startswith("zh") else "en"
    _current.set(asked)
    return asked


def _asked(words: Sequence[str]) -> str:
    for number, word in enumerate(words):
        if word == "--":
            break
        if word == _OPTION:
            return words[number + 1] if number + 1 < len(words) else ""
        if word.startswith(f"{_OPTION}="):
            return word.partition("=")[2]
    return ""
