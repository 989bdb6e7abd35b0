"""Tells which claims are key figures: those about staff, operating costs, procurement and assets, in any place."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from yusuan.recognise.prose.claims import Claim
from yusuan.recognise.prose.meaning import concept_of
from yusuan.words import key

PLANNED = "planned_"
VEHICLES = ("vehicles", "planned_vehicles")


@dataclass
class KeyItems:
    """Goes through the claims in order: what is planned is told after what is there, often in the same words."""

    heading: str = ""
    planned: bool = False

    def of(self, claim: Claim) -> tuple[str, str] | None:
        """The topic and the item of a claim, or None where it is no key figure."""
        if claim.heading != self.heading:
            self.heading, self.planned = claim.heading, False
        if claim.role != "statement" or not claim.value or claim.period != "current":
            return None
        subject, whole = key(claim.subject), key(claim.whole)
        for entry in _data()["items"]:
            if _fits(entry, claim, subject, whole):
                return str(entry["topic"]), self._planned(str(entry["item"]))
        return self._vehicle(claim, subject, whole)

    def _planned(self, item: str) -> str:
        """单价100万元以上设备 after 安排购置车辆 are planned, too."""
        if item in VEHICLES:
            self.planned = item.startswith(PLANNED)
        if self.planned and item.startswith("equipment"):
            return PLANNED + item
        return item

    @staticmethod
    def _vehicle(claim: Claim, subject: str, whole: str) -> tuple[str, str] | None:
        if claim.quantity != "count":
            return None
        divided = next(
            (e["item"] for e in _data()["items"] if e["item"] in VEHICLES and _pattern(e).fullmatch(whole)), ""
        )
        kind = next((entry["item"] for entry in _data()["vehicles"] if _pattern(entry).fullmatch(subject)), "")
        return ("assets", f"{divided}_{kind}") if divided and kind else None


def _fits(entry: dict[str, Any], claim: Claim, subject: str, whole: str) -> bool:
    if entry.get("concept") and (claim.concept or concept_of(claim.subject)) != entry["concept"]:
        return False
    if entry.get("subject") and not _pattern(entry).fullmatch(subject):
        return False
    if entry.get("heading") and entry["heading"] not in claim.heading:
        return False
    if entry.get("whole") and not re.fullmatch(entry["whole"], whole):
        return False
    return not entry.get("quantities") or claim.quantity in entry["quantities"]


def _pattern(entry: dict[str, Any]) -> re.Pattern[str]:
    return re.compile(entry["subject"])


@cache
def _data() -> dict[str, Any]:
    text = files("yusuan.recognise.prose").joinpath("key_figures.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
