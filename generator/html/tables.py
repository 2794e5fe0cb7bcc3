"""Tables that are data, tables that only arrange, and the charts made from the words of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.charts import UNTITLED, heat_steps, labels_and_numbers, words_of
from generator.html.markup import Html, directed, element, joined, shown
from generator.html.setting import Setting
from generator.html.sheet import border_look, hexed, rem
from inconfidence.core.blocks import Block, Cell, Row, Table

Blocks = Callable[[tuple[Block, ...], Setting, str], Html]
"""What writes the blocks of a cell on its ground."""

FEWEST_WIDE = 3
"""Columns from which on a table may be wider than a telephone; it then scrolls by itself."""
PAIRS = 4
"""Columns of a table of two labels and two values a row."""
COLUMN_LEAST = 88.0
"""Points: as narrow as a column of such a table may become."""
BESIDE_LEAST = 150.0
"""Points: cells that only arrange stand under one another where each has less room than this."""
LONGEST_BAR = 60.0
"""Percent of the room; the printed value stands behind it."""
HATCH = "hatch"


class TableWriter:
    """Writes one table."""

    def __init__(self, table: Table, setting: Setting, blocks: Blocks, ground: str) -> None:
        self._table, self._setting, self._blocks, self._ground = table, setting, blocks, ground
        self._steps = heat_steps(table) if table.drawn_as == "heat" else {}

    def html(self) -> Html:
        """Return the table; a bar chart stands above its own."""
        if not self._table.rows:
            return Html("")
        if self._table.drawn_as == "layout":
            return self._arranged()
        if self._table.drawn_as == "bars":
            return joined(bar_chart(self._table, self._setting), self._grid())
        return self._grid()

    def _arranged(self) -> Html:
        rows = (
            element("div", *(self._beside(cell, column) for column, cell in _with_columns(row)), class_="beside")
            for row in self._table.rows
        )
        look = self._setting.sheet.look([f"margin-bottom:{rem(self._table.after)}"]) if self._table.after else None
        return element("div", *rows, class_=look)

    def _beside(self, cell: Cell, column: int) -> Html:
        width = sum(self._table.widths[column : column + cell.columns]) or COLUMN_LEAST
        look = [*_cell_look(cell), f"flex:{width:.4g} 1 {rem(min(width, BESIDE_LEAST))}"]
        return element("div", self._inside(cell), class_=self._setting.sheet.look(look))

    def _inside(self, cell: Cell) -> Html:
        return self._blocks(cell.blocks, self._setting, cell.shading or self._ground)

    def _grid(self) -> Html:
        table, setting = self._table, self._setting
        heads = next((at for at, row in enumerate(table.rows) if not row.header), len(table.rows))
        rows = list(self._rows())
        parts = [element("thead", *rows[:heads])] if heads else []
        parts += [element("tbody", *rows[heads:])] if rows[heads:] else []
        description = shown(table.description)
        caption = [element("caption", element("span", directed(description), class_="unseen"))] if description else []
        look = [f"width:{rem(sum(table.widths))}", f"margin-bottom:{rem(table.after)}"]
        pairs = _is_of_pairs(table)
        wide = len(table.widths) >= FEWEST_WIDE and not pairs
        look += [f"min-width:{rem(COLUMN_LEAST * len(table.widths))}"] if wide else []
        grid = element("table", *caption, self._columns(), *parts, class_=setting.sheet.look(look))
        if not wide:
            return element("div", grid, class_="table pairs" if pairs else "table")
        near = shown(table.description or setting.near)
        name = f"Table: {near}" if near else "Table"
        return element("div", grid, class_="table wide", role="group", tabindex="0", aria_label=name)

    def _columns(self) -> Html:
        whole = sum(self._table.widths) or 1.0
        looks = (self._setting.sheet.look([f"width:{100 * width / whole:.3g}%"]) for width in self._table.widths)
        return element("colgroup", *(element("col", class_=look) for look in looks))

    def _rows(self) -> Iterator[Html]:
        busy: dict[int, int] = {}
        for at, row in enumerate(self._table.rows):
            column, cells = 0, []
            for cell in row.cells:
                while busy.get(column, 0) > at:
                    column += 1
                cells.append(self._cell(cell, row, at, column))
                busy.update(dict.fromkeys(range(column, column + cell.columns), at + cell.rows))
                column += cell.columns
            height = self._setting.sheet.look([f"height:{rem(row.height)}"]) if row.height else None
            yield element("tr", *cells, class_=height)

    def _cell(self, cell: Cell, row: Row, at: int, column: int) -> Html:
        labels = column < self._table.header_columns or cell.is_label
        scope = "col" if row.header else "row" if labels else None
        scope = scope and f"{scope}group" if scope and (cell.columns if scope == "col" else cell.rows) > 1 else scope
        step = self._steps.get((at, column), 0)
        inside = self._inside(cell)
        if step:
            inside = joined(_dense(step, self._setting), element("div", inside, class_="counted"))
        is_head = scope is not None and words_of(cell)
        return element(
            "th" if is_head else "td",
            inside,
            scope=scope if is_head else None,
            colspan=str(cell.columns) if cell.columns > 1 else None,
            rowspan=str(cell.rows) if cell.rows > 1 else None,
            class_=" ".join(filter(None, (self._setting.sheet.look(_cell_look(cell)), "dense" if step else ""))),
        )


def bar_chart(table: Table, setting: Setting) -> Html:
    """Return bars with printed values, read out as one picture: the table under them says the same.

    Raises:
        InputInvalid: when a row neither holds a number nor says that it is not shown.
    """
    rows = labels_and_numbers(table)
    most = max((number for _, _, number in rows), default=0.0) or 1.0
    bars = (_bar(label, words, LONGEST_BAR * number / most, setting) for label, words, number in rows)
    return element("div", *bars, class_="bars", role="img", aria_label=shown(table.description or UNTITLED))


def _bar(label: str, words: str, length: float, setting: Setting) -> Html:
    setting.patterns.add(HATCH)
    drawn = (
        [element("rect", width=f"{length:.4g}%", height="100%", fill=f"url(#{HATCH})", stroke="#303030")]
        if length
        else []
    )
    bar = element("svg", *drawn, element("text", shown(words), x=f"{length:.4g}%", dx="6", y="15"), class_="bar")
    return element("div", element("span", directed(shown(label))), " ", bar)


def _dense(step: int, setting: Setting) -> Html:
    name = f"dense{step}"
    setting.patterns.add(name)
    return element(
        "svg", element("rect", width="100%", height="100%", fill=f"url(#{name})"), class_="ground", aria_hidden="true"
    )


def patterns_html(names: set[str]) -> Html:
    """Return the patterns that charts are filled with, for once on a page."""
    if not names:
        return Html("")
    patterns = (_pattern(name, *PATTERNS[name]) for name in sorted(names))
    return element("svg", *patterns, class_="unseen", width="0", height="0", aria_hidden="true")


PATTERNS = {
    HATCH: (5.3, 1.3, "#303030"),
    "dense1": (12.0, 0.7, "#8c8c8c"),
    "dense2": (8.0, 0.7, "#8c8c8c"),
    "dense3": (5.3, 0.7, "#8c8c8c"),
    "dense4": (3.5, 0.7, "#8c8c8c"),
}
"""The distance of the slanting lines, their width and their grey; in pixels, as on paper."""


def _pattern(name: str, gap: float, width: float, colour: str) -> Html:
    line = element("path", d=f"M0 0V{gap:g}", stroke=colour, stroke_width=f"{2 * width:g}")
    return element(
        "pattern",
        line,
        id=name,
        width=f"{gap:g}",
        height=f"{gap:g}",
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )


def _with_columns(row: Row) -> Iterator[tuple[int, Cell]]:
    column = 0
    for cell in row.cells:
        yield column, cell
        column += cell.columns


def _is_of_pairs(table: Table) -> bool:
    """Say whether a table is of labels each beside its value, which on a telephone may stand under one another."""
    cells = [cell for row in table.rows for cell in row.cells]
    plain = not table.header_columns and not any(row.header for row in table.rows)
    return plain and len(table.widths) == PAIRS and all(cell.rows == 1 for cell in cells)


def _cell_look(cell: Cell) -> list[str]:
    top, right, bottom, left = cell.padding
    said = [f"padding:{rem(top)} {rem(right)} {rem(bottom)} {rem(left)}"]
    said += border_look(cell.borders)
    said += [f"background:{hexed(cell.shading)}"] if cell.shading else []
    return said + (
        [f"vertical-align:{ {'center': 'middle'}.get(cell.vertical, cell.vertical) }"]
        if cell.vertical != "top"
        else []
    )
