"""Tables in large print: laid out anew for the room there is.

1. What only arranges (a layout table of several columns) is stacked, cell under cell.
2. A key grid without a head (label and value, label and value) is folded to one pair a row.
3. A grid that reads well keeps its columns: as wide as their words ask for, or, in a form, as they were.
4. Any other grid becomes a list: for each row its cells one under another, each beside its column's head. The first
   cell of each row is tinted; boxes to tick stand in one line, each before its column's head.
5. A grid of days and hours is cut into bands of hours, each with its days, under one another in the same table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from generator.large_lines import HANGING_TICK, larger_text, width_of
from generator.layout.walk import paragraphs_of
from inconfidence.core.blocks import Block, Cell, Inline, Paragraph, Row, Table, Text, TickBox

Larger = Callable[[tuple[Block, ...], float], tuple[Block, ...]]

READABLE = 125.0
"""Points: a column of words is no narrower, unless its words are."""
TO_WRITE_IN = 0.7
"""The part of its width that a column to write in keeps at least."""
LINES_MOST = 5.0
MANY_COLUMNS = 4
"""A grid of so many columns becomes a list before a cell of it has more lines than that."""
LABEL_MOST = 0.4
"""The part of the room that labels may take at most."""
RECORD_TINT = "EBEBEB"
"""As head rows are tinted: 8 % black."""
NO_BREAK = "\u00a0"


def laid_anew(table: Table, room: float, larger: Larger) -> Table:
    """Return a table in large print, in a column ``room`` points wide; ``larger`` makes what its cells hold larger."""
    shaped, widths = _shaped(table, max(room - max(0.0, table.indent), 0.0))
    rows = tuple(replace(row, cells=tuple(_filled(row, widths, larger)), exact=False) for row in shaped.rows)
    if table.drawn_as == "heat":
        rows = tuple(map(_centred, shaped.rows, rows))
    return replace(shaped, rows=rows, widths=widths, indent=max(0.0, table.indent))


def _shaped(table: Table, room: float) -> tuple[Table, tuple[float, ...]]:
    """Return a table's rows as they have to stand, and its columns' widths."""
    columns = len(table.widths)
    if table.drawn_as == "layout":
        return _stacked(table), (min(room, sum(table.widths)) if columns == 1 else room,)
    if table.drawn_as == "heat":
        return _banded(table, room)
    if _is_folding(table):
        return _shaped(_folded(table), room)
    needs = _needs(table)
    as_it_was = tuple(width * room / sum(table.widths) for width in table.widths)
    if _is_to_write_in(table) and all(map(_is_enough, as_it_was, needs)):
        return table, as_it_was
    if columns == 1 or _reads_well(table, needs, room):
        return table, _shared(needs, room)
    if _is_list(table):
        listed = _listed(table)
        return listed, _pair(listed, room)
    if columns == 2:
        return table, _pair(table, room)
    return table, tuple(room * each.least / sum(one.least for one in needs) for each in needs)


@dataclass(frozen=True, slots=True)
class _Need:
    """What a column needs: ``least`` so that it reads well, ``most`` so that no line of it is broken, in points."""

    least: float
    most: float


def _is_enough(width: float, need: _Need) -> bool:
    return need.least <= width


def _reads_well(table: Table, needs: Sequence[_Need], room: float) -> bool:
    """Say whether a grid can keep its columns: they fit, and no cell of many columns becomes a tall thin one."""
    if sum(each.least for each in needs) > room:
        return False
    thin = any(each.most > LINES_MOST * width for each, width in zip(needs, _shared(needs, room), strict=True))
    return not (thin and len(needs) >= MANY_COLUMNS and _is_list(table))


def _is_to_write_in(table: Table) -> bool:
    """Say whether a table is a form: its rows are made high, for a hand."""
    return any(row.height for row in table.rows)


def _needs(table: Table) -> list[_Need]:
    return [_need(table, column) for column in range(len(table.widths))]


def _need(table: Table, column: int) -> _Need:
    cells = [(row, cell) for row, cell in _column(table, column)]
    words = max((_longest(cell, whole=False) for _, cell in cells), default=0.0)
    lines = max((_longest(cell, whole=True) for _, cell in cells), default=0.0)
    least = max(words, min(lines, READABLE))
    if cells and all(not _says(cell) for row, cell in cells if not row.header):
        least = max(words, TO_WRITE_IN * table.widths[column])
        lines = max(words, table.widths[column])
    return _Need(least, max(least, lines))


def _column(table: Table, column: int) -> Iterator[tuple[Row, Cell]]:
    for row in table.rows:
        at = 0
        for cell in row.cells:
            if at == column and cell.columns == 1:
                yield row, cell
            at += cell.columns


def _longest(cell: Cell, *, whole: bool) -> float:
    """Return how wide a cell has to be for its longest word, or for its longest line ``whole``."""
    _, right, _, left = cell.padding
    widths = [_paragraph_width(one, whole=whole) for one in paragraphs_of(cell.blocks)]
    return max(widths, default=0.0) + left + right + 1.0


def _paragraph_width(paragraph: Paragraph, *, whole: bool) -> float:
    indent = max(0.0, paragraph.style.left) * 1.5
    widths = [_inline_widths(one, whole=whole) for one in paragraph.inlines]
    return indent + (sum(map(sum, widths)) if whole else max((max(each, default=0.0) for each in widths), default=0.0))


def _inline_widths(inline: Inline, *, whole: bool) -> list[float]:
    if isinstance(inline, TickBox):
        return [HANGING_TICK]
    if not isinstance(inline, Text):
        return []
    style = larger_text(inline.style)
    return [width_of(words, style) for words in ([inline.words] if whole else inline.words.split(" "))]


def _shared(needs: Sequence[_Need], room: float) -> tuple[float, ...]:
    """Return widths that fill the room: each column's least, and of what is left by how much more it could use."""
    spare = max(0.0, room - sum(each.least for each in needs))
    wants = [min(each.most, room) - each.least for each in needs]
    if sum(wants) <= spare:
        wants = [want + each.least / 1000 for want, each in zip(wants, needs, strict=True)]
    part = spare / (sum(wants) or 1.0)
    return tuple(each.least + want * part for each, want in zip(needs, wants, strict=True))


