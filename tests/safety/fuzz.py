"""Documents and descriptors, damaged at random: whatever they are, they are read or refused with one clear line.

`make fuzz MINUTES=30` tries each target for that long; `test_fuzz.py` tries a few each time. What breaks is kept in
`build/fuzz/`, with the number that makes it again: `python tests/safety/fuzz.py --only pdf --seed 17`.
"""

from __future__ import annotations

import argparse
import copy
import functools
import io
import json
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from lxml import etree

from yusuan.errors import CannotRead
from yusuan.package.layout import PackageId, Packages

PROJECT = Path(__file__).parents[2]
CASES = PROJECT / "tests" / "reading" / "cases"
SLOW = 60.0
"""Seconds of the processor that no damaged document of these sizes may take."""
TARGETS = ("text", "html", "docx", "xlsx", "odt", "pdf", "recogniser", "descriptor")
_VALUES = (
    "",
    "0",
    "-1",
    "1e309",
    "99999999999",
    "x" * 5_000,
    "A1:XFD1048576",
    "合计",
    "../../a",
    "true",
    "\u202e",
    "1.2.3",
)
"""What attributes and texts become."""
PACKED = ("docx", "xlsx", "odt")
"""Those whose files are archives of parts."""
TEXTS = ("text", "recogniser")
_INTERESTING = (
    b"\0",
    b"<",
    b">",
    b"&",
    b'"',
    b"\n",
    b"\t" * 9,
    b"-1",
    b"99999999999",
    "合计".encode(),
    b"\xff\xfe",
    b"]]>",
)


@functools.cache
def samples(target: str) -> list[bytes]:
    """Sound documents to begin from. Raises FileNotFoundError where there is none."""
    text = PROJECT / "datapackages/changji-sme/2023-budget/source/document.txt"
    suffix = {"text": "txt", "recogniser": "txt"}.get(target, target)
    found = [path.read_bytes() for path in sorted(CASES.glob(f"*.{suffix}"))]
    if suffix == "txt":
        lines = text.read_bytes().splitlines(keepends=True)
        found += [b"".join(lines[at : at + 80]) for at in range(0, len(lines), 80)]
    if target == "descriptor":
        found = [(PROJECT / "datapackages/changji-sme/2023-budget/datapackage.json").read_bytes()]
    if not found:
        raise FileNotFoundError(f"no sample of {target} in {CASES}")
    return found


