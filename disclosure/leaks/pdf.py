"""What a stranger with tools gets out of a PDF.

1. every string of every object that can be reached, and of those that cannot; every stream, unpacked (``pdf_objects``,
   ``pdf_streams``);
2. the words of the pages, in the order of the file and by position; content no page draws, drawn (``pdf_text``);
3. files in the file, opened as files (``within``);
4. letters left in fonts, names that are not PDF's own;
5. the bytes as they lie: superseded objects, bytes outside objects, and each earlier revision, opened as a file of its
   own and told where it says what the file itself does not (``pdf_raw``).
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from io import BytesIO

import pikepdf

from disclosure.leaks.letters import words_of
from disclosure.leaks.passages import Passage
from disclosure.leaks.pdf_content import draws
from disclosure.leaks.pdf_fonts import leftovers
from disclosure.leaks.pdf_objects import REFERENCE, UNREFERENCED, Walk, unusual_names, walked
from disclosure.leaks.pdf_raw import (
    Definition,
    check_packed_objects,
    definitions,
    earlier_revisions,
    loose_words,
    numbers_in,
    outside_objects,
    strays,
)
from disclosure.leaks.pdf_streams import StreamsRead, read_streams
from disclosure.leaks.pdf_text import read_pages, words_drawn_alone, words_of_pages
from disclosure.leaks.within import Within, cannot_be_read

# pikepdf tells of damaged files in the log, and what it tells may come out of the file.
logging.getLogger("pikepdf").setLevel(logging.CRITICAL + 1)

HEADER = b"%PDF-"
END = b"%%EOF"
HEADER_WITHIN = 1024
"""Readers look for the header this far into a file (ISO 32000-1, Annex H)."""

WHOLE = "the file"
SUPERSEDED = "superseded objects"
FAULTS = (
    pikepdf.PdfError,
    pikepdf.PasswordError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    RuntimeError,
)
"""What pikepdf raises for a file that is no sound PDF."""


def is_pdf(content: bytes) -> bool:
    """Say whether bytes begin as a PDF."""
    return HEADER in content[:HEADER_WITHIN]


def passages(content: bytes, name: str, within: Within) -> Iterator[Passage]:
    """Yield all that can be read out of a PDF, earlier revisions last.

    Raises:
        Failed: when it is encrypted or damaged, or unfolds to more than can be looked through.
    """
    told = list(_one_revision(content, within))
    yield from told
    after = content[content.rfind(END) + len(END) :]
    if after.strip():
        yield from within.inner(after, "", "bytes after the end", WHOLE)
    known = {found.text for found in told if found.channel != SUPERSEDED}
    for number, revision in enumerate(earlier_revisions(content), start=1):
        within.allowance.spend(len(revision))
        for found in _earlier(revision, content[len(revision) :], within):
            if found.text not in known:
                yield Passage(f"earlier revision: {found.channel}", f"revision {number}, {found.place}", found.text)


def _earlier(revision: bytes, later: bytes, within: Within) -> list[Passage]:
    """Return what an earlier state of the file says that ``later``, which was put to its end, may have done away with.

    Where later bytes change nothing the pages draw on, only the objects they replace are read. What is no file by
    itself is read as loose objects.
    """
    replaced = numbers_in(later)
    try:
        pdf = pikepdf.open(BytesIO(revision))
    except FAULTS:
        words = [
            words for each in strays(revision, definitions(revision), frozenset(), within) for words in each.words
        ]
        return [Passage("loose objects", WHOLE, each) for each in words]
    with pdf:
        if replaced is None or not replaced.isdisjoint(_drawn_on(pdf)):
            return list(_one_revision(revision, within))
        walk = walked(pdf, replaced)
        return walk.passages + read_streams(pdf, walk.streams, frozenset(), within).passages


def _drawn_on(pdf: pikepdf.Pdf) -> set[int]:
    """Return the numbers of all objects that have a part in what the pages of a file say."""
    ahead = [page.obj.get(key) for page in pdf.pages for key in ("/Contents", "/Resources")]
    numbers: set[int] = set()
    while ahead:
        each = ahead.pop()
        if not isinstance(each, pikepdf.Object) or each.objgen[0] in numbers:
            continue
        numbers.update({each.objgen[0]} - {0})
        if isinstance(each, pikepdf.Array):
            ahead.extend(each)
        elif isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            ahead.extend(each.values())
    return numbers


def _one_revision(content: bytes, within: Within) -> Iterator[Passage]:
    check_packed_objects(content, within)
    defined = definitions(content)
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            if pdf.is_encrypted:
                raise cannot_be_read("a PDF is encrypted")
            walk = walked(pdf)
            read = read_streams(pdf, walk.streams, _contents_of_pages(walk), within)
            loose = list(_loose_objects(content, defined, walk, read, within))
            undrawn = list(_undrawn(pdf, walk, read))
    except FAULTS as damaged:
        raise cannot_be_read("a PDF cannot be opened") from damaged
    pages = list(words_of_pages(within.read_of(content) or read_pages(content)))
    yield from pages
    yield from undrawn
    yield from walk.passages
    yield from read.passages
    yield from loose
    shown = {letter for page in pages for letter in page.text}
    yield from _each("font leftovers", leftovers(read.mapped, shown))
    yield from _each("names", ["\n".join(unusual_names(walk))])
    yield from _each("bytes outside objects", ["\n".join(outside_objects(content, defined))])


def _each(channel: str, words: Iterable[str]) -> Iterator[Passage]:
    yield from (Passage(channel, WHOLE, each) for each in words if each.strip())


def _contents_of_pages(walk: Walk) -> frozenset[str]:
    """Return the references of the streams that pages draw: a page names one, or a list of them."""
    found: set[str] = set()
    for page in walk.pages:
        ahead = [walk.objects[page].get("/Contents")]
        while ahead:
            each = ahead.pop()
            if isinstance(each, list):
                ahead.extend(each)
            elif isinstance(each, str) and REFERENCE.fullmatch(each) and each not in found:
                found.add(each)
                ahead.append(walk.objects.get(each))
    return frozenset(found)


def _undrawn(pdf: pikepdf.Pdf, walk: Walk, read: StreamsRead) -> Iterator[Passage]:
    """Yield what content streams say that no page is known to draw."""
    drawing = [(found, content) for found, content in read.undrawn if draws(content)]
    if not drawing:
        return
    fonts = _all_fonts(pdf, walk)
    sheets = [(content, _resources(pdf, found.reference, fonts)) for found, content in drawing]
    for (found, _), words in zip(drawing, words_drawn_alone(pdf, sheets), strict=True):
        channel = UNREFERENCED if found.channel == UNREFERENCED else "undrawn content"
        yield from (Passage(channel, found.place, each) for each in [words] if each.strip())


def _resources(pdf: pikepdf.Pdf, reference: str, fallback: pikepdf.Dictionary) -> pikepdf.Object:
    return _object(pdf, reference).get("/Resources", fallback)


def _object(pdf: pikepdf.Pdf, reference: str) -> pikepdf.Object:
    number, generation, _ = reference.split()
    return pdf.get_object((int(number), int(generation)))


def _all_fonts(pdf: pikepdf.Pdf, walk: Walk) -> pikepdf.Dictionary:
    """Return resources with every font of the file, for streams that leave it to others to say what they draw with."""
    fonts = pikepdf.Dictionary()
    for named in walk.fonts:
        fonts.update({name: _object(pdf, font) for name, font in named.items() if REFERENCE.fullmatch(str(font))})
    return pikepdf.Dictionary(Font=fonts)


def _loose_objects(
    content: bytes, defined: list[Definition], walk: Walk, read: StreamsRead, within: Within
) -> Iterator[Passage]:
    """Yield what superseded objects say, and objects that no table names, where nothing else says it already."""
    known = {found.text for found in (*walk.passages, *read.passages)}
    numbers = {int(reference.split()[0]) for reference in walk.objects}
    for found in strays(content, defined, numbers, within):
        place = f"object {found.number}"
        inner = list(loose_words(found.stream)) if draws(found.stream) else [words_of(found.stream)]
        for words in (*found.words, *inner):
            if words.strip() and words not in known:
                yield Passage(SUPERSEDED, place, words)