def _pair(table: Table, room: float) -> tuple[float, float]:
    labels = max((_longest(cell, whole=True) for _, cell in _column(table, 0)), default=0.0)
    words = max((_longest(cell, whole=False) for _, cell in _column(table, 0)), default=0.0)
    width = min(max(words, min(labels, room * LABEL_MOST)), room / 2)
    return width, room - width


def _stacked(table: Table) -> Table:
    """Return a table that arranges as one column; cells that hold nothing are gaps and go."""
    if len(table.widths) == 1:
        return table
    rows = (
        replace(row, cells=(replace(cell, columns=1, rows=1),), height=0.0, header=False)
        for row in table.rows
        for cell in row.cells
        if _says(cell)
    )
    return replace(table, rows=tuple(rows))


def _is_folding(table: Table) -> bool:
    columns = len(table.widths)
    return columns > 2 and columns % 2 == 0 and not table.rows[0].header and not _has_spans(table)


def _folded(table: Table) -> Table:
    half = len(table.widths) // 2
    rows = (replace(row, cells=cells) for row in table.rows for cells in (row.cells[:half], row.cells[half:]))
    return replace(table, rows=tuple(rows), widths=table.widths[:half])


def _has_spans(table: Table) -> bool:
    return any(cell.columns > 1 or cell.rows > 1 for row in table.rows for cell in row.cells)


def _is_list(table: Table) -> bool:
    """Say whether a table's rows can be told one by one: one head row, and no cell that is part of several rows."""
    columns = len(table.widths)
    whole = all(cell.rows == 1 and cell.columns in (1, columns) for row in table.rows for cell in row.cells)
    heads = [row.header for row in table.rows]
    return (
        table.drawn_as == "grid" and whole and heads[0] and not any(heads[1:]) and len(table.rows[0].cells) == columns
    )


def _listed(table: Table) -> Table:
    head, *body = table.rows
    rows = tuple(made for row in body for made in _record(row, head))
    return replace(table, rows=rows, widths=(1.0, 1.0), header_columns=1)


