"""Words of any script as the operators that show them: each run at its place, in the order they are read.

Letters of a run that goes to the left are shown from left to right all the same, and marked so
(``ReversedChars``: ISO 32000-1, 14.8.2.3.3). Where glyphs do not tell their words by themselves, the words stand
beside them (``ActualText``: 14.9.4).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.bidi import visual_order
from generator.composite_fonts import glyph_font
from generator.fonts import Face, ScriptFont
from generator.shaping import Run, runs_of
from generator.tags import pdf_text

Matrix = tuple[float, ...]


def strokes(
    words: str, face: Face, size: float, matrix: Matrix, document: Any, stretch: float = 0.0, depths: bytes = b""
) -> Iterator[tuple[str, str]]:
    """Yield (font resource name, operators) for each run of words.

    Args:
        words: composed words all of whose letters can be drawn.
        face: what plain words are drawn in.
        size: in points.
        matrix: the text matrix of the first run's place.
        document: the reportlab document that gets the fonts.
        stretch: points added to every space by the Tw operator, which the caller writes.
        depths: the level of each letter, where the words are part of a longer paragraph.
    """
    runs = runs_of(words, face, depths)
    for run, place in zip(runs, _places(runs, size, matrix, stretch), strict=True):
        if run.font is not None:
            yield _glyphs(run, run.font, size, place, document)
            continue
        for name, codes in face.font.shown(run.words, document):
            yield name, f"{place} ({codes}) Tj".lstrip()
            place = ""


def placed(matrix: Matrix) -> str:
    """Return the operator that sets a text matrix."""
    a, b, c, d, x, y = matrix
    turn = f"{a:.4f} {b:.4f} {c:.4f} {d:.4f}" if b or c else "1 0 0 1"
    return f"{turn} {x:.2f} {y:.2f} Tm"


def _places(runs: list[Run], size: float, matrix: Matrix, stretch: float) -> list[str]:
    a, b, c, d, x, y = matrix
    places = [""] * len(runs)
    for at in visual_order([run.level for run in runs]):
        places[at] = placed((a, b, c, d, x, y))
        width = runs[at].width * size / 1000 + stretch * runs[at].words.count(" ")
        x, y = x + a * width, y + b * width
    return places


def _glyphs(run: Run, font: ScriptFont, size: float, place: str, document: Any) -> tuple[str, str]:
    glyphs = glyph_font(font, document)
    operators = f"{place} {glyphs.shown(run.glyphs, size)}"
    if not run.told:
        words = pdf_text(run.words).decode("ascii")
        return glyphs.name, f"/Span <</ActualText {words}>> BDC {operators} EMC"
    return glyphs.name, f"/ReversedChars BMC {operators} EMC" if run.level % 2 else operators
