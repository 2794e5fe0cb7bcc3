"""Plain words, set the quick way: what most paragraphs and cells of a form hold.

Plain is a paragraph of one text in one look, or of several that fill no line (``generator.layout.spans``). Whatever
else there is (pictures, links, raised words, words of several directions, words wider than their column) is left to
``generator.layout.lines``, which gives the same for plain words; tests/generator/drawing/test_drawing_plain.py
compares the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.fonts import composed
from generator.layout.items import Words
from generator.layout.joined import joined
from generator.layout.lines import plain_lines
from generator.layout.mixed import is_mixed
from generator.layout.setting import Setting
from generator.layout.spans import line_of_spans
from generator.layout.stands import Stand
from generator.tags import Node
from inconfidence.core.blocks import Block, Cell, Inline, Paragraph, ParagraphStyle, Text


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


def only_line(
    cell: Cell, left: float, top: float, room: float, setting: Setting, node: Node
) -> tuple[Words, ParagraphStyle] | None:
    """Return the words of a cell that holds one plain line and nothing else, and its style; None for any other cell.

    Args:
        cell: most cells of a form hold such a line, at their top.
        left: where the content of the cell begins.
        top: the same from above.
        room: how wide it may be.
        setting: what the layout knows.
        node: the cell's element, which a single paragraph needs none beside.
    """
    block = cell.blocks[0] if len(cell.blocks) == 1 else None
    if type(block) is not Paragraph or len(block.inlines) != 1 or cell.vertical != "top":
        return None
    text = block.inlines[0]
    if type(text) is not Text or text.link or not _is_alone(block):
        return None
    style, said = block.style, text.words
    stand = setting.stand(style, text.style)
    look = stand.look
    if not (stand.is_plain and stand.is_bare) or look.language or said[-1:] in ("", " "):
        return None
    if not said.isascii():
        said = composed(said)
        if is_mixed(said):
            return None
    start, right = stand.start, room - style.right
    width = look.face.width(said, look.size)
    spare = right - start - width
    if spare < 0.0:
        return None
    x = start + spare * stand.part if stand.part else start
    return Words(x + left, stand.base + style.before + top, f"{said} ", look, node, width), style


def plain_cell(
    blocks: Sequence[Block], width: float, setting: Setting, node: Node | None, *, bare: bool
) -> PlainCell | None:
    """Return the words of a cell ``width`` points wide whose paragraphs are all plain; None for any other cell.

    ``node`` is the cell's element; a single paragraph of a ``bare`` one needs no element of its own.
    """
    made = PlainCell()
    alone = node is None or (bare and len(blocks) == 1)
    for block in blocks:
        if type(block) is not Paragraph or not _is_alone(block):
            return None
        style = block.style
        if not setting.is_bare(style):
            return None
        own = node if alone else Node("P", node)
        lines = plain_words(joined(block.inlines), style, style.left + style.first, width, setting, own)
        if lines is None:
            return None
        made.add(style, lines)
    return made


def plain_words(
    inlines: Sequence[Inline], style: ParagraphStyle, start: float, width: float, setting: Setting, node: Node | None
) -> list[list[Words]] | None:
    """Return the lines of a plain paragraph, each with its words at their places in it; None for any other.

    Args:
        inlines: what the paragraph holds, its runs joined.
        style: how it stands.
        start: where its first line begins.
        width: of the column, in points.
        setting: what the layout knows.
        node: the element the words belong to, None when they are not read out.
    """
    if not inlines:
        return [[]]
    text = inlines[0]
    if len(inlines) == 1 and isinstance(text, Text):
        if text.link:
            return None
        return _one_look(text.words, setting.stand(style, text.style), start, width, setting, node)
    line = line_of_spans(inlines, style, start, width, setting, node)
    return None if line is None else [line]


def _one_look(
    said: str, stand: Stand, start: float, width: float, setting: Setting, node: Node | None
) -> list[list[Words]] | None:
    if not stand.suits(node):
        return None
    if not said.isascii():
        said = composed(said)
        if is_mixed(said):
            return None
    style, part = stand.style, stand.part
    right = width - style.right
    lines = _lines(said, stand, setting, right - start, right - style.left)
    if lines is None:
        return None
    made: list[list[Words]] = []
    for line, line_width in lines:
        line = line.rstrip(" ")
        x = start + max(0.0, right - start - line_width) * part if part else start
        made.append([Words(x, stand.base, f"{line} ", stand.look, node, line_width)] if line else [])
        start = style.left
    return made


def _lines(words: str, stand: Stand, setting: Setting, first: float, rest: float) -> list[tuple[str, float]] | None:
    look = stand.look
    if words[-1:] != " ":
        # Most answers fill no line, and are measured as one.
        whole = look.face.width(words, look.size)
        if whole <= first:
            return [(words, whole)]
    return plain_lines(words, setting.widths(look), first, rest)


def _is_alone(block: Paragraph) -> bool:
    """Say whether a paragraph is its words: it has no label, no bookmark, and is no place of a table of contents."""
    return block.label is None and not block.bookmarks and block.contents is None


def _between(last: ParagraphStyle, style: ParagraphStyle) -> float:
    alike = last.name == style.name
    before = 0.0 if alike and style.contextual else style.before
    after = 0.0 if alike and last.contextual else last.after
    return after + before if style.adds else max(after, before)
