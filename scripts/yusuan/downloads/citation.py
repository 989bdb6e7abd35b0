"""How to cite a disclosure, and the note that goes with its files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from yusuan.package.descriptor import address_of
from yusuan.package.layout import PackageId

LICENCE = "CC0 1.0 (https://creativecommons.org/publicdomain/zero/1.0/)"


class Described(Protocol):
    """A disclosure that can be cited: its id, and the descriptor of its package."""

    @property
    def id(self) -> PackageId:
        """Which disclosure it is."""

    @property
    def descriptor(self) -> Mapping[str, Any]:
        """The `datapackage.json` of its package."""


def cite(contents: Described, url: str = "") -> str:
    """The citation in Chinese. No day of access: the version says what was cited."""
    issuer = _said(contents, "issuer") or contents.id.agency
    issued = _said(contents, "issued")
    published = f"，{issued} 发布" if issued else ""
    return (
        f"{issuer}：《{_said(contents, 'title')}》{published}。结构化数据：Yusuan，{_version(contents)}，CC0 1.0。{url}"
    )


def cite_en(contents: Described) -> str:
    """The citation in English; names stay as printed where nobody has translated them."""
    title = _said(contents, "title_en") or _said(contents, "title")
    issued = f" ({_said(contents, 'issued')})" if _said(contents, "issued") else ""
    issuer = _said(contents, "issuer") or contents.id.agency
    return f"{issuer}, {title}{issued}. Structured data: Yusuan, {_version(contents)}, CC0 1.0."


def bibtex(contents: Described, url: str = "") -> str:
    """The citation for BibTeX; the address is left out where the site has none."""
    issuer = _said(contents, "issuer") or contents.id.agency
    fields = [
        ("title", _said(contents, "title")),
        ("author", f"{{{issuer}}}"),
        ("year", _said(contents, "issued")[:4] or str(contents.id.year)),
        ("version", _said(contents, "version")),
        ("publisher", "Yusuan"),
        ("note", f"data package {contents.id}"),
        ("url", url),
    ]
    lines = [f"  {name} = {{{_tex(value)}}}" for name, value in fields if value]
    return "@misc{" + (_said(contents, "name") or contents.id.name) + ",\n" + ",\n".join(lines) + "\n}"


def readme(contents: Described) -> str:
    """The README.txt of the archive, in both languages."""
    listed = [source for source in contents.descriptor.get("sources") or [] if isinstance(source, dict)]
    named = (" ".join(filter(None, (str(source.get("title") or ""), address_of(source)))) for source in listed)
    source = "；".join(filter(None, named))
    return f"""{_said(contents, "title")}
{"=" * 40}

本压缩包是一个数据包（Data Package）：datapackage.json 说明 data/ 中每张表、每一列的含义与单位。
金额保留文件印出的数字；空白为没有印出或没有读懂，不是零；科目编码是文本。每个值的出处见 data/provenance.csv。

引用：{cite(contents)}
来源：{source or _said(contents, "title")}
许可：{LICENCE}。数据由公开文件整理而成，以发布单位的原文件为准。

--

This archive is a data package: datapackage.json describes every table and column in data/, with units.
Amounts keep the printed digits; a blank was not printed and is not zero; codes are text. data/provenance.csv
says where in the source each value stands.

Cite: {cite_en(contents)}
Licence: {LICENCE}. Compiled from a published document; the issuer's own document prevails.

frictionless validate datapackage.json
"""


def _version(contents: Described) -> str:
    return f"{contents.id} v{_said(contents, 'version')}" if _said(contents, "version") else str(contents.id)


def _said(contents: Described, key: str) -> str:
    return str(contents.descriptor.get(key) or "")


def _tex(value: str) -> str:
    return "".join(f"\\{c}" if c in "#$%&_" else c for c in value if c not in "\\")
