"""Borders: which of two in one place is drawn, and how a border is drawn as lines."""

from __future__ import annotations

from generator.layout.items import Item, Stroke
from inconfidence.core.blocks import Edges, Line


def width_of(line: Line | None) -> float:
    """Return how wide a border is in points, nothing for none."""
    return line.width if line else 0.0


def heavier(one: Line | None, other: Line | None) -> Line | None:
    """Return the border that wins where two meet (17.4.66): the wider, then the double, then the darker one."""
    if one is None or other is None:
        return one or other
    return max(one, other, key=lambda line: (line.width, line.double, -_lightness(line.colour)))


def _lightness(colour: str) -> int:
    red, green, blue = bytes.fromhex(colour)
    return red + blue + 2 * green


def border_items(edges: Edges, width: float, top: float, bottom: float) -> list[Item]:
    """Return the borders of a box as lines; ``top`` and ``bottom`` are where it begins and ends."""
    strokes: list[Item] = []
    if edges.top:
        strokes += border_strokes(edges.top, 0.0, top, width, top)
    if edges.left:
        strokes += border_strokes(edges.left, 0.0, top, 0.0, bottom)
    if edges.bottom:
        strokes += border_strokes(edges.bottom, 0.0, bottom, width, bottom)
    if edges.right:
        strokes += border_strokes(edges.right, width, top, width, bottom)
    return strokes


def border_strokes(line: Line, x1: float, y1: float, x2: float, y2: float) -> list[Stroke]:
    """Return a border as one line, or as two thin ones with a gap of the same width between."""
    if not line.double:
        return [Stroke(x1, y1, x2, y2, line.width, line.colour)]
    thin = line.width / 3
    across, down = (thin, 0.0) if x1 == x2 else (0.0, thin)
    return [
        Stroke(x1 + side * across, y1 + side * down, x2 + side * across, y2 + side * down, thin, line.colour)
        for side in (-1, 1)
    ]
