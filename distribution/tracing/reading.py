"""Everything that can be read in a photograph of a page, the surest places first, whichever way the page lies."""

from __future__ import annotations

from collections.abc import Iterator

from PIL import Image

from distribution.tracing import tesseract
from distribution.tracing.fitting import codes_in
from distribution.tracing.pale import pale_lines
from distribution.tracing.photograph import evenly_lit, opened, straight, without_shadows

QUARTERS = (90, 270, 0, 180)
"""Turns of the page, in degrees: the code stands along the side of a page first of all."""
READ_AT = (3200, 4600)
"""Pixels of the longer side that a picture is read at: letters in the margin are then as large as Tesseract likes."""


def lines_in(photograph: bytes) -> Iterator[tuple[str, ...]]:
    """Give the lines that can be read in a photograph, try by try; whoever has found what they look for stops.

    First what stands in ink, then what lies pale across the page, then what stands in ink again, larger.

    Raises:
        InputInvalid: it is no picture.
        Failed: Tesseract is not installed.
    """
    picture = opened(photograph)
    page = straight(without_shadows(picture))
    yield from _in_ink(page, READ_AT[0])
    for line in pale_lines(evenly_lit(picture)):
        yield codes_in(line.ink, line.free, line.middle)
    yield from _in_ink(page, READ_AT[1])


def _in_ink(page: Image.Image, longer_side: int) -> Iterator[tuple[str, ...]]:
    scale = longer_side / max(page.size)
    large = page.resize((round(page.width * scale), round(page.height * scale)), Image.Resampling.BICUBIC)
    for quarter in QUARTERS:
        yield _lines(tesseract.read(large.rotate(quarter, expand=True)))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.splitlines() if line.strip())
