"""A PDF as a stranger finds it: the words of its pages, and its pages as pictures where it has none to read."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pypdfium2

from inconfidence.core.errors import InputInvalid

HEAD = 1024
"""Bytes a PDF's first line may stand in (ISO 32000-2, 7.5.2, and what readers take)."""
MOST_PAGES = 400
DRAWN_AT = 200 / 72
"""Pixels a point."""
LARGEST_PAGE = 2000.0
"""Points a side: a larger page is drawn smaller."""


def is_pdf(content: bytes) -> bool:
    """Say whether a file calls itself a PDF."""
    return b"%PDF-" in content[:HEAD]


def words_of(content: bytes) -> Iterator[str]:
    """Give the words of each page, with all marks that lie on it as text.

    Raises:
        InputInvalid: the file cannot be opened.
    """
    for page in _pages(content):
        yield page.get_textpage().get_text_range()


def pictures_of(content: bytes) -> Iterator[bytes]:
    """Give each page as a picture (PNG).

    Raises:
        InputInvalid: the file cannot be opened.
    """
    for page in _pages(content):
        scale = DRAWN_AT * min(1.0, LARGEST_PAGE / max(page.get_size()))
        out = io.BytesIO()
        page.render(scale=scale, grayscale=True).to_pil().convert("L").save(out, "PNG", compress_level=1)
        yield out.getvalue()


def _pages(content: bytes) -> Iterator[pypdfium2.PdfPage]:
    try:
        document = pypdfium2.PdfDocument(content)
        for number in range(min(len(document), MOST_PAGES)):
            yield document[number]
    except pypdfium2.PdfiumError:
        raise InputInvalid(
            "The PDF cannot be opened.", hint="Take its password off, or give a picture of a page, or type the code."
        ) from None
