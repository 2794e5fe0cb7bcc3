"""The root's key: the one key that is not needed day by day, and how it is taken away.

Whoever has it can make a second council that every verifier believes. It signs new issuing authorities and the root's
list of revoked ones, and nothing else; for these, its folder is named. It is encrypted under the same protecting key
as the others, which therefore must not lie beside it, nor in the same backup.
"""

from __future__ import annotations

import os
from pathlib import Path

from inconfidence.core.errors import Failed, NotFound, OutOfTurn
from signing.certificates import Authority
from signing.key_folder import KEY, flush_folder, read_certificate
from signing.keys import Protector, load_key, write_new

ROOT = "root"


def root_key_is_here(keys: Path) -> bool:
    """Say whether the root's key still lies with the keys that are used day by day."""
    return (keys / f"{ROOT}{KEY}").exists()


def load_root(keys: Path, protector: Protector, away: Path | None = None) -> Authority:
    """Return the root with its key, read from the folder ``away`` where it was taken away.

    Raises:
        NotFound: the key is not there.
        Failed: it cannot be opened, or is another root's.
    """
    place = away or keys
    try:
        key = load_key(place / f"{ROOT}{KEY}", protector)
    except NotFound:
        hint = "Name the folder it was taken away to with --root." if away is None else "Name another folder."
        raise NotFound("The root's key is not there.", hint=hint) from None
    root = Authority(read_certificate(keys, ROOT), key)
    if root.certificate.public_key() != key.public_key():
        raise Failed("That root key is not the one of this council.", hint="Name the folder with the right one.")
    return root


def take_root_away(keys: Path, medium: Path, protector: Protector) -> None:
    """Move the root's key to the folder ``medium``: copied, read back and opened there, and only then removed here.

    Cut off before the last step it lies in both places, and the same call finishes the work.

    Raises:
        OutOfTurn: it was taken away before, or that folder holds another key.
        Failed: it cannot be written there, or not read back as it is here; it still lies here.
    """
    if not root_key_is_here(keys):
        raise OutOfTurn("The root's key has been taken away already.")
    load_root(keys, protector)
    content = (keys / f"{ROOT}{KEY}").read_bytes()
    try:
        _copy(content, medium)
        _read_back(content, medium)
        load_root(keys, protector, medium)
        (keys / f"{ROOT}{KEY}").unlink()
        flush_folder(keys)
    except OSError as error:
        raise Failed("The root's key was not moved; it still lies here.", hint=error.strerror or "") from error


def _copy(content: bytes, medium: Path) -> None:
    file = medium / f"{ROOT}{KEY}"
    medium.mkdir(mode=0o700, parents=True, exist_ok=True)
    if file.exists() and file.read_bytes() != content:
        raise OutOfTurn("That folder holds a root key already, and it is another one.", hint="Name an empty folder.")
    if not file.exists():
        write_new(file, content)
    flush_folder(medium)


def _read_back(content: bytes, medium: Path) -> None:
    handle = os.open(medium / f"{ROOT}{KEY}", os.O_RDONLY)
    try:
        # From the medium itself, not from what the computer remembers of writing it.
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        read = os.read(handle, len(content) + 1)
    finally:
        os.close(handle)
    if read != content:
        raise Failed("The root's key cannot be read back from that folder; it still lies here.")
