"""The count of what one filling of a template makes (``generator.bounds``): letters, steps, the size of each value."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any, Final

from generator.excess import TooMuch

LETTERS_MOST: Final = 8_000_000
"""Of one part of a file, filled: three hundred pages written in Word take about five million."""
STEPS_MOST: Final = 500_000
"""Statements and expressions that the turns of loops and calls of macros run; a pack takes a few thousand."""
TEXT_MOST: Final = 1_000_000
"""Letters of one value that a template makes, a list with all its texts counted as one: the longest narrative."""
ITEMS_MOST: Final = 10_000
"""Entries of a list that a template makes, those of lists in it counted."""
BITS_MOST: Final = 4_096
"""Of a product of numbers."""
SHORT, SHORT_PRINTED = 1_000, 50
"""Letters of texts that are not counted by themselves: what is shorter is counted with the step that makes it."""

LISTS = (list, tuple)


class Left:
    """How much a filling may still make."""

    def __init__(self) -> None:
        self.letters = LETTERS_MOST
        self.steps = STEPS_MOST


LEFT: Final[ContextVar[Left | None]] = ContextVar("left of a filling", default=None)


def charge(steps: int, letters: int) -> None:
    """Count steps and letters.

    Raises:
        TooMuch: when more are made than may be.
    """
    left = LEFT.get()
    if left is None:
        return
    left.steps -= steps
    left.letters -= letters
    if left.steps < 0 or left.letters < 0:
        raise TooMuch


def printed(words: Any) -> None:
    """Count what is printed."""
    if len(words) > SHORT_PRINTED:
        charge(0, len(words))


def made(value: Any) -> Any:
    """Return a value that a template has made, counted.

    Raises:
        TooMuch: when it is longer than any value may be, or more is made than may be.
    """
    if isinstance(value, str):
        if len(value) > SHORT:
            check_length(len(value))
            charge(0, len(value))
    elif isinstance(value, LISTS) or type(value) is dict:
        charge(*_weight(value))
    return value


def check_length(letters: int) -> None:
    """Refuse a text of so many letters before it is made.

    Raises:
        TooMuch: when it is longer than any value may be.
    """
    if letters > TEXT_MOST:
        raise TooMuch


def check_list(value: Any) -> None:
    """Refuse to make a list of the letters of a long text."""
    if isinstance(value, str) and len(value) > ITEMS_MOST:
        raise TooMuch


def check_product(left: int | float, right: int | float) -> None:
    """Refuse a product with more figures than any number has."""
    bits = sum(each.bit_length() for each in (left, right) if isinstance(each, int))
    if bits > BITS_MOST:
        raise TooMuch


def sized(value: Any) -> Any:
    """Return a list that is gone through, its entries counted.

    Raises:
        TooMuch: when more is made than may be.
    """
    charge(len(value) if hasattr(value, "__len__") else 0, 0)
    return value


def _weight(value: Any) -> tuple[int, int]:
    """Return the entries and the letters of a list with all lists in it."""
    items, letters, ahead = 0, 0, [value]
    while ahead:
        each = ahead.pop()
        items += len(each)
        if items > ITEMS_MOST:
            raise TooMuch
        for one in each.values() if type(each) is dict else each:
            if isinstance(one, str):
                letters += len(one)
            elif isinstance(one, LISTS) or type(one) is dict:
                ahead.append(one)
        if letters > TEXT_MOST:
            raise TooMuch
    return items, letters
