"""Telephone numbers, postcodes, e-mail addresses, points on a map: by shape, as people type them."""

from __future__ import annotations

import pytest

from forms.formats import is_email, is_grid_reference, is_map_point, is_phone, is_postcode, phone_digits


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


@pytest.mark.parametrize("point", ["51.5450, -0.0560", "51.545,-0.056", "60, -1", "49, -9"])
def test_a_point_lies_in_great_britain(point: str) -> None:
    """Latitude first, in degrees, with a comma between."""
    assert is_map_point(point)


@pytest.mark.parametrize("point", ["", "51.5450", "-0.0560, 51.5450", "48.9, 0", "51, 3", "51.5 -0.05", "nan, nan"])
def test_a_point_elsewhere_is_refused(point: str) -> None:
    """The two turned round, the wrong country, or no number."""
    assert not is_map_point(point)


@pytest.mark.parametrize(("reference", "sound"), [("TQ 345 850", True), ("tq345850", True), ("TQ 34 850", False)])
def test_a_grid_reference_has_as_many_digits_twice(reference: str, sound: bool) -> None:
    """Two letters, then east and north."""
    assert is_grid_reference(reference) == sound
