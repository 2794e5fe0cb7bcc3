"""Tables, boxes and charts: horizontal rules of half a point, tinted heads that repeat, rows that do not split.

Widths are millimetres. Borders are written on each table and cell as well as in the style, so that a paper looks the
same wherever it is opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal
from xml.sax.saxutils import quoteattr

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from tools.word_templates.furniture import UPRIGHT_WIDTH, Place, Sheet, ending, gap, say, your_information
from tools.word_templates.styles import HEAD_TINT, NAMESPACE, RULE_GREY, style_id

Rules = Literal["horizontal", "all", "none", "box", "double", "heavy"]
Kind = Literal["Council table", "Form table", "Layout table", "Bar chart", "Time grid"]

EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
THIN = ("single", 4, RULE_GREY)
RULED: dict[Rules, dict[str, tuple[str, int, str]]] = {
    "horizontal": dict.fromkeys(("top", "bottom", "insideH"), THIN),
    "all": dict.fromkeys(EDGES, THIN),
    "none": {},
    "box": dict.fromkeys(EDGES[:4], ("single", 8, "000000")),
    "double": dict.fromkeys(EDGES[:4], ("double", 12, "000000")),
    "heavy": {**dict.fromkeys(EDGES[:4], ("single", 24, "000000")), "insideH": THIN},
}
"""What each kind of ruling draws: edge to (line, eighths of a point, colour)."""


DAY_WIDTH = 31.0
SEAL_ROOM = 77.0
"""Millimetres for a column that holds the seal, 70 mm wide."""
GUTTER = 6.0
"""Millimetres between two columns of text."""
PRIVACY_SHARE = 0.42
"""Of the width: at this share both columns are about as long."""
HOURS_MOST = 14
"""More hours than this would not leave room for "10pm" in a column."""


def table(
    place: Place,
    widths: Sequence[float],
    *,
    kind: Kind = "Council table",
    rules: Rules = "horizontal",
    said: str = "",
    padding: float = 3,
    row_heads: bool = False,
) -> Table:
    """Begin a table; ``said`` tells a reader who cannot see it what it holds, ``padding`` is in points."""
    new = place.add_table(0, len(widths)) if isinstance(place, _Cell) else _body_table(place, len(widths))
    new._tbl.replace(new._tbl.tblPr, parse_xml(_table_properties(widths, kind, rules, said, padding, row_heads)))
    for column, width in zip(new._tbl.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
        column.set(qn("w:w"), str(Mm(width).twips))
    return new


def row(
    of: Table,
    cells: Sequence[str],
    *,
    style: str = "Table text",
    height: float = 0,
    split: bool = False,
    label_first: bool = False,
) -> _Row:
    """Add a row of words, at least ``height`` mm high; ``\\n`` in a cell begins a new paragraph."""
    new = of.add_row()
    _row_properties(new, height=height, split=split)
    for number, (cell, words) in enumerate(zip(new.cells, cells, strict=True)):
        for line in words.split("\n"):
            say(cell, f"**{line}**" if label_first and number == 0 else line, style)
    return new


def head(of: Table, cells: Sequence[str]) -> _Row:
    """Add the tinted head row, which is repeated on every page the table runs to."""
    new = row(of, cells, style="Table head")
    _row_properties(new, head=True)
    for cell in new.cells:
        tint(cell)
    return new


def rows_for(
    of: Table, names: str, cells: Sequence[str], *, height: float = 0, split: bool = False, label_first: bool = False
) -> _Row:
    """Add one row for each of a list: ``rows_for(table, "p in people", ["{{ p.name }}"])``."""
    tag_row(of, f"for {names}")
    drawn = row(of, cells, height=height, split=split, label_first=label_first)
    tag_row(of, "endfor")
    return drawn


def tag_row(of: Table, tag: str) -> None:
    """Add a row that holds nothing but a docxtpl tag and vanishes when the paper is filled."""
    cells = of.add_row().cells
    say(cells[0], f"{{%tr {tag} %}}", "Table text")
    for cell in cells[1:]:
        say(cell, "", "Table text")


def spanning(of: Table, words: str, *, style: str = "Table head") -> _Cell:
    """Add a row of one cell as wide as the table."""
    cells = row(of, [words, *[""] * (len(of.columns) - 1)], style=style).cells
    return cells[0].merge(cells[-1]) if len(cells) > 1 else cells[0]


def pairs(place: Place, rows: Sequence[Sequence[str]], widths: Sequence[float], *, said: str) -> Table:
    """Draw a key grid: label and value side by side, twice in a row when four widths are given."""
    grid = table(place, widths, said=said, row_heads=True)
    for cells in rows:
        for cell in row(grid, cells).cells[::2]:
            cell.paragraphs[0]._p.style = style_id("Table label")
    return grid


def box(place: Place, rules: Rules = "box", *, width: float = UPRIGHT_WIDTH, padding: float = 6) -> _Cell:
    """Draw a box of one cell and return the cell to write in; a small gap follows it."""
    frame = table(place, [width], kind="Layout table", rules=rules, padding=padding)
    cell = row(frame, [""]).cells[0]
    gap(place)
    return cell


def looped_grid(place: Place, hours: str, rows: str, day: str, cells: str, *, said: str) -> Table:
    """Draw a day by time grid with a column for each hour, at most ``HOURS_MOST`` of them.

    docxtpl takes away the columns that are left over and shares their width out evenly, so the grid begins with as
    many as there may be: the hours are then equally wide and the grid fills the page.
    """
    widths = [DAY_WIDTH, *[(UPRIGHT_WIDTH - DAY_WIDTH) / 3] * 3]
    grid = table(place, widths, kind="Time grid", rules="all", said=said, row_heads=True)
    heads = head(grid, ["Day", f"{{%tc for hour in {hours} %}}", "{{ hour }}", "{%tc endfor %}"])
    tag_row(grid, f"for {rows}")
    counts = row(grid, [day, f"{{%tc for cell in {cells} %}}", "{{ cell }}", "{%tc endfor %}"], label_first=True)
    tag_row(grid, "endfor")
    for drawn in (heads, counts):
        drawn.cells[2].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    _spare_columns(grid)
    keep_whole(grid)
    return grid


def _spare_columns(grid: Table) -> None:
    columns = grid._tbl.tblGrid
    hour = Mm((UPRIGHT_WIDTH - DAY_WIDTH) / HOURS_MOST).twips
    for column in columns.findall(qn("w:gridCol"))[1:]:
        columns.remove(column)
    for _ in range(HOURS_MOST):
        columns.append(parse_xml(f'<w:gridCol {NAMESPACE} w:w="{hour}"/>'))
    for width in grid._tbl.iter(qn("w:tcW")):
        width.set(qn("w:type"), "auto")
        width.set(qn("w:w"), "0")


def keep_whole(of: Table) -> None:
    """Keep a table on one page with what follows it: each of its paragraphs stays with the next."""
    for each in of._tbl.iter(qn("w:p")):
        Paragraph(each, of).paragraph_format.keep_with_next = True


def bar_chart(
    place: Place, heads: Sequence[str], rows: str, label: str, number: str, *, said: str, width: float = UPRIGHT_WIDTH
) -> Table:
    """Draw a table that the engine shows as horizontal bars with the numbers printed, above the table itself."""
    chart = table(place, [width - 30, 30], kind="Bar chart", said=said, padding=1, row_heads=True)
    head(chart, heads)
    rows_for(chart, rows, [label, number])
    keep_whole(chart)
    return chart


def sealed_ending(sheet: Sheet) -> None:
    """Close a sealed paper: how to check it and what a finder should do, and to the right of that the seal."""
    # Words that are to stay with what closes the paper would else be parted from it here.
    gap(sheet.body).paragraph_format.keep_with_next = True
    halves = (UPRIGHT_WIDTH - SEAL_ROOM, SEAL_ROOM)
    arranged = table(sheet.body, halves, kind="Layout table", rules="none", padding=0)
    left, right = row(arranged, ["", ""]).cells
    ending(left)
    sheet.seal(right, room=SEAL_ROOM)
    gap(sheet.body)


def ending_in_columns(sheet: Sheet, width: float) -> None:
    """Close a paper that has little room: privacy to the left, how to check it to the right."""
    shares = [width * PRIVACY_SHARE, GUTTER, width * (1 - PRIVACY_SHARE) - GUTTER]
    arranged = table(sheet.body, shares, kind="Layout table", rules="none", padding=0)
    left, _, right = row(arranged, ["", "", ""]).cells
    your_information(left)
    ending(right)
    gap(sheet.body)


def tint(cell: _Cell) -> None:
    """Tint a cell as head rows are."""
    properties = cell._tc.get_or_add_tcPr()
    for old in properties.findall(qn("w:shd")):
        properties.remove(old)
    properties.append(parse_xml(f'<w:shd {NAMESPACE} w:val="clear" w:color="auto" w:fill="{HEAD_TINT}"/>'))


def _body_table(place: Place, columns: int) -> Table:
    """Add a table without python-docx's look-up of a style, which our own style sheet does not have."""
    return place._body.add_table(0, columns, Mm(UPRIGHT_WIDTH))


