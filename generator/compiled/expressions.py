"""Values and conditions in tags that are walked (``generator.compiled.walking``): paths, and what is asked of them."""

from __future__ import annotations

from datetime import date, datetime, time
from types import MappingProxyType
from typing import Any, Final

from generator.compiled.assembling import Assembling
from generator.counting import STEPS_MOST
from generator.word.characters import printable
from inconfidence.core.values import Choice

MISSING: Final = object()
"""Stands for what the view does not hold."""
TEXTS: Final = frozenset({str, Choice})
TIMES: Final = frozenset({date, datetime, time})
SAYABLE: Final = TEXTS | TIMES | {int, float, tuple, list}
"""Kinds whose words do not depend on whether they know their path."""
KNOWN: Final = SAYABLE | {bool, type(None), dict, MappingProxyType, object}


class Unsure(Exception):
    """What Jinja would print cannot be told here."""


class Walk:
    """One record on its way through the tags of one part: the values and paths of names, by their number."""

    def __init__(self, count: int, work: Assembling) -> None:
        self.values: list[Any] = [MISSING] * count
        self.paths: list[str] = [""] * count
        self.work = work
        self._left = STEPS_MOST

    def count(self, steps: int) -> None:
        """Count steps and letters together; of each alone Jinja may have as many (``generator.counting``)."""
        self._left -= steps
        if self._left < 0:
            raise Unsure


class Value:
    """An expression that stands for a value of the view, or for words of the template."""

    def of(self, walk: Walk) -> Any:
        """Return the value, as the view holds it."""
        raise NotImplementedError

    def path(self, walk: Walk) -> str:
        """Return its path, "" for the template's own words."""
        raise NotImplementedError

    def there(self, walk: Walk) -> Any:
        """Return the value, which has to be there."""
        found = self.of(walk)
        if found is MISSING:
            raise Unsure
        return found


class Own(Value):
    """Words of the template."""

    def __init__(self, words: str) -> None:
        self._words = words

    def of(self, walk: Walk) -> Any:
        """Return the words."""
        return self._words

    def path(self, walk: Walk) -> str:
        """Return that they come from no view."""
        return ""


class Named(Value):
    """A name, and keys of what it stands for (``entry.name``)."""

    def __init__(self, number: int, keys: tuple[str, ...]) -> None:
        self._number = number
        self._keys = keys
        self._suffix = "".join(f".{key}" for key in keys)

    def of(self, walk: Walk) -> Any:
        """Return what the last key leads to."""
        found = walk.values[self._number]
        for key in self._keys:
            kind = type(found)
            if kind is not MappingProxyType and kind is not dict:
                raise Unsure
            found = found.get(key, MISSING)
        if type(found) not in KNOWN:
            raise Unsure
        return found

    def path(self, walk: Walk) -> str:
        """Return the path of the name with the keys."""
        return walk.paths[self._number] + self._suffix


class Chosen(Value):
    """One of two values, by a condition; without the second there may be none."""

    def __init__(self, condition: Condition, one: Value, other: Value | None) -> None:
        self._condition = condition
        self._one = one
        self._other = other

    def of(self, walk: Walk) -> Any:
        """Return the value that is chosen."""
        taken = self._one if self._condition.holds(walk) else self._other
        return MISSING if taken is None else taken.of(walk)

    def path(self, walk: Walk) -> str:
        """Return the path of the value that is chosen."""
        taken = self._one if self._condition.holds(walk) else self._other
        return "" if taken is None else taken.path(walk)


class Condition:
    """Something that holds or does not."""

    def holds(self, walk: Walk) -> bool:
        """Say whether it holds."""
        raise NotImplementedError


class Filled(Condition):
    """A value is true as Python takes it: text, a list or a mapping that is not empty."""

    def __init__(self, value: Value) -> None:
        self._value = value

    def holds(self, walk: Walk) -> bool:
        """Say whether there is something in it."""
        return bool(self._value.there(walk))


class Equal(Condition):
    """A value is one of several texts; ``or_empty`` also an empty list."""

    def __init__(self, value: Value, words: frozenset[str], *, or_empty: bool) -> None:
        self._value = value
        self._words = words
        self._or_empty = or_empty

    def holds(self, walk: Walk) -> bool:
        """Say whether it is."""
        found = self._value.there(walk)
        kind = type(found)
        if kind is str or kind is Choice:
            return found in self._words
        return self._or_empty and (kind is tuple or kind is list) and not found


class Same(Condition):
    """Two values are the same: both texts, or both days, moments or times."""

    def __init__(self, one: Value, other: Value) -> None:
        self._one = one
        self._other = other

    def holds(self, walk: Walk) -> bool:
        """Say whether they are."""
        one, other = self._one.there(walk), self._other.there(walk)
        if type(one) in TEXTS and type(other) in TEXTS:
            return printable(str(one)) == printable(str(other))
        if type(one) is not type(other) or type(one) not in TIMES:
            raise Unsure
        return bool(one == other)


class Holding(Condition):
    """Words are in a value: one of the entries of a list, a stretch of a text."""

    def __init__(self, words: str, value: Value) -> None:
        self._words = words
        self._value = value

    def holds(self, walk: Walk) -> bool:
        """Say whether they are."""
        return self._words in self._value.there(walk)


class Defined(Condition):
    """A value is there."""

    def __init__(self, value: Value) -> None:
        self._value = value

    def holds(self, walk: Walk) -> bool:
        """Say whether it is."""
        return self._value.of(walk) is not MISSING


class Answered(Condition):
    """A value is there, and none of several texts nor, by ``or_empty``, an empty list: nearly every tag asks that."""

    def __init__(self, value: Value, words: frozenset[str], *, or_empty: bool) -> None:
        self._value = value
        self._words = words
        self._or_empty = or_empty

    def holds(self, walk: Walk) -> bool:
        """Say whether it is."""
        found = self._value.of(walk)
        kind = type(found)
        if kind is str or kind is Choice:
            return found not in self._words
        is_empty = self._or_empty and (kind is tuple or kind is list) and not found
        return found is not MISSING and not is_empty


class IsText(Condition):
    """A value is text, as a choice is too."""

    def __init__(self, value: Value) -> None:
        self._value = value

    def holds(self, walk: Walk) -> bool:
        """Say whether it is."""
        return type(self._value.there(walk)) in TEXTS


class IsFirst(Condition):
    """This is the first turn of a loop."""

    def __init__(self, number: int) -> None:
        self._number = number

    def holds(self, walk: Walk) -> bool:
        """Say whether it is."""
        return bool(walk.values[self._number] == 1)


class Not(Condition):
    """A condition does not hold."""

    def __init__(self, condition: Condition) -> None:
        self._condition = condition

    def holds(self, walk: Walk) -> bool:
        """Say whether it does not."""
        return not self._condition.holds(walk)


class Both(Condition):
    """Two conditions hold; the second is not looked at when the first does not."""

    def __init__(self, one: Condition, other: Condition) -> None:
        self._one = one
        self._other = other

    def holds(self, walk: Walk) -> bool:
        """Say whether both do."""
        return self._one.holds(walk) and self._other.holds(walk)


class Either(Condition):
    """One of two conditions holds; the second is not looked at when the first does."""

    def __init__(self, one: Condition, other: Condition) -> None:
        self._one = one
        self._other = other

    def holds(self, walk: Walk) -> bool:
        """Say whether one does."""
        return self._one.holds(walk) or self._other.holds(walk)
