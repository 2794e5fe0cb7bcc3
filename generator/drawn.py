"""All that a paper says, gone through once before it is drawn: run by run with where each came from, and as told.

Layout has no part in this: it sets words, not origins (``generator.layout.joined``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from generator.fonts import composed, known_letters
from generator.layout.joined import joined
from generator.layout.walk import leaves_of, says_something
from generator.printing import MARK
from generator.provenance import parts_of
from inconfidence.core.blocks import (
    TITLE_STYLE,
    Barcode,
    Block,
    Inline,
    LineBreak,
    Paper,
    Paragraph,
    Picture,
    Reference,
    Section,
    SignaturePlace,
    Tab,
    Table,
    Text,
)
from inconfidence.core.documents import DrawnFrom, Told
from inconfidence.core.errors import Failed

NEW_LINE, TAB = "\n", "\t"
"""What parts words: the end of a paragraph or a line, and a tab."""
HEADS = 3
"""Running heads a section may have: those of the first page, of odd and of even ones; and as many feet."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a paper says.

    ``drawn`` is every run of words of it once, in reading order; neighbours of one source are one run. Running heads
    and feet stand where their section begins and ends, once for all sections that share them. Alt texts, the values of
    barcodes, list labels and the labels of places to sign are runs too; page numbers and ticks are not. Between two
    joined runs stands what parts them on the page: a line end, or a tab.

    ``told`` is what it tells whoever has it read out, running heads and feet apart. White space aside this is what the
    tags of the drawn file have to say (``generator.strict``). ``is_plain`` says that Noto Sans has every letter of it.
    """

    drawn: tuple[DrawnFrom, ...]
    told: Told
    is_plain: bool


def said_by(paper: Paper) -> Said:
    """Return what a paper says.

    Raises:
        Failed: when a mark that carries a path was left anywhere in it.
    """
    through = _Through()
    before: list[tuple[Block, ...]] = []
    for section in paper.sections:
        running = _running(section)
        for blocks in (*running[:HEADS], section.blocks, *running[HEADS:]):
            if blocks is section.blocks or blocks not in before:
                through.go(blocks, in_text=blocks is section.blocks)
        before = running
    plain = [words for words in through.texts if words.isascii()]
    other = "".join([words for words in through.texts if not words.isascii()])
    # A mark is a single character, and none of ASCII, so that none is made or hidden where two texts meet.
    if MARK.search(f"{paper.title}{other}"):
        raise Failed("A mark of the engine's own was left in a paper.", hint="Report this; nothing was drawn.")
    # Of ASCII all that can be seen is known; that is asked of all words at once, and letter by letter of the others.
    is_plain = "".join(plain).isprintable() and known_letters().issuperset(other)
    return Said(through.drawn(), Told(tuple(_in_one(through.told)), tuple(through.tags)), is_plain)


def _running(section: Section) -> list[tuple[Block, ...]]:
    heads = [section.first_header or (), section.header, section.even_header or ()]
    return [*heads, section.first_footer or (), section.footer, section.even_footer or ()]


@dataclass(slots=True)
class _Through:
    """Goes through blocks; ``texts`` are those a value can get into: words, addresses, names, what is told beside."""

    texts: list[str] = field(default_factory=list)
    told: list[str | None] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    _runs: list[tuple[str, list[str]]] = field(default_factory=list)
    _last: str | None = None
    _between: str = ""

    def drawn(self) -> tuple[DrawnFrom, ...]:
        """Return the runs met so far."""
        return tuple([DrawnFrom(path, words[0] if len(words) == 1 else "".join(words)) for path, words in self._runs])

    def go(self, blocks: Iterable[Block], *, in_text: bool) -> None:
        """Go through the blocks of one column in reading order; ``in_text`` says that they are read out."""
        for block in leaves_of(blocks):
            if isinstance(block, Paragraph):
                self._paragraph(block, in_text=in_text)
            elif isinstance(block, SignaturePlace):
                self.texts += (block.field, block.label)
                self._parts(block.label)
                if in_text:
                    self.told.append(composed(block.label))
            elif isinstance(block, Table):
                self.texts.append(block.description)
                self._parts(block.description)
                if in_text and block.drawn_as != "layout":
                    self.tags.append("Table")
            self._between = self._between or NEW_LINE

    def _paragraph(self, block: Paragraph, *, in_text: bool) -> None:
        label, inlines = block.label, block.inlines
        if label is not None:
            self._label(composed(label.words), in_text=in_text)
        self.texts += block.bookmarks
        alone = in_text and len(inlines) == 1
        for inline in inlines:
            if not isinstance(inline, Text):
                self._thing(inline)
                continue
            words = inline.words
            self.texts.append(words)
            if inline.link:
                self.texts.append(inline.link)
            if not words.isascii():
                words = composed(words)
            if alone:
                self.told.append(words)
            self._run(inline.source, words)
        if in_text:
            self._tell(block, alone=alone)

    def _label(self, words: str, *, in_text: bool) -> None:
        self.texts.append(words)
        self._run("", words)
        self._part(TAB)
        if in_text:
            self.told.append(words)

    def _thing(self, inline: Inline) -> None:
        if isinstance(inline, Tab):
            self._part(TAB)
        elif isinstance(inline, LineBreak):
            self._part(NEW_LINE)
        elif isinstance(inline, Picture):
            self.texts.append(inline.alt)
            self._part(NEW_LINE)
            self._parts(inline.alt)
            self._part(NEW_LINE)
        elif isinstance(inline, Barcode):
            self.texts.append(inline.value)
            self._parts(inline.value)
        elif isinstance(inline, Reference):
            self.texts.append(inline.bookmark)

    def _run(self, path: str, words: str) -> None:
        if not words:
            return
        if path == self._last:
            self._runs[-1][1].extend((self._between, words))
        else:
            self._runs.append((path, [words]))
        self._last, self._between = path, ""

    def _part(self, sign: str) -> None:
        self._between = self._between or sign

    def _parts(self, words: str) -> None:
        for path, part in parts_of(words):
            self._run(path, part)

    def _tell(self, paragraph: Paragraph, *, alone: bool) -> None:
        """Tell a paragraph that its words were not told of yet, and whether it is a heading."""
        style, inlines = paragraph.style, paragraph.inlines
        if (style.level or style.name == TITLE_STYLE) and says_something(paragraph):
            self.tags.append("H")
        if alone and isinstance(inlines[0], Text):
            return
        for inline in joined(inlines):
            if isinstance(inline, Text):
                self.told.append(composed(inline.words))
            elif isinstance(inline, Reference):
                self.told.append(None)


def _in_one(words: Iterable[str | None]) -> list[str | None]:
    """Return the words between two numbers as one."""
    made: list[str | None] = []
    run: list[str] = []
    for each in words:
        if each is None:
            made += ("".join(run), None)
            run = []
        else:
            run.append(each)
    made.append("".join(run))
    return made
