"""A photograph made ready to be read: opened within limits, its shadows taken out, the page set straight."""

from __future__ import annotations

import io
import warnings
from itertools import pairwise

from PIL import Image, ImageChops, ImageFilter, ImageMath, ImageOps

from inconfidence.core.errors import InputInvalid

FORMATS = ("JPEG", "PNG", "TIFF", "WEBP")
MOST_PIXELS = 120_000_000
WHITE = 255
LARGEST_SIDE = 4200
"""Pixels: a photograph with more is made smaller; the letters in the margin are then still twice as high as needed."""

SHADOW_SCALE = 8
COARSE = 450
"""Pixels of the longer side when the page's turn is measured."""
TURNS = tuple(step / 2 for step in range(-14, 15))
"""Degrees a page may be turned; what is more counts as a quarter turn and the rest."""
MIDDLE = 0.68
"""Share of the shorter side, around the middle, that turning never takes out of the picture."""


def opened(content: bytes) -> Image.Image:
    """Return the picture a file holds, in greys, the way up its camera says.

    Raises:
        InputInvalid: it is no picture that is read here, it is damaged, or it is too large.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            file = Image.open(io.BytesIO(content), formats=FORMATS)
            if file.width * file.height > MOST_PIXELS:
                raise InputInvalid(
                    f"The picture has more than {MOST_PIXELS // 1_000_000} million pixels.", hint="Make it smaller."
                )
            picture = ImageOps.exif_transpose(file).convert("L")
    # Pillow raises nearly anything on a damaged file.
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError):
        raise InputInvalid(
            "That is neither a PDF nor a picture that can be read here.",
            hint=f"Give a PDF or a picture ({', '.join(FORMATS)}), or type the code.",
        ) from None
    picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    return picture


def without_shadows(picture: Image.Image) -> Image.Image:
    """Return a picture of a page as dark on white, however unevenly it was lit."""
    return ImageChops.invert(ImageChops.subtract(_paper_of(picture), picture))


def evenly_lit(picture: Image.Image) -> Image.Image:
    """Return a picture of a page in the greys it has in even light: what is pale is as pale in a shadow."""
    lit: Image.Image = ImageMath.lambda_eval(
        lambda it: it["min"](it["seen"] * WHITE / it["max"](it["paper"], 1), WHITE),
        seen=picture.convert("F"),
        paper=_paper_of(picture).convert("F"),
    )
    return lit.convert("L")


def _paper_of(picture: Image.Image) -> Image.Image:
    """Return how light blank paper is in each place of a picture."""
    size = max(1, picture.width // SHADOW_SCALE), max(1, picture.height // SHADOW_SCALE)
    around = picture.resize(size, Image.Resampling.BOX)
    around = around.filter(ImageFilter.MaxFilter(9)).filter(ImageFilter.GaussianBlur(6))
    return around.resize(picture.size, Image.Resampling.BICUBIC)


def straight(flat: Image.Image) -> Image.Image:
    """Return a page with its lines of text along the sides of the picture; which side is up is not known."""
    return flat.rotate(turn_of(flat), Image.Resampling.BICUBIC, expand=True, fillcolor=WHITE)


def turn_of(flat: Image.Image) -> float:
    """Return by how many degrees a page has to be turned to lie straight: where lines and gaps are told best apart."""
    share = max(flat.size) / COARSE
    small = ImageChops.invert(flat).resize(
        (max(1, round(flat.width / share)), max(1, round(flat.height / share))), Image.Resampling.BOX
    )
    return max(TURNS, key=lambda turn: _contrast(small, turn))


def _contrast(small: Image.Image, turn: float) -> int:
    side = max(1, round(min(small.size) * MIDDLE))
    left, top = (small.width - side) // 2, (small.height - side) // 2
    middle = small.rotate(turn, Image.Resampling.BILINEAR).crop((left, top, left + side, top + side))
    across, down = middle.resize((1, side), Image.Resampling.BOX), middle.resize((side, 1), Image.Resampling.BOX)
    return max(_unevenness(across), _unevenness(down))


def _unevenness(line: Image.Image) -> int:
    return sum((one - other) ** 2 for one, other in pairwise(line.tobytes()))
