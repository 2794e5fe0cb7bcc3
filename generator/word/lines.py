"""Borders of paragraphs, tables and cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.word.markup import EIGHTHS_PER_POINT, VAL, Element, W, colour, local, number
from inconfidence.core.blocks import Edges, Line

# Word's names for the sides, by ours; start and end are left and right in a left-to-right paper.
SIDES = {
    "top": "top",
    "left": "left",
    "start": "left",
    "bottom": "bottom",
    "right": "right",
    "end": "right",
    "insideH": "inner-row",
    "insideV": "inner-column",
}
KINDS = frozenset({"single", "thick", "double"})
ABSENT = frozenset({"nil", "none"})

Borders = Mapping[str, Line | None]
"""A line by side; None where Word says "no line here", a side left out where it says nothing."""


def borders(parent: Element | None) -> dict[str, Line | None]:
    """Read ``w:pBdr``, ``w:tblBorders`` or ``w:tcBorders``."""
    if parent is None:
        return {}
    return {SIDES[local(side)]: _line(side) for side in parent if local(side) in SIDES}


def strange_borders(parent: Element | None) -> Iterable[str]:
    """Give the kinds of line, or the places for one, that are not drawn here."""
    for side in () if parent is None else parent:
        kind = side.get(VAL, "single")
        if kind not in ABSENT and (kind not in KINDS or local(side) not in SIDES):
            yield kind if local(side) in SIDES else local(side)


def edges(found: Borders) -> Edges:
    """Return the four outer lines."""
    return Edges(found.get("top"), found.get("left"), found.get("bottom"), found.get("right"))


def _line(side: Element) -> Line | None:
    kind = side.get(VAL, "single")
    if kind in ABSENT:
        return None
    # Of a double line Word says how wide each of the two is, which stand as far apart.
    width = number(side.get(W + "sz", "4")) / EIGHTHS_PER_POINT * (3 if kind == "double" else 1)
    gap = number(side.get(W + "space", "0"))
    return Line(width, colour(side.get(W + "color"), "000000"), gap, kind == "double")
