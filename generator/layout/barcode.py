"""Code 128 barcodes (ISO/IEC 15417): the bars of a value, with the value to be printed under them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from reportlab.graphics.barcode.code128 import Code128

from inconfidence.core.errors import InputInvalid
from inconfidence.core.problems import Problem

# The narrowest bar, in points: 0.35 mm, which an office scanner at 200 dots an inch sees as nearly three dots; and the
# narrowest it may become in a narrow column, 0.25 mm, which is two.
MODULE = 1.0
LEAST_MODULE = 0.71
# White on both sides, in modules, by the standard.
QUIET = 10
BAR_HEIGHT = 34.0
VALUE_LEADING = 1.4
"""The room of the value under the bars, as a part of its size."""


@dataclass(frozen=True, slots=True)
class Code:
    """A barcode: its black bars as (offset, width) in points, and its size with the white on both sides."""

    value: str
    bars: tuple[tuple[float, float], ...]
    width: float
    size: float

    @property
    def height(self) -> float:
        """Return the height of the bars and of the value under them."""
        return BAR_HEIGHT + VALUE_LEADING * self.size


def code_128(value: str, room: float, size: float) -> Code:
    """Return the barcode of a value of printable ASCII, at most ``room`` points wide; ``size`` is that of the value.

    Raises:
        InputInvalid: for a value Code 128 cannot hold, or too long for the room.
    """
    if not value or not value.isascii() or not value.isprintable():
        raise _refused("not-code-128", "The barcode's value is empty or not plain ASCII.", "Use letters and digits.")
    drawn = Code128(value, barWidth=1, quiet=0)
    drawn.validate()
    drawn.encode()
    drawn.decompose()
    # Bars are upper case and spaces lower case; the letter's place in the alphabet is the width in modules.
    widths = [ord(letter.lower()) - ord("a") + 1 for letter in drawn.decomposed]
    whole = sum(widths) + 2 * QUIET
    module = min(MODULE, room / whole)
    if module < LEAST_MODULE:
        raise _refused("too-wide", "The barcode is too wide for its column.", "Shorten the value or widen the column.")
    starts = accumulate(widths, initial=QUIET)
    bars = tuple(
        (start * module, width * module)
        for start, width, letter in zip(starts, widths, drawn.decomposed, strict=False)
        if letter.isupper()
    )
    return Code(value, bars, whole * module, size)


def _refused(code: str, fault: str, remedy: str) -> InputInvalid:
    return InputInvalid("A barcode cannot be drawn.", [Problem("barcode", code, fault, remedy)])
