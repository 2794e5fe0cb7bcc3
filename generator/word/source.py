"""What reading a part needs at hand: the file's styles, lists and settings, and where refusals go."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from generator.provenance import Told, told
from generator.word.markup import Element
from generator.word.numbering import Numbering
from generator.word.package import Package, Relationship
from generator.word.refusals import Refusals
from generator.word.styles import NO_TABLE, Styles, TableLayer

TABLE_FLUSH_MODE = 15
"""The compatibility mode of Word 2013, from which on tables are placed by their edge."""


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

    @property
    def is_flush(self) -> bool:
        """Say whether a table's edge, not its text, stands at the margin."""
        return self.mode >= TABLE_FLUSH_MODE

    def anew(self, package: Package, refusals: Refusals) -> Book:
        """Return the book for another record of the same template.

        It shares what styles, lists and settings say. What is counted, or read of what a record fills, begins anew.
        """
        return replace(self, package=package, refusals=refusals, numbering=self.numbering.afresh())


@dataclass(frozen=True, slots=True)
class Source:
    """One part being read: ``label`` says which ("body", "header"), ``width`` is its text column in points."""

    book: Book
    label: str
    relationships: dict[str, Relationship]
    width: float
    table: TableLayer = NO_TABLE
    in_table: bool = False

    @property
    def in_body(self) -> bool:
        """Say whether this is the running text, where pages may be broken."""
        return self.label == "body" and not self.in_table

    @property
    def inside(self) -> tuple[str, float, TableLayer, bool]:
        """Return all that reading an element of this part depends on besides the element and its file."""
        return self.label, self.width, self.table, self.in_table

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
        return replace(self, table=layer, in_table=True, width=width)
