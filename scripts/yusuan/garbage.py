"""How often a process looks for objects that refer to each other in a circle and to which nothing else refers."""

from __future__ import annotations

import gc

# Python looks whenever there are 700 objects more. What a stage makes lives to its end and has no circles, so that
# looking through it again and again takes a tenth of a build and frees nothing.
_MORE, _YOUNG, _OLD = 50_000, 20, 50


def collect_seldom() -> None:
    """Look seldom from now on, in this process."""
    gc.set_threshold(_MORE, _YOUNG, _OLD)
