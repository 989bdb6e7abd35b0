"""The version of the data as a whole: datapackages/VERSION, raised by hand as RELEASING.md says."""

from __future__ import annotations

import re

from yusuan.errors import InvalidPackage
from yusuan.package.layout import Packages
from yusuan.package.plainfile import is_there, read_plain

NAME = "VERSION"
_VERSION = re.compile(r"(0|[1-9][0-9]{0,5})(\.(0|[1-9][0-9]{0,5})){2}", re.ASCII)
_MEND = "Write one line, such as 1.2.0."


def data_version(packages: Packages) -> str:
    """Return the version, such as "1.2.0"; "" where a folder of packages has none.

    Raises `InvalidPackage` for a file that holds anything else.
    """
    path = packages.root / NAME
    if not is_there(path):
        return ""
    text = read_plain(path, 100, _MEND).decode("ascii", "replace").strip()
    if not _VERSION.fullmatch(text):
        raise InvalidPackage(str(path), "is not a version of three numbers.", _MEND)
    return text
