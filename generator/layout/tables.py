"""Tables: column widths, spans, row heights, repeated heads, and rows cut only when they must be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from generator.charts import heat_cell, heat_steps
from generator.layout.borders import border_items, heavier, width_of
from generator.layout.column import Column, stacked
from generator.layout.items import Fill, Placed, Strip
from generator.layout.setting import Setting
from generator.tags import Node, pdf_text
from inconfidence.core.blocks import LABEL_STYLE, Block, Cell, Edges, Line, Paragraph, Row, Table

CellStrips = Callable[[tuple[Block, ...], float, Node | None, bool], list[Strip]]

NOTHING = Column(0.0, 0.0, 0.0)

SHIFT = {"top": 0.0, "center": 0.5, "bottom": 1.0}


@dataclass(slots=True)
class SetCell:
    """A cell in its place in the grid, its content set in its width.

    ``above`` is the room that the widest border over its row takes, ``under`` that of the one under it, and ``below``
    the same at the end of the table: elsewhere it is the next row's.
    """

    cell: Cell
    column: int
    row: int
    x: float
    width: float
    node: Node | None
    strips: list[Strip]
    content: Column
    height: float
    borders: Edges
    step: int = 0
    above: float = 0.0
    under: float = 0.0
    below: float = 0.0


class TableMaker:
    """Sets one table in a column; ``cells`` are filled by :meth:`strips`."""

    __slots__ = ("_cell_strips", "_edges", "_heights", "_parent", "_setting", "_steps", "cells", "table")

    def __init__(
        self, table: Table, width: float, setting: Setting, parent: Node | None, cell_strips: CellStrips
    ) -> None:
        self.table, self._setting, self._parent = table, setting, parent
        self._cell_strips = cell_strips
        self._edges = column_edges(table, width)
        self._heights = [row.height for row in table.rows]
        self._steps = heat_steps(table) if table.drawn_as == "heat" else {}
        self.cells: list[list[SetCell]] = []

    def strips(self) -> list[Strip]:
        """Return one strip a row."""
        if not self.table.rows:
            return []
        self._set_cells()
        _settle_borders(self.cells)
        self._make_room_for_borders()
        self._measure()
        strips = [self._row_strip(at, row) for at, row in enumerate(self.table.rows)]
        self._bind(strips)
        return strips

    def _set_cells(self) -> None:
        node = table_node(self.table, self._parent)
        for at, places in enumerate(_filled(self.table.rows)):
            row_node = Node("TR", node) if node else None
            self.cells.append([self._set_cell(cell, at, column, row_node) for column, cell in places])

    def _set_cell(self, cell: Cell, row: int, column: int, row_node: Node | None) -> SetCell:
        last = min(column + cell.columns, len(self._edges) - 1)
        x, width = self._edges[column], self._edges[last] - self._edges[column]
        node = cell_node(self.table, cell, row, column, row_node) if row_node else self._division()
        _, right, _, left = cell.padding
        strips = self._cell_strips(cell.blocks, width - left - right, node, row_node is not None)
        step = self._steps.get((row, column), 0)
        placed = SetCell(cell, column, row, x, width, node, strips, NOTHING, 0.0, cell.borders, step)
        place(placed)
        return placed

    def _division(self) -> Node | None:
        # A cell that only arranges is still read as one, also when it goes on over the page beside another.
        return Node("Div", self._parent) if self._parent else None

    def _make_room_for_borders(self) -> None:
        """Move the content of every row down by the widest border over it, and end the table under its last."""
        lines = [0.0] * (len(self.cells) + 1)
        for cell in (cell for row in self.cells for cell in row):
            end = min(cell.row + cell.cell.rows, len(self.cells))
            lines[cell.row] = max(lines[cell.row], width_of(cell.borders.top))
            lines[end] = max(lines[end], width_of(cell.borders.bottom))
        for row in self.cells:
            for cell in row:
                end = min(cell.row + cell.cell.rows, len(self.cells))
                cell.above, cell.under = lines[cell.row], lines[end]
                cell.below = lines[-1] if end == len(self.cells) else 0.0
                if cell.above or cell.below:
                    place(cell)

    def _measure(self) -> None:
        """Make every row as high as its highest cell; what a tall merged cell lacks goes to its last row.

        A row of an exact height grows too when its words need it: Word would hide what does not fit, we hide nothing.
        """
        heights = self._heights
        for row in self.cells:
            for cell in row:
                if cell.cell.rows == 1:
                    heights[cell.row] = max(heights[cell.row], cell.height)
        for row in self.cells:
            for cell in row:
                if cell.cell.rows > 1:
                    span = range(cell.row, min(cell.row + cell.cell.rows, len(heights)))
                    heights[span[-1]] += max(0.0, cell.height - sum(heights[at] for at in span))

    def _row_strip(self, at: int, row: Row) -> Strip:
        height = self._heights[at]
        cells = self.cells[at]
        strip = Strip(height, near=self._setting.near, opens=_row_nodes(cells))
        strip.items += [
            Placed(cell.x, 0.0, _cell_strip(cell, sum(self._heights[at : at + cell.cell.rows]))) for cell in cells
        ]
        if all(cell.cell.rows == 1 for cell in cells):
            strip.cut = Cutter(cells).cut
            strip.may_split = row.may_split
        return strip

    def _bind(self, strips: list[Strip]) -> None:
        merged_to = 0
        for at, (strip, cells) in enumerate(zip(strips, self.cells, strict=True)):
            merged_to = max([merged_to, *(at + cell.cell.rows for cell in cells)])
            lasts = [cell.strips[-1].glued for cell in cells if cell.strips]
            strip.glued = merged_to > at + 1 or is_kept(lasts)
        bind(self.table, strips)


def table_node(table: Table, parent: Node | None) -> Node | None:
    """Return the element of a table, None for one that only arranges or that nobody is read."""
    if parent is None or table.drawn_as == "layout":
        return None
    summary = b""
    # Of a bar chart the picture before the table has said it.
    if table.description and table.drawn_as != "bars":
        summary = b" /A <</O /Table /Summary %s>>" % pdf_text(table.description)
    return Node("Table", parent, summary)


def is_kept(glued: list[bool]) -> bool:
    """Say whether a row is kept with the next: Word does so when the last paragraph of each of its cells is."""
    return bool(glued) and all(glued)


def bind(table: Table, strips: list[Strip]) -> None:
    """Give a table's rows the head that is repeated over them, and its last row the room after the table."""
    rows = table.rows
    heads = 0
    while heads < len(rows) and rows[heads].header:
        heads += 1
    head = tuple(strips[:heads]) if heads < len(rows) else ()
    for strip in strips[: len(head)]:
        strip.glued = True
    for strip in strips[heads:]:
        strip.head = head
    strips[-1].after = table.after


