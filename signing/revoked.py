"""Certificates that are no longer to be believed, from when and why: a file that only grows, one JSON line each.

Each line names the digest of all before it, and is compared whole when read: a line that was edited, moved or taken
out of the middle is noticed, and then nothing is read at all. The file is replaced by one that is a line longer in one
step, so that a crash leaves the old one or the new one. Who revoked stands there as a code or staff number, no name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from json import loads
from pathlib import Path
from typing import Any, Final

from inconfidence.core.canonical import canonical
from inconfidence.core.digest import digest_of
from inconfidence.core.errors import Failed, InputInvalid, NotAuthentic, OutOfTurn, UsageError
from inconfidence.core.identifiers import plain
from signing.key_folder import put_in_place

REASONS: Final = (
    "keyCompromise",
    "cACompromise",
    "affiliationChanged",
    "superseded",
    "cessationOfOperation",
    "privilegeWithdrawn",
)
"""Why, in the words of RFC 5280, 5.3.1. Not ``certificateHold``: what is recorded here is for good."""


@dataclass(frozen=True, slots=True)
class Revoked:
    """A certificate that is withdrawn: ``at`` is when that was recorded, ``reason`` one of ``REASONS``.

    ``since`` is from when its key is known or suspected to have been in other hands, or the certificate to have been
    wrong, where that was before it was recorded (RFC 5280, 5.3.2).
    """

    serial: int
    at: datetime
    reason: str
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Revocation:
    """A line of the file: what was revoked, and ``by`` whom (a code or staff number)."""

    revoked: Revoked
    by: str

    def line(self, before: bytes) -> bytes:
        """Return the line that stands behind ``before`` in the file."""
        plainly = {
            "serial": f"{self.revoked.serial:x}",
            "at": self.revoked.at.isoformat(),
            "reason": self.revoked.reason,
            "by": self.by,
            "before": digest_of(before),
        }
        if self.revoked.since is not None:
            plainly["since"] = self.revoked.since.isoformat()
        return canonical(plainly) + b"\n"


def revoke(file: Path, revocation: Revocation) -> None:
    """Record for good that a certificate is revoked.

    Raises:
        InputInvalid: the reason is none of ``REASONS``, or a moment says no time zone or is still to come.
        UsageError: who did it is not a plain code.
        OutOfTurn: it is revoked already; the first record stands.
        NotAuthentic: the file was edited.
        Failed: it cannot be read or written; nothing was recorded.
    """
    _check(revocation)
    if any(each.revoked.serial == revocation.revoked.serial for each in revocations(file)):
        raise OutOfTurn("That certificate is revoked already; what was recorded first stands.")
    try:
        before = _content(file)
        put_in_place(file, before + revocation.line(before))
    except OSError as error:
        raise _unusable(error) from error


def revoked(file: Path) -> tuple[Revoked, ...]:
    """Return every certificate that was revoked, in the order it was recorded; raises as ``revocations``."""
    return tuple(each.revoked for each in revocations(file))


def revocations(file: Path) -> tuple[Revocation, ...]:
    """Return every line of the file; without a file, nothing was ever revoked.

    Raises:
        NotAuthentic: the file was edited.
        Failed: it cannot be read.
    """
    try:
        content = _content(file)
    except OSError as error:
        raise _unusable(error) from error
    return _whole(content)


@lru_cache(maxsize=2)
def _whole(content: bytes) -> tuple[Revocation, ...]:
    """Return the lines of a file of that content: every judgement asks for them, and the file seldom changes."""
    return tuple(_read(content))


def _read(content: bytes) -> Iterator[Revocation]:
    before = b""
    for number, line in enumerate(content.splitlines(keepends=True), 1):
        try:
            revocation = _revocation(loads(line))
        except (ValueError, TypeError, KeyError, InputInvalid, UsageError):
            raise _edited(number) from None
        if revocation.line(before) != line:
            raise _edited(number)
        before += line
        yield revocation


def _revocation(line: dict[str, Any]) -> Revocation:
    since = datetime.fromisoformat(line["since"]) if "since" in line else None
    what = Revoked(int(line["serial"], 16), datetime.fromisoformat(line["at"]), line["reason"], since)
    revocation = Revocation(what, line["by"])
    _check(revocation)
    return revocation


def _check(revocation: Revocation) -> None:
    plain(revocation.by, "code or staff number of who revokes it")
    if revocation.revoked.reason not in REASONS:
        raise InputInvalid("That is no reason to revoke a certificate.", hint=f"One of: {', '.join(REASONS)}.")
    what = revocation.revoked
    if what.at.tzinfo is not UTC or what.serial <= 0:
        raise InputInvalid("A revocation needs a moment in UTC and a serial number.")
    if what.since is not None and (what.since.tzinfo is not UTC or what.since > what.at):
        raise InputInvalid("A certificate cannot be revoked as of a moment that is still to come.")


def _content(file: Path) -> bytes:
    return file.read_bytes() if file.exists() else b""


def _edited(line: int) -> NotAuthentic:
    return NotAuthentic(
        f"The list of revoked certificates was edited (line {line}).",
        hint="Put it back from a backup: certificates that are revoked would pass for good ones.",
    )


def _unusable(error: OSError) -> Failed:
    return Failed(f"The list of revoked certificates cannot be used ({error.strerror}).")
