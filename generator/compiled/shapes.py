"""Units of a template as they stand in many papers: read once with signs for its values, then only filled.

A shape is what a unit (``units``) is but for its values. It is a node that never changes, and holds a sign where each
value stands; ``generator.word.plans`` keeps with it what was read of it, and puts the values of a record there. No
value is ever kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import escape

from generator.compiled.node import Node
from generator.compiled.tree import Tree
from generator.compiled.units import Cut
from generator.printing import marked
from generator.word.plans import sign_for

SHAPES_MAX = 500
"""Shapes kept of one part; 300 referral records meet 39."""
LONGEST = 60
"""Cuts and values of a shape; what is longer hardly stands in two papers."""


class Hole:
    """A value in a shape, of the path of the value before it or of another: those of one path may become one text."""

    __slots__ = ()


OF_ANOTHER, OF_THE_SAME = Hole(), Hole()
Key = tuple[Cut | str | Hole, ...]
"""What a unit is made of, in order; strings are words of the template's own."""


def said(key: Sequence[Cut | str | Hole], holes: Sequence[tuple[str, str]]) -> list[Cut | str]:
    """Return what a unit is made of with its values in it, as Jinja would print them."""
    values = iter(holes)
    return [as_printed(*next(values)) if isinstance(one, Hole) else one for one in key]


def as_printed(path: str, value: str) -> str:
    """Return a value as Jinja prints it: between its marks, escaped."""
    return str(escape(marked(value, path)))


class Shaped(Node):
    """A shape in the tree of one record: ``holes`` are the path and words of each of its values, in order."""

    __slots__ = ("_fits_grids", "_key", "_shape", "holes")

    def __init__(
        self, shape: Node, holes: list[tuple[str, str]], key: Sequence[Cut | str | Hole], *, fits_grids: bool
    ) -> None:
        self.tag, self.attrib, self.text = shape.tag, shape.attrib, shape.text
        self.children, self.kept = shape.children, shape.kept
        self.holes = holes
        self._shape = shape
        self._key = key
        self._fits_grids = fits_grids

    def iter(self, *names: str) -> Iterator[Node]:
        """Give what is in the shape: what is kept of that may not lead to a record."""
        return self._shape.iter(*names)

    def written(self) -> Node:
        """Return the element with its values, as it is read where it is not only filled."""
        tree = Tree((), fits_grids=self._fits_grids)
        for one in said(self._key, self.holes or ()):
            tree.do(one.ops) if isinstance(one, Cut) else tree.print(one)
        return tree.root


class Shapes:
    """The shapes of one part met so far; ``own`` are words that the template may say in a tag, as they are printed."""

    def __init__(self, own: frozenset[str], *, fits_grids: bool) -> None:
        self.own = own
        self.fits_grids = fits_grids
        self._known: dict[Key, Node | None] = {}

    def of(self, key: Key) -> Node | None:
        """Return the shape of a unit, None when it can have none."""
        known = self._known.get(key)
        if known is not None or key in self._known:
            return known
        if len(key) > LONGEST or len(self._known) >= SHAPES_MAX:
            return None
        return self._known.setdefault(key, self._made(key))

    def _made(self, key: Key) -> Node | None:
        tree = Tree((), fits_grids=self.fits_grids)
        count = group = 0
        for one in key:
            if isinstance(one, Cut):
                tree.do(one.ops)
            elif isinstance(one, str):
                tree.print(one)
            elif not tree.is_in_run:
                return None
            else:
                group = group if one is OF_THE_SAME else count
                tree.print(marked(sign_for(count), str(group)))
                count += 1
        for node in tree.root.iter():
            node.kept = {} if node.kept is None else node.kept
        return tree.root
