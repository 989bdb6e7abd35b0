"""The Content Security Policy of the site: only its own files, and no script but those that stand in files of theirs.

Every page states it in a tag. A host that takes headers from a file `_headers` states it too, with what no tag can say.
"""

from __future__ import annotations

from pathlib import Path

_OWN = "'self'"
_DIRECTIVES = {
    "default-src": "'none'",
    # Every page has the search, and its index compiles WebAssembly. Nothing else is evaluated.
    "script-src": f"{_OWN} 'wasm-unsafe-eval'",
    "worker-src": _OWN,
    "connect-src": _OWN,
    # Widths of bars stand in attributes, and colours in those of charts. Browsers that cannot tell attributes from
    # elements follow the first line alone.
    "style-src": f"{_OWN} 'unsafe-inline'",
    "style-src-elem": _OWN,
    "style-src-attr": "'unsafe-inline'",
    # Icons in style sheets are data.
    "img-src": f"{_OWN} data:",
    "font-src": _OWN,
    "base-uri": "'none'",
    "form-action": "'none'",
}

POLICY = "; ".join(f"{name} {value}" for name, value in _DIRECTIVES.items())
"""The policy as a tag may say it."""

_HEADERS = {
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


def write_headers(site: Path) -> None:
    """Write `_headers`, which Cloudflare Pages, Netlify and others read: a pattern of addresses, then its headers."""
    lines = "".join(f"  {name}: {value}\n" for name, value in _HEADERS.items())
    (site / "_headers").write_text(f"/*\n{lines}", encoding="utf-8")
