"""What a page has to say, word for word and in order, gathered from the blocks alone: what preflight holds it against.

Told words count too: alt texts, the value of a barcode, whether a box is ticked, the description of a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.charts import UNTITLED, labels_and_numbers
from generator.html.drawings import TICKED
from generator.html.markup import shown
from generator.layout.walk import paragraphs_of
from inconfidence.core.blocks import (
    TITLE_STYLE,
    Barcode,
    Block,
    Inline,
    Paper,
    Paragraph,
    Picture,
    SignaturePlace,
    Table,
    Text,
    TickBox,
)

Running = list[tuple[Block, ...]]


def said_on(paper: Paper, marking: tuple[str, ...], notice: str, title: str) -> str:
    """Return all the words of a page, white space folded."""
    heads, feet = running_of(paper)
    bodies = [section.blocks for section in paper.sections]
    parts = [*marking, *(words for head in heads for words in _blocks(head)), notice]
    parts += [] if has_title(paper) else [title]
    parts += [words for blocks in (*bodies, *feet) for words in _blocks(blocks)]
    return " ".join(" ".join([*parts, *marking]).split())


def has_title(paper: Paper) -> bool:
    """Say whether a paper has a title of its own in its text."""
    paragraphs = (one for section in paper.sections for one in paragraphs_of(section.blocks))
    return any(_is_title(one) for one in paragraphs)


def _is_title(paragraph: Paragraph) -> bool:
    words = (one.words for one in paragraph.inlines if isinstance(one, Text))
    return paragraph.style.name == TITLE_STYLE and not paragraph.style.level and any(map(str.strip, words))


def running_of(paper: Paper) -> tuple[Running, Running]:
    """Return the running heads and feet of a paper in the order they come up; those that say the same once."""
    heads = (part for section in paper.sections for part in (section.first_header, section.header) if part)
    feet = (part for section in paper.sections for part in (section.first_footer, section.footer) if part)
    return _each_once(heads), _each_once(feet)


def _each_once(parts: Iterable[tuple[Block, ...]]) -> Running:
    found: dict[str, tuple[Block, ...]] = {}
    for part in parts:
        found.setdefault(" ".join(" ".join(_blocks(part)).split()), part)
    return list(found.values())


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield _paragraph(block)
        elif isinstance(block, SignaturePlace):
            yield shown(block.label)
        elif isinstance(block, Table):
            yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    if not table.rows:
        return
    if table.drawn_as == "bars":
        yield shown(table.description or UNTITLED)
        yield from (f"{shown(label)} {shown(value)}" for label, value, _ in labels_and_numbers(table))
    if table.drawn_as != "layout":
        yield shown(table.description)
    for row in table.rows:
        for cell in row.cells:
            yield from _blocks(cell.blocks)


def _paragraph(paragraph: Paragraph) -> str:
    label = f"{shown(paragraph.label.words)} " if paragraph.label else ""
    return label + "".join(map(_inline, paragraph.inlines))


def _inline(inline: Inline) -> str:
    match inline:
        case Text(words):
            return shown(words)
        case TickBox(ticked):
            return f" {TICKED[ticked]} "
        case Picture():
            return f" {shown(inline.alt)} "
        case Barcode(value):
            return f" Barcode of {value} {shown(value)} "
    return " "
