"""``preflight``: reads a drawn PDF back and refuses it unless it is what was drawn.

The only maker of a ``CheckedPdf``. Every file is read by a strict reader of our own output (``generator.strict``):
structure, fields, words page by page, and reading order against the blocks. What goes outward is also judged by
programs that had no part in the drawing:

1. the words of every page, in order, as PDFium reads them (pypdfium2); where a page has words of other scripts,
   PDFium's letters, and the words as they stand in the file (``page_words``);
2. PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3), by ``page-validation``.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from io import BytesIO

import page as validation
import pikepdf

from disclosure.leaks import read_pages
from generator.page_words import is_plain, same_letters, words_of_page
from generator.strict import Fault, read_strictly
from inconfidence.core.digest import digest_of
from inconfidence.core.documents import CheckedPdf, MarkedPdf, PagesRead
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
    read = _judged_outward(marked) if outward else None
    return CheckedPdf(
        marked.content,
        digest_of(marked.content),
        marked.title,
        len(marked.pages),
        marked.fields,
        marked.view,
        marked.drawn,
        outward,
        read,
    )


def _judged_outward(marked: MarkedPdf) -> PagesRead:
    """Return what PDFium reads, once it and the other judges from outside agree with what was drawn.

    Those of the standards are machine code that lets go of the interpreter, so they judge while PDFium reads.
    """
    with ThreadPoolExecutor(len(PROFILES)) as beside:
        judged = [beside.submit(_broken_rules, marked.content, profile) for profile in PROFILES]
        read = read_pages(marked.content)
        _check_words(marked, read)
        _check_standards(judged)
    return read


def _check_words(marked: MarkedPdf, read: PagesRead) -> None:
    if len(read.pages) != len(marked.pages):
        raise _failed("words", "the file has another number of pages than were drawn")
    for number, (page, drawn) in enumerate(zip(read.pages, marked.pages, strict=True), start=1):
        _check_page_words(page.words, number, drawn)
    _check_other_scripts(marked)


def folded(words: str) -> str:
    """Return words with every run of white space as one space."""
    return " ".join(words.split())


def _broken_rules(content: bytes, profile: str) -> list[str]:
    return sorted({each.rule_id for each in validation.validate_pdf_bytes(content, profile=profile).failures})


def _check_standards(judged: Iterable[Future[list[str]]]) -> None:
    for each in judged:
        rules = each.result()
        if rules:
            raise _failed("standards", f"the file breaks {', '.join(rules)}")


def _check_page_words(words: str, number: int, drawn: str) -> None:
    read = folded(words.replace(HYPHEN_AT_LINE_END, "- "))
    if is_plain(drawn):
        alike = read == folded(drawn) or _reads_as(read.split(), drawn.split())
    else:
        alike = same_letters(read, drawn)
    if not alike:
        raise _failed("words", f"page {number} does not read as it was drawn")


def _check_other_scripts(marked: MarkedPdf) -> None:
    if all(map(is_plain, marked.pages)):
        return
    with pikepdf.open(BytesIO(marked.content)) as pdf:
        for number, (page, drawn) in enumerate(zip(pdf.pages, marked.pages, strict=True), start=1):
            if not is_plain(drawn) and folded(words_of_page(page.obj)) != folded(drawn):
                raise _failed("words", f"page {number} does not tell the words it was drawn with")


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
