"""Static stretches of a template's XML, cut into steps (``generator.compiled.tree.Op``).

A stretch reaches from one tag of Jinja to the next. Where it stands is known from what came before it (``Place``):
which elements are open, and whether it begins in the value of an attribute. What begins and ends in one stretch
becomes a node that never changes. What has not been seen to be well-formed is not cut but goes the slow way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from html import unescape

from generator.compiled.node import Node
from generator.compiled.slow import Slow
from generator.compiled.tree import TOLD, Add, Begin, Close, End, Op, Open, Say, finished
from generator.word.markup import W
from generator.word.refusals import REFUSED_TAGS

_NAME = r"[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?"
_SAID = rf'(?:\s+{_NAME}="[^"<]*")*'
_PIECE = re.compile(
    rf"(?P<words>[^<]+)|</(?P<closed>{_NAME})\s*>|<(?P<opened>{_NAME})(?P<said>{_SAID})"
    rf'(?:\s*(?P<empty>/?)>|\s+(?P<hole>{_NAME})="(?P<begun>[^"<]*)\Z)'
)
_REST = re.compile(
    rf'(?P<ended>[^"<]*)(?:"(?P<said>{_SAID})(?:\s*(?P<empty>/?)>|\s+(?P<hole>{_NAME})="(?P<begun>[^"<]*)\Z)|\Z)'
)
_ONE_SAID = re.compile(rf'({_NAME})="([^"]*)"')
_ESCAPE = re.compile(r"&(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});")
XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"
NOT_BY_VALUE = frozenset({W + "rPr", W + "pPr"})
"""What stands in these is kept by how it looks, for all records: a value may not stand there."""

Names = dict[str, str]
"""Namespaces by prefix."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An open element: its name as written and the prefixes it declares."""

    name: str
    prefixes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stretch begins or ends: in which elements, and in the value of an attribute of ``head`` or in none."""

    opened: tuple[Opened, ...] = ()
    head: Opened | None = None


@dataclass(slots=True)
class Cutter:
    """Cuts the stretches of one part; ``names`` are the namespaces its prefixes stand for."""

    fits_grids: bool
    names: Names = field(default_factory=lambda: {"xml": XML_NAMESPACE})

    def cut(self, stretch: str, place: Place) -> tuple[list[Op], Place]:
        """Return the steps a stretch stands for, and the place after it.

        Raises:
            Slow: when it is not plain, well-formed XML.
        """
        work = _Stretch(self, place)
        at = work.rest(stretch) if place.head else 0
        while at < len(stretch):
            found = _PIECE.match(stretch, at)
            if found is None:
                raise Slow("markup")
            work.take(found)
            at = found.end()
        return _joined(work.ops), work.place

    def declare(self, said: list[tuple[str, str]]) -> frozenset[str]:
        """Take the namespaces that attributes declare, and return their prefixes."""
        declared = {name.removeprefix("xmlns:"): uri for name, uri in said if name.startswith("xmlns:")}
        if any(self.names.setdefault(prefix, uri) != uri for prefix, uri in declared.items()):
            raise Slow("namespaces")
        if any(name == "xmlns" for name, _ in said):
            raise Slow("namespaces")
        return frozenset(declared)

    def tags(self, place: Place) -> list[str]:
        """Return the full names of the elements open at a place, the outermost first ("" for an unknown one)."""
        return [self.full(one.name, place.opened) if one.name else "" for one in place.opened]

    def full(self, name: str, opened: tuple[Opened, ...]) -> str:
        """Return a name with its namespace instead of its prefix, which an open element declares."""
        prefix, colon, local = name.partition(":")
        if not colon:
            return name
        if prefix != "xml" and not any(prefix in one.prefixes for one in opened):
            raise Slow("namespaces")
        return f"{{{self.names[prefix]}}}{local}"


class _Stretch:
    """One stretch being cut; ``_begun`` says at which step each element began that is open since in it."""

    def __init__(self, cutter: Cutter, place: Place) -> None:
        self.ops: list[Op] = []
        self.place = place
        self._cutter = cutter
        self._begun: list[int] = []

    def rest(self, stretch: str) -> int:
        """Take the rest of an attribute's value and of the head it stands in; return where it ends."""
        found = _REST.match(stretch)
        head = self.place.head
        if found is None or head is None:
            raise Slow("hole")
        if found["ended"]:
            self.ops.append(Say(_value(found["ended"])))
        if found["said"] is None:
            return found.end()
        opened = (*self.place.opened, head)
        attrib = self._attributes(_ONE_SAID.findall(found["said"]), opened)
        hole = "" if found["hole"] is None else self._cutter.full(found["hole"], opened)
        self.ops.append(End(attrib, hole))
        if hole:
            self._begin_value(found["begun"])
        else:
            self.place = Place(opened)
            self._close(head.name) if found["empty"] else None
        return found.end()

    def take(self, found: re.Match[str]) -> None:
        """Take one tag of XML, or the words up to the next."""
        if found["words"] is not None:
            self.ops.append(Say(_plain(found["words"])))
        elif found["closed"] is not None:
            self._close(found["closed"])
        else:
            self._open(found)

    def _open(self, found: re.Match[str]) -> None:
        said = _ONE_SAID.findall(found["said"])
        head = Opened(found["opened"], self._cutter.declare(said))
        opened = (*self.place.opened, head)
        tag, attrib = self._cutter.full(head.name, opened), self._attributes(said, opened)
        if tag in REFUSED_TAGS:
            raise Slow("refused")
        if found["hole"] is not None:
            self._check_hole(tag)
            self.ops.append(Begin(tag, attrib, self._cutter.full(found["hole"], opened)))
            self.place = replace(self.place, head=head)
            self._begin_value(found["begun"])
            return
        self._begun.append(len(self.ops))
        self.ops.append(Open(tag, attrib))
        self.place = Place(opened)
        if found["empty"]:
            self._close(head.name)

    def _close(self, name: str) -> None:
        *outer, last = self.place.opened or (Opened(""),)
        if last.name != name:
            raise Slow("unbalanced")
        if self._begun:
            self._still(self._begun.pop(), tuple(outer))
        else:
            self.ops.append(Close())
        self.place = Place(tuple(outer))

    def _still(self, start: int, outer: tuple[Opened, ...]) -> None:
        """Make a node of the steps since an element began, all of which never change."""
        opened, *inside = self.ops[start:]
        if not isinstance(opened, Open):
            raise Slow("hole")
        nodes = [node for op in inside if isinstance(op, Add) for node in op.nodes]
        first = next((at for at, op in enumerate(inside) if isinstance(op, Add)), len(inside))
        words = [op.words for op in inside[:first] if isinstance(op, Say)]
        node = Node(opened.tag, opened.attrib, "".join(words) or None, nodes, still=True)
        holder = Node(self._cutter.full(outer[-1].name, outer) if outer else "", {}, None, [node])
        finished(node, holder, fits_grids=self._cutter.fits_grids)
        self.ops[start:] = [Add(holder.children)]

    def _begin_value(self, begun: str) -> None:
        if begun:
            self.ops.append(Say(_value(begun)))

    def _attributes(self, said: list[tuple[str, str]], opened: tuple[Opened, ...]) -> Names:
        found = [
            (self._cutter.full(name, opened), _value(text)) for name, text in said if not name.startswith("xmlns:")
        ]
        if len(dict(found)) < len(found):
            raise Slow("markup")
        return dict(found)

    def _check_hole(self, tag: str) -> None:
        around = {self._cutter.full(one.name, self.place.opened) for one in self.place.opened if one.name}
        if around & NOT_BY_VALUE and tag not in TOLD:
            raise Slow("hole")


def _joined(ops: list[Op]) -> list[Op]:
    """Return the steps with elements that follow one another added at once."""
    made: list[Op] = []
    for op in ops:
        if isinstance(op, Add) and made and isinstance(made[-1], Add):
            made[-1] = Add([*made[-1].nodes, *op.nodes])
        else:
            made.append(op)
    return made


def _plain(text: str) -> str:
    """Return static text as XML reads it."""
    if "&" in _ESCAPE.sub("", text) or "]]>" in text:
        raise Slow("markup")
    return unescape(text) if "&" in text else text


def _value(text: str) -> str:
    """Return static text of an attribute as XML reads it: white space is a space unless it is written as a number."""
    return _plain(text.replace("\n", " ").replace("\t", " "))
