"""Which paper may exist, for whom and when, is a table of data; what is not in it is refused."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from typing import Any

import pytest

from disclosure.matrix import shipped_matrix
from disclosure.papers import PaperRule, check_on_record, check_turn, on_record, paper_rule, papers_of, shipped_papers
from forms import Record, read_yaml
from inconfidence.core.digest import digest_of_data
from inconfidence.core.errors import Failed, NotFound, OutOfTurn, UsageError
from inconfidence.core.values import unknown

PAPERS = shipped_papers()
KINDS = ("individual", "group", "location")
STAGES = ("received", "screened", "assessing", "concluded", "conference")
TODAY, TOMORROW = date(2026, 11, 23), date(2026, 11, 24)

EVERY_CASE = [(name, kind, stage) for name in PAPERS for kind in KINDS for stage in STAGES]


def turned_away(rule: PaperRule, kind: str, stage: str) -> str:
    """Return what is said of a paper that may not exist now, or nothing when it may."""
    try:
        check_turn(rule, kind, stage, rule.roles[0])
    except OutOfTurn as refusal:
        return refusal.message
    return ""


@pytest.mark.parametrize(("name", "kind", "stage"), EVERY_CASE)
def test_each_paper_exists_in_its_own_stages_and_in_no_other(name: str, kind: str, stage: str) -> None:
    """Every paper, kind of case and stage: made, or refused with the protocol's line or with "silent"."""
    rule = PAPERS[name]

    said = turned_away(rule, kind, stage)

    assert bool(said) == (stage not in rule.cases[kind].stages)
    assert not said or re.search(r"\(L\d|\(silent: ", said)


@pytest.mark.parametrize(
    ("name", "kind", "stage", "line"),
    [
        ("need-to-know-notice", "individual", "assessing", "L81"),
        ("need-to-know-notice", "location", "assessing", "silent: L85"),
        ("need-to-know-notice", "group", "received", "L85"),
        ("monitoring-sheet", "location", "assessing", "L85"),
        ("monitoring-sheet", "individual", "assessing", "L81"),
        ("survey-form", "location", "concluded", "L89"),
        ("observation-sheet", "location", "conference", "L89"),
        ("observation-sheet", "group", "assessing", "L89"),
        ("other-task-sheet", "location", "received", "L89"),
        ("invitation", "location", "assessing", "L91"),
        ("confidentiality-agreement", "individual", "concluded", "L91"),
        ("conference-pack", "location", "concluded", "L91"),
        ("family-letter", "individual", "received", "L75"),
    ],
)
def test_out_of_turn_names_the_line(name: str, kind: str, stage: str, line: str) -> None:
    """The refusals of papers.md, each with the line it stands on."""
    assert line in turned_away(PAPERS[name], kind, stage)


@pytest.mark.parametrize(
    ("kind", "stage"), [("school", "assessing"), ("", "received"), ("group", "closed"), ("group", "")]
)
def test_an_unknown_kind_of_case_or_stage_is_refused(kind: str, stage: str) -> None:
    """Nothing is made for what the table does not know, not even the receipt everybody gets."""
    with pytest.raises(OutOfTurn):
        check_turn(PAPERS["acknowledgement"], kind, stage, "referrer")


@pytest.mark.parametrize("role", ["family", "public", "", "REFERRER", "referrer "])
def test_a_role_the_paper_is_not_for_is_refused(role: str) -> None:
    """The refusal says whom it is for."""
    with pytest.raises(UsageError, match="is for referrer"):
        check_turn(PAPERS["acknowledgement"], "group", "received", role)


def test_an_unknown_paper_is_not_found() -> None:
    """Whatever is typed, it is not repeated."""
    with pytest.raises(NotFound) as refusal:
        paper_rule("../matrix")

    assert "matrix" not in refusal.value.message


def test_papers_are_only_for_roles_of_the_matrix() -> None:
    """A paper for a role that may see nothing would be an empty one."""
    roles = {role for rule in PAPERS.values() for role in rule.roles}

    assert roles <= set(shipped_matrix().roles)


@pytest.mark.parametrize(("name", "rule"), PAPERS.items())
def test_every_ground_is_a_line_of_the_protocol_or_silent(name: str, rule: PaperRule) -> None:
    """Each kind of case has its own, whether the paper may exist for it or not."""
    grounds = [case.ground for case in rule.cases.values()]

    assert tuple(rule.cases) == KINDS
    assert [each for each in grounds if not re.match(r"L\d+\S* \w|silent: \w", each)] == []


def test_a_notice_waits_for_the_assessors_decision() -> None:
    """Without a decision on record the notice is refused under L85, and nothing is said of what it would hold."""
    with pytest.raises(OutOfTurn, match=r"named assessor's decision.*L85"):
        check_on_record(PAPERS["need-to-know-notice"], "group", ())


def test_everything_missing_is_said_at_once() -> None:
    """A pack lacks the conclusion and the reader's agreement, and says both."""
    with pytest.raises(OutOfTurn, match=r"conclusion.*and.*agreement.*L91"):
        check_on_record(PAPERS["conference-pack"], "location", ())


