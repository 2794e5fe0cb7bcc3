"""What is written across and beside every page, so that a page that gets loose still says whose it is.

All of it lies under the words and is never read out: the marking is said once, in words, by the paper itself.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from generator.fonts import Face, composed, face
from generator.layout.items import Look, Page
from generator.layout.walk import paragraphs_of
from generator.pen import Pen
from generator.weights import parts_of
from inconfidence.core.blocks import Paper, Text
from inconfidence.core.documents import Mark

# At most 8 % grey: a photocopier keeps it, and 12-point text over it stays readable.
GROUND_COLOUR = "EBEBEB"
GROUND_MOST = 46.0
GROUND_SHARE = 0.74
CODE_SHARE = 0.32
"""Of the page's diagonal."""
CODE_MIDDLES = ((0.265, 0.74), (0.735, 0.26))

MARGIN_COLOUR = "303030"
MARGIN_SIZE = 10.0
MARGIN_FROM_EDGE = 21.0
MARGIN_SHARE = 0.43
"""Of the page's height, for each of the two places beside the text: half a page still holds one of them whole."""
MARGIN_PLACES = (0.25, 0.75)
LINE_SHARE = 0.86

BANNER_SIZE = 9.0
BANNER_FROM_TOP = 17.0

# Large print has nothing behind or beside its words; the same marks then stand level at head and foot, as large.
LARGE_PRINT = 18.0
LEVEL_COLOUR, BLACK = "303030", "000000"
LEVEL_FROM_FOOT = 18.0
LEVEL_BANNER_FROM_TOP = 31.0
LEVEL_GAP = 1.5
"""Between two pieces of a line, in the size of its letters."""
LEVEL_ROOM = 40.0
"""Points at head and foot of a page in large print that are the marks' own."""

Parts = Sequence[tuple[str, Face]]


def is_large_print(paper: Paper) -> bool:
    """Say whether a paper's text is all of 18 points or more."""
    return all(
        inline.style.size >= LARGE_PRINT
        for section in paper.sections
        for paragraph in paragraphs_of(section.blocks)
        for inline in paragraph.inlines
        if isinstance(inline, Text)
    )


def with_room_for_marks(paper: Paper) -> Paper:
    """Return a paper in large print with its running heads and feet clear of the marks."""
    pages = [
        replace(section.page, header=max(section.page.header, LEVEL_ROOM), footer=max(section.page.footer, LEVEL_ROOM))
        for section in paper.sections
    ]
    sections = (replace(section, page=page) for section, page in zip(paper.sections, pages, strict=True))
    return replace(paper, sections=tuple(sections))


def draw_marks(pen: Pen, page: Page, mark: Mark, *, level: bool) -> None:
    """Write a page's marks; ``level`` for large print."""
    if level:
        _level_marks(pen, page, mark)
        return
    if mark.ground:
        _ground(pen, page, composed(mark.ground))
    if mark.code:
        _codes(pen, page, mark.code)
    if mark.margin:
        _margin(pen, page, composed(mark.margin))
    if mark.banner:
        _banner(pen, page, composed(mark.banner), BANNER_SIZE, BANNER_FROM_TOP)


def _level_marks(pen: Pen, page: Page, mark: Mark) -> None:
    """Write what else lies across the page and beside it in one line at the foot; a copy's own also at the head.

    Half a page then still says whose it is. A line too long for the page is set smaller: it has to be there whole.
    """
    words = composed("  ".join(dict.fromkeys(each for each in (mark.ground, mark.margin) if each)))
    own = composed(mark.margin)
    if words:
        _level_line(pen, page, _level_parts(words), LEVEL_FROM_FOOT)
    banner = composed(mark.banner)
    at_head = [*([(banner, True)] if banner else []), *(_level_parts(own) if own else [])]
    if at_head:
        _level_line(pen, page, at_head, page.shape.height - LEVEL_BANNER_FROM_TOP)


def _level_parts(words: str) -> list[tuple[str, bool]]:
    return [(part, False) for part, _ in parts_of(words)]


