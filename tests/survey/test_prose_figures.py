"""The counter of figures in running text, and the grammar of claims held against it on real documents."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yusuan.document import Line, unwrapped
from yusuan.reading import read
from yusuan.recognise.prose import Reading, read_prose

sys.path.insert(0, str(Path(__file__).parent))

from prose_figures import count_figures

DOCUMENTS = Path(__file__).parents[2].parent / "shared" / "disclosures"
NAMES = {"033.pdf": ["江苏省人民检察院"], "251.pdf": ["湖州市卫生健康委员会"]}
needs_documents = pytest.mark.skipif(not DOCUMENTS.exists(), reason="the real documents are not at hand")


@pytest.mark.parametrize(
    ("lines", "figures"),
    [
        (["收入5万元，占3.5%，车辆1,234辆"], 3),
        (["增加83.76万", "元，其他收入增加35万元"], 2),
        (["2026年5月31日第3批财办〔2026〕12号"], 0),
        (["单价100万元（含）以上设备0台（套）"], 1),
        (["举办培训班2-3期"], 0),
        (["车辆2-3辆"], 1),
        (["安排购置50万元以上大型设备0台（套）"], 1),
    ],
)
def test_the_counter_finds_what_has_a_unit(lines: list[str], figures: int) -> None:
    assert count_figures(lines) == figures


@given(st.lists(st.tuples(st.sampled_from(["项目支出", "公务接待费", "其中：车辆"]), st.integers(0, 10**6),
                          st.sampled_from(["万元", "元", "%", "辆", "个", "台（套）"])), max_size=8))  # fmt: skip
def test_every_figure_is_a_claim_or_unread(parts: list[tuple[str, int, str]]) -> None:
    text = "，".join(f"{words}{number}{unit}" for words, number, unit in parts)
    assert _figures(read_prose([Line(text, "L1")], [], 2026)) == count_figures([text])


@cache
def _lines(name: str) -> list[Line]:
    return [block for block in unwrapped(read(DOCUMENTS / name).blocks) if isinstance(block, Line)]


def _figures(reading: Reading) -> int:
    return sum(claim.value != "" for claim in reading.claims) + len(reading.unread)


@needs_documents
@pytest.mark.parametrize("name", NAMES)
def test_claims_and_unread_are_all_figures_of_a_real_document(name: str) -> None:
    lines = _lines(name)
    assert _figures(read_prose(lines, NAMES[name], 2026)) == count_figures(line.text for line in lines)


# Read from the pages: the amount, the change and the rate of one thing.
PRINTED = [
    ("033.pdf", "行政运行（项）支出", "10883.36", "increase", "2915.22", "36.58"),
    ("033.pdf", "社会保障和就业支出", "1836.22", "decrease", "184.96", "9.1"),
    ("033.pdf", "一般行政管理事务（项）支出", "3666", "increase", "21.8", "0.06"),
    ("251.pdf", "一般公共预算当年拨款", "37018.75", "decrease", "11688.70", "23.9"),
]


@needs_documents
@pytest.mark.parametrize(("name", "subject", "amount", "trend", "change", "rate"), PRINTED)
def test_the_contradictions_that_real_documents_print_can_be_told_from_the_claims(
    name: str, subject: str, amount: str, trend: str, change: str, rate: str
) -> None:
    found = read_prose(_lines(name), NAMES[name], 2026).claims
    told = [(c.quantity, c.value, c.trend) for c in found if c.subject == subject and c.role == "statement"]
    assert {("amount", amount, ""), ("change", change, trend), ("change_rate", rate, trend)} <= set(told)
