"""A renewed file is a new version of what is kept: the former one stays, and the newest is found by any of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from archive import Archive, Label
from inconfidence.core.digest import digest_of
from inconfidence.core.documents import Evidence
from inconfidence.core.errors import NotAuthentic, NotFound

Proof = Callable[..., Evidence]

FIRST = b"%PDF-1.7 one"
SECOND = FIRST + b" renewed"
THIRD = SECOND + b" again"
DAY = timedelta(days=1)


@pytest.fixture
def kept(archive: Archive, label: Label, proof: Proof, now: datetime) -> Archive:
    """One file, and one that was renewed twice."""
    archive.keep(b"%PDF-1.7 other", proof(b"%PDF-1.7 other"), label, at=now)
    archive.keep(FIRST, proof(FIRST), label, at=now)
    archive.keep_renewed(SECOND, proof(SECOND), digest_of(FIRST), at=now + DAY)
    archive.keep_renewed(THIRD, proof(THIRD), digest_of(SECOND), at=now + 2 * DAY)
    return archive


def test_every_version_stays_as_it_was(kept: Archive) -> None:
    """Nothing archived is overwritten."""
    assert [kept.read(digest_of(each)) for each in (FIRST, SECOND, THIRD)] == [FIRST, SECOND, THIRD]
    assert kept.check().sound


def test_the_ledger_says_whose_place_a_version_takes(kept: Archive, label: Label) -> None:
    """Under the same label, in the same chain."""
    *_, second, third = kept.entries()

    assert (second.kind, second.object, second.why) == ("renewed", digest_of(SECOND), digest_of(FIRST))
    assert (third.reference, third.paper, third.retention_class) == (label.reference, label.paper, "context-case")
    assert third.why == digest_of(SECOND)


def test_the_newest_version_is_found_by_any(kept: Archive) -> None:
    """And of what was never renewed, itself."""
    assert {kept.newest(digest_of(each)) for each in (FIRST, SECOND, THIRD)} == {digest_of(THIRD)}
    assert kept.newest(digest_of(b"%PDF-1.7 other")) == digest_of(b"%PDF-1.7 other")
    assert [each.object for each in kept.current()] == [digest_of(b"%PDF-1.7 other"), digest_of(THIRD)]


def test_what_was_first_kept_under_a_reference_is_still_found(kept: Archive, label: Label) -> None:
    """A run that was cut off goes on from it."""
    assert kept.first(label.reference) == digest_of(b"%PDF-1.7 other")


def test_a_version_has_to_go_on_from_the_former_one(kept: Archive, proof: Proof, now: datetime) -> None:
    """Another file cannot take its place, however genuine."""
    with pytest.raises(NotAuthentic, match="is not kept"):
        kept.keep_renewed(b"%PDF-1.7 else", proof(b"%PDF-1.7 else"), digest_of(THIRD), at=now)


@pytest.mark.parametrize("verdict", ["incomplete", "altered", "unrecognised"])
def test_only_an_authentic_version_takes_a_place(kept: Archive, proof: Proof, now: datetime, verdict: str) -> None:
    """Incomplete is not enough: what it renews was complete."""
    with pytest.raises(NotAuthentic, match="is not kept"):
        kept.keep_renewed(THIRD + b"x", proof(THIRD + b"x", verdict), digest_of(THIRD), at=now)


def test_a_version_that_was_renewed_already_is_not_renewed_again(kept: Archive, proof: Proof, now: datetime) -> None:
    """There is one newest version of everything."""
    with pytest.raises(NotFound):
        kept.keep_renewed(FIRST + b"x", proof(FIRST + b"x"), digest_of(FIRST), at=now)


def test_evidence_of_a_refusal_is_not_renewed(archive: Archive, label: Label, proof: Proof, now: datetime) -> None:
    """It never was genuine."""
    archive.keep_refused(FIRST, proof(FIRST, "altered"), label, why="altered", at=now)

    with pytest.raises(NotFound):
        archive.keep_renewed(SECOND, proof(SECOND), digest_of(FIRST), at=now)


def test_a_file_whose_entry_was_cut_off_is_told(kept: Archive, folder: Path) -> None:
    """Written, and the power went before the ledger had its line."""
    ledger = folder / "ledger.jsonl"
    ledger.write_bytes(b"".join(ledger.read_bytes().splitlines(keepends=True)[:-1]))

    assert Archive(folder, {}).unentered() == (digest_of(THIRD),)
    assert kept.unentered() == (digest_of(THIRD),)
