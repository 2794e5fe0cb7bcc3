"""Gives out what has to be known of the council's own certificates, on the day, to be kept with a paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from inconfidence.core.clock import Clock
from inconfidence.core.errors import Failed, NotFound
from signing.certificates import Authority
from signing.key_folder import put_in_place
from signing.pki import CouncilPki, is_above
from signing.revocation import ROOT_LIST, Revoked, answer_on, revocation_list
from signing.standing import is_signed
from signing.timestamp import SerialFile
from signing.validation_data import ValidationData, together

OnRecord = Callable[[], Iterable[Revoked]]
"""What the council has on record as withdrawn: one register for all authorities, as a number is never given twice."""

LIST: Final = ".crl"
"""Ending of a revocation list in DER (RFC 2585, 3)."""

ROOT_HINT: Final = "Make it anew with the root's key: `inconfidence keys root renew-list --root FOLDER`."


def list_files(pki: CouncilPki, now: datetime) -> dict[str, Authority]:
    """Return the authorities whose lists are to be published at ``now``, by the names of the files."""
    standing = {name: each for name, each in pki.issuers.items() if now <= each.certificate.not_valid_after_utc}
    return {f"{name}{LIST}": each for name, each in standing.items()}


@dataclass(frozen=True, slots=True)
class RevocationDesk:
    """Gives out, on the day, everything needed to judge the council's own certificates later."""

    pki: CouncilPki = field(repr=False)
    folder: Path
    """Where the root's list lies."""
    numbers: SerialFile = field(repr=False)
    revoked: OnRecord
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
        above = (self.pki.root, *(each.certificate for each in self.pki.issuers.values()))
        own = any(is_above(each, certificate) for each in above)
        return own and any(one.serial == certificate.serial_number for one in self.revoked())

    def publish(self, folder: Path) -> tuple[Path, ...]:
        """Write the list of each issuing authority as of now, and the root's own, for other people's tools.

        Lists of former authorities are made anew for as long as what they issued may be in use; the last one of an
        authority that has ended stays. Returns the files written.

        Raises:
            TryLater: a number for a list cannot be kept.
            OSError: the folder cannot be written.
        """
        now = self.clock.now()
        lists = {
            name: revocation_list(each, self.revoked(), self.numbers.next(), now).public_bytes(Encoding.DER)
            for name, each in list_files(self.pki, now).items()
        }
        if (self.folder / ROOT_LIST).exists():
            lists[ROOT_LIST] = (self.folder / ROOT_LIST).read_bytes()
        for name, content in lists.items():
            put_in_place(folder / name, content)
        return tuple(folder / name for name in lists)

    def _on(self, certificate: x509.Certificate) -> ValidationData:
        issuers = [each for each in self.pki.issuers.values() if is_above(each.certificate, certificate)]
        if not issuers:
            return ValidationData()
        (issuer,) = issuers
        answer = answer_on(certificate, issuer, self.revoked(), self.clock.now())
        carried = (certificate, issuer.certificate, self.pki.root)
        ders = tuple(each.public_bytes(Encoding.DER) for each in carried)
        return ValidationData(ders, (answer,), (self._root_list(),))

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
