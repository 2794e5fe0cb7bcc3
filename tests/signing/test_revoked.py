"""What is revoked stays revoked: the file only grows, and one that was edited is not read at all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from inconfidence.core.errors import InputInvalid, NotAuthentic, OutOfTurn, UsageError
from signing import Revocation, Revoked, revoke, revoked
from signing.revoked import REASONS, revocations
from tests.signing.desk import NOON

FIRST = Revocation(Revoked(0x7F00, NOON, "keyCompromise"), "RO-17")
SECOND = Revocation(Revoked(2**159 + 1, NOON + timedelta(days=1), "superseded"), "RO-18")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with two lines."""
    path = tmp_path / "revoked.jsonl"
    revoke(path, FIRST)
    revoke(path, SECOND)
    return path


def test_it_is_read_back_as_it_was_recorded(file: Path) -> None:
    """Serial number, moment, reason and who, in order."""
    assert revocations(file) == (FIRST, SECOND)
    assert revoked(file) == (FIRST.revoked, SECOND.revoked)


def test_it_keeps_from_when_a_certificate_was_wrong(file: Path) -> None:
    """Beside the moment it was recorded, and only where somebody said so."""
    third = Revocation(Revoked(9, NOON, "keyCompromise", NOON - timedelta(days=3)), "RO-17")
    revoke(file, third)

    assert revocations(file) == (FIRST, SECOND, third)
    assert [b'"since"' in line for line in file.read_bytes().splitlines()] == [False, False, True]


@pytest.mark.parametrize("since", [NOON + timedelta(seconds=1), NOON.replace(tzinfo=None)])
def test_it_is_not_wrong_from_a_moment_still_to_come(tmp_path: Path, since: datetime) -> None:
    """Nor from one that says no time zone; nothing is recorded."""
    with pytest.raises(InputInvalid):
        revoke(tmp_path / "revoked.jsonl", Revocation(Revoked(9, NOON, "superseded", since), "RO-17"))

    assert not (tmp_path / "revoked.jsonl").exists()


def test_without_a_file_nothing_was_revoked(tmp_path: Path) -> None:
    """A council that never revoked anything has no file."""
    assert revoked(tmp_path / "revoked.jsonl") == ()


def test_the_first_record_stands(file: Path) -> None:
    """A second revocation of the same certificate, however it differs, is refused."""
    content = file.read_bytes()

    with pytest.raises(OutOfTurn, match="already"):
        revoke(file, Revocation(Revoked(0x7F00, NOON + timedelta(days=9), "superseded"), "RO-1"))

    assert file.read_bytes() == content


@pytest.mark.parametrize(
    "edit",
    [
        lambda lines: lines[1:],
        lambda lines: lines[::-1],
        lambda lines: [lines[0], lines[0]],
        lambda lines: [lines[0].replace(b"keyCompromise", b"superseded"), lines[1]],
        lambda lines: [lines[0].replace(b"RO-17", b"RO-71"), lines[1]],
        lambda lines: [lines[0].replace(b"7f00", b"7F00"), lines[1]],
        lambda lines: [lines[0].replace(b",", b", "), lines[1]],
        lambda lines: [lines[0], lines[1][:-1]],
        lambda lines: [lines[0], lines[1][:20]],
        lambda lines: [lines[0], b"\n", lines[1]],
        lambda lines: [lines[0], b"[]\n"],
        lambda lines: [lines[0], b"\xff\xfe\n"],
    ],
    ids=[
        "first-gone",
        "turned-round",
        "doubled",
        "other-reason",
        "other-person",
        "capitals",
        "blanks",
        "no-line-end",
        "cut-short",
        "empty-line",
        "no-record",
        "no-text",
    ],
)
def test_an_edited_file_is_not_read(file: Path, edit: object) -> None:
    """Not even its good lines: a certificate that is revoked must not pass for a good one. Nor is it added to."""
    file.write_bytes(b"".join(edit(file.read_bytes().splitlines(keepends=True))))
    content = file.read_bytes()

    with pytest.raises(NotAuthentic, match="edited"):
        revoked(file)
    with pytest.raises(NotAuthentic, match="edited"):
        revoke(file, Revocation(Revoked(3, NOON, "superseded"), "RO-1"))

    assert file.read_bytes() == content


@pytest.mark.parametrize("reason", ["", "lost", "certificateHold", "removeFromCRL", "KeyCompromise"])
def test_a_reason_is_one_of_the_standards(tmp_path: Path, reason: str) -> None:
    """A list for other people's tools knows no other word, and nothing is on hold for a while."""
    with pytest.raises(InputInvalid):
        revoke(tmp_path / "revoked.jsonl", Revocation(Revoked(1, NOON, reason), "RO-1"))

    assert reason not in REASONS
    assert not (tmp_path / "revoked.jsonl").exists()


@pytest.mark.parametrize("by", ["", "Ayşe Yıldız", "a\nb"])
def test_who_revokes_is_a_code_and_no_name(tmp_path: Path, by: str) -> None:
    """The file lies in clear."""
    with pytest.raises(UsageError):
        revoke(tmp_path / "revoked.jsonl", Revocation(Revoked(1, NOON, "superseded"), by))


def test_a_moment_says_its_zone(tmp_path: Path) -> None:
    """A moment without a zone, or of another, could be read as another one."""
    for moment in (datetime(2026, 11, 23, 12), NOON.astimezone(timezone(timedelta(hours=1)))):
        with pytest.raises(InputInvalid):
            revoke(tmp_path / "revoked.jsonl", Revocation(Revoked(1, moment, "superseded"), "RO-1"))


def test_moments_are_read_back_in_utc(file: Path) -> None:
    """So that they can be compared with any other."""
    assert all(each.at.tzinfo is UTC for each in revoked(file))
