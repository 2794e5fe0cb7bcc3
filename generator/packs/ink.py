"""Own words as operators: one piece of a page, in the place its stand-in kept, whatever their script.

A piece leaves the state of the page as it found it (q, Q: ISO 32000-1, 8.4.2), so that what is drawn before and after
it is the same for everybody. Runs are drawn in the order they are read, each at its place, so that a piece has one
number in the tree whatever the script and the direction of its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from generator.layout.items import Look, Words
from generator.pen import LEAN, PAGINATION, rgb
from generator.strokes import Stroke, strokes


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a page that is kept for own words: of which paragraph, and where the lines of it begin.

    ``tag`` and ``mark`` are its element and its number on the page, no tag for what is not read out. ``lines`` are
    (line of the paragraph, x, y) of the left end of each line's baseline, in points from the lower left.
    """

    paragraph: int
    tag: str
    mark: int
    lines: tuple[tuple[int, float, float], ...]


def own_ink(piece: Piece, lines: Iterable[tuple[float, float, tuple[Words, ...]]], fonts: Any) -> str:
    """Return the operators of a piece: ``lines`` are x, y and the words of each; ``fonts`` gets the letters."""
    begun = f"/{piece.tag} <</MCID {piece.mark}>> BDC" if piece.tag else PAGINATION
    pen = _LinePen(fonts)
    for x, y, words in lines:
        for each in words:
            pen.write(each, x, y)
    return "\n".join((begun, "q", "BT", *pen.ink, "ET", "Q", "EMC"))


class _LinePen:
    """Writes words, and what has changed since the last of them."""

    def __init__(self, fonts: Any) -> None:
        self.ink: list[str] = []
        self._fonts = fonts
        self._font: tuple[str, float] = ("", 0.0)
        self._colour, self._stretch = "", 0.0

    def write(self, words: Words, x: float, y: float) -> None:
        """Write words of a line whose left end stands at a point."""
        look = words.look
        matrix = (1, 0, LEAN if look.slanted else 0, 1, x + words.x, y - words.y)
        drawn = strokes(words.words, look.face, look.size, matrix, self._fonts, words.stretch, words.depths)
        self._set(look, words.stretch)
        self.ink += self._strokes(sorted(drawn, key=_order), look.size)

    def _set(self, look: Look, stretch: float) -> None:
        if look.colour != self._colour:
            self._colour = look.colour
            self.ink.append(f"{rgb(look.colour)} rg")
        if stretch != self._stretch:
            self._stretch = stretch
            self.ink.append(f"{stretch:.3f} Tw")

    def _strokes(self, drawn: list[Stroke], size: float) -> Iterator[str]:
        for stroke in drawn:
            for name, operators in stroke.shown:
                if self._font != (name, size):
                    self._font = (name, size)
                    yield f"{name} {size:g} Tf"
                yield operators


def _order(stroke: Stroke) -> int:
    return stroke.order
