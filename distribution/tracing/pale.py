"""The pale mark that lies across a page: taken out from under the text, its letters found, and laid level.

The mark is at most 8 % grey (``generator.marks``). What is darker is text and is left out; what the text covers is
filled from around it. Of what stays, the pieces of a letter's size that lie in one line are the mark.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageMath

DARK = 38
"""From this darkness on (of 255) a pixel is text; the mark has at most 20 and some blur."""
PALE_FROM, PALE_TO = 4, 16
"""Darkness that is white paper, and darkness that is certainly the mark."""
COARSE = 480
"""Pixels of the longer side in which the mark's letters are looked for: the grain of the picture is then averaged."""
AROUND = 3
LITTLE = 0.05
"""Weight of what lies around, which only counts where there is nothing of a place's own."""

LETTER_SIDES = (6, 48)
LETTER_AREA = 24
"""Pixels: smaller is grain, larger is a tinted row or the edge of the page."""
FEWEST = 6
"""Letters that make a line."""
OFF_LINE = 6.0
"""Pixels a letter's middle may lie beside its line."""
MOST_LINES = 3
LARGER = 2
EDGE = 12


@dataclass(frozen=True, slots=True)
class Piece:
    """Pixels that hang together: the runs of each row (row, from, to) and the box around them."""

    runs: tuple[tuple[int, int, int], ...]
    left: int
    top: int
    right: int
    bottom: int

    @property
    def middle(self) -> tuple[float, float]:
        """Return the middle of the box."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @property
    def is_letter(self) -> bool:
        """Say whether it may be a letter by its size."""
        sides = self.right - self.left, self.bottom - self.top
        area = sum(end - start for _, start, end in self.runs)
        least, most = LETTER_SIDES
        return max(sides) >= least and max(sides) <= most and area >= LETTER_AREA

    @property
    def is_large(self) -> bool:
        """Say whether it is larger than any letter: a tinted row, or what lies around the page."""
        return max(self.right - self.left, self.bottom - self.top) > LETTER_SIDES[1]


def pale_lines(flat: Image.Image) -> Iterator[Image.Image]:
    """Give what may be the pale mark of a page, each line laid level; either way up."""
    pale = _lifted(flat)
    pieces = _pieces(pale)
    _wipe(pale, (piece for piece in pieces if piece.is_large))
    letters = [piece for piece in pieces if piece.is_letter]
    for turn, members in _lines(letters):
        line = _level(pale, members, turn)
        yield line
        yield line.rotate(180)


def _lifted(flat: Image.Image) -> Image.Image:
    """Return only what is pale, dark on white, in a coarser picture."""
    scale = max(1, round(max(flat.size) / COARSE))
    width, height = (side - side % (scale * AROUND) for side in flat.size)
    dark = ImageChops.invert(flat).crop((0, 0, width, height))
    text = dark.filter(ImageFilter.GaussianBlur(1)).point([255 if level > DARK else 0 for level in range(256)])
    free = ImageChops.invert(text.filter(ImageFilter.MaxFilter(5)))
    size = width // scale, height // scale
    much, room = (
        each.convert("F").resize(size, Image.Resampling.BOX) for each in (ImageChops.multiply(dark, free), free)
    )
    around, room_around = _around(much), _around(room)
    held = ImageMath.lambda_eval(
        lambda it: (it["much"] + it["around"] * LITTLE) * 255 / (it["room"] + it["room_around"] * LITTLE + 0.5),
        much=much,
        room=room,
        around=around,
        room_around=room_around,
    )
    stretched = ImageMath.lambda_eval(
        lambda it: 255 - (it["held"] - PALE_FROM) * 255 / (PALE_TO - PALE_FROM), held=held
    )
    lifted: Image.Image = ImageMath.lambda_eval(lambda it: it["min"](it["max"](it["it"], 0), 255), it=stretched)
    return lifted.convert("L")


def _around(picture: Image.Image) -> Image.Image:
    coarse = picture.resize((picture.width // AROUND, picture.height // AROUND), Image.Resampling.BOX)
    return coarse.resize(picture.size, Image.Resampling.BILINEAR)


def _pieces(pale: Image.Image) -> list[Piece]:
    """Return everything that hangs together, row by row (A. Rosenfeld and J. L. Pfaltz, 1966)."""
    ink = pale.point([1 if level < 128 else 0 for level in range(256)]).tobytes()
    runs: list[tuple[int, int, int]] = []
    joined: list[int] = []
    above = range(0)
    for row in range(pale.height):
        first = len(runs)
        for found in re.finditer(b"\x01+", ink[row * pale.width : (row + 1) * pale.width]):
            runs.append((row, found.start(), found.end()))
            joined.append(len(joined))
            _join_last(runs, joined, above)
        above = range(first, len(runs))
    return _gathered(runs, joined)


def _join_last(runs: Sequence[tuple[int, int, int]], joined: list[int], above: range) -> None:
    """Join the last run with those of the row above that it touches."""
    _, start, end = runs[-1]
    for other in above:
        if runs[other][1] < end and start < runs[other][2]:
            joined[_first(joined, other)] = _first(joined, len(runs) - 1)


def _first(joined: list[int], number: int) -> int:
    while joined[number] != number:
        joined[number] = joined[joined[number]]
        number = joined[number]
    return number


def _gathered(runs: Sequence[tuple[int, int, int]], joined: list[int]) -> list[Piece]:
    groups: dict[int, list[tuple[int, int, int]]] = {}
    for number, run in enumerate(runs):
        groups.setdefault(_first(joined, number), []).append(run)
    return [
        Piece(
            tuple(each),
            min(start for _, start, _ in each),
            each[0][0],
            max(end for _, _, end in each),
            each[-1][0] + 1,
        )
        for each in groups.values()
    ]


def _wipe(pale: Image.Image, pieces: Iterable[Piece]) -> None:
    draw = ImageDraw.Draw(pale)
    for row, start, end in (run for piece in pieces for run in piece.runs):
        draw.line((start, row, end - 1, row), fill=255)


def _lines(letters: Sequence[Piece]) -> Iterator[tuple[float, list[Piece]]]:
    """Give the lines that most letters lie in: the turn of each in degrees, and its letters."""
    left = list(letters)
    for _ in range(MOST_LINES):
        members, turn = max((_best_line(left, turn) for turn in range(180)), key=lambda found: len(found[0]))
        if len(members) < FEWEST:
            return
        yield float(turn), members
        left = [piece for piece in left if piece not in members]


def _best_line(letters: Sequence[Piece], turn: int) -> tuple[list[Piece], int]:
    """Return the most letters whose middles lie in one line of this turn."""
    sine, cosine = math.sin(math.radians(turn)), math.cos(math.radians(turn))
    placed = sorted(((x * sine + y * cosine, piece) for piece in letters for x, y in [piece.middle]), key=_offset)
    best: list[Piece] = []
    start = 0
    for end in range(len(placed)):
        while placed[end][0] - placed[start][0] > 2 * OFF_LINE:
            start += 1
        if end - start + 1 > len(best):
            best = [piece for _, piece in placed[start : end + 1]]
    return best, turn


def _offset(placed: tuple[float, Piece]) -> float:
    return placed[0]


def _level(pale: Image.Image, members: Sequence[Piece], turn: float) -> Image.Image:
    """Return the part of the picture a line of letters lies in, laid level and larger."""
    marked = Image.new("L", pale.size, 0)
    draw = ImageDraw.Draw(marked)
    for piece in members:
        draw.rectangle((piece.left, piece.top, piece.right, piece.bottom), fill=255)
    line, where = (_turned(each, turn, ground) for each, ground in ((pale, 255), (marked, 0)))
    left, top, right, bottom = where.point([0] * 128 + [255] * 128).getbbox() or (0, 0, 1, 1)
    beside = bottom - top
    box = max(0, left - beside), max(0, top - EDGE), min(line.width, right + beside), min(line.height, bottom + EDGE)
    framed = Image.new("L", (box[2] - box[0] + 2 * EDGE, box[3] - box[1] + 2 * EDGE), 255)
    framed.paste(line.crop(box), (EDGE, EDGE))
    return framed


def _turned(picture: Image.Image, turn: float, ground: int) -> Image.Image:
    large = picture.resize((picture.width * LARGER, picture.height * LARGER), Image.Resampling.BICUBIC)
    return large.rotate(-turn, Image.Resampling.BICUBIC, expand=True, fillcolor=ground)
