"""A copy's code read by the shapes of its own letters: pale, under text, they are too little for a general reader.

What is looked for is known: twelve letters of our alphabet in three groups, in the bold of Noto Sans. Each letter is
laid on each place of a level line, and the row of letters is taken that explains most of what is seen there: twice
the ink that is there where the letter has some, less the ink the letter has (the logarithm of how much likelier it
is than blank paper, where all that is seen is as uncertain). What text covers counts for nothing.
"""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from generator.script_fonts import BASE, font_file
from inconfidence.core.copy_codes import GROUP, LETTERS
from inconfidence.core.identifiers import ALPHABET

Grid = NDArray[np.float32]

HYPHEN: Final = "-"
NAMES: Final = f"{ALPHABET}{HYPHEN}"
EIGHTHS, FINER = 8, 4
"""Letters are kept in sizes of eighths of a pixel, and drawn so much larger first."""
CAPITAL: Final = 0.714
"""The height of capitals, in the size of letters (Noto Sans)."""
ABOVE: Final = 0.12
"""What is looked at above and below the capitals, in the size of letters."""
LOOSE: Final = 1
"""Pixels a letter may stand nearer to the one before it or further off, as the picture is distorted."""
ROW: Final = tuple(HYPHEN if (at + 1) % (GROUP + 1) == 0 else "" for at in range(LETTERS + LETTERS // GROUP - 1))
"""What stands in a row of a code: hyphens, and letters not known yet."""


SIZES: Final = tuple(float(size) for size in np.geomspace(30.0, 60.0, 10))
"""Pixels of the fine picture a mark's letters may be high."""
FIRST_REDUCED: Final = 2
"""All sizes are tried in a picture so much smaller; the best of them then in the picture itself."""
CLOSER, NEAR = 2, (0.97, 1.0, 1.03)
ROWS: Final = 14
"""Rows in which a line may rise or fall."""


@dataclass(frozen=True, slots=True)
class Fit:
    """The letters that explain a line best, and by how much likelier they make what is seen."""

    letters: str
    gain: float
    left: int = 0
    right: int = 0
    """The columns between which they stand."""


def codes_in(ink: Grid, free: Grid, middle: float) -> tuple[str, ...]:
    """Return the codes that explain a level line best, the best first, whichever way up it lies.

    Args:
        ink: of the line and what is around it, from 0 (paper) to 1 (the mark).
        free: how much of each pixel no text covers, from 0 to 1.
        middle: the row in which the middles of its letters lie.
    """
    small = tuple(_reduced(each) for each in (ink, free))
    tries = []
    for turned in (False, True):
        for size in SIZES:
            bands = [_band(each, middle / FIRST_REDUCED, size / FIRST_REDUCED, turned) for each in small]
            tries.append((best_fit(bands[0], bands[1], size / FIRST_REDUCED), size, turned))
    closer = []
    for found, size, turned in sorted(tries, key=lambda each: -each[0].gain)[:CLOSER]:
        columns = slice(max(0, round(FIRST_REDUCED * found.left - size)), round(FIRST_REDUCED * found.right + size))
        for near in NEAR:
            bands = [_band(one, middle, size * near, turned)[:, columns] for one in (ink, free)]
            closer.append(best_fit(bands[0], bands[1], size * near))
    return tuple(each.letters for each in sorted(closer, key=lambda fit: -fit.gain))


def _reduced(grid: Grid) -> Grid:
    height, width = (side - side % FIRST_REDUCED for side in grid.shape)
    blocks = grid[:height, :width].reshape(height // FIRST_REDUCED, FIRST_REDUCED, -1, FIRST_REDUCED)
    return np.ascontiguousarray(blocks.mean(axis=(1, 3)), np.float32)


def _band(grid: Grid, middle: float, size: float, turned: bool) -> Grid:
    """Return the rows around the middle of a line; what lies outside the picture is covered paper."""
    height = height_of(size) + ROWS
    top = round(middle - height / 2)
    band = np.zeros((height, grid.shape[1]), np.float32)
    first, last = max(0, top), max(0, min(len(grid), top + height))
    band[first - top : last - top] = grid[first:last]
    return np.ascontiguousarray(band[::-1, ::-1]) if turned else band


def best_fit(seen: Grid, free: Grid, size: float) -> Fit:
    """Return the code that explains a line best.

    Args:
        seen: the ink of a level band, from 0 (paper) to 1 (the mark): higher than ``height_of(size)`` by as many rows
            as the line of letters may rise or fall in it.
        free: how much of each pixel no text covers, from 0 to 1.
        size: of the letters, in pixels.
    """
    shapes = _shapes(round(size * EIGHTHS))
    if seen.shape[0] < shapes.ink.shape[1] or seen.shape[1] < shapes.width:
        return Fit("", -math.inf)
    gains = 2 * _correlated(seen * free, shapes, shapes.ink) - _correlated(free, shapes, shapes.ink**2)
    whole, chosen, left, right = _row(gains, shapes.steps)
    return Fit("".join(NAMES[at] for at in chosen if NAMES[at] != HYPHEN), whole, left, right)


def height_of(size: float) -> int:
    """Return how many pixels of height are looked at for letters of a size in pixels."""
    return round(round(size * EIGHTHS) / EIGHTHS * (CAPITAL + 2 * ABOVE))


@dataclass(frozen=True, slots=True)
class _Shapes:
    """The letters' ink at one size, each from the left of a box as wide as the widest; and how far the next stands."""

    ink: Grid
    steps: NDArray[np.int_]

    @property
    def width(self) -> int:
        """Return how many columns a letter's box has."""
        return int(self.ink.shape[2])


@lru_cache(maxsize=64)
def _shapes(eighths: int) -> _Shapes:
    size = eighths / EIGHTHS
    font = ImageFont.truetype(io.BytesIO(font_file(f"{BASE}-Bold")), size * FINER)
    steps = [font.getlength(letter) / FINER for letter in NAMES]
    height, width = height_of(size), round(max(steps)) + 1
    drawn = []
    for letter in NAMES:
        paper = Image.new("L", (width * FINER, height * FINER), 0)
        ImageDraw.Draw(paper).text((0, size * (CAPITAL + ABOVE) * FINER), letter, fill=255, font=font, anchor="ls")
        drawn.append(np.asarray(paper.resize((width, height), Image.Resampling.BOX), np.float32) / 255)
    return _Shapes(np.stack(drawn), np.array([max(1, round(step)) for step in steps]))


def _correlated(band: Grid, shapes: _Shapes, ink: Grid) -> Grid:
    """Return how much of each letter's ink lies on each place of a band: by letter, row and column."""
    windows = np.lib.stride_tricks.sliding_window_view(band, ink.shape[1:])
    rows, columns = windows.shape[:2]
    return (ink.reshape(len(ink), -1) @ windows.reshape(rows * columns, -1).T).reshape(len(ink), rows, columns)


def _row(gains: Grid, steps: NDArray[np.int_]) -> tuple[float, list[int], int, int]:
    """Return what the best row of letters gains, which letters it is of, and the columns it begins and ends at.

    Dynamic programming over the place a letter ends at: (row, column).
    """
    count, rows, columns = gains.shape
    width = columns + int(steps.max()) + LOOSE
    starts = np.arange(width)[None, :] - steps[:, None]
    inside = (starts >= 0) & (starts < columns)
    starts = np.where(inside, starts, 0)
    gained = np.where(inside[:, None, :], np.take_along_axis(gains, starts[:, None, :], axis=2), -np.inf)
    before = np.zeros((rows, width), np.float32)
    places = np.arange(rows * width).reshape(rows, width)
    nearest = places
    came = []
    for fixed in ROW:
        among = slice(count - 1, count) if fixed else slice(0, count - 1)
        total = gained[among] + before[:, starts[among]].transpose(1, 0, 2)
        which = total.argmax(axis=0)
        best = np.take_along_axis(total, which[None], axis=0)[0]
        which = which + (count - 1 if fixed else 0)
        start = np.take_along_axis(starts, which, axis=0)
        came.append((which, np.take_along_axis(nearest, start, axis=1)))
        before, nearest = _loosened(best, places)
    place = int(best.argmax())
    whole, right, chosen = float(best.flat[place]), place % width, []
    for which, whence in reversed(came):
        chosen.append(int(which.flat[place]))
        place = int(whence.flat[place])
    return whole, chosen[::-1], place % width, right


def _loosened(best: Grid, places: NDArray[np.int_]) -> tuple[Grid, NDArray[np.int_]]:
    """Return for each place the best of those beside it, and which that is: the next letter may stand a little off."""
    found, where = best, places
    for axis in (0, 1):
        for shift in (-LOOSE, LOOSE):
            moved, whence = np.roll(best, shift, axis), np.roll(places, shift, axis)
            better = moved > found
            found, where = np.where(better, moved, found), np.where(better, whence, where)
    return found, where
