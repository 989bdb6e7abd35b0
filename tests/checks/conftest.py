"""What the tests of the rules share: the schemas, and what a rule makes of a disclosure."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import duckdb
import pytest

from yusuan.checks.engine import prepare
from yusuan.checks.rules import load_rules
from yusuan.model import load_model, load_relations
from yusuan.package.schemas import Schema, load_schemas

from .asking import Judge
from .warehouse import empty_warehouse


@pytest.fixture(scope="session")
def schemas(project: Path) -> dict[str, Schema]:
    return load_schemas(project / "datapackages" / "schemas")


@pytest.fixture(scope="session")
def prepared(schemas: dict[str, Schema]) -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty warehouse that knows the rules; whoever fills it does so in a transaction, and takes it back."""
    with closing(empty_warehouse(schemas)) as connection:
        prepare(connection, load_model(), load_relations(), load_rules())
        yield connection


@pytest.fixture(scope="module")
def judge(request: pytest.FixtureRequest, schemas: dict[str, Schema], prepared: duckdb.DuckDBPyConnection) -> Judge:
    """What a rule makes of a disclosure: `judge("rule", income=[...])` gives subject -> (outcome, published, expected)."""
    asked = Judge(prepared, schemas)
    tests = []
    for test in request.session.items:
        if isinstance(test, pytest.Function) and test.module is request.module and "judge" in test.fixturenames:
            given = test.callspec.params if hasattr(test, "callspec") else {}
            if set(test._fixtureinfo.argnames) == {"judge", *given}:
                tests.append(partial(test.function, judge=asked, **given))
    asked.rehearse(tests)
    return asked
