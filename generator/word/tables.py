"""Tables: grid, merged cells, header rows, and the borders, shading and margins each cell ends up with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import Literal

from generator.provenance import without_marks
from generator.word.kept import is_still, kept, kept_uncounted
from generator.word.lines import Borders, borders, edges, strange_borders
from generator.word.markup import OFF, VAL, Element, W, is_on, local, number, points, shading, value, whole
from generator.word.plans import written
from generator.word.refusals import is_refused, name_of
from generator.word.source import PARAGRAPH, Source
from generator.word.styles import TableLayer
from generator.word.tablestyles import At, CellLook, Padding, TableStyle, outlined, padding, table_style
from inconfidence.core.blocks import Block, Cell, Edges, Row, Table

ReadBlocks = Callable[[Source, Element], tuple[Block, ...]]
DrawnAs = Literal["grid", "layout", "bars", "heat"]

DRAWN_AS: dict[str, DrawnAs] = {"Bar chart": "bars", "Time grid": "heat", "Layout table": "layout"}
LABELLED_BY_FIRST_COLUMN = frozenset({"bars", "heat"})
WORD_PADDING: Padding = {"top": 0.0, "right": 5.4, "bottom": 0.0, "left": 5.4}
"""Points; Word's own cell margins where nothing is said (17.4.42)."""
FIFTIETHS_OF_PERCENT = 5000
VERTICAL: dict[str, Literal["top", "center", "bottom"]] = {"center": "center", "bottom": "bottom"}
COLUMNS_MAX = 64
"""Columns, as in Word."""


@dataclass(slots=True)
class _Place:
    """A cell of the file in the grid; ``rows`` grows as cells that continue it are met."""

    element: Element | None
    row: int
    column: int
    columns: int
    rows: int = 1
    continues: bool = False


