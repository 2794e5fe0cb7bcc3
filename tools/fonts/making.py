"""Cutting a font down to one script: its letters, marks, digits and signs, with all rules of joining and placing.

Latin letters are left out, since they are always set in Noto Sans. Hints are left out too: paper and today's screens
need none, and they are a third of a file. Names, licence and version stay in the file.
"""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

WEIGHTS = {"Regular": "400Regular", "Bold": "700Bold"}

JOINERS = {0x200C, 0x200D}
DOTTED_CIRCLE = 0x25CC
NEEDED_BY_ALL = JOINERS | {DOTTED_CIRCLE, ord(" ")}

# Copyright, family, style, unique name, full name, version, PostScript name, licence, its address.
KEPT_NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14]
DROPPED_TABLES = ["DSIG", "STAT", "VORG", "vhea", "vmtx", "BASE", "meta"]


@dataclass(frozen=True, slots=True)
class Source:
    """A package, the name its files begin with, and the ranges of Unicode that are kept of it."""

    package: str
    family: str
    ranges: tuple[tuple[int, int], ...]


DANDAS = (0x0964, 0x0965)

SOURCES = (
    Source(
        "noto-sans-arabic",
        "NotoSansArabic",
        ((0x0600, 0x06FF), (0x0750, 0x077F), (0x08A0, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC)),
    ),
    Source("noto-sans-hebrew", "NotoSansHebrew", ((0x0590, 0x05FF), (0xFB1D, 0xFB4F))),
    Source("noto-sans-bengali", "NotoSansBengali", ((0x0980, 0x09FF), DANDAS)),
    Source("noto-sans-devanagari", "NotoSansDevanagari", ((0x0900, 0x097F), (0xA8E0, 0xA8FF), (0x1CD0, 0x1CFF))),
    Source("noto-sans-gujarati", "NotoSansGujarati", ((0x0A80, 0x0AFF), DANDAS)),
    Source("noto-sans-gurmukhi", "NotoSansGurmukhi", ((0x0A00, 0x0A7F), DANDAS)),
    Source("noto-sans-tamil", "NotoSansTamil", ((0x0B80, 0x0BFF), DANDAS)),
    Source("noto-sans-ethiopic", "NotoSansEthiopic", ((0x1200, 0x139F), (0x2D80, 0x2DDF), (0xAB00, 0xAB2F))),
    # The 20,992 places of the first block of ideographs: all of GB 2312, Big5 and GBK, so of nearly every name.
    Source("noto-sans-sc", "NotoSansSC", ((0x4E00, 0x9FFF), (0x3001, 0x303F), (0xFF01, 0xFF5E))),
)


def make_all(packages: Path, folder: Path) -> Iterator[Path]:
    """Write both weights of every source into a folder and yield the files.

    Raises:
        FileNotFoundError: when a package is not there.
    """
    for source in SOURCES:
        for weight, inside in WEIGHTS.items():
            made = folder / f"{source.family}-{weight}.ttf"
            _cut(_font(packages, source, inside), source).save(made)
            yield made


def _font(packages: Path, source: Source, inside: str) -> TTFont:
    found = sorted(packages.glob(f"expo-google-fonts-{source.package}-*.tgz"))
    if not found:
        raise FileNotFoundError(f"No package of {source.package} in {packages}: npm pack @expo-google-fonts/{source.package}")
    with tarfile.open(found[-1]) as package:
        member = package.extractfile(f"package/{inside}/{source.family}_{inside}.ttf")
        if member is None:
            raise FileNotFoundError(f"{found[-1]} does not hold {source.family} {inside}")
        return TTFont(io.BytesIO(member.read()), recalcTimestamp=False)


def _cut(font: TTFont, source: Source) -> TTFont:
    options = subset.Options(
        hinting=False, layout_features=["*"], name_IDs=KEPT_NAMES, notdef_outline=True, recalc_timestamp=False
    )
    options.drop_tables += DROPPED_TABLES
    cutter = subset.Subsetter(options)
    kept = {code for first, last in source.ranges for code in range(first, last + 1)}
    cutter.populate(unicodes=kept | NEEDED_BY_ALL)
    cutter.subset(font)
    return font
