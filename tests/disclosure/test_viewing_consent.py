"""Who raised the concern is told only with their consent (L75), which stands whole or not at all."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from recorded import CONSENT, ON, REFERRER, both, leaves, referral

from disclosure import Cell, Matrix, View, explain, shipped_matrix, view_for
from forms import Record, take_in

MATRIX = shipped_matrix()
NAMED = {"professional_referrers": "named"}
CONTACT = {"020 7946 0177", "phone", "email", "address", "connection", "best_time"}


def told(record: Record, role: str = "family", **more: Any) -> View:
    return view_for(both(record), role=role, reader="F-1", **{"kind": "individual", "on": ON, **more})


def names_the_referrer(view: View) -> bool:
    return bool({"Canary Referrer", "Canary Shop"} & set(leaves(view.values)))


def test_with_consent_on_record_a_family_is_told_the_name_and_no_more() -> None:
    """L75: explicit consent to be named; never how to reach the referrer, nor that they were asked."""
    view = told(referral(consent=CONSENT))

    assert view.values["referrer"]["name"] == "Canary Referrer"
    assert not CONTACT & set(leaves(view.values))
    assert "consent" not in view.values.get("referral", {})


@pytest.mark.parametrize(
    "missing",
    [
        {"answer": "no"},
        {"answer": "not_asked"},
        {"answer": {"unknown": "withheld"}},
        {"scope": []},
        {"scope": ["attendees", "police"]},
        {"taken_by": {"unknown": "not_known"}},
        {"taken_on": {"unknown": "not_known"}},
        {"taken_on": "2026-11-23"},
        {"wording_version": {"unknown": "not_known"}},
        {"withdrawn_on": "2026-11-22"},
        {"withdrawn_on": "2026-10-09"},
        {"withdrawn_on": {"unknown": "not_known"}},
    ],
)
def test_a_consent_that_lacks_any_part_opens_nothing(missing: dict[str, Any]) -> None:
    """Answer, scope, who took it, when, in which wording, and not taken back."""
    view = told(referral(consent={**CONSENT, **missing}))

    assert view.values == {}
    assert view.relied == ()


@pytest.mark.parametrize("part", sorted(CONSENT))
def test_a_consent_of_which_a_part_was_never_recorded_opens_nothing(part: str) -> None:
    """Silence is no."""
    given = {name: value for name, value in CONSENT.items() if name != part}

    assert told(referral(consent=given)).values == {}


def test_without_todays_date_no_consent_stands() -> None:
    """Nobody can tell whether it was withdrawn by then."""
    assert told(referral(consent=CONSENT), on=None).values == {}


def test_a_consent_stands_from_its_day_until_the_day_it_is_withdrawn() -> None:
    """Withdrawn on a day, it is gone from that day on."""
    record = referral(consent={**CONSENT, "withdrawn_on": "2026-11-01"})
    days = (date(2026, 10, 8), date(2026, 10, 9), date(2026, 10, 31), date(2026, 11, 1))

    assert [names_the_referrer(told(record, on=day)) for day in days] == [False, True, True, False]


@pytest.mark.parametrize(("role", "scope"), [("family", "family"), ("attendee", "attendees"), ("police", "police")])
def test_each_audience_needs_a_consent_that_names_it(role: str, scope: str) -> None:
    """Consent for the police is none for the family."""
    for given in ("family", "attendees", "police"):
        record = referral(consent={**CONSENT, "scope": [given]})
        assert names_the_referrer(told(record, role)) == (given == scope)


@pytest.mark.parametrize("role", ["admin", "invitee", "representative", "public", "task_holder", "lado", "mayor"])
def test_no_consent_names_the_referrer_to_anybody_else(role: str) -> None:
    """Not even one for everybody who can be asked about."""
    everybody = {**CONSENT, "scope": ["family", "attendees", "police"]}

    assert not names_the_referrer(told(referral(consent=everybody), role))


def test_consent_in_one_record_names_nobody_in_another() -> None:
    """A call and the referral it led to each name a caller; the referral's consent covers the referral's referrer."""
    call = take_in(json.dumps({"kind": "contact", "referrer": {"name": "Canary Caller"}}).encode())
    records = {**both(referral(consent=CONSENT)), "contact": call}
    view = view_for(records, role="family", reader="F-1", kind="individual", on=ON)

    assert {"Canary Referrer", "Canary Caller"} & set(leaves(view.values)) == {"Canary Referrer"}


def test_a_view_says_which_consent_it_relied_on() -> None:
    """So that a withdrawal finds the papers made in good faith before it."""
    record = referral(consent=CONSENT)

    assert told(record).relied == (str(record.digest),)
    assert {line.relied for line in explain(both(record), role="family", reader="F-1", on=ON) if line.shown} == {
        (str(record.digest),)
    }


def test_what_needs_no_consent_relies_on_none() -> None:
    """FAST reads the same name by its role."""
    assert told(referral(consent=CONSENT), "fast").relied == ()


def test_what_was_relied_on_is_no_part_of_what_is_shown() -> None:
    """Another referral with the same referrer gives the same view."""
    one, other = (referral(consent=CONSENT, summary=words) for words in ("One", "Other"))

    assert told(one) == told(other)
    assert told(one).digest == told(other).digest
    assert told(one).relied != told(other).relied


PROFESSIONAL = {**REFERRER, "capacity": "professional"}


@pytest.mark.parametrize("role", ["family", "attendee", "police"])
def test_a_council_may_set_that_professionals_are_named(role: str) -> None:
    """By policy, without consent: the name, never how to reach them."""
    view = told(referral(referrer=PROFESSIONAL), role, policy=NAMED)

    assert names_the_referrer(view)
    assert not CONTACT & set(leaves(view.values))
    assert view.relied == ()


@pytest.mark.parametrize("policy", [{}, {"professional_referrers": "protected"}])
def test_unless_it_does_professionals_are_protected_like_everybody(policy: dict[str, str]) -> None:
    """L75 covers a service and an organisation."""
    assert not names_the_referrer(told(referral(referrer=PROFESSIONAL), policy=policy))


@pytest.mark.parametrize("capacity", ["guardian", "stakeholder", "resident", "anonymous", {"unknown": "not_asked"}])
def test_the_policy_names_nobody_but_professionals(capacity: Any) -> None:
    """A neighbour stays protected."""
    assert not names_the_referrer(told(referral(referrer={**REFERRER, "capacity": capacity}), policy=NAMED))


@pytest.mark.parametrize("role", ["invitee", "public", "admin", "task_holder"])
def test_the_policy_opens_nothing_to_other_roles(role: str) -> None:
    """It stands in for a consent, where a consent would do."""
    assert not names_the_referrer(told(referral(referrer=PROFESSIONAL), role, policy=NAMED))


def test_the_policy_opens_a_name_even_where_a_consent_would_open_more() -> None:
    """Whatever else a council's matrix lets a consent open."""
    cells = {("family", name, "individual"): Cell("consent", "L75 x") for name in MATRIX.classes}
    matrix = Matrix(MATRIX.roles, MATRIX.classes, MATRIX.consent_scopes, frozenset(), MATRIX.policies, cells)
    view = told(referral(referrer=PROFESSIONAL), policy=NAMED, matrix=matrix)

    assert names_the_referrer(view)
    assert not {*CONTACT, "Canary Child", "Canary seen"} & set(leaves(view.values))


