"""What a paper that only the council seals is judged by: one update behind the seal that holds it, and nothing else.

    behind = written_behind(sealed, data)               # appended to the sealed paper it makes the paper whole
    kept_behind(sealed + behind, len(sealed)) == data   # None for anything that differs from it in one byte

The catalogue as it was, with the store entered as its last entry; one stream for each value; the store; a table and a
trailer (ISO 32000-2, 7.5.6, 12.8.4.3; ETSI EN 319 142-1, 5.4.2). No signature covers it. So there is one way to write
it, and no other is read: whatever stands there is what these values come to, down to the last blank, and can hold no
word besides. Which values may stand there says ``signing.vouching``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Final

from inconfidence.core.digest import Digest, digest_of
from inconfidence.core.errors import Failed
from signing.appending import END_AT_MOST, ID_DIGITS, NAMES, TABLE_LINE, TRAILER, renumbered, table_of
from signing.security_store import LISTS, store_objects
from signing.validation_data import ValidationData

_END: Final = re.compile(rb"trailer\n<<\n(?:/[^\n]*\n)+>>\nstartxref\n\d+\n%%EOF\n\Z")
_ENTRIES: Final = tuple(
    re.compile(entry, re.MULTILINE)
    for entry in (
        rb"^/Info (\d{1,10}) 0 R$",
        rb"^/Root (\d{1,10}) 0 R$",
        rb"^/Size (\d{1,10})$",
        rb"^/ID \[ ?<([0-9a-f]{32})> <[0-9a-f]{32}> ?\]$",
        rb"^startxref\n([1-9]\d{0,9})$",
    )
)
_SECTION: Final = re.compile(rb"(?P<first>\d{1,10}) \d{1,10}\n(?P<lines>(?:\d{10} \d{5} [nf] \n)+)")
_END_OF_OBJECT: Final = b"endobj\n"
_VALUE: Final = re.compile(rb"\d+ 0 obj\n<</Length (\d{1,8})( /Filter /ASCIIHexDecode)?>>\nstream\n")
_STORE: Final = re.compile(rb"\d+ 0 obj\n<</Type /DSS(?: /[A-Za-z]+ \[[\dR ]+\])*>>\nendobj\n")
_LIST: Final = re.compile(rb" (/[A-Za-z]+) \[([\dR ]+)\]")


def written_behind(sealed: bytes, data: ValidationData, digest: Digest | None = None) -> bytes:
    """Return the update that keeps ``data`` behind a sealed paper, whose ``digest`` may be known already.

    Raises:
        Failed: when the end of the paper, or its catalogue, is not in a form that can be gone on with.
    """
    end = _end_of(sealed)
    objects, places = _numbered(data, end.size)
    last = end.size + len(places) - 1
    catalogue = _catalogue(sealed, end, last)
    start = len(sealed) + len(catalogue)
    table = table_of({end.root: len(sealed)} | {end.size + at: start + place for at, place in enumerate(places)})
    # The second half of a file's /ID changes with each update (ISO 32000-1, 14.4).
    names = NAMES % (end.first_id, (digest or digest_of(sealed))[:ID_DIGITS].encode("ascii"))
    trailer = TRAILER % (end.info, b"%d" % end.root, last + 1, end.table, start + len(objects))
    return b"".join((catalogue, objects, table, names, trailer))


def kept_behind(content: bytes, end: int) -> ValidationData | None:
    """Return what the update that begins at ``end`` keeps; None for one that is not, to the byte, as we write it."""
    at = content.find(_END_OF_OBJECT, end) + len(_END_OF_OBJECT)
    values: list[bytes] = []
    while head := _VALUE.match(content, at):
        at = head.end() + int(head[1])
        written = content[head.end() : at]
        values.append(_from_hexadecimal(written) if head[2] else written)
        at = content.find(_END_OF_OBJECT, at) + len(_END_OF_OBJECT)
    store = _STORE.match(content, at)
    if store is None:
        return None
    many = {name.decode("ascii"): entries.count(b"R") for name, entries in _LIST.findall(store[0])}
    bounds = accumulate((many.get(name, 0) for name in LISTS), initial=0)
    data = ValidationData(*(tuple(values[a:b]) for a, b in pairwise(bounds)))
    sealed = content[:end]
    try:
        return data if written_behind(sealed, data) == content[end:] else None
    except Failed:
        return None


def _unusual() -> Failed:
    return Failed("The sealed paper is not written in a form to which what it is judged by can be added.")


@dataclass(frozen=True, slots=True)
class _End:
    """What the end of a sealed paper says: numbers of objects, the place of its table, the name it was made with."""

    info: bytes
    root: int
    size: int
    table: bytes
    first_id: bytes


def _end_of(sealed: bytes) -> _End:
    found = _END.search(sealed[-END_AT_MOST:])
    read = [each.search(found[0]) for each in _ENTRIES] if found else []
    entries = [each[1] for each in read if each]
    if len(entries) != len(_ENTRIES):
        raise _unusual()
    info, root, size, first_id, table = entries
    return _End(info, int(root), int(size), table, first_id)


def _catalogue(sealed: bytes, end: _End, store: int) -> bytes:
    """Return the catalogue of a sealed paper with its store entered, as the same object."""
    place = _place_of(end.root, sealed, int(end.table))
    body = sealed[place : sealed.find(_END_OF_OBJECT, place)]
    if not body.startswith(b"%d 0 obj\n<<" % end.root) or not body.endswith(b">>\n") or b"/DSS" in body:
        raise _unusual()
    return b"%s/DSS %d 0 R\n>>\n%s" % (body[: -len(b">>\n")], store, _END_OF_OBJECT)


def _place_of(number: int, sealed: bytes, table: int) -> int:
    """Return where the object is that the table at ``table`` has under ``number``."""
    at = table + len(b"xref\n")
    while section := _SECTION.match(sealed, at):
        first, many = int(section["first"]), len(section["lines"]) // TABLE_LINE
        if first <= number < first + many:
            return int(section["lines"].splitlines()[number - first].split()[0])
        at = section.end()
    raise _unusual()


@lru_cache(maxsize=32)
def _numbered(data: ValidationData, first: int) -> tuple[bytes, tuple[int, ...]]:
    """Return the objects that hold ``data``, numbered from ``first``, and where each begins among them."""
    bodies = enumerate(store_objects(data), start=first)
    objects = [b"%d 0 obj\n%s%s" % (number, renumbered(body, first), _END_OF_OBJECT) for number, body in bodies]
    return b"".join(objects), tuple(accumulate(map(len, objects[:-1]), initial=0))


def _from_hexadecimal(written: bytes) -> bytes:
    try:
        return bytes.fromhex(written[:-1].decode("ascii"))
    except ValueError:
        return b""
