"""The sweep says intact only of what was judged, byte for byte; whatever it does not know goes to the judge."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from inconfidence.core.digest import digest_of
from inconfidence.core.documents import SealedPdf, SignedPdf
from inconfidence.core.errors import NotAuthentic
from signing import Remembered, issue_rsa_seal, remembered, seal, signer_of, swept
from tests.signing.desk import Desk, paper, stamp
from tests.signing.test_signed_conformance import STAMP
from tests.signing.test_signed_conformance import drawn as own_form


@pytest.fixture(scope="module", params=["sealed", "signed", "RSA", "our own form", "kept"])
def judged(desk: Desk, sealed: SealedPdf, signed: SignedPdf, request: pytest.FixtureRequest) -> bytes:
    if request.param == "RSA":
        rsa = signer_of(issue_rsa_seal(desk.pki, desk.clock), desk.pki.chain("seal"))
        return seal(paper("seal"), replace(desk.sealer, signer=rsa), stamp=stamp("Sealed")).content
    if request.param == "kept":
        return seal(paper("seal"), desk.lasting(), stamp=None).content
    if request.param == "our own form":
        return seal(own_form(), desk.sealer, stamp=STAMP).content
    return (sealed if request.param == "sealed" else signed).content


def test_a_judged_paper_is_intact(desk: Desk, judged: bytes) -> None:
    """Sealed, signed by three, with either kind of key, and however it was written."""
    assert swept(judged, remembered(judged, desk.verified(judged))) == "intact"


def test_any_change_is_left_to_the_judge(desk: Desk, judged: bytes) -> None:
    """Flipped bits anywhere, bytes added and cut off."""
    record = remembered(judged, desk.verified(judged))
    draw = random.Random(7)
    places = [draw.randrange(len(judged)) for _ in range(200)]
    changed = [judged[:at] + bytes([judged[at] ^ 1]) + judged[at + 1 :] for at in places]

    assert {swept(each, record) for each in (*changed, judged + b"\n", judged[:-1], b"")} == {"judge in full"}


def test_a_record_with_the_changed_files_own_digest_helps_nobody(desk: Desk, judged: bytes) -> None:
    """Whoever can write into the record as well is still held by the signature, but in what no signature covers."""
    record = remembered(judged, desk.verified(judged))
    draw = random.Random(8)
    place = judged.rindex(b"/Contents <")
    for _ in range(200):
        at = draw.choice((draw.randrange(place), draw.randrange(place + 12_310, end_of_seal(judged))))
        changed = judged[:at] + bytes([judged[at] ^ 1]) + judged[at + 1 :]
        assert swept(changed, replace(record, digest=digest_of(changed))) == "judge in full"


def end_of_seal(content: bytes) -> int:
    """Return where the revision of the last signature ends: behind it stands at most what is kept."""
    return content.index(b"%%EOF\n", content.rindex(b"/ByteRange")) + len(b"%%EOF\n")


def test_what_stands_behind_a_seal_in_another_form_is_left_to_the_judge(desk: Desk) -> None:
    """Were the record changed with it: a value may be another of the same form, and nothing else may be there."""
    kept = seal(paper("seal"), desk.lasting(), stamp=None).content
    record, end = remembered(kept, desk.verified(kept)), end_of_seal(kept)
    frame = [at for at in range(end, len(kept)) if kept[at : at + 9] in (b"/DSS 19 0", b"/Root 1 0", b"endstream")]
    changed = [kept[:at] + b" " + kept[at:] for at in frame] + [kept + b" ", kept + kept[end:], kept[:-1]]

    assert len(frame) > 5
    assert {swept(each, replace(record, digest=digest_of(each))) for each in changed} == {"judge in full"}


def test_filled_padding_is_left_to_the_judge(desk: Desk, judged: bytes) -> None:
    """The space behind the signature stays empty even where the record was changed with it."""
    record = remembered(judged, desk.verified(judged))
    at = judged.rindex(b"0>", judged.rindex(b"/Contents <"))
    filled = judged[:at] + b"1" + judged[at + 1 :]

    assert swept(filled, replace(record, digest=digest_of(filled))) == "judge in full"


def test_another_signer_than_the_one_remembered_is_left_to_the_judge(desk: Desk, other_desk: Desk) -> None:
    """A council of the same name with other keys, its file put in place with its own digest."""
    ours, theirs = desk.sealed(paper("seal")).content, other_desk.sealed(paper("seal")).content
    record = remembered(ours, desk.verified(ours))

    assert swept(theirs, Remembered(digest_of(theirs), record.signers)) == "judge in full"


def test_a_later_signature_that_was_not_judged_is_left_to_the_judge(
    desk: Desk, sealed: SealedPdf, signed: SignedPdf
) -> None:
    """The record of the sealed paper says nothing of the signed one, nor of one cut back."""
    before = remembered(sealed.content, desk.verified(sealed.content))
    after = remembered(signed.content, desk.verified(signed.content))

    assert swept(signed.content, replace(before, digest=digest_of(signed.content))) == "judge in full"
    assert swept(sealed.content, replace(after, digest=sealed.digest)) == "judge in full"


def test_only_what_was_judged_genuine_is_remembered(desk: Desk, other_desk: Desk, sealed: SealedPdf) -> None:
    """Not a stranger's paper, not an altered one, not by the evidence of another file."""
    theirs = other_desk.sealed(paper("seal")).content
    altered = sealed.content.replace(b"stream\n", b"stream\r", 1)
    for content, evidence in (
        (theirs, desk.verified(theirs)),
        (altered, desk.verified(altered)),
        (altered, desk.verified(sealed.content)),
    ):
        with pytest.raises(NotAuthentic):
            remembered(content, evidence)


@pytest.mark.parametrize(
    "content", [b"%PDF", b"/ByteRange [0 1 2 3]", b"/ByteRange[0 1 3 0]<>", b"/ByteRange [0 99999999999 1 1]"]
)
def test_what_is_no_signature_is_left_to_the_judge(content: bytes) -> None:
    """Never an exception: a sweep of a hundred thousand files does not stop at one."""
    assert swept(content, Remembered(digest_of(content), frozenset({digest_of(b"")}))) == "judge in full"
