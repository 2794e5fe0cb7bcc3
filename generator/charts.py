"""Charts made from the words of a table: bars with printed values, and grids whose cells carry a pattern.

Everything is told twice, by length or density and by a printed number, and by pattern instead of colour, so that it
survives a grey photocopy. The table itself always stands under a bar chart. A count that is not shown has no bar and
no pattern, and plays no part in how long or dense the others are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from disclosure.small_counts import NOT_SHOWN
from generator.fonts import composed
from generator.layout.items import Extent, Fill, Item, Look, Pattern, Placed, Strip, Stroke, Words
from generator.layout.lines import LineBreaker, Piece, Step, Turn
from generator.layout.setting import Setting
from generator.layout.walk import paragraphs_of
from generator.tags import Node, described
from inconfidence.core.blocks import Cell, Table, Text, TextStyle
from inconfidence.core.errors import InputInvalid
from inconfidence.core.problems import Problem

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
UNTITLED = "Bar chart of the table that follows it."

BAR_HEIGHT = 13.0
BAR_LEAST = 2.0
ROW_GAP = 9.0
LABEL_SHARE = 0.4
LABEL_GAP = 8.0
VALUE_GAP = 5.0
CHART_AFTER = 12.0
AXIS_COLOUR = "808080"
BAR_COLOUR = "303030"
HATCH = (4.0, 1.0)

# Gaps between the slanting lines of a heat grid's cells, sparse to dense, and their width and grey.
HEAT_GAPS = {1: 9.0, 2: 6.0, 3: 4.0, 4: 2.6}
HEAT_LINE = 0.5
HEAT_COLOUR = "8C8C8C"
HEAT_INSET = 1.2
PATCH = 2.5


def bar_chart(table: Table, width: float, setting: Setting, parent: Node | None) -> Strip:
    """Return a bar chart of a table of labels and numbers, ``width`` points wide, as one strip.

    Raises:
        InputInvalid: when a row neither holds a number nor says that it is not shown.
    """
    rows = labels_and_numbers(table)
    style = _text_style(table)
    look = setting.look(TextStyle(size=style.size, language=style.language))
    bold = setting.look(TextStyle(size=style.size, bold=True, language=style.language))
    node = Node("Figure", parent, described(table.description or UNTITLED)) if parent else None
    labels = [_label_lines(label, width * LABEL_SHARE, look, setting) for label, _, _ in rows]
    label_width = max((right for lines in labels for _, right in lines), default=0.0)
    axis = label_width + LABEL_GAP
    value_width = max((setting.width(words, bold) for _, words, _ in rows), default=0.0)
    longest = max(width - axis - value_width - 2 * VALUE_GAP, BAR_LEAST)
    most = max((number for _, _, number in rows), default=0.0) or 1.0
    strip, y = Strip(0.0, after=CHART_AFTER, glued=True, near=setting.near), ROW_GAP / 2
    leading = style.size * 1.36
    for lines, (_, words, number) in zip(labels, rows, strict=True):
        height = max(BAR_HEIGHT, len(lines) * leading)
        strip.items += _row(lines, y, height, leading, look, node)
        strip.items += _bar(axis, y + (height - BAR_HEIGHT) / 2, longest * number / most, node)
        at, under = axis + longest * number / most + VALUE_GAP, y + height / 2 + 0.357 * style.size
        strip.items.append(Words(at, under, f"{words} ", bold, node, setting.width(words, bold)))
        y += height + ROW_GAP
    strip.height = y - ROW_GAP / 2
    strip.items.append(Stroke(axis, 0.0, axis, strip.height, 0.75, AXIS_COLOUR))
    strip.items.append(Extent(0.0, 0.0, width, strip.height, node))
    return strip


def heat_steps(table: Table) -> dict[tuple[int, int], int]:
    """Return how dense each numbered cell's pattern is, 1 to 4, by row and column; a nought has none."""
    numbers = {
        (at, column): float(words)
        for at, row in enumerate(table.rows)
        if not row.header
        for column, words in enumerate(map(words_of, row.cells))
        if column >= max(1, table.header_columns) and words.isascii() and words.isdigit()
    }
    most = max(numbers.values(), default=0.0)
    return {place: _step(number, most) for place, number in numbers.items() if number > 0}


