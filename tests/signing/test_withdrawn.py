"""What the council has on record as revoked counts against papers that nobody closed too, and against no others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from cryptography import x509

from inconfidence.core.documents import ClearedPdf, Evidence, SignedPdf
from signing import LocalKey, Revoked, Trust, finish, seal, verify
from signing.seal import council_sealer
from tests.signing.desk import ALL_FIELDS, NOON, Desk, paper

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
Finds = Callable[[Desk, x509.Certificate], x509.Certificate]

OF: dict[str, Finds] = {
    "the guardian": lambda _desk, guardian: guardian,
    "the guardians' authority": lambda desk, _guardian: desk.pki.issuing["guardian"].certificate,
    "the seal": lambda desk, _guardian: desk.pki.seal.certificate,
    "the seals' authority": lambda desk, _guardian: desk.pki.issuing["seal"].certificate,
    "the time authority": lambda desk, _guardian: desk.pki.time.certificate,
    "the authority above it": lambda desk, _guardian: desk.pki.issuing["time"].certificate,
}


@pytest.fixture(scope="module")
def planned() -> ClearedPdf:
    return paper(*ALL_FIELDS)


@pytest.fixture(scope="module")
def guardian_and_paper(desk: Desk, planned: ClearedPdf) -> tuple[x509.Certificate, SignedPdf]:
    """A guardian's certificate, and the paper they signed with it; it has no field for a closing time-stamp."""
    sealed, key = desk.sealed(planned), LocalKey()
    session = desk.begun(sealed, "guardian", key, sealed)
    signed = finish(session, key.sign(session.to_be_signed), time_stamper=desk.time_stamper, clock=desk.clock)
    return session.certificate, desk.signed(signed, "chair", sealed)


def judged(desk: Desk, content: bytes, *revoked: Revoked) -> Evidence:
    trust = replace(desk.pki.trust, revoked=revoked)
    return verify(content, trust, clock=desk.later(10 * DAY).clock)


def entry(certificate: x509.Certificate, at: datetime, reason: str, since: datetime | None = None) -> Revoked:
    return Revoked(certificate.serial_number, at, reason, since)


@pytest.mark.parametrize("whose", OF)
@pytest.mark.parametrize("reason", ["keyCompromise", "superseded"])
def test_withdrawn_before_it_was_used_it_proves_nothing(
    desk: Desk, guardian_and_paper: tuple[x509.Certificate, SignedPdf], whose: str, reason: str
) -> None:
    """Whatever the reason, and whichever certificate of a chain it is; the moment itself is too late."""
    guardian, signed = guardian_and_paper
    gone = OF[whose](desk, guardian)

    assert judged(desk, signed.content).verdict == "authentic"
    for at in (NOON - DAY, NOON):
        assert judged(desk, signed.content, entry(gone, at, reason)).verdict == "unrecognised"


@pytest.mark.parametrize("reason", ["keyCompromise", "superseded", "privilegeWithdrawn", "cACompromise"])
@pytest.mark.parametrize("whose", [each for each in OF if "time" not in each and "above" not in each])
def test_withdrawn_after_its_time_stamp_it_still_counts_and_that_is_said(
    desk: Desk, guardian_and_paper: tuple[x509.Certificate, SignedPdf], whose: str, reason: str
) -> None:
    """The time-stamp proves that the signature was there before; whoever has the key now cannot have made it."""
    guardian, signed = guardian_and_paper

    evidence = judged(desk, signed.content, entry(OF[whose](desk, guardian), NOON + SECOND, reason))

    assert (evidence.verdict, evidence.problems) == ("authentic", ())
    assert "was withdrawn as of 23 November 2026" in " ".join(evidence.notes)
    assert "Yıldız" not in " ".join(evidence.notes)


@pytest.mark.parametrize("whose", OF)
def test_a_key_that_was_in_other_hands_before_it_was_reported_proves_nothing_from_then_on(
    desk: Desk, guardian_and_paper: tuple[x509.Certificate, SignedPdf], whose: str
) -> None:
    """Stolen on Sunday, used on Monday, reported on Tuesday (RFC 5280, 5.3.2: the invalidity date)."""
    guardian, signed = guardian_and_paper
    gone = OF[whose](desk, guardian)

    reported = entry(gone, NOON + DAY, "keyCompromise", NOON - SECOND)

    assert judged(desk, signed.content, reported).verdict == "unrecognised"


@pytest.mark.parametrize(("reason", "verdict"), [("keyCompromise", "unrecognised"), ("superseded", "authentic")])
def test_a_lost_time_key_takes_papers_along_that_nobody_closed(
    desk: Desk, guardian_and_paper: tuple[x509.Certificate, SignedPdf], reason: str, verdict: str
) -> None:
    """Its holder writes any time, also one before the loss; a key that was only replaced is no such thing."""
    gone = desk.pki.time.certificate

    evidence = judged(desk, guardian_and_paper[1].content, entry(gone, NOON + SECOND, reason))

    assert evidence.verdict == verdict
    assert ("the stamp stands" in " ".join(evidence.notes)) is (verdict == "authentic")


def test_a_number_on_record_is_the_councils_own_and_nobody_elses(
    desk: Desk, other_desk: Desk, planned: ClearedPdf
) -> None:
    """An outside authority may give the same number; of its certificates the council's register says nothing."""
    outer = council_sealer(desk.pki, other_desk.time_stamper, desk.clock)
    sealed = seal(paper("seal"), outer, stamp=None)
    own = Trust((desk.pki.root,), time_roots=(other_desk.pki.root,))
    number = entry(other_desk.pki.time.certificate, NOON - DAY, "keyCompromise")

    assert verify(sealed.content, replace(own, revoked=(number,)), clock=desk.clock).verdict == "authentic"
    theirs = replace(number, serial=desk.pki.seal.certificate.serial_number)
    assert verify(sealed.content, replace(own, revoked=(theirs,)), clock=desk.clock).verdict == "unrecognised"
