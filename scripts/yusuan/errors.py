"""The errors a person can mend: each says where, what is wrong, and what to do."""

from __future__ import annotations

from typing import Any


class YusuanError(Exception):
    """A known error, shown as one or two lines and never as a traceback.

    `place` is a file, a locator or a command-line word; `problem` says what is wrong there;
    `remedy` says what to do about it. `exit_code` is what the command ends with.
    """

    exit_code = 1

    def __init__(self, place: str, problem: str, remedy: str = "") -> None:
        self.place = place
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{place}: {problem}" + (f" {remedy}" if remedy else ""))

    def __reduce__(self) -> tuple[Any, ...]:
        # An error of another process arrives whole, whatever words its own class is made of.
        return _again, (type(self), self.args, self.__dict__)


class UsageError(YusuanError):
    """The command was called with words it cannot use."""

    exit_code = 2


class CannotRead(YusuanError):
    """A source document cannot be read at all."""

    exit_code = 2


class InvalidPackage(YusuanError):
    """A data package breaks its contract, so nothing may be built from it."""


class CannotCorrect(InvalidPackage):
    """A correction fits no cell as it was read: nothing is imported until a person has looked again."""

    exit_code = 2


def _again(kind: type[YusuanError], words: tuple[Any, ...], state: dict[str, Any]) -> YusuanError:
    error = kind.__new__(kind, *words)
    error.__dict__.update(state)
    return error
