"""What is written across and beside every page, so that a page that gets loose still says whose it is.

All of it lies under the words and is never read out: the marking is said once, in words, by the paper itself.
"""

from __future__ import annotations

import math
from dataclasses import replace

from generator.fonts import composed, face
from generator.layout.items import Look, Page
from generator.layout.walk import paragraphs_of
from generator.pen import Pen
from inconfidence.core.blocks import Paper, Text
from inconfidence.core.documents import Mark

# At most 8 % grey: a photocopier keeps it, and 12-point text over it stays readable.
GROUND_COLOUR = "EBEBEB"
GROUND_MOST = 46.0
GROUND_SHARE = 0.74

MARGIN_COLOUR = "303030"
MARGIN_SIZE = 7.5
MARGIN_FROM_EDGE = 22.0
MARGIN_SHARE = 0.86

BANNER_SIZE = 9.0
BANNER_FROM_TOP = 17.0

# Large print has nothing behind or beside its words; the same marks then stand level at head and foot, as large.
LARGE_PRINT = 18.0
LEVEL_COLOUR = "303030"
LEVEL_FROM_FOOT = 18.0
LEVEL_BANNER_FROM_TOP = 31.0
LEVEL_ROOM = 40.0
"""Points at head and foot of a page in large print that are the marks' own."""


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
    if mark.margin:
        _margin(pen, page, composed(mark.margin))
    if mark.banner:
        _banner(pen, page, composed(mark.banner), BANNER_SIZE, BANNER_FROM_TOP)


def _level_marks(pen: Pen, page: Page, mark: Mark) -> None:
    """Write what else lies across the page and beside it in one line at the foot, the banner at the head."""
    words = composed("  ".join(dict.fromkeys(each for each in (mark.ground, mark.margin) if each)))
    if words:
        # A line too long for the page is set smaller: it has to be there whole.
        size = _fitted(words, page.shape.width * MARGIN_SHARE, LARGE_PRINT, False)
        x = (page.shape.width - face(False).width(words, size)) / 2
        pen.write(f"{words} ", Look(face(False), size, LEVEL_COLOUR), x, LEVEL_FROM_FOOT, None)
    if mark.banner:
        _banner(pen, page, composed(mark.banner), LARGE_PRINT, LEVEL_BANNER_FROM_TOP)


def _fitted(words: str, room: float, most: float, bold: bool) -> float:
    return min(most, room / (face(bold).width(words, 1.0) or 1.0))


def _ground(pen: Pen, page: Page, words: str) -> None:
    width, height = page.shape.width, page.shape.height
    room = math.hypot(width, height) * GROUND_SHARE
    size = _fitted(words, room, GROUND_MOST, True)
    angle = math.atan2(height, width)
    cos, sin = math.cos(angle), math.sin(angle)
    half = face(True).width(words, size) / 2
    # The middle of the capitals lies on the page's diagonal.
    drop = face(True).cap_height * size / 2
    x = width / 2 - half * cos + drop * sin
    y = height / 2 - half * sin - drop * cos
    pen.write_turned(f"{words} ", Look(face(True), size, GROUND_COLOUR), (cos, sin, -sin, cos, x, y), None)


def _margin(pen: Pen, page: Page, words: str) -> None:
    size = _fitted(words, page.shape.height * MARGIN_SHARE, MARGIN_SIZE, False)
    x = page.shape.width - MARGIN_FROM_EDGE
    y = (page.shape.height - face(False).width(words, size)) / 2
    pen.write_turned(f"{words} ", Look(face(False), size, MARGIN_COLOUR), (0, 1, -1, 0, x, y), None)


def _banner(pen: Pen, page: Page, words: str, most: float, from_top: float) -> None:
    size = _fitted(words, page.shape.width * MARGIN_SHARE, most, True)
    x = (page.shape.width - face(True).width(words, size)) / 2
    pen.write(f"{words} ", Look(face(True), size), x, page.shape.height - from_top, None)
