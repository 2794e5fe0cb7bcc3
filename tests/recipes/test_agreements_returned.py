"""An agreement that comes back is matched with the person it was put to, or refused."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from distribution import Refusal
from forms import amended, record_of
from inconfidence.core.clock import FixedClock, SystemClock
from inconfidence.core.documents import SealedPdf, SignedPdf
from inconfidence.core.errors import NotAuthentic, OutOfTurn, TryLater
from inconfidence.recipes import agreements, casework, catalogue, conference, ink
from inconfidence.recipes.agreements import Asked, Signer
from inconfidence.recipes.conference import Meeting, Released
from inconfidence.recipes.home import Home
from inconfidence.recipes.pen_and_scanner import sign_and_scan
from inconfidence.recipes.sample import Sample
from inconfidence.store import Agreement, Invitee
from signing import (
    CheckedTimeStamper,
    Revocation,
    Revoked,
    begin,
    finish,
    issue_person_certificate,
    people_in,
    reopen,
    revoke,
    verify,
)
from tests.demonstrated import Demonstration, copy_of, rows_of

ENDINGS = {
    each["invitee"]["number"]: each["signs"]
    for each in json.loads(Sample(date(2026, 11, 23)).text("invitees"))["invitees"]
}
SIGNED, SILENT, DECLINED, EARLIER_WORDING = "electronic", "never_answers", "declines", "superseded_wording"
"""How the sample's people end; each stands for the first person who ends so."""


@pytest.fixture
def home(demonstration: Demonstration, tmp_path: Path) -> Home:
    return copy_of(demonstration.home, tmp_path, SystemClock())


@pytest.fixture
def meeting(home: Home, demonstration: Demonstration) -> Meeting:
    (case,) = (each for each in rows_of(home).cases.values() if each.kind == "location")
    called = casework.current(home, case.reference, "conference")
    sample = demonstration.sample
    return Meeting(case, called, sample.wording("agreement"), sample.pictures(called))


def person(home: Home, ending: str) -> Invitee:
    return next(each for each in rows_of(home).invitees.values() if ENDINGS[each.number] == ending)


def agreement_of(home: Home, ending: str) -> Agreement:
    return agreements.standing_of(home, person(home, ending))


def asked(home: Home, meeting: Meeting, ending: str) -> Asked:
    """Ask a person to sign the current wording."""
    invitee = person(home, ending)
    records = {"conference": meeting.conference, "invitee": casework.record_of_body("invitee", invitee.details)}
    return agreements.ask(home, meeting.case, invitee, records, meeting.wording)


def signed(home: Home, form_code: str) -> bytes:
    return agreements.sign(home, form_code, Signer("A. Guardian", "Known", ()), Signer("A. Chair", "Known", ()))


KNOWN = "Known to the chair"


def signed_elsewhere(home: Home, form_code: str, *fields: str) -> bytes:
    """A paper in which people signed with keys of their own, and which nobody has closed."""
    with home.store.reading() as held:
        agreement, paper = held.agreements.get(form_code), held.papers.get(form_code)
    put = home.archive.read(agreement.sealed_digest)
    came: SealedPdf | SignedPdf = reopen(
        put, catalogue.template(agreements.AGREEMENT).signing, paper.pages or 0, home.trust, clock=home.clock
    )
    for field in fields:
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = issue_person_certificate(
            home.pki,
            field,
            public_key=key.public_key(),
            name="\u05e8\u05d7\u05dc \u05e9\u05d5\u05d5\u05d0\u05e8\u05e5",
            paper=came,
            field=field,
            identity_check=KNOWN,
            key_made_here=False,
            clock=home.clock,
        )
        session = begin(came, field, certificate, home.pki.chain(field), stamp=None, clock=home.clock)
        signature = key.sign(session.to_be_signed, ec.ECDSA(hashes.SHA256()))
        came = finish(session, signature, time_stamper=home.time_stamper, clock=home.clock)
    return came.content


