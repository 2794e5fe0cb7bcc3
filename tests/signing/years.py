"""A council over the years, on a set clock: keys changed, the root's list made anew, closed papers renewed."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import count
from typing import Final

from asn1crypto import tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID

from inconfidence.core.clock import FixedClock
from inconfidence.core.digest import digest_of
from inconfidence.core.documents import SignedPdf
from signing import CheckedTimeStamper, KeyFolder, SerialFile, load_council_pki, renew, renew_root_list, rotate
from signing.certificates import _key_usage
from signing.cms_writing import RSA_WITH_SHA256, TIME_STATEMENT, Parts, in_order, named, signed_attributes, signed_data
from signing.parts import prepare_renewal
from signing.time_forms import Said, answer_of, authority_named, statement_of
from signing.trust import Trust
from signing.validation_data import NOTHING, ValidationData
from tests.signing.desk import PROTECTOR, Desk, closed_by
from tests.signing.outside import fresh
from tests.signing.outside import named as name_of

YEAR: Final = timedelta(days=365)
FOLDERS: Final = count(2)
RENEWED_AFTER: Final = (8 * YEAR, 16 * YEAR, 24 * YEAR)
CHANGED: Final = (("time",), ("issuing-time", "time"), ("time",))
"""Which keys are changed before each renewal; the authority above the first two time keys ends after thirty years."""


def after(desk: Desk, wait: timedelta, *changed: str) -> Desk:
    """Return a council's desk some time later, these keys changed that day and the root's list made anew.

    The desk it grew from keeps a key folder of its own.
    """
    clock = FixedClock(desk.clock.moment + wait)
    folder = desk.keys.with_name(f"{desk.keys.name}-{next(FOLDERS)}")
    shutil.copytree(desk.keys, folder)
    keys = KeyFolder(folder, PROTECTOR, clock)
    for name in changed:
        rotate(keys, name)
    renew_root_list(keys, (), SerialFile(desk.serials))
    return replace(desk, pki=load_council_pki(folder, PROTECTOR), keys=folder).at(clock.moment)


def closed_at(desk: Desk, signed: SignedPdf, time_roots: tuple[x509.Certificate, ...] = ()) -> bytes:
    """Return a paper closed by the desk."""
    return closed_by(desk, signed, time_roots=time_roots).content


def renewed_at(desk: Desk, content: bytes, trust: Trust | None = None) -> bytes:
    """Return a closed paper renewed by the desk, as the product does."""
    trust = trust or desk.pki.trust
    return renew(content, trust, desk.revocation(), time_stamper=desk.time_stamper, clock=desk.clock).content


def renewed_by_hand(desk: Desk, content: bytes, number: int = 1, data: ValidationData = NOTHING) -> bytes:
    """Return a paper with a further time-stamp of the desk's authority, past all the product's checks."""
    prepared = prepare_renewal(content, number, data)
    return prepared.filled(desk.time_stamper.token_for(prepared.digest, "sha512"))


def renewed_for_thirty_years(desk: Desk, content: bytes) -> tuple[list[Desk], list[bytes]]:
    """Return the desk on each day of renewal, and what was closed on its own day as it stood after each renewal."""
    desks, states = [desk], [content]
    for wait, changed in zip(RENEWED_AFTER, CHANGED, strict=True):
        desks.append(after(desks[-1], desk.clock.moment + wait - desks[-1].clock.moment, *changed))
        states.append(renewed_at(desks[-1], states[-1]))
    return desks[1:], states


@dataclass
class RsaAuthority:
    """An outside time authority of a later day: another root, RSA keys, policies of its own."""

    moment: datetime
    lasts: timedelta = 12 * YEAR

    def __post_init__(self) -> None:
        self._keys = [fresh("rsa") for _ in range(2)]
        subjects = [name_of("Time Services of 2050 plc", words) for words in ("Root", "Time-stamps")]
        self.root = self._issued(subjects[0], subjects[0], 0, authority=True)
        self.leaf = self._issued(subjects[1], subjects[0], 1, authority=False)

    @property
    def time_stamper(self) -> CheckedTimeStamper:
        return CheckedTimeStamper(self.respond)

    def list_of_revoked(self, at: datetime, life: timedelta = 7 * YEAR / 365) -> bytes:
        """Return its list of revoked certificates, empty, in DER."""
        builder = x509.CertificateRevocationListBuilder(self.root.subject, at, at + life)
        return builder.sign(self._keys[0], hashes.SHA256()).public_bytes(Encoding.DER)

    def respond(self, question: bytes) -> bytes:
        """Answer a time-stamp request, whatever digest it names."""
        request = tsp.TimeStampReq.load(question)
        subject = authority_named(self.leaf.subject.public_bytes())
        imprint, nonce = request["message_imprint"].dump(), request["nonce"].dump()
        statement = statement_of(Said(7, self.moment), imprint, nonce, subject)
        names = named(self.leaf)
        attributes = signed_attributes(TIME_STATEMENT, sha256(statement).digest(), names)
        value = self._keys[1].sign(attributes, padding.PKCS1v15(), hashes.SHA256())
        carried = in_order((self.leaf, self.root))
        parts = Parts(
            attributes, value, names, carried, TIME_STATEMENT, statement, signature_algorithm=RSA_WITH_SHA256
        )
        return answer_of(signed_data(replace(parts, version=3)))

    def _issued(self, subject: x509.Name, issuer: x509.Name, key: int, *, authority: bool) -> x509.Certificate:
        public: rsa.RSAPublicKey = self._keys[key].public_key()
        builder = x509.CertificateBuilder(
            issuer, subject, public, x509.random_serial_number(), self.moment - YEAR, self.moment + self.lasts
        )
        uses = ("key_cert_sign", "crl_sign") if authority else ("digital_signature",)
        builder = builder.add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        builder = builder.add_extension(_key_usage(**dict.fromkeys(uses, True)), critical=True)
        if not authority:
            builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        return builder.sign(self._keys[0], hashes.SHA256())


def as_signed(content: bytes, signed: SignedPdf) -> SignedPdf:
    """Return a later state of a signed paper as the value the product hands on."""
    return replace(signed, content=content, digest=digest_of(content))
