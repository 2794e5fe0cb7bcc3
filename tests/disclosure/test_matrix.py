"""The audience matrix: every cell has its ground, and what stands nowhere is withheld."""

from __future__ import annotations

import re
from typing import Any

import pytest

from disclosure import matrix_of, shipped_matrix
from forms import kinds, load_schema
from inconfidence.core.errors import Failed

MATRIX = shipped_matrix()
CLASSES_USED = {each.information_class for kind in kinds() for each in load_schema(kind).by_path.values()}
STAFF = ("fast", "assessor", "admin", "chair", "records", "police")
OTHERS = ("referrer", "task_holder", "monitoring_holder", "family", "public", "invitee", "attendee")
ROLES = STAFF + OTHERS


def test_the_matrix_has_every_role_and_exactly_the_classes_in_use() -> None:
    """A class nobody decided about, or one no field has, is a slip."""
    assert set(ROLES) <= set(MATRIX.roles)
    assert set(MATRIX.classes) == CLASSES_USED


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("information_class", sorted(CLASSES_USED))
def test_every_pair_has_a_cell_with_a_ground(role: str, information_class: str) -> None:
    """A line of the protocol, or "silent" and the practice followed."""
    cell = MATRIX.cells[role, information_class]

    assert re.match(r"L\d+|silent: \w", cell.ground)


@pytest.mark.parametrize(
    ("role", "information_class"), [("mayor", "paper"), ("fast", "horoscope"), ("", ""), ("FAST", "paper")]
)
def test_what_stands_nowhere_is_withheld(role: str, information_class: str) -> None:
    """Unknown roles and classes fail closed."""
    assert MATRIX.cell(role, information_class).kind == "withheld"


PROTOCOL = [
    ("fast", "referrer_identity", "allowed"),
    ("fast", "child_identity", "allowed"),
    ("admin", "referrer_identity", "withheld"),
    ("admin", "child_identity", "withheld"),
    ("chair", "narrative", "withheld"),
    ("referrer", "referrer_identity", "own"),
    ("referrer", "screening", "withheld"),
    ("referrer", "child_identity", "withheld"),
    ("referrer", "narrative", "withheld"),
    ("referrer", "case_reference", "withheld"),
    ("family", "referrer_identity", "consent"),
    ("family", "referrer_contact", "withheld"),
    ("family", "referrer_consent", "withheld"),
    ("family", "narrative", "withheld"),
    ("family", "family_letter", "own"),
    ("family", "conference_findings", "withheld"),
    ("task_holder", "task", "own"),
    ("task_holder", "referrer_identity", "withheld"),
    ("task_holder", "place_detail", "withheld"),
    ("public", "task_form", "allowed"),
    ("public", "task_holder", "withheld"),
    ("public", "task", "withheld"),
    ("invitee", "conference_arrangements", "allowed"),
    ("invitee", "conference_findings", "withheld"),
    ("invitee", "conference_plan", "withheld"),
    ("invitee", "conference_invited", "withheld"),
    ("attendee", "conference_findings", "allowed"),
    ("attendee", "referrer_identity", "consent"),
    ("attendee", "child_identity", "withheld"),
    ("attendee", "group_detail", "withheld"),
    ("police", "narrative", "decision"),
    ("police", "referrer_contact", "withheld"),
]


@pytest.mark.parametrize(("role", "information_class", "kind"), PROTOCOL)
def test_the_protocols_sentences_stand_in_the_matrix(role: str, information_class: str, kind: str) -> None:
    """The cells that a mistake would hurt most, one by one."""
    assert MATRIX.cell(role, information_class).kind == kind


def test_only_fast_the_assessor_and_records_read_the_narrative() -> None:
    """The words as reported reach nobody else, whatever is added to the matrix."""
    readers = {role for role in MATRIX.roles if MATRIX.cell(role, "narrative").kind in ("allowed", "own", "consent")}

    assert readers == {"fast", "assessor", "records"}


@pytest.mark.parametrize(
    "cells",
    [
        [{"roles": ["fast"], "cell": "allowed", "ground": "because"}],
        [{"roles": ["fast"], "cell": "maybe", "ground": "L75"}],
        [{"roles": ["mayor"], "cell": "allowed", "ground": "L75"}],
        [{"roles": ["fast", "fast"], "cell": "allowed", "ground": "L75"}],
    ],
)
def test_a_matrix_with_a_fault_does_not_load(cells: list[dict[str, Any]]) -> None:
    """No ground, no such kind, no such role, two cells for one."""
    content = {
        "roles": {"fast": {"words": "FAST"}},
        "classes": {"paper": {"words": "Paper", "cells": cells, "otherwise": "silent: no"}},
    }

    with pytest.raises(Failed):
        matrix_of(content)
