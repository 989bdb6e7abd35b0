"""What checks say: every message of every check over all packages, in both languages, has all its words."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

import yusuan.checks
from yusuan.checks.engine import evaluate
from yusuan.checks.messages import LANGUAGES, write_messages
from yusuan.checks.rules import load_rules
from yusuan.model.relations import FILE as RELATIONS
from yusuan.warehouse import DATABASE, connect

from .warehouse import PACKAGE, tiny_warehouse

CHECKS = Path(yusuan.checks.__file__).parent
HOLE = r"；没有印数|[{}]|合计 *[，；。]|^[；，]|[；，：「] *[；，。」]|印作 *[；，。]|算得 *[；，。]|  |: *[.;,]|; *[.;]|“ *”"


@pytest.fixture(scope="module")
def said(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of the database of all packages, checked, with the messages of all checks in both languages."""
    path = shutil.copy(built / DATABASE, tmp_path_factory.mktemp("said"))
    with connect(path) as connection:
        for language in LANGUAGES:
            write_messages(connection, f"main.said_{language}", language)
        yield connection


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_has_a_hole(said: duckdb.DuckDBPyConnection, language: str) -> None:
    rows = said.execute(
        f"""
        select checks.package, checks.rule, checks.subject, said.message from derived.checks as checks
        left join main.said_{language} as said using (package, rule, subject)
        where coalesce(said.message, '') = '' or regexp_matches(said.message, $hole)
        limit 10
        """,
        {"hole": HOLE},
    ).fetchall()
    assert rows == []


def test_the_column_is_the_chinese_message(said: duckdb.DuckDBPyConnection) -> None:
    rows = said.execute(
        """
        select checks.message, said.message from derived.checks as checks
        left join main.said_zh as said using (package, rule, subject)
        where checks.message is distinct from said.message limit 10
        """
    ).fetchall()
    assert rows == []


@pytest.mark.parametrize(("language", "place"), [("zh", "place"), ("en", "place_en")])
def test_a_message_names_what_it_compares(said: duckdb.DuckDBPyConnection, language: str, place: str) -> None:
    # of more than six figures on a side the first is named, and each is printed
    rows = said.execute(
        f"""
        with operand as (
            select *, side = 'published' as is_figure,
                row_number() over side_of as nth, count(*) over (partition by package, rule, subject, is_figure) as many
            from derived.check_operands where sign is not null
            window side_of as (partition by package, rule, subject, side = 'published' order by position)
        )
        select rule, subject, said.message, operand.{place}, operand.printed
        from operand
        join derived.checks as checks using (package, rule, subject)
        join main.said_{language} as said using (package, rule, subject)
        where template in ('equals', 'sums', 'sums_down', 'at_most', 'rate', 'not_compared_with', 'counted')
            and (
                (many <= 6 or nth = 1) and not contains(said.message, operand.{place})
                or operand.printed <> '空表' and not contains(said.message, operand.printed)
            )
        limit 10
        """
    ).fetchall()
    assert rows == []


def test_the_signed_operands_add_up_to_the_expected_figure(said: duckdb.DuckDBPyConnection) -> None:
    rows = said.execute(
        """
        with worth as (select unit, in_yuan::decimal(18) as yuan from main.money_unit)
        select
            checks.package, rule, subject, expected, any_value(of_check.yuan),
            list({'side': side, 'sign': sign, 'printed': operands.printed, 'yuan': of_operand.yuan})
        from derived.checks as checks
        join derived.check_operands as operands using (package, rule, subject)
        left join worth as of_check on of_check.unit = checks.unit
        left join worth as of_operand on of_operand.unit = operands.unit
        where template in ('sums', 'sums_down')
        group by all
        """
    ).fetchall()
    assert len(rows) > 5000
    wrong = []
    for *check, expected, yuan, operands in rows:
        parts = [
            # what is no money is counted
            (o["sign"], Decimal(o["yuan"] or 1) / (yuan or 1), re.sub(r"[^\d.-]", "", o["printed"]))
            for o in operands
            if o["side"] == "expected"
        ]
        if abs(sum(sign * worth * Decimal(digits or 0) for sign, worth, digits in parts)) != abs(Decimal(expected)):
            wrong.append((check, expected, parts))
    assert wrong == []


