"""The CMS we write is pyHanko's byte for byte, and is written in the same time whatever its lengths are."""

from __future__ import annotations

import os
import time

import pytest
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.sign.signers import ExternalSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from signing.cms_writing import DATA, Parts, in_order, named, signed_attributes, signed_data, tlv
from signing.parts import run
from tests.signing.desk import Desk, paper


def test_signed_attributes_are_those_of_pyhanko(desk: Desk) -> None:
    """The bytes a key signs are the ones pyHanko would have it sign."""
    digest = os.urandom(32)
    theirs = run(pyhanko(desk, b"").signed_attrs(digest, "sha256", use_pades=True))

    assert signed_attributes(DATA, digest, named(desk.pki.seal.certificate)) == theirs.dump()


def test_a_signature_is_that_of_pyhanko(desk: Desk) -> None:
    """The same attributes and the same raw signature make the same CMS."""
    digest, value = os.urandom(32), os.urandom(71)
    certificate = desk.pki.seal.certificate
    theirs = run(pyhanko(desk, value).async_sign(digest, "sha256", use_pades=True)).dump()

    carried = in_order((certificate, *desk.pki.chain("seal")))
    names = named(certificate)
    ours = signed_data(Parts(signed_attributes(DATA, digest, names), value, names, carried))

    assert ours == theirs


@pytest.mark.parametrize(("length", "head"), [(0, "0400"), (127, "047f"), (128, "048180"), (256, "04820100")])
def test_lengths_are_in_their_shortest_form(length: int, head: str) -> None:
    """DER has one way to write each length."""
    assert tlv(4, bytes(length)).hex().startswith(head)


def test_no_length_makes_signing_slow(desk: Desk) -> None:
    """Names of all lengths, so that every length ending in 0x80 comes up: each is signed and judged at once."""
    sealed = desk.sealed(paper("seal", "guardian", pages=1))
    slowest = 0.0
    for letters in range(1, 60, 2):
        start = time.process_time()
        signed = desk.signed(sealed, "guardian", sealed, "x" * letters)
        assert desk.verified(signed.content).verdict == "authentic"
        slowest = max(slowest, time.process_time() - start)

    assert slowest < 5


def pyhanko(desk: Desk, value: bytes) -> ExternalSigner:
    certificates = [as_theirs(one) for one in (desk.pki.seal.certificate, *desk.pki.chain("seal"))]
    store = SimpleCertificateStore()
    store.register_multiple(certificates[1:])
    return ExternalSigner(certificates[0], store, value or 72, embed_roots=False)


def as_theirs(certificate):
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
