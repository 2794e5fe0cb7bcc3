"""The objects of a file as we write it: one revision, one table, and not a byte outside an object."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, islice
from typing import Any

from generator.strict.forms import TRAILER, Form, read_as
from generator.strict.kinds import Fault, Ref
from generator.strict.syntax import value_of

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
OBJECT_END = b"endobj\n"
_TABLE = re.compile(
    rb"xref\n0 (\d+)\n0000000000 65535 f \n((?:\d{10} 00000 n \n)*+)trailer\n(<<.*>>)\nstartxref\n(\d+)\n%%EOF\n",
    re.DOTALL,
)
_LINE_END = b" 00000 n \n"
_STREAM = re.compile(rb"<<\n((?:/[A-Za-z0-9]+ [^\n]*\n|  [^\n]*\n)*+)>>\nstream\n", re.DOTALL)
_HEAD = re.compile(
    rb"<<\n(?:/Filter /FlateDecode )?+/Length (\d++)(?: /Length1 \d++| /N 3| /Subtype /XML /Type /Metadata)?+\n>>\n"
    rb"stream\n"
)
"""The beginning of a page's content, a font's file or letters, the profile of colours, the metadata."""
STREAM_END = b"\r\nendstream\n"
KNOWN_STREAMS = 128
SEAMS_AT_ONCE = 256
MOST_BYTES = 64 * 2**20
"""What a stream of a page may unpack to."""
SUM = 4
"""Bytes of the sum over its content that a deflated stream ends in (RFC 1950, 2.2)."""
_known_streams: dict[bytes, bytes] = {}
"""Streams that were unpacked before, by their sums."""


class Objects:
    """The numbered objects of one file, and which of them were reached."""

    def __init__(self, content: bytes) -> None:
        table = _TABLE.fullmatch(content, content.rfind(b"xref\n0 "))
        if table is None or not content.startswith(HEADER) or int(table[4]) != table.start():
            raise Fault("one revision", "the file does not begin and end as ours do")
        self.content = content
        self._places = list(map(int, table[2].split(_LINE_END)[:-1]))
        if int(table[1]) != len(self._places) + 1:
            raise Fault("one revision", "the table of objects is not whole")
        self._places.append(table.start())
        _check_seams(content, self._places)
        self.reached: set[int] = set()
        self._values: dict[int, tuple[Form | None, Any]] = {}
        self.trailer = read_as(table[3], TRAILER)

    def begins(self, reference: Any) -> int:
        """Return where in the file an object begins, its number included.

        Raises:
            Fault: when there is none.
        """
        if not isinstance(reference, Ref) or not 0 < reference.number < len(self._places):
            raise Fault("only our objects", "something refers to an object that is not there")
        return self._places[reference.number - 1]

    def body(self, reference: Any) -> bytes:
        """Return an object as it is written, and note that it was reached.

        Raises:
            Fault: when there is none.
        """
        start = self.begins(reference) + len(b"%d 0 obj\n" % reference.number)
        self.reached.add(reference.number)
        return self.content[start : self._places[reference.number] - len(OBJECT_END)]

    def reach(self, first: Ref, count: int, end: int) -> bool:
        """Note that so many objects one after another were reached; say whether they end there in the file."""
        after = first.number - 1 + count
        if not (after < len(self._places) and self._places[after] == end):
            return False
        self.reached.update(range(first.number, after + 1))
        return True

    def value(self, reference: Any, form: Form | None = None) -> Any:
        """Return an object that is no stream; of a dictionary that has this form, the entries the form keeps."""
        body = self.body(reference)
        known = self._values.get(reference.number)
        # What was read in one form is read again in another: each keeps only its own entries.
        if known is None or known[0] is not form:
            known = self._values[reference.number] = (form, read_as(body, form))
        return known[1]

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

    def stored(self, reference: Any) -> bytes:
        """Return the bytes of a stream as they are stored.

        Raises:
            Fault: when it is none, or longer or shorter than it says.
        """
        body = self.body(reference)
        head = _HEAD.match(body)
        if head is None or head.end() + int(head[1]) + len(STREAM_END) != len(body) or not body.endswith(STREAM_END):
            return self.stream(reference)[1]
        return body[head.end() : -len(STREAM_END)]

    def unpacked(self, reference: Any) -> bytes:
        """Return the bytes of a deflated stream.

        Raises:
            Fault: when it is none, goes on after its end, or is too large.
        """
        return unpacked(self.stored(reference))

    def check_packed(self, reference: Any) -> None:
        """Check that a deflated stream that is not read here (a font, a profile) ends where it says.

        Raises:
            Fault: when it does not.
        """
        stored = self.stored(reference)
        # Fonts and profiles are the same from paper to paper, and say nothing of anybody.
        if _known_streams.get(stored[-SUM:]) != stored:
            unpacked(stored)
            if len(_known_streams) >= KNOWN_STREAMS:
                _known_streams.clear()
            _known_streams[stored[-SUM:]] = stored

    def check_all_reached(self) -> None:
        """Check that nothing lies in the file that no part of the paper leads to.

        Raises:
            Fault: when something does.
        """
        if len(self.reached) != len(self._places) - 1:
            raise Fault("only our objects", "the file holds objects that nothing leads to")


def unpacked(stored: bytes) -> bytes:
    """Return the bytes of a deflated stream from those that are stored.

    Raises:
        Fault: when they go on after its end, or it is too large.
    """
    packed = zlib.decompressobj()
    try:
        content = packed.decompress(stored, MOST_BYTES)
    except zlib.error:
        raise Fault("syntax", "a stream cannot be unpacked") from None
    if not packed.eof or packed.unused_data:
        raise Fault("syntax", "a stream holds more than it shows")
    return content


def _check_seams(content: bytes, places: list[int]) -> None:
    """Check that objects stand one after another at these places, the last of which is where they end."""
    first = places[0]
    if first != len(HEADER) or not content.startswith(b"1 0 obj\n", first) or sorted(places) != places:
        raise Fault("only our objects", "the objects do not stand one after another")
    # No two of them are the same place: what stands there names its object.
    ends = [place - len(OBJECT_END) for place in places[1:]]
    if not all(map(content.startswith, chain(_seams(len(ends) - 1), (OBJECT_END,)), ends)):
        raise Fault("only our objects", "something stands between two objects")


def _seams(count: int) -> Iterator[bytes]:
    """Return what stands between two objects, for so many pairs of them."""
    blocks = map(_seams_from, range(2, count + 2, SEAMS_AT_ONCE))
    return islice(chain.from_iterable(blocks), count)


@lru_cache(maxsize=32)
def _seams_from(number: int) -> tuple[bytes, ...]:
    return tuple([b"%s%d 0 obj\n" % (OBJECT_END, number + more) for more in range(SEAMS_AT_ONCE)])
