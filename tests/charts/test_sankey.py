from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yusuan.charts import sankey
from yusuan.charts.sankey import Link, Node

AMOUNTS = st.decimals(min_value=Decimal("0.01"), max_value=Decimal("99999"), places=2)


@st.composite
def flows(draw: st.DrawFn) -> tuple[list[Node], list[Link]]:
    """Sources to functions to kinds, where every function spends exactly what it gets."""
    sources, functions = draw(st.integers(1, 6)), draw(st.integers(1, 8))
    links: dict[tuple[str, str], Decimal] = {}
    for f in range(functions):
        for s in draw(st.lists(st.integers(0, sources - 1), min_size=1, max_size=3, unique=True)):
            links[f"s{s}", f"f{f}"] = draw(AMOUNTS)
    found = [Link(a, b, amount, a) for (a, b), amount in links.items()]
    for f in range(functions):
        into = [link for link in found if link.target == f"f{f}"]
        found += [Link(f"f{f}", f"k{draw(st.integers(0, 1))}", link.amount, link.source) for link in into]
    keys = dict.fromkeys(key for link in found for key in (link.source, link.target))
    return [Node(key, "sfk".index(key[0])) for key in keys], found


@given(flows())
def test_boxes_never_overlap_and_ribbons_never_leave_them(flow: tuple[list[Node], list[Link]]) -> None:
    nodes, links = flow
    sankey.check(sankey.lay_out(nodes, links, flowing=340, gap=28, series=[]))


@given(flows())
def test_what_flows_through_a_node_is_as_thick_as_the_node_on_both_sides(flow: tuple[list[Node], list[Link]]) -> None:
    nodes, links = flow
    shape = sankey.lay_out(nodes, links, flowing=340, gap=28, series=[])
    for box in shape.boxes:
        tall = box.bottom - box.top
        assert tall > 0
        into = sum(ribbon.thick for ribbon in shape.ribbons if ribbon.link.target == box.node.key)
        out = sum(ribbon.thick for ribbon in shape.ribbons if ribbon.link.source == box.node.key)
        for side in (into, out):
            assert side == pytest.approx(0 if side == 0 else tall)


@given(flows())
def test_ribbons_side_by_side_neither_overlap_nor_leave_a_gap(flow: tuple[list[Node], list[Link]]) -> None:
    nodes, links = flow
    shape = sankey.lay_out(nodes, links, flowing=340, gap=28, series=[])
    top = {box.node.key: box.top for box in shape.boxes}
    for key in top:
        for side, place in (("source", "start"), ("target", "end")):
            mine = [r for r in shape.ribbons if getattr(r.link, side) == key]
            reached = top[key]
            for ribbon in sorted(mine, key=lambda r: (getattr(r, place), r.thick)):
                assert getattr(ribbon, place) == pytest.approx(reached)
                reached += ribbon.thick


@given(flows())
def test_one_scale_holds_for_every_ribbon(flow: tuple[list[Node], list[Link]]) -> None:
    nodes, links = flow
    shape = sankey.lay_out(nodes, links, flowing=340, gap=28, series=[])
    scale = shape.ribbons[0].thick / float(shape.ribbons[0].link.amount)
    assert all(ribbon.thick == pytest.approx(float(ribbon.link.amount) * scale) for ribbon in shape.ribbons)
    assert {ribbon.link for ribbon in shape.ribbons} == set(links)


def test_a_negative_amount_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        sankey.lay_out([Node("s", 0), Node("f", 1)], [Link("s", "f", Decimal(-1))], flowing=1, gap=0, series=[])


def test_an_order_without_crossings_is_found() -> None:
    nodes = [Node("s1", 0), Node("s2", 0), Node("f1", 1), Node("f2", 1)]
    links = [Link("s1", "f2", Decimal(5)), Link("s2", "f1", Decimal(4)), Link("s2", "f1", Decimal(3), "x")]
    first, second = sankey.columns_of(nodes, links)
    assert [n.key for n in second] == ["f1", "f2"]
    assert [n.key for n in first] == ["s2", "s1"]


def test_an_edge_runs_level_where_it_begins_and_ends() -> None:
    way = sankey.edge(10, 110)
    assert (way[0], way[-1]) == ((0.0, 10.0), (1.0, 110.0))
    assert way[1][1] - 10 < 0.02 * 100  # an eighth of the way along, a fiftieth of the way down
    assert [y for _, y in way] == sorted(y for _, y in way)