def _settle_borders(cells: list[list[SetCell]]) -> None:
    """Of two borders in one place, which two cells of one size share, leave the heavier one (17.4.66)."""
    starts = {(cell.row, cell.column): cell for row in cells for cell in row}
    for cell in starts.values():
        below = starts.get((cell.row + cell.cell.rows, cell.column))
        if below is not None and below.cell.columns == cell.cell.columns:
            line = heavier(cell.borders.bottom, below.borders.top)
            cell.borders, below.borders = _with(cell.borders, bottom=line), _with(below.borders, top=line)
        beside = starts.get((cell.row, cell.column + cell.cell.columns))
        if beside is not None and beside.cell.rows == cell.cell.rows:
            line = heavier(cell.borders.right, beside.borders.left)
            cell.borders, beside.borders = _with(cell.borders, right=line), _with(beside.borders, left=line)


def _with(borders: Edges, **side: Line | None) -> Edges:
    """Return borders with another line on one side; most have that line already."""
    ((name, line),) = side.items()
    return borders if getattr(borders, name) == line else replace(borders, **side)


class Cutter:
    """Divides a row at a height: in each cell what fits stays, the rest goes on."""

    __slots__ = ("_cells",)

    def __init__(self, cells: list[SetCell]) -> None:
        self._cells = cells

    def cut(self, room: float, force: bool) -> tuple[Strip, Strip] | None:
        """Return the part that fits in ``room`` and the rest, or None when a cell would begin with nothing.

        What is kept together is parted only with ``force``: on a page of its own, where it cannot fit whole.
        """
        heads, rests = [], []
        for cell in self._cells:
            top, _, bottom, _ = cell.cell.padding
            head, rest = _divide(cell.strips, room - top - bottom - cell.above - cell.below, force)
            if cell.strips and not head:
                return None
            heads.append(_part_of(cell, head))
            rests.append(_part_of(cell, rest))
        if not any(cell.strips for cell in rests):
            return None
        return _part_row(heads), _part_row(rests)


def _divide(strips: list[Strip], room: float, force: bool) -> tuple[list[Strip], list[Strip]]:
    column = Column(0.0, 0.0, room)
    count = 0
    while count < len(strips) and column.fits([strips[count]]):
        column.put(strips[count])
        count += 1
    if count == len(strips):
        return strips, []
    kept = count
    while kept and strips[kept - 1].glued:
        kept -= 1
    if force and not kept:
        kept = count
    inner = strips[0].cut(room, force) if not kept and strips[0].cut else None
    if inner:
        return [inner[0]], [inner[1], *strips[1:]]
    return strips[:kept], strips[kept:]


def _part_of(cell: SetCell, strips: list[Strip]) -> SetCell:
    part = replace(cell, strips=strips)
    place(part)
    return part


