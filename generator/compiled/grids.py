"""Columns of a table whose cells a loop has made: docxtpl fits the grid to them, and so is it done here.

1. Rows with more cells than the grid has columns: new columns, and all share the width of the old ones, if any.
2. A grid wider than any row: the last columns go, and the others share their width.
Widths are whole twentieths of a point, cut off, as docxtpl cuts them (``DocxTemplate.fix_tables``).
"""

from __future__ import annotations

from generator.compiled.node import Node
from generator.compiled.slow import Slow
from generator.word.kept import kept
from generator.word.markup import VAL, W

GRID, COLUMN, ROW, CELL, WIDTH = W + "tblGrid", W + "gridCol", W + "tr", W + "tc", W + "w"
OWN, SPAN = W + "tcPr", W + "gridSpan"
WITHOUT_ROWS = frozenset({W + "p", W + "tcPr", W + "trPr", W + "tblPr", W + "tblGrid"})


def fit_grid(table: Node) -> None:
    """Give a table a grid that fits its rows; one that fits already stays as it is.

    Raises:
        Slow: when the grid is missing, or has no widths to share out.
    """
    grid = table.find(GRID)
    if grid is None:
        raise Slow("grid")
    most, widest = _most_in(table)
    columns = grid.findall(COLUMN)
    if len(columns) == max(most, len(columns)) == widest:
        return
    widths = _grown([column.get(WIDTH) for column in columns], most)
    fitted = _shrunk(widths, widest)
    rest = [child for child in grid if child.tag != COLUMN]
    made = [Node(COLUMN, {WIDTH: str(width)}) for width in fitted]
    table.children[table.children.index(grid)] = Node(GRID, grid.attrib, None, made + rest)


def _most_in(node: Node) -> tuple[int, int]:
    """Return the most cells of a row in an element, and the most columns they take; tables in cells count too."""
    known = None if node.kept is None else node.kept.get("most")
    if known is not None:
        most: tuple[int, int] = known
        return most
    found = [_most_in(child) for child in node.children if child.tag not in WITHOUT_ROWS]
    if node.tag == ROW:
        found.append(_measured(node))
    cells, spans = zip(*found, strict=True) if found else ((0,), (0,))
    return kept(node, "most", lambda: (max(cells), max(spans)))


def _measured(row: Node) -> tuple[int, int]:
    """Return how many cells a row has, and how many columns they take."""
    cells = row.findall(CELL)
    try:
        spans = [_span(cell) for cell in cells]
    except (TypeError, ValueError):
        raise Slow("grid") from None
    return len(cells), sum(spans)


def _span(cell: Node) -> int:
    own = cell.find(OWN)
    span = None if own is None else own.find(SPAN)
    return 1 if span is None else int(span.get(VAL))


def _grown(widths: list[str | None], most: int) -> list[str]:
    said = [width for width in widths if width is not None]
    if len(said) < len(widths):
        raise Slow("grid")
    total = sum(map(_number, said))
    if most <= len(said) or total <= 0:
        return said
    old, new = total / len(said), total / most
    return [*(str(int(_number(width) * new / old)) for width in said), *[str(int(new))] * (most - len(said))]


def _shrunk(widths: list[str], widest: int) -> list[str]:
    if len(widths) <= widest:
        return widths
    left, gone = widths[:widest], sum(map(_number, widths[widest:]))
    extra = int(gone / len(left)) if left else 0
    return [str(int(_number(width) + extra)) for width in left]


def _number(width: str) -> float:
    try:
        return float(width)
    except ValueError:
        raise Slow("grid") from None
