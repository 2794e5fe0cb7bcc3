"""An outside authority for the tests: a root, an issuing authority, and seals it sells to organisations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509.oid import NameOID

from signing import OutsideSeal
from signing.certificates import _key_usage
from tests.signing.desk import COUNCIL, NOON

POLICY = "1.3.6.1.4.1.99999.7.1"
PASSWORD = "as sent apart"
DAY = timedelta(days=1)


def fresh(kind: str) -> Any:
    """Return a new key: ``p256``, ``p384``, ``rsa`` (2048 bits) or ``rsa1024``."""
    if kind.startswith("rsa"):
        return rsa.generate_private_key(65537, int(kind[3:] or 2048))
    return ec.generate_private_key(ec.SECP384R1() if kind == "p384" else ec.SECP256R1())


@dataclass
class Certificate:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: Any


class Authority:
    """Somebody who sells seals."""

    def __init__(self, name: str = "Trust Services plc", moment: datetime = NOON, policy: str = POLICY) -> None:
        self.moment, self.policy = moment, policy
        self.root = self._issued(named(name, f"{name} Root"), None, fresh("rsa"), ca=True, policies=())
        self.issuing = self._issued(
            named(name, f"{name} Seals CA"), self.root, fresh("rsa"), ca=True, policies=(policy,)
        )

    def seal(self, kind: str = "rsa", organisation: str = COUNCIL, **words: Any) -> Certificate:
        """Return a seal sold to an organisation."""
        subject = named(organisation, f"{organisation} eSeal")
        return self._issued(subject, words.pop("issuer", self.issuing), words.pop("key", fresh(kind)), **words)

    def rule(self, organisation: str = COUNCIL, policy: str = "") -> OutsideSeal:
        """Return how a council names its seal of this authority."""
        return OutsideSeal(self.root.certificate, policy or self.policy, organisation)

    def file(self, sold: Certificate, *, chain: bool = True, root: bool = False, password: str = PASSWORD) -> bytes:
        """Return a seal as it is handed over."""
        above = [*([self.issuing.certificate] if chain else []), *([self.root.certificate] if root else [])]
        locked = BestAvailableEncryption(password.encode())
        return serialize_key_and_certificates(b"seal", sold.key, sold.certificate, above, locked)

    def _issued(
        self,
        subject: x509.Name,
        issuer: Certificate | None,
        key: Any,
        *,
        ca: bool = False,
        policies: tuple[str, ...] | None = None,
        uses: tuple[str, ...] = ("content_commitment",),
        purposes: tuple[str, ...] = (),
        start: timedelta = -10 * DAY,
        end: timedelta = 700 * DAY,
    ) -> Certificate:
        signing_key = issuer.key if issuer else key
        issuer_name = issuer.certificate.subject if issuer else subject
        builder = x509.CertificateBuilder(
            issuer_name,
            subject,
            key.public_key(),
            x509.random_serial_number(),
            self.moment + start,
            self.moment + end + (3000 * DAY if ca else timedelta()),
        )
        builder = builder.add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        used = ("key_cert_sign", "crl_sign") if ca else uses
        if used:
            builder = builder.add_extension(_key_usage(**dict.fromkeys(used, True)), critical=True)
        builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        named_policies = (self.policy,) if policies is None else policies
        if named_policies:
            infos = [x509.PolicyInformation(x509.ObjectIdentifier(each), None) for each in named_policies]
            builder = builder.add_extension(x509.CertificatePolicies(infos), critical=False)
        if purposes:
            usage = x509.ExtendedKeyUsage([x509.ObjectIdentifier(each) for each in purposes])
            builder = builder.add_extension(usage, critical=False)
        return Certificate(builder.sign(signing_key, hashes.SHA256()), key)


def named(organisation: str, common_name: str) -> x509.Name:
    """Return a subject."""
    parts = ((NameOID.ORGANIZATION_NAME, organisation), (NameOID.COMMON_NAME, common_name))
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in parts])


def pem(certificate: x509.Certificate) -> str:
    """Return a certificate as text."""
    return certificate.public_bytes(Encoding.PEM).decode()
