"""The words of a PDF's pages, as PDFium reads them: in the order of the file, and as they lie on the page.

PDFium gives the words of a page whether or not they can be seen: invisible, white, under a box, in a layer that is
switched off, clipped away, outside the page (tests/disclosure/leaks/test_opening_channels.py).
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from disclosure.leaks.passages import Passage
from disclosure.leaks.within import cannot_be_read
from inconfidence.core.documents import PageRead, PagesRead

HYPHENS_AT_LINE_END = ("\ufffe", "\x02")
"""PDFium takes a hyphen that ends a line for a division of a word, and reports it so, without the line's end."""

DIVIDED = re.compile(r"[-\u00ad\u2010\u2011]\s*\n\s*|[\ufffe\x02]\s*")
GAP = 0.2
"""Of the height of the letters: what lies closer is one word."""

LONGEST_STROKE = 2048
"""Letters: room for the words of one stroke. Where there are more, more room is made."""

SAME_LINE = 0.5
"""Of the height of the letters: what is lifted less stands on the same line."""

HUGE_PAGE = (-14400, -14400, 14400, 14400)
"""The largest page there is (ISO 32000-1, Annex C), with the origin in its middle."""


class _Piece(NamedTuple):
    """Words drawn in one stroke, and where: PDF units, from the lower left."""

    left: float
    bottom: float
    right: float
    top: float
    level: bool
    words: str

    @property
    def height(self) -> float:
        return max(self.top - self.bottom, 0.1)


def words_of_pages(read: PagesRead) -> Iterator[Passage]:
    """Yield the words of each page: as the file has them, across divided lines, and by position where that differs."""
    for number, page in enumerate(read.pages, start=1):
        place = f"page {number}"
        yield Passage("page text", place, _hyphened(page.words))
        yield Passage("page text by position", place, _hyphened(page.lines))
        for found in (page.words, page.lines):
            yield from _undivided(found, place)


def read_pages(content: bytes) -> PagesRead:
    """Return the pages of a PDF as PDFium reads them.

    Raises:
        Failed: when PDFium cannot read the file.
    """
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as unreadable:
        raise cannot_be_read("the pages of a PDF cannot be read") from unreadable
    with document:
        return PagesRead(content, tuple(_page(document, number) for number in range(len(document))))


def words_drawn_alone(pdf: pikepdf.Pdf, contents: list[tuple[bytes, pikepdf.Object]]) -> list[str]:
    """Return what each content stream would say on a page of its own; each comes with the resources it draws on.

    For streams no page is known to draw: appearances of fields, glyphs, patterns, pages taken out of the page tree.
    """
    sheets = pikepdf.new()
    for content, resources in contents:
        sheets.add_blank_page(page_size=(200, 200))
        page = sheets.pages[-1]
        page.MediaBox = pikepdf.Array(HUGE_PAGE)
        page.Contents = sheets.make_stream(content)
        page.Resources = sheets.copy_foreign(pdf.make_indirect(resources))
    written = BytesIO()
    sheets.save(written)
    with pypdfium2.PdfDocument(written.getvalue()) as document:
        return [_file_order(document, number) for number in range(len(document))]


def _hyphened(words: str) -> str:
    first, second = HYPHENS_AT_LINE_END
    return words.replace(first, "-").replace(second, "-")


def _file_order(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    text = page.get_textpage()
    words = _hyphened(text.get_text_range())
    text.close()
    page.close()
    return words


def _page(document: pypdfium2.PdfDocument, number: int) -> PageRead:
    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError as unreadable:
        raise cannot_be_read("a page of a PDF cannot be read") from unreadable
    read = PageRead(text.get_text_range(), "\n".join(_lines(list(_pieces(page.raw, text.raw)))))
    text.close()
    page.close()
    return read


def _undivided(words: str, place: str) -> Iterator[Passage]:
    """Yield the lines that end in a hyphen together with the next, with the hyphen and without it."""
    for found in DIVIDED.finditer(words):
        start = words.rfind("\n", 0, found.start()) + 1
        end = words.find("\n", found.end())
        before, after = words[start : found.start()], words[found.end() : end if end > 0 else None]
        before, after = _hyphened(before), _hyphened(after)
        yield Passage("words across lines", place, f"{before}-{after}")
        yield Passage("words across lines", place, f"{before}{after}")


def _pieces(page: pdfium.FPDF_PAGE, text: pdfium.FPDF_TEXTPAGE) -> Iterator[_Piece]:
    letters = (ctypes.c_ushort * LONGEST_STROKE)()
    sides = left, bottom, right, top = (ctypes.c_float(), ctypes.c_float(), ctypes.c_float(), ctypes.c_float())
    turned = pdfium.FS_MATRIX()
    pointers, matrix = [ctypes.byref(side) for side in sides], ctypes.byref(turned)
    for position in range(pdfium.FPDFPage_CountObjects(page)):
        drawn = pdfium.FPDFPage_GetObject(page, position)
        if pdfium.FPDFPageObj_GetType(drawn) == pdfium.FPDF_PAGEOBJ_TEXT:
            pdfium.FPDFPageObj_GetBounds(drawn, *pointers)
            pdfium.FPDFPageObj_GetMatrix(drawn, matrix)
            level = turned.b == turned.c == 0
            words = _words_of(drawn, text, letters)
            yield _Piece(left.value, bottom.value, right.value, top.value, level, words)


def _words_of(
    drawn: pdfium.FPDF_PAGEOBJECT, text: pdfium.FPDF_TEXTPAGE, letters: ctypes.Array[ctypes.c_ushort]
) -> str:
    size = pdfium.FPDFTextObj_GetText(drawn, text, letters, len(letters) * 2)
    if size > len(letters) * 2:
        return _words_of(drawn, text, (ctypes.c_ushort * size)())
    return ctypes.string_at(letters, max(size - 2, 0)).decode("utf-16-le", "replace")


def _lines(pieces: list[_Piece]) -> Iterator[str]:
    """Yield the lines of a page, from the top, each from left to right, whatever order they were drawn in."""
    line: list[_Piece] = []
    # The pale mark across the page lies over the lines and belongs to none of them.
    yield from (piece.words for piece in pieces if not piece.level)
    for piece in sorted((each for each in pieces if each.level), key=lambda each: (-each.bottom, each.left)):
        if line and line[0].bottom - piece.bottom > SAME_LINE * max(line[0].height, piece.height):
            yield _joined(line)
            line = []
        line.append(piece)
    if line:
        yield _joined(line)


def _joined(line: list[_Piece]) -> str:
    words, edge = "", 0.0
    for piece in sorted(line, key=lambda each: each.left):
        apart = words and piece.left - edge > GAP * piece.height
        words += f" {piece.words}" if apart else piece.words
        edge = piece.right
    return words
