"""What filters say on a paper that is not in English."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from generator.filters import FILTERS
from generator.spoken import ENGLISH, TONGUES, code_of, filters_in, printed_in
from inconfidence.core.errors import Failed
from inconfidence.core.values import UNKNOWNS, Choice, unknown

EVENING = datetime(2026, 12, 10, 18, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("date", date(2026, 12, 10), "10 Aral\u0131k 2026 Per\u015fembe"),
        ("shortdate", date(2026, 8, 1), "1 A\u011fustos 2026"),
        ("time", time(9, 5), "09.05"),
        ("time", time(0), "00.00"),
        ("datetime", EVENING, "10 Aral\u0131k 2026, saat 18.30"),
        ("date", unknown("not_asked"), "Sorulmad\u0131"),
        ("said", True, "Evet"),
        ("said", [False, date(2026, 2, 3)], "Hay\u0131r, 3 \u015eubat 2026"),
        ("said", "Shop owner", "Shop owner"),
        ("said", Choice("yes", "Yes, to the family"), "Yes, to the family"),
    ],
)
def test_a_value_is_said_in_turkish(name: str, value: Any, words: str) -> None:
    """Days, times, truths and unknowns have Turkish words; what people typed keeps its own."""
    assert filters_in("tr")[name](value) == words


def test_a_summer_evening_is_said_in_the_time_of_london() -> None:
    """A moment is kept in UTC and told by the clock on the wall, in Turkish too."""
    assert filters_in("tr")["time"](datetime(2026, 7, 1, 17, 30, tzinfo=UTC)) == "18.30"
    assert filters_in("tr")["date"](datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == "1 Temmuz 2026 \u00c7ar\u015famba"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("date", "10 Dec"),
        ("time", "6pm"),
        ("datetime", date(2026, 1, 1)),
        ("said", {}),
        ("time", datetime(2026, 1, 1)),
    ],
)
def test_what_cannot_be_said_in_english_cannot_be_said_in_turkish(name: str, value: Any) -> None:
    """A value of the wrong kind is refused, never printed as Python shows it."""
    with pytest.raises(Failed):
        filters_in("tr")[name](value)


@pytest.mark.parametrize("language", sorted(TONGUES))
def test_a_language_has_words_for_everything(language: str) -> None:
    """Seven days, twelve months, both truths, every unknown; and a filter for each that English has."""
    tongue = TONGUES[language]

    assert (len(set(tongue.days)), len(set(tongue.months))) == (7, 12)
    assert (tongue.truth.keys(), tongue.unknown.keys()) == ({True, False}, UNKNOWNS.keys())
    assert filters_in(language).keys() == FILTERS.keys()


def test_a_language_we_have_no_words_of_is_english() -> None:
    """A record may name any language in the world; the paper is then made in English."""
    assert [code_of(name) for name in ("Turkish", " turkish", "Somali", "not_asked", "")] == [
        "tr",
        "tr",
        *[ENGLISH] * 3,
    ]
    assert filters_in(ENGLISH) is FILTERS


def test_an_untold_value_is_printed_in_turkish_without_a_filter() -> None:
    """A tag without a filter says a day in Turkish, and refuses what nobody can read."""
    assert printed_in("tr")(date(2026, 5, 19)) == "19 May\u0131s 2026"
    assert printed_in("tr")("as typed") == "as typed"
    with pytest.raises(Failed):
        printed_in("tr")(None)