def place(cell: SetCell) -> None:
    """Stack a cell's strips inside its padding."""
    top, _, bottom, left = cell.cell.padding
    cell.content = stacked(cell.strips, left, top + cell.above)
    # Within a cell Word keeps the room after the last paragraph.
    after = cell.strips[-1].after if cell.strips else 0.0
    cell.height = cell.content.used + after + top + bottom + cell.above + cell.below


def _part_row(cells: list[SetCell]) -> Strip:
    height = max(cell.height for cell in cells)
    strip = Strip(height, cut=Cutter(cells).cut, opens=_row_nodes(cells))
    strip.items += [Placed(cell.x, 0.0, _cell_strip(cell, height)) for cell in cells]
    return strip


def _row_nodes(cells: list[SetCell]) -> tuple[Node, ...]:
    return tuple(cell.node.parent for cell in cells[:1] if cell.node and cell.node.parent)


def _cell_strip(cell: SetCell, height: float) -> Strip:
    whole = Strip(height, opens=(cell.node,) if cell.node else ())
    if cell.cell.shading:
        whole.items.append(Fill(0.0, 0.0, cell.width, height, cell.cell.shading))
    column = cell.content
    spare = max(0.0, height - cell.height) * SHIFT[cell.cell.vertical]
    if spare:
        column = stacked(cell.strips, column.x, column.top + spare)
    if cell.step:
        whole.items += heat_cell(cell.step, cell.width, height, column.placed)
    # A border stands in the middle of the room made for it.
    top, bottom = cell.above / 2, height - cell.below + cell.under / 2
    whole.items += border_items(cell.borders, cell.width, top, bottom)
    whole.items += column.placed
    whole.frames = column.frames
    return whole


def _filled(rows: tuple[Row, ...]) -> list[list[tuple[int, Cell]]]:
    """Return each row's cells with the columns they begin in.

    A row that is shorter than others gets an empty cell at its end: a reader who counts columns must not lose their
    place (ISO 14289-1, 7.2).
    """
    busy: dict[int, int] = {}
    placed: list[list[tuple[int, Cell]]] = []
    ends = []
    for at, row in enumerate(rows):
        column, places = _free(busy, 0, at), []
        for cell in row.cells:
            places.append((column, cell))
            busy.update(dict.fromkeys(range(column, column + cell.columns), at + cell.rows))
            column = _free(busy, column + cell.columns, at)
        placed.append(places)
        ends.append(column)
    widest = max(ends)
    for places, end in zip(placed, ends, strict=True):
        if end < widest:
            places.append((end, Cell((), widest - end)))
    return placed


def _free(busy: dict[int, int], column: int, row: int) -> int:
    """Return the first column from here on into which no cell of a row above reaches down."""
    while busy.get(column, 0) > row:
        column += 1
    return column


def column_edges(table: Table, width: float) -> list[float]:
    """Return where columns begin and the last ends, narrowed in proportion when they are wider than the column."""
    whole = sum(table.widths)
    # Word lets a table stand out on the left by its cells' padding; nothing may stand out further than the column.
    indent = max(0.0, table.indent)
    part = min(1.0, (width - indent) / whole) if whole else 1.0
    edges = [indent]
    for one in table.widths:
        edges.append(edges[-1] + one * part)
    return edges


def cell_node(table: Table, cell: Cell, row: int, column: int, row_node: Node) -> Node:
    """Return the element of a cell: a head of its column or row, or what stands under and beside these."""
    if table.rows[row].header:
        tag, attributes = _cell_attributes(cell.columns, cell.rows, "Column")
    elif column < table.header_columns or _is_label(cell):
        tag, attributes = _cell_attributes(cell.columns, cell.rows, "Row")
    else:
        tag, attributes = _cell_attributes(cell.columns, cell.rows, "")
    return Node(tag, row_node, attributes)


def _is_label(cell: Cell) -> bool:
    if len(cell.blocks) == 1:
        # Most cells hold a paragraph and nothing else.
        block = cell.blocks[0]
        return isinstance(block, Paragraph) and block.style.name == LABEL_STYLE
    return cell.is_label


@lru_cache(maxsize=256)
def _cell_attributes(columns: int, rows: int, scope: str) -> tuple[str, bytes]:
    """Return the tag of a cell and its attributes in PDF syntax."""
    entries = []
    if columns > 1:
        entries.append(b"/ColSpan %d" % columns)
    if rows > 1:
        entries.append(b"/RowSpan %d" % rows)
    if scope:
        entries.append(b"/Scope /%s" % scope.encode("ascii"))
    attributes = b" /A <</O /Table %s>>" % b" ".join(entries) if entries else b""
    return "TH" if scope else "TD", attributes
