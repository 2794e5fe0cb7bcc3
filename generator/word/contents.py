"""The blocks of a body, a cell, a header or a footer, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from generator.word.kept import is_still, kept_uncounted
from generator.word.markup import Element, W, local
from generator.word.paragraphs import read_paragraph
from generator.word.refusals import is_refused, name_of
from generator.word.source import Source
from generator.word.tables import read_table
from inconfidence.core.blocks import Block

READ_THROUGH = frozenset({"sdt", "sdtContent", "customXml", "smartTag"})
SILENT = frozenset(
    {
        *("sectPr", "tcPr", "sdtPr", "sdtEndPr", "customXmlPr", "bookmarkEnd", "proofErr", "permStart", "permEnd"),
        *("commentRangeEnd", "moveFromRangeEnd", "moveToRangeEnd", "customXmlInsRangeEnd", "customXmlDelRangeEnd"),
    }
)


def read_blocks(source: Source, elements: Iterable[Element]) -> tuple[Block, ...]:
    """Read blocks; a bookmark that stands between them belongs to the next paragraph."""
    return tuple(_blocks(source, elements, []))


def _paragraph(source: Source, element: Element, bookmarks: tuple[str, ...]) -> Iterable[Block]:
    if bookmarks or not is_still(element):
        return read_paragraph(source, element, bookmarks)
    return kept_uncounted(source, element, source.inside, lambda: tuple(read_paragraph(source, element, ())))


def _blocks(source: Source, elements: Iterable[Element], waiting: list[str]) -> Iterator[Block]:
    for element in elements:
        name = local(element) if isinstance(element.tag, str) else ""
        if name == "p":
            bookmarks = tuple(waiting)
            waiting.clear()
            yield from _paragraph(source, element, bookmarks)
        elif name == "tbl":
            yield kept_uncounted(source, element, source.inside, partial(read_table, source, element, read_blocks))
        elif name == "bookmarkStart":
            waiting.append(element.get(W + "name", ""))
        elif name in READ_THROUGH:
            yield from _blocks(source, element, waiting)
        elif name not in SILENT and not is_refused(element):
            source.refuse("unknown", element, name_of(element))
