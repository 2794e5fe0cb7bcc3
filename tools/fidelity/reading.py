"""The lines of a PDF as an independent reader (PDFium) finds them, and what is no text of the paper taken out.

What is taken out on both sides, so that like is compared with like:

1. what stands in the margins above and below the text: running heads and feet;
2. dots, dashes and lines that lead to a tab stop: we draw them, LibreOffice writes full stops;
3. bullets and boxes to tick: we draw boxes, LibreOffice writes a character, and takes bullets from another font.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from inconfidence.core.blocks import PageShape, Paper

NO_WORDS = re.compile(r"[._\-\u2026\u00b7]{3,}|[\u2022\u2023\u2610-\u2612\u2713\u25a0-\u25ff\ue000-\uf8ff]")
DASH = re.compile(r"[\u2010-\u2015]+")
DIVIDED, HOLDING = "\ufffe", "\u2011"
"""PDFium's sign for a hyphen at the end of a line, and the hyphen that holds."""
GAP = 10.0
"""White space in points that parts two cells of a row, or a label or a tab from the words."""
OVERLAP = 0.35
"""The part of their height that letters of one line share."""


@dataclass(frozen=True, slots=True)
class Read:
    """A PDF as read: its number of pages, and the lines of its text, page furniture taken out."""

    pages: int
    lines: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Return the words in order."""
        return tuple(word for line in self.lines for word in line.split())


def read_pdf(content: bytes, paper: Paper) -> Read:
    """Read a PDF of ``paper``, whose pages say where the text begins and ends."""
    shapes = [section.page for section in paper.sections]
    pdf = pypdfium2.PdfDocument(content)
    try:
        lines = [line for page in pdf for line in _lines(page, _shape(page, shapes))]
        return Read(len(pdf), tuple(line for line in lines if line))
    finally:
        pdf.close()


def _shape(page: pypdfium2.PdfPage, shapes: Sequence[PageShape]) -> PageShape:
    width, height = page.get_size()
    return min(shapes, key=lambda shape: abs(shape.width - width) + abs(shape.height - height))


def _lines(page: pypdfium2.PdfPage, shape: PageShape) -> Iterator[str]:
    top, bottom = shape.height - shape.top, shape.bottom
    text = page.get_textpage()
    for letters, middle in _raw_lines(text):
        if bottom <= middle <= top:
            yield plain(letters)
    text.close()


@dataclass(slots=True)
class _Letters:
    """Letters of one line, where the last of them begins and ends, and foot and head of the tallest."""

    words: str
    left: float
    right: float
    low: float
    high: float

    def is_followed_by(self, left: float, low: float, high: float) -> bool:
        """Say whether a letter there goes on in the same line, without the gap that parts cells."""
        shared = min(self.high, high) - max(self.low, low)
        height = min(self.high - self.low, high - low)
        return shared > OVERLAP * height and -height < left - self.right < GAP


def _raw_lines(text: pypdfium2.PdfTextPage) -> Iterator[tuple[str, float]]:
    """Give each line and the height of its middle on the page, in points."""
    line: _Letters | None = None
    space = ""
    letters = "".join(chr(pdfium.FPDFText_GetUnicode(text, at)) for at in range(text.count_chars()))
    for at, letter in enumerate(NO_WORDS.sub(lambda found: " " * len(found[0]), letters)):
        if not letter.strip():
            space = " "
            continue
        left, low, right, high = text.get_charbox(at, loose=True)
        if line is not None and (left, right) == (line.left, line.right):
            # The letters of a ligature share one place.
            line.words += letter
            continue
        if line is not None and line.is_followed_by(left, low, high):
            # The tallest letter so far says where the line is, not one that is raised or lowered.
            tall = (line.low, line.high) if line.high - line.low >= high - low else (low, high)
            line = _Letters(f"{line.words}{space}{letter}", left, right, *tall)
        else:
            if line is not None:
                yield line.words, (line.low + line.high) / 2
            line = _Letters(letter, left, right, low, high)
        space = ""
    if line is not None:
        yield line.words, (line.low + line.high) / 2


def plain(words: str) -> str:
    """Return words as they are compared: composed, without dashes that stand alone, one space between."""
    kept = unicodedata.normalize("NFC", words.replace(DIVIDED, "-").replace(HOLDING, "-"))
    return " ".join(word for word in kept.split() if not DASH.fullmatch(word))