def waiting_in(home: Home) -> list[str]:
    return [file.name for file in home.papers.glob("*-waiting/*")]


def test_a_paper_signed_elsewhere_is_closed_when_it_comes_back(home: Home) -> None:
    """Kept at the level of those signed here, though the people's certificates end in a month."""
    agreement = agreement_of(home, SILENT)

    evidence = agreements.receive_signed(
        home, agreement.form_code, signed_elsewhere(home, agreement.form_code, "guardian", "chair")
    )

    assert (evidence.verdict, evidence.level) == ("authentic", "B-LTA")
    assert agreement_of(home, SILENT).signed_digest == evidence.digest
    assert not any("was made by the council" in note for note in evidence.notes)
    years = FixedClock(home.clock.now() + timedelta(days=9 * 365))
    assert verify(home.archive.read(evidence.digest), home.trust, clock=years).verdict == "authentic"


def test_the_same_file_sent_twice_is_closed_once(home: Home) -> None:
    """The second mail with the same attachment changes nothing; the paper nobody signed is no such file."""
    agreement = agreement_of(home, SILENT)
    came = signed_elsewhere(home, agreement.form_code, "guardian", "chair")
    first = agreements.receive_signed(home, agreement.form_code, came)
    entries = len(home.archive.entries())

    assert agreements.receive_signed(home, agreement.form_code, came) == first
    with pytest.raises(OutOfTurn, match="signed already"):
        agreements.receive_signed(home, agreement.form_code, home.archive.read(agreement.sealed_digest))

    assert len(home.archive.entries()) == entries


def test_signed_elsewhere_by_one_of_two_it_is_still_open(home: Home) -> None:
    """It is not closed over the head of whoever has still to sign."""
    form_code = agreement_of(home, SILENT).form_code
    entries = len(home.archive.entries())

    with pytest.raises(OutOfTurn, match="everybody"):
        agreements.receive_signed(home, form_code, signed_elsewhere(home, form_code, "guardian"))

    assert (len(home.archive.entries()), waiting_in(home)) == (entries, [])


def test_without_a_time_stamp_it_waits_where_the_office_sees_it(home: Home) -> None:
    """Under the code of the form alone; taken in again it is closed, and waits no more."""
    form_code = agreement_of(home, SILENT).form_code
    came = signed_elsewhere(home, form_code, "guardian", "chair")

    def down(question: bytes) -> bytes:
        raise ConnectionError

    without = replace(home, time_stamper=CheckedTimeStamper(down))
    with pytest.raises(TryLater, match=form_code) as refusal:
        agreements.receive_signed(without, form_code, came)
    assert agreement_of(home, SILENT).state == "asked"
    assert waiting_in(home) == [f"confidentiality-agreement-{form_code}-waiting.pdf"]
    assert waiting_in(home)[0] in refusal.value.hint

    assert agreements.receive_signed(home, form_code, came).level == "B-LTA"
    assert waiting_in(home) == []


def test_signed_elsewhere_under_a_certificate_revoked_meanwhile_it_is_not_kept(home: Home) -> None:
    """The guardian's laptop was stolen while the mail lay unread."""
    form_code = agreement_of(home, SILENT).form_code
    came = signed_elsewhere(home, form_code, "guardian", "chair")
    number = next(one.serial_number for field, one in people_in(came) if field == "guardian")
    now = home.clock.now()
    register = home.folder / "keys" / "revoked.jsonl"
    revoke(register, Revocation(Revoked(number, now, "keyCompromise", now - timedelta(days=1)), "RO-17"))

    with pytest.raises(NotAuthentic):
        agreements.receive_signed(home, form_code, came)

    assert agreement_of(home, SILENT).state == "asked"


