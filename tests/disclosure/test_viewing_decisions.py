"""Need to know: what a named assessor decided to tell, to whom, in which words and for how long (L85)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from recorded import ON, both, decision, leaves, letter, referral

from disclosure import View, explain, view_for

GROUP = both(referral("group"))
OPENS_THE_GROUP = {"classes": ["group_detail"], "audience": "attendee"}


def told(role: str, *decisions: Any, **more: Any) -> View:
    asked: dict[str, Any] = {"reader": "R-1", "kind": "group", "on": ON, **more}
    return view_for(GROUP, role=role, decisions=decisions, **asked)


def notice(given: Any, **more: Any) -> dict[str, Any]:
    """Return what the reader of a need-to-know notice gets of the decision itself."""
    asked: dict[str, Any] = {"role": "referrer", "reader": "R-1", "kind": "group", "on": ON, "decisions": (given,)}
    return dict(view_for({"decision": given}, **{**asked, **more}).values.get("decision", {}))


def test_a_decision_opens_its_classes_to_its_audience_and_nothing_else() -> None:
    """The police are told who the children are; not what was said about them."""
    view = told("police", decision("police", classes=["child_identity"]))

    assert view.values["referral"]["people"][0]["name"] == "Canary Child"
    assert "Canary seen" not in leaves(view.values)
    assert "referrer" not in view.values


def test_without_a_decision_nothing_is_opened() -> None:
    """Off until a named assessor has decided."""
    assert told("police").values == {}


@pytest.mark.parametrize(
    "other",
    [
        {"audience": "court"},
        {"classes": ["narrative"]},
        {"classes": []},
        {"person": "F9"},
        {"person": "R-2"},
        {"person": {"unknown": "withheld"}},
        {"expires_on": "2026-11-21"},
        {"decided_on": "2026-11-23"},
        {"revoked_on": "2026-11-22"},
        {"revoked_on": "2026-11-03"},
    ],
)
def test_a_decision_for_others_for_other_things_or_at_another_time_opens_nothing(other: dict[str, Any]) -> None:
    """Another role, class or person; expired, not yet, or revoked."""
    given = decision(**{"audience": "police", "classes": ["child_identity"], **other})

    assert "people" not in told("police", given).values.get("referral", {})
    assert "child_identity" not in {
        line.information_class
        for line in explain(GROUP, role="police", reader="R-1", kind="group", on=ON, decisions=(given,))
        if line.shown
    }


def test_a_decision_stands_from_its_day_to_its_last_day() -> None:
    """Both days counted; without today's date it does not stand."""
    given = decision("police", classes=["child_identity"])
    days = (date(2026, 11, 1), date(2026, 11, 2), date(2026, 12, 2), date(2026, 12, 3), None)

    assert [bool(told("police", given, on=day).values) for day in days] == [False, True, True, False, False]


@pytest.mark.parametrize("reader", ["R-1", "F1"])
def test_a_decision_for_one_person_is_for_their_reference_or_code(reader: str) -> None:
    """Both name them in the case."""
    given = decision("police", classes=["child_identity"], person=reader)

    assert told("police", given, reader=reader).values


def test_a_decision_for_a_child_is_not_for_whoever_acts_for_the_child() -> None:
    """What a young person of fifteen is told is not their mother's to read by that."""
    given = decision("family", classes=["group_detail"], person="C1")

    assert told("family", given, reader="C1", persons=frozenset({"C1"})).values
    assert not told("family", given, reader="F1", persons=frozenset({"F1", "C1"})).relied


@pytest.mark.parametrize("answer", ["not_known", "declined", "withheld"])
def test_a_decision_revoked_on_a_day_nobody_can_tell_is_revoked(answer: str) -> None:
    """That the day is not known says that there was one."""
    given = decision("police", classes=["child_identity"], revoked_on={"unknown": answer})

    assert not told("police", given).values


def test_a_decision_opens_nothing_the_matrix_withholds() -> None:
    """L81: who reported about a child is told nothing, whatever somebody decided."""
    given = decision("referrer", classes=["need_to_know", "assessment_conclusion", "child_identity"])
    record = both(referral("individual"))
    view = view_for(record, role="referrer", reader="R-1", kind="individual", decisions=(given,), on=ON)

    assert view.values == {}
    assert notice(given, kind="individual") == {}


