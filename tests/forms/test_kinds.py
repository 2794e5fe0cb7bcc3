"""What the kinds of record ask, of whom, and what they never ask."""

from __future__ import annotations

import re
from datetime import date
from random import Random
from typing import Any

import pytest
from least_said import LEAST, as_bytes, problems_in, sent

from benchmarks.documents import full_document
from disclosure import shipped_matrix
from forms import Field, all_fields, kinds, load_schema, record_from_stored, take_in, to_json
from forms.schema import WHOSE
from inconfidence.core.errors import InputInvalid
from inconfidence.core.values import UNKNOWNS

REFERRALS = ("referral-individual", "referral-group", "referral-location")
EVERY_FIELD = [(kind, each) for kind in kinds() for each in load_schema(kind).by_path.values()]
CLASSES = {
    *("paper", "council_public", "receipt", "handling", "case_reference", "triage", "narrative", "child_identity"),
    *("child_detail", "family_detail", "safe_address", "group_detail", "adult_of_concern", "professional"),
    *("place_detail", "referrer_identity", "referrer_contact", "referrer_consent", "stakeholder", "screening"),
    *("involvement", "assessment", "assessment_conclusion", "need_to_know", "decision", "task", "task_form"),
    *("task_holder", "task_return", "staff_contact", "family_letter", "conference_arrangements"),
    *("conference_invited", "conference_findings", "conference_plan", "attendance", "invitee", "representative"),
    *("agreement", "copy"),
}
NAMED_DECISION = {"decided_by": "Daniel Achterberg", "decided_on": "2026-10-09"}
NAMED_RETURN = {
    **{"kind": "papers-returned", "number": "07", "returned_on": "2026-10-09", "received_by": "a"},
    "electronic": "none",
}
DECISION = {
    **{"kind": "decision", "audience": "referrer", "why": "a", "words": "b", **NAMED_DECISION},
    "expires_on": "2026-11-09",
}


def fields_of(kind: str) -> list[Field]:
    return list(all_fields(load_schema(kind).fields))


def test_the_classes_are_those_of_the_matrix() -> None:
    """Each kind of information has a field, and no field a kind of its own."""
    assert {each.information_class for _, each in EVERY_FIELD} == CLASSES


@pytest.mark.parametrize(
    ("kind", "needed"),
    [
        ("individual", {"seen.words", "where.words", "worry.words"}),
        ("group", {"seen.words", "where.words", "worry.words"}),
        ("location", {"seen.words", "worry.words", "place.name"}),
    ],
)
def test_a_caller_has_to_say_what_was_seen_where_and_the_worry(kind: str, needed: set[str]) -> None:
    """And nothing else; of a place, which place (L37-69)."""
    assert set(problems_in(as_bytes({"kind": kind}))) == needed
    assert take_in(sent(kind)).values


@pytest.mark.parametrize("kind", REFERRALS)
def test_no_referral_needs_anybodys_name(kind: str) -> None:
    """ "If known" (L37, L43, L57)."""
    assert not [each.path for each in fields_of(kind) if each.required and each.scan in ("name", "contact", "address")]


@pytest.mark.parametrize("rows", ["people", "family", "professionals"])
def test_an_unnamed_person_is_a_person(rows: str) -> None:
    """A row in which nothing is known is taken."""
    assert len(take_in(sent("individual", **{rows: [{}]})).values[rows]) == 1


def test_a_member_of_the_public_is_asked_one_consent() -> None:
    """To be named as the referrer; parents' knowledge is asked of professionals only (domain A.1)."""
    for kind in REFERRALS:
        asked = [each.path for each in fields_of(kind) if each.asked_of == "public" and "consent" in each.path]
        assert asked == ["consent", "consent.answer", "consent.scope"]
    parents = [each for each in fields_of("referral-individual") if each.path.startswith("parents")]
    assert parents and {each.asked_of for each in parents} == {"professional"}


@pytest.mark.parametrize("kind", REFERRALS)
def test_consent_that_was_not_asked_for_is_not_given(kind: str) -> None:
    """Silence is no (L75)."""
    consent = take_in(sent(kind.removeprefix("referral-"))).values["consent"]

    assert (consent["answer"], consent["scope"]) == ("not_asked", ())


def test_consent_as_a_ground_for_data_is_asked_nowhere() -> None:
    """Safeguarding does not rest on it (domain D.3)."""
    words = [f"{each.name} {each.label} {each.hint}".lower() for _, each in EVERY_FIELD]

    assert not [
        each for each in words if re.search(r"data.protection consent|consent to (?:process|share|hold)", each)
    ]
    consents = {kind for kind, each in EVERY_FIELD if "consent" in f"{each.name} {each.label}".lower()}
    assert consents == set(REFERRALS)


