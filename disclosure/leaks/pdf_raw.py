"""The bytes of a PDF as they lie in the file: earlier revisions, objects no table names, bytes between objects."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import pikepdf

from disclosure.leaks.letters import inflated, runs_of, words_of
from disclosure.leaks.within import Within, cannot_be_read

END_OF_REVISION = re.compile(rb"%%EOF[ \t]*(?:\r\n|\r|\n)?")
MOST_REVISIONS = 32
"""A paper of ours has one for the seal, one a signature, and one a time-stamp."""

OBJECT = re.compile(rb"obj(?<=\sobj)\b")
NUMBERED = re.compile(rb"([0-9]{1,10})\s+[0-9]{1,5}\s+\Z")
LONGEST_NUMBERING = 24
"""Bytes before ``obj`` in which the number of an object stands."""

STREAM = re.compile(rb"\bstream(?:\r\n|\n|\r)")
LITERAL = re.compile(rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)|(?<!<)<[0-9A-Fa-f\s]+>|%[^\r\n]*", re.DOTALL)
TABLES = re.compile(
    rb"xref\s+(?:[0-9]{10}\s[0-9]{5}\s[nf]\s*|[0-9]+\s+[0-9]+\s+)*|startxref\s+[0-9]+|trailer\b|%%EOF|%PDF-[0-9.]+"
)
PACKED_OBJECTS = re.compile(rb"/Type\s*/(?:ObjStm|XRef)\b")


class Definition(NamedTuple):
    """Where an object is defined: its number, and the offsets of its beginning, of its value and of its end."""

    number: int
    start: int
    body: int
    end: int


@dataclass(frozen=True, slots=True)
class LooseObject:
    """An object as its bytes stand: what is outside its stream, and the stream unpacked."""

    number: int
    words: tuple[str, ...] = field(repr=False)
    stream: bytes = field(repr=False)


def earlier_revisions(content: bytes) -> list[bytes]:
    """Return the file as it was before each later revision was put to its end, oldest first.

    Raises:
        Failed: when there are more than can be looked through.
    """
    ends = [found.end() for found in END_OF_REVISION.finditer(content)][:-1]
    if len(ends) > MOST_REVISIONS:
        raise cannot_be_read("a PDF has more revisions than can be looked through")
    return [content[:end] for end in ends]


def numbers_in(later: bytes) -> set[int] | None:
    """Return the numbers of the objects in the bytes of a later revision; nothing when they are packed."""
    if PACKED_OBJECTS.search(later):
        return None
    return {each.number for each in definitions(later)}


def check_packed_objects(content: bytes, within: Within) -> None:
    """Refuse packed objects that unfold too far: whoever opens the file unpacks them whole, without bounds."""
    left = within.allowance.size
    for found in PACKED_OBJECTS.finditer(content):
        begin = STREAM.search(content, found.end())
        if begin:
            left -= len(_unpacked(content[begin.end() :], left))
        if left < 0:
            raise cannot_be_read("the objects of a PDF unfold to more than can be looked through")


def definitions(content: bytes) -> list[Definition]:
    """Return where in the bytes objects are defined, in the order of the file, whether or not a table names them."""
    found = []
    for keyword in OBJECT.finditer(content):
        head = max(0, keyword.start() - LONGEST_NUMBERING)
        numbered = NUMBERED.search(content[head : keyword.start()])
        if numbered:
            end = content.find(b"endobj", keyword.end())
            end = len(content) if end < 0 else end + len(b"endobj")
            found.append(Definition(int(numbered[1]), head + numbered.start(), keyword.end(), end))
    return found


def strays(content: bytes, found: list[Definition], known: Container[int], within: Within) -> Iterator[LooseObject]:
    """Yield the objects that are defined more than once, or that no table of the file names."""
    times = Counter(each.number for each in found)
    for each in found:
        if times[each.number] > 1 or each.number not in known:
            yield _loose(each.number, content[each.body : each.end], within)


def outside_objects(content: bytes, found: list[Definition]) -> Iterator[str]:
    """Yield what can be made out in the bytes that belong to no object and no table, and comments within objects."""
    at = 0
    between = []
    for each in found:
        if each.start >= at:
            between.append(content[at : each.start])
            at = each.end
            if content.find(b"%", each.body, at) >= 0:
                yield from _comments(content[each.body : at])
    between.append(content[at:])
    left = TABLES.sub(b" ", b"\n".join(between))
    # The trailers of earlier revisions are read with those; here their strings come up once more.
    yield from loose_words(left)
    # A comment ends with its line; what stands behind it in the next may be the rest of a word.
    yield from runs_of(LITERAL.sub(_of_comment, _without_dictionaries(left)))


def loose_words(content: bytes) -> Iterator[str]:
    """Yield the strings and comments in the source of objects."""
    for found in LITERAL.findall(content):
        if found.startswith(b"%"):
            yield words_of(found[1:])
        else:
            yield _string(found)


def _string(source: bytes) -> str:
    try:
        string = pikepdf.Object.parse(source)
    except pikepdf.PdfError:
        return words_of(source)
    words = str(string)
    return words if words.isprintable() else words_of(bytes(string))


def _comments(source: bytes) -> Iterator[str]:
    begin = STREAM.search(source)
    head = source[: begin.start()] if begin else source
    if b"%" in head:
        yield from (words_of(each[1:]) for each in LITERAL.findall(head) if each.startswith(b"%"))


def _of_comment(found: re.Match[bytes]) -> bytes:
    return b" " + found[0][1:] if found[0].startswith(b"%") else b" "


def _without_dictionaries(source: bytes) -> bytes:
    return re.sub(rb"<<.*?>>", b" ", source, flags=re.DOTALL)


def _loose(number: int, source: bytes, within: Within) -> LooseObject:
    begin = STREAM.search(source)
    if begin is None:
        return LooseObject(number, tuple(loose_words(source)), b"")
    content = _unpacked(source[begin.end() : source.rfind(b"endstream")], within.allowance.size)
    within.allowance.spend(len(content))
    return LooseObject(number, tuple(loose_words(source[: begin.start()])), content)


def _unpacked(packed: bytes, most: int) -> bytes:
    """Return a stream nobody says the filter of: unpacked if it can be, else as it is."""
    try:
        return inflated(packed, most)[0]
    except zlib.error:
        return packed
