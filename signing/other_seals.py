"""Puts a seal in use whose key was not made here: one in a token, or one bought from another authority."""

from __future__ import annotations

from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from signing.bought_seal import BoughtSeal
from signing.key_folder import CHAIN, KEY, TOKEN, add_generation, destroy_retired, next_generation
from signing.keys import protected_key
from signing.rotation import KeyFolder, standing_certificate
from signing.token_seal import TokenPlace, TokenSeal, public_key_in

TRIAL: Final = b"a trial, and no paper"
"""What a key signs to show that it can."""


def use_token(keys: KeyFolder, place: TokenPlace) -> x509.Certificate:
    """Put a seal in use whose key lies in a token, under a new certificate of the council; return the certificate.

    The token signs once for trial. Where its key is, PIN included, is kept encrypted like a key.

    Raises:
        TryLater: the token does not answer; the former seal is in use.
        Failed: the PIN is refused, the key is not there or none papers are sealed with.
        OutOfTurn: the authority that would issue the certificate has ended.
    """
    certificate = standing_certificate(keys, "seal", public_key_in(place))
    TokenSeal(certificate, place).signature(TRIAL)
    coming, _ = next_generation(keys.folder, "seal")
    content = keys.protector.encrypt(place.written(), f"{coming}{TOKEN}")
    add_generation(keys.folder, coming, certificate, {TOKEN: content})
    destroy_retired(keys.folder, "seal")
    return certificate


def use_bought(keys: KeyFolder, bought: BoughtSeal) -> None:
    """Put a bought seal in use, its key encrypted like our own, with the authorities above it.

    Raises:
        OutOfTurn, Failed: as ``signing.key_folder.add_generation``; the former seal is in use.
    """
    coming, _ = next_generation(keys.folder, "seal")
    beside = {KEY: protected_key(bought.key, f"{coming}{KEY}", keys.protector)}
    if bought.chain:
        beside[CHAIN] = b"".join(each.public_bytes(Encoding.PEM) for each in bought.chain)
    add_generation(keys.folder, coming, bought.certificate, beside)
    destroy_retired(keys.folder, "seal")