def _record(row: Row, head: Row) -> Iterator[Row]:
    """Give one row of a table as rows of label and value, kept together."""
    if len(row.cells) == 1:
        yield replace(row, cells=(replace(row.cells[0], columns=2),))
        return
    boxes = [(cell, label) for cell, label in zip(row.cells, head.cells, strict=True) if _is_box(cell)]
    pairs = [(label, cell) for cell, label in zip(row.cells, head.cells, strict=True) if not _is_box(cell)]
    last = len(pairs) - 1 + bool(boxes)
    for at, (label, cell) in enumerate(pairs):
        tint = RECORD_TINT if at == 0 else ""
        label = replace(label, shading=tint, borders=cell.borders)
        kept = (label, replace(cell, shading=tint))
        height = 0.0 if _says(cell) else row.height
        yield replace(row, cells=tuple(_kept(each, at < last) for each in kept), height=height)
    if boxes:
        yield replace(row, cells=(_kept(_boxes(boxes), False),), height=0.0)


def _is_box(cell: Cell) -> bool:
    inlines = [one for paragraph in paragraphs_of(cell.blocks) for one in paragraph.inlines]
    return len(inlines) == 1 and isinstance(inlines[0], TickBox)


def _boxes(boxes: Sequence[tuple[Cell, Cell]]) -> Cell:
    """Return boxes in one line, each with the words of its column's head, which never leave it."""
    inlines: list[Inline] = []
    for cell, label in boxes:
        (box,) = (one for paragraph in paragraphs_of(cell.blocks) for one in paragraph.inlines)
        texts = [
            one for paragraph in paragraphs_of(label.blocks) for one in paragraph.inlines if isinstance(one, Text)
        ]
        words = [replace(one, words=one.words.replace(" ", NO_BREAK)) for one in texts]
        gap = Text(NO_BREAK * 2, texts[0].style)
        inlines += [box, gap, *words, *([Text("   ", texts[0].style)] if cell is not boxes[-1][0] else [])]
    first = next(paragraphs_of(boxes[0][0].blocks))
    return replace(boxes[0][0], columns=2, blocks=(Paragraph(tuple(inlines), first.style),))


def _kept(cell: Cell, together: bool) -> Cell:
    blocks = tuple(
        replace(block, style=replace(block.style, keep_next=together)) if isinstance(block, Paragraph) else block
        for block in cell.blocks
    )
    return replace(cell, blocks=blocks)


def _banded(table: Table, room: float) -> tuple[Table, tuple[float, ...]]:
    """Return a grid of days and hours as bands that fit, and the widths of their columns.

    It stays one table, so that the patterns of all its numbers are to be compared with one another.
    """
    day, *hours = (each.least for each in _needs(table))
    if _has_spans(table) or not hours:
        return table, _shared(_needs(table), room)
    in_band = min(max(int((room - day) // max(hours)), 1), len(hours))
    bands = ceil(len(hours) / in_band)
    in_band = ceil(len(hours) / bands)
    rows = (_band(row, band * in_band, in_band) for band in range(bands) for row in table.rows)
    return replace(table, rows=tuple(rows)), (day, *[(room - day) / in_band] * in_band)


def _band(row: Row, first: int, count: int) -> Row:
    day, *hours = row.cells
    kept = hours[first : first + count]
    return replace(row, cells=(day, *kept, *[Cell(())] * (count - len(kept))))


def _centred(before: Row, after: Row) -> Row:
    """Return the row of a grid with its numbers aligned as they were: a pattern lies round each of them."""
    cells = (
        replace(cell, blocks=tuple(map(_aligned, was.blocks, cell.blocks)))
        for was, cell in zip(before.cells, after.cells, strict=True)
    )
    return replace(after, cells=tuple(cells))


def _aligned(was: Block, block: Block) -> Block:
    if not (isinstance(was, Paragraph) and isinstance(block, Paragraph)):
        return block
    return replace(block, style=replace(block.style, align=was.style.align))


def _filled(row: Row, widths: Sequence[float], larger: Larger) -> Iterator[Cell]:
    at = 0
    for cell in row.cells:
        _, right, _, left = cell.padding
        room = sum(widths[at : at + cell.columns]) - left - right
        yield replace(cell, blocks=larger(cell.blocks, room))
        at += cell.columns


def _says(cell: Cell) -> bool:
    """Say whether a cell holds anything at all."""
    return any(not isinstance(block, Paragraph) or block.inlines for block in cell.blocks)
