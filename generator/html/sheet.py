"""The style sheet of one page: looks become classes, so that no element carries a style of its own.

The page's own policy lets in only the one style element whose digest it names (CSP 3, 8.3): a style that a value might
smuggle in would do nothing. Lengths are points on paper; on the screen 12 points are one ``rem``, so that everything
grows with what a reader set (WCAG 2.2, 1.4.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources

from inconfidence.core.blocks import Edges, Line, TextStyle
from inconfidence.core.errors import InputInvalid
from inconfidence.core.problems import Problem

POINTS_PER_REM = 12.0
LEAST_SIZE = 10.5
"""Points: no letter is smaller on a screen (14 px)."""
CONTRAST = 7.0
"""WCAG 2.2, 1.4.6."""
BLACK, WHITE = "000000", "FFFFFF"
COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
PIXELS_PER_POINT = 4 / 3
LEAST_DOUBLE = 3.0
"""Pixels: two lines and what parts them."""
LEAST_GAP = 3.0
"""Points between a border and the words in it."""
SIDES = ("top", "right", "bottom", "left")


class Sheet:
    """Collects what elements look like; equal looks are one class."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def look(self, declarations: Iterable[str]) -> str | None:
        """Return the class of some declarations, None when there are none."""
        said = ";".join(declarations)
        return self._names.setdefault(said, f"s{len(self._names) + 1}") if said else None

    def css(self) -> str:
        """Return the whole style sheet."""
        return _common() + "".join(f".{name}{{{said}}}\n" for said, name in self._names.items())


@cache
def _common() -> str:
    return resources.files("generator.html").joinpath("paper.css").read_text("utf-8")


def rem(points: float) -> str:
    """Return a length on paper as one that grows with the reader's letters."""
    return f"{points / POINTS_PER_REM:.3g}rem"


def text_look(style: TextStyle, ground: str) -> list[str]:
    """Return how words of a style look on a ground (``RRGGBB``, "" for white)."""
    ground = style.shading or ground
    said = [f"font-size:{rem(max(style.size, LEAST_SIZE))}", f"font-weight:{700 if style.bold else 400}"]
    lines = [name for name, on in (("underline", style.underline), ("line-through", style.strike)) if on]
    said += [f"text-decoration:{' '.join(lines)}"] if lines else []
    said += ["font-style:italic"] if style.italic else []
    said += [f"background:{hexed(style.shading)}"] if style.shading else []
    return [*said, f"color:{hexed(readable(style.colour, ground))}"]


def border_look(edges: Edges) -> list[str]:
    """Return the borders of a box."""
    lines = {side: getattr(edges, side) for side in SIDES}
    return [f"border-{side}:{_line(line)}" for side, line in lines.items() if line]


def gap_look(edges: Edges) -> list[str]:
    """Return the room between the borders of a box and what it holds."""
    lines = {side: getattr(edges, side) for side in SIDES}
    return [f"padding-{side}:{rem(max(line.gap, LEAST_GAP))}" for side, line in lines.items() if line]


def _line(line: Line) -> str:
    width = max(LEAST_DOUBLE if line.double else 1.0, line.width * PIXELS_PER_POINT)
    return f"{width:.3g}px {'double' if line.double else 'solid'} {hexed(line.colour)}"


def hexed(colour: str) -> str:
    """Return a colour in the form of a style sheet.

    Raises:
        InputInvalid: when it is none.
    """
    if not COLOUR.fullmatch(colour):
        raise InputInvalid(
            "The paper holds a colour that cannot be shown.",
            [Problem("colour", "not-a-colour", "A colour is not six hexadecimal digits.", "Choose a colour in Word.")],
        )
    return f"#{colour.lower()}"


def readable(colour: str, ground: str) -> str:
    """Return the colour, or black or white where it stands out too little from its ground."""
    hexed(colour)
    ground = ground or WHITE
    if contrast(colour, ground) >= CONTRAST:
        return colour
    return max((BLACK, WHITE), key=lambda one: contrast(one, ground))


def contrast(one: str, other: str) -> float:
    """Return how much two colours stand out from one another, 1 to 21 (WCAG 2.2, contrast ratio)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@cache
def _luminance(colour: str) -> float:
    hexed(colour)
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
