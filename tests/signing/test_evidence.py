"""What verification says of files that nobody attacked, at other times, and of files that are no papers at all."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from inconfidence.core.digest import digest_of
from inconfidence.core.documents import SealedPdf, SignedPdf
from signing import Trust, verify
from signing.verify import LARGEST
from tests.signing import attacks
from tests.signing.desk import Desk, paper


def test_a_paper_with_a_missing_signature_is_incomplete(desk: Desk, sealed: SealedPdf) -> None:
    """It is genuine so far, and says which fields are empty."""
    evidence = desk.verified(sealed.content)

    assert evidence.verdict == "incomplete"
    assert evidence.level == "B-T"
    assert "Field guardian has not been signed yet." in evidence.problems


def test_a_field_on_record_as_optional_may_stay_empty(desk: Desk, sealed: SealedPdf) -> None:
    """The council's record can excuse a signature; the file alone cannot."""
    excused = [replace(place, required=place.role == "seal") for place in sealed.fields]

    evidence = verify(sealed.content, desk.pki.trust, clock=desk.clock, expected_fields=excused)

    assert evidence.verdict == "authentic"


def test_a_paper_nobody_signed_is_unsigned(desk: Desk) -> None:
    """Empty fields are no signatures."""
    evidence = desk.verified(paper("seal", "guardian").content)

    assert evidence.verdict == "unsigned"
    assert (evidence.level, evidence.clock, evidence.signatures) == ("none", "none", ())


def test_evidence_is_of_one_file(desk: Desk, signed: SignedPdf) -> None:
    """It carries the file's own digest."""
    assert desk.verified(signed.content).digest == digest_of(signed.content)


@pytest.mark.parametrize("wait", [timedelta(days=1), timedelta(days=40), timedelta(days=365), timedelta(days=3650)])
def test_a_signature_outlives_its_certificate(desk: Desk, signed: SignedPdf, wait: timedelta) -> None:
    """Certificates of thirty days and five years are judged at the time-stamp, not today."""
    assert desk.later(wait).verified(signed.content).verdict == "authentic"


def test_a_signature_does_not_outlive_its_time_authority(desk: Desk, signed: SignedPdf) -> None:
    """When the time certificate has ended, nothing proves the date any more, and that is said."""
    evidence = desk.later(timedelta(days=365 * 21)).verified(signed.content)

    assert evidence.verdict == "unrecognised"
    assert any("time authority" in problem for problem in evidence.problems)


def test_a_clock_before_the_council_existed_recognises_nothing(desk: Desk, signed: SignedPdf) -> None:
    """A verifier whose clock is wrong does not say "authentic"."""
    assert desk.later(timedelta(days=-1)).verified(signed.content).verdict == "unrecognised"


def test_without_a_root_nothing_is_recognised(desk: Desk, signed: SignedPdf) -> None:
    """No list of the operating system's is used in its stead."""
    evidence = verify(signed.content, Trust(), clock=desk.clock)

    assert evidence.verdict == "unrecognised"
    assert not any(one.trusted for one in evidence.signatures)


def test_problems_hold_no_personal_value(desk: Desk, sealed: SealedPdf, signed: SignedPdf) -> None:
    """The signer's name stands in the signature's facts alone."""
    evidence = verify(signed.content + b"\n", Trust(), clock=desk.clock)

    assert evidence.problems
    assert not any("Yıldız" in words for words in (*evidence.problems, *evidence.notes))


@pytest.mark.parametrize("junk", [b"", b"%PDF-1.7", b"not a paper", b"%PDF-1.7\n%%EOF", bytes(5000), b"<html></html>"])
def test_what_is_no_pdf_is_unreadable(desk: Desk, junk: bytes) -> None:
    """Any bytes at all get a verdict, never an exception."""
    assert desk.verified(junk).verdict == "unreadable"


def test_a_broken_off_paper_is_never_authentic(desk: Desk, signed: SignedPdf) -> None:
    """A download that stopped anywhere gets a verdict, never an exception."""
    dice = random.Random(20261123)
    lengths = [dice.randrange(len(signed.content)) for _ in range(25)]

    verdicts = {desk.verified(signed.content[:length]).verdict for length in lengths}

    assert "authentic" not in verdicts


def test_a_paper_under_a_password_is_unreadable(desk: Desk, sealed: SealedPdf) -> None:
    """What needs a password is not looked into."""
    assert desk.verified(attacks.encrypted(sealed.content)).verdict == "unreadable"


def test_a_file_beyond_all_measure_is_not_looked_at(desk: Desk) -> None:
    """The limit holds before anything is parsed."""
    evidence = desk.verified(b"%PDF-1.7\n".ljust(LARGEST + 1, b"\0"))

    assert evidence.verdict == "unreadable"
    assert "larger" in evidence.problems[0]


def test_fields_nested_without_end_are_no_trap(desk: Desk, sealed: SealedPdf) -> None:
    """A form that contains itself ends in a verdict."""

    def nest(writer: object) -> None:
        form = writer.root["/AcroForm"]
        field = form["/Fields"].raw_get(0)
        field.get_object()["/Kids"] = type(form["/Fields"])([field])
        writer.update_container(field.get_object())

    assert desk.verified(attacks.update(sealed.content, nest)).verdict in ("altered", "unreadable")
