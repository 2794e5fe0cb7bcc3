"""Days as people say them, known in part."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.partial_dates import ages_on, is_birth, is_partial_date, read_age, read_partial_date

SAID = [
    ("5 6 2011", "2011-06-05", "2011-06-05", "day"),
    ("05/06/2011", "2011-06-05", "2011-06-05", "day"),
    ("5.6.2011", "2011-06-05", "2011-06-05", "day"),
    ("2011-06-05", "2011-06-05", "2011-06-05", "day"),
    ("5th June, 2011", "2011-06-05", "2011-06-05", "day"),
    ("29 Feb 2012", "2012-02-29", "2012-02-29", "day"),
    ("June 2011", "2011-06-01", "2011-06-30", "month"),
    ("06/2011", "2011-06-01", "2011-06-30", "month"),
    ("2011-02", "2011-02-01", "2011-02-28", "month"),
    ("Sept 2011", "2011-09-01", "2011-09-30", "month"),
    ("2011", "2011-01-01", "2011-12-31", "year"),
    ("about 2011", "2011-01-01", "2011-12-31", "estimated"),
    ("c. June  2011", "2011-06-01", "2011-06-30", "estimated"),
]


@pytest.mark.parametrize(("text", "earliest", "latest", "precision"), SAID)
def test_a_day_is_read_as_exactly_as_it_was_said(text: str, earliest: str, latest: str, precision: str) -> None:
    """Days before months, and a month is a month: never its first day."""
    read = read_partial_date(text)

    assert read is not None
    assert (read.earliest.isoformat(), read.latest.isoformat(), read.precision) == (earliest, latest, precision)


@pytest.mark.parametrize(
    "text",
    [
        *("", "31 6 2011", "29/02/2011", "0/6/2011", "5/13/2011", "00/2011", "2011-13", "5 6 11", "last week", "1811"),
        *("June", "5 June", "about", "about about 2011", "5 6 2011\n6 6 2011", "٥ ٦ ٢٠١١", "2011-06-05T10:00"),
    ],
)
def test_what_is_no_day_of_the_calendar_is_refused(text: str) -> None:
    """Days and months that do not exist, years without their century, words, digits of another script."""
    assert not is_partial_date(text)


@pytest.mark.parametrize(
    ("text", "age"), [("about 14", 14), ("14", 14), ("aged 14", 14), ("14 years old", 14), ("perhaps 9 yrs", 9)]
)
def test_an_age_tells_when_somebody_was_born(text: str, age: int) -> None:
    """People know an age where they know no birthday."""
    assert read_age(text) == age
    assert is_birth(text) and not is_partial_date(text)


@pytest.mark.parametrize("text", ["121", "999", "-1", "fourteen", "14 or 15", ""])
def test_what_is_no_age_is_refused(text: str) -> None:
    """Too old, below nothing, two at once, or words."""
    assert not is_birth(text)


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("5 6 2011", (15, 15)),
        ("23 11 2011", (14, 14)),
        ("22 11 2011", (15, 15)),
        ("November 2011", (14, 15)),
        ("2010", (15, 16)),
        ("about 14", (14, 14)),
        ("1 1 2027", None),
        ("no idea", None),
    ],
)
def test_ages_are_those_that_fit_on_the_day(text: str, ages: tuple[int, int] | None) -> None:
    """On the birthday itself a year is full; a birth that may lie ahead gives no age."""
    assert ages_on(text, date(2026, 11, 22)) == ages


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_can_be_typed_both_ways(day: date) -> None:
    """With strokes and as the machine writes it."""
    typed, written = read_partial_date(f"{day.day}/{day.month}/{day.year}"), read_partial_date(day.isoformat())

    assert typed == written
    assert typed is not None and (typed.earliest, typed.precision) == (day, "day")


@given(st.text(max_size=40))
def test_no_words_break_the_reading(text: str) -> None:
    """Whatever is typed is read or refused."""
    assert is_birth(text) in (True, False)
