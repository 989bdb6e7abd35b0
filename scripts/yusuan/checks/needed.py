"""Which tables, views and macros of the schema `checking` a set of queries needs, so that no other has to be made."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_NAME = re.compile(r'\bchecking\."?([a-z_]+)')


def needed_names(queries: Iterable[str], known: Mapping[str, str]) -> set[str]:
    """The names in `checking` that the queries mention, and those that the `known` queries of these names mention."""
    found: set[str] = set()
    waiting = list(queries)
    while waiting:
        for name in set(_NAME.findall(waiting.pop())) - found:
            found.add(name)
            waiting.append(known.get(name, ""))
    return found
