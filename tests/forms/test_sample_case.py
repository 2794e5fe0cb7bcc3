"""The shipped case: every file is taken in, on any day, and gives nobody away."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date, timedelta
from importlib.resources import files
from itertools import pairwise
from typing import Any

import pytest

from forms import council_settings, fast_number_is_placeholder, record_of, take_in
from forms.schema import Field, load_schema
from inconfidence.core.clock import is_working_day, working_days_after
from inconfidence.core.errors import InputInvalid, NotFound
from inconfidence.sample_case import conference_day, load

FIRST_DAY = date(2026, 11, 23)
TWO_YEARS = [date(2025, 11, 1) + timedelta(days=step) for step in range(800)]
FOLDER = files("inconfidence.sample_case")
FILES = sorted(entry.name for entry in FOLDER.iterdir() if entry.name.endswith(".json"))
RECORDS = [name for name in FILES if name not in ("invitees.json", "referral-bad.json")]
REFERRERS = {
    "location": ("Mehmet", "Yıldız", "Yildiz", "Food & Wine"),
    "group": ("Godfrey", "Asante", "Larkmere Homes", "07700 900318"),
    "individual": ("Siobhán", "Siobhan", "Kerrigan", "Otters"),
}
POINTERS = ("my shop", "our shop", "my counter", "my window", "my round", "my pupil", "my lesson", "at training")
TRACES = (
    "interpret",
    "translat",
    "turkish",
    "mill lane",
    "locks up",
    "in the morning",
    "swim",
    "in a sock",
    "upper arm",
)
"""Language, trade, hours and places that would tell whose narrative it is."""
NARRATIVE = ("summary", "seen", "where", "worry", "people", "group", "adults", "place", "patterns")
CALLERS_ONLY = (
    *("parents", "uniform", "after school", "end of the school day", "told what to do", "say no", "somebody is using"),
    *("hatchback", "silver", "minutes", "tracksuit", "smalls", "rucksack", "bicycle", "collar", "phone with"),
    *(" roof", "landing", "canister", "ghost", "alcohol", "bags", "slapped", "bully", "bullied", "filmed"),
    *("trainers", "bruise", "second phone", "second telephone", "waits by the bus stop", "unseen", "copy it"),
)
"""What the three callers told and nobody else saw: not for the pack."""
NOT_ON_A_FORM = ("harm", "abuse", "exploit", "danger", "crime", "risk", "worr", "assess", "referr", "covered way at")


def document(name: str, first_day: date = FIRST_DAY) -> Any:
    return json.loads(load(name, first_day))


def field_of(kind: str, path: str) -> Field:
    return load_schema(kind).by_path[path]


def texts(value: Any) -> list[str]:
    inner = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    return [value] if isinstance(value, str) else [text for each in inner for text in texts(each)]


@pytest.mark.parametrize("name", RECORDS)
def test_every_file_is_taken_in(name: str) -> None:
    """What a newcomer finds in the folder is sound."""
    assert take_in(load(name, FIRST_DAY)).values


@pytest.mark.parametrize("first_day", [FIRST_DAY + timedelta(days=13 * step) for step in range(28)])
def test_every_date_fits_on_whatever_day_it_is_first_run(first_day: date) -> None:
    """Nothing is due before it is asked for, Christmas and Easter included."""
    for name in RECORDS:
        take_in(load(name, first_day))


def test_the_bad_referral_is_refused_with_faults_of_every_sort() -> None:
    """At different depths, each told by its path."""
    with pytest.raises(InputInvalid) as refused:
        take_in(load("referral-bad.json", FIRST_DAY))

    problems = refused.value.problems
    assert len(problems) >= 20
    assert len({each.code for each in problems}) >= 15
    assert {each.path.count(".") for each in problems} == {0, 1, 2, 3}


def is_right(first_day: date) -> bool:
    day = conference_day(first_day)
    fits = [working_days_after(first_day, count) for count in range(12, 17)]
    thursdays = [each for each in fits if each.weekday() == 3]
    return day in thursdays if thursdays else day > fits[-1] and day.weekday() == 3 and is_working_day(day)


def test_the_conference_is_a_thursday_twelve_to_sixteen_working_days_ahead() -> None:
    """Over two years; when no Thursday fits, for it is a bank holiday, it is a later one and never an earlier."""
    assert [day for day in TWO_YEARS if not is_right(day)] == []


def test_only_a_bank_holiday_moves_the_conference_beyond_sixteen_days() -> None:
    """In two years it happens around Christmas only."""
    late = {conference_day(day) for day in TWO_YEARS if conference_day(day) > working_days_after(day, 16)}

    assert late == {date(2026, 1, 8)}


def test_dates_move_with_the_first_day() -> None:
    """The sample never grows old."""
    assert document("conference.json", date(2027, 3, 1))["date"] == "2027-03-18"
    assert document("referral-location.json")["received"].endswith("T16:52")
    assert b"@" not in load("task-monitoring.json", FIRST_DAY)


def test_a_file_that_is_not_there_is_not_found() -> None:
    """One clear error."""
    with pytest.raises(NotFound):
        load("nothing.json", FIRST_DAY)


def test_the_sample_council_may_send_papers_out() -> None:
    """Its number is one, if a reserved one, and every page says that it is a sample."""
    settings = council_settings(load("council.toml", FIRST_DAY))

    assert not fast_number_is_placeholder(settings)
    assert settings.values["banner"] == "SAMPLE - not a real case"


def test_sixteen_are_invited_and_end_as_the_case_tells() -> None:
    """Eleven electronic, one in ink, and four in four ways without an agreement that stands."""
    guests = document("invitees.json")["invitees"]

    assert Counter(each["signs"] for each in guests) == {
        "electronic": 11,
        "ink": 1,
        "declines": 1,
        "never_answers": 1,
        "superseded_wording": 1,
        "altered": 1,
    }
    records = [record_of("invitee", each["invitee"]).values for each in guests]
    assert [each["number"] for each in records] == [f"{number:02d}" for number in range(1, 17)]
    assert [each["name"] for each in records if each["capacity"] == "representative"] == ["Comfort Boateng"]
    assert [each["name"] for each in records if (each["language"], each["format"]) == ("Turkish", "large_print")] == [
        "Mehmet Yıldız"
    ]


@pytest.mark.parametrize("kind", sorted(REFERRERS))
def test_each_referrer_is_also_invited(kind: str) -> None:
    """The caretaker signs in ink, the others electronically."""
    referrer = document(f"referral-{kind}.json")["referrer"]["name"]
    signs = {each["invitee"]["name"]: each["signs"] for each in document("invitees.json")["invitees"]}

    assert signs[referrer] == ("ink" if kind == "group" else "electronic")


@pytest.mark.parametrize("name", [name for name in FILES if name not in ("invitees.json", "attendance.json")])
def test_a_referrer_stands_only_in_their_own_part(name: str) -> None:
    """Neither name nor shop nor words that point there stand in a narrative, a letter or the pack."""
    content = {
        key: value for key, value in document(name).items() if key not in ("referrer", "holder", "holder_organisation")
    }
    words = "\n".join(texts(content)).lower()

    for given_away in (*(each for names in REFERRERS.values() for each in names), *POINTERS):
        assert given_away.lower() not in words


@pytest.mark.parametrize("kind", sorted(REFERRERS))
def test_a_narrative_bears_no_trace_of_whose_it_is(kind: str) -> None:
    """Part A is read by more people than Part B."""
    referral = document(f"referral-{kind}.json")
    words = "\n".join(texts([referral.get(part) for part in NARRATIVE])).lower()

    assert [trace for trace in TRACES if trace in words] == []


def test_the_pack_repeats_nothing_that_only_a_caller_told() -> None:
    """Who reads the findings cannot tell that anybody rang, let alone who (L75)."""
    words = "\n".join(texts(document("conference.json"))).lower()

    assert [told for told in CALLERS_ONLY if told in words] == []


def test_the_invited_stand_in_the_order_of_the_alphabet() -> None:
    """The three who rang do not stand first, and the pack's list is the list of the invited."""
    listed = [each["role"] for each in document("conference.json")["invited"]]
    guests = [each["invitee"] for each in document("invitees.json")["invitees"]]
    rang = {document(f"referral-{kind}.json")["referrer"]["name"] for kind in REFERRERS}

    places = [place for place, guest in enumerate(guests) if guest["name"] in rang]

    assert listed == [guest["role"] for guest in guests] == sorted(listed, key=str.lower)
    assert min(places) > 2
    assert all(after - before > 1 for before, after in pairwise(places))


