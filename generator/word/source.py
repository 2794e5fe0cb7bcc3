"""What reading a part needs at hand: the file's styles, lists and settings, and where refusals go."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from generator.provenance import told
from generator.sourced import Told
from generator.word.markup import Element
from generator.word.numbering import Numbering
from generator.word.package import Package, Relationship, refuse
from generator.word.refusals import Refusals
from generator.word.styles import NO_TABLE, Styles, TableLayer
from inconfidence.core.blocks import Block

WORD_TAB_STEP = 36.0
"""Points between tab stops nobody set, where a file does not say: also what layout takes."""
TABLE_FLUSH_MODE = 15
"""The compatibility mode of Word 2013, from which on tables are placed by their edge."""


PIECES_MAX = 200_000
"""What is read of one file, heads and feet included: a text, tab or break counts one, a paragraph or cell ten. About
300 pages take half."""
RUN, PARAGRAPH = 1, 10
POINTS_MAX = 400_000_000
"""Points of all pictures of one file, each as often as it is shown: some thirty photographs."""


@dataclass(slots=True)
class Allowance:
    """How much of a file may still be read, so that reading ends in seconds whatever the file repeats."""

    left: int = PIECES_MAX
    points: int = POINTS_MAX

    def has_points(self, points: int) -> bool:
        """Count the points of a picture, and say whether all so far may be shown."""
        self.points -= points
        return self.points >= 0

    def take_again(self, pieces: int, points: int) -> None:
        """Count what was read once already, and is read no more.

        Raises:
            InputInvalid: when it is more than may be read.
        """
        self.left -= pieces
        self.points -= points
        if self.left < 0 or self.points < 0:
            self.take(self.left + 1)

    def take(self, pieces: int) -> None:
        """Count what is read.

        Raises:
            InputInvalid: when it is more than ``PIECES_MAX``.
        """
        self.left -= pieces
        if self.left < 0:
            refuse("too-long", "It is far longer than a paper.", "Divide it into several files.")


@dataclass(frozen=True, slots=True)
class Book:
    """What all parts of one file share."""

    package: Package
    styles: Styles
    numbering: Numbering
    refusals: Refusals
    mode: int
    # Whether the file was filled just now, so that marks in it tell where its words come from.
    marked: bool
    # Each table style as tables use it, by its identifier, look and bands (``tablestyles.TableStyle``).
    table_styles: dict[Any, Any] = field(default_factory=dict)
    # One thing for each way in which the cells of tables look (``tables``).
    table_looks: dict[Any, object] = field(default_factory=dict)
    # Whether pages of even number have heads and feet of their own.
    has_even: bool = False
    # Whether the room after one paragraph and before the next are both kept (17.15.3, in the settings of the file).
    adds: bool = False
    # The distance of tab stops nobody set, in points (17.15.1.25, in the settings of the file).
    tab_step: float = WORD_TAB_STEP
    allowance: Allowance = field(default_factory=Allowance)
    # Heads and feet already read, by their part, what they are, and the width of the text.
    running: dict[tuple[str, str, float], tuple[Block, ...]] = field(default_factory=dict)

    @property
    def is_flush(self) -> bool:
        """Say whether a table's edge, not its text, stands at the margin."""
        return self.mode >= TABLE_FLUSH_MODE

    def anew(self, package: Package, refusals: Refusals) -> Book:
        """Return the book for another record of the same template.

        It shares what styles, lists and settings say. What is counted, or read of what a record fills, begins anew.
        """
        numbering = self.numbering.afresh()
        return replace(
            self, package=package, refusals=refusals, numbering=numbering, allowance=Allowance(), running={}
        )


@dataclass(frozen=True, slots=True)
class Source:
    """One part being read: ``label`` says which ("body", "header"), ``width`` is its text column in points.

    ``depth`` counts the tables round it.
    """

    book: Book
    label: str
    relationships: dict[str, Relationship]
    width: float
    table: TableLayer = NO_TABLE
    in_table: bool = False
    depth: int = 0

    @property
    def in_body(self) -> bool:
        """Say whether this is the running text, where pages may be broken."""
        return self.label == "body" and not self.in_table

    @property
    def inside(self) -> tuple[str, float, TableLayer, int]:
        """Return all that reading an element of this part depends on besides the element and its file."""
        return self.label, self.width, self.table, self.depth

    def refuse(self, code: str, element: Element, detail: str = "") -> None:
        """Note that an element of this part cannot be drawn."""
        self.book.refusals.refuse(code, element, self.label, detail)

    def told(self, text: str, element: Element) -> Told:
        """Return words that stand in an attribute of an element, with where they come from."""
        try:
            return told(text, trusted=self.book.marked)
        except ValueError:
            self.refuse("damaged", element)
            return Told.of(())

    def within(self, layer: TableLayer, width: float) -> Source:
        """Return the source for the inside of a table cell."""
        return replace(self, table=layer, in_table=True, width=width, depth=self.depth + 1)
