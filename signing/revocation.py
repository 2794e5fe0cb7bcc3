"""What the council's own authorities say of the certificates they issued: revocation lists and OCSP answers.

    root ── root list (root.crl): the issuing authorities; made only where the root's key is, and therefore lasts long
     └─ issuing authority ── its list (RFC 5280, 5) and its answers on single certificates (RFC 6960)

An issuing authority answers for its own certificates itself (RFC 6960, 2.2): no further certificate is needed that
would have to be judged in turn. Lists are whole, never parts, and say nothing of other authorities' certificates.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final, Protocol

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp

from inconfidence.core.errors import Failed
from signing.certificates import YEAR, Authority

LIST_LIFE: Final = timedelta(days=7)
"""How long an issuing authority's list or answer is the newest: the next is made by then."""

ROOT_LIST_LIFE: Final = 2 * YEAR
"""How long the root's list lasts. Its key is offline: each year, and whenever an issuing authority is withdrawn, it is
fetched to make the next. Without a list that is current no paper is closed."""

ROOT_LIST: Final = "root.crl"
"""The file with the root's list, in the folder of the council's keys."""


class Revoked(Protocol):
    """A certificate that was withdrawn: its number, since when, and why (CRLReason of RFC 5280, 5.3.1, as a word)."""

    @property
    def serial(self) -> int:
        """Return its serial number."""
        ...

    @property
    def at(self) -> datetime:
        """Return since when, with its time zone."""
        ...

    @property
    def reason(self) -> str:
        """Return why, for example ``keyCompromise`` or ``superseded``."""
        ...


def revocation_list(
    issuer: Authority, revoked: Iterable[Revoked], number: int, now: datetime, life: timedelta = LIST_LIFE
) -> x509.CertificateRevocationList:
    """Return the whole list of ``issuer``, as of ``now``; the next follows within ``life``.

    ``number`` has to be larger than that of any earlier list of this issuer (RFC 5280, 5.2.3).

    Raises:
        ValueError: for a reason that RFC 5280 does not know.
    """
    builder = x509.CertificateRevocationListBuilder(issuer.certificate.subject, now, now + life)
    for one in revoked:
        builder = builder.add_revoked_certificate(_entry(one))
    own = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key())
    builder = builder.add_extension(own, critical=False).add_extension(x509.CRLNumber(number), critical=False)
    return builder.sign(issuer.key, hashes.SHA256())


def root_list(
    root: Authority, revoked: Iterable[Revoked], number: int, now: datetime
) -> x509.CertificateRevocationList:
    """Return the root's list of issuing authorities withdrawn; it lasts ROOT_LIST_LIFE, the root being offline."""
    return revocation_list(root, revoked, number, now, ROOT_LIST_LIFE)


def answer_on(certificate: x509.Certificate, issuer: Authority, revoked: Iterable[Revoked], now: datetime) -> bytes:
    """Return the OCSP answer of ``issuer`` on a certificate of its own, in DER (RFC 6960, 4.2).

    Raises:
        Failed: when the certificate was issued by somebody else.
    """
    if certificate.issuer != issuer.certificate.subject:
        raise Failed("An authority cannot answer for a certificate it did not issue.")
    found = next((one for one in revoked if one.serial == certificate.serial_number), None)
    builder = ocsp.OCSPResponseBuilder().add_response(
        certificate,
        issuer.certificate,
        hashes.SHA256(),
        ocsp.OCSPCertStatus.REVOKED if found else ocsp.OCSPCertStatus.GOOD,
        now,
        now + LIST_LIFE,
        found.at if found else None,
        x509.ReasonFlags(found.reason) if found else None,
    )
    builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, issuer.certificate)
    return builder.sign(issuer.key, hashes.SHA256()).public_bytes(Encoding.DER)


def _entry(one: Revoked) -> x509.RevokedCertificate:
    builder = x509.RevokedCertificateBuilder(one.serial, one.at)
    reason = x509.ReasonFlags(one.reason)
    if reason is not x509.ReasonFlags.unspecified:
        # Left out rather than said to be unspecified (RFC 5280, 5.3.1).
        builder = builder.add_extension(x509.CRLReason(reason), critical=False)
    return builder.build()