def test_the_referrer_of_a_group_is_told_the_words_decided_for_them() -> None:
    """L85: whether an intervention takes place and for how long, in exact words; not who decided, nor why."""
    found = notice(decision())

    assert set(found) == {"words", "intervention", "duration"}
    assert found["words"] == "Canary words"


@pytest.mark.parametrize("kind", ["individual", "location", ""])
def test_the_words_are_told_about_a_group_only(kind: str) -> None:
    """L81 for a child; for a place it is off; and not before the kind of case is known."""
    assert notice(decision(), kind=kind) == {}


@pytest.mark.parametrize(
    "other",
    [
        {"audience": "police"},
        {"person": "R-2"},
        {"expires_on": "2026-11-21"},
        {"decided_on": "2026-11-23"},
        {"revoked_on": "2026-11-20"},
    ],
)
def test_only_a_decision_that_stands_for_the_reader_is_told_to_them(other: dict[str, Any]) -> None:
    """A second decision, which does stand, lends the first nothing."""
    standing = decision(classes=["need_to_know"])
    first = decision(**{"words": "Canary first", **other})

    assert notice(first, decisions=(first, standing)) == {}


def test_a_decision_that_is_none_of_this_case_is_told_to_nobody() -> None:
    """It has to be among the decisions of the case."""
    assert notice(decision(), decisions=(decision(words="Another"),)) == {}


@pytest.mark.parametrize("role", ["family", "attendee", "admin", "chair", "public", "task_holder", "police"])
def test_what_was_decided_for_one_audience_is_told_to_no_other(role: str) -> None:
    """Not even where that audience may know of interventions."""
    given = decision("referrer", classes=["need_to_know"])

    assert notice(given, role=role) == {}


def test_those_who_decide_and_keep_decisions_see_them_whole() -> None:
    """With who and why; expired and revoked ones too."""
    for role in ("assessor", "records"):
        assert {"words", "why", "decided_by"} <= set(notice(decision(revoked_on="2026-11-03"), role=role))


def test_a_view_says_which_decisions_it_relied_on() -> None:
    """Only those that something shown needed."""
    needed = decision("police", classes=["child_identity"])
    idle = decision("police", classes=["screening"])

    assert told("police", needed, idle).relied == (str(needed.digest),)
    assert told("fast", needed, idle).relied == ()


def test_a_notice_relies_on_its_own_decision() -> None:
    """Also where other decisions stand beside it."""
    given, beside = decision(), decision(classes=["need_to_know"], words="Other")
    asked: dict[str, Any] = {"role": "referrer", "reader": "R-1", "kind": "group", "on": ON}
    view = view_for({"decision": given}, decisions=(given, beside), **asked)

    assert view.relied == (str(given.digest),)


def test_words_decided_for_those_who_may_know_anyway_rest_on_the_decision_too() -> None:
    """Revoked, it has to be found among what was told to the family."""
    given = decision("family")
    view = view_for({"decision": given}, role="family", reader="R-1", kind="group", on=ON, decisions=(given,))

    assert view.values["decision"]["words"] == "Canary words"
    assert view.relied == (str(given.digest),)


def test_what_a_paper_may_never_carry_no_decision_opens() -> None:
    """The paper's own rule wins."""
    given = decision("police", classes=["child_identity"])
    view = told("police", given, never=frozenset({"child_identity"}))

    assert view.values == {}
    assert view.relied == ()


def test_something_else_is_not_taken_for_a_decision() -> None:
    """A letter decides nothing."""
    with pytest.raises(ValueError, match="decision"):
        told("police", letter())


def test_each_line_is_explained_with_the_decision_it_rests_on() -> None:
    """In words, with the ground of the cell."""
    given = decision(**OPENS_THE_GROUP)
    lines = {
        each.path: each
        for each in explain(GROUP, role="attendee", reader="R-1", kind="group", on=ON, decisions=(given,))
    }

    assert lines["referral.group"].shown
    assert lines["referral.group"].relied == (str(given.digest),)
    assert lines["referral.group"].reason.startswith("A named assessor has decided")
    assert lines["referral.group"].cell.ground.startswith("silent: the place is discussed")
    assert lines["referral.seen"].relied == ()
