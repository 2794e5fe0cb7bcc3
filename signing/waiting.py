"""A paper of our own form that waits for its seal: each of its bytes is hashed once, and copied once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from inconfidence.core.digest import Digest
from inconfidence.core.errors import Failed
from signing.parts import CONTENTS_DIGITS


class Hash(Protocol):
    """A SHA-256 under way, which can be gone on with more than once."""

    def copy(self) -> Hash:
        """Return another that has taken in the same bytes."""
        ...

    def update(self, more: bytes) -> None:
        """Take in further bytes."""
        ...

    def digest(self) -> bytes:
        """Return the digest of the bytes taken in so far."""
        ...

    def hexdigest(self) -> str:
        """Return the same in hexadecimal."""
        ...


@dataclass(frozen=True, slots=True)
class Waiting:
    """A paper of our form with an empty place for its seal: ``before`` it, ``after`` it, the paper first of all.

    The place takes ``digits`` hexadecimal digits.
    ``hashed`` has taken in paper and ``before``: neither is hashed again when the seal is there.
    """

    paper: bytes = field(repr=False)
    before: bytes = field(repr=False)
    after: bytes = field(repr=False)
    hashed: Hash = field(repr=False)
    digits: int = CONTENTS_DIGITS

    @property
    def digest(self) -> bytes:
        """Return the SHA-256 of all but the place of the signature."""
        covered = self.hashed.copy()
        covered.update(self.after)
        return covered.digest()

    def filled(self, signature: bytes) -> tuple[bytes, Digest]:
        """Return the paper with the DER CMS ``signature`` in its place, and its digest; raises as ``ended``."""
        end, digest = self.ended(signature)
        return self.paper + end, digest

    def ended(self, signature: bytes) -> tuple[bytes, Digest]:
        """Return what follows the paper, the DER CMS ``signature`` in its place, and the digest of the whole.

        Raises:
            Failed: when the signature is larger than the place kept for it.
        """
        # In capitals: the verifier knows no second way to write the same signature.
        digits = signature.hex().upper().encode("ascii")
        if len(digits) > self.digits:
            raise Failed("The signature does not fit into the place kept for it.")
        # Zeros fill what is left of the place (ISO 32000-1, 12.8.3.3.1).
        tail = b"<%s>%s" % (digits.ljust(self.digits, b"0"), self.after)
        whole = self.hashed.copy()
        whole.update(tail)
        return self.before + tail, Digest(whole.hexdigest())
