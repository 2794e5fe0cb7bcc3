"""From blocks to strips: paragraphs, lists, tables, signature places and page breaks, in one column."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from generator.charts import bar_chart
from generator.layout.items import Anchor, FieldPlace, Strip, Stroke, Words
from generator.layout.paragraphs import heading_words, paragraph_strips
from generator.layout.ruled import ruled_strips
from generator.layout.setting import Setting
from generator.layout.tables import TableMaker
from generator.layout.walk import says_something
from generator.tags import Node
from inconfidence.core.blocks import (
    TITLE_STYLE,
    Block,
    Label,
    PageBreak,
    Paragraph,
    Reference,
    SignaturePlace,
    Table,
    Text,
    TextStyle,
)

# Word's names of the styles that entries of a table of contents have.
ENTRIES = frozenset(f"TOC {level}" for level in range(1, 10))
SIGNATURE_LABEL = TextStyle(colour="404040")
SIGNATURE_BORDER = 1.0
SIGNATURE_PADDING = 4.0
SIGNATURE_AFTER = 6.0


@dataclass(slots=True)
class _Lists:
    # The lists open at this point, outermost first: their level, their element and their last item's body.
    parent: Node
    open: list[tuple[int, bool, Node, Node]] = field(default_factory=list)

    def item(self, label: Label) -> tuple[Node, Node]:
        while self.open and (
            self.open[-1][0] > label.level or (self.open[-1][0] == label.level and self.open[-1][1] != label.ordered)
        ):
            self.open.pop()
        if self.open and self.open[-1][0] == label.level:
            whole = self.open.pop()[2]
        else:
            kind = b"Decimal" if label.ordered else b"Disc"
            home = self.open[-1][3] if self.open else self.parent
            whole = Node("L", home, b" /A <</O /List /ListNumbering /%s>>" % kind)
        entry = Node("LI", whole)
        body = Node("LBody", entry)
        self.open.append((label.level, label.ordered, whole, body))
        return Node("Lbl", entry), body

    def end(self) -> None:
        self.open.clear()


class BlockSetter:
    """Turns the blocks of one column into strips; ``parent`` is None for a running head or foot."""

    __slots__ = ("_bare", "_contents", "_lists", "_parent", "_setting", "_width")

    def __init__(self, width: float, setting: Setting, parent: Node | None, *, bare: bool = False) -> None:
        self._width, self._setting, self._parent = width, setting, parent
        # ``bare``: a cell with a single paragraph needs no P of its own.
        self._bare = bare
        self._lists = _Lists(parent) if parent else None
        self._contents: Node | None = None

    def strips(self, blocks: Iterable[Block]) -> list[Strip]:
        """Return the strips of the blocks, in order."""
        strips: list[Strip] = []
        before: Block | None = None
        turn = False
        for block in blocks:
            if isinstance(block, PageBreak):
                turn = True
                continue
            added = self._block(block)
            _close_up(strips, added, before, block)
            if added and turn:
                added[0].new_page, turn = True, False
            strips += added
            before = block
        if turn and self._parent is not None:
            strips.append(Strip(0.0, new_page=True))
        return strips

    def _block(self, block: Block) -> list[Strip]:
        match block:
            case Paragraph():
                return self._paragraph(block)
            case Table():
                self._end_lists()
                return self._table(block)
            case SignaturePlace():
                self._end_lists()
                return [self._signature(block)]
        raise TypeError(f"{type(block).__name__} is not a block that can be set")

    def _paragraph(self, paragraph: Paragraph) -> list[Strip]:
        setting = self._setting
        if paragraph.contents is not None:
            # ``generator.word.headings.with_contents`` was not asked; its entries would be missing without a word.
            raise TypeError("a table of contents was not built before it was laid out")
        if paragraph.style.level:
            setting.near = heading_words(paragraph)
        node, label_node = self._nodes(paragraph)
        strips = paragraph_strips(paragraph, self._width, setting, node, label_node)
        self._note_page_references(paragraph, strips)
        return strips

    def _nodes(self, paragraph: Paragraph) -> tuple[Node | None, Node | None]:
        if self._parent is None or self._lists is None:
            return None, None
        label, level = paragraph.label, paragraph.style.level
        if paragraph.style.name in ENTRIES and not label:
            return self._entry(self._parent)
        self._contents = None
        if label is not None and not level:
            label_node, body = self._lists.item(label)
            return body, label_node
        self._lists.end()
        if (level or paragraph.style.name == TITLE_STYLE) and says_something(paragraph):
            heading = Node(self._setting.tree.heading_tag(level), self._parent)
            return heading, heading
        if self._bare:
            return self._parent, self._parent
        whole = Node("P", self._parent, language=self._language_of(paragraph))
        return whole, whole

    def _entry(self, parent: Node) -> tuple[Node, Node]:
        # Entries of a table of contents that follow one another are one (ISO 32000-1, table 333: TOC, TOCI).
        if self._lists:
            self._lists.end()
        if self._contents is None:
            self._contents = Node("TOC", parent)
        whole = Node("P", Node("TOCI", self._contents))
        return whole, whole

    def _language_of(self, paragraph: Paragraph) -> str:
        languages = {inline.style.language for inline in paragraph.inlines if isinstance(inline, Text)}
        if len(languages) != 1 or self._setting.language in languages:
            return ""
        return languages.pop()

    def _end_lists(self) -> None:
        self._contents = None
        if self._lists:
            self._lists.end()

    def _note_page_references(self, paragraph: Paragraph, strips: list[Strip]) -> None:
        # The page a paragraph stands on is known as that of a bookmark nobody named.
        if self._parent is None:
            return
        for inline in paragraph.inlines:
            if isinstance(inline, Reference) and inline.kind == "page":
                strips[0].items.insert(0, Anchor((self._setting.note_field(),)))

    def _table(self, table: Table) -> list[Strip]:
        strips = None
        if self._parent is not None:
            strips = ruled_strips(table, self._width, self._setting, self._parent, self._cell_strips)
        if strips is None:
            strips = TableMaker(table, self._width, self._setting, self._parent, self._cell_strips).strips()
        if table.drawn_as == "bars":
            return [bar_chart(table, self._width, self._setting, self._parent), *strips]
        return strips

    def _cell_strips(self, blocks: tuple[Block, ...], width: float, parent: Node | None, tagged: bool) -> list[Strip]:
        bare = tagged and len(blocks) == 1 and isinstance(blocks[0], Paragraph)
        return BlockSetter(width, self._setting, parent, bare=bare).strips(blocks)

    def _signature(self, place: SignaturePlace) -> Strip:
        width = min(place.width, self._width)
        spare = self._width - width
        x = {"right": spare, "center": spare / 2}.get(place.align, 0.0)
        look = self._setting.look(replace(SIGNATURE_LABEL, size=place.label_size, language=self._setting.language))
        node = Node("P", self._parent) if self._parent else None
        label_width = self._setting.width(place.label, look)
        strip = Strip(place.height, after=SIGNATURE_AFTER, near=self._setting.near)
        corners = [(x, 0.0), (x + width, 0.0), (x + width, place.height), (x, place.height)]
        for (x1, y1), (x2, y2) in zip(corners, [*corners[1:], corners[0]], strict=True):
            strip.items.append(Stroke(x1, y1, x2, y2, SIGNATURE_BORDER, "000000"))
        top = SIGNATURE_PADDING + look.face.ascent * look.size * 0.8
        strip.items.append(Words(x + SIGNATURE_PADDING, top, f"{place.label} ", look, node, label_width))
        form = Node("Form", self._parent) if self._parent else None
        strip.items.append(FieldPlace(x, 0.0, width, place.height, place.field, form))
        return strip


def _close_up(strips: list[Strip], added: list[Strip], before: Block | None, block: Block) -> None:
    """Drop the room between two paragraphs of one style that both ask for it (Word: contextual spacing)."""
    if not (isinstance(before, Paragraph) and isinstance(block, Paragraph)) or before.style.name != block.style.name:
        return
    if before.style.contextual:
        strips[-1].after = 0.0
    if block.style.contextual:
        added[0].before = 0.0
