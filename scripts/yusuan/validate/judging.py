"""Folders judged against what is expected of them, by several processes where there are many."""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from yusuan.package.problem import Problem
from yusuan.vetting.descriptor import Expected
from yusuan.vetting.package import vet
from yusuan.vetting.relations import Codes

WORKERS = 2
WORTH_A_WORKER = 12  # a process starts in the time that some four packages take


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
    one = partial(judge_one, codes=codes)
    if len(asked) < WORTH_A_WORKER:
        return list(map(one, asked))
    with ProcessPoolExecutor(WORKERS, mp_context=multiprocessing.get_context("spawn")) as pool:
        return list(pool.map(one, asked, chunksize=4))
