"""CSV for Excel: the same rows behind a byte order mark, and nothing in them that Excel would run.

Without the mark Excel takes UTF-8 for another encoding and shows garbage; a cell such as `=100%` it would compute.
The CSV files of the package have neither the mark nor the apostrophe.
"""

from __future__ import annotations

import csv
import io
import re

from yusuan.downloads.contents import Resource

_BOM = b"\xef\xbb\xbf"
# Chinese and Japanese spreadsheets take the wide forms for the narrow ones, and some pass over blanks before them.
_RUNS = re.compile(r"[\s\u200b\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]")
_NUMBER = re.compile(r"[+\-＋－]?[0-9][0-9,]*(\.[0-9]+)?%?")


def excel_csv(resource: Resource) -> bytes:
    """The resource's CSV for Excel. Text that begins like a formula gets an apostrophe; negative numbers do not."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(resource.table.header)
    writer.writerows([_harmless(cell) for cell in row] for row in resource.table.rows)
    return _BOM + out.getvalue().encode("utf-8")


def _harmless(cell: str) -> str:
    return f"'{cell}" if _RUNS.match(cell) and not _NUMBER.fullmatch(cell) else cell
