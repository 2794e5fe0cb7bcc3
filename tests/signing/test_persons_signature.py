"""A person's signature in two calls: bound to one paper, made with one key, stamped or not made at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from inconfidence.core.documents import SealedPdf, SignedPdf
from inconfidence.core.errors import NotAuthentic, NotFound, OutOfTurn, TryLater
from signing import CheckedTimeStamper, LocalKey, begin, finish
from tests.signing.desk import Desk, paper


def test_a_fully_signed_agreement_is_authentic(desk: Desk, signed: SignedPdf) -> None:
    """Seal, guardian and chair, each in their role, each time-stamped."""
    evidence = desk.verified(signed.content)

    assert evidence.verdict == "authentic"
    assert [one.role for one in evidence.signatures] == ["seal", "guardian", "chair"]
    assert {one.level for one in evidence.signatures} == {"B-T"}


def test_signing_leaves_earlier_signatures_as_they_were(desk: Desk, sealed: SealedPdf) -> None:
    """The bytes that were sealed stay, byte for byte, and are still covered."""
    signed = desk.signed(sealed, "guardian", sealed)

    assert signed.content.startswith(sealed.content)
    assert signed.sealed == sealed.digest
    assert all(one.intact for one in desk.verified(signed.content).signatures)


@pytest.mark.parametrize("name", ["Ayşe Yıldız", "חיה ייִדיש", "李小龙", "Ọlátúnjí Adébáyọ̀"])
def test_a_signer_stands_in_the_evidence_in_their_own_script(desk: Desk, sealed: SealedPdf, name: str) -> None:
    """Names are never bent into ASCII."""
    evidence = desk.verified(desk.signed(sealed, "guardian", sealed, name).content)

    assert evidence.signatures[1].signer == name


def test_the_chair_may_sign_before_the_guardian(desk: Desk, sealed: SealedPdf) -> None:
    """The order of people is not fixed, only that the seal is first."""
    first = desk.signed(sealed, "chair", sealed)

    assert desk.verified(desk.signed(first, "guardian", sealed).content).verdict == "authentic"


def test_two_guardians_can_sign_one_paper(desk: Desk) -> None:
    """Fields guardian-1 and guardian-2 each take a guardian's signature."""
    sealed = desk.sealed(paper("seal", "guardian-1", "guardian-2"))
    signed: SealedPdf | SignedPdf = sealed
    for field in ("guardian-1", "guardian-2"):
        key = LocalKey()
        certificate = desk.certificate(key, sealed, field, role="guardian")
        session = begin(signed, field, certificate, desk.pki.chain("guardian"), stamp=None, clock=desk.clock)
        signed = finish(session, key.sign(session.to_be_signed), time_stamper=desk.time_stamper, clock=desk.clock)

    assert desk.verified(signed.content).verdict == "authentic"


def test_a_local_key_signs_once(desk: Desk, sealed: SealedPdf) -> None:
    """The key made here is gone after its first use."""
    key = LocalKey()
    key.sign(b"once")

    with pytest.raises(OutOfTurn, match="destroyed"):
        key.sign(b"twice")


def test_the_verdict_says_that_the_key_was_made_here(desk: Desk, signed: SignedPdf) -> None:
    """A reader learns that the signer did not hold the key."""
    assert any("guardian" in note and "destroyed" in note for note in desk.verified(signed.content).notes)


def test_another_keys_signature_is_refused(desk: Desk, sealed: SealedPdf) -> None:
    """A signature of a key that is not the certificate's does not get into the paper."""
    session = desk.begun(sealed, "guardian", LocalKey(), sealed)

    with pytest.raises(NotAuthentic):
        finish(session, LocalKey().sign(session.to_be_signed), time_stamper=desk.time_stamper, clock=desk.clock)


@pytest.mark.parametrize("junk", [b"", b"signature", bytes(64), bytes(10_000)])
def test_what_is_no_signature_is_refused(desk: Desk, sealed: SealedPdf, junk: bytes) -> None:
    """A browser may send anything."""
    session = desk.begun(sealed, "guardian", LocalKey(), sealed)

    with pytest.raises(NotAuthentic):
        finish(session, junk, time_stamper=desk.time_stamper, clock=desk.clock)


