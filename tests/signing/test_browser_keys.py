"""Keys and signatures in the form a browser has them."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from inconfidence.core.documents import SealedPdf
from inconfidence.core.errors import InputInvalid, NotAuthentic
from signing import LocalKey, browser_key, finish
from signing.browser_keys import forms_of
from tests.signing.desk import Desk


def info_of(key: object) -> bytes:
    return key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def test_a_p256_key_is_taken() -> None:
    """As WebCrypto exports it ("spki")."""
    key = ec.generate_private_key(ec.SECP256R1())

    assert browser_key(info_of(key)) == key.public_key()


@pytest.mark.parametrize(
    "info",
    [
        b"",
        b"not a key",
        info_of(ec.generate_private_key(ec.SECP384R1())),
        info_of(ed25519.Ed25519PrivateKey.generate()),
        info_of(rsa.generate_private_key(65537, 2048)),
    ],
    ids=["nothing", "words", "P-384", "Ed25519", "RSA"],
)
def test_any_other_key_is_refused(info: bytes) -> None:
    """Other people's tools check P-256 everywhere."""
    with pytest.raises(InputInvalid, match="no key to sign with"):
        browser_key(info)


def in_numbers(signature: bytes) -> bytes:
    return b"".join(number.to_bytes(32, "big") for number in decode_dss_signature(signature))


def test_both_forms_of_a_signature_make_the_same_paper(desk: Desk, sealed: SealedPdf) -> None:
    """Two numbers or DER: what stands in the paper is DER."""
    key = LocalKey()
    session = desk.begun(sealed, "guardian", key, sealed)
    signature = key.sign(session.to_be_signed)

    signed = [
        finish(session, form, time_stamper=desk.time_stamper, clock=desk.clock)
        for form in (signature, in_numbers(signature))
    ]

    assert [signature.hex().upper().encode() in one.content for one in signed] == [True, True]
    assert {desk.verified(one.content).verdict for one in signed} == {"incomplete"}


@pytest.mark.parametrize("signature", [b"", bytes(64), bytes(63), b"\xff" * 64, b"\xff" * 128])
def test_what_is_no_signature_signs_nothing(desk: Desk, sealed: SealedPdf, signature: bytes) -> None:
    """Of any length, nought included."""
    session = desk.begun(sealed, "guardian", LocalKey(), sealed)

    with pytest.raises(NotAuthentic):
        finish(session, signature, time_stamper=desk.time_stamper, clock=desk.clock)


def test_only_the_length_of_two_numbers_is_read_as_them() -> None:
    """Anything else is taken for DER."""
    assert forms_of(b"0" * 70) == (b"0" * 70,)
    assert len(forms_of(b"0" * 64)) == 2
