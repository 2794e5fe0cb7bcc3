"""What a page is made of once everything has its place. Lengths in points; ``y`` grows downwards.

A ``Strip`` is the smallest thing that is never cut by a page's end (unless it says how): a line of text, a table row,
a chart. Its items lie relative to its own top left corner.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from generator.fonts import Face
from generator.tags import Node
from inconfidence.core.blocks import Edges, Line, PageShape, ParagraphStyle

ALIGNED = {"left": 0.0, "center": 0.5, "right": 1.0}
"""The part of a line's spare room that stands before it."""


def baseline(style: ParagraphStyle, size: float, height: float | None = None) -> float:
    """Return how far under the top of a line, ``height`` points high if more than usual, its words stand."""
    # Noto Sans: ascent 1.069 and descent 0.293 of the size, centred in the line; things taller than it stand on it.
    return (style.leading if height is None else height) - (style.leading - 0.776 * size) / 2


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """How words are drawn: ``rise`` lifts the baseline, ``slanted`` leans the upright letters we have."""

    face: Face
    size: float
    colour: str = "000000"
    slanted: bool = False
    rise: float = 0.0
    underline: bool = False
    strike: bool = False
    shading: str = ""
    language: str = ""


@dataclass(slots=True)
class Words:
    """Words in one look from ``x`` on the baseline ``y``; ``stretch`` is added to every space.

    ``depths`` are the levels of their letters (``generator.bidi``), where not all of them run to the right.
    """

    x: float
    y: float
    words: str
    look: Look
    node: Node | None
    width: float
    link: str = ""
    stretch: float = 0.0
    depths: bytes = b""


@dataclass(slots=True)
class Fill:
    """A filled rectangle behind the words."""

    x: float
    y: float
    width: float
    height: float
    colour: str


@dataclass(slots=True)
class Stroke:
    """A straight line behind the words; ``dash`` in PDF's form, with round ends when ``dotted``."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    colour: str
    dash: tuple[float, ...] = ()
    dotted: bool = False


@dataclass(slots=True)
class Rules:
    """Straight lines of one border behind the words, each (x1, y1, x2, y2)."""

    line: Line
    lines: list[tuple[float, float, float, float]]


@dataclass(slots=True)
class Pattern:
    """A box of slanting lines ``gap`` apart, clipped to the box; part of a figure, or (no node) behind words."""

    x: float
    y: float
    width: float
    height: float
    gap: float
    line: float
    colour: str
    node: Node | None = None


@dataclass(slots=True)
class Extent:
    """The room a figure takes, which its element has to state."""

    x: float
    y: float
    width: float
    height: float
    node: Node | None


@dataclass(slots=True)
class Tick:
    """A drawn box to tick; ``x`` and ``y`` of its top left."""

    x: float
    y: float
    size: float
    ticked: bool
    colour: str
    node: Node | None


@dataclass(slots=True)
class Image:
    """A picture in its place."""

    x: float
    y: float
    width: float
    height: float
    content: bytes
    node: Node | None


@dataclass(slots=True)
class Bars:
    """Black bars of a barcode: (offset, width) pairs from ``x``."""

    x: float
    y: float
    height: float
    bars: tuple[tuple[float, float], ...]
    node: Node | None


@dataclass(slots=True)
class FieldPlace:
    """Where the named signature field lies."""

    x: float
    y: float
    width: float
    height: float
    field: str
    node: Node | None


@dataclass(slots=True)
class Anchor:
    """A bookmark, and when ``level`` is set a heading for the pane of bookmarks."""

    names: tuple[str, ...]
    title: str = ""
    level: int = 0


Item = Words | Fill | Stroke | Rules | Pattern | Extent | Tick | Image | Bars | FieldPlace | Anchor


@dataclass(slots=True, eq=False)
class Frame:
    """Borders and shading round one or more paragraphs; ``left`` and ``right`` measured in the column."""

    borders: Edges
    shading: str
    left: float
    right: float

    @property
    def above(self) -> float:
        """Return the room the top border takes."""
        line = self.borders.top
        return line.gap + line.width if line else 0.0

    @property
    def below(self) -> float:
        """Return the room the bottom border takes."""
        line = self.borders.bottom
        return line.gap + line.width if line else 0.0

    def joins(self, other: Frame | None) -> bool:
        """Say whether two neighbours are drawn as one box, as Word does for equal borders and indents."""
        return other is not None and (self.borders, self.shading, self.left, self.right) == (
            other.borders,
            other.shading,
            other.left,
            other.right,
        )


@dataclass(slots=True, eq=False)
class Strip:
    """A piece of a column ``height`` high, with room before and after it.

    ``adds`` says that the room before it does not swallow the room after the one above.
    ``glued`` to the next one; ``head`` is what is repeated above it on a new page; ``opens`` are elements that join
    the structure tree even when empty. ``cut`` divides it at a height, or returns None when that parts what is glued;
    with True it parts even that. ``may_split`` lets a strip shorter than a page be cut. ``near`` is the heading it
    stands under.
    """

    height: float
    items: list[Item | Placed] = field(default_factory=list)
    frames: Sequence[tuple[float, float, float, Frame]] = ()
    before: float = 0.0
    after: float = 0.0
    adds: bool = False
    glued: bool = False
    new_page: bool = False
    frame: Frame | None = None
    head: tuple[Strip, ...] = ()
    opens: tuple[Node, ...] = ()
    cut: Callable[[float, bool], tuple[Strip, Strip] | None] | None = None
    may_split: bool = False
    near: str = ""

    @property
    def parts(self) -> list[Placed]:
        """Return the strips that stand in it."""
        return [item for item in self.items if isinstance(item, Placed)]


@dataclass(slots=True)
class Placed:
    """A strip at its place; a ``repeated`` one (a table's head on a later page) is not read out again."""

    x: float
    y: float
    strip: Strip
    repeated: bool = False


@dataclass(slots=True)
class Page:
    """One page: its shape, what is on it, and its running head and foot."""

    number: int
    shape: PageShape
    body: list[Placed]
    frames: list[tuple[float, float, float, Frame]]
    section: int
    first_of_section: bool
    head: list[Placed] = field(default_factory=list)
    foot: list[Placed] = field(default_factory=list)
