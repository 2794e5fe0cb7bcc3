"""What the council's own authorities say of the certificates they issued: revocation lists and OCSP answers.

    root ── root list (root.crl): the issuing authorities; made only where the root's key is, and therefore lasts long
     └─ issuing authority ── its list (RFC 5280, 5) and its answers on single certificates (RFC 6960)

An issuing authority answers for its own certificates itself (RFC 6960, 2.2): no further certificate is needed that
would have to be judged in turn. Lists are whole, never parts, and say nothing of other authorities' certificates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from hashlib import sha1, sha256
from typing import Any, Final, Protocol

from asn1crypto import ocsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from inconfidence.core.errors import Failed
from signing.certificates import YEAR, Authority
from signing.keys import ECDSA_SHA256

LIST_LIFE: Final = timedelta(days=7)
"""How long an issuing authority's list or answer is the newest: the next is made by then."""

ROOT_LIST_LIFE: Final = 2 * YEAR
"""How long the root's list lasts. Its key is offline: each year, and whenever an issuing authority is withdrawn, it is
fetched to make the next. Without a list that is current no paper is closed."""

ROOT_LIST: Final = "root.crl"
"""The file with the root's list, in the folder of the council's keys."""


class Revoked(Protocol):
    """A certificate that was withdrawn: its number, when, and why (CRLReason of RFC 5280, 5.3.1, as a word)."""

    @property
    def serial(self) -> int:
        """Return its serial number."""
        ...

    @property
    def at(self) -> datetime:
        """Return when that was recorded, with its time zone."""
        ...

    @property
    def reason(self) -> str:
        """Return why, for example ``keyCompromise`` or ``superseded``."""
        ...

    @property
    def since(self) -> datetime | None:
        """Return from when it was wrong, where that was before (invalidityDate of RFC 5280, 5.3.2)."""
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

    Written here, because cryptography's builder dates it by the computer's clock and no other. The responder is named
    by the SHA-1 of its key, as RFC 6960, 4.2.1 has it; nothing hangs on that digest.

    Raises:
        Failed: when the certificate was issued by somebody else.
    """
    if certificate.issuer != issuer.certificate.subject:
        raise Failed("An authority cannot answer for a certificate it did not issue.")
    found = next((one for one in revoked if one.serial == certificate.serial_number), None)
    statement = ocsp.ResponseData(
        {
            "responder_id": ocsp.ResponderId("by_key", _key_hash(issuer, sha1)),
            "produced_at": now,
            "responses": [
                {
                    "cert_id": _named(certificate, issuer),
                    "cert_status": _status(found),
                    "this_update": now,
                    "next_update": now + LIST_LIFE,
                    **_wrong_since(found),
                }
            ],
        }
    )
    signed = {
        "tbs_response_data": statement,
        "signature_algorithm": {"algorithm": "sha256_ecdsa"},
        "signature": issuer.key.sign(statement.dump(), ECDSA_SHA256),
    }
    basic = {"response_type": "basic_ocsp_response", "response": ocsp.BasicOCSPResponse(signed)}
    return bytes(ocsp.OCSPResponse({"response_status": "successful", "response_bytes": basic}).dump())


def _named(certificate: x509.Certificate, issuer: Authority) -> dict[str, object]:
    return {
        "hash_algorithm": {"algorithm": "sha256"},
        "issuer_name_hash": sha256(issuer.certificate.subject.public_bytes()).digest(),
        "issuer_key_hash": _key_hash(issuer, sha256),
        "serial_number": certificate.serial_number,
    }


def _key_hash(issuer: Authority, digest: Callable[[bytes], Any]) -> bytes:
    point = issuer.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return bytes(digest(point).digest())


def _status(found: Revoked | None) -> ocsp.CertStatus:
    if found is None:
        return ocsp.CertStatus("good")
    reason = _REASONS[x509.ReasonFlags(found.reason)]
    words = {"revocation_time": found.at} | ({"revocation_reason": reason} if reason else {})
    return ocsp.CertStatus("revoked", ocsp.RevokedInfo(words))


def _wrong_since(found: Revoked | None) -> dict[str, Any]:
    # RFC 6960, 4.4.5: what a list says of an entry, an answer may say in the same words.
    if found is None or found.since is None:
        return {}
    return {"single_extensions": [{"extn_id": "invalidity_date", "critical": False, "extn_value": found.since}]}


_REASONS: Final = {
    x509.ReasonFlags.unspecified: "",
    x509.ReasonFlags.key_compromise: "key_compromise",
    x509.ReasonFlags.ca_compromise: "ca_compromise",
    x509.ReasonFlags.affiliation_changed: "affiliation_changed",
    x509.ReasonFlags.superseded: "superseded",
    x509.ReasonFlags.cessation_of_operation: "cessation_of_operation",
    x509.ReasonFlags.certificate_hold: "certificate_hold",
    x509.ReasonFlags.privilege_withdrawn: "privilege_withdrawn",
    x509.ReasonFlags.aa_compromise: "aa_compromise",
}
"""Reasons as asn1crypto calls them."""


def _entry(one: Revoked) -> x509.RevokedCertificate:
    builder = x509.RevokedCertificateBuilder(one.serial, one.at)
    reason = x509.ReasonFlags(one.reason)
    if reason is not x509.ReasonFlags.unspecified:
        # Left out rather than said to be unspecified (RFC 5280, 5.3.1).
        builder = builder.add_extension(x509.CRLReason(reason), critical=False)
    if one.since is not None:
        builder = builder.add_extension(x509.InvalidityDate(one.since), critical=False)
    return builder.build()
