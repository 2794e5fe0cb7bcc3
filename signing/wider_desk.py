"""Gives out what has to be known of the council's own certificates and of those of outside authorities it uses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cryptography import x509

from inconfidence.core.errors import NotAuthentic
from signing.outside_words import OutsideWords
from signing.revocation_desk import RevocationDesk
from signing.validation_data import ValidationData, together


@dataclass(frozen=True, slots=True)
class WiderDesk(RevocationDesk):
    """The council's desk, which also asks outside authorities about certificates of theirs."""

    outside: OutsideWords

    def on(self, certificates: Iterable[x509.Certificate]) -> ValidationData:
        """Return what has to be known of these certificates; of those of unknown authorities, nothing.

        Raises:
            NotFound, Failed: the root's list is not there, has ended, or is not the root's.
            TryLater: an outside authority does not answer.
        """
        asked = tuple(dict.fromkeys(certificates))
        # Named, for a class with slots has no other way to its base.
        return together((RevocationDesk.on(self, asked), self.outside.on(asked)))

    def on_standing(self, certificates: tuple[x509.Certificate, ...]) -> ValidationData:
        """Return the same, for certificates about to be used.

        Raises:
            NotAuthentic: one of them has been withdrawn; as ``on`` for the rest.
        """
        if any(self.withdrawn(each) for each in certificates):
            raise NotAuthentic(
                "A certificate that papers are sealed with has been withdrawn; nothing was sealed.",
                hint="Put another in its place: docs/keys.md.",
            )
        asked = tuple(dict.fromkeys(certificates))
        return together((RevocationDesk.on(self, asked), self.outside.on_standing(asked)))
