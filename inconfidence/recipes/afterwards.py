"""What comes after a conference, and at the end of a case: the records those papers are made from, and whose they are.

Every such paper says whose copy of the pack its reader holds, by number and code. What is in the way is said as a
paper out of turn: the record that is missing, and the line of the protocol.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from disclosure.papers import paper_rule, shown_by
from forms import Record, record_of
from generator.template import Template
from inconfidence.core.clock import london_date
from inconfidence.core.documents import DrawnFrom
from inconfidence.core.errors import NotFound
from inconfidence.recipes import casework, conference
from inconfidence.recipes.catalogue import check_on_record
from inconfidence.recipes.disclosing import invitee_of
from inconfidence.recipes.home import Home
from inconfidence.recipes.kept import what_is_kept
from inconfidence.recipes.readers import Reader
from inconfidence.store import Case

NAMES = ("archived", "attendance", "copy", "disposal", "papers_returned", "plan", "recall")
"""Names in a template of what is recorded after a conference, or when a case is put away."""


def record_for(home: Home, case: Case, wanted: Template, name: str, reader: Reader) -> Record:
    """Return the record that stands under one of ``NAMES`` in a paper for ``reader``.

    Raises:
        OutOfTurn: the paper requires it and it is not on record; naming the line of the protocol.
        NotFound: nobody of that number is invited.
    """
    try:
        return _found(home, case, name, reader)
    except NotFound:
        rule = paper_rule(wanted.name)
        check_on_record(wanted, case, frozenset(rule.requires) - shown_by(rule, name))
        raise


def proved_for(home: Home, case: Case, wanted: Template, reader: Reader) -> frozenset[str]:
    """Return what a paper requires and no record shows: that the reader's own agreement, judged now, stands."""
    if "agreement" not in paper_rule(wanted.name).requires or reader.role != "attendee":
        return frozenset()
    stands = conference.stands(home, case, invitee_of(home, case, reader.label))
    return frozenset({"agreement"}) if stands else frozenset()


def with_own_line(reader: Reader) -> Reader:
    """Return an attendee who also has their own line of the list of those who came."""
    return replace(reader, persons=frozenset({f"I{reader.label}"})) if reader.role == "attendee" else reader


def margin_for(records: Mapping[str, Record]) -> tuple[DrawnFrom, ...]:
    """Return what stands beside the text of a paper that belongs to a copy: whose it is, and its code."""
    if "copy" not in records:
        return ()
    return tuple(DrawnFrom(f"copy.{name}", records["copy"].values[name]) for name in ("made_for", "code"))


def _found(home: Home, case: Case, name: str, reader: Reader) -> Record:
    if name == "archived":
        return what_is_kept(home, case)
    if name == "copy":
        return _copy(home, case, reader)
    if name == "papers_returned":
        return casework.current(home, case.reference, "papers-returned", reader.label)
    if name == "recall":
        return _recall(home, case, reader)
    return casework.current(home, case.reference, name)


def _recall(home: Home, case: Case, reader: Reader) -> Record:
    """Return the recall of this person's papers, else the one of everybody's."""
    try:
        return casework.current(home, case.reference, "recall", reader.label)
    except NotFound:
        return casework.current(home, case.reference, "recall")


def _copy(home: Home, case: Case, reader: Reader) -> Record:
    """Return the copy that was handed to a person, as it was.

    Raises:
        NotFound: none was.
    """
    invitee = invitee_of(home, case, reader.label)
    with home.store.reading() as held:
        copies = held.copies.of_case(case.reference)
        agreement = held.agreements.of_invitee(invitee.reference)
    own = next((each for each in copies if each.invitee == invitee.reference), None)
    if own is None or own.released_at is None or agreement is None:
        raise NotFound("No copy was handed to that person.", hint="Only who holds a copy gets papers about it.")
    person = casework.record_of_body("invitee", invitee.details)
    return record_of(
        "copy",
        {
            "number": own.number,
            "of": f"{max(int(each.number) for each in copies):02}",
            "code": own.code,
            "made_for": person.values["name"],
            "role": person.values["role"],
            "agreement_date": london_date(agreement.answered_at or agreement.asked_at),
            "release_date": london_date(own.released_at),
        },
    )
