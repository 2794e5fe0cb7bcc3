"""``large_print``: any paper in large print, with the same words, the same numbers and in the same order.

1. Words are 18 points on 25 or more, headings larger still; nothing is smaller, running heads and labels included.
2. All is left aligned, but for the numbers in a grid of days and hours.
3. What stood side by side at tabs stands one under another where it no longer fits: answers to tick, lines to write
   on, the two ends of a running head.
4. Tables are laid out anew for their room (``generator.large_tables``). Pages keep their shape.
5. Places to sign are half as wide again, where there is room for that, and never smaller than they were.

It turns a paper of blocks into another, so it holds for every template and for every form a paper is drawn in.
"""

from __future__ import annotations

from dataclasses import replace

from generator.large_lines import LARGER, LEAST, larger_paragraphs
from generator.large_tables import laid_anew
from inconfidence.core.blocks import Block, PageBreak, Paper, Paragraph, Section, SignaturePlace, Table

STANDARD, LARGE_PRINT = "standard", "large-print"
PRINTS = (STANDARD, LARGE_PRINT)
"""The prints a paper is made in."""


def large_print(paper: Paper) -> Paper:
    """Return a paper in large print."""
    return replace(paper, sections=tuple(map(_section, paper.sections)))


def _section(section: Section) -> Section:
    room = section.page.width - section.page.left - section.page.right
    return replace(
        section,
        blocks=_blocks(section.blocks, room),
        header=_blocks(section.header, room),
        footer=_blocks(section.footer, room),
        first_header=None if section.first_header is None else _blocks(section.first_header, room),
        first_footer=None if section.first_footer is None else _blocks(section.first_footer, room),
    )


def _blocks(blocks: tuple[Block, ...], room: float) -> tuple[Block, ...]:
    """Return the blocks of one column, ``room`` points wide."""
    return tuple(made for block in blocks for made in _block(block, room))


def _block(block: Block, room: float) -> tuple[Block, ...]:
    match block:
        case Paragraph():
            return larger_paragraphs(block, room)
        case Table():
            return (laid_anew(block, room, _blocks),)
        case SignaturePlace():
            return (_place(block, room),)
        case PageBreak():
            return (block,)
    raise TypeError(f"{type(block).__name__} is not a block that can be made larger")


def _place(place: SignaturePlace, room: float) -> SignaturePlace:
    width = max(place.width, min(place.width * LARGER, room))
    return replace(
        place,
        width=width,
        height=place.height * width / place.width,
        align="left",
        label_size=max(LEAST, place.label_size),
    )
