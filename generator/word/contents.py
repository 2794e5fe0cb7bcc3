"""The blocks of a body, a cell, a header or a footer, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

from generator.word.fields import OpenField
from generator.word.kept import is_still, kept, kept_uncounted, said_again
from generator.word.markup import Element, W, local
from generator.word.paragraphs import read_paragraph
from generator.word.plans import written
from generator.word.refusals import is_refused, name_of
from generator.word.source import PARAGRAPH, Source
from generator.word.tables import read_table
from inconfidence.core.blocks import Block

TABLES_DEEP = 8
"""Tables within one another that are read; Word's own dialogs make no more than a few."""
READ_THROUGH = frozenset({"sdt", "sdtContent", "customXml", "smartTag"})
SILENT = frozenset(
    {
        *("sectPr", "tcPr", "sdtPr", "sdtEndPr", "customXmlPr", "bookmarkEnd", "proofErr", "permStart", "permEnd"),
        *("commentRangeEnd", "moveFromRangeEnd", "moveToRangeEnd", "customXmlInsRangeEnd", "customXmlDelRangeEnd"),
    }
)


@dataclass(slots=True)
class _Held:
    """What goes on from one block to the next: bookmarks that wait for a paragraph, and a table of contents."""

    bookmarks: list[str] = field(default_factory=list)
    fields: tuple[OpenField, ...] = ()
    begun: Element | None = None

    @property
    def is_empty(self) -> bool:
        """Say whether nothing goes on to the next block."""
        return not (self.bookmarks or self.fields)


def read_blocks(source: Source, elements: Iterable[Element]) -> tuple[Block, ...]:
    """Read blocks; a bookmark that stands between them belongs to the next paragraph."""
    held = _Held()
    blocks = tuple(_blocks(source, elements, held))
    if held.fields:
        source.refuse("field-open", held.begun)
    return blocks


def _blocks(source: Source, elements: Iterable[Element], held: _Held) -> Iterator[Block]:
    inside = source.inside
    for element in elements:
        name = local(element) if isinstance(element.tag, str) else ""
        if name == "p":
            known = said_again(source, element, inside) if is_still(element) and held.is_empty else None
            yield from _paragraph(source, element, held) if known is None else known
        elif name == "tbl":
            yield from _table(source, element, held)
        elif name == "bookmarkStart":
            held.bookmarks.append(element.get(W + "name", ""))
        elif name in READ_THROUGH:
            yield from _blocks(source, element, held)
        elif name not in SILENT and not is_refused(element):
            source.refuse("unknown", element, name_of(element))


def _paragraph(source: Source, element: Element, held: _Held) -> Iterator[Block]:
    bookmarks, fields = tuple(held.bookmarks), held.fields
    held.bookmarks.clear()
    held.begun = held.begun if fields else element
    if bookmarks or fields or not _is_whole(element):
        source.book.allowance.take(PARAGRAPH)
        blocks, held.fields = read_paragraph(source, written(element), bookmarks, fields)
    else:
        blocks = kept_uncounted(source, element, source.inside, partial(_whole_paragraph, source))
    yield from blocks


def _whole_paragraph(source: Source, element: Element) -> tuple[Block, ...]:
    source.book.allowance.take(PARAGRAPH)
    blocks, _ = read_paragraph(source, element, ())
    return blocks


def _is_whole(element: Element) -> bool:
    """Say whether a paragraph never changes and leaves no field open to the next."""
    return is_still(element) and kept(element, "whole", lambda: _ends_its_fields(element))


def _ends_its_fields(element: Element) -> bool:
    deep = 0
    for mark in element.iter(W + "fldChar"):
        kind = mark.get(W + "fldCharType")
        deep = deep + 1 if kind == "begin" else max(0, deep - 1) if kind == "end" else deep
    return deep == 0


def _table(source: Source, element: Element, held: _Held) -> Iterator[Block]:
    if held.fields:
        source.refuse("contents-place", element)
    elif source.depth == TABLES_DEEP:
        source.refuse("nested-deep", element)
    else:
        yield kept_uncounted(source, element, source.inside, partial(read_table, source, read_blocks))
