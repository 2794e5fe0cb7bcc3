"""Validation data in the file itself: the document security store (ISO 32000-2, 12.8.4.3), in the one form we write.

The store is a dictionary of at most three lists, each of streams that hold one DER value and nothing else. Other
entries, the validation-related information by signature among them, are never needed and could hide something.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

from asn1crypto import parser
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader

from signing.validation_data import ValidationData

STORE: Final = "/DSS"
LISTS: Final = ("/Certs", "/OCSPs", "/CRLs")
STREAM_ENTRIES: Final = frozenset({"/Length", "/Filter"})
HEXADECIMAL: Final = "/ASCIIHexDecode"
"""The one filter in use: for a stream that would end in half a line end (signing.parts)."""
MOST: Final = 200
"""Entries of one list that are looked at; a paper of forty signatures has some hundred."""


def put_store(writer: IncrementalPdfFileWriter, data: ValidationData) -> None:
    """Write ``data`` into the update under way; what the paper keeps already stays as it is, and comes first."""
    store = DictionaryObject({NameObject("/Type"): NameObject(STORE)})  # type: ignore[no-untyped-call]
    before = writer.root[STORE] if STORE in writer.root else {}  # noqa: SIM401 - pyHanko's get() hands out references
    values = (data.certificates, data.answers, data.lists)
    for name, ders in zip(LISTS, values, strict=True):
        kept = dict(zip(_values(before, name), _streams(before, name), strict=True))
        added = [writer.add_object(StreamObject(stream_data=each)) for each in ders if each not in kept]
        if kept or added:
            store[NameObject(name)] = ArrayObject([*kept.values(), *added])
    # pyHanko leaves these without types.
    writer.root[NameObject(STORE)] = writer.add_object(store)
    writer.update_root()  # type: ignore[no-untyped-call]


@lru_cache(maxsize=16)
def store_objects(data: ValidationData) -> tuple[bytes, ...]:
    """Return the same objects as they are written, numbered from 0, the store last: for an update in our form."""
    streams: list[bytes] = []
    entries = b""
    for name, ders in zip(LISTS, (data.certificates, data.answers, data.lists), strict=True):
        if ders:
            places = range(len(streams), len(streams) + len(ders))
            entries += b" %s [%s]" % (name.encode(), b" ".join(b"%d 0 R" % place for place in places))
            streams += [_stream(each) for each in ders]
    return (*streams, b"<</Type /DSS%s>>\n" % entries)


def _stream(der: bytes) -> bytes:
    # As QuietWriter writes it: what ends in half a line end would be read as a byte too short.
    filtered, value = (
        (b"", der) if not der.endswith(b"\r") else (b" /Filter /ASCIIHexDecode", der.hex().encode() + b">")
    )
    return b"<</Length %d%s>>\nstream\n%s\nendstream\n" % (len(value), filtered, value)


def read_store(reader: PdfFileReader | HistoricalResolver) -> ValidationData:
    """Return what the file, or a revision of it, keeps, nothing when it keeps none. Look at ``store_faults`` first.

    Raises:
        Exception: whatever pyHanko raises for a store it cannot make sense of.
    """
    if STORE not in reader.root:
        return ValidationData()
    store = reader.root[STORE]
    certificates, answers, lists = (_values(store, name) for name in LISTS)
    return ValidationData(certificates, answers, lists)


def store_faults(reader: PdfFileReader) -> Iterator[str]:
    """Yield what is wrong with how the store is written."""
    if STORE not in reader.root:
        return
    store = reader.root[STORE]
    if not isinstance(store, DictionaryObject) or set(store) - {"/Type", *LISTS}:
        yield "it holds more than certificates and what was said of them"
        return
    if "/Type" in store and store["/Type"] != STORE:
        yield "it calls itself something else"
    for name in LISTS:
        if name in store:
            yield from _list_faults(store[name])


def shrunk(revisions: Sequence[ValidationData]) -> Iterator[str]:
    """Yield what is wrong with how a store went on from one revision to the next: each keeps all that was kept."""
    for before, after in pairwise(revisions):
        for name in ("certificates", "answers", "lists"):
            kept = getattr(before, name)
            if getattr(after, name)[: len(kept)] != kept:
                yield "something it kept has been taken out of it"


def _list_faults(entries: Any) -> Iterator[str]:
    if not isinstance(entries, ArrayObject) or not 0 < len(entries) <= MOST:
        yield "a list in it is empty, too long, or none"
        return
    for place in range(len(entries)):
        stream = entries[place]
        if not isinstance(entries.raw_get(place), IndirectObject) or not isinstance(stream, StreamObject):
            yield "an entry in it is not a stream"
        elif set(stream) - STREAM_ENTRIES or stream.get("/Filter", HEXADECIMAL) not in (HEXADECIMAL, [HEXADECIMAL]):
            yield "an entry in it holds more than its value"
        elif not _is_one_value(stream.data):
            yield "an entry in it is not exactly one value"


def _is_one_value(content: bytes) -> bool:
    try:
        return bool(parser.peek(content) == len(content))
    except ValueError:
        return False


def _streams(store: Any, name: str) -> tuple[IndirectObject, ...]:
    if name not in store:
        return ()
    return tuple(store[name].raw_get(place) for place in range(len(store[name])))


def _values(store: Any, name: str) -> tuple[bytes, ...]:
    if name not in store:
        return ()
    entries = store[name]
    return tuple(entries[place].data for place in range(len(entries)))
