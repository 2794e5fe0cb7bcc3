"""Tables whose borders are all one line, set row by row: what most tables of a form are.

Each row is finished before the next is begun, and its cells' words stand straight in its strip. Any other table (with
merged rows, patterns, borders of several kinds, rows of several widths) is left to ``generator.layout.tables``, which
gives the same for these; the two are compared by tests/generator/drawing/test_drawing_plain.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

from generator.layout.column import Column, stacked
from generator.layout.items import Fill, Item, Placed, Rules, Strip, Words
from generator.layout.plain import PlainCell, only_line, plain_cell
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
    alike = edges
    for row in table.rows:
        taken = 0
        for cell in row.cells:
            taken += cell.columns
            borders = cell.borders
            if cell.rows > 1 or not (borders is edges or borders is alike or borders == edges):
                return None
            alike = borders
        if taken != columns:
            return None
    return line


@dataclass(slots=True)
class _Place:
    # A cell that holds more than one plain line: its content is plain words, or else strips.
    cell: Cell
    x: float
    plain: PlainCell | None
    strips: list[Strip]
    content: Column
    height: float


@dataclass(slots=True)
class _Row:
    """A row: its cells' elements, and where they begin and how wide they are in points.

    ``held`` is what each of them holds: the words of its only line, or more than that.
    """

    at: int
    row: Row
    below: float
    nodes: list[Node] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)
    held: list[Words | _Place] = field(default_factory=list)


class _Ruled:
    __slots__ = ("_cell_strips", "_edges", "_line", "_setting", "_table")

    def __init__(
        self, table: Table, line: Line, edges: list[float], setting: Setting, cell_strips: CellStrips
    ) -> None:
        self._table, self._line, self._edges = table, line, edges
        self._setting, self._cell_strips = setting, cell_strips

    def row(self, at: int, row: Row, node: Node) -> Strip:
        """Return a row as a strip."""
        # The room of the line above is in every row, that of the one below only in the last.
        made = _Row(at, row, self._line.width if at == len(self._table.rows) - 1 else 0.0)
        height, glued = self._set(made, node)
        strip = Strip(height, near=self._setting.near, opens=(node, *made.nodes))
        strip.cut, strip.may_split, strip.glued = partial(self._cut, made), row.may_split, glued
        strip.items = self._items(made, height)
        return strip

    def _set(self, made: _Row, node: Node) -> tuple[float, bool]:
        """Set the cells of a row; return its height, and whether it is kept with the next."""
        edges, last, lines = self._edges, len(self._edges) - 1, self._line.width + made.below
        height, column, kept, loose = made.row.height, 0, False, False
        for cell in made.row.cells:
            x = edges[column]
            width = edges[min(column + cell.columns, last)] - x
            own = cell_node(self._table, cell, made.at, column, node)
            column += cell.columns
            made.nodes.append(own)
            made.starts.append(x)
            made.widths.append(width)
            inner, glued = self._hold(made, cell, x, width, own)
            height = max(height, inner + lines)
            if cell.blocks:
                kept, loose = True, loose or not glued
        return height, kept and not loose

    def _hold(self, made: _Row, cell: Cell, x: float, width: float, node: Node) -> tuple[float, bool]:
        """Set a cell; return the height of its content with its padding, and whether that is kept with the next."""
        top, right, bottom, left = cell.padding
        room = width - left - right
        only = only_line(cell, x + left, top + self._line.width, room, self._setting, node)
        if only is not None:
            words, style = only
            made.held.append(words)
            return style.before + style.leading + style.after + top + bottom, style.keep_next
        plain = plain_cell(cell.blocks, room, self._setting, node, bare=True)
        if plain is not None:
            height = plain.used + plain.after + top + bottom
            made.held.append(_Place(cell, x, plain, [], NOTHING, height))
            return height, plain.glued
        strips = self._cell_strips(cell.blocks, room, node, True)
        content = stacked(strips, left, top + self._line.width)
        height = content.used + (strips[-1].after if strips else 0.0) + top + bottom
        made.held.append(_Place(cell, x, None, strips, content, height))
        return height, bool(strips) and strips[-1].glued

    def _items(self, made: _Row, height: float) -> list[Item | Placed]:
        weight, inner = self._line.width, height - made.below
        items: list[Item | Placed] = []
        for cell, x, width in zip(made.row.cells, made.starts, made.widths, strict=True):
            if cell.shading:
                items.append(Fill(x, 0.0, width, height, cell.shading))
        items.append(Rules(self._line, self._rules(made, weight / 2, inner + weight / 2)))
        for held in made.held:
            if isinstance(held, Words):
                items.append(held)
            else:
                items += self._inside(held, height, inner - weight)
        return items

    def _inside(self, one: _Place, height: float, inner: float) -> list[Words] | list[Placed]:
        """Return what a cell draws, in its place in a row ``height`` points high."""
        cell = one.cell
        spare = max(0.0, inner - one.height) * SHIFT[cell.vertical] if cell.vertical != "top" else 0.0
        if one.plain is None:
            column = one.content
            if spare:
                column = stacked(one.strips, column.x, column.top + spare)
            return [Placed(one.x, 0.0, Strip(height, [*column.placed], column.frames))]
        right, down = one.x + cell.padding[3], cell.padding[0] + self._line.width + spare
        for words in one.plain.words:
            words.x += right
            words.y += down
        return one.plain.words

    def _rules(self, made: _Row, top: float, bottom: float) -> list[tuple[float, float, float, float]]:
        ends = [x + width for x, width in zip(made.starts, made.widths, strict=True)]
        left, right = made.starts[0], ends[-1]
        lines = [(left, top, right, top), (left, bottom, right, bottom)]
        if made.row.cells[0].borders.left is not None:
            lines += [(x, top, x, bottom) for x in (left, *ends)]
        return lines

    def _cut(self, made: _Row, room: float, force: bool) -> tuple[Strip, Strip] | None:
        cells = [self._divisible(made, column) for column in range(len(made.nodes))]
        for cell in cells:
            place(cell)
        return Cutter(cells).cut(room, force)

    def _divisible(self, made: _Row, at: int) -> SetCell:
        """Return a cell as strips, which can be parted."""
        cell, held, width, weight = made.row.cells[at], made.held[at], made.widths[at], self._line.width
        column = sum([each.columns for each in made.row.cells[:at]])
        strips: list[Strip] = [] if isinstance(held, Words) else held.strips
        if not strips:
            _, right, _, left = cell.padding
            strips = self._cell_strips(cell.blocks, width - left - right, made.nodes[at], True)
        return SetCell(
            cell, column, made.at, made.starts[at], width, made.nodes[at], strips, NOTHING, 0.0, cell.borders,
            above=weight, under=weight, below=made.below,
        )  # fmt: skip
