"""What is read of an element once and filled for each record: blocks in which signs stand where values are put.

A plan is made only where every sign comes out of reading as one whole text. Wherever else a value goes (a barcode, a
label of a place to sign, words that are left out), the element is written with its values and read like any other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from generator.word.markup import Element
from generator.word.source import Source
from inconfidence.core.blocks import Cell, Paragraph, Row, Table, Text

Holes = Sequence[tuple[str, str]]
"""The path and the words of each value."""
Fill = Callable[[Holes], Any]
"""Makes what was read with values in it."""
T = TypeVar("T")

_SIGN = re.compile("<([0-9]+)>")


def sign_for(index: int) -> str:
    """Return what stands for a value while a shape is read: words, like any value."""
    return f"<{index}>"


def is_shaped(element: Element) -> bool:
    """Say whether an element is a shape with the values of a record (``generator.compiled.shapes``)."""
    return getattr(element, "holes", None) is not None


def written(element: Element) -> Element:
    """Return an element as it is with its values in it."""
    return element.written() if is_shaped(element) else element


def read_filled(source: Source, element: Any, key: Any, read: Callable[[Element], T]) -> T:
    """Return what ``read`` makes of a shape with its values; what it makes of the shape itself is kept under ``key``.

    What it takes of the file's allowance is taken each time.
    """
    found = element.kept.get(key)
    if found is None:
        found = element.kept[key] = _planned(source, element, read)
    plan, pieces, points = found
    if plan is None:
        return read(element.written())
    source.book.allowance.take_again(pieces, points)
    made: T = plan(element.holes)
    return made


def _planned(source: Source, element: Any, read: Callable[[Element], Any]) -> tuple[Fill | None, int, int]:
    """Read a shape for its plan: there is none where it counts in a list, for numbers depend on what came before."""
    book = source.book
    before, left, points = book.numbering.noted(), book.allowance.left, book.allowance.points
    made = read(element)
    counted = book.numbering.counted != before.counted
    taken = left - book.allowance.left, points - book.allowance.points
    book.numbering.go_back(before)
    book.allowance.left, book.allowance.points = left, points
    plan = None if counted else plan_of(made, len(element.holes))
    return plan, *taken


def plan_of(made: Any, count: int) -> Fill | None:
    """Return how to fill what was read with signs for ``count`` values, None when not each came out once and whole."""
    found: list[int] = []
    try:
        fill = _fill(made, found)
    except ValueError:
        return None
    return fill if fill is not None and sorted(found) == list(range(count)) else None


def _fill(made: Any, found: list[int]) -> Fill | None:
    """Return how to fill a part of what was read, None when it holds no sign; note which signs it holds."""
    if isinstance(made, tuple):
        return _tuple(made, found)
    maker = _FILLS.get(type(made))
    return None if maker is None else maker(made, found)


def _tuple(made: tuple[Any, ...], found: list[int]) -> Fill | None:
    fills = [_fill(one, found) for one in made]
    if not any(fills):
        return None
    if len(fills) == 1:
        (only,) = fills
        return lambda holes: (only(holes),)  # type: ignore[misc]
    parts = tuple(zip(made, fills, strict=True))
    return lambda holes: tuple([one if fill is None else fill(holes) for one, fill in parts])


def _text(text: Text, found: list[int]) -> Fill | None:
    if not text.source:
        return None
    sign = _SIGN.fullmatch(text.words)
    if sign is None:
        raise ValueError("a sign that is not whole")
    index, style, link = int(sign[1]), text.style, text.link
    found.append(index)

    def fill(holes: Holes) -> Text:
        path, words = holes[index]
        return Text(words, style, link, path)

    return fill


def _paragraph(one: Paragraph, found: list[int]) -> Fill | None:
    inlines = _fill(one.inlines, found)
    style, label, bookmarks, contents = one.style, one.label, one.bookmarks, one.contents
    return inlines and (lambda holes: Paragraph(inlines(holes), style, label, bookmarks, contents))


def _cell(one: Cell, found: list[int]) -> Fill | None:
    blocks = _fill(one.blocks, found)
    said = one.columns, one.rows, one.shading, one.borders, one.vertical, one.padding
    return blocks and (lambda holes: Cell(blocks(holes), *said))


def _row(one: Row, found: list[int]) -> Fill | None:
    cells = _fill(one.cells, found)
    said = one.header, one.may_split, one.height, one.exact
    return cells and (lambda holes: Row(cells(holes), *said))


def _table(one: Table, found: list[int]) -> Fill | None:
    rows = _fill(one.rows, found)
    said = one.widths, one.drawn_as, one.indent, one.description, one.header_columns, one.after
    return rows and (lambda holes: Table(rows(holes), *said))


_FILLS: dict[type, Callable[[Any, list[int]], Fill | None]] = {
    Text: _text,
    Paragraph: _paragraph,
    Cell: _cell,
    Row: _row,
    Table: _table,
}
