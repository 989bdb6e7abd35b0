"""Searches every document of a folder for what its package says is absent: `python tests/survey/absence.py FOLDER`.

It has words of its own and reads the files with pdftotext, so that it shares nothing with the import but the outcome.
A line that contradicts is printed for a person to look at; what a contents page promises is told apart. With
`--packages DIR` it takes what the packages of the listed disclosures say, and imports nothing.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from yusuan.package import csvfile
from yusuan.package.layout import Packages

sys.path.insert(0, str(Path(__file__).parent))

from documents import Listed, read_listed

from survey import disclosures_in, survey

# What a line says that prints the item. Of a table: a title of it, whatever stands around.
WORDS: Mapping[str, str] = {
    "T1": r"(?<!拨款)(?<!拨款预算)(?<!拨款决算)(收支|收入支出)(预算|决算)?(总表|总体情况表|总体表)",
    "T2": r"(?<!拨款)收入(预算|决算)?(总表|总体情况表|总体表|情况表|表)",
    "T3": r"(?<!收入)(?<!项目)(?<!基本)(?<!拨款)(?<!经费)(?<!公共预算)(?<!基金)(?<!经营预算)支出(预算|决算)?(总表|总体情况表|总体表)",
    "T4": r"财政拨款(预算|决算)?(收支|收入支出)(预算|决算)?(总表|总体情况表|总体表|表)",
    "T5": r"公共(财政)?预算(财政)?(拨款)?支出(功能分类)?(预算|决算|明细|情况)*表",
    "T6": r"基本支出.{0,14}表",
    "T7": r"三公.{0,20}表",
    "T8": r"基金.{0,14}表",
    "T9": r"国有资本[^,，。;；、(（]{0,16}表",
    "T10": r"项目支出(情况|预算)?表",
    "T11": r"绩效(目标|指标).{0,6}表|三级指标",
    "N1": r"职能|职责",
    "N2": r"机构设置|内设机构|编制人数|实有人数|在职人员|单位构成",
    "N3": r"[比较与](上年|去年|\d{4}年)|同比",
    "N4": r"三公",
    "N5": r"机关运行",
    "N6": r"政府采购",
    "N7": r"(面向|预留|授予).{0,20}(中小|小微|小型|微型)|(中小|小微)企业(预留|采购|合同)",
    "N8": r"国有资产|万元(\(含\))?以上",
    "N9": r"绩效",
    "N10": r"名词解释|名词说明|专业名词|专业性名词|名词术语",
}
CONTENTS = re.compile(r"[.．…·]{3,}|\s\d{1,3}$")


class Contradiction(NamedTuple):
    """A line of a document that prints what is said to be absent from it."""

    file: str
    item: str
    page: int
    promised: bool
    line: str


def printed_pages(path: Path) -> list[str]:
    """The words of each page, as poppler reads them; a text is one page."""
    if path.suffix != ".pdf":
        return [path.read_text(encoding="utf-8", errors="replace")]
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8", "replace").split("\f")


def contradictions(file: str, absent: Sequence[str], pages: Sequence[str]) -> Iterator[Contradiction]:
    """The lines that print an item which is said to be absent. A line that is broken in two is read with the next."""
    for number, page in enumerate(pages, start=1):
        lines = [unicodedata.normalize("NFKC", line) for line in page.splitlines()]
        promises = any(re.sub(r"\s", "", line) in ("目录", "目次") for line in lines)
        for line, after in zip(lines, [*lines, ""][1:], strict=True):
            words = re.sub(r"[\s“”\"]", "", line)
            both = words + re.sub(r"[\s“”\"]", "", after)
            for item in absent:
                match = re.search(WORDS[item], words) or re.search(WORDS[item], both)
                if match and match.start() < len(words):
                    promised = promises or CONTENTS.search(line.rstrip()) is not None
                    yield Contradiction(file, item, number, promised, words[:70])


def claimed(paths: Sequence[Path], listed: Mapping[str, Listed]) -> tuple[Sequence[Path], list[str]]:
    """The items that the package of a disclosure calls absent; none where it cannot be imported."""
    _, draft = survey(paths, listed.get(paths[0].name))
    return paths, _absent(draft.resources["searches"] if draft else [])


def kept(paths: Sequence[Path], listed: Mapping[str, Listed], packages: Packages) -> tuple[Sequence[Path], list[str]]:
    """The items that the package of a listed disclosure calls absent as it stands in a folder."""
    package = listed[paths[0].name].id
    return paths, _absent(csvfile.read_rows(packages.folder(package) / "data" / "searches.csv"))


def _absent(searches: Iterable[Mapping[str, Any]]) -> list[str]:
    return [str(row["item"]) for row in searches if row["state"] == "absent"]


def main(arguments: Sequence[str]) -> int:
    """Print the contradictions of a folder. Returns 1 where there is any beyond what contents pages promise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--packages", type=Path, help="packages as they are, instead of importing")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args(arguments)
    listed = read_listed()
    disclosures = list(disclosures_in(options.folder, listed))
    if options.packages:
        packages = Packages(options.packages)
        answers = [kept(paths, listed, packages) for paths in disclosures if paths[0].name in listed]
    else:
        with ProcessPoolExecutor(options.workers) as pool:
            answers = list(pool.map(partial(claimed, listed=listed), disclosures))
    found = [
        each
        for paths, absent in answers
        for path in paths
        for each in contradictions(path.name, absent, printed_pages(path))
    ]
    claims = sum(len(absent) for _, absent in answers)
    for one in found:
        print(one.file, one.item, f"P{one.page}", "promised" if one.promised else "printed", one.line)
    printed = [one for one in found if not one.promised]
    print(f"{claims} items are called absent; {len(printed)} lines print one, {len(found) - len(printed)} promise one.")
    return int(bool(printed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
