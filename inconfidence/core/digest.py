"""SHA-256 digests, as lower-case hexadecimal, of bytes and of plain data in one canonical form."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime, time
from typing import Any, NewType

Digest = NewType("Digest", str)


def digest_of(content: bytes) -> Digest:
    """Return the SHA-256 (FIPS 180-4) of ``content``."""
    return Digest(hashlib.sha256(content).hexdigest())


def canonical(value: Any) -> bytes:
    """Return plain data (mappings, lists, text, numbers, dates) as one canonical UTF-8 JSON text.

    Raises:
        TypeError: for a value that is not plain data.
    """
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain).encode()


def digest_of_data(value: Any) -> Digest:
    """Return the digest of plain data in its canonical form."""
    return digest_of(canonical(value))


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    try:
        return dict(value)
    except (TypeError, ValueError):
        raise TypeError(f"{type(value).__name__} is not plain data") from None
