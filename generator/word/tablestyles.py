"""Table styles: which of a style's conditional parts ("first row", "banded column") a cell lies in (17.7.6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.word.lines import Borders, borders, strange_borders
from generator.word.markup import OFF, VAL, Element, W, points, shading, value, whole
from generator.word.properties import Properties, laid_over, paragraph_properties, run_properties
from generator.word.source import Source
from generator.word.styles import NO_TABLE, TableLayer
from inconfidence.core.blocks import Line

Padding = dict[str, float]

# Bits of the older, hexadecimal form of w:tblLook (17.4.55).
LOOK_BITS = {
    "firstRow": 0x0020,
    "lastRow": 0x0040,
    "firstColumn": 0x0080,
    "lastColumn": 0x0100,
    "noHBand": 0x0200,
    "noVBand": 0x0400,
}


@dataclass(frozen=True, slots=True)
class At:
    """Where a cell lies: its first row and column, those after its last, and the size of the table."""

    row: int
    row_end: int
    column: int
    column_end: int
    rows: int
    columns: int

    @property
    def ends(self) -> tuple[bool, bool, bool, bool]:
        """Say whether it touches the top, the bottom, the left and the right of the table."""
        return self.row == 0, self.row_end == self.rows, self.column == 0, self.column_end == self.columns


@dataclass(frozen=True, slots=True)
class Part:
    """What a table style says of one of its conditional parts, or of the whole table (``name`` "")."""

    name: str
    borders: Borders
    cell_borders: Borders
    shading: str | None
    vertical: str | None
    padding: Padding
    layer: TableLayer


@dataclass(frozen=True, slots=True, eq=False)
class CellLook:
    """What a table style says of one cell; each is itself and like no other."""

    borders: Borders
    shading: str
    vertical: str | None
    layer: TableLayer


@dataclass(frozen=True, slots=True)
class Said:
    """What a table style with its bases says: its parts, rows and columns a band, whether a border cannot be drawn."""

    parts: tuple[Part, ...]
    band: tuple[int, int]
    strange: bool


@dataclass(frozen=True, slots=True)
class TableStyle:
    """A table style with its bases, as the table at hand uses it."""

    name: str
    parts: tuple[Part, ...]
    look: frozenset[str]
    band: tuple[int, int]
    _looks: dict[tuple[bool, ...], CellLook] = field(default_factory=dict)

    def look_at(self, at: At) -> CellLook:
        """Return what the style says of a cell; most cells lie in the same regions, so it is kept."""
        key = (*at.ends, *self._in_odd_bands(at))
        if key not in self._looks:
            self._looks[key] = self._composed(self._regions(at))
        return self._looks[key]

    def is_odd(self, row: int) -> bool:
        """Say whether a row lies in the second of two bands."""
        return bool((row - ("firstRow" in self.look)) // self.band[0] % 2)

    def _in_odd_bands(self, at: At) -> tuple[bool, bool]:
        """Say whether a cell lies in the second of two bands of rows, and of columns."""
        return self.is_odd(at.row), bool((at.column - ("firstColumn" in self.look)) // self.band[1] % 2)

    @property
    def padding(self) -> Padding:
        """Return the cell margins of the whole table."""
        return {side: width for part in self.parts if not part.name for side, width in part.padding.items()}

    def has(self, region: str) -> bool:
        """Say whether the style sets a region apart and the table asks for it."""
        return LOOK_OF[region] in self.look and any(part.name == region for part in self.parts)

    def _composed(self, regions: dict[str, frozenset[str]]) -> CellLook:
        """Lay the parts over one another, the weakest first, by the sides of the region the cell touches."""
        lines: dict[str, Line | None] = {}
        look = CellLook(lines, "", None, NO_TABLE)
        for part, sides in self._parts_in(regions):
            lines |= outlined(part.borders, sides) | outlined(part.cell_borders, sides)
            look = CellLook(
                lines,
                look.shading if part.shading is None else part.shading,
                part.vertical or look.vertical,
                laid_over_layer(look.layer, part.layer),
            )
        return look

    def _parts_in(self, regions: dict[str, frozenset[str]]) -> Iterator[tuple[Part, frozenset[str]]]:
        for region in ("", *ORDER):
            if region in regions:
                yield from ((part, regions[region]) for part in self.parts if part.name == region)

    def _regions(self, at: At) -> dict[str, frozenset[str]]:
        top, bottom, left, right = at.ends
        outer = _sides(top, left, bottom, right)
        along, down = _sides(True, left, True, right), _sides(top, True, bottom, True)
        everywhere = _sides(True, True, True, True)
        ends = {"firstRow": top, "lastRow": bottom, "firstCol": left, "lastCol": right}
        ends = {name: found and LOOK_OF[name] in self.look for name, found in ends.items()}
        regions = {"": outer, "wholeTable": outer}
        odd_row, odd_column = self._in_odd_bands(at)
        if "noVBand" not in self.look and not (ends["firstCol"] or ends["lastCol"]):
            regions["band2Vert" if odd_column else "band1Vert"] = down
        if "noHBand" not in self.look and not (ends["firstRow"] or ends["lastRow"]):
            regions["band2Horz" if odd_row else "band1Horz"] = along
        regions |= {name: along if name.endswith("Row") else down for name, found in ends.items() if found}
        regions |= {name: everywhere for name, (row, column) in CORNERS.items() if ends[row] and ends[column]}
        return regions


LOOK_OF = {"firstRow": "firstRow", "lastRow": "lastRow", "firstCol": "firstColumn", "lastCol": "lastColumn"}
CORNERS = {
    "nwCell": ("firstRow", "firstCol"),
    "neCell": ("firstRow", "lastCol"),
    "swCell": ("lastRow", "firstCol"),
    "seCell": ("lastRow", "lastCol"),
}
BANDS = ("band1Vert", "band2Vert", "band1Horz", "band2Horz")
ORDER = ("wholeTable", *BANDS, "firstCol", "lastCol", "firstRow", "lastRow", *CORNERS)


def table_style(source: Source, table: Element) -> TableStyle:
    """Read the style a table names (or the default one) with its bases."""
    styles, properties = source.book.styles, table.find(W + "tblPr")
    style_id = value(properties, "tblStyle") or styles.default("table")
    known = source.book.table_styles
    if style_id not in known:
        known.setdefault(style_id, _said(styles.chain(style_id)))
    said: Said = known[style_id]
    if said.strange:
        source.refuse("border", table)
    key = (style_id, _look(properties))
    if key not in known:
        known.setdefault(key, TableStyle(styles.name(style_id), said.parts, key[1], said.band))
    found: TableStyle = known[key]
    return found


def _said(chain: tuple[Element, ...]) -> Said:
    bands = [[value(s.find(W + "tblPr"), f"tblStyle{way}BandSize") for s in chain] for way in ("Row", "Col")]
    row, column = (max(1, whole(next((size for size in reversed(sizes) if size), "1"))) for sizes in bands)
    lines = (lines for style in chain for lines in style.iter(W + "tblBorders", W + "tcBorders"))
    return Said(_parts(chain), (row, column), any(any(strange_borders(each)) for each in lines))


def outlined(said: Borders, sides: frozenset[str]) -> dict[str, Line | None]:
    """Turn a region's borders into a cell's: outer lines where it touches the outside, inner ones elsewhere."""
    chosen = {
        "top": "top" if "top" in sides else "inner-row",
        "bottom": "bottom" if "bottom" in sides else "inner-row",
        "left": "left" if "left" in sides else "inner-column",
        "right": "right" if "right" in sides else "inner-column",
    }
    return {side: said[name] for side, name in chosen.items() if name in said}


def padding(parent: Element | None) -> Padding:
    """Read ``w:tblCellMar`` or ``w:tcMar``."""
    sides = {"start": "left", "end": "right"}
    found = [] if parent is None else [(sides.get(n, n), parent.find(W + n)) for n in MARGINS]
    return {side: points(element.get(W + "w")) for side, element in found if element is not None}


MARGINS = ("top", "start", "left", "bottom", "end", "right")


def _parts(chain: tuple[Element, ...]) -> tuple[Part, ...]:
    conditional = [part for style in chain for part in style.findall(W + "tblStylePr")]
    named = [_part(str(part.get(W + "type")), part) for part in conditional]
    return (*(_part("", style) for style in chain), *named)


def _part(name: str, element: Element) -> Part:
    table, cell = element.find(W + "tblPr"), element.find(W + "tcPr")
    return Part(
        name=name,
        borders=borders(None if table is None else table.find(W + "tblBorders")),
        cell_borders=borders(None if cell is None else cell.find(W + "tcBorders")),
        shading=None if cell is None else shading(cell.find(W + "shd")),
        vertical=value(cell, "vAlign"),
        padding=padding(None if table is None else table.find(W + "tblCellMar")),
        layer=TableLayer(paragraph_properties(element.find(W + "pPr")), run_properties(element.find(W + "rPr"))),
    )


def laid_over_layer(under: TableLayer, over: TableLayer) -> TableLayer:
    """Lay what one part says of text over what another says."""
    run: Properties = {**under.run, **over.run}
    return TableLayer(laid_over(under.paragraph, over.paragraph), run)


def _look(properties: Element | None) -> frozenset[str]:
    element = None if properties is None else properties.find(W + "tblLook")
    if element is None:
        return frozenset()
    if element.get(W + "firstRow") is not None or element.get(VAL) is None:
        return frozenset(name for name in LOOK_BITS if element.get(W + name, "0") not in OFF)
    bits = int(element.get(VAL), 16) if _is_hexadecimal(element.get(VAL)) else 0
    return frozenset(name for name, bit in LOOK_BITS.items() if bits & bit)


def _is_hexadecimal(text: str) -> bool:
    return len(text) <= 8 and all(sign in "0123456789abcdefABCDEF" for sign in text) and bool(text)


def _sides(top: bool, left: bool, bottom: bool, right: bool) -> frozenset[str]:
    touched = {"top": top, "left": left, "bottom": bottom, "right": right}
    return frozenset(side for side, found in touched.items() if found)
