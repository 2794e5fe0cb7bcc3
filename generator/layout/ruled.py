"""Tables whose borders are all one line, set row by row: what most tables of a form are.

Each row is finished before the next is begun, and its cells' words stand straight in its strip. Any other table (with
merged rows, patterns, borders of several kinds, rows of several widths) is left to ``generator.layout.tables``, which
gives the same for these; the two are compared by tests/generator/drawing/test_drawing_plain.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from generator.layout.column import Column, stacked
from generator.layout.items import Fill, Item, Placed, Rules, Strip
from generator.layout.plain import PlainCell, plain_cell
from generator.layout.setting import Setting
from generator.layout.tables import (
    NOTHING,
    SHIFT,
    CellStrips,
    Cutter,
    SetCell,
    bind,
    cell_node,
    column_edges,
    is_kept,
    place,
    table_node,
)
from generator.tags import Node
from inconfidence.core.blocks import Cell, Line, Row, Table


def ruled_strips(
    table: Table, width: float, setting: Setting, parent: Node, cell_strips: CellStrips
) -> list[Strip] | None:
    """Return one strip a row, or None for a table of another kind."""
    line = _only_line(table)
    node = table_node(table, parent)
    if line is None or node is None or table.drawn_as == "heat":
        return None
    maker = _Ruled(table, line, column_edges(table, width), setting, cell_strips)
    strips = [maker.row(at, row, Node("TR", node)) for at, row in enumerate(table.rows)]
    bind(table, strips)
    return strips


def _only_line(table: Table) -> Line | None:
    """Return the line that every border of a table is (or all that run across, where none runs down)."""
    first = table.rows[0].cells[0] if table.rows and table.rows[0].cells else None
    if first is None:
        return None
    edges = first.borders
    line = edges.top
    if (
        line is None
        or line.double
        or edges.bottom != line
        or edges.left != edges.right
        or edges.left not in (None, line)
    ):
        return None
    columns = sum([cell.columns for cell in table.rows[0].cells])
    for row in table.rows:
        cells = row.cells
        if sum([cell.columns for cell in cells]) != columns:
            return None
        for cell in cells:
            if cell.rows > 1 or not (cell.borders is edges or cell.borders == edges):
                return None
    return line


@dataclass(slots=True)
class _Place:
    # A cell in its row: its content is plain words, or else strips.
    cell: Cell
    column: int
    x: float
    width: float
    node: Node
    plain: PlainCell | None
    strips: list[Strip]
    content: Column
    height: float


class _Ruled:
    __slots__ = ("_cell_strips", "_edges", "_line", "_setting", "_table")

    def __init__(
        self, table: Table, line: Line, edges: list[float], setting: Setting, cell_strips: CellStrips
    ) -> None:
        self._table, self._line, self._edges = table, line, edges
        self._setting, self._cell_strips = setting, cell_strips

    def row(self, at: int, row: Row, node: Node) -> Strip:
        weight = self._line.width
        # The room of the line above is in every row, that of the one below only in the last.
        below = weight if at == len(self._table.rows) - 1 else 0.0
        places, column = [], 0
        for cell in row.cells:
            places.append(self._place(cell, at, column, node))
            column += cell.columns
        height = max([row.height, *[one.height + weight + below for one in places]])
        strip = Strip(height, near=self._setting.near, opens=(node, *[one.node for one in places]))
        strip.cut, strip.may_split = partial(self._cut, at, places, below), row.may_split
        self._fill(strip, places, height - below)
        strip.glued = is_kept([_glued(one) for one in places if one.cell.blocks])
        return strip

    def _place(self, cell: Cell, at: int, column: int, row_node: Node) -> _Place:
        edges = self._edges
        x = edges[column]
        width = edges[min(column + cell.columns, len(edges) - 1)] - x
        node = cell_node(self._table, cell, at, column, row_node)
        top, right, bottom, left = cell.padding
        room = width - left - right
        plain = plain_cell(cell.blocks, room, self._setting, node, bare=True)
        if plain is not None:
            height = plain.used + plain.after + top + bottom
            return _Place(cell, column, x, width, node, plain, [], NOTHING, height)
        strips = self._cell_strips(cell.blocks, room, node, True)
        content = stacked(strips, left, top + self._line.width)
        height = content.used + (strips[-1].after if strips else 0.0) + top + bottom
        return _Place(cell, column, x, width, node, None, strips, content, height)

    def _fill(self, strip: Strip, places: list[_Place], height: float) -> None:
        weight = self._line.width
        behind: list[Item | Placed] = []
        words: list[Item | Placed] = []
        for one in places:
            cell = one.cell
            if cell.shading:
                behind.append(Fill(one.x, 0.0, one.width, strip.height, cell.shading))
            spare = max(0.0, height - weight - one.height) * SHIFT[cell.vertical] if cell.vertical != "top" else 0.0
            if one.plain is not None:
                right, down = one.x + cell.padding[3], cell.padding[0] + weight + spare
                for each in one.plain.words:
                    each.x += right
                    each.y += down
                words += one.plain.words
            else:
                words.append(_inside(one, strip.height, spare))
        behind.append(Rules(self._line, self._rules(places, weight / 2, height + weight / 2)))
        strip.items = behind + words

    def _rules(self, places: list[_Place], top: float, bottom: float) -> list[tuple[float, float, float, float]]:
        left, right = places[0].x, places[-1].x + places[-1].width
        lines = [(left, top, right, top), (left, bottom, right, bottom)]
        if places[0].cell.borders.left is not None:
            lines += [(x, top, x, bottom) for x in (left, *[one.x + one.width for one in places])]
        return lines

    def _cut(
        self, at: int, places: list[_Place], below: float, room: float, force: bool
    ) -> tuple[Strip, Strip] | None:
        cells = [self._divisible(at, one, below) for one in places]
        for cell in cells:
            place(cell)
        return Cutter(cells).cut(room, force)

    def _divisible(self, at: int, one: _Place, below: float) -> SetCell:
        """Return a cell as strips, which can be parted."""
        cell, weight = one.cell, self._line.width
        _, right, _, left = cell.padding
        strips = one.strips or self._cell_strips(cell.blocks, one.width - left - right, one.node, True)
        return SetCell(
            cell, one.column, at, one.x, one.width, one.node, strips, NOTHING, 0.0, cell.borders,
            above=weight, under=weight, below=below,
        )  # fmt: skip


def _glued(place: _Place) -> bool:
    return place.plain.glued if place.plain is not None else place.strips[-1].glued


def _inside(place: _Place, height: float, spare: float) -> Placed:
    column = place.content
    if spare:
        column = stacked(place.strips, column.x, column.top + spare)
    return Placed(place.x, 0.0, Strip(height, [*column.placed], column.frames))
