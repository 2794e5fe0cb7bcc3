"""Working days and London time."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inconfidence.core.clock import is_working_day, london_date, working_days_after


@pytest.mark.parametrize(
    ("day", "open_"),
    [
        (date(2026, 11, 23), True),
        (date(2026, 11, 22), False),
        (date(2026, 12, 25), False),
        (date(2026, 12, 28), False),
        (date(2026, 12, 29), True),
    ],
    ids=["Monday", "Sunday", "Christmas", "the day kept for Boxing Day", "after the holidays"],
)
def test_offices_are_open_on_working_days_only(day: date, open_: bool) -> None:
    """Weekends and the bank holidays of England are not working days."""
    assert is_working_day(day) is open_


def test_the_next_working_day_after_christmas_eve_is_after_the_holidays() -> None:
    """Christmas 2026: Friday and the Monday kept for Boxing Day are skipped."""
    assert working_days_after(date(2026, 12, 24), 1) == date(2026, 12, 29)


@given(day=st.dates(date(2025, 1, 1), date(2030, 1, 1)), count=st.integers(1, 40))
def test_counting_back_again_never_passes_the_start(day: date, count: int) -> None:
    """Forwards and backwards, a working day counts once."""
    start = working_days_after(day, 1)

    assert working_days_after(working_days_after(start, count), -count) == start


def test_a_moment_just_before_midnight_in_summer_belongs_to_the_next_day_in_london() -> None:
    """Moments are kept in UTC; days are London's."""
    assert london_date(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == date(2026, 7, 2)