def heat_cell(step: int, width: float, height: float, words: Iterable[Placed]) -> list[Item]:
    """Return the pattern behind a cell's number, with white round the number."""
    inset = 2 * HEAT_INSET
    pattern = Pattern(HEAT_INSET, HEAT_INSET, width - inset, height - inset, HEAT_GAPS[step], HEAT_LINE, HEAT_COLOUR)
    return [pattern, *_patches(words)]


def words_of(cell: Cell) -> str:
    """Return a cell's words, its paragraphs joined by a space."""
    return " ".join(
        "".join(inline.words for inline in paragraph.inlines if isinstance(inline, Text))
        for paragraph in paragraphs_of(cell.blocks)
    ).strip()


def _patches(parts: Iterable[Placed]) -> list[Item]:
    patches: list[Item] = []
    for part in parts:
        for item in part.strip.items:
            if isinstance(item, Words):
                tall = item.look.face.cap_height * item.look.size
                left, top = part.x + item.x - PATCH, part.y + item.y - tall - PATCH
                patches.append(Fill(left, top, item.width + 2 * PATCH, tall + 2 * PATCH, "FFFFFF"))
    return patches


def _step(number: float, most: float) -> int:
    return min(4, 1 + int(4 * (number - 1) / most)) if most > 1 else 1


def labels_and_numbers(table: Table) -> list[tuple[str, str, float]]:
    """Return what each row of a bar chart says: its label, its value as printed, and that value as a number.

    Raises:
        InputInvalid: when a row neither holds a number nor says that it is not shown.
    """
    rows: list[tuple[str, str, float]] = []
    for at, row in enumerate(table.rows):
        if row.header:
            continue
        label, value = words_of(row.cells[0]), words_of(row.cells[-1])
        number = _number(value)
        if number is None:
            path = f"bar chart, row {at + 1}"
            problem = Problem(path, "not-a-number", "The row's last cell holds no number.", "Give the number.")
            raise InputInvalid("A bar chart cannot be drawn.", [problem])
        rows.append((composed(label), composed(value), number))
    return rows


def _number(value: str) -> float | None:
    """Return the number a cell holds: nought where it is not shown, for that draws no bar."""
    if value == NOT_SHOWN.label:
        return 0.0
    found = NUMBER.search(value)
    return float(found[0].replace(",", "")) if found else None


def _text_style(table: Table) -> TextStyle:
    """Return the style of the table's last words: its head is bold, its body is not."""
    paragraphs = list(paragraphs_of([table]))
    texts = [inline for paragraph in paragraphs for inline in paragraph.inlines if isinstance(inline, Text)]
    return texts[-1].style if texts else TextStyle()


def _label_lines(label: str, room: float, look: Look, setting: Setting) -> list[tuple[str, float]]:
    space = setting.width(" ", look)
    pieces: list[Piece | Step | Turn] = [
        Piece(word, setting.width(word, look), " ", space, look, None, may_break=True) for word in label.split()
    ]
    lines = LineBreaker(0.0, 0.0, room, ()).set_all(pieces)
    return [("".join(piece.words + " " for _, piece in line.pieces), line.end) for line in lines]


def _row(
    lines: list[tuple[str, float]], y: float, height: float, leading: float, look: Look, node: Node | None
) -> list[Item]:
    top = y + (height - len(lines) * leading) / 2
    base = (leading + 0.714 * look.size) / 2
    return [Words(0.0, top + at * leading + base, words, look, node, width) for at, (words, width) in enumerate(lines)]


def _bar(x: float, y: float, length: float, node: Node | None) -> list[Item]:
    if length < BAR_LEAST:
        return []
    return [Pattern(x, y, length, BAR_HEIGHT, *HATCH, BAR_COLOUR, node)]
