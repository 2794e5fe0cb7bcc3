"""The fonts every paper is set in (Noto, SIL Open Font License), and the widths of their letters.

Noto Sans holds Latin with Vietnamese and Turkish, Greek and Cyrillic; each other script has a font of its own, regular
and bold (fonts/README.md). A letter none of them has is a stated problem (``generator.layout.letters``), never a box
on paper.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from generator.reportlab_details import PaperFont, bare_font
from generator.script_fonts import BASE, JOINERS, WEIGHTS, can_be_drawn, font_file, font_for, script_font
from generator.shaping import shaped_width

# Invisible guidance for other programs: nothing to draw, and our own lines and directions do not need it.
NOT_DRAWN = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff]")
BEYOND_ASCII: Final = "\N{LATIN SMALL LETTER E WITH ACUTE}"
"""A letter that has a file hold all the common letters, whichever of them its words need."""


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """Noto Sans, regular or bold: ``plain`` letters are drawn one by one, and ``font`` goes into the file for them.

    ``widths`` are theirs, in thousandths of the size. Any other words are shaped to be measured.
    """

    bold: bool
    font: PaperFont
    widths: dict[str, float] = field(repr=False)
    plain: frozenset[str] = field(repr=False)
    ascent: float
    descent: float
    cap_height: float

    def width(self, words: str, size: float) -> float:
        """Return how wide the words are, in points, at a size in points."""
        try:
            # Not by sum() and map(), which are no quicker here and half as quick compiled.
            known, whole = self.widths, 0.0
            for letter in words:
                whole += known[letter]
            return whole * size / 1000
        except KeyError:
            return shaped_width(words, self) * size / 1000


@cache
def face(bold: bool) -> Face:
    """Return the regular or the bold face; each is read once."""
    name = f"{BASE}-{WEIGHTS[bold]}"
    font = bare_font(name, font_file(name))
    drawn = font.face
    widths = {chr(code): float(drawn.charWidths[code]) for code in drawn.charToGlyph if _stands_alone(chr(code))}
    # reportlab draws a no-break space as a space.
    widths["\xa0"] = widths[" "]
    heights = (drawn.ascent / 1000, drawn.descent / 1000, drawn.capHeight / 1000)
    return Face(bold, font, widths, frozenset(widths), *heights)


def hold_common_letters(document: Any) -> None:
    """Have a new file hold the common letters of both faces, under the names they have in every file that does."""
    for bold in WEIGHTS:
        face(bold).font.shown(BEYOND_ASCII, document)


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
    return unicodedata.normalize("NFC", NOT_DRAWN.sub("", words))


def _stands_alone(letter: str) -> bool:
    return can_be_drawn(letter) and letter not in JOINERS and not unicodedata.category(letter).startswith("M")
