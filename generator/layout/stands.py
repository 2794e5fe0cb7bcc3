"""How words of a look stand in paragraphs of a style: reckoned once in a layout, for most words are like others."""

from __future__ import annotations

from dataclasses import dataclass

from generator.layout.items import ALIGNED, Look, baseline
from generator.tags import Node
from inconfidence.core.blocks import TITLE_STYLE, Edges, ParagraphStyle, TextStyle

NO_BORDERS = Edges()


@dataclass(frozen=True, slots=True)
class Stand:
    """Words in a look, on the one line of a paragraph of a style.

    ``start`` is where the line begins without a label and ``base`` how far under its top the words stand, in points;
    ``part`` is the part of its spare room that stands before them. ``is_plain`` says that the line is of the usual
    height and is not spread, ``is_bare`` that a paragraph of the style in a cell is nothing but its lines.
    """

    style: ParagraphStyle
    words: TextStyle
    look: Look
    start: float
    base: float
    part: float
    is_plain: bool
    is_bare: bool

    def suits(self, node: Node | None) -> bool:
        """Say whether the words can stand in a line of the usual height, as content of their paragraph's element."""
        language = self.look.language
        return self.is_plain and (not language or (node is not None and node.language == language))


def stand_of(style: ParagraphStyle, words: TextStyle, look: Look) -> Stand:
    """Return how words of a look stand in paragraphs of a style."""
    is_plain = not look.rise and look.size <= style.leading and style.align != "both"
    part = ALIGNED[style.align] if is_plain else 0.0
    start, base = style.left + style.first, baseline(style, look.size)
    return Stand(style, words, look, start, base, part, is_plain, is_bare(style))


def is_bare(style: ParagraphStyle) -> bool:
    """Say whether a paragraph of a style in a cell is nothing but its lines: no heading, no box, no new page."""
    special = style.level or style.name == TITLE_STYLE or style.page_break_before or style.shading
    return not special and style.borders == NO_BORDERS
