"""What a record works out for itself."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from least_said import sent

from forms import take_in
from forms.derived import clock_words


def patterns(*times: tuple[str, str, str], term: str = "term") -> Any:
    spells = [{"day": day, "from": start, "to": end} for day, start, end in times]
    return take_in(sent(patterns={"times": spells, "term": term})).values["patterns"]


def marked(found: Any) -> dict[str, list[str]]:
    hours = found["grid_hours"]
    cells = {
        row["day"]: [hour for hour, cell in zip(hours, row["cells"], strict=True) if cell] for row in found["grid"]
    }
    return {day: on for day, on in cells.items() if on}


def test_times_become_a_grid_and_a_sentence() -> None:
    """As the record prints them."""
    found = patterns(("thu", "16:00", "18:30"), ("fri", "16:00", "18:30"))

    assert marked(found) == {"Thursday": ["4pm", "5pm", "6pm"], "Friday": ["4pm", "5pm", "6pm"]}
    assert [row["day"] for row in found["grid"]][::6] == ["Monday", "Sunday"]
    assert found["sentence"] == "Thursdays and Fridays, 4pm to 6:30pm; in term time."


def test_the_small_hours_stand_with_the_evening_before() -> None:
    """Friday night is one row, whether a spell begins before midnight or after it."""
    assert marked(patterns(("fri", "23:00", "01:30"))) == {"Friday": ["11pm", "12 midnight next day", "1am next day"]}
    assert marked(patterns(("sat", "00:30", "02:00"))) == {"Friday": ["12 midnight next day", "1am next day"]}


def test_an_hour_that_is_only_touched_at_its_end_is_not_marked() -> None:
    """Until five o'clock is not the hour from five."""
    assert marked(patterns(("mon", "16:00", "17:00"))) == {"Monday": ["4pm"]}


def test_a_moment_marks_its_hour() -> None:
    """The same time twice is a moment, not a whole day."""
    assert marked(patterns(("sun", "16:20", "16:20"))) == {"Sunday": ["4pm"]}


def test_a_night_runs_over_the_end_of_the_week() -> None:
    """Sunday night is followed by Monday morning."""
    assert marked(patterns(("sun", "22:00", "07:00"), term="holiday")) == {
        "Sunday": ["10pm", "11pm", "12 midnight next day", *(f"{hour}am next day" for hour in range(1, 6))],
        "Monday": ["6am"],
    }


def test_no_times_make_no_grid() -> None:
    """Nothing is drawn of what was not asked."""
    found = take_in(sent()).values["patterns"]

    assert (found["grid"], found["grid_hours"], found["sentence"]) == ((), (), "not_asked")


@pytest.mark.parametrize(
    ("ages", "words"),
    [
        ({"age_from": 13, "age_to": 15}, "13 to 15"),
        ({"age_from": 13}, "13"),
        ({"age_to": 13}, "13"),
        ({"age_from": 13, "age_to": 13}, "13"),
        ({}, "not_asked"),
        ({"age_from": {"unknown": "not_known"}}, "not_known"),
    ],
)
def test_a_possible_age_is_said_in_words(ages: dict[str, Any], words: str) -> None:
    """As one number, a span, or not known."""
    assert take_in(sent(people=[ages])).values["people"][0]["possible_age"] == words


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"dob": "5 6 2011"}, "15"),
        ({"dob": "6 11 2011"}, "14"),
        ({"dob": "2011"}, "14 to 15"),
        ({"dob": "about 14"}, "14"),
        ({"dob": "5 6 2011", "age_from": 13}, "13"),
        ({"dob": "5 6 2030"}, "not_known"),
        ({"dob": {"unknown": "declined"}}, "not_asked"),
    ],
)
def test_an_age_is_worked_out_of_a_date_of_birth(answers: dict[str, Any], words: str) -> None:
    """On the day of the call in London, unless the caller said an age."""
    record = take_in(sent("individual", received="2026-11-05T23:30:00+00:00", people=[answers]))

    assert record.values["people"][0]["possible_age"] == words


def test_without_a_day_of_receipt_no_age_is_worked_out() -> None:
    """An age is an age on a day."""
    assert take_in(sent("individual", people=[{"dob": "2011"}])).values["people"][0]["possible_age"] == "not_asked"


