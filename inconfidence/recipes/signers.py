"""Certificates of people, which are kept nowhere but in what they signed: found there, in the archive."""

from __future__ import annotations

from collections.abc import Iterator

from archive import Archive
from inconfidence.core.errors import NotAuthentic, NotFound, UsageError
from signing import may_carry, people_in

GENUINE = frozenset({"authentic", "incomplete"})


def signer_of(archive: Archive, reference: str, field: str) -> int:
    """Return the number of the certificate with which somebody signed in a ``field`` of a paper, by its reference.

    Raises:
        NotFound: no such signature is kept.
        UsageError: there is more than one, in files that are kept under that reference.
    """
    papers = _genuine(archive, reference)
    found = {one.serial_number for content in papers for name, one in people_in(content) if name == field}
    if not found:
        raise NotFound("No such signature is kept under that reference.", hint="Copy the reference from the paper.")
    if len(found) > 1:
        numbers = ", ".join(f"{each:x}" for each in sorted(found))
        raise UsageError("Several signatures are kept for that field.", hint=f"Name one by its number: {numbers}.")
    return found.pop()


def signed_with(archive: Archive, serial: int) -> bool:
    """Say whether somebody signed any paper that is kept with the certificate of that number."""
    papers = (content for content in _genuine(archive) if may_carry(content, serial))
    return any(one.serial_number == serial for content in papers for _, one in people_in(content))


def _genuine(archive: Archive, reference: str = "") -> Iterator[bytes]:
    """Read what is kept as genuine; what is missing or changed by now is told by ``inconfidence archive check``."""
    entries = (each for each in archive.entries() if reference in ("", each.reference))
    for digest in dict.fromkeys(each.object for each in entries if each.verdict in GENUINE):
        try:
            yield archive.read(digest)
        except (NotFound, NotAuthentic):
            continue
