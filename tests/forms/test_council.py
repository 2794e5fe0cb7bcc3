"""The council's settings, and the number that must be real."""

from __future__ import annotations

import pytest

from forms import Record, council_settings, fast_number_is_placeholder
from inconfidence.core.errors import InputInvalid

SETTINGS = """
name = "London Borough of Thornmere"
department = "Children and Families Services"
fast_number = "{number}"
fast_hours = "Monday to Friday"
fast_out_of_hours = "Ring 020 7946 0199."
dpo_contact = "dpo@thornmere.example"
email = "in-confidence@thornmere.example"
return_address = ["Town Hall"]
"""


def council(number: str = "020 7946 0123", more: str = "") -> Record:
    return council_settings((SETTINGS.format(number=number) + more).encode())


@pytest.mark.parametrize(
    "number", ["[telephone number]", "", " ", "TBC", "tbc 2027", "000 0000 0000", "+44 0000 000000", "[020 7946 0123]"]
)
def test_a_placeholder_is_known_for_one(number: str) -> None:
    """The protocol's own bracket, blanks, promises and noughts."""
    assert fast_number_is_placeholder(council(number))


@pytest.mark.parametrize("number", ["020 7946 0123", "+44 20 7946 0123", "0300 123 4567", "101"])
def test_a_real_number_is_not_called_a_placeholder(number: str) -> None:
    """Short national numbers too."""
    assert not fast_number_is_placeholder(council(number))


def test_what_is_not_set_has_the_products_words() -> None:
    """The marking the protocol asks for; no classification and no banner unless the council wants one."""
    values = council().values

    assert (values["marking"], values["classification"], values["banner"]) == ("Private and Confidential", "", "")
    assert values["legal_basis"] == ()


@pytest.mark.parametrize(
    "more", ['colour = "red"', 'classification = "SECRET"', "website = 5", "legal_basis_dated = 2026-99-99"]
)
def test_a_wrong_setting_is_refused(more: str) -> None:
    """A slip in the settings is told when they are read."""
    with pytest.raises(InputInvalid):
        council(more=more)


def test_a_date_of_toml_is_a_date() -> None:
    """TOML has dates of its own; they are taken as they are."""
    assert council(more="legal_basis_dated = 2026-11-01").values["legal_basis_dated"].year == 2026


def test_settings_that_are_not_toml_are_refused_with_the_place() -> None:
    """Line and column, not the words that stand there."""
    with pytest.raises(InputInvalid) as refused:
        council_settings(b'name = "Thornmere"\nfast_number = Zebedee\n')

    assert refused.value.problems[0].remedy == "Mend it at line 2, column 15."
