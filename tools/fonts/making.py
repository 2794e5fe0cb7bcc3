"""Cutting a font down to one script: its letters, marks, digits and signs, with all rules of joining and placing.

Latin letters are left out, since they are always set in Noto Sans. Hints are left out too: paper and today's screens
need none, and they are a third of a file. Names, licence and version stay in the file.
"""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from generator.script_fonts import BASE, RANGES

WEIGHTS = {"Regular": "400Regular", "Bold": "700Bold"}

JOINERS = {0x200C, 0x200D}
DOTTED_CIRCLE = 0x25CC
NEEDED_BY_ALL = JOINERS | {DOTTED_CIRCLE, ord(" ")}

# Copyright, family, style, unique name, full name, version, PostScript name, licence, its address.
KEPT_NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14]
DROPPED_TABLES = ["DSIG", "STAT", "VORG", "vhea", "vmtx", "BASE", "meta"]


PACKAGES = {family: f"noto-sans-{family.removeprefix(BASE).lower()}" for family in RANGES}


def make_all(packages: Path, folder: Path) -> Iterator[Path]:
    """Write both weights of every family into a folder and yield the files.

    Raises:
        FileNotFoundError: when a package is not there.
    """
    for family, package in PACKAGES.items():
        for weight in WEIGHTS:
            made = folder / f"{family}-{weight}.ttf"
            _cut(_font(packages, family, package, weight), RANGES[family]).save(made)
            yield made


def _font(packages: Path, family: str, package: str, weight: str) -> TTFont:
    plain = packages / f"{family}-{weight}.ttf"
    return TTFont(plain, recalcTimestamp=False) if plain.exists() else _packed(packages, family, package, weight)


def _packed(packages: Path, family: str, package: str, weight: str) -> TTFont:
    inside = WEIGHTS[weight]
    found = sorted(packages.glob(f"expo-google-fonts-{package}-*.tgz"))
    if not found:
        raise FileNotFoundError(f"{packages} lacks a package; bring it with: npm pack @expo-google-fonts/{package}")
    with tarfile.open(found[-1]) as archive:
        member = archive.extractfile(f"package/{inside}/{family}_{inside}.ttf")
        if member is None:
            raise FileNotFoundError(f"{found[-1]} does not hold {family} {inside}")
        return TTFont(io.BytesIO(member.read()), recalcTimestamp=False)


def _cut(font: TTFont, ranges: tuple[tuple[int, int], ...]) -> TTFont:
    options = subset.Options(
        hinting=False, layout_features=["*"], name_IDs=KEPT_NAMES, notdef_outline=True, recalc_timestamp=False
    )
    options.drop_tables += DROPPED_TABLES
    cutter = subset.Subsetter(options)
    kept = {code for first, last in ranges for code in range(first, last + 1)}
    cutter.populate(unicodes=kept | NEEDED_BY_ALL)
    cutter.subset(font)
    return font
