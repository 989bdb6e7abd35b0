"""What a value of a package is called, and the unit that it is printed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from yusuan.site.anchors import PROJECT_AMOUNTS, Key
from yusuan.site.figured import Found
from yusuan.site.source import Row
from yusuan.site.tables import OfficialTable, Printed

TOPICS = {
    "functions": "做什么",
    "establishment": "机构",
    "staff": "人员",
    "operating_costs": "机关运行经费",
    "procurement": "政府采购",
    "assets": "国有资产",
    "performance": "预算绩效",
}
"""Topics of key figures, in the order of the front page."""


def unit_of(descriptor: Mapping[str, Any], resource: str) -> str:
    """The unit that a disclosure prints the amounts of a resource in, or nothing."""
    for described in descriptor.get("resources", ()):
        if described.get("name") == resource:
            for field in described.get("schema", {}).get("fields", ()):
                if field.get("unit"):
                    return str(field["unit"])
    return ""


class Naming:
    """Names the values of one disclosure; figures have the names that the checks give them."""

    def __init__(
        self,
        tables: Sequence[OfficialTable],
        rows: Mapping[str, list[Row]],
        printed: Printed,
        figures: Mapping[Key, Found],
        descriptor: Mapping[str, Any],
    ) -> None:
        self._tables = {table.name: table for table in tables}
        self._listed = {table.row: table for table in tables}
        self._units = {
            (resource, int(row["row"])): str(row["unit"] or "")
            for resource in ("statements", "key-figures")
            for row in rows[resource]
        }
        self._names = {int(row["row"]): str(row["name"]) for row in rows["names"]}
        self._printed = printed
        self._figures = figures
        self._project_unit = unit_of(descriptor, "projects")
        self._target_unit = unit_of(descriptor, "agency-targets")

    def unit(self, key: Key) -> str:
        """The unit of a figure; nothing for a word, or where none is printed."""
        resource, row, field = key
        if resource in self._tables:
            return self._tables[resource].unit if key in self._figures else ""
        if resource == "projects" and field in PROJECT_AMOUNTS:
            return self._project_unit
        if resource == "agency-targets":
            return self._target_unit if key in self._figures else ""
        return self._units.get((resource, row), "") if field == "value" else ""

    def word(self, key: Key) -> tuple[str, str]:
        """What a word, not a figure, is called, and how it is printed."""
        resource, row, field = key
        printed = " ".join(self._printed.get(key, ("", ""))[1].split())
        if resource in self._tables:
            return f"{self._tables[resource].tagged}中的名称", printed
        if resource == "tables" and row in self._listed:
            table = self._listed[row]
            known = {
                "contents_title": ("目录里的标题", table.contents_title),
                "printed_title": (f"{table.tagged}上方的标题", table.printed_title),
            }
            return known.get(field, (f"正文中的{table.tagged}", ""))
        if resource == "names":
            return "文中的名称", self._names.get(row, "")
        value = self._figures.get((resource, row, "value"))
        if value:
            # What a claim is about, and which way it goes, are words beside its figure.
            return (f"{value.place.partition('「')[0]}中的名称" if field == "subject" else value.place), ""
        return ("文字说明" if resource == "paragraphs" else "文件"), printed
