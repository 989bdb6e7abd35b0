"""Words that would run in a page, a template, a spreadsheet or a terminal where they are taken for more than words.

Each class of them has its own list. Whatever runs sets `window.ran`.
"""

from __future__ import annotations

from itertools import product

from yusuan.unseen import as_text

RUN = "window.ran=1"
_EVENTS = ("onerror", "onload", "onfocus", "onmouseover", "ontoggle", "onanimationstart", "onpageshow", "onbegin")
_TAGS = (
    "<img src=x {}>", "<svg {}>", "<body {}>", "<input autofocus {}>", "<details open {}><summary>a</summary></details>",
    "<video {}><source src=x {}></video>", "<iframe {}></iframe>", "<svg><animate attributeName=x dur=1s {}></svg>",
    "<marquee {}>a</marquee>", "<a href=# tabindex=1 {}>a</a>",
)  # fmt: skip
_BEFORE = ("", '">', "'>", "</title>", "</textarea>", "</script>", "</style>", "-->", "]]>", "`>")
_SCRIPTS = (
    f"<script>{RUN}</script>", f"<ScRiPt>{RUN}</sCrIpT>", f"<script >{RUN}</script >",
    f"<script src='data:text/javascript,{RUN}'></script>", f"<script type=module>{RUN}</script>",
    f"<svg><script>{RUN}</script></svg>", f"<scr<script>ipt>{RUN}</script>", f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"<script\x0b>{RUN}</script>".replace("\x0b", "/"), f"<math><mtext><script>{RUN}</script></mtext></math>",
)  # fmt: skip
_ADDRESSES = ("javascript:", "JaVaScRiPt:", "java\u200bscript:", "&#106;avascript:", "vbscript:", "data:text/html,")
_HOLDERS = (
    '<a href="{}">a</a>', '<iframe src="{}"></iframe>', '<form action="{}"><button>a</button></form>',
    '<object data="{}"></object>', '<embed src="{}">', '<meta http-equiv=refresh content="0;url={}">',
    "[a]({})", "[a]: {}\n\n[a]", "<{}>", "![a]({})",
)  # fmt: skip
_TEMPLATES = (
    "{{{{{}}}}}",
    "{{% {} %}}",
    "${{{}}}",
    "<%= {} %>",
    "#{{{}}}",
    "{{{{{{{}}}}}}}",
    "[[{}]]",
    "@{{{}}}",
    "<?php {} ?>",
)
_WORDS = (RUN, "7*7", "constructor.constructor('window.ran=1')()", "config", "''.__class__.__mro__")
_STYLES = (
    "<style>*{{background:url(javascript:{0})}}</style>", '<div style="width:expression({0})">a</div>',
    "<style>@import 'javascript:{0}';</style>", '<link rel=stylesheet href="javascript:{0}">',
    "</style><script>{0}</script>",
)  # fmt: skip
_FORMULAS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    '=HYPERLINK("javascript:window.ran=1")',
    "=cmd|' /C calc'!A0",
    "\u200b=1+1",
    "＝1+1",
)
_SIGNS = (
    "\u202ealert\u202c", "\u2066a\u2069", "\ufeffa", "a\u200bb", "\U0001f4a9", "Z\u0351\u036b\u0343\u036a\u0302a\u0310",
    "表\u0000".rstrip("\0"), "\u2028window.ran=1\u2029", "&#0;", "%00<script>window.ran=1</script>",
)  # fmt: skip
_MARKDOWN = (
    f"# a\n\n<script>{RUN}</script>", f"`<script>{RUN}</script>`", f"<!-- a --><script>{RUN}</script>",
    f"<![CDATA[<script>{RUN}</script>]]>", "--8<-- '/etc/passwd'", "!!! note", "*[a]: <b>", "::: a", "$$a$$", "|a|b|\n|-|-|",
)  # fmt: skip

PAYLOADS = {
    "event handlers": [tag.replace("{}", f"{event}={RUN}") for tag, event in product(_TAGS, _EVENTS)],
    "script tags": [before + script for before, script in product(_BEFORE, _SCRIPTS)],
    "addresses": [holder.format(address + RUN) for holder, address in product(_HOLDERS, _ADDRESSES)],
    "templates": [template.format(word) for template, word in product(_TEMPLATES, _WORDS)],
    "styles": [style.format(RUN) for style in _STYLES],
    "formulas": list(_FORMULAS),
    "signs": list(_SIGNS),
    "Markdown": list(_MARKDOWN),
}
"""The payloads of each class; line breaks of them become spaces in a cell."""


def flat() -> list[str]:
    """All payloads as reading gives them: in one line, what no text can hold replaced."""
    every = (" ".join(text.split("\n")) for texts in PAYLOADS.values() for text in texts)
    return list(dict.fromkeys(as_text(text) for text in every))
