"""``open_file``: a finished file, opened as a stranger with tools would open it.

What kind of file it is, is seen from its bytes; its name is only one more thing that may say too much. Whatever cannot
be read (damaged, encrypted, of no known kind, unfolding without end) is an error: what was not read cannot be cleared.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO

from disclosure.leaks import image, message, packed, pdf, web
from disclosure.leaks.der import is_der, words_in_der
from disclosure.leaks.letters import runs_of, text_of, words_of
from disclosure.leaks.passages import Passage
from disclosure.leaks.within import Allowance, Within, cannot_be_read
from inconfidence.core.documents import PagesRead

GZIP = b"\x1f\x8b\x08"
HEAD = 1024
"""Bytes in which a gzip file says the name of what it holds, and a comment."""

BINARY_KINDS = (
    b"\xd0\xcf\x11\xe0",
    b"\x01\x00\x00\x00",
    b"\xd7\xcd\xc6\x9a",
    b"\x00\x01\x00\x00",
    b"OTTO",
    b"true",
    b"wOFF",
)
"""OLE, EMF, WMF, fonts: what they say stands in them unpacked. They are read only where they lie in another file."""

KINDS: tuple[tuple[Callable[[bytes], bool], Callable[[bytes, str, Within], Iterator[Passage]]], ...] = (
    (packed.is_packed, packed.passages),
    (image.is_image, image.passages),
    (pdf.is_pdf, pdf.passages),
    (web.is_page, web.passages),
    (message.is_message, message.passages),
)


def open_file(content: bytes, name: str, read: PagesRead | None = None) -> tuple[Passage, ...]:
    """Return every passage of text in a file, in its name, and in the files in it.

    ``read`` is what PDFium read of these very bytes, where it was asked before.

    Raises:
        Failed: when the file, or one in it, cannot be read whole; the message never says what is in it.
    """
    within = Within(_opened, Allowance(), read)
    within.allowance.spend(len(content))
    return tuple(_opened(content, name, within))


def _opened(content: bytes, name: str, within: Within) -> Iterator[Passage]:
    if name.strip():
        yield Passage("file name", "the name", name)
    for is_kind, passages in KINDS:
        if is_kind(content):
            yield from passages(content, name, within)
            return
    if content.startswith(GZIP):
        yield Passage("packed file", "its head", "\n".join(runs_of(content[:HEAD])))
        yield from within.inner(_unzipped(content, within), "", "packed file", "the file")
        return
    text = text_of(content)
    if text is None and within.depth and is_der(content):
        yield Passage("certificates", "the file", "\n".join(words_in_der(content)))
        return
    if text is None and not (within.depth and content.startswith(BINARY_KINDS)):
        raise cannot_be_read("a file is of no kind that can be read")
    yield Passage("text", "the file", words_of(content) if text is None else text)


def _unzipped(content: bytes, within: Within) -> bytes:
    try:
        unpacked = gzip.GzipFile(fileobj=BytesIO(content)).read(within.allowance.size + 1)
    except (OSError, EOFError, zlib.error) as damaged:
        raise cannot_be_read("a packed file cannot be unpacked") from damaged
    return unpacked