def damaged(target: str, seed: int) -> bytes:
    """A sample with one to eight pieces cut out, put in, doubled, changed or taken from another sample.

    Of a packed file mostly one part is damaged and packed again: damage to what is packed seldom gets beyond unpacking.
    And of a part in XML mostly elements, of a text mostly lines and cells, not bytes: what is no XML, or in no
    encoding, is refused at once.
    """
    chance = random.Random(f"{target} {seed}")
    whole = chance.choice(samples(target))
    if target in TEXTS and chance.randrange(8):
        return _damaged_lines(whole, samples(target), chance)
    if target not in PACKED or not chance.randrange(8):
        return _damaged(whole, samples(target), chance)
    parts = _parts(whole)
    # The larger a part, the likelier: tables and text are in the large ones.
    chosen = chance.choices(list(parts), [len(part) + 1 for part in parts.values()])[0]
    others = [found[chosen] for found in map(_parts, samples(target)) if chosen in found]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            told = zipfile.ZipInfo(name)
            if name == chosen:
                by_elements = name.endswith(("xml", "rels")) and chance.randrange(6)
                worse = _rearranged(part, chance) if by_elements else _damaged(part, others, chance)
            archive.writestr(told, worse if name == chosen else part, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _rearranged(part: bytes, chance: random.Random) -> bytes:
    """XML with one to eight of its elements gone, doubled, moved, renamed, or with another attribute or text."""
    root = etree.fromstring(part)
    for _ in range(chance.randint(1, 8)):
        elements = [element for element in root.iter() if isinstance(element.tag, str)]
        one, other = chance.choice(elements), chance.choice(elements)
        holder, what = one.getparent(), chance.randrange(6)
        if what == 0 and holder is not None:
            holder.remove(one)
        elif what == 1 and holder is not None:
            for _ in range(min(int(chance.paretovariate(0.7)), 300)):
                one.addnext(copy.deepcopy(one))
        elif what == 2:
            other.append(copy.deepcopy(one))
        elif what == 3:
            one.tag = other.tag
        elif what == 4 and one.attrib:
            one.set(chance.choice(sorted(one.attrib)), chance.choice(_VALUES))
        else:
            one.text = chance.choice(_VALUES)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _damaged_lines(whole: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """A text with one to eight of its lines gone, doubled, moved, cut, joined, or with another cell or other words."""
    lines = whole.decode("utf-8", "replace").split("\n")
    for _ in range(chance.randint(1, 8)):
        at, other, what = chance.randrange(len(lines)), chance.randrange(len(lines)), chance.randrange(8)
        cells = lines[at].split("\t")
        if what == 0:
            del lines[at : at + min(int(chance.paretovariate(0.7)), len(lines) - 1)]
        elif what == 1:
            lines[at:at] = [lines[at]] * min(int(chance.paretovariate(0.7)), 300)
        elif what == 2:
            lines.insert(other, lines[at])
        elif what == 3:
            cells[chance.randrange(len(cells))] = chance.choice(_VALUES)
            lines[at] = "\t".join(cells)
        elif what == 4:
            chance.shuffle(cells)
            lines[at] = "\t".join(cells)
        elif what == 5:
            lines[at] = lines[at] + chance.choice(("", " ", "\t")) + lines[other]
        elif what == 6:
            cut = chance.randrange(len(lines[at]) + 1)
            lines[at] = lines[at][:cut] + chance.choice(_VALUES) + lines[at][cut:]
        else:
            taken = chance.choice(others).decode("utf-8", "replace").split("\n")
            start = chance.randrange(len(taken))
            lines[at:at] = taken[start : start + chance.randint(1, 20)]
    return "\n".join(lines).encode("utf-8", "replace")


@functools.cache
def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def _damaged(whole: bytes, others: list[bytes], chance: random.Random) -> bytes:
    data = bytearray(whole)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(data) + 1)
        length = min(int(chance.paretovariate(0.7)), 4_000)
        what = chance.randrange(6)
        if what == 0:
            del data[at : at + length]
        elif what == 1:
            data[at:at] = chance.choice(_INTERESTING) * min(length, 500)
        elif what == 2:
            data[at:at] = data[at : at + length]
        elif what == 3 and at < len(data):
            data[at] ^= 1 << chance.randrange(8)
        elif what == 4:
            other = chance.choice(others)
            start = chance.randrange(len(other) + 1)
            data[at : at + length] = other[start : start + length]
        else:
            data[at : at + length] = chance.randbytes(min(length, 200))
    return bytes(data)


def try_document(target: str, data: bytes, folder: Path) -> None:
    """Read the document in this process. Raises whatever is neither a document nor a clear refusal."""
    from yusuan.reading.child import _reader
    from yusuan.reading.limits import within_limits
    from yusuan.reading.text import read_text

    path = folder / f"a.{'txt' if target in ('text', 'recogniser') else target}"
    path.write_bytes(data)
    try:
        document = read_text(path) if path.suffix == ".txt" else _reader(target)(path)
        document = within_limits(document, str(path))
        if target == "recogniser":
            from yusuan.recognise import recognise

            recognise(document, _known())
    except CannotRead as error:
        if "\n" in str(error) or not error.problem or not error.place + error.remedy:
            raise AssertionError(f"no clear line: {error}") from error


@functools.cache
def _known() -> object:
    from yusuan.forms import load_forms
    from yusuan.importing.importer import _known as known
    from yusuan.importing.reference import Reference

    reference = Reference.load(Packages(PROJECT / "datapackages"))
    return known(PackageId("changji-sme", 2023), reference, load_forms(None))


def try_descriptor(data: bytes, folder: Path) -> None:
    """Vet a package with this descriptor. Raises whatever vetting raises: it should report instead."""
    from yusuan.package.schemas import load_schemas
    from yusuan.vetting.package import expected_of, vet

    package = folder / "changji-sme" / "2023-budget"
    if not package.exists():
        shutil.copytree(PROJECT / "datapackages/changji-sme/2023-budget", package)
    (package / "datapackage.json").write_bytes(data)
    schemas = load_schemas(Packages(PROJECT / "datapackages").schemas)
    vetted = vet("changji-sme/2023-budget", package, expected_of(PackageId("changji-sme", 2023), schemas), {})
    if data not in samples("descriptor") and not vetted.problems:
        # A change that says nothing else, such as white space.
        as_it_was = json.loads(samples("descriptor")[0])
        free = (
            "title",
            "title_en",
            "description",
            "description_en",
            "issuer",
            "form",
            "region",
            "keywords",
            "version",
            "sources",
        )
        now = json.loads(data)
        assert {k: v for k, v in now.items() if k not in free} == {k: v for k, v in as_it_was.items() if k not in free}


def try_one(target: str, seed: int, folder: Path) -> None:
    """Try one damaged input. Raises what is wrong with how it was met, a slow answer included."""
    data = damaged(target, seed)
    begun = time.process_time()
    with _interrupted_after(SLOW):
        if target == "descriptor":
            try_descriptor(data, folder)
        else:
            try_document(target, data, folder)
    took = time.process_time() - begun
    assert took < SLOW, f"took {took:.0f} s of the processor"


@contextmanager
def _interrupted_after(seconds: float) -> Iterator[None]:
    """Interrupt what uses more seconds of the processor, a single pattern too: what never ends is a find, no silence.

    Raises TimeoutError then, and each second again, should somebody take it for an error of the document.
    """

    def stop(*_: Any) -> None:
        raise TimeoutError(f"took more than {seconds:.0f} s of the processor")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def seeds(minutes: float, only: int | None, start: int) -> Iterator[int]:
    """The numbers to try: one, or as many from `start` as the time allows."""
    if only is not None:
        yield only
        return
    until = time.monotonic() + 60 * minutes
    number = start
    while time.monotonic() < until:
        yield number
        number += 1


def main(words: list[str]) -> int:
    """Try the targets one after the other. The exit code is 1 where something broke."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--only", choices=TARGETS)
    parser.add_argument("--seed", type=int, help="this input only")
    parser.add_argument("--from", type=int, default=0, dest="start", help="the number of the first input")
    given = parser.parse_args(words)
    broke = 0
    for target in [given.only] if given.only else TARGETS:
        with tempfile.TemporaryDirectory() as temporary:
            numbers = seeds(given.minutes, given.seed, given.start)
            wall, used = time.monotonic(), time.process_time()
            count, found = _run(target, numbers, lambda t, s: try_one(t, s, Path(temporary)))
            wall, used = time.monotonic() - wall, time.process_time() - used
        broke += found
        print(f"{target}: {count} tried, {found} broke, {wall / 60:.1f} min, {used:.0f} s of the processor", flush=True)
    return 1 if broke else 0


def _run(target: str, numbers: Iterator[int], attempt: Callable[[str, int], None]) -> tuple[int, int]:
    count = found = 0
    for seed in numbers:
        count += 1
        try:
            attempt(target, seed)
        except Exception:  # noqa: BLE001 - whatever it is, it is a find
            found += 1
            kept = PROJECT / "build" / "fuzz" / f"{target}-{seed}"
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(damaged(target, seed))
            print(f"{target} --seed {seed}: {traceback.format_exc().strip().splitlines()[-1]}", flush=True)
    return count, found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
