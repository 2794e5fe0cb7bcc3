"""Telephone numbers, postcodes, e-mail addresses, NHS numbers: by shape, as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.formats import is_email, is_nhs_number, is_phone, is_postcode, phone_digits


@pytest.mark.parametrize(
    "number",
    [
        "020 7946 0123",
        "(020) 7946-0123",
        "+44 20 7946 0123",
        "+44 (0)20 7946 0123",
        "0044 7700 900123",
        "01632 960000 ext. 12",
    ],
)
def test_a_number_is_taken_as_it_is_typed(number: str) -> None:
    """Spaces, brackets, dashes, country code and extension are all fine."""
    assert is_phone(number)
    assert phone_digits(number).startswith("0")


@pytest.mark.parametrize(
    "number", ["", "999", "ring me", "020 7946 0123 or 0124", "٠٢٠٧٩٤٦٠١٢٣", "+44 20 7946 0123\n", "0" * 40]
)
def test_what_cannot_be_rung_is_no_number(number: str) -> None:
    """Too short, too long, two at once, or words."""
    assert not is_phone(number)


@pytest.mark.parametrize("postcode", ["E8 1EA", "e81ea", "SW1A 1AA", "M1 1AA", "B33 8TH", "GIR 0AA", "ZZ99 3VZ"])
def test_a_postcode_is_known_by_its_shape(postcode: str) -> None:
    """Small letters and no space are fine, and so are the pseudo postcodes."""
    assert is_postcode(postcode)


@pytest.mark.parametrize("postcode", ["", "E8", "8E 1EA", "E8 1EAA", "E8 11A", "E8  1EA\n"])
def test_what_is_no_postcode_is_refused(postcode: str) -> None:
    """A half, a house number or a stray line end."""
    assert not is_postcode(postcode)


@pytest.mark.parametrize("address", ["a@example.org", "o'brien+x@mail.example.org", "josé@exämple.org"])
def test_an_address_has_one_at_and_a_dot(address: str) -> None:
    """More than that only the post can tell."""
    assert is_email(address)


@pytest.mark.parametrize(
    "address",
    [
        "a.example.org",
        "a@b",
        "a@b@example.org",
        "a b@example.org",
        "a@.org",
        "a@x..org",
        "a@example.org,b@example.org",
        "a@" + "x" * 260 + ".org",
    ],
)
def test_what_is_no_single_address_is_refused(address: str) -> None:
    """Two addresses in one would send a paper to a second reader."""
    assert not is_email(address)


@pytest.mark.parametrize("number", ["943 476 5919", "4010232137", "999-000-0018", "9990000026"])
def test_an_nhs_number_fits_its_check_digit(number: str) -> None:
    """Published and test-range numbers, spaced or not."""
    assert is_nhs_number(number)


@pytest.mark.parametrize(
    "number", ["943 476 5918", "0000000000", "1111111111", "123456789", "12345678901", "٩٤٣٤٧٦٥٩١٩", ""]
)
def test_a_wrong_nhs_number_is_refused(number: str) -> None:
    """Ten equal digits pass the sum and are refused all the same."""
    assert not is_nhs_number(number)


@given(st.integers(0, 9), st.integers(0, 9))
def test_one_wrong_digit_is_always_found(place: int, digit: int) -> None:
    """Modulus 11 finds every single slip."""
    number = "9434765919"
    slipped = number[:place] + str(digit) + number[place + 1 :]

    assert is_nhs_number(slipped) == (slipped == number)
