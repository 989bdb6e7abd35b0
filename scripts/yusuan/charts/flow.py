"""The flow of money: from its source, through what it is for, to basic or project spending."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from yusuan.charts import font, sankey
from yusuan.charts.agreeing import Unclear
from yusuan.charts.basic_and_project import NAMES
from yusuan.charts.drawing import Align, Drawing, Words
from yusuan.charts.model import Nothing, Row, Story
from yusuan.charts.sankey import Link, Node
from yusuan.charts.theme import Layout, colour
from yusuan.charts.tracing import UNKNOWN, Flow, trace
from yusuan.presenting import sources, words
from yusuan.presenting.colours import INK, MUTED
from yusuan.presenting.titles import code_and_name

_NODE = 12
_ALIGNED: tuple[Align, ...] = ("left", "center", "right")
_HEADINGS = ("资金来源", "用在哪里", "支出类型")
_NOT_SAID = "文件没有说明"


@dataclass(frozen=True)
class Ribbons:
    """A flow to be drawn. `labels` maps a node's key to its name, `amounts` to what is printed of it."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    labels: dict[str, str]
    amounts: dict[str, Decimal]
    decimals: int

    def draw(self, layout: Layout) -> Drawing:
        """Three columns of nodes with ribbons between; each node's name and amount stand above it."""
        line = layout.text * 1.3
        names = {node.key: self._label(node, layout) for node in self.nodes}
        gap = max(len(lines) for lines in names.values()) * line + 10
        first = sankey.columns_of(self.nodes, self.links)[0]
        order = [node.key.partition(":")[2] for node in first]
        shape = sankey.lay_out(self.nodes, self.links, flowing=320 if layout.narrow else 340, gap=gap, series=order)
        top, last = 20.0, layout.width - _NODE
        # Without kinds of spending the functions stand on the right.
        count = 1 + max(node.column for node in self.nodes)
        left = {0: 0.0, 1: round(last / (count - 1), 2), count - 1: float(last)}
        box_of = {box.node.key: box for box in shape.boxes}
        bands: list[dict[str, Any]] = []
        for number, ribbon in enumerate(shape.ribbons):
            start = left[box_of[ribbon.link.source].node.column] + _NODE
            end = left[box_of[ribbon.link.target].node.column]
            for along, y in sankey.edge(ribbon.start, ribbon.end):
                bands.append(
                    {
                        "ribbon": number,
                        "x": round(start + (end - start) * along, 2),
                        "y": round(top + y, 3),
                        "y2": round(top + y + ribbon.thick, 3),
                        "fill": colour(ribbon.link.series),
                    }
                )
        drawn = [
            {
                "x": left[box.node.column],
                "x2": left[box.node.column] + _NODE,
                "y": round(top + box.top, 3),
                "y2": round(top + max(box.bottom, box.top + 1), 3),
                "fill": colour(box.node.key.partition(":")[2]) if box.node.column == 0 else MUTED,
            }
            for box in shape.boxes
        ]
        said = []
        for column in range(count):
            align = _ALIGNED[-1] if column == count - 1 else _ALIGNED[column]
            x = column * layout.width / (count - 1)
            labels = [
                (x, top + box.top - 6 - line * n, text)
                for box in shape.boxes
                if box.node.column == column
                for n, text in enumerate(reversed(names[box.node.key]))
            ]
            said.append(Words(align, layout.small, MUTED, ((x, 13, _HEADINGS[column]),)))
            said.append(Words(align, layout.text, INK, tuple(labels)))
        height = round(top + shape.height + 4, 2)
        return Drawing("ribbons", layout.width, height, {"bands": bands, "boxes": drawn}, {}, tuple(said))

    def _label(self, node: Node, layout: Layout) -> list[str]:
        name = self.labels[node.key]
        printed = self.amounts.get(node.key)
        amount = words.money(sankey.amount_of(node.key, self.links) if printed is None else printed, self.decimals)
        if not layout.narrow and font.width(f"{name} {amount}", layout.text) < layout.width / 3 - 8:
            return [f"{name} {amount}"]
        # The outer columns' labels begin at the edges, so the middle may be somewhat wider than a third.
        limit = layout.width / 3 + (10 if node.column == 1 else -10)
        return [*font.wrap(name, layout.text, limit, lines=2), amount]


