"""A key that is kept loaded and signs papers, proved before its first signature.

What is the same in all its signatures is written once. Two things are proved at the start, and nothing is signed
without: that the key is the certificate's, and that the CMS written here for one digest and signature value is byte
for byte the one pyHanko's own signer builds of them. ECDSA signs the same digest differently each time, so the
signature value is given to pyHanko and all around it is compared.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import lru_cache

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from pyhanko.sign.signers import ExternalSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from inconfidence.core.errors import Failed
from signing.cms_writing import DATA, Named, Parts, in_order, named, signed_attributes, signed_data
from signing.fitting import fits
from signing.parts import DIGEST, as_asn1, run
from signing.rsa_seal import SealKey, signature_of
from signing.timestamp import CheckedTimeStamper
from signing.token_seal import TokenSeal

DIGEST_BYTES = 32


@dataclass(frozen=True, slots=True)
class Signer:
    """A key that signs papers, with what is the same in all its signatures: how they name it, and what they carry.

    Two that differ in nothing but their key are alike: whose key it is, is proved each time.
    """

    authority: SealKey = field(compare=False, repr=False)
    named: Named = field(repr=False)
    carried: tuple[bytes, ...] = field(repr=False)


def signer_of(authority: SealKey, chain: tuple[x509.Certificate, ...]) -> Signer:
    """Return what signs with ``authority``; ``chain`` are the certificates above it that are carried along.

    Raises:
        Failed: when the key is not the certificate's, or its signatures would not be those pyHanko makes.
    """
    certificate = authority.certificate
    signer = Signer(authority, named(certificate), in_order((certificate, *chain)))
    if not isinstance(authority, TokenSeal):
        prove(signer)
    return signer


def prove(signer: Signer) -> None:
    """Refuse a signer whose key is not its certificate's, or that writes anything but what pyHanko would.

    Raises:
        Failed: it must not sign.
    """
    parts = _signed(os.urandom(DIGEST_BYTES), signer)
    if not fits(signer.authority.certificate.public_key(), parts.value, parts.attributes, parts.signature_algorithm):
        raise Failed(
            "The seal's key is not the key of its certificate; nothing is sealed with it.",
            hint="Put the key and the certificate that were made together back in their place.",
        )
    _prove_form(signer)


def sign_digest(digest: bytes, signer: Signer, time_stamper: CheckedTimeStamper) -> bytes:
    """Return the time-stamped CMS of ``signer`` over a paper's ``digest``; raises as ``sign_and_stamp``."""
    return sign_and_stamp(digest, signer, time_stamper)[0]


def sign_and_stamp(digest: bytes, signer: Signer, time_stamper: CheckedTimeStamper) -> tuple[bytes, bytes]:
    """Return the time-stamped CMS of ``signer`` over a paper's ``digest``, and its time-stamp.

    Raises:
        TryLater: when no time-stamp can be had.
    """
    _prove_token(signer)
    parts = _signed(digest, signer)
    token = time_stamper.stamp(parts.value)
    return signed_data(_parts(parts.attributes, parts.value, parts.signature_algorithm, signer, token)), token


def untimed(digest: bytes, signer: Signer) -> bytes:
    """Return the CMS of ``signer`` over a paper's ``digest`` without a time-stamp: for a batch, which has one."""
    _prove_token(signer)
    return signed_data(_signed(digest, signer))


def _prove_token(signer: Signer) -> None:
    # A home opens without its token, so that one is proved before its first seal; it checks each value by itself.
    if isinstance(signer.authority, TokenSeal):
        _prove_form(signer)


def _signed(digest: bytes, signer: Signer) -> Parts:
    attributes = signed_attributes(DATA, digest, signer.named)
    value, algorithm = signature_of(attributes, signer.authority)
    return _parts(attributes, value, algorithm, signer, None)


def _parts(attributes: bytes, value: bytes, algorithm: bytes, signer: Signer, token: bytes | None) -> Parts:
    return Parts(attributes, value, signer.named, signer.carried, token=token, signature_algorithm=algorithm)


@lru_cache(maxsize=16)
def _prove_form(signer: Signer) -> None:
    """Hold one CMS to pyHanko's, once for each certificate and what is carried with it.

    Raises:
        Failed: they differ.
    """
    digest = os.urandom(DIGEST_BYTES)
    parts = _signed(digest, signer)
    if signed_data(parts) != _by_pyhanko(digest, parts.value, signer):
        raise Failed(
            "A seal would not be written as pyHanko writes it; nothing is sealed.",
            hint="Check that the versions installed are those of requirements.lock.",
        )


def _by_pyhanko(digest: bytes, value: bytes, signer: Signer) -> bytes:
    certificate = as_asn1(signer.authority.certificate)
    others = [each for each in signer.carried if each != certificate.dump()]
    # pyHanko leaves this constructor without types.
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # pyHanko leaves it untyped
    store.register_multiple(map(asn1_x509.Certificate.load, others))
    # Its signer with a key of its own (SimpleSigner) differs in the value alone: the rest is in the class they share.
    theirs = ExternalSigner(certificate, store, value, embed_roots=False)
    return bytes(run(theirs.async_sign(digest, DIGEST, use_pades=True)).dump())
