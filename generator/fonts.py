"""The two faces every paper is set in (Noto Sans Regular and Bold, SIL Open Font License), and their widths.

They hold Latin with Vietnamese and Turkish, Greek and Cyrillic. A letter they lack is a stated problem
(``generator.layout.letters``), never a box on paper.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from generator.reportlab_details import PaperFont, bare_font

FILES = {False: "NotoSans-Regular.ttf", True: "NotoSans-Bold.ttf"}

# Invisible guidance for other programs' line breaking: nothing to draw, and our own lines do not need it.
NOT_DRAWN = dict.fromkeys((0x00AD, 0x200B, 0x2060, 0xFEFF))


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One face: its letters' widths in thousandths of the size, and the font that goes into the file."""

    font: PaperFont
    widths: dict[int, float] = field(repr=False)
    ascent: float
    descent: float
    cap_height: float

    def width(self, words: str, size: float) -> float:
        """Return how wide the words are, in points, at a size in points."""
        return sum(map(self.widths.__getitem__, map(ord, words))) * size / 1000


@cache
def face(bold: bool) -> Face:
    """Return the regular or the bold face; each is read once."""
    name = FILES[bold]
    content = (resources.files("generator") / "fonts" / name).read_bytes()
    font = bare_font(name.removesuffix(".ttf"), content)
    drawn = font.face
    widths = {code: drawn.charWidths[code] for code in drawn.charToGlyph if code >= ord(" ")}
    # reportlab draws a no-break space as a space.
    widths[0xA0] = widths[ord(" ")]
    return Face(font, widths, drawn.ascent / 1000, drawn.descent / 1000, drawn.capHeight / 1000)


@cache
def known_letters() -> frozenset[str]:
    """Return the letters both faces can draw."""
    return frozenset(map(chr, face(False).widths.keys() & face(True).widths.keys()))


def composed(words: str) -> str:
    """Return the words in the form they are drawn in: accents composed (NFC), nothing invisible."""
    if words.isascii():
        return words
    return unicodedata.normalize("NFC", words.translate(NOT_DRAWN))
