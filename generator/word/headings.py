"""A table of contents (17.16.5.68, the field TOC): what it asks for, and its entries built from the paper's headings.

What Word wrote between the marks of the field is old as soon as a template is filled, so none of it is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from generator.word.package import refuse
from inconfidence.core.blocks import (
    Block,
    Contents,
    Inline,
    Paragraph,
    ParagraphStyle,
    Reference,
    Section,
    Tab,
    Table,
    TabStop,
    Text,
    TextStyle,
)

LEVELS = 9
"""Levels of a table of contents, as in Word."""
HEADINGS = {f"Heading {level}": level for level in range(1, LEVELS + 1)}
EVERY_LEVEL = tuple(range(1, LEVELS + 1))
CONTENTS_MAX = 10
"""Tables of contents of one file: each may list every paragraph."""
HARMLESS = frozenset({"\\h", "\\z", "\\w", "\\x"})
"""Switches that change nothing here: entries are always links, and tabs in a heading are spaces."""

NUMBER_STEP = 22.0
"""Points: after a heading's number its words begin at the next multiple of this from the margin, as in Word."""
LETTER_WIDTH = 0.6
"""Width of a figure in font sizes, roughly: Noto Sans has 0.572."""

_RANGE = re.compile(r"([1-9])-([1-9])")
_LIST = re.compile(r"\s*[,;]\s*")


def contents_asked(tokens: Sequence[str]) -> Contents | None:
    """Read the switches of a TOC field; None when one asks for what the engine does not do."""
    switches = list(_switches(tokens))
    if any(name not in _KNOWN | HARMLESS or (name in HARMLESS and said) for name, said in switches):
        return None
    asked: dict[str, tuple[int, ...] | None] = {
        name: _levels(said) for name, said in switches if name in {"\\o", "\\n", "\\u"}
    }
    styles = tuple(pair for name, said in switches if name == "\\t" for pair in _styles(said))
    if None in asked.values() or any(level not in EVERY_LEVEL for _, level in styles):
        return None
    by_heading = asked.get("\\o") or (() if styles or "\\u" in asked else EVERY_LEVEL)
    outline = (by_heading or EVERY_LEVEL) if "\\u" in asked else ()
    return Contents(by_heading, outline, styles, asked.get("\\n") or ())


_KNOWN = frozenset({"\\o", "\\n", "\\u", "\\t"})


