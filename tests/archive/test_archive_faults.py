"""After a crash, a second writer or somebody with an editor, the archive says what happened and loses nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest

from archive import Archive, Label, load_retention_classes
from inconfidence.core.digest import digest_of
from inconfidence.core.documents import Evidence
from inconfidence.core.errors import NotAuthentic

Proof = Callable[..., Evidence]

PDF = b"%PDF-1.7 one"
OTHER = b"%PDF-1.7 two"
KEEP_TWENTY = """
import sys, pathlib, datetime
from archive import Archive, Label, load_retention_classes
from inconfidence.core.digest import digest_of
from inconfidence.core.documents import Evidence
archive = Archive(pathlib.Path(sys.argv[1]), load_retention_classes())
for number in range(20):
    content = f"{sys.argv[2]} {number}".encode()
    evidence = Evidence(digest_of(content), "authentic", "B-T", "own", (), ())
    label = Label("invitation", f"P-{sys.argv[2]}-{number}", "agreement")
    archive.keep(content, evidence, label, at=datetime.datetime.now(datetime.UTC))
"""


@pytest.fixture
def kept(archive: Archive, folder: Path, label: Label, proof: Proof, now: datetime) -> Path:
    for content in (PDF, OTHER):
        archive.keep(content, proof(content), label, at=now)
    return folder


def again(folder: Path) -> Archive:
    return Archive(folder, load_retention_classes())


def object_path(folder: Path, content: bytes) -> Path:
    digest = digest_of(content)
    return folder / "objects" / digest[:2] / f"{digest[2:]}.pdf"


def overwrite(path: Path, content: bytes) -> None:
    path.chmod(0o600)
    path.write_bytes(content)


def test_a_whole_archive_is_said_to_be_whole(archive: Archive, kept: Path) -> None:
    """A check of an untouched archive finds nothing, and says so in one sentence."""
    report = archive.check()

    assert report.sound
    assert report.in_plain_words == ("All 2 files and 2 entries are as they were kept.",)


def test_a_file_changed_on_the_disk_is_named(archive: Archive, kept: Path) -> None:
    """One byte is enough, and the file is not given out any more."""
    overwrite(object_path(kept, PDF), b"%PDF-1.7 onE")

    report = archive.check()
    assert (report.sound, report.altered, report.missing) == (False, (digest_of(PDF),), ())
    with pytest.raises(NotAuthentic, match="was changed"):
        archive.read(digest_of(PDF))


def test_a_changed_file_is_not_quietly_replaced(
    archive: Archive, kept: Path, label: Label, proof: Proof, now: datetime
) -> None:
    """Keeping the true file again does not cover up that the kept one was changed."""
    overwrite(object_path(kept, PDF), b"forged")

    with pytest.raises(NotAuthentic, match="was changed"):
        archive.keep(PDF, proof(PDF), label, at=now)
    assert object_path(kept, PDF).read_bytes() == b"forged"


def test_a_lost_file_is_named_and_can_be_put_back(
    archive: Archive, kept: Path, label: Label, proof: Proof, now: datetime
) -> None:
    """What is in the ledger and not on the disk is missing; keeping it again mends that, with the first receipt."""
    object_path(kept, PDF).unlink()
    assert archive.check().missing == (digest_of(PDF),)

    archive.keep(PDF, proof(PDF), label, at=now)

    assert archive.check().sound
    assert len(archive.entries()) == 2


def test_a_file_in_no_entry_is_named(archive: Archive, kept: Path) -> None:
    """What somebody laid into the folder was never kept."""
    object_path(kept, b"stray").parent.mkdir(exist_ok=True)
    object_path(kept, b"stray").write_bytes(b"stray")

    assert archive.check().extra == (digest_of(b"stray"),)


@pytest.mark.parametrize(
    ("old", "new"), [("authentic", "incomplete"), ("context-case", "agreement"), ('"sequence":1', '"sequence":7')]
)
def test_an_edited_entry_is_noticed(kept: Path, label: Label, proof: Proof, now: datetime, old: str, new: str) -> None:
    """No word of an entry can be changed, and an edited ledger is not added to."""
    ledger = kept / "ledger.jsonl"
    ledger.write_text(ledger.read_text("utf-8").replace(old, new, 1), "utf-8")

    report = again(kept).check()
    assert report.faults[0].line == 1
    assert "Ledger line 1 was edited." in report.in_plain_words
    with pytest.raises(NotAuthentic, match="line 1 was edited"):
        again(kept).keep(b"more", proof(b"more"), label, at=now)


def test_the_last_entry_cannot_be_edited_either(kept: Path) -> None:
    """The end of the chain, which nothing follows, carries its own digest."""
    ledger = kept / "ledger.jsonl"
    first, last = ledger.read_text("utf-8").splitlines()
    ledger.write_text(f"{first}\n{last.replace('authentic', 'altered')}\n", "utf-8")

    assert [fault.line for fault in again(kept).check().faults] == [2]


def test_an_entry_edited_with_a_new_digest_breaks_the_chain(kept: Path) -> None:
    """Somebody who recomputes the digest of an entry is betrayed by the next one."""
    ledger = kept / "ledger.jsonl"
    first, last = (again(kept).entries()[0], ledger.read_text("utf-8").splitlines()[1])
    forged = type(first)(**{name: getattr(first, name) for name in first.__slots__} | {"verdict": "altered"})
    ledger.write_text(f"{forged.line.decode()}\n{last}\n", "utf-8")

    assert [(fault.line, fault.words) for fault in again(kept).check().faults] == [
        (2, "does not follow the entry before it")
    ]


@pytest.mark.parametrize("left", [[1], [0], [1, 0], [0, 0, 1]])
def test_entries_taken_away_moved_or_doubled_are_noticed(kept: Path, left: list[int]) -> None:
    """The chain shows a gap, or the file of the entry that is gone shows that there was one."""
    ledger = kept / "ledger.jsonl"
    lines = ledger.read_text("utf-8").splitlines()
    ledger.write_text("".join(f"{lines[number]}\n" for number in left), "utf-8")

    assert not again(kept).check().sound


@pytest.mark.parametrize("line", ["", "[]", "{}", "null", '{"sequence":3}', "\x00\x00", "{" * 50])
def test_a_line_that_is_no_entry_is_noticed(kept: Path, line: str) -> None:
    """Anything else in the ledger is a fault with its line number, not a crash."""
    with (kept / "ledger.jsonl").open("a", encoding="utf-8") as ledger:
        ledger.write(f"{line}\n")

    assert [(fault.line, fault.words) for fault in again(kept).check().faults] == [(3, "is not an entry")]


@pytest.mark.parametrize("cut", [1, 20, 200])
def test_a_line_torn_by_a_crash_is_set_aside_and_said(
    kept: Path, label: Label, proof: Proof, now: datetime, cut: int
) -> None:
    """The torn end is found by a check, kept in a file of its own by the next keeping, and noted in the ledger."""
    ledger = kept / "ledger.jsonl"
    whole = ledger.read_bytes()
    ledger.write_bytes(whole[:-cut])
    torn = whole.splitlines(keepends=True)[1][:-cut]
    assert again(kept).check().torn

    archive = again(kept)
    archive.keep(OTHER, proof(OTHER), label, at=now)

    (fragment,) = kept.glob("torn-*.fragment")
    assert fragment.read_bytes() == torn
    assert [entry.kind for entry in archive.entries()] == ["kept", "repair", "kept"]
    assert archive.entries()[1].object == digest_of(torn)
    assert again(kept).check().sound


def test_a_program_killed_between_staging_and_linking_leaves_no_object(
    archive: Archive, kept: Path, label: Label, proof: Proof, now: datetime
) -> None:
    """What was staged was never kept: a check names it, and the next keeping clears it away."""
    (kept / "staging" / "0123456789abcdef").write_bytes(b"%PDF-1.7 half")
    assert archive.check().unfinished == ("0123456789abcdef",)

    archive.keep(b"third", proof(b"third"), label, at=now)

    assert archive.check().sound
    assert archive.check().objects == 3


def test_a_program_killed_between_object_and_entry_is_finished_by_the_same_call(
    archive: Archive, kept: Path, label: Label, proof: Proof, now: datetime
) -> None:
    """The object is there and in no entry; keeping it again writes the entry, once."""
    ledger = kept / "ledger.jsonl"
    ledger.write_bytes(ledger.read_bytes().splitlines(keepends=True)[0])
    assert again(kept).check().extra == (digest_of(OTHER),)

    receipt = again(kept).keep(OTHER, proof(OTHER), label, at=now)

    assert receipt.sequence == 2
    assert again(kept).check().sound


def test_two_programs_may_keep_at_once(folder: Path) -> None:
    """Two writers in two processes take turns: every entry is there, in one unbroken chain."""
    command = [sys.executable, "-c", KEEP_TWENTY, str(folder)]
    running = [subprocess.Popen([*command, name]) for name in ("one", "two")]

    assert [program.wait(60) for program in running] == [0, 0]
    report = again(folder).check()
    assert (report.sound, report.entries, report.objects) == (True, 40, 40)


def test_threads_of_one_program_may_keep_at_once(archive: Archive, label: Label, proof: Proof, now: datetime) -> None:
    """One archive shared by many threads keeps its chain whole."""
    contents = [f"paper {number % 8}".encode() for number in range(24)]
    with ThreadPoolExecutor(4) as pool:
        receipts = set(pool.map(lambda content: archive.keep(content, proof(content), label, at=now), contents))

    assert len(receipts) == 8
    assert archive.check().sound


def test_an_archive_sees_what_another_program_added(
    archive: Archive, kept: Path, label: Label, proof: Proof, now: datetime
) -> None:
    """What is remembered of the ledger is brought up to date before anything is added."""
    other = again(kept)
    other.keep(b"third", proof(b"third"), label, at=now)

    assert archive.keep(b"fourth", proof(b"fourth"), label, at=now).sequence == 4
    assert [json.loads(entry.line)["sequence"] for entry in other.entries()] == [1, 2, 3, 4]
