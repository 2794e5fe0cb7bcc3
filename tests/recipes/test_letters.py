"""A letter goes to one person, at the address on file for that person, or it does not go."""

from __future__ import annotations

import json
from typing import Any

import pytest

from inconfidence.core.errors import NotFound, OutOfTurn
from inconfidence.recipes import casework
from inconfidence.recipes.home import Home
from inconfidence.recipes.making import make_for_case
from inconfidence.recipes.sample import Sample

OLD, NEW = ["Flat 9, Block A", "Larkmere Estate", "Thornmere TM4 2RB"], ["12 Mill Lane", "Thornmere TM5 6JH"]


def case_with(home: Home, sample: Sample, address: list[str], **more: str) -> str:
    document: dict[str, Any] = json.loads(sample.text("referral-individual"))
    document["family"][0]["address"] = address
    case = casework.take_in_referral(home, json.dumps(document).encode(), by="test")
    casework.record(home, case.reference, sample.text("screening-individual"), by="test")
    letter = json.loads(sample.text("letter"))
    del letter["address_checked_by"], letter["address_checked_on"]
    letter |= more
    casework.record(home, case.reference, json.dumps(letter).encode(), by="test")
    return case.reference


def test_a_letter_to_an_old_address_is_not_made(home: Home, sample: Sample) -> None:
    """Charnwood: the new address was on file, and the letter would have gone to the old one. Neither is repeated."""
    reference = case_with(home, sample, NEW)

    with pytest.raises(OutOfTurn, match="F1") as refusal:
        make_for_case(home, "family-letter", reference, "family:F1")

    assert not any(line in f"{refusal.value.message}{refusal.value.hint}" for line in (*OLD, *NEW))


def test_a_letter_to_the_address_on_file_is_made(home: Home, sample: Sample) -> None:
    """However it is written: capitals, commas and lines make no other address."""
    reference = case_with(home, sample, ["FLAT 9 BLOCK A, Larkmere Estate", "Thornmere, tm42rb"])

    assert make_for_case(home, "family-letter", reference, "family:F1").page_count >= 1


def test_an_address_that_is_not_on_file_is_not_written_to(home: Home, sample: Sample) -> None:
    """Nobody guesses where somebody lives: it is recorded, or somebody named has checked it."""
    with pytest.raises(OutOfTurn, match="not on file"):
        make_for_case(home, "family-letter", case_with(home, sample, []), "family:F1")


def test_another_address_that_somebody_checked_is_used(home: Home, sample: Sample) -> None:
    """A box number agreed with a mother whose address is kept from everybody: who checked it is on record."""
    checked = {"address_checked_by": "Rukhsana Mirza", "address_checked_on": "2026-11-20"}

    reference = case_with(home, sample, NEW, **checked)

    assert make_for_case(home, "family-letter", reference, "family:F1").page_count >= 1


def test_a_letter_is_made_for_nobody_else(home: Home, sample: Sample) -> None:
    """There is a letter to the mother and none to the grandfather; hers is not his."""
    with pytest.raises(NotFound):
        make_for_case(home, "family-letter", case_with(home, sample, OLD), "family:F2")
