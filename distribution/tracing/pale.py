"""The pale lines that lie across a page: taken out from under the text, their letters found, and laid level.

The mark is at most 8 % grey (``generator.marks``). What is darker is text and counts for nothing; what it covers of a
letter is not known. Of what stays, the pieces of a letter's size that lie in one line are the mark.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageMath

from distribution.tracing.fitting import Grid

DARK = 38
"""From this darkness on (of 255) a pixel is text; the mark has at most 20 and some blur."""
PALEST, STRONGER = 31, 8
"""What is darker than the mark and its blur counts as the mark; it is made stronger before it is averaged."""
MARK = 20
PALE_FROM, PALE_TO = 4, 16
"""Darkness that is white paper, and darkness that is certainly the mark."""
FINE, COARSE = 960, 2
"""Pixels of the longer side in which the mark is read, and by how much coarser its letters are looked for: the grain
of the picture is then averaged."""
SHARP = 1.2
"""Pixels of the photograph over which ink is averaged where it is read."""
LITTLE = 0.05
"""Weight of what lies around, which only counts where there is nothing of a place's own."""
SOFT, SOFTER = 1.0, 4.0
"""Pixels of the fine picture over which ink is averaged where letters are looked for."""
COVERED = 0.05
"""Share of a pixel that has to be free of text for anything to be known of it."""

LETTER_SIDES = (6, 48)
LETTER_AREA = 24
"""Pixels: smaller is grain, larger is a tinted row or the edge of the page."""
FEWEST = 6
"""Letters that make a line."""
OFF_LINE = 6.0
"""Pixels a letter's middle may lie beside its line."""
MOST_LINES = 3
MOST_OFF = 7.0
"""Degrees by which a line, found in whole degrees, may be laid better."""
BOX, BILINEAR = Image.Resampling.BOX, Image.Resampling.BILINEAR
BESIDE = 250
"""Pixels of the fine picture that are looked at before and behind the letters that were found."""


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


@dataclass(frozen=True, slots=True)
class PaleLine:
    """A line of the mark laid level, either way up: its ink (0 paper, 1 mark), what no text covers, and its middle."""

    ink: Grid
    free: Grid
    middle: float


@dataclass(frozen=True, slots=True)
class _Lifted:
    """What is pale in a picture, apart from what covers it."""

    ink: Image.Image
    free: Image.Image


def pale_lines(flat: Image.Image) -> Iterator[PaleLine]:
    """Give what may be a line of the pale mark of a page, the one with most letters first."""
    size = _fine(flat.size)
    lifted = _lifted(flat)
    pieces = _pieces(_seen(lifted, size))
    ink, free = (each.filter(ImageFilter.GaussianBlur(SHARP)).resize(size, BOX) for each in (lifted.ink, lifted.free))
    for each in (ink, free):
        _wipe(each, (piece for piece in pieces if piece.is_large))
    for turn, members in _lines([piece for piece in pieces if piece.is_letter]):
        yield _level(_Lifted(ink, free), members, turn)


def _fine(size: tuple[int, int]) -> tuple[int, int]:
    share = FINE / max(size)
    width, height = (max(COARSE, round(side * share)) for side in size)
    return width - width % COARSE, height - height % COARSE


def _lifted(flat: Image.Image) -> _Lifted:
    dark = ImageChops.invert(flat)
    text = dark.filter(ImageFilter.GaussianBlur(1)).point([255 if level > DARK else 0 for level in range(256)])
    free = ImageChops.invert(text.filter(ImageFilter.MaxFilter(5)))
    pale = dark.point([min(level, PALEST) * STRONGER for level in range(256)])
    return _Lifted(ImageChops.multiply(pale, free), free)


def _seen(lifted: _Lifted, size: tuple[int, int]) -> Image.Image:
    """Return what is pale, dark on white, in the coarse picture; what text covers is filled from around it."""
    fine = [each.resize(size, BOX) for each in (lifted.ink, lifted.free)]
    ink, free = (each.filter(ImageFilter.GaussianBlur(SOFT)).convert("F") for each in fine)
    around, free_around = (each.filter(ImageFilter.GaussianBlur(SOFTER)).convert("F") for each in fine)
    held = ImageMath.lambda_eval(
        lambda it: (it["ink"] + it["around"] * LITTLE) * 255 / (it["free"] + it["free_around"] * LITTLE + 0.5),
        ink=ink, free=free, around=around, free_around=free_around,
    )  # fmt: skip
    low, high = PALE_FROM * STRONGER, PALE_TO * STRONGER
    seen: Image.Image = ImageMath.lambda_eval(
        lambda it: it["min"](it["max"](255 - (it["held"] - low) * 255 / (high - low), 0), 255), held=held
    )
    return seen.convert("L").reduce(COARSE)


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


def _wipe(fine: Image.Image, pieces: Iterable[Piece]) -> None:
    """Take pieces that were found in the coarse picture out of the fine one, with their edges."""
    draw = ImageDraw.Draw(fine)
    for row, start, end in (run for piece in pieces for run in piece.runs):
        draw.rectangle((COARSE * (start - 1), COARSE * (row - 1), COARSE * (end + 1), COARSE * (row + 2)), fill=0)


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


def _level(lifted: _Lifted, members: Sequence[Piece], turn: float) -> PaleLine:
    """Return the part of a picture in which a line of letters lies, laid level."""
    turn -= _off(members, turn)
    marked = Image.new("L", lifted.ink.size, 0)
    draw = ImageDraw.Draw(marked)
    for piece in members:
        draw.rectangle([COARSE * side for side in (piece.left, piece.top, piece.right, piece.bottom)], fill=255)
    ink, free, where = (each.rotate(-turn, BILINEAR, expand=True) for each in (lifted.ink, lifted.free, marked))
    left, top, right, bottom = where.point([0] * 128 + [255] * 128).getbbox() or (0, 0, 1, 1)
    box = max(0, left - BESIDE), 0, min(ink.width, right + BESIDE), ink.height
    seen, known = (np.asarray(each.crop(box), np.float32) / 255 for each in (ink, free))
    share = np.clip(seen * (255 / (MARK * STRONGER)) / np.maximum(known, COVERED), 0.0, 1.2)
    share[known <= COVERED] = 0.0
    return PaleLine(share.astype(np.float32), known.astype(np.float32), (top + bottom) / 2)


def _off(members: Sequence[Piece], turn: float) -> float:
    """Return by how many degrees the middles of letters fall, where the line they lie in is taken for level."""
    sine, cosine = math.sin(math.radians(turn)), math.cos(math.radians(turn))
    along, beside = zip(
        *((x * cosine - y * sine, x * sine + y * cosine) for x, y in (piece.middle for piece in members)), strict=True
    )
    slope = float(np.polyfit(along, beside, 1)[0]) if max(along) - min(along) > LETTER_SIDES[1] else 0.0
    return max(-MOST_OFF, min(MOST_OFF, math.degrees(math.atan(slope))))
