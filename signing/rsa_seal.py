"""Seals with other keys than our own P-256 ones, and the signature any of them makes.

The council's own seal is P-256. RSA is for a council whose seal comes from an authority, or a device, that knows no
P-256: RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017) is what such authorities issue for, and what every reader knows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from inconfidence.core.clock import Clock
from signing.certificates import Authority, leaf_certificate
from signing.cms_writing import ECDSA_WITH_SHA256, RSA_WITH_SHA256
from signing.keys import ECDSA_SHA256
from signing.token_seal import TokenSeal

if TYPE_CHECKING:
    from signing.pki import CouncilPki

EXPONENT, BITS = 65537, 2048


@dataclass(frozen=True, slots=True)
class RsaSeal:
    """The certificate of a seal together with its RSA key."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey = field(repr=False)


SealKey = Authority | RsaSeal | TokenSeal
"""Whatever seals papers: a certificate, and a key that is loaded or in a token."""


def issue_rsa_seal(pki: CouncilPki, clock: Clock) -> RsaSeal:
    """Return a second seal of the council with a fresh RSA-2048 key, under the authority that issued its own."""
    key = rsa.generate_private_key(EXPONENT, BITS)
    subject = pki.seal.certificate.subject
    return RsaSeal(leaf_certificate("seal", key.public_key(), subject, pki.issuing["seal"], clock.now()), key)


def signature_of(attributes: bytes, signer: SealKey) -> tuple[bytes, bytes]:
    """Return the signature over ``attributes``, and the DER of the algorithm it was made by."""
    if isinstance(signer, TokenSeal):
        return signer.signature(attributes)
    if isinstance(signer, RsaSeal):
        return signer.key.sign(attributes, padding.PKCS1v15(), hashes.SHA256()), RSA_WITH_SHA256
    return signer.key.sign(attributes, ECDSA_SHA256), ECDSA_WITH_SHA256
