"""How to cite a disclosure and how to read its data: made from the descriptor alone."""

from __future__ import annotations

from yusuan.site.disclosure import Disclosure


def citation(disclosure: Disclosure, site_url: str) -> dict[str, str]:
    """A citation as text (GB/T 7714) and as BibTeX; the address is left out where the site has none."""
    said = disclosure.descriptor
    issuer = str(said.get("issuer") or said.get("title") or disclosure.id)
    issued = str(said.get("issued") or "")
    version = str(said.get("version") or "")
    url = f"{site_url.rstrip('/')}/{disclosure.url}" if site_url else ""
    dated = f"{issued}. " if issued else ""
    text = f"{issuer}. {disclosure.title}[DS]. {dated}数据包版本 {version}, Yusuan. {url}".rstrip()
    fields = [
        ("title", disclosure.title),
        ("author", f"{{{issuer}}}"),
        ("year", issued[:4] or str(disclosure.id.year)),
        ("version", version),
        ("publisher", "Yusuan"),
        ("note", f"data package {disclosure.id}"),
        ("url", url),
    ]
    lines = [f"  {name} = {{{_tex(value)}}}" for name, value in fields if value]
    key = str(said.get("name") or disclosure.id.name)
    return {"text": text, "bibtex": "@misc{" + key + ",\n" + ",\n".join(lines) + "\n}"}


def _tex(value: str) -> str:
    return "".join(f"\\{c}" if c in "#$%&_" else c for c in value if c not in "\\")
