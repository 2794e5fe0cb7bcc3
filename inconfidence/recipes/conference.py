"""A Context Conference: who is invited, whose agreement stands now, and a personal copy for each of those."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from distribution import Facts, Look, Office, Outbox, Parcel, Refusal, Release, decide
from forms import Record, amended, record_of
from inconfidence.core.blocks import Picture
from inconfidence.core.clock import london_date
from inconfidence.core.copy_codes import new_copy_code
from inconfidence.core.documents import DrawnFrom
from inconfidence.core.errors import InConfidenceError, InputInvalid, NotFound, TryLater
from inconfidence.core.identifiers import new_reference
from inconfidence.recipes import casework
from inconfidence.recipes.agreements import standing_of
from inconfidence.recipes.catalogue import template
from inconfidence.recipes.copying import Batch, CopyWanted, batch_of_copies
from inconfidence.recipes.home import Home
from inconfidence.recipes.papers import Made, Order, judged, looking_for, proof_of
from inconfidence.recipes.readers import in_role
from inconfidence.recipes.variants import recorded
from inconfidence.store import Agreement, Case, Invitee, PersonalCopy
from inconfidence.store.messages import MessageState

PACK = "conference-pack"


@dataclass(frozen=True, slots=True)
class Released:
    """One person's own copy, and what is known of its message ("unknown" needs somebody's attention)."""

    invitee: Invitee
    copy: PersonalCopy
    paper: Made
    message: MessageState


@dataclass(frozen=True, slots=True)
class Waits:
    """One person's copy waits for their turn, the ``done``-th of ``of``; ``made`` says whether it could be made."""

    invitee: Invitee
    made: bool
    done: int
    of: int


@dataclass(frozen=True, slots=True)
class Meeting:
    """What a conference is made from: its case, its record and the wording everybody has to sign now."""

    case: Case
    conference: Record = field(repr=False)
    wording: Record = field(repr=False)
    pictures: Mapping[str, Picture] = field(default_factory=dict, repr=False)


def meeting_of(home: Home, case: Case) -> Meeting:
    """Return the conference of a case as it stands, with the wording everybody has to sign now.

    Raises:
        NotFound: no conference was called, or no wording is on record.
    """
    wording = casework.current(home, case.reference, "agreement")
    return Meeting(case, casework.current(home, case.reference, "conference"), wording)


def keep_wording(home: Home, case: Case, wording: Record, *, by: str) -> None:
    """Note which wording everybody has to sign for the conference of a case."""
    casework.keep_record(home, case, wording, name=casework.CURRENT, by=by)


def stands(home: Home, case: Case, invitee: Invitee) -> bool:
    """Say whether a person's own agreement stands at this moment; where it cannot be judged, it does not."""
    try:
        meeting = meeting_of(home, case)
    except NotFound:
        return False
    return isinstance(decide(judge(home, meeting, invitee)), Release)


def invite(home: Home, case: Case, person: Record) -> Invitee:
    """Put a person on the list of a conference; the same person again is found again."""
    with home.store.writing() as held:
        details = casework.body_of(person)
        return held.invitees.invite(case.reference, person.values["number"], details, reference=new_reference("I"))


def judge(home: Home, meeting: Meeting, invitee: Invitee) -> Facts:
    """Return what is known of a person's agreement at this moment; the signed file is verified anew.

    Of somebody invited to another conference nothing is known here, whatever they signed there.
    """
    if invitee.case != meeting.case.reference:
        return Facts(invitee.reference)
    try:
        agreement = standing_of(home, invitee)
    except NotFound:
        return Facts(invitee.reference)
    recorded = home.archive.newest(agreement.signed_digest) if agreement.signed_digest else None
    signed = home.archive.read(recorded) if recorded else b""
    ink = _ink_facts(home, meeting, agreement)
    return Facts(
        reader=invitee.reference,
        state=agreement.state,
        way=agreement.way,
        withdrawn=agreement.withdrawn_at is not None,
        wording_version=agreement.wording_version,
        current_wording_version=meeting.wording.values["wording_version"],
        recorded_digest=recorded,
        evidence=judged(home, signed) if signed else None,
        own_paper=signed.startswith(home.archive.read(agreement.sealed_digest)),
        form_code=agreement.form_code,
        form_code_on_scan=ink[0],
        witnessed=ink[1],
    )


def asked_now(home: Home, meeting: Meeting, invitee: Invitee) -> Release | Refusal:
    """Return whether a person may have their copy at this moment; what cannot be judged is a refusal."""
    try:
        return decide(judge(home, meeting, invitee))
    except TryLater:
        raise
    except InConfidenceError as fault:
        return Refusal(invitee.reference, "fault", f"The agreement could not be judged: {fault.message}")


def release(home: Home, meeting: Meeting, invitees: tuple[Invitee, ...]) -> tuple[Released | Refusal, ...]:
    """Give each person whose agreement stands now a copy of their own, and each of the others the reason why not.

    Copies are made for all first; each agreement is judged when its turn comes, and a copy whose agreement does not
    stand then goes nowhere. What goes wrong for one person is that person's refusal.

    Raises:
        TryLater: no time-stamp can be had; everybody waits, and nobody gets a second copy when it goes on.
        Failed: the disk refused.
    """
    turns = release_in_turn(home, meeting, invitees)
    return tuple(each for each in turns if not isinstance(each, Waits))


