"""One paper of a case, asked for by name: which records it needs, and whose they are."""

from __future__ import annotations

from forms import Record
from generator.template import Template
from inconfidence.core.errors import NotFound, UsageError
from inconfidence.recipes import casework
from inconfidence.recipes.catalogue import check_turn, template
from inconfidence.recipes.home import Home
from inconfidence.recipes.papers import Made, Order, make_paper
from inconfidence.store import Case, Invitee

TASK_OF = {
    "survey-guide": "survey",
    "survey-form": "survey",
    "observation-sheet": "observation",
    "monitoring-sheet": "monitoring",
}
WHOSE = {"monitoring_holder": "task_holder"}
"""Whose a record is, where the role that reads it has another name."""
BY_CONFERENCE = ("agreement", "copy", "scan")
"""Names whose papers come about only in the course of a conference, each at its own moment."""


def make_for_case(home: Home, kind: str, reference: str, reader: str) -> Made:
    """Return one paper of a case for ``reader``: a role, or ``role:person`` (``invitee:07``).

    Raises:
        NotFound: no such paper, case, person, or a record it needs is not there yet.
        OutOfTurn: the protocol does not allow it for this case now.
        UsageError: the paper comes about in a conference, or the role is not one it is for.
    """
    wanted = template(kind)
    if set(BY_CONFERENCE) & set(wanted.names):
        raise UsageError(f"{wanted.title} is made in the course of a conference, for each person at their own time.")
    case = casework.case_of(home, reference)
    try:
        order = _order(home, wanted, case, reader)
    except NotFound:
        # What is missing may be missing because the paper is out of turn, and then that is what has to be said.
        check_turn(wanted, case, reader.partition(":")[0])
        raise
    return make_paper(home, order)


def _order(home: Home, wanted: Template, case: Case, reader: str) -> Order:
    role, _, person = reader.partition(":")
    if person and "invitee" not in wanted.names:
        raise UsageError(f"{wanted.title} is not made person by person; leave out what stands behind the colon.")
    invitee = _invitee(home, case, person) if "invitee" in wanted.names else None
    owner = invitee.reference if invitee else _reader(wanted.name, role)
    records = {
        name: _record(home, case, wanted.name, name, invitee)
        for name in wanted.names
        if name not in ("council", "paper")
    }
    label = invitee.number if invitee else ""
    return Order(wanted, case, records, role, owner, owners={WHOSE.get(role, role): owner}, label=label)


def _reader(kind: str, role: str) -> str:
    return f"{role}-{TASK_OF[kind]}" if kind in TASK_OF else role


def _record(home: Home, case: Case, kind: str, name: str, invitee: Invitee | None) -> Record:
    if name == "invitee" and invitee is not None:
        return casework.record_of_body("invitee", invitee.details)
    if name in ("referral", "referrer"):
        return casework.current(home, case.reference, f"referral-{case.kind}")
    if name == "task":
        return casework.current(home, case.reference, "task", TASK_OF[kind])
    return casework.current(home, case.reference, name)


def _invitee(home: Home, case: Case, number: str) -> Invitee:
    with home.store.reading() as held:
        found = held.invitees.by_number(case.reference, number)
    if found is None:
        raise NotFound("Nobody of that number is invited.", hint="Name the person by number, for example invitee:07.")
    return found
