"""A new key and certificate in the place of one that is in use; the old certificate stays, so that old papers verify.

The key of a former seal or time certificate is destroyed. The key of a former issuing authority is kept: what it
issued is still good, and it alone can say of one of them that it no longer is.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cryptography import x509

from inconfidence.core.clock import Clock
from inconfidence.core.errors import NotFound, OutOfTurn
from signing.arc import Role
from signing.certificates import Authority, PublicKey, issuing_certificate, leaf_certificate
from signing.key_folder import KEY, add_generation, destroy_retired, in_use, next_generation, read_certificate
from signing.keys import Protector, new_key, protected_key
from signing.pki import ISSUING, STANDING, issuing_subject, load_authority, standing_subject
from signing.root_key import ROOT, load_root

ROTATED: tuple[str, ...] = (*STANDING, *ISSUING.values())
"""What can be renewed: the seal, the time certificate, the four issuing authorities. The root cannot."""


@dataclass(frozen=True, slots=True)
class KeyFolder:
    """A council's key folder together with what opens its keys."""

    folder: Path
    protector: Protector
    clock: Clock


def rotate(keys: KeyFolder, name: str, away: Path | None = None) -> x509.Certificate:
    """Put a new key and certificate in use for ``name``; return the certificate.

    A new issuing authority is signed by the root, whose key is read from ``away`` where it was taken away.

    Raises:
        NotFound: there is no such name, or the root's key is not there.
        OutOfTurn: the authority that would issue it has ended.
        Failed: a key cannot be opened or written; what was in use still is.
    """
    roles = {file: role for role, file in ISSUING.items()}
    if name in roles:
        return _rotate_issuing(keys, roles[name], away)
    standing = next((role for role in STANDING if role == name), None)
    if standing is None:
        raise NotFound("There is no certificate of that name to renew.", hint=f"One of: {', '.join(ROTATED)}.")
    coming, key = next_generation(keys.folder, standing)[0], new_key()
    certificate = standing_certificate(keys, standing, key.public_key())
    content = protected_key(key, f"{coming}{KEY}", keys.protector)
    add_generation(keys.folder, coming, certificate, {KEY: content})
    destroy_retired(keys.folder, standing)
    return certificate


def standing_certificate(keys: KeyFolder, role: Role, public_key: PublicKey) -> x509.Certificate:
    """Return a new certificate of the seal, or the time authority, for ``public_key``; nothing is kept of it yet.

    Raises:
        OutOfTurn: the authority that would issue it has ended.
    """
    issuer = load_authority(keys.folder, in_use(keys.folder, ISSUING[role]), keys.protector)
    _check_not_ended(issuer, keys.clock)
    subject = standing_subject(read_certificate(keys.folder, ROOT), role)
    return leaf_certificate(role, public_key, subject, issuer, keys.clock.now())


def _rotate_issuing(keys: KeyFolder, role: Role, away: Path | None) -> x509.Certificate:
    root = load_root(keys.folder, keys.protector, away)
    _check_not_ended(root, keys.clock)
    (coming, number), key = next_generation(keys.folder, ISSUING[role]), new_key()
    subject = issuing_subject(root.certificate, role, number)
    certificate = issuing_certificate(role, key.public_key(), subject, root, keys.clock.now())
    content = protected_key(key, f"{coming}{KEY}", keys.protector)
    add_generation(keys.folder, coming, certificate, {KEY: content})
    return certificate


def _check_not_ended(issuer: Authority, clock: Clock) -> None:
    if clock.now() >= issuer.certificate.not_valid_after_utc:
        raise OutOfTurn("The authority that would issue it has ended.", hint="Renew that authority first.")
