"""The tree of one record, growing step by step: steps of static XML, and printed values between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.compiled.grids import fit_grid
from generator.compiled.node import Node
from generator.compiled.slow import Slow
from generator.provenance import without_marks
from generator.word.markup import PIC, WP, XML_SPACE, W

PARAGRAPH, RUN, TEXT, TABLE = W + "p", W + "r", W + "t", W + "tbl"
FINISHED = frozenset({TEXT, TABLE})
"""Elements that docxtpl works on once they are filled (``finished``)."""
TOLD = frozenset({WP + "docPr", PIC + "cNvPr", W + "tblDescription", W + "tblCaption"})
"""Elements whose attributes are read aloud: a value in one keeps its marks (``generator.provenance``)."""
PRESERVED: Mapping[str, str] = {XML_SPACE: "preserve"}
BREAK = Node(W + "br", {}, still=True)
TAB = Node(W + "tab", {}, still=True)

LINE = re.compile("([\t\n])")
_ESCAPES = (("&lt;", "<"), ("&gt;", ">"), ("&#34;", '"'), ("&#39;", "'"), ("&amp;", "&"))


class Op:
    """One step of putting a tree together."""

    __slots__ = ()

    def do(self, tree: Tree) -> None:
        """Take the step."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Open(Op):
    """An element begins."""

    tag: str
    attrib: Mapping[str, str]

    def do(self, tree: Tree) -> None:
        """Open it."""
        node = Node(self.tag, self.attrib)
        tree.top.children.append(node)
        tree.opened.append(node)
        tree.top = node


@dataclass(frozen=True, slots=True)
class Close(Op):
    """The innermost element ends."""

    def do(self, tree: Tree) -> None:
        """Close it."""
        node = tree.opened.pop()
        tree.top = tree.opened[-1]
        if node.tag in FINISHED:
            finished(node, tree.top, fits_grids=tree.fits_grids)


@dataclass(frozen=True, slots=True)
class Add(Op):
    """Elements that never change."""

    nodes: list[Node] = field(repr=False)

    def do(self, tree: Tree) -> None:
        """Add them."""
        tree.top.children += self.nodes


@dataclass(frozen=True, slots=True)
class Say(Op):
    """Words of the template's own."""

    words: str

    def do(self, tree: Tree) -> None:
        """Say them."""
        tree.say(self.words)


@dataclass(frozen=True, slots=True)
class Begin(Op):
    """An element begins, and the value of one of its attributes."""

    tag: str
    attrib: Mapping[str, str]
    name: str

    def do(self, tree: Tree) -> None:
        """Begin both."""
        tree.begin(self.tag, self.attrib, self.name)


@dataclass(frozen=True, slots=True)
class End(Op):
    """The value of an attribute ends, and either the element's head or another attribute (``name``) follows."""

    attrib: Mapping[str, str]
    name: str = ""

    def do(self, tree: Tree) -> None:
        """End the value."""
        tree.end(self.attrib, self.name)


class Tree:
    """The tree of one part, growing."""

    def __init__(self, pictures: Sequence[Node], *, fits_grids: bool) -> None:
        self.top = Node("", {})
        self.opened = [self.top]
        self._pictures = pictures
        self.fits_grids = fits_grids
        # The head of an element one of whose attributes is being written.
        self._head: tuple[str, dict[str, str], str] | None = None
        self._value: list[str] = []

    @property
    def is_in_run(self) -> bool:
        """Say whether what is added now are words of a run that stands in a paragraph itself."""
        return self._head is None and [node.tag for node in self.opened[-3:]] == [PARAGRAPH, RUN, TEXT]

    @property
    def root(self) -> Node:
        """Return the finished tree."""
        return self.top.children[0]

    def open(self, tag: str, attrib: Mapping[str, str]) -> None:
        """Begin an element."""
        Open(tag, attrib).do(self)

    def close(self) -> None:
        """End the innermost element."""
        Close().do(self)

    def do(self, ops: Iterable[Op]) -> None:
        """Take steps."""
        for op in ops:
            op.do(self)

    def say(self, words: str) -> None:
        """Add words, to the text of the innermost element or to the attribute being written."""
        if self._head is not None:
            self._value.append(words)
        elif not self.top.children:
            self.top.text = words if self.top.text is None else self.top.text + words

    def print(self, words: str) -> None:
        """Add words that were printed for a record."""
        plain = unescaped(words)
        self.say(plain if self._head is None else plain.replace("\n", " ").replace("\t", " "))

    def begin(self, tag: str, attrib: Mapping[str, str], name: str) -> None:
        """Begin an element and the value of an attribute."""
        self._head = (tag, dict(attrib), name)

    def end(self, attrib: Mapping[str, str], following: str) -> None:
        """End the value of an attribute; unless another follows, the element is open."""
        if self._head is None:
            raise Slow("hole")
        tag, said, name = self._head
        value = "".join(self._value)
        self._value.clear()
        said[name] = value if tag in TOLD else without_marks(value)
        said |= attrib
        self._head = (tag, said, following) if following else None
        if not following:
            self.open(tag, said)

    def show(self, index: int) -> None:
        """Put a picture where its tag stands: the run ends, and what follows has the look of the paragraph."""
        if self._head is not None or [node.tag for node in self.opened[-2:]] != [RUN, TEXT]:
            raise Slow("picture")
        self.close()
        self.close()
        self.top.children.append(Node(RUN, {}, None, [self._pictures[index]]))
        self.open(RUN, {})
        self.open(TEXT, PRESERVED)


def finished(node: Node, parent: Node, *, fits_grids: bool) -> None:
    """Do what docxtpl does to an element once it is filled: breaks for line ends and tabs, columns for cells."""
    if node.tag == TEXT:
        if node.text is None or not ("\n" in node.text or "\t" in node.text):
            return
        if parent.tag != RUN:
            raise Slow("character")
        parent.children[-1:] = _lines(node)
    elif node.tag == TABLE and fits_grids:
        fit_grid(node)


def _lines(node: Node) -> list[Node]:
    first, *rest = LINE.split(node.text or "")
    still = node.kept is not None
    made = [Node(TEXT, node.attrib, first, still=still)]
    for sign, words in zip(rest[::2], rest[1::2], strict=True):
        made += (BREAK if sign == "\n" else TAB, Node(TEXT, PRESERVED, words, still=still))
    return made


def unescaped(text: str) -> str:
    """Return what Jinja has escaped as it was."""
    if "&" in text:
        for escape, sign in _ESCAPES:
            text = text.replace(escape, sign)
    return text
