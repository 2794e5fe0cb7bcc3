"""Breaking a paragraph into lines: greedily, at spaces, never within a word and never after its hyphens.

Only a word longer than a whole line is divided. A name, a reference or a "child-friendly" stands as it is written, and
copied text holds the same words as the page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from generator.layout.items import Look
from generator.shaping import cluster_ends
from generator.tags import Node
from inconfidence.core.blocks import TabStop

WORD = re.compile(r"[^ ]+ *| +")

# Word's distance between tab stops nobody set.
DEFAULT_TAB = 36.0
HAIR = 0.01


@dataclass(slots=True)
class Piece:
    """What is never divided: a word (with the spaces after it), or a drawn thing of its own height.

    ``level`` and ``gap_level`` say which way the word and the spaces run (``generator.bidi``).
    """

    words: str
    width: float
    spaces: str
    gap: float
    look: Look
    node: Node | None
    link: str = ""
    may_break: bool = False
    thing: Any = None
    height: float = 0.0
    level: int = 0
    gap_level: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """A tab."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A line break within the paragraph."""


@dataclass(frozen=True, slots=True)
class Leader:
    """Where a tab left room that is to be filled with dots, dashes or a line."""

    start: float
    end: float
    kind: str


@dataclass(slots=True)
class Line:
    """One line: pieces at their places, and where the last ends. ``loose`` lines are never spread to full width."""

    pieces: list[tuple[float, Piece]] = field(default_factory=list)
    leaders: list[Leader] = field(default_factory=list)
    end: float = 0.0
    loose: bool = False


@dataclass(slots=True)
class _Pending:
    # A right or centred tab stop, which waits for the words that follow it.
    stop: TabStop
    start: float
    first: int


def plain_lines(text: str, widths: Mapping[str, float], first: float, rest: float) -> list[tuple[str, float]] | None:
    """Return text in one look as lines and their widths: the quick way, for paragraphs with nothing special in them.

    ``first`` and ``rest`` are the room of the first line and the others. None when a word needs :class:`LineBreaker`.
    The lines are the same; tests/generator/drawing/test_lines.py compares the two.
    """
    space = widths[" "]
    lines: list[tuple[str, float]] = []
    line: list[str] = []
    room, x = first + HAIR, 0.0
    for word in text.split(" "):
        width = widths[word]
        # Spaces at a break (empty words here) stay on the line they end, where they take no room.
        if word and line and x + width > room:
            lines.append((" ".join(line), _without_last_gap(line, x, space)))
            line, x, room = [], 0.0, rest + HAIR
        if width > room:
            return None
        line.append(word)
        x += width + space
    lines.append((" ".join(line), _without_last_gap(line, x, space)))
    return lines


def _without_last_gap(line: list[str], x: float, space: float) -> float:
    empty = 0
    while empty < len(line) and not line[-1 - empty]:
        empty += 1
    return max(0.0, x - space * (1 + empty))


def next_stop(x: float, left: float, tabs: Sequence[TabStop]) -> TabStop:
    """Return where a tab at ``x`` leads, in a paragraph whose lines but the first begin at ``left``."""
    stops = [stop for stop in tabs if stop.position > x + HAIR]
    if x + HAIR < left:
        # Word treats the indent of a hanging paragraph as a tab stop.
        stops.append(TabStop(left))
    if stops:
        return min(stops, key=_position)
    return TabStop((x + HAIR) // DEFAULT_TAB * DEFAULT_TAB + DEFAULT_TAB)


def _position(stop: TabStop) -> float:
    return stop.position


class LineBreaker:
    """Takes pieces in reading order and sets them in lines between ``left`` and ``right``."""

    __slots__ = ("_gap", "_line", "_pending", "_right", "_tabs", "_x", "left", "lines")

    def __init__(self, start: float, left: float, right: float, tabs: tuple[TabStop, ...]) -> None:
        self.left, self._right, self._tabs = left, right, tabs
        self.lines: list[Line] = []
        self._line = Line()
        self._x, self._gap = start, 0.0
        self._pending: _Pending | None = None

    def set_all(self, pieces: list[Piece | Step | Turn]) -> list[Line]:
        """Set every piece and return the lines; there is always at least one."""
        unit: list[Piece] = []
        width = 0.0
        for piece in pieces:
            if isinstance(piece, Piece):
                unit.append(piece)
                width += piece.width
                if not piece.may_break:
                    continue
            if unit:
                self._add(unit, width)
                unit, width = [], 0.0
            if isinstance(piece, Step):
                self._tab()
            elif isinstance(piece, Turn):
                self._turn(loose=True)
        if unit:
            self._add(unit, width)
        self._turn(loose=True)
        return self.lines

    def _add(self, unit: list[Piece], width: float) -> None:
        if self._line.pieces and self._x + self._gap + width > self._right + HAIR:
            self._turn()
        if not self._line.pieces and self._x + width > self._right + HAIR:
            self._divide(unit)
            return
        x = self._x + self._gap
        place = self._line.pieces.append
        for piece in unit:
            place((x, piece))
            x += piece.width
        self._x, self._gap = x, unit[-1].gap

    def _divide(self, unit: list[Piece]) -> None:
        for piece in unit:
            rest = piece
            while rest.words and self._x + rest.width > self._right + HAIR:
                head, rest = _cut_at(rest, self._right - self._x)
                self._line.pieces.append((self._x, head))
                self._x += head.width
                self._turn()
            self._line.pieces.append((self._x, rest))
            self._x, self._gap = self._x + rest.width, rest.gap

    def _turn(self, *, loose: bool = False) -> None:
        self._settle()
        line = self._line
        line.end, line.loose = self._x, line.loose or loose
        self.lines.append(line)
        self._line, self._x, self._gap = Line(), self.left, 0.0

    def _tab(self) -> None:
        self._settle()
        self._x, self._gap = self._x + self._gap, 0.0
        stop = next_stop(self._x, self.left, self._tabs)
        if stop.position > self._right + 1 and self._line.pieces:
            self._turn(loose=True)
            return
        self._line.loose = True
        start = self._x
        if stop.align == "left":
            self._x = stop.position
            self._lead(start, stop)
        else:
            self._pending = _Pending(stop, start, len(self._line.pieces))

    def _settle(self) -> None:
        pending, self._pending = self._pending, None
        if pending is None:
            return
        width = self._x - pending.start
        part = 1.0 if pending.stop.align == "right" else 0.5
        shift = max(0.0, pending.stop.position - pending.start - width * part)
        pieces = self._line.pieces
        pieces[pending.first :] = [(x + shift, piece) for x, piece in pieces[pending.first :]]
        self._x += shift
        self._lead(pending.start, pending.stop, pending.start + shift)

    def _lead(self, start: float, stop: TabStop, end: float | None = None) -> None:
        if stop.leader:
            self._line.leaders.append(Leader(start, stop.position if end is None else end, stop.leader))


def _cut_at(piece: Piece, room: float) -> tuple[Piece, Piece]:
    width, count = 0.0, 0
    face, size = piece.look.face, piece.look.size
    for end in cluster_ends(piece.words, face):
        reached = face.width(piece.words[:end], size)
        if count and reached > room:
            break
        width, count = reached, end
    left = piece.words[count:]
    head = replace(piece, words=piece.words[:count], width=width, spaces="", gap=0.0, may_break=False)
    return head, replace(piece, words=left, width=face.width(left, size))
