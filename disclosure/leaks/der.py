"""Words in DER: certificates, signatures, time-stamps, revocation data (X.690).

Walks the tags and knows nothing of what they mean, so that a name is found wherever it stands: subject, issuer,
alternative name, policy notice, signed attribute.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.leaks.letters import runs_of, text_of

SEQUENCE = 0x30
DEEPEST = 40
"""Certificates nest about fifteen deep."""

ENCODINGS = {
    0x0C: "utf-8",
    0x12: "ascii",
    0x13: "ascii",
    0x14: "latin-1",
    0x16: "ascii",
    0x1A: "ascii",
    0x1C: "utf-32-be",
    0x1E: "utf-16-be",
}
"""The kinds of string of X.680, by tag. Times are in none of them: they name nobody."""

OCTETS, BITS = 0x04, 0x03
CONSTRUCTED, CONTEXT = 0x20, 0x80
SHORTEST_READ = 3


def is_der(content: bytes) -> bool:
    """Say whether bytes begin as a DER sequence that fits into them."""
    return content[:1] == b"\x30" and _header(content, 0, len(content)) is not None


def words_in_der(content: bytes) -> Iterator[str]:
    """Yield every string in ``content``, and what can be made out in it where it is no DER."""
    yield from _words(content, 0, len(content), 0)


def _words(content: bytes, start: int, end: int, depth: int) -> Iterator[str]:
    while start < end:
        found = _header(content, start, end)
        if found is None or depth > DEEPEST:
            yield from runs_of(content[start:end])
            return
        tag, inside, start = found
        if tag & CONSTRUCTED:
            yield from _words(content, inside, start, depth + 1)
        else:
            yield from _value(tag, content[inside:start], depth)


def _value(tag: int, value: bytes, depth: int) -> Iterator[str]:
    if tag in ENCODINGS:
        yield value.decode(ENCODINGS[tag], "replace")
    elif tag & CONTEXT:
        yield from filter(None, [text_of(value)] if len(value) >= SHORTEST_READ else [])
    elif tag in (OCTETS, BITS):
        inner = value[1:] if tag == BITS else value
        yield from _words(inner, 0, len(inner), depth + 1) if is_der(inner) else runs_of(inner)


def _header(content: bytes, start: int, end: int) -> tuple[int, int, int] | None:
    """Return the tag at ``start``, where its value begins and where it ends; nothing when there is none."""
    if start + 2 > end:
        return None
    size, inside = content[start + 1], start + 2
    if size & 0x80:
        places = size & 0x7F
        size = int.from_bytes(content[inside : inside + places], "big")
        inside += places
        if not 1 <= places <= 4:
            return None
    return (content[start], inside, inside + size) if inside + size <= end else None
