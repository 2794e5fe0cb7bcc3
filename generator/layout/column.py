"""Setting strips one under another, in a cell or on a page: room between them, and the frames round them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.layout.items import Frame, Placed, Strip

# Lengths are sums of thousandths; a strip that is this little too high still fits.
HAIR = 0.01


@dataclass(slots=True)
class Column:
    """A column under construction, ``room`` high; ``used`` is what is taken of it so far.

    ``flush`` drops the room before the first strip, as Word does at the head of a page it broke by itself.
    """

    x: float
    top: float
    room: float
    flush: bool = False
    used: float = 0.0
    placed: list[Placed] = field(default_factory=list)
    frames: list[tuple[float, float, float, Frame]] = field(default_factory=list)
    _last: Strip | None = None
    _frame: Frame | None = None
    _frame_top: float = 0.0

    @property
    def empty(self) -> bool:
        """Say whether nothing has been put in the column."""
        return self._last is None

    def fits(self, strips: Sequence[Strip]) -> bool:
        """Say whether the strips can follow what is there."""
        height, last = self.used, self._last
        if last is None:
            height += sum(head.height for head in strips[0].head)
        for strip in strips:
            height += self._lead(last, strip) + strip.height
            last = strip
        below = last.frame.below if last and last.frame else 0.0
        return height + below <= self.room + HAIR

    def put(self, strip: Strip) -> None:
        """Set the strip under what is there."""
        if self._last is None:
            for head in strip.head:
                self._place(head, repeated=True)
        lead = self._lead(self._last, strip)
        if strip.frame is None or not strip.frame.joins(self._frame):
            self._end_frame()
            self._frame = strip.frame
            self._frame_top = self.used + lead - (strip.frame.above if strip.frame else 0.0)
        self.used += lead
        self._place(strip)
        self._last = strip

    def close(self) -> float:
        """End the last frame and return the height used; the room after the last strip is not part of it."""
        self._end_frame()
        if self._frame is not None:
            self.used += self._frame.below
            self._frame = None
        return self.used

    def _place(self, strip: Strip, *, repeated: bool = False) -> None:
        self.placed.append(Placed(self.x, self.top + self.used, strip, repeated))
        self.used += strip.height

    def _lead(self, last: Strip | None, strip: Strip) -> float:
        frame = last.frame if last else None
        room = _between(last, strip) if last else (0.0 if self.flush else strip.before)
        if strip.frame is not None and strip.frame.joins(frame):
            return room
        return room + (frame.below if frame else 0.0) + (strip.frame.above if strip.frame else 0.0)

    def _end_frame(self) -> None:
        if self._frame is not None:
            bottom = self.top + self.used + self._frame.below
            self.frames.append((self.x, self.top + self._frame_top, bottom, self._frame))


def _between(last: Strip, strip: Strip) -> float:
    return last.after + strip.before if strip.adds else max(last.after, strip.before)


def stacked(strips: Sequence[Strip], x: float = 0.0, top: float = 0.0) -> Column:
    """Return the strips set in a column as high as they need."""
    column = Column(x, top, float("inf"))
    for strip in strips:
        column.put(strip)
    column.close()
    return column
