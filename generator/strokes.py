"""Words of any script as the operators that show them, each run at its place.

Letters of a run that goes to the left are shown from left to right all the same, and marked so
(``ReversedChars``: ISO 32000-1, 14.8.2.3.3). Where glyphs do not tell their words by themselves, the words stand
beside them (``ActualText``: 14.9.4).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.bidi import visual_order
from generator.composite_fonts import glyph_font
from generator.fonts import Face
from generator.script_fonts import ScriptFont
from generator.shaping import Run, runs_of
from generator.tags import pdf_text

Matrix = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A run of words as (font resource name, operators), and its place in the order of reading."""

    order: int
    shown: tuple[tuple[str, str], ...]


def strokes(
    words: str, face: Face, size: float, matrix: Matrix, document: Any, stretch: float = 0.0, depths: bytes = b""
) -> list[Stroke]:
    """Return words run by run, from left to right: readers that put words in order themselves count on that.

    Args:
        words: composed words all of whose letters can be drawn.
        face: what plain words are drawn in.
        size: in points.
        matrix: the text matrix of the place where the first run stands.
        document: the reportlab document that gets the fonts.
        stretch: points added to every space; for plain words the caller writes it (Tw).
        depths: the level of each letter, where the words are part of a longer paragraph.
    """
    runs = runs_of(words, face, depths)
    a, b, c, d, x, y = matrix
    drawn = []
    for order in visual_order([run.level for run in runs]):
        run, place = runs[order], placed((a, b, c, d, x, y))
        if run.font is None:
            drawn.append(Stroke(order, tuple(_plain(run.words, face, place, document))))
        else:
            drawn.append(Stroke(order, (_glyphs(run, run.font, size, place, document, stretch),)))
        width = run.width * size / 1000 + stretch * run.words.count(" ")
        x, y = x + a * width, y + b * width
    return drawn


def placed(matrix: Matrix) -> str:
    """Return the operator that sets a text matrix."""
    a, b, c, d, x, y = matrix
    turn = f"{a:.4f} {b:.4f} {c:.4f} {d:.4f}" if b or c else "1 0 0 1"
    return f"{turn} {x:.2f} {y:.2f} Tm"


def _plain(words: str, face: Face, place: str, document: Any) -> Iterator[tuple[str, str]]:
    for name, codes in face.font.shown(words, document):
        yield name, f"{place} ({codes}) Tj".lstrip()
        place = ""


def _glyphs(run: Run, font: ScriptFont, size: float, place: str, document: Any, stretch: float) -> tuple[str, str]:
    glyphs = glyph_font(font, document)
    operators = f"{place} {glyphs.shown(run.glyphs, size, stretch)}"
    if not run.told:
        words = pdf_text(run.words).decode("ascii")
        return glyphs.name, f"/Span <</ActualText {words}>> BDC {operators} EMC"
    return glyphs.name, f"/ReversedChars BMC {operators} EMC" if run.level % 2 else operators
