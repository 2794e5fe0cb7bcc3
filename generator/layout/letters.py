"""Refusing a paper whose letters no vendored font has, before anything is drawn.

The problem names the character and the heading it stands under, never the words round it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from generator.fonts import can_draw, composed, known_letters
from generator.layout.joined import joined
from generator.layout.walk import cells_of
from inconfidence.core.blocks import Block, Paper, Paragraph, SignaturePlace, Table, Text
from inconfidence.core.errors import InputInvalid
from inconfidence.core.problems import Problem

REMEDY = "Write it in letters of a script the papers can be drawn in as well, and keep the original in the record."


def check_letters(paper: Paper) -> None:
    """Raise unless every letter of the paper can be drawn.

    Raises:
        InputInvalid: with one problem for each character and place.
    """
    problems: list[Problem] = []
    for number, section in enumerate(paper.sections, start=1):
        first = (section.first_header or (), section.first_footer or ())
        running = (section.header, section.footer, *first, section.even_header or (), section.even_footer or ())
        for part in (section.blocks, *running):
            problems += _problems_in(part, f"section {number}")
    if problems:
        raise InputInvalid("The paper holds letters that cannot be drawn.", list(dict.fromkeys(problems)))


def check_words(path: str, texts: Iterable[str]) -> None:
    """Raise unless every letter of some other words can be drawn.

    Raises:
        InputInvalid: with one problem for each character.
    """
    problems = [problem for words in texts for problem in _problems(path, composed(words))]
    if problems:
        raise InputInvalid("Something to be written on every page cannot be drawn.", problems)


def _problems_in(blocks: Iterable[Block], near: str) -> Iterator[Problem]:
    known = known_letters()
    for path, words in _words(blocks, near):
        if not known.issuperset(words):
            yield from _problems(path, composed(words))


def _words(blocks: Iterable[Block], near: str) -> Iterator[tuple[str, str]]:
    for block in blocks:
        if isinstance(block, Paragraph):
            texts = [inline.words for inline in joined(block.inlines) if isinstance(inline, Text)]
            if block.style.level:
                near = f"under “{''.join(texts)}”"
            label = [block.label.words] if block.label else []
            yield from ((near, words) for words in (*label, *texts))
        elif isinstance(block, Table):
            yield from _words((inner for cell in cells_of(block) for inner in cell.blocks), near)
        elif isinstance(block, SignaturePlace):
            yield near, block.label


def _problems(path: str, words: str) -> list[Problem]:
    return [
        Problem(path, "no-glyph", f"No font here has U+{ord(letter):04X} {_name(letter)}.", REMEDY)
        for letter in sorted(set(words) - known_letters())
        if not can_draw(letter)
    ]


def _name(letter: str) -> str:
    return unicodedata.name(letter, "(a character without a name)")
