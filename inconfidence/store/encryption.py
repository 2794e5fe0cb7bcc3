"""Personal values at rest: AES-256-GCM (NIST SP 800-38D) under a key per case, itself locked by a key kept elsewhere.

A locked value is one version byte, a random 96-bit nonce, and the ciphertext with its 128-bit tag. The place it
stands in (table, row, column) is authenticated with it, so a value moved to another row or column does not open.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from inconfidence.core.errors import Failed, NotAuthentic

KEY_BYTES = 32
NONCE_BYTES = 12
VERSION = b"\x01"

RandomBytes = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: the context its ciphertext is bound to."""

    table: str
    row: str
    column: str

    def __str__(self) -> str:
        return f"{self.table}:{self.row}:{self.column}"


@dataclass(frozen=True, slots=True)
class Cipher:
    """One 256-bit key, and what can be done with it."""

    material: bytes = field(repr=False)
    random_bytes: RandomBytes = field(default=secrets.token_bytes, repr=False)

    def lock(self, value: bytes, place: Place) -> bytes:
        """Return ``value`` encrypted for this one place."""
        nonce = self.random_bytes(NONCE_BYTES)
        return VERSION + nonce + AESGCM(self.material).encrypt(nonce, value, str(place).encode())

    def unlock(self, locked: bytes, place: Place) -> bytes:
        """Return the value that was locked for this place.

        Raises:
            NotAuthentic: it was changed, moved from another place, or locked with another key.
        """
        nonce, sealed = locked[1 : 1 + NONCE_BYTES], locked[1 + NONCE_BYTES :]
        try:
            if locked[:1] != VERSION:
                raise InvalidTag
            return AESGCM(self.material).decrypt(nonce, sealed, str(place).encode())
        except (InvalidTag, ValueError):
            raise NotAuthentic(
                f"The stored value at {place} cannot be believed: it was changed or moved.",
                hint="Restore the store from its last good backup.",
            ) from None


@dataclass(frozen=True, slots=True)
class KeyEncryptionKey:
    """The key that locks all other keys. It belongs in a folder (or a credential) apart from what it protects."""

    material: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.material) != KEY_BYTES:
            raise Failed(
                f"The key-encryption key is not {KEY_BYTES} bytes long.", hint="Put back the key file from its backup."
            )

    @classmethod
    def load_or_create(cls, path: Path, random_bytes: RandomBytes = secrets.token_bytes) -> KeyEncryptionKey:
        """Return the key in ``path``; where there is none, make one there that only its owner can read (0600).

        Raises:
            Failed: the file is open to others, is not a key, or cannot be read or written.
        """
        try:
            if not path.exists():
                _write_once(path, random_bytes(KEY_BYTES))
            _refuse_if_open_to_others(path)
            return cls(path.read_bytes())
        except OSError as error:
            raise Failed(
                f"The key file cannot be read or written ({error.strerror}).", hint="Check the folder of the keys."
            ) from error


def blind_index(key: bytes, value: str) -> str:
    """Return what ``value`` is found by without being shown: HMAC-SHA-256 (RFC 2104), as hexadecimal."""
    return hmac.new(key, value.encode(), hashlib.sha256).hexdigest()


def _write_once(path: Path, material: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent) as staged:
        staged.write(material)
        staged.flush()
        os.fsync(staged.fileno())
        # A link never replaces: of two programs that start together, the first one's key is everybody's.
        with suppress(FileExistsError):
            os.link(staged.name, path)


def _refuse_if_open_to_others(path: Path) -> None:
    if path.stat().st_mode & 0o077:
        raise Failed("The key file can be read by others than its owner.", hint="Allow only the owner: chmod 600.")
