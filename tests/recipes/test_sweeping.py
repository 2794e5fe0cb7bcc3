"""Everything kept is looked at again: quickly where a signer is known, in full where not, and a stranger is found."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding

from archive import Archive, Label, load_retention_classes
from inconfidence.core.documents import Evidence
from inconfidence.recipes.sweeping import sweep_archive
from signing import Revoked, may_carry, people_in
from signing.revocation import revocation_list
from signing.validation_data import ValidationData
from tests.signing.desk import Desk, open_desk, paper


def kept(archive: Archive, desk: Desk, content: bytes, number: int, evidence: Evidence | None = None) -> None:
    label = Label("letter", f"P-{number:04d}-AAAA", sorted(load_retention_classes())[0])
    archive.keep(content, evidence or desk.verified(content), label, at=desk.clock.now())


def test_one_paper_of_each_signer_is_judged_and_the_others_swept(tmp_path: Path) -> None:
    """The seal's first paper and each person's own are judged in full."""
    desk, archive = open_desk(tmp_path / "council"), Archive(tmp_path / "archive", load_retention_classes())
    for number in range(5):
        kept(archive, desk, desk.sealed(paper("seal", words=f"Letter {number}", pages=1)).content, number)
    kept(archive, desk, desk.complete(paper("seal", "guardian", "chair")).content, 9)

    found = sweep_archive(archive, desk.pki.trust, desk.clock)

    assert (found.intact, found.judged, found.doubtful) == (4, 2, ())


def test_a_strangers_paper_that_got_into_the_archive_is_found(tmp_path: Path) -> None:
    """Its digest and ledger entry are right, because somebody forged the evidence as well."""
    desk, archive = open_desk(tmp_path / "council"), Archive(tmp_path / "archive", load_retention_classes())
    stranger = open_desk(tmp_path / "lookalike")
    ours, theirs = (each.sealed(paper("seal", pages=1)).content for each in (desk, stranger))
    kept(archive, desk, ours, 1)
    forged = replace(desk.verified(ours), digest=stranger.verified(theirs).digest)
    kept(archive, desk, theirs, 2, forged)

    found = sweep_archive(archive, desk.pki.trust, desk.clock)

    assert archive.check().sound
    assert [verdict for _, verdict in found.doubtful] == ["unrecognised"]
    assert "does not know" in found.in_plain_words[1]


def test_what_may_carry_a_revoked_certificate_is_judged_again(tmp_path: Path) -> None:
    """The seal is well known and nothing was changed: all the same, papers it sealed after it was lost are found."""
    desk, archive = open_desk(tmp_path / "council"), Archive(tmp_path / "archive", load_retention_classes())
    for number in range(3):
        at = desk.later(timedelta(days=number))
        kept(archive, at, at.sealed(paper("seal", words=f"Letter {number}", pages=1)).content, number)
    late, days = desk.later(timedelta(days=9)), timedelta(days=1, hours=1)
    lost = Revoked(desk.pki.seal.certificate.serial_number, late.clock.now(), "keyCompromise", desk.clock.now() + days)
    somebody_elses = replace(lost, serial=lost.serial + 1)

    found = sweep_archive(archive, replace(desk.pki.trust, revoked=(lost,)), late.clock)
    same = sweep_archive(archive, replace(desk.pki.trust, revoked=(somebody_elses,)), late.clock)

    assert (found.intact, found.judged, len(found.doubtful)) == (0, 3, 1)
    assert (same.intact, same.judged, same.doubtful) == (2, 1, ())


def test_a_list_from_elsewhere_has_everything_judged_again(tmp_path: Path) -> None:
    """Whom it names is not looked at before: each paper is."""
    desk, archive = open_desk(tmp_path / "council"), Archive(tmp_path / "archive", load_retention_classes())
    for number in range(2):
        kept(archive, desk, desk.sealed(paper("seal", words=f"Letter {number}", pages=1)).content, number)
    entry = Revoked(desk.pki.seal.certificate.serial_number, desk.clock.now(), "keyCompromise")
    listed = revocation_list(desk.pki.issuing["seal"], [entry], 1, desk.clock.now()).public_bytes(Encoding.DER)

    found = sweep_archive(archive, replace(desk.pki.trust, heard=ValidationData(lists=(listed,))), desk.clock)

    assert (found.intact, len(found.doubtful)) == (0, 2)


def test_a_number_is_found_wherever_a_paper_carries_it(tmp_path: Path) -> None:
    """Leaf and authority, of seal, person and time-stamp; a number with a high first bit is written with a zero."""
    desk = open_desk(tmp_path / "council")
    content = desk.complete(paper("seal", "guardian", "chair")).content
    pki, people = desk.pki, [one for _, one in people_in(content)]
    certificates = [
        pki.seal.certificate,
        pki.time.certificate,
        *people,
        *(each.certificate for each in pki.issuers.values()),
    ]

    assert len(people) == 2
    assert all(may_carry(content, each.serial_number) for each in certificates)
    assert not may_carry(content, pki.root.serial_number)
    assert may_carry(b"021100FF00000000000000000000000000000A", 0xFF00000000000000000000000000000A)
