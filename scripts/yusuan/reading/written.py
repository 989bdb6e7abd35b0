"""Numbers as XML has them: in documents of strangers anything may stand in their place."""

from __future__ import annotations

import math
import re

_WHOLE = re.compile(r"\s*[0-9]{1,12}\s*", re.ASCII)


def whole(written: str | None, otherwise: int = 0) -> int:
    """A whole number without a sign, of at most twelve digits; `otherwise` where none is written."""
    return int(written) if written is not None and _WHOLE.fullmatch(written) else otherwise


def real(written: str | None, otherwise: float) -> float:
    """A number with or without decimals; `otherwise` where none is written, or one beyond all numbers."""
    try:
        number = float(written) if written is not None else otherwise
    except ValueError:
        return otherwise
    return number if math.isfinite(number) else otherwise