def test_the_four_consents_stand_apart() -> None:
    """Aware, agreeing, taking part in a service, being named: four answers (domain A.1)."""
    fields = load_schema("referral-individual").by_path

    assert {"parents.aware", "parents.agree", "parents.service", "consent.answer"} <= set(fields)
    assert fields["parents.agree"].information_class != fields["consent.answer"].information_class


@pytest.mark.parametrize("answer", [{"aware": "no"}, {"agree": "no"}])
def test_a_professional_who_did_not_ask_the_parents_says_why(answer: dict[str, str]) -> None:
    """Leaving it open is enough; a no needs its reason."""
    assert problems_in(sent("individual", parents=answer)) == {"parents.why_not": "missing"}
    assert take_in(sent("individual", parents={**answer, "why_not": "It would raise the risk."}))
    assert take_in(sent("individual", parents={"aware": "not_sure"}))


def test_the_callers_words_stand_apart_from_the_workers() -> None:
    """And each tells how it is known: first-hand, passed on, online, a child's exact words."""
    fields = load_schema("referral-group").by_path

    for name in ("seen", "where", "worry"):
        assert fields[f"{name}.words"].asked_of == "public"
        assert fields[f"{name}.note"].asked_of == "office"
        assert set(fields[f"{name}.source"].options) == {"first_hand", "relayed", "online"}
        assert {f"{name}.exact_words", f"{name}.told_by", f"{name}.told_by_unnamed"} <= set(fields)


@pytest.mark.parametrize("kind", REFERRALS)
def test_who_told_the_referrer_is_opened_by_no_consent_of_the_referrer(kind: str) -> None:
    """Somebody whose account is passed on was never asked."""
    told_by = [each for each in fields_of(kind) if each.name.startswith("told_by")]

    assert told_by and {each.information_class for each in told_by} == {"referrer_contact"}


def test_rows_that_are_people_are_told_apart_by_a_code() -> None:
    """Given by the office, never by the caller, and whose the row is."""
    rows = [(kind, each) for kind, each in EVERY_FIELD if each.each]
    codes = [(each.each, each.fields["code"]) for _, each in rows]

    assert {(each.name, each.each) for kind, each in rows if kind == "referral-individual"} == {
        ("people", "child"),
        ("family", "family"),
        ("professionals", "professional"),
    }
    for whose, code in codes:
        marks = (code.whose, code.information_class, code.scan, code.asked_of, code.required)
        assert marks == (whose, "case_reference", "none", "office", False)


@pytest.mark.parametrize(
    ("rows", "code"), [([{"code": "C1"}, {"code": "C1"}], "same-code"), ([{"code": "child 1"}], "pattern")]
)
def test_two_people_never_have_one_code(rows: list[Any], code: str) -> None:
    """Else one would be shown what is the other's."""
    assert set(problems_in(sent("individual", people=rows)).values()) == {code}


def test_people_without_a_code_do_not_clash() -> None:
    """Codes come at intake, after the call."""
    assert len(take_in(sent("individual", people=[{}, {}, {"code": "C1"}])).values["people"]) == 3


def test_nobody_acts_for_anybody_but_children() -> None:
    """Neither for another adult nor for a child twice."""
    for codes, code in ((["F2"], "pattern"), (["C1", "C1"], "twice")):
        assert set(problems_in(sent("individual", family=[{"acts_for": codes}])).values()) == {code}


@pytest.mark.parametrize("kind", REFERRALS)
def test_an_address_of_a_child_or_family_is_of_the_class_that_is_kept_safe(kind: str) -> None:
    """Whatever is said of it: the letter to the old address is the classic breach (domain D.4)."""
    theirs = [each for each in fields_of(kind) if each.whose in ("child", "family") and each.scan == "address"]

    assert {each.information_class for each in theirs} <= {"safe_address"}


def test_an_address_that_is_kept_from_somebody_says_from_whom() -> None:
    """Else nobody could keep it."""
    row = {"safe_address": "yes"}

    assert problems_in(sent("individual", family=[row])) == {"family.0.safe_address_from": "missing"}
    assert take_in(sent("individual", family=[{**row, "safe_address_from": "The father"}]))


SPECIAL = ("ethnicity", "religion", "disability", "gender", "language", "communication", "health_contacts")


@pytest.mark.parametrize("name", SPECIAL)
def test_special_category_data_of_a_child_are_a_class_of_their_own(name: str) -> None:
    """UK GDPR Article 9; asked of professionals, never judged by looks."""
    field = load_schema("referral-individual").by_path[f"people.{name}"]

    assert (field.information_class, field.asked_of) == ("child_detail", "professional")


