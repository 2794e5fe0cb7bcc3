"""What a paper says, run by run, with where each run came from; and the paper without its sources, as it is laid out.

Layout sets words, not origins: a value and the words round it are one text to it, as they are to a reader.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from operator import is_

from generator.fonts import composed
from generator.layout.walk import cells_of
from generator.provenance import MARK, parts_of
from inconfidence.core.blocks import (
    Barcode,
    Block,
    Cell,
    Inline,
    LineBreak,
    Paper,
    Paragraph,
    Picture,
    Row,
    Section,
    SignaturePlace,
    Tab,
    Table,
    Text,
)
from inconfidence.core.documents import DrawnFrom
from inconfidence.core.errors import Failed

Run = tuple[str | None, str]
"""A path and words; no path (None) for what parts words: the end of a paragraph or a line, a tab."""

NEW_LINE: Run = (None, "\n")
TAB: Run = (None, "\t")
HEADS = 3
"""Running heads a section may have: those of the first page, of odd and of even ones; and as many feet."""
TEXTS = ("words", "link", "alt", "value", "bookmark")
"""The texts an inline may have."""


def drawn_from(paper: Paper) -> tuple[DrawnFrom, ...]:
    """Return every run of words of a paper once, in reading order; neighbours of one source are one run.

    Running heads and feet stand where their section begins and ends, once for all sections that share them. Alt texts,
    the values of barcodes, list labels and the labels of places to sign are runs too; page numbers and ticks are not.
    Between two joined runs stands what parts them on the page: a line end, or a tab.
    """
    found: list[tuple[str, list[str]]] = []
    between = ""
    for path, words in _runs(paper):
        if path is None:
            between = between or words
        elif words:
            if found and found[-1][0] == path:
                found[-1][1].extend((between, words))
            else:
                found.append((path, [words]))
            between = ""
    return tuple(DrawnFrom(path, "".join(words)) for path, words in found)


def without_sources(paper: Paper) -> Paper:
    """Return the paper as it would be had nobody asked where its words come from."""
    sections = (
        replace(
            section,
            blocks=_blocks(section.blocks),
            header=_blocks(section.header),
            footer=_blocks(section.footer),
            first_header=None if section.first_header is None else _blocks(section.first_header),
            first_footer=None if section.first_footer is None else _blocks(section.first_footer),
            even_header=None if section.even_header is None else _blocks(section.even_header),
            even_footer=None if section.even_footer is None else _blocks(section.even_footer),
        )
        for section in paper.sections
    )
    return replace(paper, sections=tuple(sections))


def check_unmarked(paper: Paper) -> None:
    """Check that no mark that carries a path was left anywhere in a paper.

    Raises:
        Failed: when one was.
    """
    parts = (blocks for section in paper.sections for blocks in (*_running(section), section.blocks))
    texts = (text for blocks in parts for text in _texts(blocks))
    if any(map(MARK.search, (paper.title, *texts))):
        raise Failed("A mark of the engine's own was left in a paper.", hint="Report this; nothing was drawn.")


def _runs(paper: Paper) -> Iterator[Run]:
    before: list[tuple[Block, ...]] = []
    for section in paper.sections:
        running = _running(section)
        for blocks in (*running[:HEADS], section.blocks, *running[HEADS:]):
            if blocks is section.blocks or blocks not in before:
                yield from _block_runs(blocks)
        before = running


def _running(section: Section) -> list[tuple[Block, ...]]:
    heads = [section.first_header or (), section.header, section.even_header or ()]
    return [*heads, section.first_footer or (), section.footer, section.even_footer or ()]


def _block_runs(blocks: Iterable[Block]) -> Iterator[Run]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from _paragraph_runs(block)
        elif isinstance(block, SignaturePlace):
            yield from parts_of(block.label)
        elif isinstance(block, Table):
            yield from _table_runs(block)
        yield NEW_LINE


def _table_runs(table: Table) -> Iterator[Run]:
    yield from parts_of(table.description)
    yield NEW_LINE
    for cell in cells_of(table):
        yield from _block_runs(cell.blocks)


def _paragraph_runs(paragraph: Paragraph) -> Iterator[Run]:
    if paragraph.label is not None:
        yield "", composed(paragraph.label.words)
        yield TAB
    for inline in paragraph.inlines:
        yield from _inline_runs(inline)


def _inline_runs(inline: Inline) -> Iterator[Run]:
    match inline:
        case Text(words, _, _, source):
            yield source, composed(words)
        case Tab():
            yield TAB
        case LineBreak():
            yield NEW_LINE
        case Picture():
            yield NEW_LINE
            yield from parts_of(inline.alt)
            yield NEW_LINE
        case Barcode(value):
            yield from parts_of(value)


def _blocks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return blocks without their sources; what has none is returned as it is."""
    bare = tuple([_block(block) for block in blocks])
    return blocks if all(map(is_, bare, blocks)) else bare


def _block(block: Block) -> Block:
    if type(block) is Table:
        return _table(block)
    if type(block) is not Paragraph or not any([type(one) is Text and one.source for one in block.inlines]):
        return block
    return Paragraph(tuple(_joined(block.inlines)), block.style, block.label, block.bookmarks, block.contents)


def _table(table: Table) -> Table:
    rows = tuple([_row(row) for row in table.rows])
    return table if all(map(is_, rows, table.rows)) else replace(table, rows=rows)


def _row(row: Row) -> Row:
    cells = tuple([_cell(cell) for cell in row.cells])
    if all(map(is_, cells, row.cells)):
        return row
    return Row(cells, row.header, row.may_split, row.height, row.exact)


def _cell(cell: Cell) -> Cell:
    blocks = _blocks(cell.blocks)
    if blocks is cell.blocks:
        return cell
    # Not by dataclasses.replace: a paper has hundreds, and that takes ten times as long.
    return Cell(blocks, cell.columns, cell.rows, cell.shading, cell.borders, cell.vertical, cell.padding)


def _joined(inlines: Iterable[Inline]) -> Iterator[Inline]:
    last: Text | None = None
    for inline in inlines:
        if not isinstance(inline, Text):
            yield from () if last is None else (last,)
            yield inline
            last = None
        elif last is not None and (last.style, last.link) == (inline.style, inline.link):
            last = Text(last.words + inline.words, last.style, last.link)
        else:
            yield from () if last is None else (last,)
            last = Text(inline.words, inline.style, inline.link)
    yield from () if last is None else (last,)


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    """Give every text in blocks that a value can get into: words, addresses, names, what is told beside."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from block.bookmarks
            yield from chain.from_iterable(map(_texts_of_inline, block.inlines))
        elif isinstance(block, SignaturePlace):
            yield from (block.field, block.label)
        elif isinstance(block, Table):
            yield block.description
            yield from chain.from_iterable(_texts(cell.blocks) for cell in cells_of(block))


def _texts_of_inline(inline: Inline) -> tuple[str, ...]:
    if type(inline) is Text:
        return inline.words, inline.link
    return tuple(getattr(inline, name, "") for name in TEXTS)
