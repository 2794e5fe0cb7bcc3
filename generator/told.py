"""What a paper's blocks say when they are read out: the words in their order, and its headings and tables.

White space apart this is what the tags of the drawn file have to say (``generator.strict``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.fonts import composed
from generator.layout.walk import cells_of
from inconfidence.core.blocks import (
    TITLE_STYLE,
    Block,
    Inline,
    Paper,
    Paragraph,
    Reference,
    SignaturePlace,
    Table,
    Text,
)
from inconfidence.core.documents import Told


def told_by(paper: Paper) -> Told:
    """Return what a paper tells; its running heads and feet, which are not read out, are no part of it."""
    blocks = [block for section in paper.sections for block in section.blocks]
    return Told(tuple(_joined(_words(blocks))), tuple(_tags(blocks)))


def _joined(words: Iterable[str | None]) -> Iterator[str | None]:
    run: list[str] = []
    for each in words:
        if each is None:
            yield "".join(run)
            run = []
            yield None
        else:
            run.append(each)
    yield "".join(run)


def _words(blocks: Iterable[Block]) -> Iterator[str | None]:
    for block in blocks:
        if isinstance(block, Paragraph):
            if block.label is not None:
                yield composed(block.label.words)
            for inline in block.inlines:
                yield from _inline_words(inline)
        elif isinstance(block, SignaturePlace):
            yield composed(block.label)
        elif isinstance(block, Table):
            for cell in cells_of(block):
                yield from _words(cell.blocks)


def _inline_words(inline: Inline) -> Iterator[str | None]:
    if isinstance(inline, Text):
        yield composed(inline.words)
    elif isinstance(inline, Reference):
        yield None


def _tags(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            if (block.style.level or block.style.name == TITLE_STYLE) and _says_something(block):
                yield "H"
        elif isinstance(block, Table):
            if block.drawn_as != "layout":
                yield "Table"
            for cell in cells_of(block):
                yield from _tags(cell.blocks)


def _says_something(paragraph: Paragraph) -> bool:
    return any(
        isinstance(one, Reference) or (isinstance(one, Text) and one.words.strip()) for one in paragraph.inlines
    )