def test_a_child_is_born_or_expected() -> None:
    """Not both; an unknown beside an answer is no answer."""
    both = {"dob": "5 6 2011", "expected_on": "2027-01-05"}

    assert problems_in(sent("individual", people=[both])) == {"people.0": "only-one"}
    assert take_in(sent("individual", people=[{**both, "dob": {"unknown": "not_known"}}]))


def test_no_disability_stands_beside_no_other() -> None:
    """And none is given twice."""
    assert problems_in(sent("individual", people=[{"disability": ["NONE", "AUT"]}])) == {
        "people.0.disability": "excludes"
    }
    assert set(problems_in(sent("individual", people=[{"disability": ["AUT", "AUT"]}])).values()) == {"twice"}


def test_the_codes_of_the_census_are_complete() -> None:
    """Chinese is CHNE, which one guide misprints; refused and not obtained are unknowns like any other."""
    fields = load_schema("referral-individual").by_path
    ethnicity = fields["people.ethnicity"].options

    assert len(ethnicity) == 18 and "CHNE" in ethnicity
    assert fields["people.disability"].item is not None
    assert len(fields["people.disability"].item.options) == 13
    assert len(fields["referrer.source_code"].options) == 21


def test_there_is_one_vocabulary_for_what_is_not_known() -> None:
    """An answer of a list that means an unknown has its code and its words."""
    strange = re.compile(r"unknown|not known|refus|declin|not obtained|not asked|withheld", re.IGNORECASE)
    said = {(code, words) for _, each in EVERY_FIELD for code, words in each.options.items() if strange.search(words)}

    assert said <= set(UNKNOWNS.items())


@pytest.mark.parametrize("unknown", UNKNOWNS)
def test_any_answer_that_is_not_needed_may_be_an_unknown(unknown: str) -> None:
    """In the one vocabulary."""
    person = take_in(sent("individual", people=[{"name": {"unknown": unknown}}])).values["people"][0]

    assert (person["name"], person["name"].label) == (unknown, UNKNOWNS[unknown])


@pytest.mark.parametrize("kind", kinds())
def test_a_record_in_which_everything_is_answered_is_taken_and_comes_back(kind: str) -> None:
    """Every question of every kind can be answered, stored and loaded."""
    record = take_in(as_bytes(full_document(kind, Random(1))), kind)

    assert record_from_stored(kind, record.schema_version, to_json(record)) == record


@pytest.mark.parametrize(
    ("kind", "needed"),
    [
        ("contact", set()),
        ("screening", {"sufficient", "decision", "reason", "decided_by", "decided_on"}),
        ("involvement", {"connection", "involved", "why", "decided_by", "decided_on"}),
        ("consent", {"answer", "taken_by", "taken_on"}),
        ("decision", {"audience", "why", "words", "decided_by", "decided_on", "expires_on"}),
        ("assessment", {"assessment", "assessor"}),
        ("stakeholder", {"standing", "party", "name", "entered_by", "entered_on"}),
        ("task-return", {"task", "came_back_on", "received_by"}),
        ("representative", {"stands_in_for", "name", "role", "represents", "named_by", "named_on"}),
        ("attendance", {"held_on", "recorded_by", "recorded_on"}),
        ("plan", {"agreed_on", "chair", "review_on", "approved_by", "approved_on"}),
        ("recall", {"words", "give_back_by", "decided_by", "decided_on"}),
        ("papers-returned", {"number", "returned_on", "paper_copy", "electronic", "received_by"}),
    ],
)
def test_what_the_office_records_says_who_and_when(kind: str, needed: set[str]) -> None:
    """A decision nobody made on no day is refused."""
    assert {each.name for each in load_schema(kind).fields.values() if each.required} == needed
    if needed:
        assert set(problems_in(as_bytes({"kind": kind}))) == needed


def test_a_disposal_has_its_list_its_rule_and_each_who_and_when() -> None:
    """Proposed, looked at for holds, approved, destroyed: in that order, each by somebody on a day (domain E.2)."""
    needed = {each.name for each in load_schema("disposal").fields.values() if each.required}
    order = {each.name: each.rules["not_before"] for each in fields_of("disposal") if "not_before" in each.rules}

    assert {"what", "listed", "rule", "holds", "method", "witness"} <= needed
    assert {f"{step}_{end}" for step in ("proposed", "approved", "holds_checked") for end in ("by", "on")} <= needed
    assert order == {
        **{"latest": "earliest", "due_on": "triggered_on", "proposed_on": "due_on"},
        **{"approved_on": "proposed_on", "destroyed_on": "approved_on"},
    }


