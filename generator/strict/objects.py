"""The objects of a file as we write it: one revision, one table, and not a byte outside an object."""

from __future__ import annotations

import re
import zlib
from functools import lru_cache
from typing import Any

from generator.strict.syntax import Fault, Ref, value_of

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
OBJECT_END = b"endobj\n"
_TABLE = re.compile(
    rb"xref\n0 (\d+)\n0000000000 65535 f \n((?:\d{10} 00000 n \n)*+)trailer\n(<<.*>>)\nstartxref\n(\d+)\n%%EOF\n",
    re.DOTALL,
)
_STREAM = re.compile(rb"<<\n((?:/[A-Za-z0-9]+ [^\n]*\n|  [^\n]*\n)*+)>>\nstream\n", re.DOTALL)
STREAM_END = b"\r\nendstream\n"
KNOWN_STREAMS = 32
MOST_BYTES = 64 * 2**20
"""What a stream of a page may unpack to."""


class Objects:
    """The numbered objects of one file, and which of them were reached."""

    def __init__(self, content: bytes) -> None:
        table = _TABLE.fullmatch(content, content.rfind(b"xref\n0 "))
        if table is None or not content.startswith(HEADER) or int(table[4]) != table.start():
            raise Fault("one revision", "the file does not begin and end as ours do")
        offsets = [int(line[:10]) for line in table[2].splitlines()]
        if int(table[1]) != len(offsets) + 1:
            raise Fault("one revision", "the table of objects is not whole")
        self._bodies = _bodies(content, offsets, len(HEADER), table.start())
        self.trailer = value_of(table[3])
        self.reached: set[int] = set()
        self._values: dict[int, Any] = {}

    def body(self, reference: Any) -> bytes:
        """Return an object as it is written, and note that it was reached.

        Raises:
            Fault: when there is none.
        """
        if not isinstance(reference, Ref) or not 0 < reference.number <= len(self._bodies):
            raise Fault("only our objects", "something refers to an object that is not there")
        self.reached.add(reference.number)
        return self._bodies[reference.number - 1]

    def value(self, reference: Any) -> Any:
        """Return an object that is no stream."""
        body = self.body(reference)
        if reference.number not in self._values:
            self._values[reference.number] = value_of(body)
        return self._values[reference.number]

    def stream(self, reference: Any) -> tuple[dict[str, Any], bytes]:
        """Return a stream's dictionary and its bytes as they are stored.

        Raises:
            Fault: when it is none, or longer or shorter than it says.
        """
        body = self.body(reference)
        head = _STREAM.match(body)
        if head is None or not body.endswith(STREAM_END):
            raise Fault("syntax", "a stream is not written as ours are")
        entries = value_of(b"<<%s>>" % head[1])
        stored = body[head.end() : -len(STREAM_END)]
        if entries.get("Length") != len(stored):
            raise Fault("syntax", "a stream is not as long as it says")
        return entries, stored

    def unpacked(self, reference: Any) -> bytes:
        """Return the bytes of a deflated stream.

        Raises:
            Fault: when it is none, goes on after its end, or is too large.
        """
        return _unpacked(self.stream(reference)[1])

    def check_packed(self, reference: Any) -> None:
        """Check that a deflated stream that is not read here (a font, a profile) ends where it says.

        Raises:
            Fault: when it does not.
        """
        _check_packed(self.stream(reference)[1])

    def check_all_reached(self) -> None:
        """Check that nothing lies in the file that no part of the paper leads to.

        Raises:
            Fault: when something does.
        """
        if len(self.reached) != len(self._bodies):
            raise Fault("only our objects", "the file holds objects that nothing leads to")


def _unpacked(stored: bytes) -> bytes:
    packed = zlib.decompressobj()
    try:
        content = packed.decompress(stored, MOST_BYTES)
    except zlib.error:
        raise Fault("syntax", "a stream cannot be unpacked") from None
    if not packed.eof or packed.unused_data:
        raise Fault("syntax", "a stream holds more than it shows")
    return content


@lru_cache(maxsize=KNOWN_STREAMS)
def _check_packed(stored: bytes) -> None:
    # Fonts and profiles are the same from paper to paper, and say nothing of anybody.
    _unpacked(stored)


def _bodies(content: bytes, offsets: list[int], start: int, end: int) -> list[bytes]:
    if not offsets or offsets[0] != start or sorted(set(offsets)) != offsets:
        raise Fault("only our objects", "the objects do not stand one after another")
    bodies = []
    for number, (here, there) in enumerate(zip(offsets, [*offsets[1:], end], strict=True), start=1):
        head = b"%d 0 obj\n" % number
        if not content.startswith(head, here) or not content.endswith(OBJECT_END, here, there):
            raise Fault("only our objects", "something stands between two objects")
        bodies.append(content[here + len(head) : there - len(OBJECT_END)])
    return bodies
