"""One Word file drawn twice, by LibreOffice and by us: how alike the two are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import SequenceMatcher

from generator.draw import draw
from generator.layout.walk import cells_of
from generator.word import read
from inconfidence.core.blocks import Block, Paper, SignaturePlace, Table
from inconfidence.core.digest import digest_of
from inconfidence.core.documents import Mark, SignatureField
from tools.fidelity.reading import Read, read_pdf

MADE_AT = datetime(2026, 1, 1, tzinfo=UTC)
UNMARKED = Mark("")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two drawings of one file are; ``lines`` is the share of lines that are the same in both."""

    name: str
    same_words: bool
    our_pages: int
    their_pages: int
    lines: float

    @property
    def pages_near(self) -> bool:
        """Say whether the numbers of pages differ by one at most."""
        return abs(self.our_pages - self.their_pages) <= 1


def our_pdf(docx: bytes) -> tuple[Paper, bytes]:
    """Return the paper a Word file holds, and our drawing of it without marks."""
    paper = read(docx)
    fields = tuple(SignatureField(name, "seal", name) for name in _places(paper))
    marked = draw(paper, UNMARKED, fields=fields, created=MADE_AT, view=digest_of(b"fidelity"), must_show=())
    return paper, marked.content


def likeness(name: str, docx: bytes, theirs: bytes) -> Likeness:
    """Compare LibreOffice's drawing of a file with ours."""
    paper, content = our_pdf(docx)
    ours, other = read_pdf(content, paper), read_pdf(theirs, paper)
    return Likeness(name, same_words(ours, other), ours.pages, other.pages, _same_lines(ours, other))


def same_words(ours: Read, theirs: Read) -> bool:
    """Say whether two readings hold the same words in the same order; a gap guessed inside a word does not count."""
    return "".join(ours.words) == "".join(theirs.words)


def _same_lines(ours: Read, theirs: Read) -> float:
    longest = max(len(ours.lines), len(theirs.lines))
    if not longest:
        return 1.0
    blocks = SequenceMatcher(None, ours.lines, theirs.lines, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / longest


def _places(paper: Paper) -> list[str]:
    return [place.field for section in paper.sections for place in _signed(section.blocks)]


def _signed(blocks: Iterable[Block]) -> Iterator[SignaturePlace]:
    for block in blocks:
        if isinstance(block, SignaturePlace):
            yield block
        elif isinstance(block, Table):
            for cell in cells_of(block):
                yield from _signed(cell.blocks)
