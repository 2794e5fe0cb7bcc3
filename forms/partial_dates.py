"""Days that are known in part, as people say them: "5 6 2011", "June 2011", "about 2011", "about 14".

The words are kept as they were said. What they tell is how exactly the day is known and between which two days it
lies; an unknown day is never made the first of a month or of a year (domain A.4, A.10). Days come before months.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

Precision = Literal["day", "month", "year", "estimated"]

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_WORD = (
    "(?P<word>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?)"
)
YEAR, MONTH, DAY = r"(?P<year>(?:19|20|21)[0-9]{2})", r"(?P<month>[0-9]{1,2})", r"(?P<day>[0-9]{1,2})"
ABOUT = re.compile(r"(?:about|around|roughly|perhaps|approximately|approx\.?|circa|c\.|~) ?", re.IGNORECASE)
WAYS = tuple(
    re.compile(way, re.IGNORECASE)
    for way in (
        f"{YEAR}-{MONTH}(?:-{DAY})?",
        f"(?:{DAY}[ ./-])?{MONTH}[ ./-]{YEAR}",
        f"(?:{DAY}(?:st|nd|rd|th)? )?{MONTH_WORD},? {YEAR}",
        YEAR,
    )
)
AGE = re.compile(r"(?:aged? )?(?P<age>[0-9]{1,3})(?: ?(?:years?|yrs?)(?: old)?)?", re.IGNORECASE)
AGE_MOST = 120


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day that lies from ``earliest`` to ``latest``, both included, and how exactly that is known."""

    earliest: date
    latest: date
    precision: Precision


def read_partial_date(text: str) -> PartialDate | None:
    """Return what ``text`` tells of a day, or None when it names no day, month or year of the calendar."""
    plain = " ".join(text.split())
    exact = ABOUT.sub("", plain, count=1) if ABOUT.match(plain) else plain
    found = next((match for way in WAYS if (match := way.fullmatch(exact))), None)
    parts = found.groupdict() if found else {}
    span = _span(parts) if parts else None
    if span is None:
        return None
    return PartialDate(*span, "estimated" if exact != plain else _precision(parts))


def read_age(text: str) -> int | None:
    """Return the age in whole years that ``text`` tells ("14", "about 14", "14 years old"), or None."""
    found = AGE.fullmatch(ABOUT.sub("", " ".join(text.split()), count=1))
    age = int(found["age"]) if found else AGE_MOST + 1
    return age if age <= AGE_MOST else None


def is_partial_date(text: str) -> bool:
    """Say whether ``text`` tells a day, a month or a year, exactly or about."""
    return read_partial_date(text) is not None


def is_birth(text: str) -> bool:
    """Say whether ``text`` tells when somebody was born: a day, a month, a year, or how old they are."""
    return is_partial_date(text) or read_age(text) is not None


def ages_on(text: str, day: date) -> tuple[int, int] | None:
    """Return the least and the greatest age, in whole years, on ``day`` of somebody born as ``text`` tells.

    None when it does not tell, or tells of a birth that may lie after ``day``.
    """
    born = read_partial_date(text)
    if born is None:
        age = read_age(text)
        return None if age is None else (age, age)
    return (_age(born.latest, day), _age(born.earliest, day)) if born.latest <= day else None


def _age(born: date, day: date) -> int:
    # Somebody born on 29 February is a year older on 1 March of a common year.
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _precision(parts: dict[str, str | None]) -> Precision:
    if parts.get("day"):
        return "day"
    return "month" if _month(parts) else "year"


def _month(parts: dict[str, str | None]) -> int | None:
    word, number = parts.get("word"), parts.get("month")
    if word:
        return MONTHS.index(word[:3].lower()) + 1
    return int(number) if number else None


def _span(parts: dict[str, str | None]) -> tuple[date, date] | None:
    year, month = int(parts["year"] or 0), _month(parts)
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    last = monthrange(year, month)[1] if month in range(1, 13) else 0
    day = int(parts.get("day") or 0)
    if not last or day > last or (parts.get("day") and not day):
        return None
    return (date(year, month, day), date(year, month, day)) if day else (date(year, month, 1), date(year, month, last))
