"""Private keys on disk: PKCS#8, each file encrypted under a key that is kept elsewhere.

A file is 12 bytes of nonce and the AES-256-GCM of the PKCS#8 (RFC 5958); the file's name is bound in, so that one key
file cannot be put in another's place. No passphrase is stretched: the protecting key is 32 random bytes already, and
loading a key costs microseconds.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_der_private_key

from inconfidence.core.errors import Failed, NotFound

NONCE_BYTES = 12
KEY_BYTES = 32
ECDSA_SHA256 = ec.ECDSA(hashes.SHA256())

PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


class Protector(Protocol):
    """Whatever encrypts a key file: a key in a credential file, in a service manager or behind PKCS#11."""

    def encrypt(self, content: bytes, name: str) -> bytes:
        """Return ``content`` encrypted and bound to ``name``."""
        ...

    def decrypt(self, content: bytes, name: str) -> bytes:
        """Return what ``encrypt`` was given; raise Failed for another key, another name or changed bytes."""
        ...


@dataclass(frozen=True, slots=True)
class AesProtector:
    """AES-256-GCM under ``key``: 32 random bytes, never kept in the folder or the backup of what they protect."""

    key: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.key) != KEY_BYTES:
            raise Failed(f"The key that protects the council's keys has to be {KEY_BYTES} bytes long.")

    def encrypt(self, content: bytes, name: str) -> bytes:
        """Return nonce and ciphertext of ``content``, bound to ``name``."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + AESGCM(self.key).encrypt(nonce, content, name.encode())

    def decrypt(self, content: bytes, name: str) -> bytes:
        """Return what ``encrypt`` was given.

        Raises:
            Failed: when the key, the name or a byte differs.
        """
        try:
            return AESGCM(self.key).decrypt(content[:NONCE_BYTES], content[NONCE_BYTES:], name.encode())
        except (InvalidTag, ValueError):
            raise Failed(
                f"The key file {name} cannot be opened.",
                hint="Check that the protecting key is the one these keys were made with.",
            ) from None


def new_key() -> ec.EllipticCurvePrivateKey:
    """Return a fresh P-256 key from the operating system's randomness."""
    return ec.generate_private_key(ec.SECP256R1())


def write_new(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read, safely to disk, and never over another."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def save_key(path: Path, key: PrivateKey, protector: Protector) -> None:
    """Write ``key`` to a new file, encrypted."""
    write_new(path, protected_key(key, path.name, protector))


def protected_key(key: PrivateKey, name: str, protector: Protector) -> bytes:
    """Return what the file ``name`` holds when ``key`` is kept in it."""
    return protector.encrypt(key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()), name)


def load_key(path: Path, protector: Protector) -> ec.EllipticCurvePrivateKey:
    """Return the elliptic curve key in ``path``.

    Raises:
        NotFound: when there is no such file.
        Failed: when the protector does not open it, or it holds another kind of key.
    """
    key = load_any_key(path, protector)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise Failed(f"The key file {path.name} does not hold an elliptic curve key.")
    return key


def load_any_key(path: Path, protector: Protector) -> PrivateKey:
    """Return the key in ``path``, of one of the two kinds papers are sealed with; raises as ``load_key``."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise NotFound(f"There is no key file {path.name}.", hint="Run `inconfidence init` first.") from None
    key = load_der_private_key(protector.decrypt(content, path.name), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise Failed(f"The key file {path.name} does not hold a key to sign with.")
    return key
