"""A paper without page numbers, which mean nothing on a screen.

1. PAGE and NUMPAGES are left out, with the word "page" right before them and the one word between the two.
2. A line of contents (words, a tab, PAGEREF) leads to the place: its words become a link, and its tail is left out.
3. Any other PAGEREF becomes a link in words.
4. REF of a paragraph's number stays a number, and leads there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.layout.pages import paragraph_numbers
from generator.layout.walk import paragraphs_of
from inconfidence.core.blocks import Block, Inline, Paper, Paragraph, Reference, Section, Tab, Table, Text
from inconfidence.core.errors import InputInvalid
from inconfidence.core.problems import Problem

GO_THERE = "(go there)"
PAGE_WORDS = "page|pages|p|seite|sayfa|strona|pagina|página|trang|faqja"
"""The word that stands before a page number, in the languages papers come in."""
_PAGE_WORD = re.compile(rf"(?:^|(?<=\s))(?:{PAGE_WORDS})\.?\s*$", re.IGNORECASE)
_ONE_WORD = re.compile(r"\s*[^\s\d]{1,12}\s*")
COUNTS = ("page", "pages")


def without_pages(paper: Paper) -> Paper:
    """Return the paper as it reads on a screen.

    Raises:
        InputInvalid: when it refers to places it does not have, or links to a bookmark that is not there.
    """
    found = _Places(paper)
    found.check()
    return replace(paper, sections=tuple(_section(section, found) for section in paper.sections))


class _Places:
    """Where a paper can be entered, and the number of each numbered place."""

    def __init__(self, paper: Paper) -> None:
        self.numbers = paragraph_numbers(paper)
        every = [one for section in paper.sections for part in _parts(section) for one in paragraphs_of(part)]
        body = [one for section in paper.sections for one in paragraphs_of(section.blocks)]
        self._names = {name for paragraph in body for name in paragraph.bookmarks}
        self._inlines = [inline for paragraph in every for inline in paragraph.inlines]

    def check(self) -> None:
        """Check that everything that is referred to is there.

        Raises:
            InputInvalid: naming what is not.
        """
        lost = {name for inline in self._inlines for name in self._missing(inline)}
        if lost:
            problems = [
                Problem(f"bookmark {name}", "no-bookmark", "Nothing of this name can be referred to.", "Set it.")
                for name in sorted(lost)
            ]
            raise InputInvalid("The paper refers to places it does not have.", problems)

    def _missing(self, inline: Inline) -> Iterator[str]:
        if isinstance(inline, Text) and inline.link.startswith("#") and inline.link[1:] not in self._names:
            yield inline.link[1:]
        elif isinstance(inline, Reference) and inline.kind not in COUNTS:
            known = self.numbers if inline.kind == "number-of" else self._names
            yield from () if inline.bookmark in known else (inline.bookmark,)


def _parts(section: Section) -> tuple[tuple[Block, ...], ...]:
    return (section.first_header or (), section.header, section.blocks, section.first_footer or (), section.footer)


def _section(section: Section, places: _Places) -> Section:
    return replace(
        section,
        blocks=_blocks(section.blocks, places),
        header=_blocks(section.header, places),
        footer=_blocks(section.footer, places),
        first_header=None if section.first_header is None else _blocks(section.first_header, places),
        first_footer=None if section.first_footer is None else _blocks(section.first_footer, places),
    )


def _blocks(blocks: Iterable[Block], places: _Places) -> tuple[Block, ...]:
    return tuple(_block(block, places) for block in blocks)


def _block(block: Block, places: _Places) -> Block:
    if isinstance(block, Paragraph) and any(isinstance(one, Reference) for one in block.inlines):
        return replace(block, inlines=tuple(_inlines(block.inlines, places)))
    if not isinstance(block, Table):
        return block
    rows = (
        replace(row, cells=tuple(replace(cell, blocks=_blocks(cell.blocks, places)) for cell in row.cells))
        for row in block.rows
    )
    return replace(block, rows=tuple(rows))


def _inlines(inlines: tuple[Inline, ...], places: _Places) -> Iterable[Inline]:
    entry = _contents_line(inlines)
    if entry is not None:
        end, target = entry
        return (_led(one, target) for one in _resolved(inlines[:end], places))
    return _resolved(_uncounted(inlines), places)


def _contents_line(inlines: tuple[Inline, ...]) -> tuple[int, str] | None:
    """Return where the words of a line of contents end, and the bookmark it leads to."""
    tabs = [at for at, one in enumerate(inlines) if isinstance(one, Tab)]
    if not tabs:
        return None
    *before, last = inlines[tabs[-1] + 1 :] or (None,)
    if not isinstance(last, Reference) or last.kind != "page-of":
        return None
    words = "".join(one.words if isinstance(one, Text) else "?" for one in before)
    return (tabs[-1], last.bookmark) if not words.strip() or _PAGE_WORD.fullmatch(words.strip()) else None


def _led(inline: Inline, target: str) -> Inline:
    # All of the line is one link, numbers too: single figures are too small to be touched (WCAG 2.2, 2.5.8).
    return replace(inline, link=f"#{target}") if isinstance(inline, Text) else inline


def _uncounted(inlines: tuple[Inline, ...]) -> list[Inline]:
    """Leave out page numbers with the words that only serve them."""
    kept: list[Inline] = []
    between: Text | None = None
    counted = False
    for inline in inlines:
        if isinstance(inline, Reference) and inline.kind in COUNTS:
            if between is None:
                _cut_page_word(kept)
            between, counted = None, True
            continue
        if between is not None:
            kept.append(between)
            between = None
        if counted and isinstance(inline, Text) and _ONE_WORD.fullmatch(inline.words):
            between = inline
        else:
            kept.append(inline)
        counted = False
    return kept if between is None else [*kept, between]


def _cut_page_word(kept: list[Inline]) -> None:
    last = kept[-1] if kept else None
    if isinstance(last, Text):
        words = _PAGE_WORD.sub("", last.words)
        kept[-1:] = [replace(last, words=words)] if words else []


def _resolved(inlines: Iterable[Inline], places: _Places) -> Iterator[Inline]:
    for inline in inlines:
        if isinstance(inline, Reference):
            words = places.numbers[inline.bookmark] if inline.kind == "number-of" else GO_THERE
            yield Text(words, inline.style, f"#{inline.bookmark}")
        else:
            yield inline
