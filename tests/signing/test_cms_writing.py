"""The CMS we write is pyHanko's byte for byte, and is written in the same time whatever its lengths are."""

from __future__ import annotations

import os
import time

import pytest
from asn1crypto import parser
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given
from hypothesis import strategies as st
from pyhanko.sign.signers import ExternalSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from signing.cms_writing import (
    DATA,
    SEQUENCE,
    Parts,
    content_of,
    in_order,
    named,
    parts_of,
    signed_attributes,
    signed_data,
    tlv,
)
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


VALUES = st.lists(st.builds(tlv, st.sampled_from((2, 4, 0x30, 0xA0)), st.binary(max_size=300)), max_size=5)


@given(VALUES, st.integers(0, 400), st.binary(min_size=1, max_size=3))
def test_parts_are_read_as_they_were_written_and_nothing_else_is(values: list[bytes], at: int, changed: bytes) -> None:
    """Put together they come apart again; changed anywhere they come apart as asn1crypto has it, or are refused."""
    whole = tlv(SEQUENCE, *values)
    assert parts_of(whole) == values
    assert content_of(whole) == b"".join(values)

    place = at % len(whole)
    other = whole[:place] + changed + whole[place + 1 :]
    try:
        found = parts_of(other)
    except ValueError:
        return
    assert b"".join(found) == parser.parse(other, strict=True)[4]
    assert all(parser.peek(each) == len(each) for each in found)


@pytest.mark.parametrize(
    "value",
    ["", "30", "3081", "308100", "30810130", "30820001aa", "3080040100", "30800000", "1f0100", "3003040200", "3000ff"],
)
def test_what_is_not_one_value_in_der_is_refused(value: str) -> None:
    """Cut off, without an end, a length with noughts before it or too long, a long tag, something behind."""
    with pytest.raises(ValueError, match="value"):
        parts_of(bytes.fromhex(value))


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
