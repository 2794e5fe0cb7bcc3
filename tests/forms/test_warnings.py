"""What looks odd is told and taken all the same."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from least_said import LEAST, as_bytes, sent

from forms import Record, all_fields, council_settings, kinds, load_schema, take_in, to_json, warnings_of
from forms.doubts import DOUBTS, UPN_AUTHORITIES
from inconfidence.sample_case import load

COUNCIL = """
name = "London Borough of Thornmere"
department = "Children and Families Services"
fast_number = "020 7946 0123"
fast_hours = "Monday to Friday"
fast_out_of_hours = "Ring 020 7946 0199."
dpo_contact = "dpo@thornmere.example"
email = "in-confidence@thornmere.example"
return_address = ["Town Hall"]
extent = "51.51 -0.11 51.58 -0.01"
"""


def told(record: Record, council: Record | None = None) -> dict[str, str]:
    return {each.path: each.code for each in warnings_of(record, council)}


def child(**answers: Any) -> dict[str, str]:
    return told(take_in(sent("individual", received="2026-11-05T18:30", people=[answers])))


def place(point: str) -> Record:
    return take_in(as_bytes({**LEAST["location"], "place": {"name": "b", "point": point}}))


def test_an_ordinary_record_has_no_warning() -> None:
    """Neither the least a caller says nor a whole call."""
    assert told(take_in(sent())) == {}
    for kind in ("individual", "group", "location"):
        assert told(take_in(load(f"referral-{kind}.json", date(2026, 11, 23)))) == {}


@pytest.mark.parametrize("postcode", ["E8 1EA", "n1p 1aa", "W1A 1AA", "EC1A 1BB", "M1 1AA", "GIR 0AA"])
def test_a_postcode_as_they_are_issued_is_not_doubted(postcode: str) -> None:
    """N1P is in use, though published lists leave its letter out."""
    assert child(postcode=postcode) == {}


@pytest.mark.parametrize("postcode", ["Q1 1AA", "AI1 1AA", "E8 1EC", "E8 1OA", "E1I 1AA", "EC1C 1AA"])
def test_a_postcode_of_letters_no_area_has_is_doubted(postcode: str) -> None:
    """And kept: such lists go out of date."""
    assert child(postcode=postcode) == {"people.0.postcode": "odd-postcode"}


def test_a_pseudo_postcode_is_told() -> None:
    """It stands for no fixed abode, which is better said in words."""
    assert child(postcode="ZZ99 3VZ") == {"people.0.postcode": "pseudo-postcode"}


@pytest.mark.parametrize(("upn", "code"), [("N204400118001", ""), ("P207000016049", ""), ("E999400118001", "odd-upn")])
def test_a_pupil_number_of_an_unknown_authority_is_doubted(upn: str, code: str) -> None:
    """Never refused; its letter fits."""
    assert child(upn=upn) == ({"people.0.upn": code} if code else {})


def test_the_newest_authorities_are_known() -> None:
    """Those a common library calls unknown."""
    assert {838, 839, 940, 941, 942, 943, 204} <= UPN_AUTHORITIES


@pytest.mark.parametrize(("dob", "odd"), [("5 11 2026", False), ("6 11 2026", True), ("December 2026", True)])
def test_a_birth_after_the_call_is_doubted(dob: str, odd: bool) -> None:
    """The day of the call is the day in London."""
    assert child(dob=dob) == ({"people.0.dob": "born-later"} if odd else {})


@pytest.mark.parametrize(("day", "odd"), [("2027-08-12", False), ("2027-08-13", True)])
def test_a_birth_expected_after_more_than_forty_weeks_is_doubted(day: str, odd: bool) -> None:
    """Counted from the day of the call."""
    assert child(expected_on=day) == ({"people.0.expected_on": "expected-far"} if odd else {})


def test_without_a_day_of_receipt_no_birth_is_doubted() -> None:
    """There is nothing to compare it with."""
    assert told(take_in(sent("individual", people=[{"dob": "1 1 2199"}]))) == {}


@pytest.mark.parametrize(
    ("email", "odd"),
    [("a@thornmere.gov.uk", False), ("a@nhs.net", False), ("a@gov.uk.example.org", True), ("a@notnhs.net", True)],
)
def test_an_open_mail_box_of_a_professional_is_told(email: str, odd: bool) -> None:
    """A domain that only ends or begins like a secure one is none."""
    record = take_in(sent("individual", professionals=[{"email": email}]))

    assert told(record) == ({"professionals.0.email": "open-email"} if odd else {})


@pytest.mark.parametrize(
    ("capacity", "odd"), [("professional", True), ("guardian", False), ({"unknown": "declined"}, False)]
)
def test_only_a_professional_who_refers_is_asked_for_a_secure_box(capacity: Any, odd: bool) -> None:
    """A shopkeeper has none."""
    record = take_in(sent(referrer={"capacity": capacity, "email": "a@example.org"}))

    assert told(record) == ({"referrer.email": "open-email"} if odd else {})


@pytest.mark.parametrize("mark", ["AB12 CDE", "a123 bcd", "ABC 123D", "AB 1234", "1234 A", "ABZ 1234"])
def test_a_number_plate_as_they_are_issued_is_not_doubted(mark: str) -> None:
    """Old ones, new ones and those of Northern Ireland."""
    assert told(take_in(sent(adults=[{"vehicle_mark": mark}]))) == {}


@pytest.mark.parametrize("mark", ["ends in 4XY", "LT7?", "Ж123", "12345 A"])
def test_half_a_number_plate_is_kept_and_told(mark: str) -> None:
    """Half a plate is more than none."""
    record = take_in(sent(adults=[{"vehicle_mark": mark}]))

    assert record.values["adults"][0]["vehicle_mark"] == mark
    assert told(record) == {"adults.0.vehicle_mark": "odd-vehicle-mark"}


def test_a_place_outside_the_borders_is_told_where_they_are_known() -> None:
    """A warning only: harm to the council's children happens elsewhere too."""
    council = council_settings(COUNCIL.encode())

    assert told(place("51.5450, -0.0560"), council) == {}
    assert told(place("51.4, -0.0560"), council) == {"place.point": "outside"}
    assert told(place("51.4, -0.0560")) == {}


def test_a_warning_repeats_no_value_and_the_record_carries_nothing_of_it() -> None:
    """What is odd is told by path, and what is kept is what was said."""
    record = take_in(sent(adults=[{"vehicle_mark": "Canary"}]))

    assert "Canary" not in str(warnings_of(record))
    assert take_in(sent(adults=[{"vehicle_mark": "Canary"}])) == record
    assert "odd-vehicle-mark" not in to_json(record)


def test_what_is_unknown_is_not_doubted() -> None:
    """There is nothing to look at."""
    assert child(**{name: {"unknown": "declined"} for name in ("postcode", "upn", "dob", "expected_on")}) == {}


def test_every_check_is_asked_for_by_some_field() -> None:
    """None stands unused."""
    used = {each.warn for kind in kinds() for each in all_fields(load_schema(kind).fields)}

    assert used - {""} == set(DOUBTS)
