"""Static stretches cut at the borders of units: a unit is an outermost row of a table, or a paragraph in none.

What a unit is made of (its cuts, in order, and where values stand between them) says all of it but the values
(``generator.compiled.shapes``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from generator.compiled.tree import Begin, Close, Op, Open
from generator.word.markup import W

UNITS = frozenset({W + "tr", W + "p"})


Where = Literal["outside", "begins", "inside", "ends"]
"""How a cut stands to a unit: one that ``begins`` goes on behind it, one that ``ends`` began before it."""


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """Steps of one stretch that stand on one side of a unit's border; each cut is itself and like no other."""

    where: Where
    ops: tuple[Op, ...] = field(repr=False)


def cuts_of(ops: Sequence[Op], tags: Iterable[str]) -> tuple[Cut, ...]:
    """Cut the steps of a stretch that begins in elements of these names, the outermost first."""
    return tuple(_joined(_Cutting(tags).parts(ops)))


class _Cutting:
    """Follows which elements are open; ``_unit`` is how many are open outside the unit that is, None when none is."""

    def __init__(self, tags: Iterable[str]) -> None:
        self._open: list[str] = list(tags)
        self._unit = next((at for at, tag in enumerate(self._open) if tag in UNITS), None)

    def parts(self, ops: Sequence[Op]) -> Iterator[tuple[Where, list[Op]]]:
        """Give the steps parted where units begin and end; a unit that does both here is one that has no values."""
        held: list[Op] = []
        began = False
        for op in ops:
            before = self._unit
            self._follow(op)
            if before is None and self._unit is not None:
                yield "outside", held
                held, began = [op], True
            elif before is not None and self._unit is None:
                yield "outside" if began else "ends", [*held, op]
                held, began = [], False
            else:
                held.append(op)
        if self._unit is None:
            yield "outside", held
        else:
            yield "begins" if began else "inside", held

    def _follow(self, op: Op) -> None:
        if isinstance(op, Open | Begin):
            self._open.append(op.tag)
            if self._unit is None and op.tag in UNITS:
                self._unit = len(self._open) - 1
        elif isinstance(op, Close):
            self._open.pop()
            if len(self._open) == self._unit:
                self._unit = None


def _joined(parts: Iterable[tuple[Where, list[Op]]]) -> Iterator[Cut]:
    """Make cuts of parts, those outside units that follow one another as one, and of nothing none."""
    held: list[Op] = []
    for where, ops in parts:
        if where == "outside":
            held += ops
            continue
        if held:
            yield Cut("outside", tuple(held))
            held = []
        if ops or where == "inside":
            yield Cut(where, tuple(ops))
    if held:
        yield Cut("outside", tuple(held))
