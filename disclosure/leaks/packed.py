"""What a zip file says, Word's among them: every entry, and what lies between the entries and after them."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from disclosure.leaks.letters import runs_of, words_of
from disclosure.leaks.markup import parsed
from disclosure.leaks.passages import Passage
from disclosure.leaks.within import Within, cannot_be_read
from disclosure.leaks.word import part_passages

BEGINNINGS = (b"PK\x03\x04", b"PK\x05\x06")
END_RECORD = b"PK\x05\x06"
END_RECORD_SIZE = 22
LOCAL_HEADER = struct.Struct("<4s5H3I2H")
ENCRYPTED = 0x1
DEFLATED = 8
BLOCK_HEAD = 4
OFFICE = "[Content_Types].xml"
MACROS = b"VBA"
FAULTS = (BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, struct.error)
"""What the standard library raises for damaged, encrypted and unusual zip files."""


def is_packed(content: bytes) -> bool:
    """Say whether bytes begin as a zip file."""
    return content.startswith(BEGINNINGS)


def passages(content: bytes, name: str, within: Within) -> Iterator[Passage]:
    """Yield what a zip file says, entry by entry.

    Raises:
        Failed: when it, or an entry, cannot be read.
    """
    try:
        with ZipFile(BytesIO(content)) as archive:
            office = OFFICE in archive.namelist()
            for number, entry in enumerate(archive.infolist(), start=1):
                yield from _entry(archive, entry, f"part {number}", office, within)
            yield from _said("comments of the packing", "the file", words_of(archive.comment))
            yield from _between(content, archive.infolist(), within)
            yield from _after(content, len(archive.comment))
    except FAULTS as damaged:
        raise cannot_be_read("a packed file cannot be unpacked") from damaged


def _entry(archive: ZipFile, entry: ZipInfo, place: str, office: bool, within: Within) -> Iterator[Passage]:
    if entry.flag_bits & ENCRYPTED:
        raise cannot_be_read("an entry of a packed file is encrypted")
    yield Passage("part names", place, entry.orig_filename)
    yield from _said("comments of the packing", place, words_of(entry.comment))
    yield from _said("extra fields of the packing", place, _in_extra(entry.extra))
    within.allowance.spend(entry.file_size)
    content = archive.read(entry)
    root = parsed(content) if office else None
    if root is not None:
        yield from part_passages(root, place)
    elif content:
        if office and MACROS in content:
            raise cannot_be_read("a Word file carries macros")
        yield from within.inner(content, "", "embedded files", place)


def _between(content: bytes, entries: list[ZipInfo], within: Within) -> Iterator[Passage]:
    """Yield what lies before, between and after the entries the directory names."""
    at = 0
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    for entry in ordered:
        yield from _gap(content[at : entry.header_offset], within)
        *_, name, extra = LOCAL_HEADER.unpack_from(content, entry.header_offset)
        head = entry.header_offset + LOCAL_HEADER.size
        local = content[head : head + name]
        # A reader that goes from entry to entry sees these names; one that uses the directory sees the others.
        if local.decode("utf-8", "replace") != entry.orig_filename:
            yield from _said("part names", "between parts", words_of(local))
        yield from _said("extra fields of the packing", "between parts", _in_extra(content[head + name :][:extra]))
        at = head + name + extra + entry.compress_size
    directory = content.find(b"PK\x01\x02", at) if ordered else content.rfind(END_RECORD)
    yield from _gap(content[at:directory], within)


def _gap(gap: bytes, within: Within) -> Iterator[Passage]:
    yield from _said("bytes between parts", "between parts", "\n".join(runs_of(gap)))
    at = gap.find(BEGINNINGS[0])
    while at >= 0 and at + LOCAL_HEADER.size <= len(gap):
        _, _, _, method, _, _, _, size, _, name, extra = LOCAL_HEADER.unpack_from(gap, at)
        data = gap[at + LOCAL_HEADER.size + name + extra :]
        if method == DEFLATED:
            data = zlib.decompressobj(-zlib.MAX_WBITS).decompress(data, within.allowance.size + 1)
        else:
            data = data[:size]
        yield from within.inner(data, "", "parts no directory names", "between parts")
        at = gap.find(BEGINNINGS[0], at + 1)


def _after(content: bytes, comment: int) -> Iterator[Passage]:
    end = content.rfind(END_RECORD) + END_RECORD_SIZE + comment
    yield from _said("bytes after the end", "the end", words_of(content[end:]))


def _in_extra(extra: bytes) -> str:
    """Return the words of an extra field: of each of its blocks, behind a mark and a length of two bytes each."""
    found, at = [], 0
    while at + BLOCK_HEAD <= len(extra):
        end = at + BLOCK_HEAD + int.from_bytes(extra[at + 2 : at + BLOCK_HEAD], "little")
        found.append(words_of(extra[at + BLOCK_HEAD : end]))
        at = end
    return "\n".join((*found, *runs_of(extra)))


def _said(channel: str, place: str, words: str) -> Iterator[Passage]:
    if words.strip():
        yield Passage(channel, place, words)