@pytest.mark.parametrize("policy", [{"professional_referrers": "Named"}, {"referrers": "named"}])
def test_a_policy_nobody_knows_is_refused(policy: dict[str, str]) -> None:
    """A slip in the settings is not taken for either."""
    with pytest.raises(ValueError, match="policy"):
        told(referral(), policy=policy)


def test_a_paper_that_may_not_name_the_referrer_does_not_whatever_they_consented_to() -> None:
    """What a paper may never carry wins over consent and policy."""
    record = referral(consent=CONSENT, referrer=PROFESSIONAL)
    view = told(record, policy=NAMED, never=frozenset({"referrer_identity"}))

    assert view.values == {}
    assert view.relied == ()


def test_a_referrer_who_is_family_too_sees_what_is_theirs_and_is_named_to_no_other_family() -> None:
    """The protection sits on the link to the referral, not on the person."""
    family = [{"name": "Canary Referrer", "code": "F1"}, {"name": "Other", "code": "F2"}]
    record = referral(family=family)
    own, other = (told(record, persons=frozenset({code})) for code in ("F1", "F2"))

    assert "Canary Referrer" in leaves(own.values) and "referrer" not in own.values
    assert "Canary Referrer" not in leaves(other.values)


def test_a_consent_taken_yesterday_holds_today() -> None:
    """The day it was taken counts, and every day after it."""
    yesterday = (ON - timedelta(days=1)).isoformat()

    assert names_the_referrer(told(referral(consent={**CONSENT, "taken_on": yesterday})))