def make_story(rows: Sequence[Row]) -> Story | Nothing:
    """Rows as `tracing.trace` takes them."""
    try:
        flow = trace(rows)
    except Unclear as unclear:
        return Nothing(str(unclear))
    names = dict(flow.functions)
    links = [Link(f"来:{s}", f"功:{f}", amount, s) for (s, f), amount in flow.income.items()]
    links += [Link(f"功:{f}", f"类:{k}", amount, s) for (s, f, k), amount in flow.traced.items()]
    nodes = [Node(f"来:{s}", 0) for s in dict.fromkeys(s for s, _ in flow.income)]
    nodes += [Node(f"功:{f}", 1) for f, _ in flow.functions]
    nodes += [Node(f"类:{k}", 2) for k in dict.fromkeys(k for _, k in flow.spending)]
    labels = {f"来:{name}": title for name, title in sources.NAMES.items()}
    labels |= {f"功:{code}": title for code, title in names.items()}
    labels |= {f"类:{key}": title for key, title in NAMES.items()}
    labels = {node.key: labels.get(node.key, node.key[2:]) for node in nodes}
    amounts = {node.key: flow.printed[node.key[2:]] for node in nodes if node.key[2:] in flow.printed}
    unknown = sum((amount for (name, _, _), amount in flow.traced.items() if name == UNKNOWN), Decimal(0))
    d = flow.decimals
    return Story(
        title=_finding(flow, names),
        alt=f"流向图：{words.money(flow.total, d)}万元，从资金来源"
        + ("到功能分类。" if flow.without else "经功能分类到支出类型。")
        + _in_words(flow, names)
        + (f"其中{words.money(unknown, d)}万元，文件没有说明哪个来源用于哪类支出。" if unknown else ""),
        columns=("资金来源", *code_and_name(3), *(() if flow.without else ("支出类型",)), "金额（万元）"),
        rows=_table(flow),
        picture=Ribbons(tuple(nodes), tuple(links), labels, amounts, d),
        note=words.notes(
            "灰色部分文件没有说明来源" if unknown else "",
            f"{flow.without}，只画到功能分类" if flow.without else "",
            "收入只有这一个来源，各类支出都出自它" if flow.one_source else "",
            "印出的数四舍五入，相加有尾差" if flow.rounded else "",
            words.rounding_note(d),
        ),
        tables=(2,) if flow.without else (2, 3),
    )


def _source(name: str) -> str:
    return sources.NAMES.get(name, name) if name else _NOT_SAID


def _finding(flow: Flow, names: dict[str, str]) -> str:
    """Of the largest source, where most of it goes."""
    source = max((s for s, _ in flow.income), key=lambda s: flow.printed[s])
    whole = flow.printed[source]
    parts = [(function, amount) for (s, function), amount in flow.income.items() if s == source]
    function, amount = max(parts, key=lambda part: part[1])
    said = f"{_source(source)}{words.money(whole, flow.decimals)}万元"
    if len(parts) == 1:
        return f"{said}全部用于{names[function]}"
    return f"{said}，{names[function]}{words.takes(amount, whole)}"


def _in_words(flow: Flow, names: dict[str, str]) -> str:
    """Per source, what it pays for; per kind, what it is made of. Largest first."""
    d, said = flow.decimals, []
    by_source: dict[str, list[tuple[str, Decimal]]] = {}
    for (source, function), amount in flow.income.items():
        by_source.setdefault(source, []).append((names[function], amount))
    by_kind: dict[str, list[tuple[str, Decimal]]] = {}
    for (source, function, kind), amount in flow.traced.items():
        by_kind.setdefault(kind, []).append((f"{names[function]}（{_source(source)}）", amount))
    for groups, verb in ((by_source, "用于"), (by_kind, "来自")):
        for name, parts in sorted(groups.items(), key=lambda group: -flow.printed[group[0]]):
            parts.sort(key=lambda part: -part[1])
            listed = "、".join(f"{title}{words.money(amount, d)}" for title, amount in parts[: words.LISTED])
            more = f"等{len(parts)}项" if len(parts) > words.LISTED else ""
            title = sources.NAMES.get(name) or NAMES.get(name, name)
            said.append(f"{title}{words.money(flow.printed[name], d)}万元，{verb}{listed}{more}")
    return "；".join(said) + "。"


def _table(flow: Flow) -> tuple[tuple[str, ...], ...]:
    """Every ribbon's amount: by source, function and kind where the document says so.

    A function whose spending is of unknown source is given twice over, by source and by kind; the other column then
    says that the document does not say.
    """
    if flow.without:
        label_of = dict(flow.functions)
        largest = sorted(flow.income.items(), key=lambda part: -part[1])
        return tuple((_source(s), f, label_of[f], words.exact(amount, flow.decimals)) for (s, f), amount in largest)
    rows: list[tuple[str, ...]] = []
    for code, label in flow.functions:
        traced = {(s, k): a for (s, f, k), a in flow.traced.items() if f == code}
        if any(source == UNKNOWN for source, _ in traced):
            parts = {(s, UNKNOWN): a for (s, f), a in flow.income.items() if f == code}
            traced = parts | {(UNKNOWN, k): flow.spending[code, k] for _, k in traced}
        rows += [
            (_source(s), code, label, NAMES.get(k, _NOT_SAID), words.exact(amount, flow.decimals))
            for (s, k), amount in sorted(traced.items(), key=lambda part: -part[1])
        ]
    return tuple(rows)
