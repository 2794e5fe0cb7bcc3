"""A case moves when something is recorded, and what comes too early is refused with the protocol's line."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from inconfidence.core.errors import InputInvalid, OutOfTurn
from inconfidence.recipes import casework
from inconfidence.recipes.home import Home
from inconfidence.recipes.sample import Sample
from inconfidence.store import Case

OpenCase = Callable[[str], Case]


def assessment(answer: str) -> bytes:
    concluded = {"answer": answer, "words": "What was found.", "decided_by": "R. Mirza", "decided_on": "2026-11-20"}
    kept: dict[str, Any] = {"kind": "assessment", "assessment": "location", "assessor": "R. Mirza"}
    return json.dumps({**kept, "conclusion": concluded}).encode()


def test_an_assessment_comes_after_the_screening(home: Home, sample: Sample) -> None:
    """L73: sufficient information is judged first."""
    case = casework.take_in_referral(home, sample.text("referral-location"), by="test")

    with pytest.raises(OutOfTurn, match="L73"):
        casework.add(home, "assessment", case.reference, assessment("significant_harm"), by="test")


def test_a_case_screened_out_is_not_assessed_until_it_is_screened_again(home: Home, sample: Sample) -> None:
    """L73: too little is known; when more comes to be known, a second screening says so, and the case goes on."""
    case = casework.take_in_referral(home, sample.text("referral-location"), by="test")
    enough = json.loads(sample.text("screening-location"))
    too_little = {**enough, "sufficient": "no", "reason": "Nobody has seen it since."}
    casework.add(home, "screening", case.reference, json.dumps(too_little).encode(), by="test")

    with pytest.raises(OutOfTurn, match="L73"):
        casework.add(home, "assessment", case.reference, assessment("significant_harm"), by="test")
    casework.add(home, "screening", case.reference, json.dumps(enough).encode(), by="test")

    assert casework.case_of(home, case.reference).stage == "assessing"


@pytest.mark.parametrize(("kind", "line"), [("individual", "L81"), ("group", "L85")])
def test_a_case_is_not_concluded_by_an_assessment_of_another_kind(
    home: Home, assessing: OpenCase, kind: str, line: str
) -> None:
    """What was found about a place concludes nothing about a child or a group."""
    case = assessing(kind)

    with pytest.raises(OutOfTurn, match=line):
        casework.add(home, "assessment", case.reference, assessment("significant_harm"), by="test")


def test_the_conclusion_ends_the_assessment(home: Home, assessing: OpenCase) -> None:
    """A case whose assessment says what was concluded is concluded; one still open is not."""
    case = assessing("location")

    casework.add(home, "assessment", case.reference, assessment("significant_harm"), by="test")

    assert casework.case_of(home, case.reference).stage == "concluded"


def test_a_conference_against_the_conclusion_is_refused(home: Home, sample: Sample, assessing: OpenCase) -> None:
    """L91: the record that calls it cannot say what the assessment did not find."""
    case = assessing("location")
    casework.add(home, "assessment", case.reference, assessment("not_found"), by="test")

    with pytest.raises(OutOfTurn, match="L91"):
        casework.add(home, "conference", case.reference, sample.text("conference"), by="test")


def test_a_concluded_place_goes_to_its_conference(home: Home, sample: Sample, assessing: OpenCase) -> None:
    """With the conclusion on record the conference can be called."""
    case = assessing("location")
    casework.add(home, "assessment", case.reference, assessment("significant_harm"), by="test")

    casework.add(home, "conference", case.reference, sample.text("conference"), by="test")

    assert casework.case_of(home, case.reference).stage == "conference"


def test_what_is_said_to_be_tomorrow_cannot_be_recorded_today(home: Home, assessing: OpenCase) -> None:
    """A day in the future is named by its path."""
    consent = {"kind": "consent", "answer": "yes", "taken_by": "A worker", "taken_on": "2030-01-01"}

    with pytest.raises(InputInvalid) as refusal:
        casework.add(home, "consent", assessing("group").reference, json.dumps(consent).encode(), by="test")

    assert [each.path for each in refusal.value.problems] == ["taken_on"]
