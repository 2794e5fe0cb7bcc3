"""What a paper's blocks say when they are read out: the words in their order, and its headings and tables.

White space apart this is what the tags of the drawn file have to say (``generator.strict``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.fonts import composed
from generator.layout.walk import leaves_of
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
    blocks = leaves_of(block for section in paper.sections for block in section.blocks)
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


def _words(blocks: Iterable[Block]) -> list[str | None]:
    words: list[str | None] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            if block.label is not None:
                words.append(composed(block.label.words))
            for inline in block.inlines:
                if isinstance(inline, Text):
                    words.append(composed(inline.words))
                elif isinstance(inline, Reference):
                    words.append(None)
        elif isinstance(block, SignaturePlace):
            words.append(composed(block.label))
    return words


def _tags(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            if (block.style.level or block.style.name == TITLE_STYLE) and _says_something(block):
                yield "H"
        elif isinstance(block, Table) and block.drawn_as != "layout":
            yield "Table"


def _says_something(paragraph: Paragraph) -> bool:
    return any(
        isinstance(one, Reference) or (isinstance(one, Text) and one.words.strip()) for one in paragraph.inlines
    )
