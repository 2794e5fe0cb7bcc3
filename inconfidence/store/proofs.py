"""Proofs of time: the record of its batch for each copy that was sealed in one, by the digest of its file.

They hold digests and a time-stamp, and nothing of anybody.
"""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from inconfidence.core.digest import Digest
from inconfidence.store.tables import proofs


class Proofs:
    """What is held about proofs of time in one session."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, copy: str, digest: Digest, record: bytes) -> None:
        """Keep what proves the time of a copy's file; the same file again keeps the first."""
        if self.of_file(digest) is None:
            self._connection.execute(insert(proofs).values(digest=digest, copy=copy, record=record))

    def of_file(self, digest: Digest) -> bytes | None:
        """Return what proves the time of a file, or None."""
        return self._connection.scalar(select(proofs.c.record).where(proofs.c.digest == digest))
