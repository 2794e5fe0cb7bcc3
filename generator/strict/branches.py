"""The quick way through a structure tree: its elements one after another, as ``generator.tags`` writes them.

They stand in the order of reading, a parent before its kids, so that one pattern takes them all in one pass, and a
list of those still to come says what the next one has to be. What the pattern does not know ends the pass, with all
that follows in its last group. A tree of any other kind is read by ``tree``, which also knows why it is refused;
nothing is taken here that would be refused there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from generator.strict.kinds import Ref
from generator.strict.objects import Objects
from generator.strict.tree import SHOWN_OTHERWISE, Held, Tree, kids_of

_TEXT = rb"<[0-9A-F]*+>"
_ELEMENT = re.compile(
    rb"(\d++) 0 obj\n<</Type /StructElem /S /([A-Z][A-Za-z0-9]*+) /P (\d++) 0 R(?: /Pg (\d++) 0 R)?+"
    rb"(?: /Lang \([A-Za-z0-9-]++\))?+(?: /A <<(?:[^<>\n]++|"
    + _TEXT
    + rb")*+>>| /(?:Alt|ActualText) "
    + _TEXT
    + rb")*+"
    # One piece of content, or nothing but elements, or any kids, or any one kid.
    rb" /K (?:(\d++)|\[((?:\d++ 0 R )*+\d++ 0 R)\]|\[([^\[\]\n]*+)\]|([^\[\]\n]+?))>>\nendobj\n"
    # What is no element, and all that follows.
    rb"|(.++)",
    re.DOTALL,
)
_Awaited = tuple[bytes, bytes]
"""An element that has to come, and the one it is a kid of."""
_NONE: _Awaited = (b"", b"")
OF_CONTENT: Final = 4
"""The length of a ``Held``, by which it is told from an element."""


def branches_of(objects: Objects, root: Ref, parent: Ref) -> Tree | None:
    """Return the tree that begins with an element; None when it is not written in the order of reading.

    Raises:
        Fault: when an element holds what ours do not.
    """
    found = _ELEMENT.findall(objects.content, objects.begins(root))
    rest = found.pop()[-1]
    held = _held(found, (b"%d" % root.number, b"%d" % parent.number))
    # As many elements as objects: in none of these objects stands more than one.
    if held is None or not objects.reach(root, len(found), len(objects.content) - len(rest)):
        return None
    return Tree([element[1] for element in found], held)


def _held(found: Sequence[tuple[bytes, ...]], first: _Awaited) -> list[Held] | None:
    held: list[Held] = []
    ahead: list[_Awaited | Held] = [_NONE, first]
    for number, tag, above, page, mark, elements, kids, kid, _ in found:
        if len(ahead[-1]) == OF_CONTENT:
            _take_content(ahead, held)
        if ahead.pop() != (number, above):
            return None
        if mark:
            held.append((page, int(mark), number, tag != SHOWN_OTHERWISE))
        elif tag == SHOWN_OTHERWISE:
            # What is said in a picture is left to the other way.
            return None
        elif elements:
            ahead += [(each, number) for each in reversed(elements[:-4].split(b" 0 R "))]
        else:
            ahead += reversed([*_any_kids(kids or kid, int(page or 0), number)])
    _take_content(ahead, held)
    return held if ahead == [_NONE] else None


def _take_content(ahead: list[_Awaited | Held], held: list[Held]) -> None:
    """Take the content that stands before the next element."""
    while True:
        first = ahead[-1]
        if len(first) != OF_CONTENT:
            return
        held.append(first)
        ahead.pop()


def _any_kids(source: bytes, page: int, number: bytes) -> Iterator[_Awaited | Held]:
    for kind, kid_page, kid in kids_of(source, page):
        if kind == "child":
            yield b"%d" % kid, number
        elif kind == "mark":
            yield b"%d" % kid_page, kid, number, True
