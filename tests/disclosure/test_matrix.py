"""The audience matrix: every cell has its ground, and what stands nowhere is withheld."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest

from disclosure import matrix_of, shipped_matrix
from disclosure.matrix import CASE_KINDS, CLASSES, ROLES
from forms import kinds, load_schema, read_yaml
from inconfidence.core.errors import Failed

MATRIX = shipped_matrix()
SENTENCES = ("L31", "L33", "L75", "L81", "L85", "L89", "L91")
PLAIN = {"paper", "council_public", "staff_contact", "task_form"}
"""Classes that say nothing of a case."""


def cell_kind(role: str, information_class: str, kind: str) -> str:
    return MATRIX.cell(role, information_class, kind).kind


def open_to(role: str, kind: str, *how: str) -> set[str]:
    """Return the classes of a case that a role has in one of these ways."""
    return {each for each in CLASSES if cell_kind(role, each, kind) in how} - PLAIN


@pytest.mark.parametrize("kind", CASE_KINDS)
@pytest.mark.parametrize("role", ROLES)
def test_every_role_has_a_cell_with_a_ground_for_every_class(role: str, kind: str) -> None:
    """A line of the protocol, or "silent" and the practice followed."""
    for information_class in CLASSES:
        assert re.match(r"L\d+[ ,]|silent: \w", MATRIX.cells[role, information_class, kind].ground)


@pytest.mark.parametrize("record_kind", kinds())
def test_every_class_a_form_uses_stands_in_the_matrix(record_kind: str) -> None:
    """A class nobody decided about is a slip."""
    assert {each.information_class for each in load_schema(record_kind).by_path.values()} <= set(MATRIX.classes)


@pytest.mark.parametrize("line", SENTENCES)
def test_the_sentences_of_the_protocol_are_grounds(line: str) -> None:
    """Each of them decides something."""
    assert any(re.search(rf"\b{line}\b", cell.ground) for cell in MATRIX.cells.values())


@pytest.mark.parametrize(
    ("role", "information_class", "kind"),
    [
        ("mayor", "paper", "group"),
        ("fast", "horoscope", "group"),
        ("fast", "paper", "parish"),
        ("", "", ""),
        ("FAST", "paper", "group"),
        ("fast", "paper", "Group"),
    ],
)
def test_what_stands_nowhere_is_withheld(role: str, information_class: str, kind: str) -> None:
    """Unknown roles, classes and kinds of case fail closed."""
    assert cell_kind(role, information_class, kind) == "withheld"


def test_while_the_kind_of_case_is_not_known_only_what_is_the_same_for_all_is_open() -> None:
    """The notice of L85 waits until the case is known to be about a group."""
    assert cell_kind("referrer", "need_to_know", "") == "withheld"
    assert cell_kind("task_holder", "task", "") == "withheld"
    assert cell_kind("referrer", "child_identity", "") == "withheld"
    assert cell_kind("family", "child_identity", "") == "own"
    assert cell_kind("fast", "narrative", "") == "allowed"


WORDS = {"A": "allowed", "W": "withheld", "C": "consent", "N": "decision", "own": "own"}
COLUMNS = (
    *("referrer_identity", "child_identity", "family_detail", "group_detail", "place_detail", "conference_findings"),
    *("assessment_conclusion", "need_to_know", "conference_plan"),
)
# Identity of the referrer, of children; family; group; place as reported, as found; outcome; intervention; plan.
PRACTICE = {
    ("fast", CASE_KINDS): "A A A A A W A N N",
    ("assessor", CASE_KINDS): "A A A A A A A A A",
    ("admin", CASE_KINDS): "W W W N W A A A A",
    ("referrer", ("individual",)): "own own W W W W W W W",
    ("referrer", ("group",)): "own own W own W W W N W",
    ("referrer", ("location",)): "own W W W W W W W W",
    ("monitoring_holder", ("group",)): "own W W N W W W N W",
    ("task_holder", ("location",)): "own W W W N W W W W",
    ("invitee", CASE_KINDS): "W W W W W W W W W",
    ("representative", CASE_KINDS): "W W W W W W W W W",
    ("attendee", CASE_KINDS): "C W W N W A A A A",
    ("family", CASE_KINDS): "C own own N W N own A own",
    ("police", CASE_KINDS): "C N N N N N N N N",
    ("records", CASE_KINDS): "A A A A A A A A A",
    ("public", CASE_KINDS): "W W W W W W W W W",
    ("councillor", CASE_KINDS): "W W W W W W W N W",
    ("interpreter", CASE_KINDS): "W W W W W W W W W",
}


@pytest.mark.parametrize(
    ("role", "kind", "information_class", "word"),
    [
        (role, kind, name, word)
        for (role, kinds_meant), row in PRACTICE.items()
        for kind in kinds_meant
        for name, word in zip(COLUMNS, row.split(), strict=True)
    ],
)
def test_each_cell_is_the_one_the_protocol_and_present_practice_ask_for(
    role: str, kind: str, information_class: str, word: str
) -> None:
    """Audience by audience, item by item, kind by kind."""
    assert cell_kind(role, information_class, kind) == WORDS[word]


@pytest.mark.parametrize("kind", CASE_KINDS)
def test_those_receiving_the_intervention_are_told_who_referred_only_with_consent(kind: str) -> None:
    """L75; and consent to a name never opens an address."""
    assert cell_kind("family", "referrer_identity", kind) == "consent"
    assert "L75" in MATRIX.cell("family", "referrer_identity", kind).ground
    assert cell_kind("family", "referrer_contact", kind) == "withheld"
    assert cell_kind("family", "referrer_consent", kind) == "withheld"


@pytest.mark.parametrize("kind", CASE_KINDS)
def test_nobody_outside_screening_assessment_and_records_is_simply_allowed_the_referrer(kind: str) -> None:
    """L75: for everybody else it is theirs, consented to, decided, or withheld."""
    assert {role for role in ROLES if cell_kind(role, "referrer_identity", kind) == "allowed"} == {
        *("fast", "assessor", "records")
    }


def test_who_reports_about_a_child_or_family_hears_nothing_of_the_intervention_or_outcome() -> None:
    """L81: not even by a decision."""
    assert open_to("referrer", "individual", "allowed", "consent", "decision") == set()
    for item in ("need_to_know", "assessment_conclusion", "conference_plan"):
        assert MATRIX.cell("referrer", item, "individual").ground.startswith("L81")


def test_who_reports_about_a_group_may_be_told_one_thing_by_decision() -> None:
    """L85: whether an intervention takes place and for how long; no child or family level information."""
    assert open_to("referrer", "group", "allowed", "consent", "decision") == {"need_to_know"}
    assert cell_kind("referrer", "family_detail", "group") == "withheld"
    assert cell_kind("monitoring_holder", "task", "group") == "own"


def test_monitoring_is_asked_for_about_a_group_and_other_tasks_about_a_place() -> None:
    """L85 and L89."""
    assert [cell_kind("monitoring_holder", "task", kind) for kind in CASE_KINDS] == ["withheld", "own", "withheld"]
    assert [cell_kind("task_holder", "task", kind) for kind in CASE_KINDS] == ["withheld", "withheld", "own"]


@pytest.mark.parametrize("role", ["invitee", "representative"])
def test_before_signing_there_is_an_invitation_and_no_findings(role: str) -> None:
    """L91: each for themselves, a representative too."""
    assert open_to(role, "location", "allowed") == {"conference_arrangements", "agreement"}
    assert open_to(role, "location", "consent", "decision") == set()


def test_after_signing_there_are_findings_and_plan_and_no_child() -> None:
    """L91; the place is discussed, not persons."""
    seen = open_to("attendee", "location", "allowed")

    assert {"conference_findings", "conference_plan", "assessment_conclusion"} <= seen
    assert not {"child_identity", "child_detail", "family_detail", "narrative", "adult_of_concern"} & seen


def test_only_fast_the_assessor_and_records_read_the_narrative() -> None:
    """The words as reported reach nobody else without a decision, whatever is added to the matrix."""
    readers = {
        role for role in ROLES for kind in CASE_KINDS if cell_kind(role, "narrative", kind) in ("allowed", "own")
    }

    assert readers == {"fast", "assessor", "records"}


@pytest.mark.parametrize("information_class", ["safe_address", "case_reference"])
def test_no_address_and_no_code_is_ever_anybodys_own(information_class: str) -> None:
    """A parent who acts for a child may be the one its address is kept from; a code tells of other people."""
    assert not {cell_kind(role, information_class, "individual") for role in ROLES} & {"own", "consent"}


def test_an_adult_of_concern_sees_what_is_held_of_them_and_nothing_else() -> None:
    """Never the referrer, the children or what was reported."""
    assert open_to("adult_of_concern", "location", "own") == {"adult_of_concern"}
    assert open_to("adult_of_concern", "location", "allowed", "consent", "decision") == set()


@pytest.mark.parametrize("role", ["court", "lado", "other_authority", "inspectorate", "police"])
@pytest.mark.parametrize("kind", CASE_KINDS)
def test_authorities_get_nothing_of_a_case_but_by_a_recorded_decision(role: str, kind: str) -> None:
    """The police may besides be told the referrer where the referrer consents."""
    assert open_to(role, kind, "allowed", "own") == set()
    assert open_to(role, kind, "consent") <= {"referrer_identity"}
    assert "need_to_know" in open_to(role, kind, "decision")


@pytest.mark.parametrize(("role", "least"), [("interpreter", {"agreement"}), ("advocate", {"agreement"})])
def test_before_their_own_agreement_interpreters_and_advocates_see_its_wording_only(
    role: str, least: set[str]
) -> None:
    """They are treated as attendees: nothing before they sign."""
    assert open_to(role, "location", "allowed", "own", "consent") == least


def test_a_councillor_has_no_automatic_right() -> None:
    """Only words a named assessor decided to tell."""
    assert open_to("councillor", "location", "allowed", "own", "consent") == set()


def test_a_decision_can_be_recorded_for_every_role_and_class_it_may_open() -> None:
    """The form for a decision and the matrix list the same."""
    decided = [place for place, cell in MATRIX.cells.items() if cell.kind == "decision"]
    fields = load_schema("decision").by_path
    classes = fields["classes"].item

    assert set(fields["audience"].options) == {role for role, _, __ in decided}
    assert classes is not None and set(classes.options) == {name for _, name, __ in decided}


def without(name: str, section: str) -> Callable[[dict[str, Any]], None]:
    return lambda content: content[section].pop(name)


def with_cell(**cell: Any) -> Callable[[dict[str, Any]], None]:
    given = {"roles": ["public"], "cell": "allowed", "ground": "L75 as it says", **cell}
    return lambda content: content["classes"]["copy"]["cells"].append(given)


def with_no_cell_for_councillors(content: dict[str, Any]) -> None:
    for entry in content["classes"].values():
        for each in entry["cells"]:
            each["roles"] = [role for role in each["roles"] if role != "councillor"]


@pytest.mark.parametrize(
    "harm",
    [
        with_cell(ground="because"),
        with_cell(ground="Like L75"),
        with_cell(ground="L"),
        with_cell(ground="silent: "),
        with_cell(ground=""),
        with_cell(cell="maybe"),
        with_cell(roles=["mayor"]),
        with_cell(kinds=["parish"]),
        with_cell(roles=["public", "public"]),
        with_cell(roles=["attendee"]),
        with_cell(roles=["attendee"], kinds=["group"]),
        without("lado", "roles"),
        without("triage", "classes"),
        with_no_cell_for_councillors,
        lambda content: content["roles"].update(mayor={"words": "Mayor"}),
        lambda content: content["classes"].update(horoscope=content["classes"]["copy"]),
        lambda content: content["classes"]["copy"].update(otherwise="no"),
    ],
)
def test_a_matrix_with_a_fault_does_not_load(harm: Callable[[dict[str, Any]], None]) -> None:
    """No ground, no such kind, role or class, two cells for one, or one of them forgotten."""
    content = copy.deepcopy(dict(read_yaml(files("disclosure") / "matrix.yaml")))
    harm(content)

    with pytest.raises(Failed):
        matrix_of(content)


def test_one_more_cell_in_its_place_loads() -> None:
    """The faults above are refused for what they are."""
    content = copy.deepcopy(dict(read_yaml(files("disclosure") / "matrix.yaml")))
    with_cell(kinds=["group"])(content)

    assert matrix_of(content).cell("public", "copy", "group").kind == "allowed"
    assert matrix_of(content).cell("public", "copy", "location").kind == "withheld"
