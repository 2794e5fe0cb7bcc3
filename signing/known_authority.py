"""Checks the next time-stamp of an authority whose last one was looked into by pyHanko.

What depends on the certificate alone is looked at once (``known_by``): that the token names it rightly, that it is for
time-stamps, under whose certificate it was made, and from when to when it is valid. Of each answer after that, every
byte is held to what this authority must have written: the question's imprint and nonce, policy, number, time, digest,
certificates. Then the signature is verified. Nothing is refused here: an answer that is not believed goes the general
way (``signing.timestamp``), which refuses it or looks into it anew.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID

from signing.cms_writing import ECDSA_WITH_SHA256, OCTETS, TIME_STATEMENT, Named, named, parts_of
from signing.keys import ECDSA_SHA256
from signing.time_forms import (
    Asked,
    answer_of,
    attributes_of_statement,
    authority_named,
    read_statement,
    token_of_statement,
)

UNREADABLE = (
    ValueError,
    TypeError,
    IndexError,
    UnsupportedAlgorithm,
    x509.DuplicateExtension,
    x509.UnsupportedGeneralNameType,
)
"""What is raised for certificates and tokens that pyHanko reads and cryptography does not."""

_VALUE = ECDSA_WITH_SHA256 + bytes((OCTETS,))


@dataclass(frozen=True, slots=True)
class KnownAuthority:
    """A certificate time-stamps are made with, and what is the same in each of them."""

    key: ec.EllipticCurvePublicKey = field(repr=False)
    named: Named = field(repr=False)
    carried: tuple[bytes, ...] = field(repr=False)
    as_stated: bytes = field(repr=False)
    valid_from: datetime
    valid_until: datetime

    def token_in(self, answer: bytes, asked: Asked) -> bytes | None:
        """Return the time-stamp in an answer, or None unless it is this authority's, in our form, and as ``asked``."""
        statement, value = _statement_in(answer), _value_in(answer)
        said = read_statement(statement, asked, self.as_stated)
        if said is None or not self.valid_from <= said.moment <= self.valid_until:
            return None
        attributes = attributes_of_statement(statement, self.named)
        token = token_of_statement(statement, attributes, value, self.named, self.carried)
        return token if answer_of(token) == answer and self._made(value, attributes) else None

    def _made(self, value: bytes, attributes: bytes) -> bool:
        try:
            self.key.verify(value, attributes, ECDSA_SHA256)
        except InvalidSignature:
            return False
        return True


def known_by(token: bytes, signer: bytes) -> KnownAuthority | None:
    """Return what a token that was found sound tells of its authority, whose certificate is ``signer`` in DER.

    None for one that is not known again: another kind of key, a certificate for more than time-stamps, one whose
    issuer the token does not carry, or one that cannot be read here.
    """
    try:
        certificate, carried = x509.load_der_x509_certificate(signer), _carried(token)
        key = certificate.public_key()
        issuers = [x509.load_der_x509_certificate(each) for each in carried]
        is_ours = _is_for_time_stamps(certificate) and any(_issued(certificate, each) for each in issuers)
    except UNREADABLE:
        return None
    if not is_ours or not isinstance(key, ec.EllipticCurvePublicKey):
        return None
    return KnownAuthority(
        key,
        named(certificate),
        carried,
        authority_named(certificate.subject.public_bytes()),
        certificate.not_valid_before_utc,
        certificate.not_valid_after_utc,
    )


def _carried(token: bytes) -> tuple[bytes, ...]:
    return tuple(parts_of(parts_of(parts_of(parts_of(token)[1])[0])[3]))


def _is_for_time_stamps(certificate: x509.Certificate) -> bool:
    """Say whether a certificate is for time-stamps and nothing else (RFC 3161, 2.3)."""
    try:
        purposes = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
        uses = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return False
    return purposes.critical and list(purposes.value) == [ExtendedKeyUsageOID.TIME_STAMPING] and uses.digital_signature


def _issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def _statement_in(answer: bytes) -> bytes:
    """Return what stands behind the first mark of a statement; whether it is one is seen when it is written anew."""
    at = answer.find(TIME_STATEMENT)
    inside, _ = _span(answer, at + len(TIME_STATEMENT))
    start, end = _span(answer, inside)
    return answer[start:end]


def _value_in(answer: bytes) -> bytes:
    return answer[_span(answer, answer.rfind(_VALUE) + len(ECDSA_WITH_SHA256))[0] :]


def _span(der: bytes, at: int) -> tuple[int, int]:
    """Return where the content of a DER value begins and ends that begins at ``at``."""
    size, start = int.from_bytes(der[at + 1 : at + 2], "big"), at + 2
    if size & 0x80:
        places = size & 0x7F
        size, start = int.from_bytes(der[start : start + places], "big"), start + places
    return start, start + size
