"""Whether a raw signature is that of a public key, by one of the two algorithms in use."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from signing.cms_writing import ECDSA_WITH_SHA256, RSA_WITH_SHA256
from signing.keys import ECDSA_SHA256


def fits(key: object, value: bytes, signed: bytes, algorithm: bytes) -> bool:
    """Say whether ``value`` is the signature of ``key`` over ``signed``; ``algorithm`` is its identifier in DER.

    No for any other kind of key or algorithm.
    """
    try:
        if isinstance(key, rsa.RSAPublicKey) and algorithm == RSA_WITH_SHA256:
            key.verify(value, signed, padding.PKCS1v15(), hashes.SHA256())
        elif isinstance(key, ec.EllipticCurvePublicKey) and algorithm == ECDSA_WITH_SHA256:
            key.verify(value, signed, ECDSA_SHA256)
        else:
            return False
    except InvalidSignature:
        return False
    return True
