"""What answers must be to one another: the one of two that may be given, the row that stands twice, the day to come.

The quick look (``forms.sound``) and the validator that names the problem both ask them, so they stand here once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from inconfidence.core.clock import london_date
from inconfidence.core.values import UNKNOWNS, Choice

NOT_ASKED = "not_asked"


def is_unknown(value: Any) -> bool:
    """Say whether ``value`` is one of the four ways of saying that there is none."""
    return isinstance(value, Choice) and value in UNKNOWNS


def is_missing(value: Any) -> bool:
    """Say whether nobody has said anything: no value, blank, an empty list, or "not asked", which fills such a gap."""
    return value is None or value in ("", [], ()) or (is_unknown(value) and value == NOT_ASKED)


def is_wanted(conditions: Mapping[str, Sequence[str]], group: Mapping[Any, Any]) -> bool:
    """Say whether any sibling named has one of its codes (a list of choices: among others)."""
    return any(_has_one_of(codes, group.get(sibling)) for sibling, codes in conditions.items())


def _has_one_of(codes: Sequence[str], value: Any) -> bool:
    return any(each in codes for each in value) if isinstance(value, list | tuple) else value in codes


def answered_of(names: Sequence[str], group: Mapping[Any, Any]) -> list[str]:
    """Return those of ``names`` to which there is an answer."""
    return [name for name in names if not is_missing(group.get(name)) and not is_unknown(group.get(name))]


def repeated_places(values: Iterable[Any]) -> Iterator[int]:
    """Give the place of every value that stood before; unknowns and what is no single value are not compared."""
    seen = set()
    for place, value in enumerate(values):
        if isinstance(value, str | int | date | time) and not is_unknown(value):
            if value in seen:
                yield place
            seen.add(value)


def column(rows: Iterable[Any], name: str) -> Iterator[Any]:
    """Give one field of every row; None where an entry is no row."""
    return (row.get(name) if isinstance(row, Mapping) else None for row in rows)


def is_before(value: Any, other: Any) -> bool:
    """Say whether ``value`` lies before ``other``, when both are there and of one type."""
    if type(value) is not type(other) or isinstance(value, Choice):
        return False
    return not _can_follow(value, other)


def _can_follow(value: Any, other: Any) -> bool:
    try:
        return bool(value >= other)
    except TypeError:
        # A moment with a zone and one without cannot be compared, so nothing says that they are in order.
        return False


def is_to_come(value: Any, today: date | None) -> bool:
    """Say whether a day, or the London day of a moment, is later than ``today``; without a today nothing is."""
    if today is None or not isinstance(value, date):
        return False
    return (london_date(value) if isinstance(value, datetime) else value) > today
