"""From what a compiled template prints to the tree of one record: static pieces and values, put together.

A printed part is a row of tokens (MIDDLE number MIDDLE), each of which stands for a static piece of XML, and of values
between their marks. No value can hold a mark (``generator.word.characters``), so none can make a token.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generator.compiled.grids import fit_grid
from generator.compiled.node import Node
from generator.compiled.slow import Slow
from generator.provenance import MIDDLE, without_marks
from generator.word.markup import PIC, WP, XML_SPACE, W

PARAGRAPH, RUN, TEXT, TABLE = W + "p", W + "r", W + "t", W + "tbl"
FINISHED = frozenset({TEXT, TABLE})
"""Elements that docxtpl works on once they are filled (``finished``)."""
TOLD = frozenset({WP + "docPr", PIC + "cNvPr", W + "tblDescription", W + "tblCaption"})
"""Elements whose attributes are read aloud: a value in one keeps its marks (``generator.provenance``)."""
PRESERVED: Mapping[str, str] = {XML_SPACE: "preserve"}
BREAK = Node(W + "br", {}, still=True)
TAB = Node(W + "tab", {}, still=True)

TOKEN = re.compile(f"{MIDDLE}([a-z]?[0-9]+){MIDDLE}")
PICTURE = "p"
WIDEST = 4
"""Bytes that a character takes at most."""
WIDEST_LINE = 2_000
"""More bytes of XML than a line end or a tab in a value becomes: a run with its properties."""
_LINE = re.compile("([\t\n])")
_ESCAPES = (("&lt;", "<"), ("&gt;", ">"), ("&#34;", '"'), ("&#39;", "'"), ("&amp;", "&"))
# What XML cannot hold or changes in reading, and what docxtpl makes new paragraphs of (\a and \f).
_STRANGE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def token(name: str) -> str:
    """Return what stands for a static piece in printed text."""
    return f"{MIDDLE}{name}{MIDDLE}"


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
    def root(self) -> Node:
        """Return the finished tree."""
        return self.top.children[0]

    def open(self, tag: str, attrib: Mapping[str, str]) -> None:
        """Begin an element."""
        Open(tag, attrib).do(self)

    def close(self) -> None:
        """End the innermost element."""
        Close().do(self)

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


@dataclass(frozen=True, slots=True)
class Piece:
    """What a token stands for: the steps of a static stretch of XML, and its size in bytes."""

    ops: tuple[Op, ...] = field(repr=False)
    size: int


def assembled(
    printed: str, pieces: Sequence[Piece], pictures: Sequence[Node], *, fits_grids: bool
) -> tuple[Node, int]:
    """Return the tree of a printed part, and a size that its XML would not exceed.

    Raises:
        Slow: when a value or picture does something that only docxtpl knows.
    """
    if _STRANGE.search(printed):
        raise Slow("character")
    tree = Tree(pictures, fits_grids=fits_grids)
    size = WIDEST * len(printed) + WIDEST_LINE * len(_LINE.findall(printed))
    for index, part in enumerate(TOKEN.split(printed)):
        if index % 2 == 0:
            if part:
                tree.print(part)
        elif part[0] == PICTURE:
            tree.show(int(part[1:]))
        else:
            piece = pieces[int(part)]
            size += piece.size
            for op in piece.ops:
                op.do(tree)
    return tree.root, size


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
    first, *rest = _LINE.split(node.text or "")
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
