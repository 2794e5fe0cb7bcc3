"""A page as somebody photographs it: half of it, 150 dpi, turned, askew, shaded, blurred, JPEG at quality 50.

Everything is drawn from one seed, so that the same photograph can be taken again.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

DPI, QUALITY, TURN = 150, 50, 3
POINTS_PER_INCH = 72
DESK = 60
"""Pixels of desk around the page."""
ASKEW = 0.012
"""Share of the side by which each corner is out of place."""

Box = tuple[float, float, float, float]
VIEWS: dict[str, Box] = {
    "upper half": (0, 0, 1, 0.5),
    "lower half": (0, 0.5, 1, 1),
    "right half": (0.5, 0, 1, 1),
    "left half": (0, 0, 0.5, 1),
    "right half, sides and foot cut off": (0.5, 0.08, 0.93, 0.9),
}
"""What is in the picture: left, top, right, bottom as shares of the page."""
PALE_ONLY = frozenset({"left half", "right half, sides and foot cut off"})
"""The views in which nothing but the pale mark, and where a name is short the foot, says whose page it is."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One photograph to take: of which page (from 0), what is in view, and the seed of everything else."""

    page: int
    view: str
    seed: int


def photograph(pdf: bytes, shot: Shot) -> bytes:
    """Return the photograph as a JPEG file."""
    hand = Random(shot.seed)  # noqa: S311 - draws a picture, guards nothing
    page = pypdfium2.PdfDocument(pdf)[shot.page]
    paper = page.render(scale=DPI / POINTS_PER_INCH, grayscale=True).to_pil().convert("L")
    left, top, right, bottom = VIEWS[shot.view]
    seen = paper.crop(
        (
            round(left * paper.width),
            round(top * paper.height),
            round(right * paper.width),
            round(bottom * paper.height),
        )
    )
    for done_to_it in (_on_a_desk, _turned, _shaded, _blurred, _held):
        seen = done_to_it(seen, hand)
    out = io.BytesIO()
    seen.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def _on_a_desk(page: Image.Image, hand: Random) -> Image.Image:
    grey = hand.randint(60, 150)
    desk = Image.new("L", (page.width + 2 * DESK, page.height + 2 * DESK), grey)
    desk.paste(page, (DESK, DESK))
    width, height = desk.size
    out = [(hand.uniform(0, ASKEW) * width, hand.uniform(0, ASKEW) * height) for _ in range(4)]
    corners = [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)]
    signs = [(1, 1), (-1, 1), (-1, -1), (1, -1)]
    moved = [(x + sx * dx, y + sy * dy) for (x, y), (sx, sy), (dx, dy) in zip(corners, signs, out, strict=True)]
    return desk.transform(
        desk.size, Image.Transform.PERSPECTIVE, _projection(corners, moved), Image.Resampling.BICUBIC, fillcolor=grey
    )


def _turned(picture: Image.Image, hand: Random) -> Image.Image:
    return picture.rotate(
        hand.choice((-TURN, TURN)), Image.Resampling.BICUBIC, expand=True, fillcolor=picture.getpixel((0, 0))
    )


def _shaded(picture: Image.Image, hand: Random) -> Image.Image:
    darkest = hand.uniform(0.55, 0.8)
    shade = Image.linear_gradient("L").rotate(hand.choice((0, 90, 180, 270))).resize(picture.size)
    return ImageChops.multiply(
        picture, shade.point([round(255 * (darkest + (1 - darkest) * level / 255)) for level in range(256)])
    )


def _blurred(picture: Image.Image, hand: Random) -> Image.Image:
    soft = picture.filter(ImageFilter.GaussianBlur(hand.uniform(0.3, 0.8)))
    # Pillow's noise has no seed, so it is drawn here: one grain of 128 x 128, laid side by side.
    grain = Image.frombytes(
        "L", (128, 128), bytes(min(255, max(0, round(hand.gauss(128, 16)))) for _ in range(128**2))
    )
    noise = Image.new("L", soft.size)
    for left in range(0, soft.width, 128):
        for top in range(0, soft.height, 128):
            noise.paste(grain, (left, top))
    return Image.blend(soft, noise, 0.05)


def _held(picture: Image.Image, hand: Random) -> Image.Image:
    return picture.rotate(hand.choice((0, 0, 0, 90, 180, 270)), expand=True)


def _projection(to: Sequence[tuple[float, float]], from_: Sequence[tuple[float, float]]) -> list[float]:
    """Return the eight numbers of a projection (P. S. Heckbert, 1989, section 2.2), solved by elimination."""
    rows = []
    for (x, y), (u, v) in zip(to, from_, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for column in range(8):
        pivot = max(range(column, 8), key=_size_in(rows, column))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [value / rows[column][column] for value in rows[column]]
        for other in range(8):
            if other != column:
                factor = rows[other][column]
                rows[other] = [one - factor * two for one, two in zip(rows[other], rows[column], strict=True)]
    return [row[8] for row in rows]


def _size_in(rows: list[list[float]], column: int) -> Callable[[int], float]:
    return lambda row: abs(rows[row][column])
