"""Make the font of the charts: a GB2312 subset of Noto Sans CJK SC, under a name of its own.

Run by hand, once, by whoever wants another set of characters:
`python -m yusuan.charts.fonts.make_font NotoSansCJK-Regular.ttc`. The outcome is committed; no build needs the source.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

FAMILY = "Yusuan Sans SC"
SOURCE_FAMILY = "Noto Sans CJK SC"
TARGET = Path(__file__).with_name("YusuanSansSC-Regular.otf")

# Beside GB2312: Latin, the signs that budgets print, and simplified characters of names that GB2312 lacks.
BEYOND_GB2312 = (
    "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x180)]))
    + "–—‘’“”•…‰′″※€№℃™①②③④⑤⑥⑦⑧⑨⑩←↑→↓−≈≠≤≥■□▲△◆◇○●★☆〇〓㎡㎏㎜"
)
NAMES = (
    "堃喆昇珺玥瑀翀祎晟镕犇骉淼垚羴鱻赟旻昉玘玚珅瑄璟煊炜烜燊甯祺翊芃荟菡薇赪轶逯"
    "邨郄钰铄锟锜锳镆隽雯霂韡頔颎飏骐骕鹍麴囍槜"
)


def wanted() -> set[int]:
    """Every code point of the subset."""
    table = bytearray()
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            table += bytes((high, low))
    return {ord(char) for char in table.decode("gb2312", errors="ignore") + BEYOND_GB2312 + NAMES}


def rename(font: TTFont) -> None:
    """Give the subset a family of its own: another Noto on the machine must not be taken for it."""
    names = font["name"]
    postscript = FAMILY.replace(" ", "") + "-Regular"
    for number, text in ((1, FAMILY), (2, "Regular"), (3, postscript), (4, FAMILY), (6, postscript)):
        names.removeNames(nameID=number)
        names.setName(text, number, 3, 1, 0x409)
    for number in (16, 17, 21, 22, 25):
        names.removeNames(nameID=number)
    top = font["CFF "].cff
    top.fontNames = [postscript]
    top.topDictIndex[0].FamilyName = FAMILY
    top.topDictIndex[0].FullName = FAMILY


def make(collection: Path, target: Path = TARGET) -> None:
    """Write the subset of the SC face of a Noto Sans CJK collection (.ttc) to `target`."""
    font = next(face for face in TTCollection(collection).fonts if face["name"].getDebugName(1) == SOURCE_FAMILY)
    options = subset.Options(
        layout_features=[], hinting=False, desubroutinize=False, notdef_outline=True, name_IDs=["*"], legacy_cmap=False
    )
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "GSUB", "GPOS", "GDEF", "STAT", "DSIG"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted())
    subsetter.subset(font)
    rename(font)
    font["head"].modified = font["head"].created  # no clock in what is committed
    font.recalcTimestamp = False
    font.save(target)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
