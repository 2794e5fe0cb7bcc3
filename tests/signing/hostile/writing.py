"""Incremental updates written by hand (ISO 32000-2, 7.5.6), so that they can be wrong where an attacker wants it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from io import BytesIO
from typing import Final

import pikepdf

Change = Callable[[pikepdf.Pdf], Iterable[pikepdf.Object]]

TRAILER: Final = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s+(\d+)\s+%%EOF", re.DOTALL)
SIZE: Final = re.compile(rb"/Size (\d+)")
ROOT: Final = re.compile(rb"/Root (\d+) 0 R")


def updated(content: bytes, change: Change) -> bytes:
    """Append the objects that ``change`` touched as a well-formed update."""
    return appended(content, touched(content, change))


def touched(content: bytes, change: Change) -> dict[int, bytes]:
    """Return the objects that ``change`` touched, by number."""
    with pikepdf.open(BytesIO(content)) as pdf:
        return {one.objgen[0]: body(one) for one in change(pdf)}


def body(one: pikepdf.Object) -> bytes:
    """Return an object as it is written between ``obj`` and ``endobj``."""
    if not isinstance(one, pikepdf.Stream):
        return one.unparse(resolved=True)
    data = one.read_raw_bytes()
    one.stream_dict.Length = len(data)
    return one.stream_dict.unparse(resolved=True) + b"\nstream\n" + data + b"\nendstream"


def appended(
    content: bytes,
    objects: Mapping[int, bytes],
    *,
    extra: bytes = b"",
    size: int | None = None,
    prev: int | None = None,
) -> bytes:
    """Append objects with their table and trailer."""
    block, places = laid_out(objects, len(content) + 1)
    at = len(content) + 1 + len(block)
    return content + b"\n" + block + table(content, places, at, extra=extra, size=size, prev=prev)


def laid_out(objects: Mapping[int, bytes], start: int) -> tuple[bytes, dict[int, int]]:
    """Return objects one after the other, and where each begins when the first begins at ``start``."""
    block, places = b"", {}
    for number, one in objects.items():
        places[number] = start + len(block)
        block += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    return block, places


def table(
    content: bytes,
    places: Mapping[int, int],
    at: int,
    *,
    extra: bytes = b"",
    size: int | None = None,
    prev: int | None = None,
) -> bytes:
    """Return a cross-reference table at ``at`` that follows the last one of ``content``, with its trailer."""
    entries, last = TRAILER.findall(content)[-1]
    root = ROOT.search(entries)
    most = max([int(SIZE.search(entries)[1]), *(number + 1 for number in places)])
    lines = b"".join(b"%d 1\n%010d 00000 n \n" % place for place in sorted(places.items())) or b"0 0\n"
    head = b"/Size %d /Root %s 0 R /Prev %d " % (size or most, root[1], int(last) if prev is None else prev)
    return b"xref\n%strailer\n<<%s%s>>\nstartxref\n%d\n%%%%EOF\n" % (lines, head, extra, at)


def next_number(content: bytes) -> int:
    """Return the first object number that is free."""
    return int(SIZE.search(TRAILER.findall(content)[-1][0])[1])
