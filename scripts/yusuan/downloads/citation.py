"""How to cite a disclosure, and the note that goes with its files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from yusuan.package.descriptor import address_of
from yusuan.package.layout import PackageId

PUBLISHER = "Yusuan"
LICENCE = "CC0 1.0 (https://creativecommons.org/publicdomain/zero/1.0/)"


class Described(Protocol):
    """A disclosure that can be cited: its id, and the descriptor of its package."""

    @property
    def id(self) -> PackageId:
        """Which disclosure it is."""

    @property
    def descriptor(self) -> Mapping[str, Any]:
        """The `datapackage.json` of its package."""


def cite(contents: Described, url: str = "", table: str = "") -> str:
    """The citation in Chinese, of a disclosure or a `table` of it. Not the day of access: the version says enough."""
    issuer = _said(contents, "issuer") or contents.id.agency
    issued = _said(contents, "issued")
    published = f"，{issued} 发布" if issued else ""
    part = f"，{table}" if table else ""
    named = f"{issuer}：《{_said(contents, 'title')}》{part}{published}"
    return f"{named}。结构化数据：Yusuan，{_version(contents)}，CC0 1.0。{url}"


def cite_en(contents: Described) -> str:
    """The citation in English; names stay as printed where nobody has translated them."""
    title = _said(contents, "title_en") or _said(contents, "title")
    issued = f" ({_said(contents, 'issued')})" if _said(contents, "issued") else ""
    issuer = _said(contents, "issuer") or contents.id.agency
    return f"{issuer}, {title}{issued}. Structured data: Yusuan, {_version(contents)}, CC0 1.0."


@dataclass(frozen=True)
class Reference:
    """What programs for references ask of a data set; `issued` is a day, or a year alone. What is blank is left out."""

    key: str
    title: str
    author: str
    issued: str
    version: str
    note: str
    url: str = ""

    def bibtex(self) -> str:
        """The entry for BibTeX."""
        fields = [
            ("title", self.title),
            ("author", f"{{{self.author}}}"),
            ("year", self.issued[:4]),
            ("version", self.version),
            ("publisher", PUBLISHER),
            ("note", self.note),
            ("url", self.url),
        ]
        lines = [f"  {name} = {{{_tex(value)}}}" for name, value in fields if value]
        return "@misc{" + self.key + ",\n" + ",\n".join(lines) + "\n}"

    def ris(self) -> str:
        """The entry in the format RIS, which Zotero, EndNote and Mendeley read."""
        fields = [
            ("TY", "DATA"),
            ("ID", self.key),
            ("TI", self.title),
            ("AU", self.author),
            ("PY", self.issued[:4]),
            ("DA", self.issued.replace("-", "/") if len(self.issued) > 4 else ""),
            ("ET", self.version),
            ("PB", PUBLISHER),
            ("N1", self.note),
            ("UR", self.url),
        ]
        # A tag stands at the beginning of a line: what the document says has none of its own.
        lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in fields if value]
        return "\n".join([*lines, "ER  - "])

    def csl(self) -> str:
        """The entry as CSL-JSON, which Pandoc and Zotero read."""
        fields = {
            "id": self.key,
            "type": "dataset",
            "title": self.title,
            "author": [{"literal": self.author}],
            "issued": {"date-parts": [[int(part) for part in self.issued.split("-")]]},
            "version": self.version,
            "publisher": PUBLISHER,
            "note": self.note,
            "URL": self.url,
        }
        return json.dumps([{name: value for name, value in fields.items() if value}], ensure_ascii=False, indent=2)


def reference(contents: Described, url: str = "", table: str = "") -> Reference:
    """The reference to a disclosure, or to the `table` of it that has this title.

    The note names the package, and the published file by its SHA-256: that is what can be found again.
    """
    title = _said(contents, "title")
    hashes = (str(source.get("hash") or "").removeprefix("sha256:") for source in _sources(contents))
    note = "; ".join([f"data package {contents.id}", *(f"source SHA-256 {found}" for found in hashes if found)])
    return Reference(
        _said(contents, "name") or contents.id.name,
        f"{title}：{table}" if table else title,
        _said(contents, "issuer") or contents.id.agency,
        _said(contents, "issued") or str(contents.id.year),
        _said(contents, "version"),
        note,
        url,
    )


def reference_to_all(version: str, issued: str, url: str = "") -> Reference:
    """The reference to the data as a whole: their version, and the day of the newest disclosure in them."""
    return Reference(
        "yusuan-data", "Yusuan：政府部门预算公开数据", "The Yusuan maintainers", issued, version, LICENCE, url
    )


def bibtex(contents: Described, url: str = "") -> str:
    """The citation for BibTeX; the address is left out where the site has none."""
    return reference(contents, url).bibtex()


def readme(contents: Described) -> str:
    """The README.txt of the archive, in both languages."""
    named = (
        " ".join(filter(None, (str(source.get("title") or ""), address_of(source)))) for source in _sources(contents)
    )
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


def _sources(contents: Described) -> list[dict[str, Any]]:
    return [source for source in contents.descriptor.get("sources") or [] if isinstance(source, dict)]


def _said(contents: Described, key: str) -> str:
    return str(contents.descriptor.get(key) or "")


def _tex(value: str) -> str:
    return "".join(f"\\{c}" if c in "#$%&_" else c for c in value if c not in "\\")
