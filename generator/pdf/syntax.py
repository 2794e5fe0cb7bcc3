"""How dictionaries, lists and streams are spelt in our files (ISO 32000-1, 7.3).

Keys stand in order, six to a line, and every stream is followed by a line end that its length does not count
(ISO 19005-3, 6.1.7.1). ``signing.appending`` and ``generator.strict`` read what is spelt so and nothing else.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from typing import Final

ENTRIES_A_LINE: Final = 6
ITEMS_A_LINE: Final = 10
PACKED: Final = {"Filter": b"/FlateDecode"}


def reference_to(number: int) -> bytes:
    """Return the reference to an object."""
    return b"%d 0 R" % number


def dictionary(entries: Mapping[str, bytes]) -> bytes:
    """Return a dictionary of entries that are in PDF syntax already."""
    written = [b"/%s %s" % (key.encode("ascii"), entries[key]) for key in sorted(entries)]
    return b"<<\n%s\n>>" % _lines(written, ENTRIES_A_LINE)


def array(items: Sequence[bytes]) -> bytes:
    """Return a list of things that are in PDF syntax already."""
    return b"[ %s ]" % _lines(items, ITEMS_A_LINE)


def stream(entries: Mapping[str, bytes], content: bytes) -> bytes:
    """Return a stream of bytes as they are (PDF/A wants XMP readable as it stands)."""
    # Both bytes before its end: after data that ends in a carriage return, a line feed would be taken for its pair.
    return b"%s\nstream\n%s\r\nendstream" % (dictionary({**entries, "Length": b"%d" % len(content)}), content)


def packed_stream(entries: Mapping[str, bytes], content: bytes, effort: int = zlib.Z_DEFAULT_COMPRESSION) -> bytes:
    """Return a deflated stream; ``effort`` is zlib's level."""
    return stream({**entries, **PACKED}, zlib.compress(content, effort))


def _lines(written: Sequence[bytes], each: int) -> bytes:
    return b" \n  ".join([b" ".join(written[at : at + each]) for at in range(0, len(written), each)])