def test_what_is_on_record_lets_a_paper_be_made() -> None:
    """Nothing is refused once all of it is there, and a paper that needs nothing needs nothing."""
    check_on_record(PAPERS["conference-pack"], "location", {"conclusion", "agreement"})
    check_on_record(PAPERS["acknowledgement"], "individual", ())


def record(kind: str, **values: Any) -> Record:
    """Return a record of these values."""
    return Record(kind, 1, values, digest_of_data(kind))


def decision(**changes: Any) -> Record:
    """Return an assessor's decision to tell the referrer something, standing today, with some things changed."""
    standing = {
        "audience": "referrer",
        "decided_on": TODAY,
        "expires_on": TODAY,
        "revoked_on": unknown("not_asked"),
    }
    return record("decision", **{**standing, **changes})


@pytest.mark.parametrize(
    ("given", "stands"),
    [
        (decision(), True),
        (decision(revoked_on=TOMORROW), True),
        (decision(revoked_on=TODAY), False),
        (decision(audience="family"), False),
        (decision(decided_on=TOMORROW, expires_on=TOMORROW), False),
        (decision(decided_on=date(2026, 1, 1), expires_on=date(2026, 11, 22)), False),
    ],
)
def test_a_decision_stands_for_its_reader_while_it_lasts(given: Record, stands: bool) -> None:
    """From its day to its last day, for the role it names, unless it was taken back."""
    shown = on_record({"decision": given}, role="referrer", on=TODAY)

    assert ("decision" in shown) == stands


@pytest.mark.parametrize("by", ["Ngozi Ọlá", unknown("not_asked"), unknown("declined")])
@pytest.mark.parametrize("day", [TODAY, TOMORROW, unknown("not_known")])
@pytest.mark.parametrize("audience", ["family", "referrer", unknown("not_asked")])
def test_a_letter_is_approved_by_somebody_by_today_for_no_other_reader(by: str, day: object, audience: str) -> None:
    """Who approved it and when have to be known; words approved for another reader are not for this one."""
    letter = record("letter", approved_by=by, approved_on=day, approved_for=audience)

    shown = on_record({"letter": letter}, role="family", on=TODAY)

    assert bool(shown) == ((by, day) == ("Ngozi Ọlá", TODAY) and audience != "referrer")


def test_a_task_that_nobody_approved_opens_no_sheet() -> None:
    """A monitoring sheet needs a named assessor and a day."""
    unapproved = record("task", approved_by=unknown("not_asked"), approved_on=TODAY)
    approved = record("task", approved_by="Rukhsana Mirza", approved_on=TODAY)

    assert on_record({"task": unapproved}, role="monitoring_holder", on=TODAY) == frozenset()
    assert "task_approved" in on_record({"task": approved}, role="monitoring_holder", on=TODAY)


@pytest.mark.parametrize(("answer", "opens"), [("significant_harm", True), ("no_significant_harm", False)])
def test_only_the_conclusion_of_significant_harm_opens_a_conference(answer: str, opens: bool) -> None:
    """Any other conclusion invites nobody (L91)."""
    conference = record("conference", conclusion={"answer": answer})

    assert ("conclusion" in on_record({"conference": conference}, role="invitee", on=TODAY)) == opens


def test_no_record_shows_that_an_agreement_stands() -> None:
    """The wording of the agreement is a record; that somebody signed it has to be verified elsewhere."""
    assert (
        on_record({"agreement": record("agreement", wording_version="A-2")}, role="attendee", on=TODAY) == frozenset()
    )


def _leave_out_a_kind(table: dict[str, Any]) -> None:
    table["papers"]["invitation"]["cases"].pop()


def _give_a_kind_twice(table: dict[str, Any]) -> None:
    table["papers"]["invitation"]["cases"].append({"kinds": ["group"], "stages": "any", "ground": "L91"})


def _reach_too_far(table: dict[str, Any]) -> None:
    table["papers"]["acknowledgement"]["cases"][0]["stages"] = ["conference"]


def _misspell_never(table: dict[str, Any]) -> None:
    table["papers"]["invitation"]["cases"][0]["stages"] = "nver"


def _give_no_ground(table: dict[str, Any]) -> None:
    table["papers"]["invitation"]["cases"][0]["ground"] = "because"


def _require_what_has_no_words(table: dict[str, Any]) -> None:
    table["papers"]["invitation"]["requires"] = ["goodwill"]


def _make_it_for_nobody(table: dict[str, Any]) -> None:
    table["papers"]["invitation"]["roles"] = []


@pytest.mark.parametrize(
    "spoil",
    [
        _leave_out_a_kind,
        _give_a_kind_twice,
        _reach_too_far,
        _misspell_never,
        _give_no_ground,
        _require_what_has_no_words,
        _make_it_for_nobody,
    ],
)
def test_a_table_that_is_not_whole_does_not_load(spoil: Callable[[dict[str, Any]], None]) -> None:
    """A slip in the data is found when the program starts, and names the paper; it never opens one."""
    table = copy.deepcopy(read_yaml(files("disclosure") / "papers.yaml"))
    spoil(table)

    with pytest.raises(Failed, match=r"invitation|acknowledgement"):
        papers_of(table)
