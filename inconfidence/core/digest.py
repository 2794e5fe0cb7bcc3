"""SHA-256 digests, as lower-case hexadecimal, of bytes and of plain data in one canonical form."""

from __future__ import annotations

import hashlib
from typing import Any, NewType

from inconfidence.core.canonical import canonical

Digest = NewType("Digest", str)


def digest_of(content: bytes) -> Digest:
    """Return the SHA-256 (FIPS 180-4) of ``content``."""
    return Digest(hashlib.sha256(content).hexdigest())


def digest_of_data(value: Any) -> Digest:
    """Return the digest of plain data in its canonical form."""
    return digest_of(canonical(value))