def test_a_scan_with_another_persons_code_is_refused(home: Home, meeting: Meeting) -> None:
    """The barcode says whose agreement was signed; it is not filed under anybody else's name."""
    put = asked(home, meeting, SILENT)
    anothers = home.archive.read(agreement_of(home, DECLINED).sealed_digest)
    entries = len(home.archive.entries())
    pages = sign_and_scan(anothers, sign_in="guardian", ticks=5, seed=1)

    with pytest.raises(OutOfTurn, match="form code"):
        ink.file_scan(home, meeting.case, put, pages, "An Officer")

    assert agreement_of(home, SILENT).state == "asked"
    assert len(home.archive.entries()) == entries


def test_another_persons_signed_agreement_is_refused(home: Home) -> None:
    """A genuine file, signed by somebody else, does not stand for this person."""
    anothers = home.archive.read(agreement_of(home, SIGNED).signed_digest or "")
    entries = len(home.archive.entries())

    with pytest.raises(NotAuthentic):
        agreements.receive_signed(home, agreement_of(home, SILENT).form_code, anothers)

    assert agreement_of(home, SILENT).state == "asked"
    assert len(home.archive.entries()) == entries


def test_an_agreement_sent_back_unsigned_is_still_open(home: Home) -> None:
    """Nobody is told that they changed a file they only sent back too early."""
    agreement = agreement_of(home, SILENT)

    with pytest.raises(OutOfTurn, match="sign"):
        agreements.receive_signed(home, agreement.form_code, home.archive.read(agreement.sealed_digest))

    assert agreement_of(home, SILENT).state == "asked"


def test_a_signature_after_declining_is_refused_and_not_kept(home: Home) -> None:
    """Who declined has to be asked again; the file that came all the same is neither filed nor laid out."""
    agreement = agreement_of(home, DECLINED)
    entries = len(home.archive.entries())

    with pytest.raises(OutOfTurn, match="declined"):
        agreements.receive_signed(home, agreement.form_code, signed(home, agreement.form_code))

    assert len(home.archive.entries()) == entries
    assert not list(home.papers.rglob(f"*{agreement.form_code}-signed.pdf"))


def test_the_same_signed_file_again_changes_nothing(home: Home) -> None:
    """A file sent twice is one agreement."""
    agreement = agreement_of(home, SIGNED)
    entries = len(home.archive.entries())

    agreements.receive_signed(home, agreement.form_code, home.archive.read(agreement.signed_digest or ""))

    assert agreement_of(home, SIGNED) == agreement
    assert len(home.archive.entries()) == entries


def test_whoever_signs_late_gets_the_next_number(home: Home, meeting: Meeting) -> None:
    """The pharmacist signs the current wording and has copy 13; the volunteer, who signs after that, has 14."""
    late = []
    for ending in (EARLIER_WORDING, SILENT):
        form_code = asked(home, meeting, ending).agreement.form_code
        agreements.receive_signed(home, form_code, signed(home, form_code))
        late += conference.release(home, meeting, (person(home, ending),))

    assert [each.copy.number for each in late if isinstance(each, Released)] == ["13", "14"]


def test_a_withdrawn_agreement_opens_nothing(home: Home, meeting: Meeting) -> None:
    """A person who withdraws is refused from then on, though the copy they had stays on record."""
    with home.store.writing() as held:
        held.agreements.withdraw(agreement_of(home, SIGNED).form_code, at=home.clock.now())

    (outcome,) = conference.release(home, meeting, (person(home, SIGNED),))

    assert isinstance(outcome, Refusal)
    assert outcome.code == "withdrawn"


def test_a_new_wording_puts_every_agreement_out_of_date(home: Home, meeting: Meeting) -> None:
    """When the council changes the wording, the earlier signatures open nothing."""
    newer = record_of("agreement", {**amended(meeting.wording, {"wording_version": "2027-1"}).values})

    (outcome,) = conference.release(
        home, Meeting(meeting.case, meeting.conference, newer, meeting.pictures), (person(home, SIGNED),)
    )

    assert isinstance(outcome, Refusal)
    assert outcome.code == "agreement-superseded"
