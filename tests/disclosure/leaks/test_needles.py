"""What is looked for: what this reader may not see, here and in linked cases, and nothing else."""

from __future__ import annotations

import pytest

from disclosure.leaks import search_for
from forms import Record, record_of
from tests.disclosure.leaks.searching import READER, TODAY, invitee, leaks_in, referral, search

REFERRER = {"name": "Mehmet Yıldız", "phone": "020 7946 0177", "email": "mehmet@yildiz.example"}


def paths(*others: Record, own: Record | None = None) -> set[str]:
    return {each.path for each in search(*others, own=own).needles}


def test_every_withheld_value_that_can_be_searched_for_is_a_needle() -> None:
    """Name, telephone and e-mail of the referrer, a child's name, the caller's words."""
    concern = referral(
        referrer=REFERRER, people=[{"name": "Seun"}], worry={"words": "He waits by the bins until dark."}
    )

    found = paths(concern)

    assert {"referrer.name", "referrer.phone", "referrer.email", "referral.people.0.name"} <= found
    assert "referral.worry.words" in found


def test_what_is_not_known_is_no_needle() -> None:
    """ "Not known" and "Withheld for safety" stand in every paper."""
    concern = referral(referrer={"name": {"unknown": "withheld"}}, people=[{"name": {"unknown": "not_known"}}])

    assert not {"referrer.name", "referral.people.0.name"} & paths(concern)


def test_answers_from_a_list_are_no_needles() -> None:
    """ "Telephone" and "Yes" name nobody."""
    concern = referral(how="telephone", danger_now={"answer": "yes"})

    assert not {"referral.how", "referral.danger_now.answer"} & paths(concern)


def test_the_readers_own_values_are_no_needles() -> None:
    """A person's own name and number may stand anywhere in their own papers."""
    own = invitee(name="Siobhán Kerrigan", phone="020 7946 0240")

    assert not [path for path in paths(own=own) if path.startswith("invitee.")]


def test_other_peoples_values_of_the_same_kind_are_needles() -> None:
    """The name of one person invited is not for another."""
    assert leaks_in("Godfrey Asante", search(invitee(name="Godfrey Asante"), own=invitee(name="Rivka Stern")))


def test_a_needle_never_shows_its_value() -> None:
    """Neither in a log nor in a failing test."""
    looked_for = search(referral(referrer=REFERRER))

    shown = repr(looked_for) + repr(looked_for.needles)

    assert not [value for value in (*REFERRER.values(), "Yıldız", "yildiz") if value in shown]


def test_a_linked_case_is_searched_for_whole() -> None:
    """What an attendee may see of their own conference they may not see of another case's (Birmingham, 2022)."""
    other = record_of("decision", {
        "audience": "attendee", "why": "They asked what happens now, and need to know it.",
        "words": "Workers will walk the courtyard every Thursday after school.", "decided_by": "Rukhsana Mirza",
        "decided_on": "2026-10-01", "expires_on": "2027-10-01",
    })  # fmt: skip

    assert leaks_in("Workers will walk the courtyard every Thursday after school", search(linked=[other]))


def test_the_assessor_is_told_of_linked_cases() -> None:
    """Who may know that the other case exists is searched for by the same rules as at home."""
    linked = referral("individual", people=[{"name": "Seun Adeyemi"}])

    found = search_for({}, linked=[linked], role="assessor", reader="A-1", kind="location", on=TODAY)

    assert found.needles == ()


def test_a_child_named_in_two_referrals_is_known_to_their_family() -> None:
    """A reader who has the value as the same class of information of the same kind of person is not kept from it."""
    code = {"code": "C1", "name": "Seun Adeyemi"}
    records = {"referral": referral("individual", people=[code])}
    linked = [referral("group", people=[{"name": "Seun Adeyemi"}, {"name": "Tariq Aziz"}])]

    looked_for = search_for(
        records,
        linked=linked,
        role="family",
        reader="F1",
        kind="individual",
        persons=frozenset({"F1", "C1"}),
        on=TODAY,
    )

    assert leaks_in("Seun Adeyemi", looked_for) == []
    assert leaks_in("Tariq Aziz", looked_for) == ["referral.people.1.name"]


def test_a_row_that_is_not_the_readers_is_a_needle_though_the_field_is_shown() -> None:
    """Of three children a family gets its own (Nottinghamshire, 2023); the names of the others are looked for."""
    children = [{"code": "C1", "name": "Seun Adeyemi"}, {"code": "C2", "name": "Tariq Aziz"}]

    looked_for = search_for(
        {"referral": referral("individual", people=children)},
        role="family", reader="F1", kind="individual", persons=frozenset({"F1", "C1"}), on=TODAY,
    )  # fmt: skip

    assert leaks_in("Seun Adeyemi", looked_for) == []
    assert leaks_in("Tariq Aziz", looked_for) == ["referral.people.1.name"]


def test_a_role_that_is_not_known_may_see_nothing() -> None:
    """Everything is looked for, as everything is withheld."""
    looked_for = search_for({}, others=[referral(referrer=REFERRER)], role="mayor", reader=READER, on=TODAY)

    assert "referrer.name" in {each.path for each in looked_for.needles}


@pytest.mark.parametrize("name", ["A", "Y.", "-", "..."])
def test_a_name_of_one_letter_is_no_needle(name: str) -> None:
    """It stands everywhere and points at nobody."""
    assert paths(referral(people=[{"name": name}])) & {"referral.people.0.name"} == set()