def test_pages_that_did_not_come_back_are_named() -> None:
    """A copy of which some pages are missing says which."""
    given = {**NAMED_RETURN, "paper_copy": "part"}

    assert problems_in(as_bytes(given)) == {"missing": "missing"}
    assert take_in(as_bytes({**given, "missing": "Pages 7 and 8."}))


@pytest.mark.parametrize("code", ["C1", "07", "I", "F2"])
def test_who_came_is_known_by_no_code_of_the_case(code: str) -> None:
    """A child's code in a list of those who came would show one reader what is another's."""
    row = {"code": code, "name": "a", "came": "yes"}
    document = {"kind": "attendance", "held_on": "2026-10-09", "recorded_by": "a", "recorded_on": "2026-10-09"}

    assert problems_in(as_bytes({**document, "people": [row]})) == {"people.0.code": "pattern"}


def test_a_decision_has_exact_words_a_reason_and_an_end() -> None:
    """And may name two things besides (L85): whether an intervention takes place, and for how long."""
    record = take_in(as_bytes(DECISION))
    need_to_know = [each.name for each in fields_of("decision") if each.information_class == "need_to_know"]

    assert record.values["expires_on"] == date(2026, 11, 9)
    assert need_to_know == ["words", "intervention", "duration"]
    assert problems_in(as_bytes({**DECISION, "expires_on": "2026-10-08"})) == {"expires_on": "order"}
    assert problems_in(as_bytes({**DECISION, "classes": ["everything"]})) == {"classes.0": "not-a-choice"}


def test_a_decision_of_tomorrow_is_refused_today() -> None:
    """Where the day is known."""
    assert take_in(as_bytes(DECISION), today=date(2026, 10, 9))
    with pytest.raises(InputInvalid):
        take_in(as_bytes(DECISION), today=date(2026, 10, 8))


def test_a_conclusion_is_given_with_its_words_who_and_when() -> None:
    """A conference rests on it (L91)."""
    document = {"kind": "assessment", "assessment": "location", "assessor": "a", "conclusion": {}}

    assert take_in(as_bytes(document))
    assert set(problems_in(as_bytes({**document, "conclusion": {"answer": "significant_harm"}}))) == {
        "conclusion.words",
        "conclusion.decided_by",
        "conclusion.decided_on",
    }


def test_a_screening_that_leads_to_an_assessment_says_which() -> None:
    """Of a family, a group or a place (L81, L85, L89)."""
    document = {"kind": "screening", "sufficient": "yes", "decision": "assessment", "reason": "a", **NAMED_DECISION}
    document["decided_on"] = "2026-10-09T10:00"

    assert problems_in(as_bytes(document)) == {"assessment": "missing"}
    assert take_in(as_bytes({**document, "assessment": "location"}))


def test_whatever_counts_people_says_so() -> None:
    """Small counts are then kept from those who may not have them."""
    counting = {each.path for _, each in EVERY_FIELD if each.people or (each.item and each.item.people)}

    assert {
        *("group.size_from", "group.size_to", "place.young_from", "place.young_to"),
        *("survey.replies", "survey.refusals", "survey.charts.rows.count", "observation.grid.counts"),
        *("survey.answers.count", "observation.slots.young", "observation.slots.adults"),
    } <= counting


def test_somebody_is_each_kind_of_person() -> None:
    """No whose stands unused, so none can be misspelt unseen."""
    assert {each.whose for _, each in EVERY_FIELD} == set(WHOSE)


def test_what_is_worked_out_is_of_the_class_of_what_it_comes_from() -> None:
    """A derived value shows no more than its source."""
    sources = {"dob_day": "dob", "dob_precision": "dob", "phone_digits": "phone", "uprn_number": "uprn"}
    sources |= {"last_seen_day": "last_seen", "last_seen_precision": "last_seen", "possible_age": "age_from"}
    found = 0
    for kind, each in EVERY_FIELD:
        if each.name in sources:
            by_path = load_schema(kind).by_path
            source = by_path[each.path.removesuffix(each.name) + sources[each.name]]
            assert (each.information_class, each.whose) == (source.information_class, source.whose)
            found += 1

    assert found >= 10


def test_the_least_a_caller_says_is_the_same_in_all_tests() -> None:
    """Guards the table the other tests start from."""
    assert all(take_in(sent(kind)) for kind in LEAST)


def test_a_decision_opens_what_the_matrix_leaves_to_decisions() -> None:
    """Exactly those roles can be named, and exactly those classes opened, that have such a cell."""
    left_open = [key for key, cell in shipped_matrix().cells.items() if cell.kind == "decision"]
    fields = load_schema("decision").by_path
    classes = fields["classes"].item

    assert set(fields["audience"].options) == {role for role, *_ in left_open}
    assert classes is not None
    assert set(classes.options) == {information_class for _, information_class, *_ in left_open}
