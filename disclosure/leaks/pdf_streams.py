"""The streams of a PDF, each unpacked once and within bounds, and given to whoever can read its kind."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import takewhile

import pikepdf

from disclosure.leaks import image
from disclosure.leaks.der import is_der, words_in_der
from disclosure.leaks.known_fonts import without_known
from disclosure.leaks.letters import inflated, runs_in_pixels, text_of, words_of
from disclosure.leaks.markup import words_in_xml
from disclosure.leaks.passages import Passage
from disclosure.leaks.pdf_content import asides, draws
from disclosure.leaks.pdf_fonts import is_mapping, kept, mapped_words
from disclosure.leaks.pdf_objects import PAGE, UNREFERENCED, StreamFound
from disclosure.leaks.within import MOST_BYTES, Within, cannot_be_read

FLATE = ("/FlateDecode", "/Fl")
PICTURE_FILTERS = frozenset(("/DCTDecode", "/DCT", "/JPXDecode", "/CCITTFaxDecode", "/CCF", "/JBIG2Decode"))
UNPACKED_HERE = frozenset((*FLATE, "/ASCII85Decode", "/A85", "/ASCIIHexDecode", "/AHx"))
GROWTH = {"/LZWDecode": 2800, "/LZW": 2800, "/RunLengthDecode": 64, "/RL": 64, "/FlateDecode": 1032, "/Fl": 1032}
"""How many bytes one byte can become at most, by filter. An ASCII filter makes at most four of one."""

ASCII_GROWTH = 4
FILES, IMAGE = "attachments", "/Image"
NUMBERS = {"fonts": "font files", "pictures": "points of pictures", "colours": "tables of colours"}
"""What streams of numbers are called, apart from the words that stand beside them in a channel."""


@dataclass(slots=True)
class StreamsRead:
    """What the streams of a PDF said, and what of them has to be looked at further."""

    passages: list[Passage] = field(default_factory=list)
    mapped: set[str] = field(default_factory=set)
    """What the codes of the fonts stand for."""
    undrawn: list[tuple[StreamFound, bytes]] = field(default_factory=list)
    """Content streams no page is known to draw."""

    def say(self, channel: str, place: str, words: str) -> None:
        """Note words, unless there are none."""
        if words.strip():
            self.passages.append(Passage(channel, place, words))


def read_streams(pdf: pikepdf.Pdf, found: list[StreamFound], contents: frozenset[str], within: Within) -> StreamsRead:
    """Read every stream; ``contents`` are the references of those that pages draw.

    Raises:
        Failed: when one cannot be unpacked, or unfolds to more than can be looked through.
    """
    read = StreamsRead()
    for each in found:
        number, generation, _ = each.reference.split()
        stream = pdf.get_object((int(number), int(generation)))
        content, after = _unpacked(pdf, stream, each, within)
        within.allowance.spend(len(content))
        read.say("bytes after a stream", each.place, words_of(after))
        if each.reference in contents:
            _note_content(read, each, content)
        else:
            _read_one(read, each, content, within)
    return read


def _read_one(read: StreamsRead, found: StreamFound, content: bytes, within: Within) -> None:
    kind = (found.entries.get("/Type"), found.entries.get("/Subtype"))
    if kind[0] == "/XRef":
        return
    if kind[0] == "/EmbeddedFile" or found.channel == FILES:
        read.passages.extend(within.inner(content, "", FILES, found.place))
    elif image.is_image(content):
        read.passages.extend(within.inner(content, "", "pictures", found.place))
    elif is_mapping(content):
        read.mapped.update(mapped_words(content))
    elif kind[1] == "/Form" or "/PatternType" in found.entries or _may_draw(found, content):
        read.undrawn.append((found, content))
        _note_content(read, found, content)
    else:
        is_text = text_of(content) is not None
        channel = found.channel if is_text else NUMBERS.get(found.channel, found.channel)
        is_program = channel == NUMBERS["fonts"] and kind[1] != IMAGE
        for words in _words_in_program(content) if is_program else _words(kind[1], content):
            read.say(channel, found.place, words)


@kept
def _words_in_program(content: bytes) -> tuple[str, ...]:
    """Return what can be made out in a font program, besides what is our own fonts'."""
    return tuple(_words(None, without_known(content)))


def _words(subtype: str | None, content: bytes) -> Iterable[str]:
    if subtype == IMAGE:
        return ("\n".join(runs_in_pixels(content)),)
    if content.lstrip()[:1] == b"<":
        return words_in_xml(content)
    return words_in_der(content) if is_der(content) else (words_of(content),)


def _may_draw(found: StreamFound, content: bytes) -> bool:
    return found.channel in (PAGE, UNREFERENCED, "fonts", "undrawn content") and _is_text(content) and draws(content)


def _is_text(content: bytes) -> bool:
    return b"\x00" not in content[:512]


def _note_content(read: StreamsRead, found: StreamFound, content: bytes) -> None:
    try:
        for words in asides(content):
            read.say("marked content and comments", found.place, words)
    except pikepdf.PdfError as unreadable:
        raise cannot_be_read("the instructions of a page cannot be read") from unreadable


def _unpacked(pdf: pikepdf.Pdf, stream: pikepdf.Object, found: StreamFound, within: Within) -> tuple[bytes, bytes]:
    """Return what a stream unpacks to, and bytes that follow what was packed and no reader looks at."""
    raw = stream.read_raw_bytes()
    # Pictures stay as they are: their pixels are no words, and their metadata stands before them.
    filters = list(takewhile(lambda name: name not in PICTURE_FILTERS, _filters(found)))
    if not filters:
        return raw, b""
    try:
        if not UNPACKED_HERE.issuperset(filters):
            _check_growth(raw, filters, within)
            return stream.read_bytes(), b""
        content, after = _step_by_step(pdf, raw, filters, within)
        return (stream.read_bytes() if found.entries.get("/DecodeParms") else content), after
    except (zlib.error, ValueError, pikepdf.PdfError, RuntimeError) as damaged:
        raise cannot_be_read("a stream of a PDF cannot be unpacked") from damaged


def _step_by_step(pdf: pikepdf.Pdf, content: bytes, filters: list[str], within: Within) -> tuple[bytes, bytes]:
    after = b""
    for name in filters:
        if name in FLATE:
            content, left = inflated(content, within.allowance.size)
            after += left
        else:
            content = _from_ascii(pdf, content, name)
        if len(content) > within.allowance.size:
            raise cannot_be_read("a stream of a PDF unfolds to more than can be looked through")
    return content, after


def _from_ascii(pdf: pikepdf.Pdf, content: bytes, name: str) -> bytes:
    if len(content) * ASCII_GROWTH > MOST_BYTES:
        raise cannot_be_read("a stream of a PDF may unfold to more than can be looked through")
    packed = pikepdf.Stream(pdf, content)
    packed.Filter = pikepdf.Name(name)
    return packed.read_bytes()


def _check_growth(raw: bytes, filters: list[str], within: Within) -> None:
    """Refuse what could unfold past the bounds, each filter taken at its worst."""
    size = len(raw)
    for name in filters:
        size *= GROWTH.get(name, ASCII_GROWTH)
    if size > within.allowance.size:
        raise cannot_be_read("a stream of a PDF may unfold to more than can be looked through")


def _filters(found: StreamFound) -> list[str]:
    filters = found.entries.get("/Filter", [])
    return [filters] if isinstance(filters, str) else [str(each) for each in filters]