def test_the_conference_stands_on_its_conclusion() -> None:
    """Without it none is called (L91)."""
    assert document("conference.json")["conclusion"]["answer"] == "significant_harm"


@pytest.mark.parametrize("name", ["task-observation.json", "task-monitoring.json"])
def test_a_task_that_watches_was_approved_before_it_began(name: str) -> None:
    """By the assessor, with a reason that the task-holder is not shown."""
    task = document(name)

    assert task["approved_by"] == task["assessor"]
    assert task["approved_on"] < task["period_from"]
    assert field_of("task", "approval").information_class == "handling"


@pytest.mark.parametrize("name", [*FILES, "council.toml"])
def test_numbers_and_addresses_are_reserved_ones(name: str) -> None:
    """No real person can be rung or written to from the sample."""
    text = load(name, FIRST_DAY).decode()

    for number in re.findall(r"(?:\+44 ?|\b0)\d[\d ]{8,}\d", text):
        assert re.search(r"20 ?7946 ?0\d{3}|7700 ?900\d{3}", number), number
    for domain in re.findall(r"@([a-z0-9-]+(?:\.[a-z0-9-]+)+)", text):
        assert domain.endswith(".example") or domain == "example.org"


def form_questions() -> dict[str, dict[str, Any]]:
    return {each["text"]: each for each in document("task-survey.json")["survey"]["questions"]}