def release_in_turn(
    home: Home, meeting: Meeting, invitees: tuple[Invitee, ...]
) -> Iterator[Waits | Released | Refusal]:
    """Do as ``release``, and tell of each copy that is made, then of each person when their turn is over.

    It raises as ``release`` does. Whoever stops in between, however they stop, goes on with the same call: what was
    done is found as done.
    """
    expected = [invitee for invitee in invitees if _may_stand(home, meeting, invitee)]
    with batch_of_copies(home) as batch:
        for done, invitee in enumerate(expected, 1):
            made = _make_ready(home, meeting, invitee, len(expected), batch)
            yield Waits(invitee, made, done, len(expected))
        batch.prove()
        for invitee in invitees:
            yield _release_one(home, meeting, invitee, len(expected), batch)


def _make_ready(home: Home, meeting: Meeting, invitee: Invitee, expected: int, batch: Batch) -> bool:
    try:
        copy, order = order_copy(home, meeting, invitee, expected)
    except InConfidenceError:
        # It goes wrong again at that person's own turn, and is told there.
        return False
    return batch.make(CopyWanted(copy.reference, order))


def _release_one(home: Home, meeting: Meeting, invitee: Invitee, expected: int, batch: Batch) -> Released | Refusal:
    try:
        decision = decide(judge(home, meeting, invitee))
        if isinstance(decision, Refusal):
            return decision
        # Asked for anew: what the copy is made from may have changed since, and then another one is made.
        copy, order = order_copy(home, meeting, invitee, expected)
        paper = batch.kept(CopyWanted(copy.reference, order))
        with home.store.writing() as held:
            copy = held.copies.released(copy.reference, paper.evidence.digest, at=home.clock.now())
        look = looking_for(home, order)
        return Released(invitee, copy, paper, _hand_over(home, decision, invitee, copy, paper, look))
    except TryLater:
        raise
    except InConfidenceError as fault:
        return Refusal(invitee.reference, "fault", f"The copy could not be handed over: {fault.message}")


def _may_stand(home: Home, meeting: Meeting, invitee: Invitee) -> bool:
    """Say whether a copy is worth making: the register says that the current wording was signed.

    It opens nothing: whose agreement turns out not to stand has a place in the register of copies, and no copy.
    """
    with home.store.reading() as held:
        agreement = held.agreements.of_invitee(invitee.reference)
    if agreement is None or invitee.case != meeting.case.reference or agreement.withdrawn_at is not None:
        return False
    current = meeting.wording.values["wording_version"]
    return (agreement.state, agreement.wording_version) == ("signed", current)


def order_copy(home: Home, meeting: Meeting, invitee: Invitee, expected: int) -> tuple[PersonalCopy, Order]:
    """Return a person's place in the register of copies, theirs from now on, and the order of the paper that it is."""
    with home.store.writing() as held:
        number = f"{len(held.copies.of_case(meeting.case.reference)) + 1:02}"
        copy = held.copies.allot(invitee.reference, number, new_copy_code(), reference=new_reference("C"))
    agreement = standing_of(home, invitee)
    person = casework.record_of_body("invitee", invitee.details)
    total = max(expected, int(copy.number))
    own = record_of("copy", _copy_values(home, copy, f"{total:02}", person, agreement))
    own_reader = in_role("attendee", reference=invitee.reference, label=invitee.number)
    variant = recorded(person.values, PACK)
    order = Order(
        template=template(PACK, variant.language),
        case=meeting.case,
        records={
            "conference": meeting.conference,
            "agreement": amended(meeting.wording, {"form_code": agreement.form_code}),
            "invitee": person,
            "copy": own,
        },
        reader=replace(own_reader, label=f"copy-{copy.number}"),
        variant=variant.row(),
        print=variant.print,
        proved=frozenset({"agreement"}),
        margin=(DrawnFrom("copy.made_for", person.values["name"]), DrawnFrom("copy.code", copy.code)),
        pictures=meeting.pictures,
    )
    return copy, order


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


def _hand_over(
    home: Home, decision: Release, invitee: Invitee, copy: PersonalCopy, paper: Made, look: Look
) -> MessageState:
    outbox = Outbox(home.outbox, office_of(home.council))
    at = home.clock.now()
    with home.store.writing() as held:
        held.copies.given_under(copy.reference, decision.agreement)
        earlier = held.messages.of_copy(copy.reference)
        message = held.messages.prepare(copy.reference, outbox.message_id(copy.reference), at=at)
        if earlier is not None and earlier.state == "prepared" and outbox.find(copy.reference) is None:
            # Cut off here before: the mail system may have taken it already, so it is never sent again by itself.
            return held.messages.mark(copy.reference, "unknown", at=at).state
        if message.state != "prepared":
            return message.state
    person = casework.record_of_body("invitee", invitee.details).values
    proof = proof_of(home, paper.evidence.digest)
    parcel = Parcel(decision, copy.reference, paper.content, person["name"], person["email"], proof)
    outbox.deliver(parcel, at=at, look=look)
    with home.store.writing() as held:
        return held.messages.mark(copy.reference, "sent", at=at).state


def office_of(council: Record) -> Office:
    """Return the council as the sender of a message."""
    values = council.values
    return Office(values["name"], values["department"], values["email"], values["fast_number"])


def _ink_facts(home: Home, meeting: Meeting, agreement: Agreement) -> tuple[str | None, bool | None]:
    """Return the form code read off a scan and whether a named officer witnessed it, as recorded when it was filed."""
    if agreement.way != "ink":
        return None, None
    try:
        scan = casework.current(home, meeting.case.reference, "scan", agreement.form_code)
    except (NotFound, InputInvalid):
        # No record of the scan, or not a whole one: nothing is known of it, and the gate refuses what is not known.
        return None, None
    return scan.values["code_read"], bool(scan.values["witnessed_by"])
