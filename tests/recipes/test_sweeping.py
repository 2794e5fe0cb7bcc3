"""Everything kept is looked at again: quickly where a signer is known, in full where not, and a stranger is found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from archive import Archive, Label, load_retention_classes
from inconfidence.core.documents import Evidence
from inconfidence.recipes.sweeping import sweep_archive
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
