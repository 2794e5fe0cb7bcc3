"""A picture without what a camera or a program wrote beside it: where and when it was taken, by whom, with what."""

from __future__ import annotations

import struct
from collections.abc import Iterator

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
SHOWN = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"pHYs", b"bKGD"})
"""The chunks of a PNG that change how it looks (PNG 1.2, section 4)."""
CHUNK_FRAME = 12
"""Bytes of a chunk beside its data: length, name and check sum."""

TOLD_BESIDE = frozenset({0xFE, *range(0xE1, 0xF0)} - {0xE2, 0xEE})
"""JPEG segments that hold no picture (T.81, table B.1): comments and application data, but for colours (2 and 14)."""
COLOURS, COLOUR_PROFILE = 0xE2, b"ICC_PROFILE\x00"
SCAN = 0xDA


def bare_picture(content: bytes) -> bytes:
    """Return a PNG or JPEG picture that looks the same and tells nothing else; anything else is returned as it is."""
    if content.startswith(PNG):
        return PNG + b"".join(_png_chunks(content))
    if content.startswith(JPEG):
        return JPEG + b"".join(_jpeg_segments(content))
    return content


def _png_chunks(content: bytes) -> Iterator[bytes]:
    at = len(PNG)
    while at + CHUNK_FRAME <= len(content):
        (length,) = struct.unpack_from(">I", content, at)
        chunk = content[at : at + CHUNK_FRAME + length]
        if chunk[4:8] in SHOWN:
            yield chunk
        at += len(chunk)


def _jpeg_segments(content: bytes) -> Iterator[bytes]:
    at = len(JPEG)
    while at + 4 <= len(content) and content[at + 1] != SCAN:
        kind, (length,) = content[at + 1], struct.unpack_from(">H", content, at + 2)
        segment = content[at : at + 2 + length]
        beside = kind in TOLD_BESIDE or (kind == COLOURS and not segment[4:].startswith(COLOUR_PROFILE))
        if not beside:
            yield segment
        at += len(segment)
    yield content[at:]
