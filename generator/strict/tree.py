"""The structure tree of a file as we write it (ISO 32000-1, 14.7): what is read out, in which order, as what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from generator.strict.kinds import Fault, Ref
from generator.strict.objects import Objects

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
SHOWN_OTHERWISE = b"Figure"
"""Its words are a picture's: what they tell stands in its alt text, or in the table under a chart."""


_ROOT = re.compile(
    rb"<</Type /StructTreeRoot /K \[(\d++) 0 R\] /ParentTree <</Nums "
    rb"\[((?:\d++ \[[\d R]*+\] ?)*+)(?:\d++ \d++ 0 R ?)*+\]>> /ParentTreeNextKey \d++>>\n?"
)
_HOLDERS = re.compile(rb"\[((?:\d++ 0 R ?)*+)\]")


Number = bytes
"""The number of an object, as it is written."""
Held = tuple[Number, int, Number, bool]
"""A piece of content in the tree: its page, its mark there, its element, and whether it is read out."""


@dataclass(frozen=True, slots=True)
class Root:
    """The first element of a tree, and page by page which element each mark of the page is said to belong to."""

    first: Ref
    holders: list[list[Number]]


@dataclass(frozen=True, slots=True)
class Tree:
    """The tags of a tree, a parent before its kids, and the pieces of content it holds, in reading order."""

    tags: list[bytes]
    held: list[Held]


class Element(NamedTuple):
    """One element: its number, tag, parent, and kids as (kind, page object, number)."""

    number: int
    tag: bytes
    parent: int
    kids: tuple[tuple[str, int, int], ...]


def root_of(objects: Objects, reference: Ref, pages: int) -> Root:
    """Return the root of the tree of a paper of so many pages."""
    found = _ROOT.fullmatch(objects.body(reference))
    if found is not None:
        lists = _HOLDERS.findall(found[2])
        if len(lists) == pages == found[2].count(b"["):
            return Root(Ref(int(found[1])), [each.replace(b" 0 R", b"").split() for each in lists])
    root = objects.value(reference)
    numbers = root["ParentTree"]["Nums"]
    return Root(root["K"][0], [[b"%d" % each.number for each in numbers[2 * at + 1]] for at in range(pages)])


def tree_of(objects: Objects, root: Ref, parent: Ref) -> Tree:
    """Return the tree that begins with an element.

    Raises:
        Fault: when an element is not written as ours are, stands under another than it says, or twice.
    """
    elements = list(elements_of(objects, root, parent))
    held: list[Held] = []
    _hold(elements[0], {element.number: element for element in elements}, True, held)
    return Tree([element.tag for element in elements], held)


def _hold(element: Element, all_of: Mapping[int, Element], spoken: bool, held: list[Held]) -> None:
    spoken = spoken and element.tag != SHOWN_OTHERWISE
    for kind, page, number in element.kids:
        if kind == "child":
            _hold(all_of[number], all_of, spoken, held)
        elif kind == "mark":
            held.append((b"%d" % page, number, b"%d" % element.number, spoken))


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
    kids = tuple(kids_of(found["kids"] if only is None else only, page))
    return Element(number, found["tag"], int(found["parent"]), kids)


def kids_of(source: bytes, page: int) -> Iterator[tuple[str, int, int]]:
    """Yield an element's kids as (kind, page object, number); ``page`` is its own.

    Raises:
        Fault: when it holds what ours do not.
    """
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
