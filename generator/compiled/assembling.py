"""From what a compiled template prints to the tree of one record: static pieces and values, put together.

Walked tags (``walking``) hand over pieces and values as they are. What Jinja prints for a record is a row of tokens
(MIDDLE number MIDDLE), each of which stands for a static piece of XML, and of values between their marks. No value can
hold a mark (``generator.word.characters``), so none can make a token. A unit (``units``) whose values are plain words
becomes a shape with those words (``shapes``): no tree is made of it. All others are put together element by element.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.compiled.node import Node
from generator.compiled.shapes import OF_ANOTHER, OF_THE_SAME, Hole, Shaped, Shapes, as_printed, said
from generator.compiled.slow import Slow
from generator.compiled.tree import LINE, Tree, unescaped
from generator.compiled.units import Cut
from generator.filters import CROSSED, EMPTY
from generator.printing import CLOSE, MIDDLE, OPEN

PICTURE = "p"
_PICTURE = re.compile(f"{MIDDLE}{PICTURE}([0-9]+){MIDDLE}")
# Tokens and values, which a macro, or Jinja for words that never change, prints as one.
_PARTS = re.compile(f"({MIDDLE}[a-z]?[0-9]+{MIDDLE}|{OPEN}[^{CLOSE}]*{CLOSE})")
SEVERAL = 2
"""Marks of the kind ``MIDDLE``: a token has two, a value one."""
WIDEST, ESCAPED, MARKS = 4, 5, 3
"""Bytes that a character takes at most, and one that may have to be escaped; how many marks stand round a value."""
WIDEST_LINE = 2_000
"""More bytes of XML than a line end or a tab in a value becomes: a run with its properties."""
# What XML cannot hold or changes in reading, and what docxtpl makes new paragraphs of (\a and \f).
_STRANGE = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def token(name: str) -> str:
    """Return what stands for a static piece in printed text."""
    return f"{MIDDLE}{name}{MIDDLE}"


@dataclass(frozen=True, slots=True)
class Piece:
    """What a token stands for: the steps of a static stretch of XML, cut at units, and its size in bytes."""

    cuts: tuple[Cut, ...] = field(repr=False)
    size: int


Pieces = Mapping[str, Piece]
"""Each piece by its token."""


def assembled(printed: Iterable[str], pieces: Pieces, pictures: Sequence[Node], shapes: Shapes) -> tuple[Node, int]:
    """Return the tree of what was printed for a part, and a size that its XML would not exceed.

    Raises:
        Slow: when a value or picture does something that only docxtpl knows.
    """
    work = Assembling(pictures, shapes)
    _put(printed, pieces, work)
    return work.root, work.size


def _put(printed: Iterable[str], pieces: Pieces, work: Assembling) -> None:
    """Put together what was printed, in order."""
    for words in printed:
        piece = pieces.get(words)
        if piece is not None:
            work.take(piece)
            continue
        # What Jinja prints may be Markup, whose own methods escape.
        plain = str(words)
        parts = [plain] if plain.count(MIDDLE) < SEVERAL else list(filter(None, _PARTS.split(plain)))
        if len(parts) > 1:
            _put(parts, pieces, work)
        else:
            _put_one(plain, work)


def _put_one(words: str, work: Assembling) -> None:
    """Put a value between its marks, which was escaped when it was printed, or other printed words."""
    head, middle, tail = words.partition(MIDDLE)
    if middle and head[:1] == OPEN and tail[-1:] == CLOSE:
        work.say_value(unescaped(head[1:]), unescaped(tail[:-1]))
    else:
        work.say(words)


class Assembling:
    """Puts together one part; ``_key`` and ``_holes`` are what the unit that is open is made of so far.

    ``_is_plain`` says whether the unit may be a shape.
    """

    def __init__(self, pictures: Sequence[Node], shapes: Shapes) -> None:
        self.size = 0
        self._tree = Tree(pictures, fits_grids=shapes.fits_grids)
        self._shapes = shapes
        self._in_unit = False
        self._is_plain = True
        self._key: list[Cut | str | Hole] = []
        self._holes: list[tuple[str, str]] = []

    @property
    def root(self) -> Node:
        """Return the finished tree."""
        return self._tree.root

    def take(self, piece: Piece) -> None:
        """Take a static stretch."""
        self.size += piece.size
        for cut in piece.cuts:
            if self._in_unit:
                self._key.append(cut)
                if cut.where == "ends":
                    self._end()
            elif cut.where == "begins":
                self._in_unit, self._is_plain = True, True
                self._key, self._holes = [cut], []
            else:
                self._tree.do(cut.ops)

    def say(self, words: str) -> None:
        """Take printed words, escaped, that are no value: the template's own, a number of a loop, a picture."""
        self.size += WIDEST * len(words)
        if not self._in_unit:
            self._print(words)
            return
        self._key.append(words)
        self._is_plain = self._is_plain and words in self._shapes.own

    def say_value(self, path: str, value: str) -> None:
        """Take a value; one that holds marks, line ends or boxes, or nothing, changes more than the words there."""
        self.size += WIDEST * (len(path) + MARKS) + ESCAPED * len(value)
        if not self._in_unit:
            self._print(as_printed(path, value))
            return
        if not (value and path and value.isprintable() and path.isprintable()) or EMPTY in value or CROSSED in value:
            self._is_plain = False
        same = bool(self._holes) and self._holes[-1][0] == path
        self._key.append(OF_THE_SAME if same else OF_ANOTHER)
        self._holes.append((path, value))

    def _end(self) -> None:
        """Put the unit that has ended where it stands."""
        self._in_unit = False
        shape = self._shapes.of(tuple(self._key)) if self._is_plain else None
        if shape is not None:
            tree = self._tree
            shaped = Shaped(shape, self._holes, self._key, fits_grids=tree.fits_grids) if self._holes else shape
            tree.top.children.append(shaped)
            return
        for one in said(self._key, self._holes):
            if isinstance(one, Cut):
                self._tree.do(one.ops)
            else:
                self._print(one)

    def _print(self, words: str) -> None:
        """Put printed words, or the picture that a token stands for, in the tree."""
        if _STRANGE.search(words):
            raise Slow("character")
        self.size += WIDEST_LINE * len(LINE.findall(words))
        shown = _PICTURE.fullmatch(words)
        if shown is None:
            self._tree.print(words)
        else:
            self._tree.show(int(shown[1]))
