"""Who reads: a role, or a person of the case by the code or number the council gave them, never by name."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from inconfidence.core.errors import InputInvalid, NotFound, UsageError
from inconfidence.recipes import casework
from inconfidence.recipes.disclosing import explained, reader_for
from inconfidence.recipes.home import Home
from inconfidence.recipes.making import make_for_case
from inconfidence.recipes.sample import Sample
from inconfidence.store import Case

OpenCase = Callable[[str], Case]

INVITEE = {
    "number": "07",
    "name": "Oriel Pask",
    "role": "Shop owner",
    "capacity": "organisation",
    "email": "oriel@pask.example",
    "access_needs": "A chair with arms",
}
REPRESENTATIVE = {
    "stands_in_for": "07",
    "name": "Wyn Tarrant",
    "role": "Manager",
    "represents": "Pask and Daughter",
    "named_by": "Oriel Pask",
    "named_on": "2026-11-20",
}


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


def test_a_file_for_one_of_a_family_does_not_tell_by_its_name_that_there_are_others(
    home: Home, assessing: OpenCase
) -> None:
    """A code says how many stand before it: none is in a file name that goes to a person of the case."""
    made = make_for_case(home, "subject-access-extract", assessing("individual").reference, "family:F2")

    assert "F2" not in made.file.name
    assert made.row.audience == "family:F2"


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

    assert "adeyemi" not in f"{refusal.value.message}{refusal.value.hint}".casefold()


@pytest.mark.parametrize(("kind", "people", "code"), [("individual", "people", "F1"), ("group", "adults", "C1")])
def test_nobody_comes_with_a_code_of_another_list(
    home: Home, sample: Sample, kind: str, people: str, code: str
) -> None:
    """A child called F1 would be read by the mother who is F1, and an adult called C1 would read a child."""
    content = json.loads(sample.text(f"referral-{kind}"))
    content[people][0]["code"] = code

    with pytest.raises(InputInvalid):
        casework.take_in_referral(home, json.dumps(content).encode(), by="test")


def test_who_stands_in_is_told_of_themselves_and_not_of_the_person_invited(home: Home, assessing: OpenCase) -> None:
    """The invited person's address and needs are not the representative's to read, nor is anybody else's task."""
    reference = assessing("location").reference
    for kind, record in (("invitee", INVITEE), ("representative", REPRESENTATIVE)):
        casework.add(home, kind, reference, json.dumps(record).encode(), by="test")

    rows = explained(home, reference, "representative:07")

    told = {each["path"] for each in rows if each["shown"]}
    assert "representative.name" in told
    assert not any(path.startswith("invitee.") for path in told)


def test_a_task_holder_is_told_of_their_own_task_only(home: Home, sample: Sample, assessing: OpenCase) -> None:
    """Two people hold tasks about one place, and neither is told who the other is."""
    reference = assessing("location").reference
    for task in ("survey", "observation"):
        casework.add(home, "task", reference, sample.text(f"task-{task}"), by="test")

    rows = explained(home, reference, "task_holder:survey")

    assert {each["name"] for each in rows if each["path"] == "task.holder" and each["shown"]} == {"survey"}


def test_a_sheet_is_not_made_for_the_holder_of_another_task(home: Home, sample: Sample, assessing: OpenCase) -> None:
    """What stands behind the colon is never passed over."""
    reference = assessing("location").reference
    casework.add(home, "task", reference, sample.text("task-survey"), by="test")

    with pytest.raises(UsageError):
        make_for_case(home, "survey-guide", reference, "task_holder:observation")


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
