"""Everybody on the list of a conference invited and asked to sign, and how each agreement stands.

Nothing is made twice: whoever was invited and asked before is found so. Rows name people by number only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from forms import Record, take_in
from inconfidence.core.clock import london_date
from inconfidence.core.errors import InConfidenceError, NotFound, TryLater
from inconfidence.recipes import agreements, casework, conference
from inconfidence.recipes.agreements import REMINDED, is_open, last_asked, order_for
from inconfidence.recipes.conference import Meeting
from inconfidence.recipes.home import Home
from inconfidence.recipes.papers import Made, make_paper
from inconfidence.recipes.variants import recorded
from inconfidence.store import Agreement, Case, Invitee
from inconfidence.store.session import Session

INVITATION = "invitation"


@dataclass(frozen=True, slots=True)
class Call:
    """An invitation to a conference: of which case, with which wording to sign, also in other languages.

    Without ``wording`` the one on record stays. ``numbers`` are those who are meant, everybody when there are none;
    only who is named is asked again after an agreement that came to an end.
    """

    reference: str
    wording: bytes | None = field(default=None, repr=False)
    translations: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    numbers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Invited:
    """One person's turn: their invitation and the agreement put to them, or why one of these could not be made."""

    number: str
    invitation: Made | None = None
    agreement: Agreement | None = None
    paper: Made | None = None
    problem: str = ""

    def as_plain(self) -> dict[str, Any]:
        """Return it for a program to read."""
        return {
            "number": self.number,
            "invitation": self.invitation.file.name if self.invitation else None,
            "agreement": self.paper.file.name if self.paper else None,
            "form_code": self.agreement.form_code if self.agreement else None,
            "state": self.agreement.state if self.agreement else None,
            "problem": self.problem or None,
        }


def invite(home: Home, call: Call, *, by: str) -> Iterator[Invited]:
    """Make the invitation and the agreement of everybody who is called, unless they were made before.

    What goes wrong for one person is told of that person.

    Raises:
        NotFound: no such case, no conference was called, no wording is on record, or a number is not on the list.
        InputInvalid: a wording is not one.
        TryLater: no time-stamp can be had; call it again, nothing is made twice.
    """
    case = casework.case_of(home, call.reference)
    today = london_date(home.clock.now())
    translated = {language: take_in(each, "agreement", today=today) for language, each in call.translations.items()}
    if call.wording is not None:
        conference.keep_wording(home, case, take_in(call.wording, "agreement", today=today), by=by)
    meeting = conference.meeting_of(home, case)
    for invitee in _called(home, case, call.numbers):
        yield _invited(home, meeting, invitee, translated, again=invitee.number in call.numbers)


def _called(home: Home, case: Case, numbers: frozenset[str]) -> list[Invitee]:
    with home.store.reading() as held:
        invitees = held.invitees.of_case(case.reference)
    # What was typed is not repeated: it may be a name.
    unknown = len(numbers - {each.number for each in invitees})
    if unknown or not invitees:
        raise NotFound(
            f"The list of that conference has {len(invitees)} people; {unknown} of the numbers given are not on it.",
            hint="`inconfidence conference status` shows the numbers; `inconfidence record add invitee` adds people.",
        )
    return [each for each in invitees if not numbers or each.number in numbers]


def _invited(
    home: Home, meeting: Meeting, invitee: Invitee, translated: Mapping[str, Record], *, again: bool
) -> Invited:
    told = Invited(invitee.number)
    try:
        person = casework.record_of_body("invitee", invitee.details)
        records = {"conference": meeting.conference, "invitee": person}
        variant = recorded(person.values, INVITATION)
        order = order_for(meeting.case, records, invitee, INVITATION, variant)
        told = replace(told, invitation=make_paper(home, order))
        last = last_asked(home, meeting.case, invitee)
        if last is None or again or _is_out_of_date(last.agreement, meeting):
            last = agreements.ask(home, meeting.case, invitee, records, meeting.wording, translated)
        return replace(told, agreement=last.agreement, paper=last.paper)
    except TryLater:
        raise
    except InConfidenceError as fault:
        return replace(told, problem=fault.message)


def _is_out_of_date(agreement: Agreement, meeting: Meeting) -> bool:
    another = agreement.wording_version != meeting.wording.values["wording_version"]
    return agreement.state == "superseded" or (another and is_open(agreement))


def how_they_stand(home: Home, reference: str) -> list[dict[str, Any]]:
    """Return for each person on the list what became of the agreement last put to them, for a program to read.

    It says what is on record; whether an agreement opens anything is judged when somebody asks for a copy.

    Raises:
        NotFound: no such case, no conference was called, or no wording is on record.
    """
    meeting = conference.meeting_of(home, casework.case_of(home, reference))
    current = meeting.wording.values["wording_version"]
    with home.store.reading() as held:
        return [
            {"number": each.number, **_standing(held, held.agreements.of_invitee(each.reference), current)}
            for each in held.invitees.of_case(reference)
        ]


def _standing(held: Session, agreement: Agreement | None, current: str) -> dict[str, Any]:
    if agreement is None:
        return {"state": "not-asked", "form_code": None}
    events = held.events.of(agreement.form_code)
    return {
        "state": agreement.state,
        "form_code": agreement.form_code,
        "way": agreement.way,
        "wording": agreement.wording_version,
        "wording_is_current": agreement.wording_version == current,
        "asked": _moment(agreement.asked_at),
        "reminded": [_moment(each.at) for each in events if each.code == REMINDED],
        "answered": _moment(agreement.answered_at),
        "withdrawn": _moment(agreement.withdrawn_at),
    }


def _moment(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None
