"""The codes of both classifications that disclosures print: what they are called, and which stand above and below."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import duckdb

from yusuan.things.addresses import ITEMS, LEVELS, code_slug
from yusuan.things.members import fetched

_CODES = r"""
with
printed as (
    select package, code_system, code, bool_or(amount_10k_yuan <> 0) as has_amount
    from derived.facts
    where code_system in ('functional_classification', 'economic_classification')
        and regexp_full_match(code, '\d{3}(\d\d){0,2}')
    group by all
    union all
    -- a class that is printed by its name alone
    select package, 'functional_classification', code, amount_10k_yuan <> 0 from derived.function_classes
),
with_above as (
    select code_system, left(code, digits) as code, package, has_amount
    from printed join (values (3), (5), (7)) as shorter(digits) on digits <= length(code)
)
select code_system, code, count(distinct package) filter (where has_amount)::integer as documents
from with_above group by all order by code_system, code
"""
_NAMES = """
select 'functional_classification' as code_system, code, name, years from main.functional_classification
union all
select 'economic_classification', code, name, years from main.economic_classification
order by code_system, code, right(years, 4) desc nulls last, name
"""


@dataclass(frozen=True)
class Code:
    """A code that occurs: its names, the latest first, and how many disclosures print an amount of it, or below it."""

    system: str
    code: str
    names: tuple[str, ...]
    documents: int

    @property
    def name(self) -> str:
        """What it is called now."""
        return self.names[0] if self.names else self.code

    @property
    def level(self) -> str:
        """类, 款 or 项."""
        return LEVELS[self.system][len(self.code)]

    @property
    def slug(self) -> str:
        """Its word in addresses."""
        return code_slug(self.system, self.code)

    @property
    def url(self) -> str:
        """The address of its page below the site's root."""
        return f"{ITEMS}{self.slug}/"


class Classifications:
    """All codes that occur in disclosures, with those above them."""

    def __init__(self, codes: dict[tuple[str, str], Code]) -> None:
        self.codes = codes
        self._below: dict[tuple[str, str], list[Code]] = defaultdict(list)
        for (system, code), one in codes.items():
            if len(code) > 3:
                self._below[system, code[:-2]].append(one)

    def classes(self, system: str) -> list[Code]:
        """The classes (类) of a classification, by code."""
        return [one for (of, code), one in self.codes.items() if of == system and len(code) == 3]

    def below(self, one: Code) -> list[Code]:
        """The codes right below one, by code."""
        return self._below[one.system, one.code]

    def above(self, one: Code) -> list[Code]:
        """The codes above one, the class first."""
        return [self.codes[one.system, one.code[:digits]] for digits in range(3, len(one.code), 2)]


def read_classifications(connection: duckdb.DuckDBPyConnection) -> Classifications:
    """The codes that disclosures print, named as the reference does: in the latest year first."""
    names: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in fetched(connection, _NAMES):
        names[row["code_system"], row["code"]].append(str(row["name"]))
    codes = {}
    for row in fetched(connection, _CODES):
        key = str(row["code_system"]), str(row["code"])
        codes[key] = Code(*key, tuple(dict.fromkeys(names[key])), int(row["documents"]))
    return Classifications(codes)
