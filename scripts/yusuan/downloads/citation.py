"""How to cite a disclosure, and the note that goes with its files."""

from __future__ import annotations

from yusuan.downloads.contents import Contents

LICENCE = "CC0 1.0 (https://creativecommons.org/publicdomain/zero/1.0/)"


def cite(contents: Contents) -> str:
    """The citation in Chinese. No day of access: the version says what was cited."""
    issuer = contents.said("issuer") or contents.id.agency
    issued = contents.said("issued")
    published = f"，{issued} 发布" if issued else ""
    return f"{issuer}：《{contents.said('title')}》{published}。结构化数据：Yusuan，{_version(contents)}，CC0 1.0。"


def cite_en(contents: Contents) -> str:
    """The citation in English; names stay as printed where nobody has translated them."""
    title = contents.said("title_en") or contents.said("title")
    issued = f" ({contents.said('issued')})" if contents.said("issued") else ""
    issuer = contents.said("issuer") or contents.id.agency
    return f"{issuer}, {title}{issued}. Structured data: Yusuan, {_version(contents)}, CC0 1.0."


def readme(contents: Contents) -> str:
    """The README.txt of the archive, in both languages."""
    source = next((s.get("title") for s in contents.descriptor.get("sources") or [] if isinstance(s, dict)), None)
    return f"""{contents.said("title")}
{"=" * 40}

本压缩包是一个数据包（Data Package）：datapackage.json 说明 data/ 中每张表、每一列的含义与单位。
金额保留文件印出的数字；空白为未印，不是零；科目编码是文本。每个值的出处见 data/provenance.csv。

引用：{cite(contents)}
来源：{source or contents.said("title")}
许可：{LICENCE}。数据由公开文件整理而成，以发布单位的原文件为准。

--

This archive is a data package: datapackage.json describes every table and column in data/, with units.
Amounts keep the printed digits; a blank was not printed and is not zero; codes are text. data/provenance.csv
says where in the source each value stands.

Cite: {cite_en(contents)}
Licence: {LICENCE}. Compiled from a published document; the issuer's own document prevails.

frictionless validate datapackage.json
"""


def _version(contents: Contents) -> str:
    return f"{contents.id} v{contents.said('version')}" if contents.said("version") else str(contents.id)
