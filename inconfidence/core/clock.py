"""Where the time comes from. A clock is always an argument: tests and renewals set their own.

Working days follow the bank holidays of England (Banking and Financial Dealings Act 1971).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Protocol
from zoneinfo import ZoneInfo

import holidays

LONDON = ZoneInfo("Europe/London")
SATURDAY = 5


class Clock(Protocol):
    """Anything that can say what time it is, in UTC."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        ...


@dataclass(frozen=True)
class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """Return the present moment, to the second, in UTC."""
        return datetime.now(UTC).replace(microsecond=0)


@dataclass(frozen=True)
class FixedClock:
    """A clock that always tells the same moment."""

    moment: datetime

    def now(self) -> datetime:
        """Return the moment it was given."""
        return self.moment


def london_date(moment: datetime) -> date:
    """Return the calendar day in London of an aware moment."""
    return moment.astimezone(LONDON).date()


def from_london(shown: datetime) -> datetime:
    """Return the moment, in UTC, at which clocks in London show ``shown``, which says no time zone."""
    return shown.replace(tzinfo=LONDON).astimezone(UTC)


def is_working_day(day: date) -> bool:
    """Say whether the council's offices are open: not a weekend, not a bank holiday of England."""
    return day.weekday() < SATURDAY and day not in _bank_holidays(day.year)


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    # Working the list out takes milliseconds, and a year's list does not change while the program runs.
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def working_days_after(day: date, count: int) -> date:
    """Return the day that lies ``count`` working days after ``day`` (before it, when negative)."""
    step = timedelta(days=1 if count >= 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day)
    return day
