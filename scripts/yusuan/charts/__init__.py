"""Charts: what the figures of a disclosure show, drawn at build time so that a page needs no script to show them."""

from __future__ import annotations

from yusuan.charts.building import FOLDER, build

__all__ = ["FOLDER", "build"]
