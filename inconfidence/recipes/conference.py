"""A Context Conference: who is invited, whose agreement stands now, and a personal copy for each of those."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from distribution import Delivered, Facts, Office, Outbox, Parcel, Refusal, Release, decide
from forms import Record, amended, record_of
from inconfidence.core.blocks import Picture
from inconfidence.core.clock import london_date
from inconfidence.core.errors import NotFound
from inconfidence.core.identifiers import new_copy_code, new_reference
from inconfidence.recipes import casework
from inconfidence.recipes.agreements import standing_of
from inconfidence.recipes.catalogue import template
from inconfidence.recipes.home import Home
from inconfidence.recipes.papers import Made, Order, judged, make_paper
from inconfidence.store import Agreement, Case, Invitee, PersonalCopy

PACK = "conference-pack"


@dataclass(frozen=True, slots=True)
class Released:
    """One person's own copy, made and handed to the outbox."""

    invitee: Invitee
    copy: PersonalCopy
    paper: Made


@dataclass(frozen=True, slots=True)
class Meeting:
    """What a conference is made from: its case, its record and the wording everybody has to sign now."""

    case: Case
    conference: Record = field(repr=False)
    wording: Record = field(repr=False)
    pictures: Mapping[str, Picture] = field(default_factory=dict, repr=False)


def invite(home: Home, case: Case, person: Record) -> Invitee:
    """Put a person on the list of a conference; the same person again is found again."""
    with home.store.writing() as held:
        details = casework.body_of(person)
        return held.invitees.invite(case.reference, person.values["number"], details, reference=new_reference("I"))


def judge(home: Home, meeting: Meeting, invitee: Invitee) -> Facts:
    """Return what is known of a person's agreement at this moment; the signed file is verified anew."""
    try:
        agreement = standing_of(home, invitee)
    except NotFound:
        return Facts(invitee.reference)
    ink = _ink_facts(home, meeting, agreement)
    return Facts(
        reader=invitee.reference,
        state=agreement.state,
        way=agreement.way,
        withdrawn=agreement.withdrawn_at is not None,
        wording_version=agreement.wording_version,
        current_wording_version=meeting.wording.values["wording_version"],
        recorded_digest=agreement.signed_digest,
        evidence=judged(home, home.archive.read(agreement.signed_digest)) if agreement.signed_digest else None,
        form_code=agreement.form_code,
        form_code_on_scan=ink[0],
        witnessed=ink[1],
    )


def release(home: Home, meeting: Meeting, invitees: tuple[Invitee, ...]) -> tuple[Released | Refusal, ...]:
    """Give each person whose agreement stands now a copy of their own, and each of the others the reason why not.

    The first release fixes how many copies there are; a later one adds to them.
    """
    decisions = [decide(judge(home, meeting, invitee)) for invitee in invitees]
    standing = sum(isinstance(decision, Release) for decision in decisions)
    outcomes: list[Released | Refusal] = []
    for invitee, decision in zip(invitees, decisions, strict=True):
        if isinstance(decision, Refusal):
            outcomes.append(decision)
        else:
            made = _make_copy(home, meeting, invitee, standing)
            _hand_over(home, decision, made)
            outcomes.append(made)
    return tuple(outcomes)


def _make_copy(home: Home, meeting: Meeting, invitee: Invitee, standing: int) -> Released:
    with home.store.writing() as held:
        number = f"{len(held.copies.of_case(meeting.case.reference)) + 1:02}"
        copy = held.copies.allot(invitee.reference, number, new_copy_code(), reference=new_reference("C"))
    agreement = standing_of(home, invitee)
    person = casework.record_of_body("invitee", invitee.details)
    total = max(standing, int(copy.number))
    own = record_of("copy", _copy_values(home, copy, f"{total:02}", person, agreement))
    order = Order(
        template=template(PACK),
        case=meeting.case,
        records={
            "conference": meeting.conference,
            "agreement": amended(meeting.wording, {"form_code": agreement.form_code}),
            "invitee": person,
            "copy": own,
        },
        role="attendee",
        reader=invitee.reference,
        owners={"invitee": invitee.reference},
        label=f"copy-{copy.number}",
        margin=f"{person.values['name']}  \N{MIDDLE DOT}  {copy.code}",
        pictures=meeting.pictures,
    )
    made = make_paper(home, order)
    with home.store.writing() as held:
        copy = held.copies.released(copy.reference, made.evidence.digest, at=home.clock.now())
    return Released(invitee, copy, made)


def _copy_values(
    home: Home, copy: PersonalCopy, total: str, person: Record, agreement: Agreement
) -> dict[str, str | date]:
    signed_at = agreement.answered_at or agreement.asked_at
    return {
        "number": copy.number,
        "of": total,
        "code": copy.code,
        "made_for": person.values["name"],
        "role": person.values["role"],
        "agreement_date": london_date(signed_at),
        "release_date": london_date(home.clock.now()),
    }


def _hand_over(home: Home, decision: Release, made: Released) -> Delivered:
    values = casework.record_of_body("invitee", made.invitee.details).values
    outbox = Outbox(home.outbox, office_of(home.council))
    at, reference = home.clock.now(), made.copy.reference
    with home.store.writing() as held:
        held.messages.prepare(reference, outbox.message_id(reference), at=at)
    parcel = Parcel(decision, reference, made.paper.content, values["name"], values["email"])
    delivered = outbox.deliver(parcel, at=at)
    with home.store.writing() as held:
        held.messages.mark(reference, "sent", at=at)
    return delivered


def office_of(council: Record) -> Office:
    """Return the council as the sender of a message."""
    values = council.values
    return Office(values["name"], values["department"], values["email"], values["fast_number"])


def _ink_facts(home: Home, meeting: Meeting, agreement: Agreement) -> tuple[str | None, bool | None]:
    """Return the form code read off a scan and whether a named officer witnessed it, as recorded when it was filed."""
    if agreement.way != "ink":
        return None, None
    scan = casework.current(home, meeting.case.reference, "scan", agreement.form_code)
    return scan.values["code_read"], bool(scan.values["witnessed_by"])
