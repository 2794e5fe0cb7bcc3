"""The fonts every paper is set in (Noto, SIL Open Font License), and the widths of their letters.

Noto Sans holds Latin with Vietnamese and Turkish, Greek and Cyrillic; each other script has a font of its own, regular
and bold (fonts/README.md). A letter none of them has is a stated problem (``generator.layout.letters``), never a box
on paper.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources

import uharfbuzz

from generator.reportlab_details import PaperFont, bare_font

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

# Invisible guidance for other programs: nothing to draw, and our own lines and directions do not need it.
NOT_DRAWN = dict.fromkeys((0x00AD, 0x061C, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF))

JOINERS = "\u200c\u200d"
"""Invisible too, but they decide how the letters beside them are drawn (Persian, Urdu, the scripts of India)."""


@dataclass(frozen=True, slots=True, eq=False)
class ScriptFont:
    """A font whose words are drawn glyph by glyph, in the shapes and places its own rules give them (OpenType)."""

    name: str
    content: bytes = field(repr=False)
    shaper: uharfbuzz.Font = field(repr=False)
    letters: frozenset[str] = field(repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """Noto Sans, regular or bold: ``plain`` letters are drawn one by one, and ``font`` goes into the file for them.

    ``widths`` are theirs, in thousandths of the size. Any other words are measured by ``shaped_width``.
    """

    bold: bool
    font: PaperFont
    widths: dict[int, float] = field(repr=False)
    plain: frozenset[str] = field(repr=False)
    ascent: float
    descent: float
    cap_height: float
    shaped_width: Callable[[str, Face], float] = field(repr=False)

    def width(self, words: str, size: float) -> float:
        """Return how wide the words are, in points, at a size in points."""
        try:
            return sum(map(self.widths.__getitem__, map(ord, words))) * size / 1000
        except KeyError:
            return self.shaped_width(words, self) * size / 1000


@cache
def face(bold: bool) -> Face:
    """Return the regular or the bold face; each is read once."""
    # What measures words of other scripts is built on the fonts.
    from generator.shaping import shaped_width

    name = f"{BASE}-{WEIGHTS[bold]}"
    font = bare_font(name, _file(name))
    drawn = font.face
    widths = {code: drawn.charWidths[code] for code in drawn.charToGlyph if _stands_alone(chr(code))}
    # reportlab draws a no-break space as a space.
    widths[0xA0] = widths[ord(" ")]
    heights = (drawn.ascent / 1000, drawn.descent / 1000, drawn.capHeight / 1000)
    return Face(bold, font, widths, frozenset(map(chr, widths)), *heights, shaped_width)


@cache
def script_font(family: str, bold: bool) -> ScriptFont | None:
    """Return a font by its family, or None when its file was left out of this installation."""
    name = f"{family}-{WEIGHTS[bold]}"
    try:
        content = _file(name)
    except FileNotFoundError:
        return None
    shapes = uharfbuzz.Face(uharfbuzz.Blob(content))
    letters = frozenset(filter(_can_be_drawn, map(chr, shapes.unicodes)))
    return ScriptFont(name, content, uharfbuzz.Font(shapes), letters)


@lru_cache(maxsize=8192)
def font_for(letter: str, bold: bool) -> ScriptFont | None:
    """Return the font that has a letter, or None. What is kept between papers are single letters, in no order."""
    for family in (BASE, *(name for name, ranges in RANGES.items() if _within(ord(letter), ranges))):
        font = script_font(family, bold)
        if font is not None and letter in font.letters:
            return font
    return None


@cache
def known_letters() -> frozenset[str]:
    """Return the letters both faces of Noto Sans can draw; other fonts are asked only for what is not among them."""
    fonts = (script_font(BASE, bold) for bold in WEIGHTS)
    return frozenset.intersection(*(font.letters for font in fonts if font is not None))


def can_draw(letter: str) -> bool:
    """Say whether a letter can be drawn, regular and bold."""
    return letter in known_letters() or all(font_for(letter, bold) for bold in WEIGHTS)


def composed(words: str) -> str:
    """Return the words in the form they are drawn in: accents composed (NFC), nothing invisible."""
    if words.isascii():
        return words
    return unicodedata.normalize("NFC", words.translate(NOT_DRAWN))


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)


def _can_be_drawn(letter: str) -> bool:
    # No control codes: among them are those that make words run the other way, so that a name reads as another.
    return letter in JOINERS or unicodedata.category(letter) not in ("Cc", "Cf", "Cn", "Co", "Zl", "Zp")


def _stands_alone(letter: str) -> bool:
    return _can_be_drawn(letter) and letter not in JOINERS and not unicodedata.category(letter).startswith("M")


def _file(name: str) -> bytes:
    return (resources.files("generator") / "fonts" / f"{name}.ttf").read_bytes()
