"""The fonts words are shaped with (Noto, SIL Open Font License): one a script, regular and bold, and Noto Sans itself.

Each is read when a paper first needs it.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources

import uharfbuzz

WEIGHTS = {False: "Regular", True: "Bold"}
BASE = "NotoSans"

DANDAS = (0x0964, 0x0965)
RANGES: dict[str, tuple[tuple[int, int], ...]] = {
    "NotoSansArabic": ((0x0600, 0x06FF), (0x0750, 0x077F), (0x08A0, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC)),
    "NotoSansHebrew": ((0x0590, 0x05FF), (0xFB1D, 0xFB4F)),
    "NotoSansBengali": ((0x0980, 0x09FF), DANDAS),
    "NotoSansDevanagari": ((0x0900, 0x097F), (0xA8E0, 0xA8FF), (0x1CD0, 0x1CFF)),
    "NotoSansGujarati": ((0x0A80, 0x0AFF), DANDAS),
    "NotoSansGurmukhi": ((0x0A00, 0x0A7F), DANDAS),
    "NotoSansTamil": ((0x0B80, 0x0BFF), DANDAS),
    "NotoSansEthiopic": ((0x1200, 0x139F), (0x2D80, 0x2DDF), (0xAB00, 0xAB2F)),
    # The first block of ideographs: all of GB 2312, Big5 and GBK, so nearly every name.
    "NotoSansSC": ((0x4E00, 0x9FFF), (0x3001, 0x303F), (0xFF01, 0xFF5E)),
}
"""What each font of another script is kept for; the files are cut down to this by ``tools.fonts``."""

JOINERS = "\u200c\u200d"
"""Invisible too, but they decide how the letters beside them are drawn (Persian, Urdu, the scripts of India)."""


@dataclass(frozen=True, slots=True, eq=False)
class ScriptFont:
    """A font whose words are drawn glyph by glyph, in the shapes and places its own rules give them (OpenType)."""

    name: str
    content: bytes = field(repr=False)
    shaper: uharfbuzz.Font = field(repr=False)
    letters: frozenset[str] = field(repr=False)


@cache
def script_font(family: str, bold: bool) -> ScriptFont | None:
    """Return a font by its family, or None when its file was left out of this installation."""
    name = f"{family}-{WEIGHTS[bold]}"
    try:
        content = font_file(name)
    except FileNotFoundError:
        return None
    shapes = uharfbuzz.Face(uharfbuzz.Blob(content))
    letters = frozenset(filter(can_be_drawn, map(chr, shapes.unicodes)))
    return ScriptFont(name, content, uharfbuzz.Font(shapes), letters)


@lru_cache(maxsize=8192)
def font_for(letter: str, bold: bool) -> ScriptFont | None:
    """Return the font that has a letter, or None. What is kept between papers are single letters, in no order."""
    for family in (BASE, *(name for name, ranges in RANGES.items() if _within(ord(letter), ranges))):
        font = script_font(family, bold)
        if font is not None and letter in font.letters:
            return font
    return None


def can_be_drawn(letter: str) -> bool:
    """Say whether a character is one to draw at all.

    Control codes are not: among them are those that make words run the other way, so that a name reads as another.
    """
    return letter in JOINERS or unicodedata.category(letter) not in ("Cc", "Cf", "Cn", "Co", "Zl", "Zp")


def font_file(name: str) -> bytes:
    """Return a vendored font file.

    Raises:
        FileNotFoundError: when it was left out of this installation.
    """
    return (resources.files("generator") / "fonts" / f"{name}.ttf").read_bytes()


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)