@pytest.mark.parametrize(
    ("dob", "day", "precision"),
    [
        ("5 6 2011", date(2011, 6, 5), "day"),
        ("June 2011", "not_known", "month"),
        ("2011", "not_known", "year"),
        ("about 2011", "not_known", "estimated"),
        ("about 14", "not_known", "estimated"),
        ({"unknown": "withheld"}, "withheld", "withheld"),
    ],
)
def test_a_day_that_is_not_known_is_never_made_up(dob: Any, day: Any, precision: str) -> None:
    """The words stay as they were said; beside them stands how exactly the day is known."""
    person = take_in(sent("individual", people=[{"dob": dob}])).values["people"][0]

    assert (person["dob_day"], person["dob_precision"]) == (day, precision)
    assert person["dob"] == (dob if isinstance(dob, str) else "withheld")


def test_a_number_is_kept_as_it_is_typed_beside_its_digits() -> None:
    """So that it can be read, and rung."""
    referrer = take_in(sent(referrer={"phone": "+44 (0)20 7946-0123 ext. 5"})).values["referrer"]

    assert (referrer["phone"], referrer["phone_digits"]) == ("+44 (0)20 7946-0123 ext. 5", "02079460123")
    assert take_in(sent()).values["referrer"]["phone_digits"] == "not_asked"


def test_the_same_property_has_one_number() -> None:
    """With and without noughts in front, as registers print them."""
    numbers = {
        take_in(sent(place={"name": "b", "uprn": each})).values["place"]["uprn_number"]
        for each in ("000000199356", "199356")
    }

    assert numbers == {199356}


def test_people_are_called_by_letters_and_adults_by_numbers() -> None:
    """An unnamed child is a person too."""
    values = take_in(sent(people=[{}] * 28, adults=[{}, {}])).values

    assert [values["people"][place]["label"] for place in (0, 25, 26)] == [
        "Young person A",
        "Young person Z",
        "Young person 27",
    ]
    assert values["adults"][1]["label"] == "Adult 2"


@pytest.mark.parametrize(
    ("name", "answer"), [("Sam", "yes"), ({"unknown": "not_known"}, "no"), ({"unknown": "withheld"}, "no")]
)
def test_children_are_named_only_when_a_name_is_known(name: Any, answer: str) -> None:
    """A nickname is no name, and an unknown is none either."""
    assert take_in(sent(people=[{}, {"name": name, "also_known_as": "S"}])).values["children_named"] == answer


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-11-19T10:00", date(2026, 11, 20)),
        ("2026-11-20T17:00", date(2026, 11, 23)),
        ("2026-12-24T12:00", date(2026, 12, 29)),
    ],
)
def test_a_decision_is_due_the_next_working_day(received: str, due: date) -> None:
    """Weekends and bank holidays of England do not count."""
    assert take_in(sent(received=received)).values["decision_due"] == due


def test_a_decision_is_due_by_the_day_in_london() -> None:
    """Half past midnight in summer is already the next day."""
    assert take_in(sent(received="2026-07-01T23:30:00+00:00")).values["decision_due"] == date(2026, 7, 3)


def test_without_a_time_of_receipt_it_is_not_known_when_a_decision_is_due() -> None:
    """It is never guessed."""
    assert take_in(sent()).values["decision_due"] == "not_known"


def test_the_protocols_three_features_always_stand_first() -> None:
    """Poor lighting, seclusion, unwatched space (L67), asked or not, then what else was said."""
    given = [
        {"code": "cctv", "present": "yes"},
        {"code": "secluded", "present": "no"},
        {"code": "other", "words": "Bins"},
    ]

    features = take_in(sent(place={"name": "b", "features": given})).values["place"]["features"]

    assert [row["code"] for row in features] == ["lighting", "secluded", "unwatched", "cctv", "other"]
    assert [row["present"] for row in features] == ["not_asked", "no", "not_asked", "yes", "not_asked"]
    assert (features[0]["feature"], features[4]["feature"]) == ("Poor lighting", "Bins")


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (time(18, 30), "6:30pm"),
        (time(16), "4pm"),
        (time(12), "12 noon"),
        (time(0), "12 midnight"),
        (time(0, 5), "12:05am"),
    ],
)
def test_a_time_of_day_is_said_as_people_say_it(moment: time, words: str) -> None:
    """No 24-hour clock on a paper."""
    assert clock_words(moment) == words