def test_a_certificate_for_another_paper_is_refused(desk: Desk, sealed: SealedPdf) -> None:
    """An agreement to one paper cannot be moved to another."""
    other = desk.sealed(paper("seal", "guardian", words="Another agreement"))
    key = LocalKey()

    with pytest.raises(NotAuthentic, match="another paper"):
        begin(
            sealed,
            "guardian",
            desk.certificate(key, other, "guardian"),
            desk.pki.chain("guardian"),
            stamp=None,
            clock=desk.clock,
        )


def test_a_session_moved_to_another_field_is_refused(desk: Desk, sealed: SealedPdf) -> None:
    """What was begun for one field is not finished for another."""
    key = LocalKey()
    session = replace(desk.begun(sealed, "guardian", key, sealed), field_name="chair")

    with pytest.raises(NotAuthentic):
        finish(session, key.sign(session.to_be_signed), time_stamper=desk.time_stamper, clock=desk.clock)


def test_a_guardians_certificate_does_not_sign_for_the_chair(desk: Desk, sealed: SealedPdf) -> None:
    """The role counts, not only the field's name."""
    certificate = desk.certificate(LocalKey(), sealed, "chair", role="guardian")

    with pytest.raises(NotAuthentic, match="role"):
        begin(sealed, "chair", certificate, desk.pki.chain("guardian"), stamp=None, clock=desk.clock)


def test_the_seals_field_is_not_for_people(desk: Desk, sealed: SealedPdf) -> None:
    """Nobody signs in the place of the seal."""
    certificate = desk.certificate(LocalKey(), sealed, "seal", role="guardian")

    with pytest.raises(OutOfTurn):
        begin(sealed, "seal", certificate, desk.pki.chain("guardian"), stamp=None, clock=desk.clock)


def test_a_field_that_does_not_exist_is_not_found(desk: Desk, sealed: SealedPdf) -> None:
    """Neither is a certificate made for it, nor is one of another field taken there; the message names no person."""
    certificate = desk.certificate(LocalKey(), sealed, "guardian")

    with pytest.raises(NotFound, match="guardian-9"):
        desk.certificate(LocalKey(), sealed, "guardian-9", role="guardian")
    with pytest.raises(NotFound, match="guardian-9") as caught:
        begin(sealed, "guardian-9", certificate, desk.pki.chain("guardian"), stamp=None, clock=desk.clock)

    assert "Yıldız" not in caught.value.message


def test_nobody_signs_twice_in_one_place(desk: Desk, sealed: SealedPdf, signed: SignedPdf) -> None:
    """A signed field stays with who signed it."""
    certificate = desk.certificate(LocalKey(), replace(sealed, digest=signed.sealed), "guardian")

    with pytest.raises(OutOfTurn, match="signed already"):
        begin(signed, "guardian", certificate, desk.pki.chain("guardian"), stamp=None, clock=desk.clock)


def test_a_paper_changed_since_its_seal_is_not_signed(desk: Desk, sealed: SealedPdf) -> None:
    """Nobody is asked to sign what they were not shown."""
    changed = replace(sealed, content=sealed.content + b"\n")

    with pytest.raises(NotAuthentic):
        desk.begun(changed, "guardian", LocalKey(), sealed)


def test_a_certificate_that_has_ended_signs_nothing(desk: Desk, sealed: SealedPdf) -> None:
    """After thirty days the agreement has to be asked for again."""
    key = LocalKey()
    session = desk.begun(sealed, "guardian", key, sealed)
    late = desk.later(timedelta(days=30, seconds=1))

    with pytest.raises(OutOfTurn, match="not valid now"):
        finish(session, key.sign(session.to_be_signed), time_stamper=late.time_stamper, clock=late.clock)


def test_a_signature_that_cannot_be_stamped_waits_and_can_be_finished_later(desk: Desk, sealed: SealedPdf) -> None:
    """The same session and the same signature work when the time authority is back."""

    def down(question: bytes) -> bytes:
        raise ConnectionError

    key = LocalKey()
    session = desk.begun(sealed, "guardian", key, sealed)
    signature = key.sign(session.to_be_signed)
    with pytest.raises(TryLater):
        finish(session, signature, time_stamper=CheckedTimeStamper(down), clock=desk.clock)

    later = desk.later(timedelta(hours=3))
    signed = finish(session, signature, time_stamper=later.time_stamper, clock=later.clock)

    assert later.verified(signed.content).signatures[1].time == later.clock.moment
