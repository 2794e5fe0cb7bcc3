"""Where the copies of a batch wait on the disk: sealed, but without the proof of their time and not handed over yet.

HOME/waiting/    of each copy its own end, and how all of them begin, once

What waits is of no use to another run: it has no proof, and whoever it is for may have changed their mind. So it is
removed when the run ends, however it ends, and what a killed run left is removed unread by the next one.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inconfidence.core.digest import Digest, digest_of
from inconfidence.core.disk_faults import said_plainly
from inconfidence.core.errors import NotAuthentic
from inconfidence.core.packs import UntimedCopy
from inconfidence.recipes.home import Home

NOT_PUT_ASIDE = "The copies could not be put aside until their turn"


class WaitingRoom:
    """The copies of one batch, each under its digest; nobody but their owner can read them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._begun: dict[Digest, Digest] = {}
        self._written: set[Digest] = set()

    def put(self, copy: UntimedCopy) -> None:
        """Put a copy there; how it begins is written once for all copies that begin so.

        Raises:
            Failed: the disk refused.
        """
        with said_plainly(NOT_PUT_ASIDE):
            self._write(copy.begun, copy.beginning)
            self._write(copy.digest, copy.end)
        self._begun[copy.digest] = copy.begun

    def take(self, digest: Digest) -> bytes:
        """Return a copy as one whole file, proved to be the one that was put there.

        Raises:
            NotAuthentic: it was changed meanwhile.
            Failed: the disk refused.
        """
        with said_plainly(NOT_PUT_ASIDE):
            content = b"".join((self._folder / each).read_bytes() for each in (self._begun[digest], digest))
        if digest_of(content) != digest:
            raise NotAuthentic("A copy was changed while it waited for its turn; it was not kept.")
        return content

    def _write(self, name: Digest, content: bytes) -> None:
        if name not in self._written:
            (self._folder / name).write_bytes(content)
            self._written.add(name)


@contextmanager
def waiting_room(home: Home) -> Iterator[WaitingRoom]:
    """Give an empty room, and leave none.

    Raises:
        Failed: the disk refused.
    """
    folder = home.folder / "waiting"
    with said_plainly(NOT_PUT_ASIDE):
        _cleared(folder)
        folder.mkdir(mode=0o700)
    try:
        yield WaitingRoom(folder)
    finally:
        with said_plainly(NOT_PUT_ASIDE):
            _cleared(folder)


def _cleared(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
