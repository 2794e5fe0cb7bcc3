"""A drawn body as the objects its copies share, with places for their own.

The list of fonts, the marks and the own words move behind everything else: a copy is the shared objects as they are,
and then its own. Each page's content is cut where own words go (a page may have a list of contents: ISO 32000-1,
7.7.3.3), and begins with the marks of its size.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final

from generator.pdf.file import FONTS, HEADER
from generator.pdf.syntax import array, packed_stream, reference_to
from generator.strict.kinds import Ref
from generator.strict.objects import Objects
from inconfidence.core.packs import SharedObjects

EFFORT: Final = 6
_KEPT = re.compile(rb"\n%own (\d+)(?=\n|\Z)")
_TOKEN = re.compile(rb"\((?:[^\\()]|\\.)*+\)|(\d+) 0 R", re.DOTALL)
_CONTENTS = re.compile(rb"/Contents (\d+) 0 R")
_FONT = re.compile(rb"/([A-Z]\d+(?:\+\d+)?) (\d+ 0 R)")
_END = re.compile(rb"/Info (\d+) 0 R\n/Root (\d+) 0 R\n/Size (\d+)\n")


@dataclass(frozen=True, slots=True)
class PackFile:
    """The shared objects of a body, and the fonts among them by name."""

    shared: SharedObjects
    fonts: Mapping[str, bytes] = field(repr=False)


def taken_apart(content: bytes, pages: Sequence[int], sizes: int, pieces: int) -> PackFile:
    """Return a drawn body as what its copies share.

    Args:
        content: the file, with a line ``%own NUMBER`` wherever a piece goes.
        pages: the size of each page, by its number; its marks are in the slot of that number.
        sizes: how many sizes there are.
        pieces: how many pieces there are; their slots follow those of the marks.
    """
    objects = Objects(content)
    end = _END.search(content, content.rfind(b"trailer\n"))
    if end is None:
        raise ValueError("a body is not written as ours are")
    bodies = {number: objects.body(Ref(number)).removesuffix(b"\n") for number in range(1, int(end[3]))}
    fonts = bodies.pop(FONTS)
    cut = _Cut(objects, bodies)
    kids = objects.value(Ref(int(_found(rb"/Pages (\d+) 0 R", bodies[int(end[2])]))))["Kids"]
    slots = int(end[3]) + 1_000
    for page, size in zip(kids, pages, strict=True):
        cut.page(page.number, slots + 1 + size, slots + 1 + sizes)
    numbers = {old: new for new, old in enumerate(bodies, start=1)}
    count = len(numbers)
    numbers[FONTS] = count + 1
    numbers |= {slots + each: count + 1 + each for each in range(1 + sizes + pieces)}
    written = [b"%d 0 obj\n%s\nendobj\n" % (numbers[old], _pointing(body, numbers)) for old, body in bodies.items()]
    places = tuple(accumulate(map(len, written), initial=len(HEADER)))[:-1]
    shared = SharedObjects(
        b"".join((HEADER, *written)), places, numbers[int(end[2])], numbers[int(end[1])], 1 + sizes + pieces
    )
    return PackFile(shared, {name.decode(): _pointing(each, numbers) for name, each in _FONT.findall(fonts)})


class _Cut:
    """Cuts the contents of pages into pieces of their own."""

    def __init__(self, objects: Objects, bodies: dict[int, bytes]) -> None:
        self._objects, self._bodies = objects, bodies
        self._next = max(bodies) + 1

    def page(self, page: int, marks: int, pieces: int) -> None:
        """Give a page a list of contents: its marks, and its own content with the own words in their places."""
        number = int(_found(_CONTENTS.pattern, self._bodies[page]))
        parts = _KEPT.split(self._objects.unpacked(Ref(number)))
        listed = [marks]
        for at, part in enumerate(parts):
            if at % 2:
                listed.append(pieces + int(part))
            elif part.strip() or at == 0:
                listed.append(self._kept(part, number if at == 0 else None))
        contents = b"/Contents %s" % array([reference_to(each) for each in listed])
        self._bodies[page] = _CONTENTS.sub(contents, self._bodies[page], count=1)

    def _kept(self, part: bytes, number: int | None) -> int:
        if number is None:
            number, self._next = self._next, self._next + 1
        self._bodies[number] = packed_stream({}, part.removeprefix(b"\n"), EFFORT)
        return number


def _pointing(body: bytes, numbers: Mapping[int, int]) -> bytes:
    head, stream, rest = body.partition(b"\nstream\n")
    return _TOKEN.sub(lambda each: _renumbered(each, numbers), head) + stream + rest


def _renumbered(found: re.Match[bytes], numbers: Mapping[int, int]) -> bytes:
    return found[0] if found[1] is None else b"%d 0 R" % numbers[int(found[1])]


def _found(pattern: bytes, source: bytes) -> bytes:
    found = re.search(pattern, source)
    if found is None:
        raise ValueError("a body is not written as ours are")
    return found[1]
