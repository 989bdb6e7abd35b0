"""A page for a maintainer, never published: a document's pages beside what was read from them, doubts outlined.

`files` finds which file is which of the package's sources, `sheets` shows its pages and finds places on them,
`record` gathers what was read and what the checks say, `page` makes one self-contained HTML page of all that.
"""

from yusuan.reviewing.review import Reviewed, review

__all__ = ["Reviewed", "review"]