def with_contents(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Put the entries of every table of contents in its place, and a bookmark at every heading they lead to."""
    # A table of contents is refused in a table: it need not be looked for there.
    blocks = (block for section in sections for block in section.blocks)
    asked = [one.contents for one in blocks if isinstance(one, Paragraph) and one.contents is not None]
    if not asked:
        return sections
    if len(asked) > CONTENTS_MAX:
        refuse("too-long", "It has more tables of contents than a paper.", "Leave one of them.")
    builder = _Builder(asked)
    marked = tuple(replace(section, blocks=builder.marked(section.blocks)) for section in sections)
    return tuple(replace(section, blocks=builder.built(section.blocks)) for section in marked)


class _Builder:
    """Collects the headings that some table of contents lists, and writes the entries."""

    def __init__(self, asked: list[Contents]) -> None:
        self._asked = asked
        self._listed: list[Paragraph] = []

    def marked(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Return the blocks with a bookmark at every heading that is listed."""
        return tuple(self._marked(block) for block in blocks)

    def built(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Return the blocks with the entries instead of the places held for them."""
        return tuple(built for block in blocks for built in self._built(block))

    def _marked(self, block: Block) -> Block:
        if isinstance(block, Table):
            return _inside(block, self.marked)
        if not isinstance(block, Paragraph) or not any(_level(one, block) for one in self._asked) or not _says(block):
            return block
        named = replace(block, bookmarks=(*block.bookmarks, f"contents-{len(self._listed) + 1}"))
        self._listed.append(named)
        return named

    def _built(self, block: Block) -> Iterator[Block]:
        if isinstance(block, Table):
            yield _inside(block, self.built)
        elif isinstance(block, Paragraph) and block.contents is not None:
            yield from self._entries(block, block.contents)
        else:
            yield block

    def _entries(self, place: Paragraph, contents: Contents) -> Iterator[Paragraph]:
        bookmarks = place.bookmarks
        for heading in self._listed:
            level = _level(contents, heading)
            if level:
                style, look = contents.looks[level - 1]
                yield _entry(heading, style, look, bookmarks, paged=level not in contents.unpaged)
                bookmarks = ()


def _entry(
    heading: Paragraph, style: ParagraphStyle, look: TextStyle, bookmarks: tuple[str, ...], *, paged: bool
) -> Paragraph:
    link = f"#{heading.bookmarks[-1]}"
    inlines: list[Inline] = []
    if heading.label is not None and heading.label.words:
        inlines += [Text(heading.label.words, look, link), Tab(look)]
        style = _with_number(style, heading.label.words, look.size)
    inlines += _words(heading, look, link)
    if paged:
        inlines += [Tab(look), Reference("page-of", look, link[1:])]
    return Paragraph(tuple(inlines), style, None, bookmarks)


def _words(heading: Paragraph, look: TextStyle, link: str) -> Iterator[Inline]:
    """Give a heading's words in the look of an entry; what parts them in the heading is a space here."""
    for inline in heading.inlines:
        if isinstance(inline, Text):
            yield Text(inline.words, replace(look, language=inline.style.language), link, inline.source)
        elif hasattr(inline, "style"):
            yield Text(" ", look, link)


def _with_number(style: ParagraphStyle, number: str, size: float) -> ParagraphStyle:
    """Return an entry's style with a stop for the words after the number, where it has none of its own."""
    if any(stop.align == "left" for stop in style.tabs):
        return style
    end = style.left + LETTER_WIDTH * size * len(number)
    return replace(style, tabs=(TabStop(NUMBER_STEP * (end // NUMBER_STEP + 1)), *style.tabs))


def _level(contents: Contents, paragraph: Paragraph) -> int:
    """Return the level a table of contents lists a paragraph at, 0 when it does not."""
    style = paragraph.style
    if paragraph.contents is not None:
        return 0
    named = dict(contents.styles).get(style.name, 0)
    heading = HEADINGS.get(style.name, 0)
    if named or heading in contents.levels:
        return named or heading
    return style.level if style.level in contents.outline else 0


def _says(paragraph: Paragraph) -> bool:
    return any(isinstance(inline, Text) and inline.words.strip() for inline in paragraph.inlines)


def _inside(table: Table, change: Callable[[tuple[Block, ...]], tuple[Block, ...]]) -> Table:
    rows = (
        replace(row, cells=tuple(replace(cell, blocks=change(cell.blocks)) for cell in row.cells))
        for row in table.rows
    )
    return replace(table, rows=tuple(rows))


def _switches(tokens: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give each switch with what is said to it; words before any switch stand under no name."""
    name, said = "", []
    for token in tokens:
        if not token.startswith("\\"):
            said.append(token)
            continue
        if name or said:
            yield name, " ".join(said)
        name, said = token.lower(), []
    if name or said:
        yield name, " ".join(said)


def _levels(said: str) -> tuple[int, ...] | None:
    """Return the levels of a range such as 1-3, all where none is said, None when it cannot be read."""
    if not said:
        return EVERY_LEVEL
    found = _RANGE.fullmatch(said)
    return None if found is None else tuple(range(int(found[1]), int(found[2]) + 1))


def _styles(said: str) -> Iterator[tuple[str, int]]:
    """Give the pairs of "Style,1,Other style,2"; a level that is none comes as 0."""
    parts = _LIST.split(said.strip())
    for name, level in zip(parts[::2], [*parts[1::2], ""], strict=False):
        yield name, int(level) if level.isdecimal() and len(level) == 1 else 0
