"""Tags of the plain kind, walked by ourselves: paths, conditions, loops and our own filters, which is nearly all.

Jinja needs a copy of the whole view, in which each value knows its path, and prints text that is taken apart again.
Walking looks at the view's own values, and hands on each that is printed with its path, which the tags tell
(``generator.compiled.planning``). Whatever is no plain value of a view, is missing or is much makes it ``Unsure``:
then Jinja runs the tags of that part for that record. What is counted here is counted more strictly than
``generator.counting`` does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from markupsafe import escape

from generator.compiled.assembling import Assembling, Piece
from generator.compiled.expressions import MISSING, SAYABLE, TEXTS, Condition, Unsure, Value, Walk
from generator.filters import CROSSED, EMPTY
from generator.word.characters import printable
from inconfidence.core.values import Choice

LISTED_MOST: Final = 100
"""Entries of a list that is printed, or written among others in a tag."""


class Step:
    """A tag, or a stretch between tags."""

    def take(self, walk: Walk) -> None:
        """Put what it comes to for this record."""
        raise NotImplementedError


Steps = Sequence[Step]


class Still(Step):
    """A static stretch."""

    def __init__(self, piece: Piece) -> None:
        self._piece = piece

    def take(self, walk: Walk) -> None:
        """Put it."""
        walk.work.take(self._piece)


class Say(Step):
    """Words of the template in a tag, as Jinja prints them."""

    def __init__(self, words: str) -> None:
        self._words = words

    def take(self, walk: Walk) -> None:
        """Print them."""
        walk.work.say(self._words)


class Turn(Step):
    """The number of a turn of a loop, from 1."""

    def __init__(self, number: int) -> None:
        self._number = number

    def take(self, walk: Walk) -> None:
        """Print it."""
        walk.work.say(str(walk.values[self._number]))


class Tick(Step):
    """A tick box, crossed when a condition holds."""

    def __init__(self, condition: Condition) -> None:
        self._condition = condition

    def take(self, walk: Walk) -> None:
        """Print it."""
        walk.work.say(CROSSED if self._condition.holds(walk) else EMPTY)


class Print(Step):
    """A value put in words by one of our filters; ``as_typed`` when that leaves text as it is."""

    def __init__(self, value: Value, words: Callable[[Any], Any], *, as_typed: bool, lower: bool) -> None:
        self._value = value
        self._words = words
        self._as_typed = as_typed
        self._lower = lower

    def take(self, walk: Walk) -> None:
        """Print it with its path."""
        words, path = self._said(self._value.of(walk)), self._value.path(walk)
        walk.count(len(words))
        if path:
            walk.work.say_value(path, words)
        else:
            walk.work.say(str(escape(words)))

    def _said(self, found: Any) -> str:
        kind = type(found)
        if not (kind is str and self._as_typed):
            if kind not in SAYABLE or ((kind is tuple or kind is list) and not is_short(found)):
                raise Unsure
            found = self._words(found)
        words = printable(str(found))
        return words.lower() if self._lower else words


class Branch(Step):
    """Steps by the first condition that holds, or those of none."""

    def __init__(self, branches: Sequence[tuple[Condition, Steps]], otherwise: Steps) -> None:
        self._branches = branches
        self._otherwise = otherwise

    def take(self, walk: Walk) -> None:
        """Take the steps of one."""
        taken = self._otherwise
        for condition, steps in self._branches:
            if condition.holds(walk):
                taken = steps
                break
        for step in taken:
            step.take(walk)


class Loop(Step):
    """A loop; what it goes through is said by its kind. ``turns`` is the number of the name its turns have."""

    def __init__(self, turns: int, condition: Condition | None, steps: Steps, weight: int) -> None:
        self._turns = turns
        self._condition = condition
        self._steps = steps
        self._weight = weight

    def turn(self, walk: Walk) -> None:
        """Take the steps once."""
        walk.count(self._weight)
        for step in self._steps:
            step.take(walk)


class Each(Loop):
    """A loop through the entries of a list of the view."""

    def __init__(
        self, number: int, value: Value, turns: int, condition: Condition | None, steps: Steps, weight: int
    ) -> None:
        super().__init__(turns, condition, steps, weight)
        self._number = number
        self._value = value

    def take(self, walk: Walk) -> None:
        """Take the steps for every entry for which the condition holds."""
        found = self._value.of(walk)
        if type(found) is not tuple and type(found) is not list:
            raise Unsure
        walk.count(len(found))
        path, values, turns = self._value.path(walk), walk.values, 0
        for index, entry in enumerate(found):
            values[self._number] = entry
            walk.paths[self._number] = f"{path}.{index}"
            if self._condition is None or self._condition.holds(walk):
                values[self._turns] = turns = turns + 1
                self.turn(walk)


class EachOf(Loop):
    """A loop through rows of values that the tag writes out."""

    def __init__(
        self,
        numbers: tuple[int, ...],
        rows: Sequence[tuple[Value, ...]],
        turns: int,
        condition: Condition | None,
        steps: Steps,
        weight: int,
    ) -> None:
        super().__init__(turns, condition, steps, weight)
        self._numbers = numbers
        self._rows = rows

    def take(self, walk: Walk) -> None:
        """Take the steps for every row for which the condition holds; a path is asked for only then."""
        weight, turns = len(self._rows) * (2 + len(self._numbers)), 0
        for row in self._rows:
            for number, value in zip(self._numbers, row, strict=True):
                walk.values[number] = found = value.of(walk)
                if found is not MISSING:
                    weight += _weight(found)
            if self._condition is None or self._condition.holds(walk):
                for number, value in zip(self._numbers, row, strict=True):
                    walk.paths[number] = value.path(walk)
                walk.values[self._turns] = turns = turns + 1
                self.turn(walk)
        walk.count(weight)


def _weight(found: Any) -> int:
    """Return what a value is weighed by in a list that a tag writes out, when it is made (``generator.bounds``)."""
    kind = type(found)
    if kind is Choice or kind is str:
        return len(found)
    if kind is tuple or kind is list:
        if not is_short(found):
            raise Unsure
        return len(found) + sum(map(len, found))
    return 0


def is_short(found: Sequence[Any]) -> bool:
    """Say whether a list is one of a few texts."""
    return len(found) <= LISTED_MOST and all(type(one) in TEXTS for one in found)


class Plan:
    """The tags of one part; ``names`` are the numbers of the names they take from the view."""

    def __init__(self, names: Mapping[str, int], count: int, steps: Steps) -> None:
        self._names = names
        self._count = count
        self._steps = steps

    def walk(self, held: Mapping[str, Any], work: Assembling) -> None:
        """Put together what the tags come to for the values of a view, by the names that a template may use.

        Raises:
            Unsure: when Jinja has to run them.
            Slow: when a value does something that only docxtpl knows.
        """
        walk = Walk(self._count, work)
        for name, number in self._names.items():
            walk.values[number], walk.paths[number] = held.get(name, MISSING), name
        for step in self._steps:
            step.take(walk)
