"""Numbers that offices give: published ones, the traps among them, and slips of the hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.formats import FORMATS
from forms.official_numbers import UPN_LETTERS, is_nhs_number, is_upn, is_uprn, tidy_upn


@pytest.mark.parametrize(
    "number", ["943 476 5919", "4010232137", "9990000018", "999-000-0018", "9990000026", "9990000034"]
)
def test_an_nhs_number_fits_its_check_digit(number: str) -> None:
    """Published and test-range numbers, spaced or not."""
    assert is_nhs_number(number)


@pytest.mark.parametrize("number", ["943 476 5918", "123456789", "12345678901", "٩٤٣٤٧٦٥٩١٩", "943 476 591A", ""])
def test_a_wrong_nhs_number_is_refused(number: str) -> None:
    """A wrong check digit, too few or too many, or digits of another script."""
    assert not is_nhs_number(number)


@pytest.mark.parametrize("digit", "0123456789")
def test_ten_equal_digits_are_no_nhs_number(digit: str) -> None:
    """They all pass the sum, and are what people type to get on."""
    assert not is_nhs_number(digit * 10)


@given(st.integers(0, 9), st.integers(0, 9))
def test_one_wrong_digit_is_always_found(place: int, digit: int) -> None:
    """Modulus 11 finds every single slip."""
    number = "9434765919"
    slipped = number[:place] + str(digit) + number[place + 1 :]

    assert is_nhs_number(slipped) == (slipped == number)


@pytest.mark.parametrize("number", ["B801200005001", "N204400118001", "M20440011801A", "P207000016049"])
def test_a_pupil_number_fits_its_check_letter(number: str) -> None:
    """A permanent and a temporary one, and one that a published example gets wrong."""
    assert is_upn(number)


@pytest.mark.parametrize(
    "number",
    ["A801200005001", "Q207000016049", "M20440011801I", "I204400118001", "N2044001180011", "N20440011800", ""],
)
def test_a_wrong_pupil_number_is_refused(number: str) -> None:
    """A wrong letter, the published example with the wrong sum, a letter that is never used, a wrong length."""
    assert not is_upn(number)


def test_a_pupil_number_may_be_typed_small_and_apart() -> None:
    """As it stands on school letters."""
    assert is_upn("n204 4001 18001")
    assert tidy_upn("n204 4001 18001") == "N204400118001"


@pytest.mark.parametrize("authority", ["838", "839", "940", "941", "942", "943"])
def test_a_pupil_number_of_a_new_authority_is_taken(authority: str) -> None:
    """The letter decides; a list of authorities would be out of date."""
    body = f"{authority}400118001"
    letter = UPN_LETTERS[sum(place * int(digit) for place, digit in enumerate(body, start=2)) % 23]

    assert is_upn(letter + body)


@pytest.mark.parametrize("number", ["1", "199356", "000000199356", "999999999999"])
def test_a_property_number_may_have_noughts_in_front(number: str) -> None:
    """Registers print them so."""
    assert is_uprn(number)


WRONG = {
    "urn": ["12345", "1234567", "12345a", ""],
    "uprn": ["0", "000000000000", "1000000000000", "12 34", "-1", "1.5"],
    "usrn": ["0", "123456789", "a"],
    "la_child_id": ["", "A" * 21, "A 1", "A-1", "é1"],
    "social_worker": ["12345", "SW", "SW12A", "XX123"],
}


@pytest.mark.parametrize(("name", "number"), [(name, each) for name, many in WRONG.items() for each in many])
def test_a_number_of_the_wrong_shape_is_refused(name: str, number: str) -> None:
    """Each kind of number has its own length and signs."""
    assert not FORMATS[name](number)


SAMPLES = {
    "phone": "020 7946 0123",
    "postcode": "e8 1ea",
    "email": "a@thornmere.gov.uk",
    "nhs_number": "943 476 5919",
    "upn": "N204400118001",
    "urn": "123456",
    "uprn": "000000199356",
    "usrn": "20400123",
    "la_child_id": "A12",
    "social_worker": "SW12345",
    "map_point": "51.5450, -0.0560",
    "grid_reference": "TQ 345 850",
    "partial_date": "June 2026",
    "birth": "about 14",
}


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_takes_a_good_answer_and_refuses_words(name: str) -> None:
    """No format lets anything pass, and none refuses everything."""
    assert FORMATS[name](SAMPLES[name])
    assert not FORMATS[name]("no idea")
