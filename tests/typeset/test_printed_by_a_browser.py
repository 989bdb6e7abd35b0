"""The disclosure as a web page, printed by Chromium: pages, rules and type as another program makes them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from manuscript import PROJECT, SOURCE, manuscript
from printed import KNOWN, data
from typeset_html import write_html

from yusuan.reading import read
from yusuan.recognise import recognise

FONT = PROJECT / "scripts/yusuan/charts/fonts/YusuanSansSC-Regular.otf"
STYLE = """
    @font-face {{ font-family: sans; src: url({font}) }}
    body {{ font: 15px/1.6 sans; }}
    p, h2 {{ font-size: 15px; text-indent: 2em; margin: .3em 0 }}
    table {{ border-collapse: collapse; table-layout: fixed; width: 100%; font: {size}px/1.25 sans }}
    td, th {{ border: 1px solid black; padding: 2px; word-break: break-all; font-weight: normal }}
    tr {{ break-inside: {rows} }}
"""


def printed(browser: Any, folder: Path, size: int, rows: str, landscape: bool) -> Path:
    """The page as PDF: letters of `size` pixels in tables, whose rows a page break may cut (auto) or not (avoid)."""
    page, made = folder / "disclosure.html", folder / "disclosure.pdf"
    write_html(manuscript(), page)
    style = STYLE.format(font=FONT.as_uri(), size=size, rows=rows)
    page.write_text(page.read_text(encoding="utf-8").replace("</head>", f"<style>{style}</style></head>"), "utf-8")
    opened = browser.new_page()
    opened.goto(page.as_uri())
    opened.pdf(
        path=made, format="A4", landscape=landscape, margin=dict.fromkeys(("top", "right", "bottom", "left"), "18mm"),
        display_header_footer=True, header_template="<i></i>",
        footer_template="<p style='font-size: 9px; width: 100%; text-align: center'>- <b class=pageNumber></b> -</p>",
    )  # fmt: skip
    opened.close()
    return made


@pytest.mark.browser
@pytest.mark.parametrize(("size", "rows", "landscape"), [
    pytest.param(11, "avoid", True, id="easy", marks=pytest.mark.thorough),
    pytest.param(15, "avoid", False, id="upright, amounts wrapped", marks=pytest.mark.thorough),
    pytest.param(15, "auto", False, id="upright, amounts wrapped, rows cut by page breaks"),
])  # fmt: skip
def test_the_same_is_read_from_what_a_browser_prints(
    browser: Any, size: int, rows: str, landscape: bool, tmp_path: Path
) -> None:
    findings = recognise(read(printed(browser, tmp_path, size, rows, landscape)), KNOWN).findings
    assert findings.unread == []
    assert data(findings) == data(recognise(read(SOURCE), KNOWN).findings)
