"""What a paper needs to be judged without asking anybody: certificates, OCSP answers and revocation lists, in DER."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True)
class ValidationData:
    """Certificates and what was said of them (RFC 5280, RFC 6960); each once, in a fixed order."""

    certificates: tuple[bytes, ...] = field(default=(), repr=False)
    answers: tuple[bytes, ...] = field(default=(), repr=False)
    """OCSP answers."""
    lists: tuple[bytes, ...] = field(default=(), repr=False)
    """Certificate revocation lists."""


NOTHING: Final = ValidationData()


def together(parts: Iterable[ValidationData]) -> ValidationData:
    """Return several as one, nothing twice."""
    kept = list(parts)
    return ValidationData(
        tuple(dict.fromkeys(each for one in kept for each in one.certificates)),
        tuple(dict.fromkeys(each for one in kept for each in one.answers)),
        tuple(dict.fromkeys(each for one in kept for each in one.lists)),
    )
