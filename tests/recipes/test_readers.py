"""Who reads: a role, or a person of the case by the code or number the council gave them, never by name."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from inconfidence.core.errors import NotFound, UsageError
from inconfidence.recipes import casework
from inconfidence.recipes.disclosing import reader_for
from inconfidence.recipes.home import Home
from inconfidence.recipes.sample import Sample
from inconfidence.store import Case

OpenCase = Callable[[str], Case]


def test_everybody_in_a_referral_gets_a_code_at_intake(home: Home, assessing: OpenCase) -> None:
    """The council numbers children, family and adults, so that nobody has to be named to say who is meant."""
    case = assessing("individual")

    people = casework.summary(home, case.reference)["people"]

    assert [each["code"] for each in people] == ["C1", "C2", "F1", "F2", "P1", "P2"][: len(people)]


def test_a_code_stays_with_its_person_when_the_referral_changes(home: Home, assessing: OpenCase) -> None:
    """Linking, consent or any later version of the referral numbers nobody anew."""
    case, other = assessing("individual"), assessing("group")
    before = casework.summary(home, case.reference)["people"]

    casework.link(home, (case.reference, other.reference))

    assert casework.summary(home, case.reference)["people"] == before


def test_a_parent_is_read_with_the_children_they_act_for(home: Home, assessing: OpenCase) -> None:
    """Their own row and those children's, as the council recorded it; nobody else's."""
    reader = reader_for(home, assessing("individual"), "family:F1")

    assert reader.persons == {"F1", "C1", "C2"}
    assert reader.audience == "family:F1"


def test_a_person_who_acts_for_nobody_is_read_alone(home: Home, assessing: OpenCase) -> None:
    """Standing in the same family gives nobody a child's data."""
    assert reader_for(home, assessing("individual"), "family:F2").persons == {"F2"}


def test_with_several_people_one_has_to_be_said(home: Home, assessing: OpenCase) -> None:
    """The refusal lists the codes there are, and no name."""
    with pytest.raises(UsageError, match="family:C1, family:C2, family:F1, family:F2"):
        reader_for(home, assessing("individual"), "family")


@pytest.mark.parametrize("audience", ["family:F9", "family:A1", "family:Folake Adeyemi", "adult_of_concern:A1"])
def test_a_person_who_is_not_there_is_refused(home: Home, assessing: OpenCase, audience: str) -> None:
    """A code of nobody, of another role, or a name leads to nobody's data."""
    with pytest.raises((NotFound, UsageError)) as refusal:
        reader_for(home, assessing("individual"), audience)

    assert "Adeyemi" not in refusal.value.message


@pytest.mark.parametrize("audience", ["fast:C1", "police:07", "task_holder:07", "nobody"])
def test_a_role_that_takes_no_person_takes_none(home: Home, assessing: OpenCase, audience: str) -> None:
    """What stands behind the colon is never passed over."""
    with pytest.raises(UsageError):
        reader_for(home, assessing("location"), audience)


def test_a_code_of_the_councils_own_is_kept(home: Home, sample: Sample) -> None:
    """A person who came with a code keeps it, and the others are numbered round it."""
    content = json.loads(sample.text("referral-group"))
    content["people"][0]["code"] = "C2"

    case = casework.take_in_referral(home, json.dumps(content).encode(), by="test")

    codes = [each["code"] for each in casework.summary(home, case.reference)["people"] if each["whose"] == "child"]
    assert codes[0] == "C2"
    assert len(set(codes)) == len(codes)
