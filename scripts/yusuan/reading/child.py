"""The child process that reads or draws one document: limits itself, works, and writes what it found as JSON."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from yusuan.document import Document
from yusuan.errors import CannotRead
from yusuan.garbage import collect_seldom
from yusuan.reading.limits import within_limits
from yusuan.reading.sandbox import OUT_OF_MEMORY, REFUSED, has_met_limit, peak_of
from yusuan.reading.transfer import pack


def main() -> int:
    """Read what the command line names: job, path, seconds, bytes of memory. The exit code says how it went."""
    collect_seldom()
    job, path, seconds, memory = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    # Only the answer may reach the parent's pipe, whatever a library prints.
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    try:
        work = _work(job)
        _limit(seconds, memory)
        data = work(path)
    except CannotRead as error:
        if has_met_limit(peak_of(os.getpid()), memory):
            # A library that gets no more memory calls the document damaged.
            return OUT_OF_MEMORY
        data = json.dumps({"problem": error.problem, "remedy": error.remedy}).encode()
        answer.write(data)
        answer.flush()
        return REFUSED
    except MemoryError:
        return OUT_OF_MEMORY
    answer.write(data)
    answer.flush()
    return 0


def _limit(seconds: int, memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the parent's time limit stands.
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _work(job: str) -> Callable[[Path], bytes]:
    if job == "pdf-view":
        from yusuan.reading.pdf_view import pack_view, view_pdf

        return lambda path: pack_view(view_pdf(path))
    reader = _reader(job)
    return lambda path: pack(within_limits(reader(path), str(path)))


def _reader(kind: str) -> Callable[[Path], Document]:
    """The reader for that kind, loaded only when it is needed."""
    if kind == "pdf":
        from yusuan.reading.pdf import read_pdf

        return read_pdf
    if kind == "docx":
        from yusuan.reading.docx import read_docx

        return read_docx
    if kind == "xlsx":
        from yusuan.reading.xlsx import read_xlsx

        return read_xlsx
    if kind == "odt":
        from yusuan.reading.odt import read_odt

        return read_odt
    from yusuan.reading.html import read_html

    return read_html


if __name__ == "__main__":
    sys.exit(main())
