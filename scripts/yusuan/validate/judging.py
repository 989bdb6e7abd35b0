"""Folders judged against what is expected of them, by several processes where there are many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from yusuan import workers
from yusuan.package.problem import Problem
from yusuan.vetting.descriptor import Expected
from yusuan.vetting.package import vet
from yusuan.vetting.relations import Codes

WORTH_A_WORKER = 24  # a process starts in the time that some ten packages take
WORTH_LAYING_TOGETHER = 2
MOST_TOGETHER = 200
"""So many packages are given to a process at once."""


@dataclass(frozen=True)
class Asked:
    """A folder to judge: the name that its problems bear, where it is, and what is expected of it."""

    name: str
    folder: Path
    expected: Expected


def judge_one(asked: Asked, codes: Codes) -> list[Problem]:
    """Every problem of one folder, in the order of its files and their lines."""
    vetted = vet(asked.name, asked.folder, asked.expected, codes)
    if vetted.tables:
        # Only here: importing Frictionless takes longer than reading a cache of a thousand packages.
        from yusuan.validate.structure import check_structure

        check_structure(vetted)
    return sorted(vetted.problems, key=lambda p: (p.file, p.field == "hash", p.line or 0))


def judge_all(asked: Sequence[Asked], codes: Codes) -> list[list[Problem]]:
    """The problems of each folder, in the order given."""
    some = partial(judge_some, codes=codes)
    number = workers.number(len(asked), WORTH_A_WORKER)
    size = min(MOST_TOGETHER, max(1, -(-len(asked) // number)))
    parts = [asked[at : at + size] for at in range(0, len(asked), size)]
    if number < 2:
        judged = list(map(some, parts))
    else:
        with workers.pool(number) as pool:
            judged = list(pool.map(some, parts))
    return [problems for part in judged for problems in part]


def judge_some(asked: Sequence[Asked], codes: Codes) -> list[list[Problem]]:
    """The problems of each folder, in the order given: just those that `judge_one` finds, in less time."""
    packages = [each for each in asked if each.name != "reference"]
    if len(packages) < WORTH_LAYING_TOGETHER:
        return [judge_one(each, codes) for each in asked]
    from yusuan.validate.together import Together

    together = Together()
    for each in packages:
        together.add(vet(each.name, each.folder, each.expected, codes))
    together.judge()
    return [
        judge_one(each, codes) if each.name == "reference" or each.name in together.suspects else [] for each in asked
    ]
