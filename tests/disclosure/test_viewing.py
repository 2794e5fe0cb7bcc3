"""What one reader may see of the records, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from recorded import CONSENT, ON, both, decision, leaves, letter, referral

from disclosure import explain, shipped_matrix, view_for
from forms import Record, load_schema, record_of, take_in
from inconfidence.core.values import Choice
from inconfidence.sample_case import load

SHIPPED = shipped_matrix()


def sample(name: str) -> Record:
    return take_in(load(f"{name}.json", date(2026, 11, 23)))


def test_part_a_never_holds_the_referrer() -> None:
    """Not even for FAST: the concern and the referrer are two papers."""
    view = view_for({"referral": referral()}, role="fast", reader="FAST")

    assert "Canary Child" in leaves(view.values)
    assert not {"Canary Referrer", "Canary Shop", "020 7946 0177"} & set(leaves(view.values))


def test_part_b_holds_the_referrer_and_not_the_concern() -> None:
    """When only the referrer is asked for."""
    view = view_for({"referrer": referral()}, role="fast", reader="FAST")

    assert set(view.values) == {"referrer"}
    assert "Canary seen" not in leaves(view.values)


@pytest.mark.parametrize("role", ["admin", "chair", "task_holder", "public", "invitee", "attendee", "mayor", ""])
def test_other_roles_see_nothing_of_a_referral(role: str) -> None:
    """Names that hold nothing for a role vanish whole."""
    consented = both(referral("location", consent=CONSENT))
    owners = {"invitee": "X", "staff": "X"}
    view = view_for(consented, role=role, reader="X", kind="location", owners=owners, on=ON)

    assert view.values == {}
    assert "referral.seen" in view.withheld


def test_a_referrer_sees_their_own_part_and_the_receipt_only() -> None:
    """Never the concern in the council's hands, its reference or its outcome (L81)."""
    view = view_for(both(referral()), role="referrer", reader="P-1", owners={"referrer": "P-1"})

    assert set(view.values["referral"]) == {"kind", "received", "how", "consent"}
    assert view.values["referrer"]["name"] == "Canary Referrer"


@pytest.mark.parametrize("reader", ["P-2", ""])
def test_what_is_another_persons_is_not_shown(reader: str) -> None:
    """Also when the reader is nobody and so is the owner."""
    view = view_for(both(referral()), role="referrer", reader=reader, owners={"referrer": "P-1" if reader else ""})

    assert view.values == {}


def test_without_saying_whose_it_is_nothing_is_anybodys_own() -> None:
    """An owner that was forgotten shows nothing."""
    view = view_for({"letter": letter()}, role="family", reader="F-1", kind="individual")

    assert "signed_by" in view.values["letter"]
    assert "paragraphs" not in view.values["letter"]


def test_consent_for_one_referral_opens_no_other() -> None:
    """Two records under the two names of one referral are refused."""
    with pytest.raises(ValueError, match="one record"):
        view_for(
            {"referral": referral(), "referrer": referral(summary="Another")},
            role="family",
            reader="F-1",
        )


def test_a_record_stands_under_its_own_name_only() -> None:
    """A referral passed off as a letter would be decided by the wrong classes."""
    for name in ("letter", "paper", "anything"):
        with pytest.raises(ValueError, match="cannot stand"):
            view_for({name: referral()}, role="fast", reader="FAST")
    with pytest.raises(ValueError, match="cannot stand"):
        view_for({"referral": letter()}, role="fast", reader="FAST")


def test_a_referral_of_another_kind_than_the_case_is_refused() -> None:
    """What may be told about a group may not be told about a child."""
    with pytest.raises(ValueError, match="another kind"):
        view_for({"referral": referral("individual")}, role="referrer", reader="R", kind="group")


def test_what_a_paper_may_never_carry_is_left_out_for_every_reader() -> None:
    """FAST may see names and telephone numbers; a paper that must not hold them does not."""
    view = view_for(
        both(referral()), role="fast", reader="FAST", never=frozenset({"child_identity", "referrer_identity"})
    )

    assert not {"Canary Child", "Canary Referrer", "people"} & set(leaves(view.values))
    assert {"referral.people", "referrer", "referrer.phone"} <= set(view.withheld)
    assert "referrer" not in view.values


def test_an_invitation_holds_no_findings() -> None:
    """Before signing: when, where and whom to ask, and no more (L91)."""
    view = view_for({"conference": sample("conference")}, role="invitee", reader="I-1")

    assert {"date", "venue", "chair", "access_words"} <= set(view.values["conference"])
    assert not {"findings", "survey", "plan", "invited", "agenda", "conclusion"} & set(view.values["conference"])


def test_a_public_form_does_not_tell_who_hands_it_out() -> None:
    """Nor what the task is for."""
    view = view_for({"task": sample("task-survey")}, role="public", reader="anyone")

    assert set(view.values["task"]) == {"kind", "send_back", "return_by", "survey"}
    assert set(view.values["task"]["survey"]) == {"title", "serial", "forms_total", "questions"}


