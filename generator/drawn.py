"""What a paper says, run by run, with where each run came from; and the paper with its runs joined, as it is laid out.

Layout sets words, not origins: a value and the words round it are one text to it, as they are to a reader.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from operator import is_

from generator.fonts import composed
from generator.layout.walk import leaves_of
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
    last, between = None, ""
    for path, words in _runs(paper):
        if path is None:
            between = between or words
        elif words:
            if path == last:
                found[-1][1].extend((between, words))
            else:
                found.append((path, [words]))
            last, between = path, ""
    return tuple([DrawnFrom(path, words[0] if len(words) == 1 else "".join(words)) for path, words in found])


def with_runs_joined(paper: Paper) -> Paper:
    """Return the paper with neighbouring texts that look alike as one, wherever the words of each came from."""
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
    texts = [paper.title]
    for section in paper.sections:
        for blocks in (*_running(section), section.blocks):
            texts += _texts(blocks)
    # A mark is a single character, so that none is made or hidden where two texts meet.
    if MARK.search("".join(texts)):
        raise Failed("A mark of the engine's own was left in a paper.", hint="Report this; nothing was drawn.")


def _runs(paper: Paper) -> list[Run]:
    before: list[tuple[Block, ...]] = []
    runs: list[Run] = []
    for section in paper.sections:
        running = _running(section)
        for blocks in (*running[:HEADS], section.blocks, *running[HEADS:]):
            if blocks is section.blocks or blocks not in before:
                runs += _block_runs(blocks)
        before = running
    return runs


def _running(section: Section) -> list[tuple[Block, ...]]:
    heads = [section.first_header or (), section.header, section.even_header or ()]
    return [*heads, section.first_footer or (), section.footer, section.even_footer or ()]


def _block_runs(blocks: Iterable[Block]) -> list[Run]:
    runs: list[Run] = []
    for block in leaves_of(blocks):
        if isinstance(block, Paragraph):
            if block.label is not None:
                runs += (("", composed(block.label.words)), TAB)
            for inline in block.inlines:
                if isinstance(inline, Text):
                    runs.append((inline.source, composed(inline.words)))
                else:
                    runs += _inline_runs(inline)
        elif isinstance(block, SignaturePlace):
            runs += parts_of(block.label)
        elif isinstance(block, Table):
            runs += parts_of(block.description)
        runs.append(NEW_LINE)
    return runs


def _inline_runs(inline: Inline) -> tuple[Run, ...]:
    match inline:
        case Tab():
            return (TAB,)
        case LineBreak():
            return (NEW_LINE,)
        case Picture():
            return (NEW_LINE, *parts_of(inline.alt), NEW_LINE)
        case Barcode(value):
            return parts_of(value)
    return ()


def _blocks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return blocks with their runs joined; what has none to join is returned as it is."""
    joined = tuple([_block(block) for block in blocks])
    return blocks if all(map(is_, joined, blocks)) else joined


def _block(block: Block) -> Block:
    if isinstance(block, Paragraph):
        inlines = block.inlines
        if len(inlines) == 1 or not any([_alike(*pair) for pair in pairwise(inlines)]):
            return block
        return Paragraph(tuple(_joined(inlines)), block.style, block.label, block.bookmarks, block.contents)
    return _table(block) if isinstance(block, Table) else block


def _table(table: Table) -> Table:
    rows = tuple([_row(row) for row in table.rows])
    return table if all(map(is_, rows, table.rows)) else replace(table, rows=rows)


def _row(row: Row) -> Row:
    cells = tuple([_cell(cell) for cell in row.cells])
    if all(map(is_, cells, row.cells)):
        return row
    return Row(cells, row.header, row.may_split, row.height, row.exact)


def _cell(cell: Cell) -> Cell:
    blocks = cell.blocks
    if len(blocks) == 1:
        # Most cells hold a paragraph and nothing else.
        block = _block(blocks[0])
        blocks = blocks if block is blocks[0] else (block,)
    else:
        blocks = _blocks(blocks)
    if blocks is cell.blocks:
        return cell
    # Not by dataclasses.replace: a paper has hundreds, and that takes ten times as long.
    return Cell(blocks, cell.columns, cell.rows, cell.shading, cell.borders, cell.vertical, cell.padding)


def _joined(inlines: Iterable[Inline]) -> Iterator[Inline]:
    last: Inline | None = None
    for inline in inlines:
        if isinstance(last, Text) and isinstance(inline, Text) and _alike(last, inline):
            last = Text(last.words + inline.words, last.style, last.link)
        else:
            yield from () if last is None else (last,)
            last = inline
    yield from () if last is None else (last,)


def _alike(one: Inline, other: Inline) -> bool:
    return isinstance(one, Text) and isinstance(other, Text) and (one.style, one.link) == (other.style, other.link)


def _texts(blocks: Iterable[Block]) -> list[str]:
    """Return every text in blocks that a value can get into: words, addresses, names, what is told beside."""
    texts: list[str] = []
    for block in leaves_of(blocks):
        if isinstance(block, Paragraph):
            texts += block.bookmarks
            for inline in block.inlines:
                if isinstance(inline, Text):
                    texts += (inline.words, inline.link)
                else:
                    texts += [getattr(inline, name, "") for name in TEXTS]
        elif isinstance(block, SignaturePlace):
            texts += (block.field, block.label)
        elif isinstance(block, Table):
            texts.append(block.description)
    return texts
