"""Gives out what has to be known of the council's own certificates, on the day, to be kept with a paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.serialization import Encoding

from inconfidence.core.clock import Clock
from inconfidence.core.errors import Failed, NotFound
from signing.arc import POLICIES, Role
from signing.certificates import Authority, policies_of
from signing.pki import ISSUING, CouncilPki
from signing.revocation import ROOT_LIST, Revoked, answer_on, revocation_list
from signing.standing import is_signed
from signing.timestamp import SerialFile
from signing.validation_data import ValidationData, together

RevokedUnder = Callable[[Role], Iterable[Revoked]]
"""The certificates withdrawn of those the authority for a role issued."""

ROOT_HINT: Final = "Make it anew with the root's key: `inconfidence keys root renew-list --root FOLDER`."


@dataclass(frozen=True, slots=True)
class RevocationDesk:
    """Gives out, on the day, everything needed to judge the council's own certificates later."""

    pki: CouncilPki = field(repr=False)
    folder: Path
    """Where the root's list lies, and where the issuing authorities' lists are kept."""
    numbers: SerialFile = field(repr=False)
    revoked: RevokedUnder
    clock: Clock

    def on(self, certificates: Iterable[x509.Certificate]) -> ValidationData:
        """Return what has to be known of these certificates; of those that are not the council's own, nothing.

        Raises:
            NotFound: when the root's list is not there.
            Failed: when it has ended, or is not the root's.
        """
        return together(self._on(each) for each in dict.fromkeys(certificates))

    def withdrawn(self, certificate: x509.Certificate) -> bool:
        """Say whether a certificate of the council's own has been withdrawn by now."""
        roles = [role for role, each in self._authorities() if _issued(certificate, each)]
        return any(one.serial == certificate.serial_number for role in roles for one in self.revoked(role))

    def publish(self) -> tuple[Path, ...]:
        """Write each issuing authority's list as of now, for other people's tools; return the files."""
        now, files = self.clock.now(), []
        for role in POLICIES:
            made = revocation_list(self.pki.issuing[role], self.revoked(role), self.numbers.next(), now)
            files.append(self.folder / f"{ISSUING[role]}.crl")
            files[-1].write_bytes(made.public_bytes(Encoding.DER))
        return tuple(files)

    def _on(self, certificate: x509.Certificate) -> ValidationData:
        issuers = [(role, each) for role, each in self._authorities() if _issued(certificate, each)]
        if not issuers:
            return ValidationData()
        ((role, issuer),) = issuers
        answer = answer_on(certificate, issuer, self.revoked(role), self.clock.now())
        carried = (certificate, issuer.certificate, self.pki.root)
        ders = tuple(each.public_bytes(Encoding.DER) for each in carried)
        return ValidationData(ders, (answer,), (self._root_list(),))

    def _authorities(self) -> Iterator[tuple[Role, Authority]]:
        """Give every issuing authority with its role; former ones go on answering for what they issued."""
        yield from self.pki.issuing.items()
        for each in self.pki.former:
            yield from ((role, each) for role, policy in POLICIES.items() if policy in policies_of(each.certificate))

    def _root_list(self) -> bytes:
        try:
            content = (self.folder / ROOT_LIST).read_bytes()
            listed = x509.load_der_x509_crl(content)
        except FileNotFoundError:
            raise NotFound(f"The root's list {ROOT_LIST} is not there.", hint=ROOT_HINT) from None
        except ValueError:
            raise Failed(f"The file {ROOT_LIST} holds no revocation list.", hint=ROOT_HINT) from None
        ends = listed.next_update_utc
        if not is_signed(self.pki.root, listed.signature, listed.tbs_certlist_bytes, listed.signature_hash_algorithm):
            raise Failed(f"The list {ROOT_LIST} is not the root's own.", hint=ROOT_HINT)
        if ends is None or ends < self.clock.now():
            raise Failed(f"The root's list {ROOT_LIST} has ended.", hint=ROOT_HINT)
        return content


def _issued(certificate: x509.Certificate, issuer: Authority) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer.certificate)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True