def test_the_form_asks_ten_questions() -> None:
    """First what the person is here, two open ones last, five worded boxes on each scale."""
    asked = list(form_questions().values())

    assert [each["number"] for each in asked] == list(range(1, 11))
    assert all(word in asked[0]["text"] for word in ("live", "work", "visit"))
    assert [each["number"] for each in asked if each["kind"] == "open"] == [9, 10]
    assert {len(each["options"]) for each in asked if each["kind"] == "scale"} == {5}


def test_the_form_hints_at_nothing() -> None:
    """Who fills it in learns of no concern."""
    survey = document("task-survey.json")["survey"]
    words = "\n".join(texts([survey["title"], survey["questions"]])).lower()

    assert [told for told in NOT_ON_A_FORM if told in words] == []


def test_the_charts_are_those_of_the_form() -> None:
    """Every chart's question stands on the form, and its bars are the form's boxes."""
    survey, asked = document("conference.json")["survey"], form_questions()

    first = next(iter(asked.values()))
    assert [group["name"] for group in survey["groups"]] == first["options"]
    for chart in survey["charts"]:
        assert [row["label"] for row in chart["rows"]] == asked[chart["question"]]["options"]


def test_every_reply_is_counted() -> None:
    """64 replied and 9 refused."""
    survey = document("conference.json")["survey"]

    assert (survey["replies"], survey["refusals"]) == (64, 9)
    assert [group["count"] for group in survey["groups"]] == [41, 14, 9]


def test_a_number_in_the_words_is_one_that_is_charted() -> None:
    """What is said as "45 of 64" is the sum of neighbouring bars."""
    pack = document("conference.json")
    sums = {
        sum(counts[start:stop])
        for chart in pack["survey"]["charts"]
        for counts in [[row["count"] for row in chart["rows"]]]
        for start in range(len(counts))
        for stop in range(start + 1, len(counts) + 1)
    }

    said = {int(number) for number in re.findall(r"\b(\d+) of (?:the )?64\b", "\n".join(texts(pack)))}
    assert said
    assert said <= sums


def test_the_counts_agree_with_one_another() -> None:
    """Groups add up to the replies, and the bars of a chart to its base unless people could tick several."""
    survey = document("conference.json")["survey"]

    assert sum(group["count"] for group in survey["groups"]) == survey["replies"]
    for chart in survey["charts"]:
        assert chart["base"] == survey["replies"]
        assert chart.get("answers") == "several" or sum(row["count"] for row in chart["rows"]) == chart["base"]


def test_every_day_of_the_grid_has_every_hour() -> None:
    """No count stands under the wrong hour."""
    observation = document("conference.json")["observation"]

    assert all(len(row["counts"]) == len(observation["grid_hours"]) for row in observation["grid"])


def test_the_pack_says_no_small_number_of_people_in_words() -> None:
    """Neither in a finding nor in the words of the map."""
    numbers = "one|two|three|four|five|[1-5]"
    people = "people|persons?|children|child|boys?|girls?|residents?|adults?|men|man|women|woman|visitors?"
    small = rf"\b(?:{numbers}) (?:young )?(?:{people})\b"

    assert re.findall(small, "\n".join(texts(document("conference.json"))).lower()) == [
        "one young person",
        "one young person",
    ]


def test_the_pack_has_what_a_pack_needs() -> None:
    """Three headings, strengths first, charts, plan, glossary, weighting, agenda."""
    pack = document("conference.json")

    assert [list(each)[:3] for each in pack["findings"]] == [["heading", "strengths", "worries"]] * 3
    assert len(pack["survey"]["charts"]) >= 6
    assert 8 <= len(pack["plan"]) <= 10
    assert 12 <= len(pack["glossary"]) <= 20
    assert len(pack["invited"]) == 16


def test_a_plan_is_owned_by_roles() -> None:
    """No name of an invited person stands anywhere in the pack."""
    words = "\n".join(texts(document("conference.json")))

    assert not [each for each in document("invitees.json")["invitees"] if each["invitee"]["name"] in words]
