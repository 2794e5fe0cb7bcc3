"""A seal bought from an outside authority, as such authorities hand it over: PKCS#12 (RFC 7292), behind a password."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization.pkcs12 import PKCS12KeyAndCertificates, load_pkcs12

from inconfidence.core.clock import Clock
from inconfidence.core.errors import InputInvalid, NotAuthentic, OutOfTurn
from signing.cms_writing import in_order
from signing.keys import PrivateKey
from signing.outside_seals import OutsideSeal, is_for_signing
from signing.parts import CONTENTS_DIGITS
from signing.pki import is_above

RSA_BITS_LEAST: Final = 2048
LONGEST_CHAIN: Final = 5
BESIDE_CERTIFICATES: Final = 3600
"""Bytes of a signature that are not its certificates: a time-stamp with two of its own, attributes, RSA-4096."""


@dataclass(frozen=True, slots=True)
class BoughtSeal:
    """A certificate with its key, and the authorities above it, the root left out."""

    certificate: x509.Certificate = field(repr=False)
    key: PrivateKey = field(repr=False)
    chain: tuple[x509.Certificate, ...] = field(repr=False)


def read_bought_seal(content: bytes, password: str, outside: Sequence[OutsideSeal], clock: Clock) -> BoughtSeal:
    """Return the seal in a PKCS#12 file, checked so far that papers sealed with it will be recognised.

    Raises:
        InputInvalid: it cannot be opened, or does not hold one key that papers are sealed with and its certificate.
        NotAuthentic: its certificate is none to seal with, or leads to no root named in ``outside`` as the council's.
        OutOfTurn: a certificate of its chain is not valid now.
    """
    held = _opened(content, password)
    if held.cert is None:
        raise InputInvalid("That file holds no certificate with a key.", hint="Ask the authority for a whole one.")
    certificate, key = held.cert.certificate, _key_of(held)
    if certificate.public_key() != key.public_key():
        raise InputInvalid("The certificate in that file does not belong to its key.")
    if not is_for_signing(certificate):
        raise NotAuthentic("The certificate in that file is not one to sign papers with.")
    whole = _recognised(certificate, [each.certificate for each in held.additional_certs], outside)
    _check_valid(whole, clock)
    _check_fits(whole[:-1])
    return BoughtSeal(certificate, key, whole[1:-1])


def _opened(content: bytes, password: str) -> PKCS12KeyAndCertificates:
    try:
        return load_pkcs12(content, password.encode())
    except (ValueError, UnsupportedAlgorithm):
        raise InputInvalid(
            "That file cannot be opened: it is no PKCS#12 file, or the password is not its own.",
            hint="Give the file as the authority sent it (.p12 or .pfx), and the password it sent apart from it.",
        ) from None


def _key_of(held: PKCS12KeyAndCertificates) -> PrivateKey:
    key = held.key
    if isinstance(key, rsa.RSAPrivateKey) and key.key_size >= RSA_BITS_LEAST:
        return key
    if isinstance(key, ec.EllipticCurvePrivateKey) and isinstance(key.curve, ec.SECP256R1):
        return key
    raise InputInvalid(
        "That file holds no key papers are sealed with.", hint="It has to be P-256, or RSA of 2048 bits or more."
    )


def _recognised(
    certificate: x509.Certificate, others: Sequence[x509.Certificate], outside: Sequence[OutsideSeal]
) -> tuple[x509.Certificate, ...]:
    for each in outside:
        chain = _chain(certificate, others, each.root)
        if chain and each.names(chain):
            return chain
    raise NotAuthentic(
        "That seal would not be recognised as this council's, so it is not taken in.",
        hint="Name its root, policy and organisation in the settings (outside_seals): see docs/keys.md.",
    )


def _chain(
    leaf: x509.Certificate, others: Sequence[x509.Certificate], root: x509.Certificate
) -> tuple[x509.Certificate, ...]:
    """Return the chain from ``leaf`` to ``root``, empty when there is none."""
    chain = [leaf]
    while not is_above(root, chain[-1]):
        above = next((each for each in others if each not in chain and is_above(each, chain[-1])), None)
        if above is None or len(chain) > LONGEST_CHAIN:
            return ()
        chain.append(above)
    return (*chain, root)


def _check_valid(chain: Sequence[x509.Certificate], clock: Clock) -> None:
    now = clock.now()
    if not all(each.not_valid_before_utc <= now <= each.not_valid_after_utc for each in chain):
        raise OutOfTurn("That seal, or an authority above it, is not valid now.", hint="Ask for a new one.")


def _check_fits(carried: Sequence[x509.Certificate]) -> None:
    if sum(map(len, in_order(carried))) + BESIDE_CERTIFICATES > CONTENTS_DIGITS // 2:
        raise InputInvalid("The certificates of that seal are larger than the place a paper has for them.")