@dataclass(frozen=True, slots=True)
class _Context:
    """What reading the cells of one table needs."""

    source: Source
    borders: Borders
    style: TableStyle
    padding: Padding
    widths: tuple[float, ...]
    rows: int
    read_blocks: ReadBlocks
    # The same thing for two tables whose cells look alike at like places.
    key: object = field(init=False)
    insides: dict[tuple[TableLayer, float], Source] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Find the key: one thing, not a number, for two threads could give one number to two looks."""
        look = (self.source.label, *self.borders.items(), *self.padding.items())
        object.__setattr__(self, "key", self.source.book.table_looks.setdefault(look, object()))

    def inside(self, layer: TableLayer, width: float) -> Source:
        """Return the source for the inside of a cell."""
        if (layer, width) not in self.insides:
            self.insides[layer, width] = self.source.within(layer, width)
        return self.insides[layer, width]


@dataclass(frozen=True, slots=True)
class _Frame:
    """How a cell looks, and the room inside it in points."""

    shading: str
    borders: Edges
    vertical: Literal["top", "center", "bottom"]
    padding: tuple[float, float, float, float]
    width: float


def read_table(source: Source, read_blocks: ReadBlocks, element: Element) -> Table:
    """Read a ``w:tbl``; ``read_blocks`` reads what a cell holds."""
    properties = element.find(W + "tblPr")
    _refuse_strange(source, element, properties)
    rows = list(_through(source, element, "tr"))
    style = kept(properties, "style", lambda: table_style(source, element))
    lines, own = kept(properties, "room", lambda: _said_of_cells(properties))
    margins = WORD_PADDING | style.padding | own
    widths = _widths(source, element, properties)
    context = _Context(source, lines, style, margins, widths, len(rows), read_blocks)
    drawn_as = DRAWN_AS.get(style.name, "grid")
    labelled = drawn_as in LABELLED_BY_FIRST_COLUMN or (drawn_as == "grid" and style.has("firstCol"))
    return Table(
        rows=tuple(_rows(context, rows, drawn_as)),
        widths=widths,
        drawn_as=drawn_as,
        indent=_indent(source, properties, margins["left"], sum(widths)),
        description=source.told(_description(properties), element),
        header_columns=int(labelled),
    )


def _said_of_cells(properties: Element | None) -> tuple[Borders, Padding]:
    """Return the borders and margins a table gives all its cells."""
    return borders(_inside(properties, "tblBorders")), padding(_inside(properties, "tblCellMar"))


def _description(properties: Element | None) -> str:
    said = (value(properties, name) or "" for name in ("tblDescription", "tblCaption"))
    return next((words for words in said if without_marks(words)), "")


def _rows(context: _Context, rows: list[Element], drawn_as: str) -> Iterator[Row]:
    in_head = drawn_as != "layout"
    if all(is_still(row) and kept(row, "alone", partial(_stands_alone, context.source, row)) for row in rows):
        for index, element in enumerate(rows):
            row = _row_alone(context, element, index, in_head=in_head)
            in_head = row.header
            yield row
        return
    rows = [written(row) for row in rows]
    placed = _placed(context, rows)
    for element, places in zip(rows, placed, strict=True):
        row = _row(context, element, places, in_head=in_head)
        in_head = row.header
        yield row


def _stands_alone(source: Source, row: Element) -> bool:
    """Say whether reading a row depends on no other row: no cell goes on in the next, and all looks like its table."""
    own = [cell.find(W + "tcPr") for cell in _through(source, row, "tc")]
    return row.find(W + "tblPrEx") is None and not any(_inside(each, "vMerge") is not None for each in own)


def _row_alone(context: _Context, element: Element, index: int, *, in_head: bool) -> Row:
    """Read a row that depends on no other one, or say again what was read of it in a table and a place like these."""
    # The look of a cell in the first column tells one table style, band and end of the table from the others.
    at = At(index, index + 1, 0, 1, context.rows, len(context.widths))
    key = (context.key, context.style.look_at(at), context.widths, in_head, context.source.inside)

    def read(row: Element) -> Row:
        (places,) = _placed(context, [row], index)
        return _row(context, row, places, in_head=in_head)

    return kept_uncounted(context.source, element, key, read)


def _row(context: _Context, element: Element, places: list[_Place], *, in_head: bool) -> Row:
    here = _with_exceptions(context, element)
    properties = element.find(W + "trPr")
    is_head, may_split, height, exact = kept(properties, "row", lambda: _row_look(properties))
    # Word repeats header rows only from the top on, without a gap.
    return Row(tuple(_cell(here, place) for place in places), in_head and is_head, may_split, height, exact)


def _row_look(properties: Element | None) -> tuple[bool, bool, float, bool]:
    """Return whether a row is a header, whether it may be split, its height and whether that is exact."""
    height = _inside(properties, "trHeight")
    return (
        is_on(_inside(properties, "tblHeader")),
        not is_on(_inside(properties, "cantSplit")),
        0.0 if height is None else points(height.get(VAL)),
        height is not None and height.get(W + "hRule") == "exact",
    )


def _with_exceptions(context: _Context, row: Element) -> _Context:
    """Return what reading a row's cells needs: a row may have borders and margins other than its table's (17.4.60)."""
    own = row.find(W + "tblPrEx")
    if own is None:
        return context
    if any(strange_borders(own.find(W + "tblBorders"))):
        context.source.refuse("border", row)
    lines = {**context.borders, **borders(own.find(W + "tblBorders"))}
    margins = context.padding | padding(own.find(W + "tblCellMar"))
    return replace(context, borders=lines, padding=margins)


def _placed(context: _Context, rows: list[Element], first: int = 0) -> list[list[_Place]]:
    """Lay the cells of all rows in the grid, and join those merged downwards to the one they continue."""
    placed: list[list[_Place]] = []
    above: dict[int, _Place] = {}
    for index, row in enumerate(rows, first):
        places, below = [], {}
        for place in _row_places(context, row, index):
            started = _started(context, place, above)
            if started is place:
                places.append(place)
            else:
                started.rows += 1
            below[place.column] = started
        placed.append(places)
        above = below
    return placed


def _started(context: _Context, place: _Place, above: dict[int, _Place]) -> _Place:
    """Return the cell that a cell continues, or itself."""
    if not place.continues:
        return place
    started = above.get(place.column)
    if started is None or started.columns != place.columns:
        context.source.refuse("merged-cells", place.element)
        return place
    return started


def _row_places(context: _Context, row: Element, index: int) -> Iterator[_Place]:
    properties = row.find(W + "trPr")
    column = max(0, whole(value(properties, "gridBefore")))
    if column:
        yield _Place(None, index, 0, min(column, COLUMNS_MAX))
    for cell in _through(context.source, row, "tc"):
        own = cell.find(W + "tcPr")
        columns, continues = kept(own, "merging", lambda own=own: _merging(own))  # type: ignore[misc]
        yield _Place(cell, index, column, columns, continues=continues)
        column += columns
    after = max(0, whole(value(properties, "gridAfter")))
    if after:
        yield _Place(None, index, column, after)
    if column + after > len(context.widths):
        context.source.refuse("merged-cells", row)


def _merging(own: Element | None) -> tuple[int, bool]:
    """Return how many columns a cell takes, and whether it continues the cell above."""
    merge = None if own is None else own.find(W + "vMerge")
    continues = merge is not None and merge.get(VAL, "continue") == "continue"
    return max(1, whole(value(own, "gridSpan"), 1)), continues


def _cell(context: _Context, place: _Place) -> Cell:
    context.source.book.allowance.take(PARAGRAPH)
    if place.element is None:
        return Cell((), place.columns, place.rows)
    last = place.column + place.columns
    at = At(place.row, place.row + place.rows, place.column, last, context.rows, len(context.widths))
    look, touched, width = context.style.look_at(at), _touched(*at.ends), sum(context.widths[place.column : last])
    key = (context.key, look, touched, width)
    own = place.element.find(W + "tcPr")

    def read(element: Element) -> Cell:
        frame = kept(own, key, lambda: _frame(context, look, touched, width, place.element))
        blocks = context.read_blocks(context.inside(look.layer, frame.width), element)
        return Cell(blocks, place.columns, place.rows, frame.shading, frame.borders, frame.vertical, frame.padding)

    if not is_still(place.element):
        return read(place.element)
    return kept_uncounted(context.source, place.element, (*key, place.columns, place.rows), read)


def _frame(context: _Context, look: CellLook, touched: frozenset[str], width: float, element: Element) -> _Frame:
    own = element.find(W + "tcPr")
    _refuse_strange_cell(context.source, element, own)
    lines = {**look.borders, **outlined(context.borders, touched), **borders(_inside(own, "tcBorders"))}
    own_fill = shading(_inside(own, "shd"))
    margins = context.padding | padding(_inside(own, "tcMar"))
    return _Frame(
        shading=look.shading if own_fill is None else own_fill,
        borders=edges(lines),
        vertical=VERTICAL.get(value(own, "vAlign") or look.vertical or "", "top"),
        padding=(margins["top"], margins["right"], margins["bottom"], margins["left"]),
        width=width - margins["left"] - margins["right"],
    )


@cache
def _touched(top: bool, bottom: bool, left: bool, right: bool) -> frozenset[str]:
    found = {"top": top, "bottom": bottom, "left": left, "right": right}
    return frozenset(side for side, touches in found.items() if touches)


def _widths(source: Source, element: Element, properties: Element | None) -> tuple[float, ...]:
    """Return the columns' widths: the grid's, or even ones where it has none, scaled where a share is asked for."""
    grid = element.find(W + "tblGrid")
    columns = [] if grid is None else kept(grid, "columns", lambda: _columns(grid))
    columns = columns or [0.0] * _widest(source, element)
    if not all(columns):
        columns = [source.width / len(columns)] * len(columns)
    wanted = _inside(properties, "tblW")
    if wanted is not None and wanted.get(W + "type") == "pct":
        scale = source.width * _share(wanted.get(W + "w", "0")) / sum(columns)
        columns = [width * scale for width in columns] if scale else columns
    return tuple(round(width, 3) for width in columns)


def _columns(grid: Element) -> list[float]:
    return [points(column.get(W + "w")) for column in grid.findall(W + "gridCol")]


def _widest(source: Source, element: Element) -> int:
    rows = [list(_through(source, row, "tc")) for row in _through(source, element, "tr")]
    spans = [sum(whole(value(cell.find(W + "tcPr"), "gridSpan"), 1) for cell in row) for row in rows]
    return min(max(spans, default=1) or 1, COLUMNS_MAX)


def _share(text: str) -> float:
    return number(text[:-1]) / 100 if text.endswith("%") else number(text) / FIFTIETHS_OF_PERCENT


def _indent(source: Source, properties: Element | None, margin: float, width: float) -> float:
    align = value(properties, "jc") or "left"
    spare = source.width - width
    if align in {"center", "right", "end"}:
        return round(spare / 2 if align == "center" else spare, 3)
    said = _inside(properties, "tblInd")
    indent = 0.0 if said is None or said.get(W + "type") in {"auto", "nil"} else points(said.get(W + "w"))
    # Older compatibility modes put the text of the first cell at the margin, so the edge stands outside it.
    flush = source.book.is_flush or source.in_table
    return round(indent if flush else indent - margin, 3)


def _through(source: Source, parent: Element, name: str) -> Iterator[Element]:
    """Give the rows of a table or the cells of a row, also those inside content controls."""
    for element in parent:
        found = local(element) if isinstance(element.tag, str) else ""
        if found == name:
            yield element
        elif found in {"sdt", "sdtContent", "customXml"}:
            yield from _through(source, element, name)
        elif found not in BESIDE and not is_refused(element):
            source.refuse("unknown", element, name_of(element))


BESIDE = frozenset(
    {
        *("tblPr", "tblGrid", "tblPrEx", "trPr", "sdtPr", "sdtEndPr", "customXmlPr", "bookmarkStart", "bookmarkEnd"),
        *("proofErr", "permStart", "permEnd", "commentRangeEnd", "moveFromRangeEnd", "moveToRangeEnd"),
    }
)


def _refuse_strange(source: Source, element: Element, properties: Element | None) -> None:
    faults = {
        "floating-table": _inside(properties, "tblpPr") is not None,
        "right-to-left": is_on(_inside(properties, "bidiVisual")),
        "cell-spacing": _is_spaced(element, properties),
        "border": any(strange_borders(_inside(properties, "tblBorders"))),
        "hidden-text": any(is_on(hidden) for hidden in element.iterfind(f"{W}tr/{W}trPr/{W}hidden")),
    }
    for code in [code for code, found in faults.items() if found]:
        source.refuse(code, element)


def _is_spaced(element: Element, properties: Element | None) -> bool:
    rows = element.iterfind(f"{W}tr/{W}trPr/{W}tblCellSpacing")
    spacings: Iterable[Element | None] = (_inside(properties, "tblCellSpacing"), *rows)
    return any(spacing is not None and spacing.get(W + "w", "0") != "0" for spacing in spacings)


def _refuse_strange_cell(source: Source, cell: Element, own: Element | None) -> None:
    if (value(own, "textDirection") or "lrTb") not in {"lrTb", "lr"}:
        source.refuse("text-direction", cell)
    if any(strange_borders(_inside(own, "tcBorders"))):
        source.refuse("border", cell)
    fit = _inside(own, "tcFitText")
    if fit is not None and fit.get(VAL, "1") not in OFF:
        source.refuse("text-effect", cell)


def _inside(parent: Element | None, name: str) -> Element | None:
    return None if parent is None else parent.find(W + name)
