"""Counts the figures with a unit in running text, by plain regex: a check on the grammar that shares no code with it."""

from __future__ import annotations

import re
from collections.abc import Iterable

_UNITS = (
    r"亿元|百万元|万元|千元|元|亿|万(?!余?[户人平亩吨]|\s*平方)|万?平方米|平方公里|公顷|万?亩|㎡|%|％|‰|个?百分点|倍|"
    r"台\W?(?:件\W)?套|台次|台|套|辆|万?人次|万?人(?!口)|名|位|批次|艘次|场次|户|次|项|批|件|家|座|所|间|栋|幢|份|场|篇|条|艘|架|部|组|"
    r"支|处|宗|万?吨|公里|米|本|册|门|只|株|期|班|类|枚|块|[余多]?个(?!月|工作日)|分(?=[（(，,。；;、）)“”\n]|$)"
)
_FIGURE = re.compile(rf"(?<![\d.．A-Za-z])(?<!\d[,，])[-−－]?(?P<digits>\d[\d,，]*(?:[.．]\d+)?)\n?(?P<unit>{_UNITS})")
# 单价100万元（含）以上设备: a limit in a name. 第3批, 表5个: an ordinal.
_LIMIT = re.compile(r"[（(]?\s*不?含?[^）)。，]{0,6}[）)]?(?:及|或)?(?:以[上下内]|起)|[（(]含[）)]")
_PRICE = re.compile(r"(?:单价|价值|单台|原值|单件)\D{0,3}$")
# 购置50万元以上大型设备: such a name without the word before it.
_LARGE = re.compile(r"(?:[（(]含[）)])?以上(?:[（(]含[）)])?[^，,。；;\d]{0,6}(?:设备|车辆|仪器)")
_ORDINAL = re.compile(r"(?:第|附?表|附件|图)$")

# 2-3次, 1至2期: about how often.
_RANGE = re.compile(r"\d(?:[-−－~～—]{1,2}|至|到)$")
_ACTS = ("场次", "批次", "次", "期", "场", "批", "条", "篇")


def count_figures(lines: Iterable[str]) -> int:
    """How many figures with a unit stand in these printed lines. A unit may stand at the beginning of the next line."""
    text = "\n".join(re.sub(r"\s", "", line) for line in lines)
    return sum(not _no_figure(text, match) for match in _FIGURE.finditer(text))


def _no_figure(text: str, match: re.Match[str]) -> bool:
    if match["unit"] in _ACTS and _RANGE.search(text[max(0, match.start("digits") - 4) : match.start("digits")]):
        return True
    limit = _PRICE.search(text[max(0, match.start() - 8) : match.start()]) and _LIMIT.match(text, match.end())
    return bool(
        limit or _LARGE.match(text, match.end()) or _ORDINAL.search(text[max(0, match.start() - 3) : match.start()])
    )
