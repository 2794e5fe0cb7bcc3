"""Values are put in words the way a council letter puts them."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from jinja2.exceptions import SecurityError, UndefinedError

from generator.filters import box, clock_time, date_and_time, long_date, paper_environment, said, short_date
from generator.sourced import Part
from inconfidence.core.errors import Failed
from inconfidence.core.values import Choice, unknown


def printed(template: str, **values: Any) -> str:
    """Return what a template prints."""
    return paper_environment().from_string(template).render(values)


def test_dates_in_full_and_short() -> None:
    """A day is said with and without its weekday, and without a leading nought."""
    assert long_date(date(2026, 12, 10)) == "Thursday 10 December 2026"
    assert short_date(date(2026, 12, 3)) == "3 December 2026"


@pytest.mark.parametrize(
    ("hour", "minute", "expected"),
    [
        (18, 30, "6:30pm"),
        (18, 0, "6pm"),
        (12, 0, "12 noon"),
        (0, 0, "12 midnight"),
        (0, 5, "12:05am"),
        (12, 15, "12:15pm"),
    ],
)
def test_times_of_day(hour: int, minute: int, expected: str) -> None:
    """Times are said as on a poster."""
    assert clock_time(time(hour, minute)) == expected


def test_moments_are_said_in_london() -> None:
    """A moment kept in UTC is said by the clock on the wall, in summer too."""
    moment = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)

    assert date_and_time(moment) == "2 July 2026 at 12:30am"
    assert long_date(moment) == "Thursday 2 July 2026"


def test_a_moment_without_a_zone_is_refused() -> None:
    """Nobody knows what time it was."""
    with pytest.raises(Failed):
        date_and_time(datetime(2026, 7, 1))


@pytest.mark.parametrize("way", [long_date, short_date, clock_time, date_and_time, said])
def test_an_unknown_is_said_in_words(way: Any) -> None:
    """Every filter gives the words of an unknown."""
    assert way(unknown("not_asked")) == "Not asked"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, "Yes"),
        (False, "No"),
        (7, "7"),
        ("as it is", "as it is"),
        (date(2026, 12, 10), "10 December 2026"),
        (["one", Choice("two", "The second")], "one, The second"),
    ],
)
def test_any_value_can_be_said(value: Any, expected: str) -> None:
    """Choices, truths, dates and lists all have words."""
    assert said(value) == expected


@pytest.mark.parametrize("value", [None, {"a": "b"}, b"bytes", 1.5])
def test_what_has_no_words_is_refused(value: Any) -> None:
    """The error names the kind, never the value."""
    with pytest.raises(Failed, match=type(value).__name__):
        said(value)


def test_boxes() -> None:
    """A condition is a box with or without a cross."""
    assert (box(True), box(False)) == ("☒", "☐")
    assert printed("{{ (x == 'yes')|box }}", x=Choice("yes", "Yes")) == "☒"


def test_what_is_printed_without_a_filter_has_words() -> None:
    """Codes, dates and lists never reach a paper as Python shows them."""
    values = {"c": Choice("not_sure", "Not sure"), "d": date(2026, 12, 10), "t": ["a", "b"], "y": True}

    assert printed("{{ c }} | {{ d }} | {{ t }} | {{ y }}", **values) == "Not sure | 10 December 2026 | a, b | Yes"


def test_values_are_escaped() -> None:
    """Markup in a value stays words."""
    assert printed("{{ x }}", x="<b>&") == "&lt;b&gt;&amp;"


def test_a_key_named_like_a_method_is_the_key() -> None:
    """A mapping gives its keys, never what Python has on it."""
    assert printed("{{ x.items }}", x=Part("x", {"items": "mine"})) == "mine"
    with pytest.raises(UndefinedError, match=r"^x\.values$"):
        printed("{{ x['items'] }}{{ x.values }}", x=Part("x", {"items": "mine"}))


def test_a_missing_value_is_named_by_its_path() -> None:
    """The error says which value, and where from."""
    with pytest.raises(UndefinedError, match=r"^referral\.consent\.taken_on$"):
        printed("{{ c.taken_on }}", c=Part("referral.consent", {}))


def test_a_worked_out_key_is_not_named() -> None:
    """A key that comes from a value could be personal."""
    with pytest.raises(UndefinedError) as caught:
        printed("{{ c[name] }}", c=Part("referral", {}), name="Yıldız")

    assert "Yıldız" not in str(caught.value)


@pytest.mark.parametrize("attack", ["{{ ''.__class__.__mro__ }}", "{{ x.append(1) }}", "{{ lipsum.__globals__ }}"])
def test_templates_are_kept_in_their_room(attack: str) -> None:
    """A template reaches nothing but its values, and changes none of them."""
    with pytest.raises((SecurityError, UndefinedError)):
        printed(attack, x=[1])
