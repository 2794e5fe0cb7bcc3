"""Copies of the conference pack: one body for many, one time for all, and the proof kept wherever it may be needed."""

from __future__ import annotations

import shutil
from base64 import b64decode
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from forms import amended
from inconfidence.core.clock import SystemClock
from inconfidence.core.digest import digest_of
from inconfidence.core.errors import TryLater
from inconfidence.recipes.bundling import bundle
from inconfidence.recipes.conference import Meeting, meeting_of, release
from inconfidence.recipes.home import Home, open_home, secret_folder
from inconfidence.recipes.papers import judged
from inconfidence.recipes.verification import proofs_beside
from signing import CheckedTimeStamper
from tests.demonstrated import Demonstration

BEGINNING = 150_000
"""Bytes: half of a copy."""
HALF = 0.5


@pytest.fixture
def copied(demonstration: Demonstration, tmp_path: Path) -> Iterator[Home]:
    """A copy of the demonstration's home, in which things may be changed."""
    folder = tmp_path / "var"
    for place, target in (
        (demonstration.home.folder, folder),
        (secret_folder(demonstration.home.folder), secret_folder(folder)),
    ):
        shutil.copytree(place, target)
    home = open_home(folder, secret_folder(folder), SystemClock())
    yield home
    home.store.close()


def corrected(home: Home, demonstration: Demonstration) -> Meeting:
    """Return the conference as it is after somebody corrected its venue: everybody would get another pack."""
    case = next(each for each in demonstration.rows.cases.values() if each.kind == "location")
    meeting = meeting_of(home, case)
    pictures = demonstration.sample.pictures(meeting.conference)
    return replace(meeting, conference=amended(meeting.conference, {"venue": ["The library"]}), pictures=pictures)


def test_most_copies_begin_with_the_same_bytes(demonstration: Demonstration) -> None:
    """They are one body, each with its own last objects; each is one revision."""
    files = [file.read_bytes() for file in demonstration.of_kind("conference-pack")]

    bodies = Counter(content[:BEGINNING] for content in files)

    assert bodies.most_common(1)[0][1] >= len(files) * HALF
    assert len(set(files)) == len(files)
    assert {content.count(b"%%EOF") for content in files} == {1}


def test_the_proof_of_each_copy_is_in_the_register_the_archive_and_beside_the_file(
    demonstration: Demonstration,
) -> None:
    """The same record in all three places, so that a copy can be proved from any of them."""
    home, packs = demonstration.home, demonstration.of_kind("conference-pack")
    beside, entries = proofs_beside(packs), {entry.object: entry for entry in home.archive.entries()}

    for file in packs:
        digest = digest_of(file.read_bytes())
        with home.store.reading() as held:
            proof = held.proofs.of_file(digest)
        assert proof
        assert beside[str(file)] == proof == b64decode(entries[digest].proof)


def test_the_register_gives_a_copy_its_time(demonstration: Demonstration) -> None:
    """In its own home a copy is judged with the proof that is held of it."""
    (file, *_) = demonstration.of_kind("conference-pack")

    assert judged(demonstration.home, file.read_bytes()).verdict == "authentic"


def test_the_bundle_of_a_copy_holds_the_proof_of_its_time(demonstration: Demonstration) -> None:
    """Whoever checks it offline needs it."""
    (file, *_), home = demonstration.of_kind("conference-pack"), demonstration.home
    proof = proofs_beside([file])[str(file)]

    made = bundle(file.read_bytes(), home.pki.trust, home.clock, proof=proof)

    assert made.files["paper.pdf.ers"] == proof
    assert made.evidence.verdict == "authentic"


def test_without_a_time_stamp_nobody_gets_a_copy(copied: Home, demonstration: Demonstration) -> None:
    """It waits, and is said to: nothing was kept, noted as made, laid out or handed over."""
    down = replace(copied, time_stamper=CheckedTimeStamper(_down))
    entries, invitees = copied.archive.entries(), tuple(demonstration.rows.invitees.values())
    laid_out = sorted(copied.papers.rglob("*"))

    with pytest.raises(TryLater):
        release(down, corrected(copied, demonstration), invitees)

    assert copied.archive.entries() == entries
    assert sorted(copied.papers.rglob("*")) == laid_out
    with copied.store.reading() as held:
        unmade = [row for row in held.papers.of_case(_case(demonstration)) if row.digest is None]
    assert {row.paper for row in unmade} == {"conference-pack"}


def _down(question: bytes) -> bytes:
    raise OSError("down")


def _case(demonstration: Demonstration) -> str:
    return next(each.reference for each in demonstration.rows.cases.values() if each.kind == "location")
