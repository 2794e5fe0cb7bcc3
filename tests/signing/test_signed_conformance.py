"""Sealing and signing a paper of our own engine leaves it PDF/A-3a and PDF/UA-1."""

from __future__ import annotations

from io import BytesIO
from itertools import count
from pathlib import Path

import page
import pikepdf
import pytest

from generator import draw, make_stamp, preflight
from inconfidence.core.blocks import Paper, Paragraph, ParagraphStyle, Section, SignaturePlace, Text, TextStyle
from inconfidence.core.digest import digest_of
from inconfidence.core.documents import ClearedPdf, Mark, SealedPdf, SignatureField, SignedPdf
from signing import LocalKey, begin, finish, seal
from signing.parts import prepare
from tests.signing.desk import NOON, Desk, closed_by, open_desk
from tests.signing.years import renewed_for_thirty_years

FIELDS = tuple(SignatureField(name, name, f"Sign here: {name}") for name in ("seal", "guardian", "chair"))
CLOSING = SignatureField("closing", "closing", "The time-stamp that closes the paper")
STAMP = make_stamp(("Signed electronically", "Ayşe Yıldız", "Demonstration key"), 198, 57)

FALSE_ALARM = "PDFA3A-SIGNATURE-BYTERANGE-001"
"""The checker expects every signature to reach the end of the file; only the last one of several can."""


def drawn(
    fields: tuple[SignatureField, ...] = FIELDS, shown: tuple[str, ...] = ("guardian", "chair", "seal")
) -> ClearedPdf:
    line = Paragraph((Text("An agreement, line by line.", TextStyle()),), ParagraphStyle("Normal"))
    places = tuple(SignaturePlace(name, "Sign here", 198, 57) for name in shown)
    agreement = Paper("Agreement", "en-GB", (Section((line, *places)),))
    mark = Mark("Private and Confidential")
    checked = preflight(draw(agreement, mark, fields=fields, created=NOON, view=digest_of(b""), must_show=()))
    return ClearedPdf(checked.content, checked.digest, checked.page_count, checked.fields)


def failures(content: bytes, profile: str) -> set[str]:
    return {one.rule_id for one in page.validate_pdf_bytes(content, profile=profile).failures}


@pytest.fixture(scope="module")
def stamped(desk: Desk) -> SealedPdf:
    return seal(drawn(), desk.sealer, stamp=STAMP)


@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_a_sealed_paper_conforms(stamped: SealedPdf, profile: str) -> None:
    """A visible seal with its stamp breaks neither standard."""
    assert failures(stamped.content, profile) == set()


@pytest.mark.parametrize(("profile", "known"), [("3a", {FALSE_ALARM}), ("ua1", set())])
def test_a_signed_paper_conforms(desk: Desk, stamped: SealedPdf, profile: str, known: set[str]) -> None:
    """Two people's signatures on top break neither, but for the checker's one known false alarm."""
    signed = with_signatures(desk, stamped)

    assert failures(signed.content, profile) == known
    assert desk.verified(signed.content).verdict == "authentic"


def with_signatures(desk: Desk, stamped: SealedPdf) -> SealedPdf | SignedPdf:
    signed: SealedPdf | SignedPdf = stamped
    for field in ("guardian", "chair"):
        key = LocalKey()
        certificate = desk.certificate(key, stamped, field)
        session = begin(signed, field, certificate, desk.pki.chain(field), stamp=STAMP, clock=desk.clock)
        signed = finish(session, key.sign(session.to_be_signed), time_stamper=desk.time_stamper, clock=desk.clock)
    return signed


@pytest.mark.parametrize(("profile", "known"), [("3a", {FALSE_ALARM}), ("ua1", set())])
def test_a_closed_paper_conforms(desk: Desk, profile: str, known: set[str]) -> None:
    """What is kept in it, and the time-stamp over all, break neither; nobody sees the field."""
    sealed = seal(drawn((*FIELDS, CLOSING)), desk.sealer, stamp=STAMP)
    closed = closed_by(desk, with_signatures(desk, sealed))

    assert failures(closed.content, profile) == known
    evidence = desk.verified(closed.content)
    assert (evidence.verdict, evidence.level) == ("authentic", "B-LTA")


@pytest.mark.parametrize(("profile", "known"), [("3a", {FALSE_ALARM}), ("ua1", set())])
def test_a_paper_renewed_three_times_conforms(tmp_path: Path, profile: str, known: set[str]) -> None:
    """Each renewal's field lies out of every page's bounds and says what it is: it breaks neither."""
    desk = open_desk(tmp_path)
    sealed = seal(drawn((*FIELDS, CLOSING)), desk.sealer, stamp=STAMP)
    closed = closed_by(desk, with_signatures(desk, sealed))
    desks, states = renewed_for_thirty_years(desk, closed.content)

    assert failures(states[-1], profile) == known
    assert desks[-1].verified(states[-1]).verdict == "authentic"


def streams(content: bytes) -> list[bytes]:
    with pikepdf.open(BytesIO(content)) as pdf:
        return [each.read_raw_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream)]


def test_a_stamp_that_ends_in_half_a_line_end_conforms(desk: Desk) -> None:
    """One compressed stream in 256 ends in a carriage return, which must not read as part of what follows it."""
    stamps = (make_stamp((f"Signed electronically {number}",), 198, 57) for number in count())
    unlucky = next(each for each in stamps if any(one.endswith(b"\r") for one in streams(each.content)))

    sealed = seal(drawn(), desk.sealer, stamp=unlucky)
    by_pyhanko = prepare(drawn().content, "seal", desk.clock.now(), stamp=unlucky, certify=True).content

    assert failures(sealed.content, "3a") == set()
    assert not any(each.endswith(b"\r") for each in streams(by_pyhanko))
