"""An element as plain Python: what ``generator.word`` asks of one, and no more.

A node that never changes (``still``) stands in the trees of all records at once, knows no parent, and keeps what was
read of it (``generator.word.kept``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from generator.word.markup import Element

_STEP = re.compile(r"((?:\{[^}]*\})?[^/{}]+)(?:/|$)")


class Node:
    """One element: its name with the namespace, its attributes, the text before its first child, its children."""

    __slots__ = ("attrib", "children", "kept", "tag", "text")
    holes: Sequence[tuple[str, str]] | None = None
    """The values to be filled in, of what is read once for many records (``generator.compiled.shapes``)."""

    def __init__(
        self,
        tag: str,
        attrib: Mapping[str, str],
        text: str | None = None,
        children: list[Node] | None = None,
        *,
        still: bool = False,
    ) -> None:
        self.tag = tag
        self.attrib = attrib
        self.text = text
        self.children: list[Node] = [] if children is None else children
        self.kept: dict[Any, Any] | None = {} if still else None

    def __iter__(self) -> Iterator[Node]:
        """Give the children in order."""
        return iter(self.children)

    def __len__(self) -> int:
        """Count the children."""
        return len(self.children)

    def get(self, name: str, default: Any = None) -> Any:
        """Return an attribute."""
        return self.attrib.get(name, default)

    def find(self, path: str) -> Node | None:
        """Return the first element a path of names leads to."""
        for child in self.children:
            if child.tag == path:
                return child
        return next(self.iterfind(path), None) if "/{" in path else None

    def findall(self, path: str) -> list[Node]:
        """Return the elements a path of names leads to."""
        return list(self.iterfind(path))

    def iterfind(self, path: str) -> Iterator[Node]:
        """Give the elements a path of names leads to, in order."""
        found: list[Node] = [self]
        for step in _steps(path):
            found = [child for one in found for child in one.children if child.tag == step]
        return iter(found)

    def iter(self, *names: str) -> Iterator[Node]:
        """Give the element and all in it, in order, that bear one of the names."""
        if self.tag in names or not names:
            yield self
        for child in self.children:
            yield from child.iter(*names)


@lru_cache(maxsize=1024)
def _steps(path: str) -> tuple[str, ...]:
    """Return the names in a path; only plain steps from parent to child are known here.

    Raises:
        ValueError: for any other path.
    """
    steps = tuple(_STEP.findall(path))
    if "/".join(steps) != path or any(step in {".", "..", "*"} for step in steps):
        raise ValueError("a path that is not of plain names")
    return steps


def node_of(element: Element) -> Node:
    """Return an element of a parsed file, and all in it, as nodes that never change."""
    children = [node_of(child) for child in element if isinstance(child.tag, str)]
    return Node(element.tag, dict(element.attrib), element.text, children, still=True)
