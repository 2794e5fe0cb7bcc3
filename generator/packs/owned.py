"""Which paragraphs of a pack hold words of one copy's own, and the pack with stand-ins in their places.

Two copies share a body when their papers are the same but for these paragraphs. Whatever else differs between two
people's papers parts them: each then has a body of its own, and no word of one can stand in the other's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from operator import is_
from typing import Final

from generator.weights import has_bold
from inconfidence.core.blocks import (
    Align,
    Block,
    Cell,
    Inline,
    LineBreak,
    Paper,
    Paragraph,
    Section,
    Tab,
    Table,
    Text,
    TextStyle,
)

OWN_NAMES: Final = frozenset({"copy", "invitee"})
"""Records that are one person's whole."""
OWN_PATHS: Final = frozenset({"agreement.form_code"})
"""Values of other records that are one person's."""
STAND_IN: Final = re.compile(r"own (\d+) line (\d+)")
"""The colour of a stand-in: no word is ever drawn in it, and no Word file can name it."""
RUNNING: Final = ("header", "footer", "first_header", "first_footer", "even_header", "even_footer")


class NotPrepared(Exception):
    """A pack whose own words stand where none can be put in later; ``rule`` says how. It is drawn whole for each."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


@dataclass(frozen=True, slots=True)
class Parted:
    """A paper in two: ``common`` with a stand-in for each of the paragraphs ``own``, in the order they stand."""

    common: Paper = field(repr=False)
    own: tuple[Paragraph, ...] = field(repr=False)


def parted(paper: Paper) -> Parted:
    """Return a paper with the paragraphs that hold words of its reader's own taken out.

    Raises:
        NotPrepared: one of them is more than words in lines.
    """
    own: list[Paragraph] = []

    def taken(paragraph: Paragraph) -> Paragraph:
        if not _is_own(paragraph):
            return paragraph
        _check(paragraph)
        own.append(_weighed(paragraph))
        return _stand_in(paragraph, _look_of(paragraph, paper.language), len(own) - 1, 1)

    return Parted(_mapped(paper, taken), tuple(own))


def with_lines(common: Paper, lines: Sequence[int], align: Align | None = None) -> Paper:
    """Return a common paper whose stand-ins take so many lines each, set at ``align`` where it is given."""

    def lengthened(paragraph: Paragraph) -> Paragraph:
        number = own_number(paragraph)
        if number is None:
            return paragraph
        (only,) = (each.style for each in paragraph.inlines if isinstance(each, Text))
        made = _stand_in(paragraph, only, number, lines[number])
        return made if align is None else replace(made, style=replace(made.style, align=align))

    return _mapped(common, lengthened)


def own_number(paragraph: Paragraph) -> int | None:
    """Return whose stand-in a paragraph is, by its place among the own paragraphs; None for any other."""
    first = paragraph.inlines[0] if paragraph.inlines else None
    found = STAND_IN.fullmatch(first.style.colour) if isinstance(first, Text) else None
    return None if found is None else int(found[1])


def stand_ins(common: Paper) -> dict[int, Paragraph]:
    """Return the stand-ins of a common paper by their numbers."""
    found: dict[int, Paragraph] = {}

    def noted(paragraph: Paragraph) -> Paragraph:
        number = own_number(paragraph)
        if number is not None:
            found[number] = paragraph
        return paragraph

    _mapped(common, noted)
    return found


def _is_own(paragraph: Paragraph) -> bool:
    return any(_is_own_path(each.source) for each in paragraph.inlines if isinstance(each, Text))


def _is_own_path(path: str) -> bool:
    return path.partition(".")[0] in OWN_NAMES or path in OWN_PATHS


def _weighed(paragraph: Paragraph) -> Paragraph:
    """Return own words with none bold that have no bold here (``generator.weights``)."""
    inlines = tuple([_light(each) if isinstance(each, Text) else each for each in paragraph.inlines])
    return paragraph if all(map(is_, inlines, paragraph.inlines)) else replace(paragraph, inlines=inlines)


def _light(words: Text) -> Text:
    return replace(words, style=replace(words.style, bold=False)) if not has_bold(words.words) else words


def _check(paragraph: Paragraph) -> None:
    if not all(isinstance(each, Text | Tab | LineBreak) for each in paragraph.inlines):
        raise NotPrepared("own words stand beside a picture, a tick or a number of a page")
    if any(isinstance(each, Text) and each.link for each in paragraph.inlines):
        raise NotPrepared("own words lead elsewhere")
    if paragraph.label or paragraph.bookmarks or paragraph.contents or paragraph.style.level:
        raise NotPrepared("own words stand in a heading, in a list, or where something refers to")


def _look_of(paragraph: Paragraph, language: str) -> TextStyle:
    styles = [each.style for each in paragraph.inlines if isinstance(each, Text)]
    languages = {each.language for each in styles}
    return TextStyle(
        size=max(each.size for each in styles), language=languages.pop() if len(languages) == 1 else language
    )


def _stand_in(paragraph: Paragraph, look: TextStyle, number: int, lines: int) -> Paragraph:
    inlines: list[Inline] = []
    for line in range(lines):
        style = replace(look, colour=f"own {number} line {line}")
        inlines += [LineBreak(style)] if line else []
        inlines.append(Text("1", style))
    return replace(paragraph, inlines=tuple(inlines))


Change = Callable[[Paragraph], Paragraph]


def _mapped(paper: Paper, change: Change) -> Paper:
    sections = []
    for section in paper.sections:
        # Two sections may share a foot and still give it columns of two widths: each has its own stand-ins.
        heads = {name: _running(getattr(section, name), change) for name in RUNNING}
        sections.append(_section(section, _blocks(section.blocks, change), heads))
    return replace(paper, sections=tuple(sections))


def _running(blocks: tuple[Block, ...] | None, change: Change) -> tuple[Block, ...] | None:
    return blocks if blocks is None else _blocks(blocks, change)


def _section(section: Section, blocks: tuple[Block, ...], heads: dict[str, tuple[Block, ...] | None]) -> Section:
    made: Section = replace(section, blocks=blocks, **heads)  # type: ignore[arg-type]
    return made


def _blocks(blocks: Iterable[Block], change: Change) -> tuple[Block, ...]:
    held = tuple(blocks)
    made = tuple([_block(block, change) for block in held])
    return held if all(map(is_, held, made)) else made


def _block(block: Block, change: Change) -> Block:
    if isinstance(block, Paragraph):
        return change(block)
    if not isinstance(block, Table):
        return block
    rows = []
    for row in block.rows:
        cells = tuple([_cell(cell, change) for cell in row.cells])
        rows.append(row if all(map(is_, cells, row.cells)) else replace(row, cells=cells))
    return block if all(map(is_, rows, block.rows)) else replace(block, rows=tuple(rows))


def _cell(cell: Cell, change: Change) -> Cell:
    blocks = _blocks(cell.blocks, change)
    return cell if blocks is cell.blocks else replace(cell, blocks=blocks)
