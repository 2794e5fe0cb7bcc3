"""What was read once of an element that never changes: a part of a compiled template (``generator.compiled``).

An element of a file that is read only once keeps nothing, and all is read as it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from generator.word.markup import Element
from generator.word.plans import is_shaped, read_filled
from generator.word.source import Source

T = TypeVar("T")


def is_still(element: Element) -> bool:
    """Say whether an element never changes, and so can keep what was read of it."""
    return getattr(element, "kept", None) is not None


def kept_uncounted(source: Source, element: Element, key: Hashable, read: Callable[[Element], T]) -> T:
    """Return what ``read`` makes of an element, kept as by ``kept`` unless it has counted in a list on the way.

    What it takes of the file's allowance is taken each time.
    """
    held, allowance = getattr(element, "kept", None), source.book.allowance
    if held is None:
        return read(element)
    found: T | None = said_again(source, element, key)
    if found is not None:
        return found
    if is_shaped(element):
        return read_filled(source, element, key, read)
    counted, left, points_left = source.book.numbering.counted, allowance.left, allowance.points
    made = read(element)
    if source.book.numbering.counted == counted:
        held[key] = made, left - allowance.left, points_left - allowance.points
    return made


def said_again(source: Source, element: Element, key: Hashable) -> Any:
    """Return what is kept of an element that never changes, with the values of this record; None when nothing is."""
    found = element.kept.get(key)
    if found is None:
        return None
    made, pieces, points = found
    if made is None:
        return None
    source.book.allowance.take_again(pieces, points)
    return made if element.holes is None else made(element.holes)


def kept(element: Element, key: Hashable, make: Callable[[], T]) -> T:
    """Return what ``make`` reads of an element, kept with the element under ``key`` when the element can keep it.

    ``make`` may depend on nothing but the element, its file and the key, and may not change anything.
    """
    held = getattr(element, "kept", None)
    if held is None:
        return make()
    try:
        found: T = held[key]
    except KeyError:
        found = held[key] = make()
    return found