def test_a_task_holder_sees_their_own_task() -> None:
    """And nobody else's."""
    tasks, owners = {"task": sample("task-observation")}, {"task_holder": "T-1"}
    own, others = (
        view_for(tasks, role="task_holder", reader=reader, kind="location", owners=owners) for reader in ("T-1", "T-2")
    )

    assert {"holder", "asking", "where"} <= set(own.values["task"])
    assert not {"holder", "asking", "where"} & set(others.values["task"])


def test_a_task_about_a_place_is_not_handed_out_in_a_case_about_a_child() -> None:
    """L81: unlikely to be involved further; L89 speaks of places. Nor before the kind of case is known."""
    tasks, owners = {"task": sample("task-observation")}, {"task_holder": "T-1"}

    for kind in ("individual", "group", "", "parish"):
        view = view_for(tasks, role="task_holder", reader="T-1", kind=kind, owners=owners)
        assert "asking" not in view.values.get("task", {})


def test_how_many_entries_are_withheld_does_not_show() -> None:
    """Neither by empty rows nor by the list of what is withheld."""
    few = referral(people=[{"name": "A"}], professionals=[])
    many = referral(
        people=[{"name": "A"}] * 9, professionals=[{"name": "B"}] * 3, seen={"words": "Other", "note": "n"}
    )

    for role in ("family", "referrer", "police", "attendee", "invitee"):
        one, other = (view_for(both(each), role=role, reader="X", owners={"referrer": "X"}) for each in (few, many))
        assert one == other


def test_what_the_caller_did_not_say_is_there_as_an_unknown() -> None:
    """A template meets no hole."""
    values = view_for(both(referral()), role="fast", reader="FAST").values

    assert isinstance(values["referral"]["summary"], Choice)
    assert values["referral"]["professionals"] == ()


def test_a_view_cannot_be_changed_and_does_not_print_its_words() -> None:
    """Frozen all the way down; a log shows the role and paths only."""
    view = view_for(both(referral()), role="fast", reader="FAST")
    values: Any = view.values

    with pytest.raises(TypeError):
        values["referral"]["people"][0]["name"] = "Other"
    assert "Canary" not in repr(view)


def test_a_view_has_the_digest_of_what_it_shows_and_to_whom() -> None:
    """Another reader's view is another view."""
    records = both(referral())
    digests = {view_for(records, role="fast", reader=reader).digest for reader in ("A", "B", "A")}

    assert len(digests) == 2


def test_every_field_is_explained() -> None:
    """Its cell, the ground of the cell, and why it is there or is not."""
    lines = {each.path: each for each in explain(both(referral()), role="family", reader="F-1")}

    assert not lines["referrer.name"].shown
    assert lines["referrer.name"].cell.ground.startswith("L75")
    assert lines["referrer.name"].reason == "It stands in what is withheld."
    assert lines["referrer"].reason == "No recorded consent covers this, or it was withdrawn."
    assert lines["referral.seen.words"].reason and not lines["referral.seen.words"].shown


def test_what_is_withheld_for_want_of_a_cell_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """So that a role somebody invented is noticed; no word of the record stands in the log."""
    view_for(both(referral()), role="mayor", reader="Canary Reader")

    assert "not in the matrix" in caplog.text
    assert "Canary" not in caplog.text and "mayor" not in caplog.text


def test_a_role_the_matrix_has_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    """What is withheld on a written ground is no surprise."""
    view_for(both(referral()), role="public", reader="X", kind="individual")

    assert caplog.text == ""


def test_a_decision_that_is_not_recorded_opens_nothing() -> None:
    """Need to know is off until a named assessor has decided."""
    lines = {each.path: each for each in explain(both(referral()), role="police", reader="PC")}

    assert lines["referral.seen"].cell.kind == "decision"
    assert lines["referral.seen"].reason == "No assessor's decision to share it with this reader stands."


def test_a_value_that_is_worked_out_shows_no_more_than_what_it_comes_from() -> None:
    """Whoever sees that children are named, or when a decision is due, may see the names and the day of receipt."""
    sources = {"children_named": "people", "decision_due": "received"}
    fields = load_schema("referral-location").by_path

    for made, source in sources.items():
        classes = fields[made].information_class, fields[source].information_class
        for role in SHIPPED.roles:
            made_cell, source_cell = (SHIPPED.cell(role, each, "location").kind for each in classes)
            assert made_cell in ("withheld", source_cell)


@pytest.mark.parametrize(("role", "told"), [("fast", {"3", "4", "3 to 4"}), ("police", set())])
def test_small_numbers_of_people_are_told_to_those_who_may_count_only(role: str, told: set[str]) -> None:
    """Neither the number nor the words made of it; FAST needs them as they are."""
    record = referral("group", group={"size_from": 3, "size_to": 4, "meets": "Canary meets"})
    given = decision("police", classes=["group_detail"])
    view = view_for(both(record), role=role, reader="X", kind="group", decisions=(given,), on=ON)

    assert "Canary meets" in leaves(view.values)
    assert {"3", "4", "3 to 4"} & set(leaves(view.values)) == told


def test_a_paper_is_described_to_every_reader() -> None:
    """Its title and its own reference, so that it can be quoted."""
    paper = record_of("paper", {"title": "T", "version": "1.0", "reference": "P-1", "made_on": date(2026, 11, 22)})

    for role in SHIPPED.roles:
        assert view_for({"paper": paper}, role=role, reader="X").values["paper"]["reference"] == "P-1"
