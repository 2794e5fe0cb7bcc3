"""Files under the name of their own digest, written once: ``objects/ab/cdef....pdf``.

A file is staged whole, flushed, and then linked to its name. A link never replaces anything, so a power cut or a
second writer leaves either nothing under the name or the whole file.
"""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

from archive.disk import flush_folder, make_folder, write_new
from inconfidence.core.digest import Digest, digest_of
from inconfidence.core.errors import NotAuthentic, NotFound

DIGEST = re.compile(r"[0-9a-f]{64}")
FOLDER_LETTERS = 2


class Objects:
    """The write-once files of one archive."""

    def __init__(self, folder: Path) -> None:
        self._objects = folder / "objects"
        self._staging = folder / "staging"
        make_folder(self._objects)
        make_folder(self._staging)

    def put(self, content: bytes) -> Digest:
        """Keep ``content`` under its digest; the same content again changes nothing.

        Raises:
            NotAuthentic: what stands under that digest is something else by now.
        """
        digest = digest_of(content)
        path = self._path(digest)
        make_folder(path.parent)
        staged = self._staging / secrets.token_hex(8)
        # Nobody, the owner included, has a reason to write to a kept file.
        write_new(staged, content, 0o400)
        try:
            os.link(staged, path)
        except FileExistsError:
            self.get(digest)
        finally:
            staged.unlink()
        flush_folder(path.parent)
        return digest

    def get(self, digest: Digest) -> bytes:
        """Return what is kept under a digest, and only if it still is what was kept.

        Raises:
            NotFound: nothing is kept under it.
            NotAuthentic: the file was changed.
        """
        try:
            content = self._path(digest).read_bytes()
        except FileNotFoundError:
            raise NotFound("Nothing is kept under that digest.", hint="Look it up in the ledger.") from None
        if digest_of(content) != digest:
            raise NotAuthentic(
                f"The kept file {digest[:12]} was changed on the disk.", hint="Put it back from a backup; check all."
            )
        return content

    def digests(self) -> frozenset[str]:
        """Return the digest of everything that has a name here, whether or not the ledger knows it."""
        return frozenset(path.parent.name + path.name.removesuffix(".pdf") for path in self._objects.glob("*/*"))

    def unfinished(self) -> tuple[str, ...]:
        """Return the names of files that were staged when a program died; none of them is kept."""
        return tuple(sorted(path.name for path in self._staging.iterdir()))

    def clear_unfinished(self) -> None:
        """Remove what a dead program left staged; only for whoever holds the archive's lock."""
        for name in self.unfinished():
            (self._staging / name).unlink()

    def _path(self, digest: str) -> Path:
        if not DIGEST.fullmatch(digest):
            raise NotFound("That is not a digest.", hint="A digest is 64 of the characters 0-9 and a-f.")
        return self._objects / digest[:FOLDER_LETTERS] / f"{digest[FOLDER_LETTERS:]}.pdf"
