"""Who may answer on a certificate in the place of its issuer (RFC 6960, 4.2.2.2): whom the issuer itself appointed.

An appointed responder has a certificate straight from the issuer, for OCSP answers, that says of itself that it need
not be asked about in turn (4.2.2.2.1). Any other stands for nobody.
"""

from __future__ import annotations

from collections.abc import Iterator

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID


def appointed(answer: ocsp.OCSPResponse, issuer: x509.Certificate) -> Iterator[x509.Certificate]:
    """Yield the certificates an answer carries whose owners may answer for ``issuer``; one of them may have."""
    for each in answer.certificates:
        lasts = each.not_valid_before_utc <= answer.produced_at_utc <= each.not_valid_after_utc
        if lasts and _is_appointed(each) and _issued(each, issuer):
            yield each


def _is_appointed(certificate: x509.Certificate) -> bool:
    try:
        purposes = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
        certificate.extensions.get_extension_for_class(x509.OCSPNoCheck)
    except (x509.ExtensionNotFound, ValueError):
        return False
    return ExtendedKeyUsageOID.OCSP_SIGNING in purposes


def _issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True