def test_a_part_in_another_unit_than_the_sum_says_its_unit(said: duckdb.DuckDBPyConnection) -> None:
    # Putuo's Wanli subdistrict prints its tables in yuan and its text in 万元: 2025's table 5 has 189,767,551 in all.
    check = (
        "select message from {} where package = 'putuo-wanli/2025-budget' "
        "and rule = 'prior_year_equals_last_years_document' and subject like '%general-public-budget-expenditure total'"
    )
    assert "合计 189,767,551 元，减去" in said.execute(check.format("main.said_zh")).fetchone()[0]
    assert "189,767,551 yuan" in said.execute(check.format("main.said_en")).fetchone()[0]


def test_a_check_of_nothing_against_nothing_is_no_sum(said: duckdb.DuckDBPyConnection) -> None:
    rows = said.execute(
        """
        select count(*) from derived.checks join derived.check_operands as operands using (package, rule, subject)
        where comparison = 'zero' and regexp_matches(operands.printed, '[1-9]') and sign <> 0
        """
    ).fetchall()
    assert rows == [(0,)]


def test_every_template_is_used_and_has_the_same_slots_in_both_languages() -> None:
    files = [*CHECKS.rglob("*.sql"), *CHECKS.rglob("*.csv"), RELATIONS]
    used = set(re.findall(r"[a-z_]+", " ".join(path.read_text("utf-8") for path in files)))
    sections = tomllib.loads((CHECKS / "messages.toml").read_text("utf-8"))
    for section, entries in sections.items():
        for name, entry in entries.items():
            slots = {language: set(re.findall(r"{[a-z_]+}", entry[language])) for language in LANGUAGES}
            assert slots["zh"] == slots["en"], (section, name)
    for section in ("templates", "reasons"):
        assert [name for name in sections[section] if name not in used] == []


@pytest.mark.parametrize(
    ("resources", "zh", "en"),
    [
        (
            [("20101", "a", 2, "3.00"), ("2010101", "b", 3, "1.00"), ("2010102", "c", 3, "2.00")],
            "表3「20101 a」合计印作 3.00 万元；表3「2010101 b」合计 1.00，表3「2010102 c」合计 2.00，合计 3.00 万元，相符。",
            "table 3 “20101 a” Total prints 3.00 × 10,000 yuan; table 3 “2010101 b” Total 1.00, "
            "table 3 “2010102 c” Total 2.00: 3.00 × 10,000 yuan in all: they agree.",
        ),
        (
            [("20101", "a", 2, "3.00"), ("2010101", "b", 3, "1.00"), ("2010102", "c", 3, None)],
            "表3「20101 a」合计印作 3.00 万元；表3「2010101 b」合计 1.00，相差 2.00 万元，四舍五入不能解释。",
            "table 3 “20101 a” Total prints 3.00 × 10,000 yuan; table 3 “2010101 b” Total 1.00: "
            "they differ by 2.00 × 10,000 yuan, which rounding does not explain.",
        ),
        (
            [("20101", "a", 2, None), ("2010101", "b", 3, "1.00")],
            "表3「20101 a」合计未印；表3「2010101 b」合计 1.00，不能核对。",
            "table 3 “20101 a” Total is blank; table 3 “2010101 b” Total 1.00: not checkable.",
        ),
    ],
    ids=["a sum that agrees", "one figure that differs", "a blank"],
)
def test_a_message_reads_as_a_sentence_in_both_languages(schemas: Any, resources: Any, zh: str, en: str) -> None:
    rows = [{"code": code, "name": name, "level": level, "total": total} for code, name, level, total in resources]
    rows = [{key: value for key, value in row.items() if value is not None} for row in rows]
    rules = [rule for rule in load_rules() if rule.name == "items_sum_to_section"]
    with tiny_warehouse(schemas, {PACKAGE: {"expenditure": rows}}) as connection:
        evaluate(connection, rules)
        write_messages(connection, "main.said", "en")
        said = connection.execute(
            "select checks.message, said.message from derived.checks as checks join main.said using (package, rule, subject)"
        ).fetchall()
    assert said == [(zh, en)]