def _level_line(pen: Pen, page: Page, pieces: Sequence[tuple[str, bool]], y: float) -> None:
    """Write pieces, each with whether it is bold, side by side in the middle of the page."""
    wide = sum(face(bold).width(words, 1.0) for words, bold in pieces) + (len(pieces) - 1) * LEVEL_GAP
    size = min(LARGE_PRINT, page.shape.width * LINE_SHARE / (wide or 1.0))
    x = (page.shape.width - wide * size) / 2
    for words, bold in pieces:
        pen.write(f"{words} ", Look(face(bold), size, BLACK if bold else LEVEL_COLOUR), x, y, None)
        x += (face(bold).width(words, 1.0) + LEVEL_GAP) * size


def _fitted(words: str, room: float, most: float, bold: bool) -> float:
    return min(most, room / (face(bold).width(words, 1.0) or 1.0))


def _ground(pen: Pen, page: Page, words: str) -> None:
    width, height = page.shape.width, page.shape.height
    parts = [(part, face(bold)) for part, bold in parts_of(words)]
    wide = _wide(parts)
    size = min(GROUND_MOST, math.hypot(width, height) * GROUND_SHARE / (wide or 1.0))
    _across(pen, page, parts, size, (0.5, 0.5))


def _codes(pen: Pen, page: Page, code: str) -> None:
    """Write a code above and below the diagonal: left, right, upper and lower half of a page each hold one whole."""
    parts = [(code, face(True))]
    size = min(GROUND_MOST, math.hypot(page.shape.width, page.shape.height) * CODE_SHARE / _wide(parts))
    for middle in CODE_MIDDLES:
        _across(pen, page, parts, size, middle)


def _across(pen: Pen, page: Page, parts: Parts, size: float, middle: tuple[float, float]) -> None:
    """Write parts of a line along the page's diagonal, their middle at these shares of its width and height."""
    width, height = page.shape.width, page.shape.height
    angle = math.atan2(height, width)
    cos, sin = math.cos(angle), math.sin(angle)
    # The middle of the capitals lies on the line.
    half, drop = _wide(parts) * size / 2, face(True).cap_height * size / 2
    x = width * middle[0] - half * cos + drop * sin
    y = height * middle[1] - half * sin - drop * cos
    _turned(pen, parts, (size, GROUND_COLOUR), (cos, sin, -sin, cos, x, y))


def _margin(pen: Pen, page: Page, words: str) -> None:
    parts = [(part, face(False)) for part, _ in parts_of(words)]
    wide = _wide(parts)
    size = min(MARGIN_SIZE, page.shape.height * MARGIN_SHARE / (wide or 1.0))
    x = page.shape.width - MARGIN_FROM_EDGE
    for place in MARGIN_PLACES:
        _turned(pen, parts, (size, MARGIN_COLOUR), (0, 1, -1, 0, x, page.shape.height * place - wide * size / 2))


def _turned(pen: Pen, parts: Parts, look: tuple[float, str], matrix: tuple[float, ...]) -> None:
    """Write parts of a line one behind the other, in a size and a colour, along the matrix of the first."""
    size, colour = look
    cos, sin, right, up, x, y = matrix
    for at, (words, face_) in enumerate(parts, start=1):
        end = " " if at == len(parts) else ""
        pen.write_turned(words + end, Look(face_, size, colour), (cos, sin, right, up, x, y), None)
        x, y = x + face_.width(words, size) * cos, y + face_.width(words, size) * sin


def _wide(parts: Parts) -> float:
    """Return how wide parts are at a size of 1."""
    return sum(face_.width(words, 1.0) for words, face_ in parts)


def _banner(pen: Pen, page: Page, words: str, most: float, from_top: float) -> None:
    size = _fitted(words, page.shape.width * LINE_SHARE, most, True)
    x = (page.shape.width - face(True).width(words, size)) / 2
    pen.write(f"{words} ", Look(face(True), size), x, page.shape.height - from_top, None)
