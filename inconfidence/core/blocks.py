"""A paper as blocks: what a Word file says and how it looks, and nothing of Word or of PDF.

``generator`` reads a filled Word file into these and draws these as PDF. All lengths are points (1/72 inch).
Everything is frozen: a drawn paper and its blocks can be compared word for word.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Align = Literal["left", "right", "center", "both"]


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a run of text looks. ``size`` in points; ``colour`` and ``shading`` as ``RRGGBB``."""

    size: float = 12.0
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    raised: Literal["", "super", "sub"] = ""
    colour: str = "000000"
    shading: str = ""
    language: str = "en-GB"


@dataclass(frozen=True, slots=True)
class Text:
    """Words in one style; ``link`` is an address, or ``#bookmark`` within the paper.

    ``source`` is the path in the View the words came from; empty for the template's own.
    """

    words: str
    style: TextStyle
    link: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """A step to the next tab stop."""

    style: TextStyle


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A new line within the paragraph."""

    style: TextStyle


@dataclass(frozen=True, slots=True)
class TickBox:
    """A drawn square (Word: the ballot box characters U+2610, U+2612), crossed when ``ticked``."""

    ticked: bool
    style: TextStyle


@dataclass(frozen=True, slots=True)
class Reference:
    """A number known only when the paper is laid out (Word: PAGE, NUMPAGES, PAGEREF name, REF name \\n)."""

    kind: Literal["page", "pages", "page-of", "number-of"]
    style: TextStyle
    bookmark: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """An inline image; ``alt`` is what a reader who cannot see it is told."""

    content: bytes = field(repr=False)
    width: float
    height: float
    alt: str


@dataclass(frozen=True, slots=True)
class Barcode:
    """A Code 128 barcode of ``value`` (Word: a paragraph in the style "Barcode"), printed under it in ``size``."""

    value: str
    size: float = 10.0


Inline = Text | Tab | LineBreak | TickBox | Reference | Picture | Barcode


@dataclass(frozen=True, slots=True)
class Line:
    """A rule or border: ``width`` in points, ``gap`` to the text, ``double`` for two thin lines."""

    width: float
    colour: str = "808080"
    gap: float = 0.0
    double: bool = False


@dataclass(frozen=True, slots=True)
class Edges:
    """The four borders of a box, each of which may be absent."""

    top: Line | None = None
    left: Line | None = None
    bottom: Line | None = None
    right: Line | None = None


@dataclass(frozen=True, slots=True)
class TabStop:
    """Where a tab leads: ``position`` from the left edge of the text column."""

    position: float
    align: Literal["left", "right", "center"] = "left"
    leader: Literal["", ".", "_", "-"] = ""


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """How a paragraph stands. ``name`` is Word's style name; ``level`` is 1-6 for a heading, 0 for text.

    Between two paragraphs is the larger of the room ``after`` the one and ``before`` the other, or both of them where
    the second ``adds``.
    """

    name: str
    level: int = 0
    align: Align = "left"
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    before: float = 0.0
    after: float = 0.0
    leading: float = 17.0
    keep_next: bool = False
    keep_lines: bool = False
    page_break_before: bool = False
    contextual: bool = False
    adds: bool = False
    tabs: tuple[TabStop, ...] = ()
    borders: Edges = Edges()
    shading: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A list label as printed ("3.", a bullet): it hangs at ``left + first`` of its paragraph.

    ``align`` is how it stands to that point; ``follow`` is what parts it from the words.
    """

    words: str
    style: TextStyle
    level: int = 0
    ordered: bool = False
    align: Literal["left", "right", "center"] = "left"
    follow: Literal["tab", "space", "nothing"] = "tab"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a table of contents lists (Word: the field TOC); ``generator.word.headings`` puts the entries in its place.

    ``levels`` are those of Word's headings it takes, ``outline`` those of any other paragraph with an outline level,
    ``styles`` the level it gives to paragraphs of a style; ``unpaged`` levels show no page. ``looks`` is how an entry
    of each level stands, from the first one on.
    """

    levels: tuple[int, ...] = ()
    outline: tuple[int, ...] = ()
    styles: tuple[tuple[str, int], ...] = ()
    unpaged: tuple[int, ...] = ()
    looks: tuple[tuple[ParagraphStyle, TextStyle], ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; ``bookmarks`` are the names other places refer to it by.

    One with ``contents`` holds the place of a table of contents, and is gone once that is built.
    """

    inlines: tuple[Inline, ...]
    style: ParagraphStyle
    label: Label | None = None
    bookmarks: tuple[str, ...] = ()
    contents: Contents | None = None


@dataclass(frozen=True, slots=True)
class SignaturePlace:
    """Where a signature is shown (Word: a paragraph in the style "Signature place", bookmarked ``sign_NAME``)."""

    field: str
    label: str
    width: float
    height: float
    align: Align = "left"
    label_size: float = 9.0


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


TITLE_STYLE = "Title"
"""The Word style of what a paper calls itself: the first stop of a reader who goes from heading to heading."""
LABEL_STYLE = "Table label"
"""The Word style of a cell that tells what stands beside it, wherever in its row it is."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell, ``columns`` wide and ``rows`` high."""

    blocks: tuple[Block, ...]
    columns: int = 1
    rows: int = 1
    shading: str = ""
    borders: Edges = Edges()
    vertical: Literal["top", "center", "bottom"] = "top"
    padding: tuple[float, float, float, float] = (3.0, 5.4, 3.0, 5.4)

    @property
    def is_label(self) -> bool:
        """Say whether the cell tells what stands beside it: everything in it has the style made for that."""
        styles = {block.style.name if isinstance(block, Paragraph) else "" for block in self.blocks}
        return styles == {LABEL_STYLE}


@dataclass(frozen=True, slots=True)
class Row:
    """A table row. A ``header`` row is repeated on every page; ``height`` is the least height."""

    cells: tuple[Cell, ...]
    header: bool = False
    may_split: bool = False
    height: float = 0.0
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table, or (by the name of its Word style) a chart drawn from the same words.

    ``drawn_as``: ``grid`` an ordinary table; ``layout`` a table that only arranges (no header, not read as a table);
    ``bars`` a bar chart above its own data table; ``heat`` a day by time grid whose numbers are also shown as pattern.
    ``description`` is the alt text of a chart and the summary of a table.
    """

    rows: tuple[Row, ...]
    widths: tuple[float, ...]
    drawn_as: Literal["grid", "layout", "bars", "heat"] = "grid"
    indent: float = 0.0
    description: str = ""
    header_columns: int = 0
    after: float = 0.0


Block = Paragraph | SignaturePlace | PageBreak | Table


@dataclass(frozen=True, slots=True)
class PageShape:
    """A page and its margins (A4 upright by default); ``header`` and ``footer`` are distances from the edge."""

    width: float = 595.28
    height: float = 841.89
    top: float = 79.4
    right: float = 51.0
    bottom: float = 73.7
    left: float = 70.9
    header: float = 28.0
    footer: float = 24.0


@dataclass(frozen=True, slots=True)
class Section:
    """Pages of one shape, with their running head and foot.

    ``first_*`` is None when the first page has no other, ``even_*`` when pages of even number have none.
    """

    blocks: tuple[Block, ...]
    page: PageShape = PageShape()
    header: tuple[Block, ...] = ()
    footer: tuple[Block, ...] = ()
    first_header: tuple[Block, ...] | None = None
    first_footer: tuple[Block, ...] | None = None
    even_header: tuple[Block, ...] | None = None
    even_footer: tuple[Block, ...] | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper, ready to be drawn."""

    title: str
    language: str
    sections: tuple[Section, ...]
