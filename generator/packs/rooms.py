"""How wide the columns are that own words stand in, and the lines each person's words take there.

The widths are found by laying the common paper out twice, with its stand-ins at the left and at the right of their
columns: so nothing has to be known here of how tables, boxes and running feet are set.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.layout.items import Page, Placed, Strip, Words
from generator.layout.letters import check_letters
from generator.layout.pages import layout
from generator.layout.paragraphs import paragraph_strips
from generator.layout.setting import Numbers, Setting
from generator.packs.owned import STAND_IN, NotPrepared, Parted, stand_ins, with_lines
from generator.tags import Node
from inconfidence.core.blocks import Paper, Paragraph, ParagraphStyle, Section

HAIR = 0.01
"""Lengths are sums of thousandths of points."""


@dataclass(frozen=True, slots=True)
class Rooms:
    """The widths of the columns of a common paper's stand-ins, in points, in their order."""

    common: Paper = field(repr=False)
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """What the body of a copy has to know of own words: how high each line of each paragraph is, in points.

    ``alike`` is for each paragraph the first that has the same lines: where they stand in the same place, as feet of
    several sections do, they are one piece.
    """

    heights: tuple[tuple[float, ...], ...]
    alike: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OwnLines:
    """One person's own paragraphs in lines, each its words at their places in the line."""

    paragraphs: tuple[tuple[tuple[Words, ...], ...], ...] = field(repr=False)
    shape: Shape


def rooms_of(common: Paper) -> Rooms:
    """Return the rooms of a common paper's stand-ins.

    Raises:
        InputInvalid: when it cannot be laid out, or for letters no font has.
        NotPrepared: when a stand-in is not on any page.
    """
    check_letters(common)
    styles = {number: each.style for number, each in stand_ins(common).items()}
    lines = [1] * len(styles)
    left = _edges(with_lines(common, lines, "left"))
    right = _edges(with_lines(common, lines, "right"))
    if not left.keys() == right.keys() == styles.keys():
        raise NotPrepared("own words stand where no page shows them")
    return Rooms(common, tuple(_width(left[at], right[at], styles[at]) for at in sorted(styles)))


def own_lines(parted: Parted, rooms: Rooms) -> OwnLines:
    """Return a person's own paragraphs set in their rooms.

    Raises:
        InputInvalid: for letters no font has.
        NotPrepared: when a line holds more than words, or words that do not fit.
    """
    scratch = Paper("", rooms.common.language, (Section(parted.own),))
    check_letters(scratch)
    set_ = [
        set_in(paragraph, width, rooms.common.language)
        for paragraph, width in zip(parted.own, rooms.widths, strict=True)
        if isinstance(paragraph, Paragraph)
    ]
    lines = tuple(
        [tuple([_words(strip, width) for strip in one]) for one, width in zip(set_, rooms.widths, strict=True)]
    )
    heights = tuple([tuple([strip.height for strip in one]) for one in set_])
    seen = list(zip(parted.own, map(_places, lines), heights, strict=True))
    return OwnLines(lines, Shape(heights, tuple([seen.index(each) for each in seen])))


def set_in(paragraph: Paragraph, width: float, language: str) -> list[Strip]:
    """Return a paragraph's lines in a column so wide."""
    return paragraph_strips(paragraph, width, Setting(language, Numbers()), Node("P", None), None)


def words_on(page: Page) -> Iterator[tuple[float, float, Words]]:
    """Give the words of a page with the place of the strip they stand in, from the upper left."""
    for placed in (*page.head, *page.body, *page.foot):
        yield from _words_in(placed, 0.0, 0.0)


def _words_in(placed: Placed, x: float, y: float) -> Iterator[tuple[float, float, Words]]:
    left, top = x + placed.x, y + placed.y
    for item in placed.strip.items:
        if isinstance(item, Words):
            yield left, top, item
        elif isinstance(item, Placed):
            yield from _words_in(item, left, top)


def _edges(paper: Paper) -> dict[int, tuple[float, float]]:
    """Return where each stand-in begins and ends across the page."""
    found: dict[int, tuple[float, float]] = {}
    for page in layout(paper).pages:
        for left, _, words in words_on(page):
            stand_in = STAND_IN.fullmatch(words.look.colour)
            if stand_in is not None:
                found.setdefault(int(stand_in[1]), (left + words.x, left + words.x + words.width))
    return found


def _width(left: tuple[float, float], right: tuple[float, float], style: ParagraphStyle) -> float:
    return right[1] + style.right - (left[0] - style.left - style.first)


def _words(strip: Strip, width: float) -> tuple[Words, ...]:
    words = tuple([item for item in strip.items if isinstance(item, Words)])
    if len(words) != len(strip.items) or any(map(_is_special, words)):
        raise NotPrepared("own words are more than plain words in a line")
    if any(each.x + each.width > width + HAIR for each in words):
        raise NotPrepared("own words do not fit into their column")
    return words


def _places(lines: Sequence[Sequence[Words]]) -> list[list[tuple[str, float, float, float]]]:
    return [[(each.words, each.x, each.y, each.stretch) for each in line] for line in lines]


def _is_special(words: Words) -> bool:
    look = words.look
    return bool(look.underline or look.strike or look.shading or words.link)
