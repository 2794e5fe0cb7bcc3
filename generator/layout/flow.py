"""Filling pages with strips: what is glued stays together, and what is too tall is cut where it may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.layout.column import Column
from generator.layout.items import Strip
from inconfidence.core.errors import InputInvalid
from inconfidence.core.problems import Problem

# A row is begun at the foot of a page only if at least this much of it fits there (points).
LEAST_PART = 40.0
HALF = 0.5


class Flow:
    """The columns (one a page) that a section's strips fill; every page of a section has the same room."""

    __slots__ = ("_room", "_top", "_x", "columns")

    def __init__(self, x: float, top: float, room: float) -> None:
        self._x, self._top, self._room = x, top, room
        self.columns = [Column(x, top, room)]

    def fill(self, strips: Sequence[Strip]) -> list[Column]:
        """Set all the strips and return the columns.

        Raises:
            InputInvalid: for something that is taller than a page and cannot be cut.
        """
        for chunk in _chunks(strips):
            if chunk[0].new_page and not self._column.empty:
                self._turn(flush=False)
            self._set(chunk)
        for column in self.columns:
            column.close()
        return self.columns

    @property
    def _column(self) -> Column:
        return self.columns[-1]

    def _turn(self, *, flush: bool = True) -> None:
        self.columns.append(Column(self._x, self._top, self._room, flush=flush))

    def _set(self, chunk: list[Strip]) -> None:
        fits = self._column.fits(chunk)
        if not fits and not self._column.empty and not self._may_begin(chunk):
            self._turn()
            fits = self._column.fits(chunk)
        for strip in chunk:
            if fits:
                self._column.put(strip)
            else:
                self._set_alone(strip)

    def _may_begin(self, chunk: list[Strip]) -> bool:
        """Say whether a chunk that does not fit may be begun here, because its last row may be cut."""
        if not self._may_cut(chunk[-1]):
            return False
        return self._column.fits([*chunk[:-1], Strip(LEAST_PART)]) if len(chunk) > 1 else self._spare() > LEAST_PART

    def _may_cut(self, strip: Strip) -> bool:
        return strip.cut is not None and strip.height > self._room * (HALF if strip.may_split else 1.0)

    def _spare(self) -> float:
        return self._room - self._column.used

    def _set_alone(self, strip: Strip) -> None:
        while not self._column.fits([strip]):
            parts = self._cut(strip)
            if parts is not None:
                self._column.put(parts[0])
                strip = parts[1]
                self._turn()
            elif self._column.empty:
                raise _too_tall(strip)
            else:
                self._turn()
        self._column.put(strip)

    def _cut(self, strip: Strip) -> tuple[Strip, Strip] | None:
        if strip.cut is None or not (self._may_cut(strip) or self._column.empty):
            return None
        heads = sum(head.height for head in strip.head) if self._column.empty else 0.0
        parts = strip.cut(self._spare() - heads, self._column.empty)
        if parts is None:
            return None
        for part in parts:
            part.head, part.near, part.may_split = strip.head, strip.near, strip.may_split
        parts[1].glued, parts[1].after = strip.glued, strip.after
        return parts


def _chunks(strips: Sequence[Strip]) -> Iterator[list[Strip]]:
    chunk: list[Strip] = []
    for strip in strips:
        if chunk and strip.new_page:
            yield chunk
            chunk = []
        chunk.append(strip)
        if not strip.glued:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _too_tall(strip: Strip) -> InputInvalid:
    path = f"under “{strip.near}”" if strip.near else "at the beginning"
    problem = Problem(path, "too-tall", "Something here is taller than a page.", "Make it smaller or divide it.")
    return InputInvalid("The paper cannot be laid out.", [problem])
