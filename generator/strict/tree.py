"""The structure tree of a file as we write it (ISO 32000-1, 14.7): what is read out, in which order, as what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.strict.objects import Objects
from generator.strict.syntax import Fault, Ref

_TEXT = rb"<[0-9A-F]*>"
_ELEMENT = re.compile(
    rb"<</Type /StructElem /S /(?P<tag>[A-Z][A-Za-z0-9]*) /P (?P<parent>\d+) 0 R(?: /Pg (?P<page>\d+) 0 R)?"
    rb"(?: /Lang \([A-Za-z0-9-]+\))?(?: /Alt "
    + _TEXT
    + rb"| /ActualText "
    + _TEXT
    + rb"| /A <<(?:[^<>]|"
    + _TEXT
    + rb")*+>>)*+"
    rb" /K (?:\[(?P<kids>[^\]]*)\]|(?P<kid>[^\]]+))>>\n?"
)
_KID = re.compile(
    rb"\s*(?:(?P<child>\d+) 0 R|<</Type /MCR /Pg (?P<page>\d+) 0 R /MCID (?P<far>\d+)>>"
    rb"|<</Type /OBJR /Obj (?P<thing>\d+) 0 R /Pg \d+ 0 R>>|(?P<mark>\d+))(?=\s|\Z)"
)
DEEPEST = 200


class Element(NamedTuple):
    """One element: its number, tag, parent, and kids as (kind, page object, number)."""

    number: int
    tag: str
    parent: int
    kids: tuple[tuple[str, int, int], ...]


def elements_of(objects: Objects, root: Ref, parent: Ref) -> Iterator[Element]:
    """Yield the elements of a tree in reading order, a parent before its kids.

    Raises:
        Fault: when one is not written as ours are, stands under another than it says, or twice.
    """
    ahead = [(root.number, parent.number)]
    seen: set[int] = set()
    while ahead:
        number, above = ahead.pop()
        element = _element(objects, number)
        if element.parent != above or number in seen:
            raise Fault("tagged", "an element of the tree does not stand where it says")
        seen.add(number)
        yield element
        ahead += [(kid, number) for kind, _, kid in reversed(element.kids) if kind == "child"]


def _element(objects: Objects, number: int) -> Element:
    found = _ELEMENT.fullmatch(objects.body(Ref(number)))
    if found is None:
        raise Fault("tagged", "an element of the tree is not written as ours are")
    page = int(found["page"] or 0)
    only = found["kid"]
    if only is not None and only.isdigit():
        kids: tuple[tuple[str, int, int], ...] = (("mark", page, int(only)),)
    else:
        kids = tuple(_kids(found["kids"] if only is None else only, page))
    return Element(number, found["tag"].decode(), int(found["parent"]), kids)


def _kids(source: bytes, page: int) -> Iterator[tuple[str, int, int]]:
    at, end = 0, len(source.rstrip())
    while at < end:
        found = _KID.match(source, at)
        if found is None:
            raise Fault("tagged", "an element of the tree holds what ours do not")
        at = found.end()
        kind = str(found.lastgroup)
        if kind == "far":
            yield "mark", int(found["page"]), int(found["far"])
        else:
            yield kind, page, int(found[kind])
