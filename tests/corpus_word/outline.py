"""What a paper says and how it is built, as lines a person can write down beforehand.

H1 | Heading            P | words with → for a tab, ⏎ for a new line, ☐ ☒ for boxes, ‹page-of plan› for a number
LI 1. | an item         ---- a new page         TABLE, ROW (head), CELL 2x1 (columns by rows) with what they hold
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from inconfidence.core.blocks import (
    Block,
    Inline,
    LineBreak,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Reference,
    Section,
    SignaturePlace,
    Tab,
    Table,
    Text,
    TickBox,
)

RUNNING = ("header", "first_header", "even_header", "footer", "first_footer", "even_footer")


def outline_of(paper: Paper) -> str:
    """Return the outline of a paper; its sections are parted where there are several."""
    several = len(paper.sections) > 1
    return "\n".join(line for section in paper.sections for line in _section(section, several=several))


def _section(section: Section, *, several: bool) -> Iterator[str]:
    if several:
        yield f"SECTION {round(section.page.width)} by {round(section.page.height)}"
    for name in RUNNING:
        blocks = getattr(section, name)
        if blocks:
            yield name.upper().replace("_", " ")
            yield from (f"  {line}" for line in _lines(blocks))
    yield from _lines(section.blocks)


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                yield _paragraph(block)
            case PageBreak():
                yield "----"
            case SignaturePlace():
                yield f"SIGN {block.field} | {block.label}"
            case Table():
                yield "TABLE" if block.drawn_as == "grid" else f"TABLE {block.drawn_as}"
                yield from (f"  {line}" for line in _rows(block))


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        yield "ROW head" if row.header else "ROW"
        for cell in row.cells:
            size = f"CELL {cell.columns}x{cell.rows}"
            inside = list(_lines(cell.blocks))
            # A cell of one paragraph stands on one line.
            if len(inside) == 1:
                yield f"  {size} {inside[0]}"
            else:
                yield f"  {size}"
                yield from (f"    {line}" for line in inside)


def _paragraph(paragraph: Paragraph) -> str:
    kind = f"H{paragraph.style.level}" if paragraph.style.level else "P"
    if paragraph.label:
        kind = f"{'LI' if kind == 'P' else kind} {paragraph.label.words}"
    words = "".join(_inline(inline) for inline in paragraph.inlines)
    return f"{kind} | {words}".rstrip()


def _inline(inline: Inline) -> str:
    match inline:
        case Text(words, _, link):
            return f"[{words}]({link})" if link else words
        case Tab():
            return "→"
        case LineBreak():
            return "⏎"
        case TickBox(ticked):
            return "☒" if ticked else "☐"
        case Reference(kind, _, bookmark):
            return f"‹{kind} {bookmark}›" if bookmark else f"‹{kind}›"
        case Picture():
            return f"‹picture {round(inline.width)} by {round(inline.height)}: {inline.alt}›"
    return f"‹{type(inline).__name__}›"
