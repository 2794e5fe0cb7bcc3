"""``preflight``: reads a drawn PDF back and refuses it unless it is what was drawn.

The only maker of a ``CheckedPdf``. Every file is read by a strict reader of our own output (``generator.strict``):
structure, fields, words page by page, and reading order against the blocks. What goes outward is also judged by
programs that had no part in the drawing:

1. the words of every page, in order, as PDFium reads them (pypdfium2);
2. PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3), by ``page-validation``.
"""

from __future__ import annotations

import page as validation
import pypdfium2

from generator.strict import Fault, read_strictly
from inconfidence.core.digest import digest_of
from inconfidence.core.documents import CheckedPdf, MarkedPdf
from inconfidence.core.errors import Failed

PROFILES = ("ua1", "3a")

# PDFium takes a hyphen that ends a line for a division of a word, and reports it so. We divide none.
HYPHEN_AT_LINE_END = "\ufffe"

HINT = "Report this with the reference of the paper; nothing was released."


def preflight(marked: MarkedPdf, *, outward: bool = True) -> CheckedPdf:
    """Return the paper as checked; ``outward`` says that it may leave the council.

    Raises:
        Failed: naming the page and the check that it does not pass, never the words on it.
    """
    try:
        read_strictly(marked)
    except Fault as fault:
        raise _failed(fault.check, fault.message) from None
    if outward:
        _check_words(marked)
        _check_standards(marked.content)
    return CheckedPdf(
        marked.content,
        digest_of(marked.content),
        marked.title,
        len(marked.pages),
        marked.fields,
        marked.view,
        marked.drawn,
        outward,
    )


def folded(words: str) -> str:
    """Return words with every run of white space as one space."""
    return " ".join(words.split())


def _check_standards(content: bytes) -> None:
    for profile in PROFILES:
        failures = validation.validate_pdf_bytes(content, profile=profile).failures
        if failures:
            rules = ", ".join(sorted({each.rule_id for each in failures}))
            raise _failed("standards", f"the file breaks {rules}")


def _check_words(marked: MarkedPdf) -> None:
    pdf = pypdfium2.PdfDocument(marked.content)
    try:
        for number, drawn in enumerate(marked.pages, start=1):
            _check_page_words(pdf, number, drawn)
    finally:
        pdf.close()


def _check_page_words(pdf: pypdfium2.PdfDocument, number: int, drawn: str) -> None:
    page = pdf[number - 1]
    text = page.get_textpage()
    read = folded(text.get_text_range().replace(HYPHEN_AT_LINE_END, "- "))
    text.close()
    page.close()
    if read != folded(drawn) and not _reads_as(read.split(), drawn.split()):
        raise _failed("words", f"page {number} does not read as it was drawn")


def _reads_as(read: list[str], drawn: list[str]) -> bool:
    """Say whether the read words make up the drawn ones, where a reader may see a gap inside a word.

    PDFium guesses a space where the size of the letters jumps within a word ("10" and a raised "th"). It may never see
    fewer spaces than were drawn, nor another letter.
    """
    ahead = iter(read)
    for word in drawn:
        seen = ""
        while len(seen) < len(word):
            seen += next(ahead, " ")
        if seen != word:
            return False
    return next(ahead, None) is None


def _failed(check: str, message: str) -> Failed:
    return Failed(f"Preflight ({check}): {message}.", hint=HINT)
