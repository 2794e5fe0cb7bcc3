"""What may be kept is kept once, with a receipt, and what may not is refused."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from archive import Archive, Label, load_retention_classes
from inconfidence.core.digest import digest_of
from inconfidence.core.documents import Evidence, Verdict
from inconfidence.core.errors import Failed, NotAuthentic, NotFound, UsageError

Proof = Callable[..., Evidence]

PDF = b"%PDF-1.7 one"
OTHER = b"%PDF-1.7 two"


def lines(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "ledger.jsonl").read_text("utf-8").splitlines()]


def test_a_kept_file_lies_under_its_own_digest(
    archive: Archive, folder: Path, label: Label, proof: Proof, now: datetime
) -> None:
    """The name of an object is what it is, and only its owner may read it."""
    receipt = archive.keep(PDF, proof(PDF), label, at=now)

    path = folder / "objects" / receipt.object[:2] / f"{receipt.object[2:]}.pdf"
    assert (path.read_bytes(), receipt.object) == (PDF, digest_of(PDF))
    assert path.stat().st_mode & 0o777 == 0o400
    assert (folder / "ledger.jsonl").stat().st_mode & 0o777 == 0o600
    assert archive.read(receipt.object) == PDF


def test_each_entry_names_the_one_before(
    archive: Archive, folder: Path, label: Label, proof: Proof, now: datetime
) -> None:
    """The ledger is a chain: number, digest of the entry before, and what is kept."""
    first = archive.keep(PDF, proof(PDF), label, at=now)
    archive.keep(OTHER, proof(OTHER), label, at=now)

    one, two = lines(folder)
    assert (one["sequence"], one["previous"], one["digest"]) == (1, "0" * 64, first.entry)
    assert (two["sequence"], two["previous"], two["object"]) == (2, first.entry, digest_of(OTHER))
    assert (two["paper"], two["verdict"], two["retention_class"]) == ("invitation", "authentic", "context-case")


def test_keeping_twice_gives_the_first_receipt(
    archive: Archive, folder: Path, label: Label, proof: Proof, now: datetime
) -> None:
    """A second run adds no file and no entry, in this program or in another."""
    first = archive.keep(PDF, proof(PDF), label, at=now)
    later = now + timedelta(days=1)

    assert archive.keep(PDF, proof(PDF), label, at=later) == first
    assert Archive(folder, load_retention_classes()).keep(PDF, proof(PDF), label, at=later) == first
    assert len(lines(folder)) == 1
    assert archive.find(first.object, label.reference) == first


def test_one_file_may_be_kept_under_two_references(
    archive: Archive, folder: Path, label: Label, proof: Proof, now: datetime
) -> None:
    """Two papers that happen to be the same bytes share the object, not the entry."""
    archive.keep(PDF, proof(PDF), label, at=now)
    archive.keep(PDF, proof(PDF), replace(label, reference="P-OTHER"), at=now)

    assert (len(lines(folder)), archive.check().objects) == (2, 1)


@pytest.mark.parametrize("verdict", ["altered", "unrecognised", "unsigned", "unreadable"])
def test_what_is_not_genuine_is_not_kept(
    archive: Archive, label: Label, proof: Proof, now: datetime, verdict: Verdict
) -> None:
    """Only what is proved goes in as proved; the message says in plain words why not."""
    with pytest.raises(NotAuthentic, match="is not kept") as refused:
        archive.keep(PDF, proof(PDF, verdict), label, at=now)

    assert proof(PDF, verdict).in_plain_words in str(refused.value)
    assert (archive.entries(), archive.check().objects) == ((), 0)


def test_a_paper_still_to_be_signed_is_kept_as_incomplete(
    archive: Archive, label: Label, proof: Proof, now: datetime
) -> None:
    """What was put to somebody to sign is kept under its own verdict, never as if it had been signed."""
    archive.keep(PDF, proof(PDF, "incomplete"), label, at=now)

    (entry,) = archive.entries()
    assert (entry.kind, entry.verdict) == ("kept", "incomplete")


def test_evidence_of_another_file_is_no_evidence(archive: Archive, label: Label, proof: Proof, now: datetime) -> None:
    """A good verdict cannot be lent to another file, refused or not."""
    with pytest.raises(NotAuthentic, match="of another file"):
        archive.keep(PDF, proof(OTHER), label, at=now)
    with pytest.raises(NotAuthentic, match="of another file"):
        archive.keep_refused(PDF, proof(OTHER, "altered"), label, why="altered", at=now)


def test_an_altered_agreement_is_kept_as_evidence_of_the_refusal(
    archive: Archive, label: Label, proof: Proof, now: datetime
) -> None:
    """What was refused can be shown one day, under its true verdict and with the reason."""
    receipt = archive.keep_refused(PDF, proof(PDF, "altered"), label, why="altered", at=now)

    (entry,) = archive.entries()
    assert (entry.kind, entry.verdict, entry.why, entry.object) == ("refused", "altered", "altered", receipt.object)


@pytest.mark.parametrize("word", ["../../etc/passwd", "a/b", "", ".hidden", "Zoë Canary", "P-1\n", "C:\\x"])
@pytest.mark.parametrize("part", ["reference", "paper", "retention_class"])
def test_a_path_or_a_name_is_no_reference(
    archive: Archive, folder: Path, label: Label, proof: Proof, now: datetime, part: str, word: str
) -> None:
    """Nothing that could lead out of the folder, or name a person, reaches the ledger."""
    with pytest.raises(UsageError):
        archive.keep(PDF, proof(PDF), replace(label, **{part: word}), at=now)

    assert not (folder / "ledger.jsonl").exists()


def test_a_class_that_does_not_exist_is_refused_with_those_that_do(
    archive: Archive, label: Label, proof: Proof, now: datetime
) -> None:
    """Nothing is kept without knowing for how long, or who has to decide."""
    with pytest.raises(UsageError, match="no retention class for-ever") as refused:
        archive.keep(PDF, proof(PDF), replace(label, retention_class="for-ever"), at=now)

    assert "child-protection" in refused.value.hint


@pytest.mark.parametrize("digest", ["ab" * 32, "../ledger", "", "AB" * 32])
def test_what_is_not_kept_cannot_be_read(archive: Archive, digest: str) -> None:
    """A digest nobody kept, or no digest at all, is not found."""
    with pytest.raises(NotFound):
        archive.read(digest)


def test_a_folder_that_cannot_be_used_is_one_clear_message(tmp_path: Path) -> None:
    """A file where the archive should be is an answer, not a traceback, and names no path."""
    (tmp_path / "archive").write_text("not a folder")

    with pytest.raises(Failed, match="could not be used") as refused:
        Archive(tmp_path / "archive", load_retention_classes())
    assert str(tmp_path) not in str(refused.value)


def test_the_ledger_holds_nothing_but_codes_and_digests(
    archive: Archive, folder: Path, proof: Proof, now: datetime
) -> None:
    """Every value in the ledger is a number, a digest, a code, a reference or a moment."""
    archive.keep(PDF, proof(PDF), Label("invitation", "P-1", "agreement"), at=now)

    (line,) = (folder / "ledger.jsonl").read_text("utf-8").splitlines()
    assert " " not in line
    assert line.isascii()


def test_the_first_file_kept_under_a_reference_is_found(
    archive: Archive, label: Label, proof: Proof, now: datetime
) -> None:
    """A run that was cut off finds what it kept by the paper's own reference, and not what was refused under it."""
    archive.keep_refused(OTHER, proof(OTHER, verdict="altered"), label, why="altered", at=now)
    before = archive.first(label.reference)

    kept = archive.keep(PDF, proof(PDF), label, at=now)

    assert before is None
    assert archive.first(label.reference) == kept.object


def test_the_proof_of_a_files_time_is_kept_in_its_entry(
    archive: Archive, folder: Path, label: Label, proof: Proof, now: datetime
) -> None:
    """The archive alone can prove a copy that was sealed in a batch; the chain holds, other entries are as ever."""
    archive.keep(PDF, proof(PDF), label, at=now, proof=b"\x30\x00record")
    archive.keep(OTHER, proof(OTHER), label, at=now)

    first, second = lines(folder)
    assert b64decode(str(first["proof"])) == b"\x30\x00record"
    assert "proof" not in second
    assert second["previous"] == first["digest"]
    assert not archive.check().faults