def _table_properties(
    widths: Sequence[float], kind: Kind, rules: Rules, said: str, padding: float, row_heads: bool
) -> str:
    edges = "".join(
        f'<w:{edge} w:val="{line}" w:sz="{size}" w:space="0" w:color="{colour}"/>'
        for edge, (line, size, colour) in sorted(RULED[rules].items(), key=lambda item: EDGES.index(item[0]))
    )
    room = round(padding * 20)
    # What only arranges lines up with the text above and below it.
    sides = 108 if RULED[rules] else 0
    described = f"<w:tblDescription w:val={quoteattr(said)}/>" if said else ""
    return (
        f'<w:tblPr {NAMESPACE}><w:tblStyle w:val="{style_id(kind)}"/>'
        f'<w:tblW w:w="{Mm(sum(widths)).twips}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        f"<w:tblBorders>{edges}</w:tblBorders>"
        '<w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:top w:w="{room}" w:type="dxa"/><w:left w:w="{sides}" w:type="dxa"/>'
        f'<w:bottom w:w="{room}" w:type="dxa"/><w:right w:w="{sides}" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblLook w:val="{"00A0" if row_heads else "0020"}" w:firstRow="1" w:lastRow="0" '
        f'w:firstColumn="{int(row_heads)}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"{described}</w:tblPr>"
    )


def _row_properties(of: _Row, *, head: bool = False, height: float = 0, split: bool = False) -> None:
    properties = of._tr.get_or_add_trPr()
    marks = []
    if not split and properties.find(qn("w:cantSplit")) is None:
        marks.append("<w:cantSplit/>")
    if height:
        marks.append(f'<w:trHeight w:val="{Mm(height).twips}" w:hRule="atLeast"/>')
    if head:
        marks.append("<w:tblHeader/>")
    for mark in marks:
        properties.append(parse_xml(mark.replace("/>", f" {NAMESPACE}/>")))
