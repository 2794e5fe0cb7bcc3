"""A filled paper as plain text: its words and its structure, nothing of how it looks.

``python -m tests.templates.dumping`` (``make golden``) writes the dump of every shipped paper, filled from the sample
case, to ``tests/templates/golden``. A test holds each template to its dump, so that a change of a paper is read as
words in a review and not as a Word file.

    == page 210 x 297 mm, margins 28 18 26 25 (top, right, bottom, left)
    -- head, -- foot, -- body
    # Heading                   heading of level 1, as in Markdown; {Style} before any other style but Normal
    [ ] [x]                     a tick box, empty and crossed
    * words, 3. words           a list entry with its printed label
    **words**  ->  /  ~         bold, a tab, a new line within a paragraph, a space at which no line ends
    <page> <sign seal ...>      a number known when it is laid out, a place to sign
    table ... row heads         how it is drawn, its columns in millimetres, whether its first column heads the rows
    head: a | b                 a head row, which is repeated
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from inconfidence.core.blocks import (
    Barcode,
    Block,
    Cell,
    Inline,
    LineBreak,
    PageBreak,
    PageShape,
    Paper,
    Paragraph,
    Picture,
    Reference,
    Row,
    Section,
    SignaturePlace,
    Tab,
    Table,
    Text,
    TickBox,
)
from tests.templates.filling import sample_paper
from tools.word_templates.catalogue import PAPERS

GOLDEN = Path(__file__).parent / "golden"
POINTS_PER_MM = 72 / 25.4
BULLETS = ("\u2022", "\u2013")


def dump(paper: Paper) -> str:
    """Return the words and the structure of a paper, a line for each paragraph and each row."""
    lines = [f"title: {paper.title}", f"language: {paper.language}"]
    for section in paper.sections:
        lines += _section(section)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def main() -> None:
    """Write the dump of every shipped paper anew; the dump of a paper that is no more goes."""
    GOLDEN.mkdir(exist_ok=True)
    for old in GOLDEN.glob("*.txt"):
        if old.stem not in PAPERS:
            old.unlink()
    for name in PAPERS:
        (GOLDEN / f"{name}.txt").write_text(dump(sample_paper(name)), "utf-8")


def _section(section: Section) -> Iterator[str]:
    yield ""
    yield f"== page {_shape(section.page)}"
    for name, blocks in (
        ("head of the first page", section.first_header or ()),
        ("foot of the first page", section.first_footer or ()),
        ("head", section.header),
        ("foot", section.footer),
        ("body", section.blocks),
    ):
        if blocks:
            yield f"-- {name}"
            yield from _blocks(blocks)


def _shape(page: PageShape) -> str:
    margins = " ".join(_mm(each) for each in (page.top, page.right, page.bottom, page.left))
    return f"{_mm(page.width)} x {_mm(page.height)} mm, margins {margins} (top, right, bottom, left)"


def _mm(points: float) -> str:
    return f"{points / POINTS_PER_MM:.0f}"


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from _paragraph(block)
        elif isinstance(block, Table):
            yield from _table(block)
        elif isinstance(block, SignaturePlace):
            yield f"<sign {block.field}: {block.label}, {_mm(block.width)} x {_mm(block.height)} mm>"
        elif isinstance(block, PageBreak):
            yield "---- new page"


def _paragraph(paragraph: Paragraph) -> Iterator[str]:
    if paragraph.style.page_break_before:
        yield "---- new page"
    words = _words(paragraph.inlines)
    if not words and paragraph.style.name == "Gap":
        return
    yield f"{_mark(paragraph)}{words}"


def _mark(paragraph: Paragraph) -> str:
    label = paragraph.label
    listed = ("* " if label.words in BULLETS else f"{label.words} ") if label else ""
    if paragraph.style.level:
        return "#" * paragraph.style.level + f" {listed}"
    named = "" if paragraph.style.name in ("Normal", "List Bullet", "List Number") else f"{{{paragraph.style.name}}} "
    return f"{named}{'  ' * label.level if label else ''}{listed}"


def _words(inlines: Iterable[Inline]) -> str:
    """Return a paragraph's words; runs that look alike are one, whichever value they came from."""
    said = []
    for is_bold, group in groupby(inlines, lambda each: isinstance(each, Text) and each.style.bold):
        words = "".join(_inline(each) for each in group)
        said.append(f"**{words}**" if is_bold else words)
    return "".join(said)


def _inline(inline: Inline) -> str:
    if isinstance(inline, Text):
        return inline.words.replace("\u00a0", "~")
    if isinstance(inline, TickBox):
        return "[x]" if inline.ticked else "[ ]"
    if isinstance(inline, Reference):
        return f"<{inline.kind} {inline.bookmark}".rstrip() + ">"
    if isinstance(inline, Picture):
        return f"<picture {_mm(inline.width)} x {_mm(inline.height)} mm: {inline.alt}>"
    if isinstance(inline, Barcode):
        return f"<barcode {inline.value}>"
    return {Tab: " -> ", LineBreak: " / "}[type(inline)]


def _table(table: Table) -> Iterator[str]:
    widths = ", ".join(_mm(each) for each in table.widths)
    heads = ", row heads" if table.header_columns else ""
    spoken = f": {table.description}" if table.description else ""
    yield f"table ({table.drawn_as}; {widths} mm{heads}){spoken}"
    for row in table.rows:
        yield from (f"  {line}" for line in _row(row))


def _row(row: Row) -> Iterator[str]:
    kind = "head" if row.header else "row"
    if all(_is_plain(cell) for cell in row.cells):
        yield f"{kind}: {' | '.join(_cell(cell) for cell in row.cells)}"
        return
    yield f"{kind}:"
    for cell in row.cells:
        yield f"  cell{_span(cell)}:"
        yield from (f"    {line}" for line in _blocks(cell.blocks))


def _is_plain(cell: Cell) -> bool:
    only = cell.blocks[0] if len(cell.blocks) == 1 else None
    return isinstance(only, Paragraph) and only.label is None and not only.style.level


def _cell(cell: Cell) -> str:
    (paragraph,) = cell.blocks
    words = _words(paragraph.inlines) if isinstance(paragraph, Paragraph) else ""
    return f"{words or '(empty)'}{_span(cell)}"


def _span(cell: Cell) -> str:
    return "" if (cell.columns, cell.rows) == (1, 1) else f" (spans {cell.columns} x {cell.rows})"


if __name__ == "__main__":
    main()
