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
    words: list[str | None] = []
    tags: list[str] = []
    for section in paper.sections:
        _tell(section.blocks, words, tags)
    return Told(tuple(_joined(words)), tuple(tags))


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


def _tell(blocks: Iterable[Block], words: list[str | None], tags: list[str]) -> None:
    for block in blocks:
        if isinstance(block, Paragraph):
            _tell_paragraph(block, words, tags)
        elif isinstance(block, Table):
            if block.drawn_as != "layout":
                tags.append("Table")
            for cell in cells_of(block):
                _tell(cell.blocks, words, tags)
        elif isinstance(block, SignaturePlace):
            words.append(composed(block.label))


def _tell_paragraph(paragraph: Paragraph, words: list[str | None], tags: list[str]) -> None:
    if (paragraph.style.level or paragraph.style.name == TITLE_STYLE) and _says_something(paragraph):
        tags.append("H")
    if paragraph.label is not None:
        words.append(composed(paragraph.label.words))
    for inline in paragraph.inlines:
        if isinstance(inline, Text):
            words.append(composed(inline.words))
        elif isinstance(inline, Reference):
            words.append(None)


def _says_something(paragraph: Paragraph) -> bool:
    return any(
        isinstance(one, Reference) or (isinstance(one, Text) and one.words.strip()) for one in paragraph.inlines
    )
