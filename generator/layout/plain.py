"""Plain words, set the quick way: what most paragraphs and cells of a form hold.

Plain is a paragraph of one text in one look, or of several looks that fill no line. Whatever else there is (tabs,
pictures, links, raised words, words of several directions, words wider than their column) is left to
``generator.layout.lines``, which gives the same for plain words; tests/generator/drawing/test_drawing_plain.py
compares the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.fonts import composed
from generator.layout.items import ALIGNED, Look, Words, baseline
from generator.layout.lines import plain_lines
from generator.layout.mixed import is_mixed
from generator.layout.setting import Setting
from generator.tags import Node
from inconfidence.core.blocks import TITLE_STYLE, Block, Edges, Inline, Paragraph, ParagraphStyle, Text, TextStyle

NO_BORDERS = Edges()


@dataclass(slots=True)
class PlainCell:
    """The words of a cell at their places under the top of its content, which is ``used`` points high.

    ``after`` is the room its last paragraph asks for; ``glued`` says that it is kept with what follows.
    """

    words: list[Words] = field(default_factory=list)
    used: float = 0.0
    after: float = 0.0
    glued: bool = False
    _last: ParagraphStyle | None = None

    def add(self, style: ParagraphStyle, lines: Sequence[Sequence[Words]]) -> None:
        """Set the lines of one more paragraph under those before."""
        self.used += style.before if self._last is None else _between(self._last, style)
        for line in lines:
            for words in line:
                words.y += self.used
            self.words += line
            self.used += style.leading
        self.after, self.glued, self._last = style.after, style.keep_next, style


def plain_cell(
    blocks: Sequence[Block], width: float, setting: Setting, node: Node | None, *, bare: bool
) -> PlainCell | None:
    """Return the words of a cell ``width`` points wide whose paragraphs are all plain; None for any other cell.

    ``node`` is the cell's element; a single paragraph of a ``bare`` one needs no element of its own.
    """
    made = PlainCell()
    alone = node is None or (bare and len(blocks) == 1)
    for block in blocks:
        if type(block) is not Paragraph or block.label is not None or block.bookmarks or block.contents is not None:
            return None
        style = block.style
        if not _is_bare(style, setting):
            return None
        own = node if alone else Node("P", node)
        lines = plain_words(block.inlines, style, style.left + style.first, width, setting, own)
        if lines is None:
            return None
        made.add(style, lines)
    return made


def plain_words(
    inlines: Sequence[Inline], style: ParagraphStyle, start: float, width: float, setting: Setting, node: Node | None
) -> list[list[Words]] | None:
    """Return the lines of a plain paragraph, each with its words at their places in it; None for any other.

    Args:
        inlines: what the paragraph holds.
        style: how it stands.
        start: where its first line begins.
        width: of the column, in points.
        setting: what the layout knows.
        node: the element the words belong to, None when they are not read out.
    """
    if not inlines:
        return [[]]
    texts = [(one.words, one.style) for one in inlines if type(one) is Text and not one.link]
    if len(texts) != len(inlines) or style.align == "both":
        return None
    if len(texts) == 1:
        return _one_look(*texts[0], style, start, width, setting, node)
    return _one_line(texts, style, start, width, setting, node)


def _one_look(
    said: str, words: TextStyle, style: ParagraphStyle, start: float, width: float, setting: Setting, node: Node | None
) -> list[list[Words]] | None:
    look = setting.look(words)
    shown = composed(said)
    if not _suits(look, style, node) or is_mixed(shown):
        return None
    right = width - style.right
    lines = _lines(shown, look, setting, right - start, right - style.left)
    if lines is None:
        return None
    base, part, made = baseline(style, look.size), ALIGNED[style.align], []
    for line, line_width in lines:
        line = line.rstrip(" ")
        x = start + max(0.0, right - start - line_width) * part if part else start
        made.append([Words(x, base, f"{line} ", look, node, line_width)] if line else [])
        start = style.left
    return made


def _lines(words: str, look: Look, setting: Setting, first: float, rest: float) -> list[tuple[str, float]] | None:
    if words[-1:] != " ":
        # Most answers fill no line, and are measured as one.
        whole = look.face.width(words, look.size)
        if whole <= first:
            return [(words, whole)]
    return plain_lines(words, setting.widths(look), first, rest)


def _one_line(
    texts: Sequence[tuple[str, TextStyle]],
    style: ParagraphStyle,
    start: float,
    width: float,
    setting: Setting,
    node: Node | None,
) -> list[list[Words]] | None:
    """Return words of several looks that fill no line."""
    made: list[Words] = []
    x, largest = start, 0.0
    for said, words_style in texts:
        look, shown = setting.look(words_style), composed(said)
        if not _suits(look, style, node) or is_mixed(shown):
            return None
        run = look.face.width(shown, look.size)
        if made and made[-1].look is look:
            made[-1].words += shown
            made[-1].width += run
        elif shown:
            made.append(Words(x, 0.0, shown, look, node, run))
        x += run
        largest = max(largest, look.size)
    if x > width - style.right or style.align != "left":
        return None
    base = baseline(style, largest)
    for words in made:
        words.y = base
    if made:
        made[-1].words = f"{made[-1].words.rstrip(' ')} "
    return [made]


def _suits(look: Look, style: ParagraphStyle, node: Node | None) -> bool:
    """Say whether words of a look can stand in a line of the usual height, as content of its paragraph's element."""
    if look.rise or look.size > style.leading:
        return False
    return not look.language or (node is not None and node.language == look.language)


def _is_bare(style: ParagraphStyle, setting: Setting) -> bool:
    """Say whether a paragraph in a cell is nothing but its lines: no heading, no box, no new page."""
    known = setting.bare.get(id(style))
    if known is None:
        special = style.level or style.name == TITLE_STYLE or style.page_break_before or style.shading
        # Kept with the style itself, so that no other can get its identity.
        known = setting.bare[id(style)] = (style, not special and style.borders == NO_BORDERS)
    return known[1]


def _between(last: ParagraphStyle, style: ParagraphStyle) -> float:
    alike = last.name == style.name
    before = 0.0 if alike and style.contextual else style.before
    after = 0.0 if alike and last.contextual else last.after
    return after + before if style.adds else max(after, before)
