"""What of a font program says nothing of anybody: the outlines and tables that stand in our own fonts to the byte.

The bytes of outlines read as letters here and there, more of them than a paper has words. Those of the two Latin faces
papers are drawn in are known by digest, with their hints and without (``known_fonts.bin``: sixteen bytes each of
SHA-256, written by ``python -m tools.known_fonts``) and passed over. Whatever else stands in a program is looked
through: a table or an outline with one byte changed, what lies between them, what the table of contents leaves out.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import pairwise

TRUE_TYPE = b"\x00\x01\x00\x00"
HEAD, ENTRY = struct.Struct(">4sHHHH"), struct.Struct(">4sIII")
FORM_OF_PLACES = 50
"""Offset in the table ``head`` of whether places of outlines are in two bytes, halved, or in four (OpenType, loca)."""
DIGEST_BYTES = 16
Span = tuple[int, int]


def without_known(program: bytes) -> bytes:
    """Return a font program with noughts for what is known, at the same length; what is no TrueType as it is."""
    known, left = _known(), bytearray(program)
    for start, end in spans_of(program):
        if digest_of_piece(program[start:end]) in known:
            left[start:end] = bytes(end - start)
    return bytes(left)


def spans_of(program: bytes) -> Iterator[Span]:
    """Yield where the tables and the outlines of a TrueType program lie; none of a program that is damaged."""
    try:
        tables = _tables(program)
        yield from tables.values()
        yield from _outlines(program, tables)
    except (struct.error, KeyError):
        return


def digest_of_piece(piece: bytes) -> bytes:
    """Return what a table or an outline is known by, however many noughts fill it up."""
    return sha256(piece.rstrip(b"\0")).digest()[:DIGEST_BYTES]


def _tables(program: bytes) -> dict[bytes, Span]:
    if not program.startswith(TRUE_TYPE):
        return {}
    count = HEAD.unpack_from(program)[1]
    entries = [ENTRY.unpack_from(program, HEAD.size + at * ENTRY.size) for at in range(count)]
    return {tag: (start, start + size) for tag, _, start, size in entries}


def _outlines(program: bytes, tables: dict[bytes, Span]) -> Iterator[Span]:
    start, end = tables[b"loca"]
    (is_long,) = struct.unpack_from(">h", program, tables[b"head"][0] + FORM_OF_PLACES)
    letter, size, factor = ("I", 4, 1) if is_long else ("H", 2, 2)
    places = struct.unpack_from(f">{(end - start) // size}{letter}", program, start)
    first, last = tables[b"glyf"]
    for begin, stop in pairwise(places):
        if begin < stop <= (last - first) // factor:
            yield first + begin * factor, first + stop * factor


@cache
def _known() -> frozenset[bytes]:
    digests = (files("disclosure.leaks") / "known_fonts.bin").read_bytes()
    return frozenset(digests[at : at + DIGEST_BYTES] for at in range(0, len(digests), DIGEST_BYTES))
