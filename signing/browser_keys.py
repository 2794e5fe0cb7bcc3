"""Keys and signatures as a person's browser has them (W3C Web Cryptography API): the key itself never leaves it.

WebCrypto gives a public key as SubjectPublicKeyInfo (RFC 5280, 4.1.2.7), and a signature as the two numbers of ECDSA
one behind the other (IEEE P1363); a CMS holds them as DER (RFC 3279, 2.2.3).
"""

from __future__ import annotations

from typing import Final

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import load_der_public_key

from inconfidence.core.errors import InputInvalid

NUMBER_BYTES: Final = 32
"""Length of each number of a P-256 signature."""


def browser_key(info: bytes) -> ec.EllipticCurvePublicKey:
    """Return the public key in a SubjectPublicKeyInfo, for a certificate to be made for it.

    Raises:
        InputInvalid: it is no P-256 key.
    """
    try:
        key = load_der_public_key(info)
    except (ValueError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise InputInvalid(
            "What came as the signer's key is no key to sign with.", hint="Make a P-256 key in the browser."
        )
    return key


def forms_of(signature: bytes) -> tuple[bytes, ...]:
    """Return what a signature may be in DER: itself, and, where it has the length of two numbers, those."""
    if len(signature) != 2 * NUMBER_BYTES:
        return (signature,)
    first, second = signature[:NUMBER_BYTES], signature[NUMBER_BYTES:]
    return (encode_dss_signature(int.from_bytes(first, "big"), int.from_bytes(second, "big")), signature)
