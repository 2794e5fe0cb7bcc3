"""The object identifiers this product writes into certificates, and the four roles they stand for.

They hang under the UUID arc 2.25 (ITU-T X.667, section 7), which needs no registration. It is a placeholder: a council
that owns an arc of its own puts it here before it makes real keys, and keeps it for as long as its papers are kept.
"""

from __future__ import annotations

from typing import Final, Literal

Role = Literal["seal", "guardian", "chair", "time"]

ARC: Final = "2.25.59066471121501464326698668511461549551"

POLICIES: Final[dict[Role, str]] = {
    "seal": f"{ARC}.1.1",
    "guardian": f"{ARC}.1.2",
    "chair": f"{ARC}.1.3",
    "time": f"{ARC}.1.4",
}
"""Certificate policy (RFC 5280, 4.2.1.4) of each role; that of ``time`` is also the policy of every time-stamp."""

BINDING: Final = f"{ARC}.2.1"
"""Certificate extension: the one paper and the one field a person's certificate is good for."""

DEMONSTRATION: Final = "Demonstration keys, not for real papers"
"""Organisational unit in the subject of every certificate below a demonstration root."""


CLOSING: Final = "closing"
"""The field for the time-stamp that closes a paper, by the product's convention."""

RENEWAL: Final = "renewal"
"""The fields for the time-stamps that renew a closed paper, numbered in their order: ``renewal-1``, ``renewal-2``."""

SIGNING_ROLES: Final[tuple[Role, ...]] = ("seal", "guardian", "chair")


def role_of_field(name: str) -> Role | None:
    """Return who signs in the field ``name`` by the product's convention: ``seal``, ``guardian``, ``guardian-2``."""
    stem = name.split("-", 1)[0]
    return next((role for role in SIGNING_ROLES if role == stem), None)


def renewal_field(number: int) -> str:
    """Return the name of the field for the ``number``-th renewal of a closed paper, counted from 1."""
    return f"{RENEWAL}-{number}"
