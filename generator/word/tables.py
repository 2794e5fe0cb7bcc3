"""Tables: grid, merged cells, header rows, and the borders, shading and margins each cell ends up with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import Any, Literal

from generator.provenance import without_marks
from generator.word.kept import is_still, kept, kept_uncounted, said_again
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


@dataclass(frozen=True, slots=True, eq=False)
class _Look:
    """What a table says of all its cells, and how it stands; ``key`` is the same for tables whose cells look alike."""

    key: Any
    borders: Borders
    style: TableStyle
    padding: Padding
    widths: tuple[float, ...]
    drawn_as: DrawnAs
    indent: float
    header_columns: int


@dataclass(frozen=True, slots=True)
class _Context:
    """What reading the cells of one table needs."""

    source: Source
    look: _Look
    rows: int
    read_blocks: ReadBlocks
    insides: dict[tuple[TableLayer, float], Source] = field(init=False, default_factory=dict)

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
    if not is_still(properties):
        _refuse_strange(source, element, properties)
    rows = list(_through(source, element, "tr"))
    columns = _columns(source, element)
    is_quick = is_still(properties) and all(map(_stands_alone, rows))
    if not is_quick:
        rows = [written(row) for row in rows]
    if is_still(properties) and not (is_quick and kept(properties, "plain", lambda: _is_plain(element, properties))):
        _refuse_strange(source, element, properties)
    look = kept(properties, (columns, source.inside), lambda: _look(source, element, properties, columns))
    context = _Context(source, look, len(rows), read_blocks)
    return Table(
        rows=tuple(_rows_alone(context, rows) if is_quick else _rows(context, rows)),
        widths=look.widths,
        drawn_as=look.drawn_as,
        indent=look.indent,
        description=kept(properties, "told", lambda: source.told(_description(properties), element)),
        header_columns=look.header_columns,
    )


def _look(source: Source, element: Element, properties: Element | None, columns: tuple[float, ...]) -> _Look:
    style = table_style(source, element)
    lines = borders(_inside(properties, "tblBorders"))
    margins = WORD_PADDING | style.padding | padding(_inside(properties, "tblCellMar"))
    widths = _widths(source, properties, columns)
    drawn_as = DRAWN_AS.get(style.name, "grid")
    labelled = drawn_as in LABELLED_BY_FIRST_COLUMN or (drawn_as == "grid" and style.has("firstCol"))
    indent = _indent(source, properties, margins["left"], sum(widths))
    return _Look(_key(source, lines, margins), lines, style, margins, widths, drawn_as, indent, int(labelled))


def _key(source: Source, lines: Borders, margins: Padding) -> object:
    """Return one thing for all tables like this; no number, for two threads could give one number to two looks."""
    return source.book.table_looks.setdefault((source.label, *lines.items(), *margins.items()), object())


def _description(properties: Element | None) -> str:
    said = (value(properties, name) or "" for name in ("tblDescription", "tblCaption"))
    return next((words for words in said if without_marks(words)), "")


def _rows(context: _Context, rows: list[Element]) -> Iterator[Row]:
    in_head = context.look.drawn_as != "layout"
    placed = _placed(context, rows)
    for element, places in zip(rows, placed, strict=True):
        row = _row(context, element, places, in_head=in_head)
        in_head = row.header
        yield row


def _stands_alone(row: Element) -> bool:
    """Say whether a row never changes, no cell of it goes on in the next, and it says nothing against its table."""
    return is_still(row) and kept(row, "alone", lambda: next(row.iter(*NOT_ALONE), None) is None)


NOT_ALONE = tuple(W + name for name in ("vMerge", "tblPrEx", "hidden", "tblCellSpacing"))


def _rows_alone(context: _Context, rows: list[Element]) -> Iterator[Row]:
    """Read rows that depend on no other ones, or say again what was read of them in a place like theirs."""
    in_head = context.look.drawn_as != "layout"
    for index, element in enumerate(rows):
        key = (context.look, index == 0, index + 1 == len(rows), context.look.style.is_odd(index), in_head)
        row = said_again(context.source, element, key)
        if row is None:
            read = partial(_row_alone, context, index, in_head)
            row = kept_uncounted(context.source, element, key, read)
        in_head = row.header
        yield row


def _row_alone(context: _Context, index: int, in_head: bool, element: Element) -> Row:
    (places,) = _placed(context, [element], index)
    return _row(context, element, places, in_head=in_head)


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
    lines = {**context.look.borders, **borders(own.find(W + "tblBorders"))}
    margins = context.look.padding | padding(own.find(W + "tblCellMar"))
    look = replace(context.look, key=_key(context.source, lines, margins), borders=lines, padding=margins)
    return replace(context, look=look)


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
    if column + after > len(context.look.widths):
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
    widths = context.look.widths
    at = At(place.row, place.row + place.rows, place.column, last, context.rows, len(widths))
    look, touched, width = context.look.style.look_at(at), _touched(*at.ends), sum(widths[place.column : last])
    key = (context.look.key, look, touched, width)
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
    lines = {**look.borders, **outlined(context.look.borders, touched), **borders(_inside(own, "tcBorders"))}
    own_fill = shading(_inside(own, "shd"))
    margins = context.look.padding | padding(_inside(own, "tcMar"))
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


def _columns(source: Source, element: Element) -> tuple[float, ...]:
    """Return the columns' widths as the grid has them, nought where it has none."""
    grid = element.find(W + "tblGrid")
    columns = () if grid is None else kept(grid, "columns", lambda: _widths_in(grid))
    return columns or (0.0,) * _widest(source, element)


def _widths_in(grid: Element) -> tuple[float, ...]:
    return tuple(points(column.get(W + "w")) for column in grid.findall(W + "gridCol"))


def _widths(source: Source, properties: Element | None, said: tuple[float, ...]) -> tuple[float, ...]:
    """Return the columns' widths: those said, or even ones where there are none, scaled where a share is asked for."""
    columns = list(said) if all(said) else [source.width / len(said)] * len(said)
    wanted = _inside(properties, "tblW")
    if wanted is not None and wanted.get(W + "type") == "pct":
        scale = source.width * _share(wanted.get(W + "w", "0")) / sum(columns)
        columns = [width * scale for width in columns] if scale else columns
    return tuple(round(width, 3) for width in columns)


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
    for code in [code for code, found in _faults(element, properties).items() if found]:
        source.refuse(code, element)


def _is_plain(element: Element, properties: Element | None) -> bool:
    return not any(_faults(element, properties).values())


def _faults(element: Element, properties: Element | None) -> dict[str, bool]:
    return {
        "floating-table": _inside(properties, "tblpPr") is not None,
        "right-to-left": is_on(_inside(properties, "bidiVisual")),
        "cell-spacing": _is_spaced(element, properties),
        "border": any(strange_borders(_inside(properties, "tblBorders"))),
        "hidden-text": any(is_on(hidden) for hidden in element.iterfind(f"{W}tr/{W}trPr/{W}hidden")),
    }


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
