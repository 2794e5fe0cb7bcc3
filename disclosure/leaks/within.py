"""How far one file may unfold while it is read: files in files, and bytes in bytes.

A hostile file unfolds without end (zip bombs, a message in a message in a message). What goes past these bounds is
not read further, and what was not read cannot be cleared: it is an error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from disclosure.leaks.passages import Passage
from inconfidence.core.documents import PagesRead
from inconfidence.core.errors import Failed

MOST_BYTES = 128 * 1024 * 1024
"""Bytes one file may unfold to, itself and everything in it counted. A pack of 60 pages takes 6 MB."""

MOST_FILES = 512
"""Files in one file."""

DEEPEST = 6
"""Files in files in files: a copy in a message in a zip, and three more."""

HINT = "What cannot be read cannot be cleared. Nothing was released; make the file again or leave it out."


def cannot_be_read(why: str) -> Failed:
    """Return the error that blocks a file; ``why`` names the kind of file and the fault, never what is in it."""
    return Failed(f"Leak scan: {why}.", hint=HINT)


class Allowance:
    """What is left of the bounds, over all that is read of one file."""

    __slots__ = ("_bytes", "_files")

    def __init__(self) -> None:
        self._bytes = MOST_BYTES
        self._files = MOST_FILES

    @property
    def size(self) -> int:
        """Return how many more bytes may be unfolded."""
        return self._bytes

    def spend(self, size: int) -> None:
        """Count ``size`` more bytes.

        Raises:
            Failed: when the file unfolds to more than it may.
        """
        self._bytes -= size
        if self._bytes < 0:
            raise cannot_be_read("the file unfolds to more than can be looked through")

    def spend_file(self) -> None:
        """Count one more file.

        Raises:
            Failed: when there are more files in the file than there may be.
        """
        self._files -= 1
        if self._files < 0:
            raise cannot_be_read("there are more files in the file than can be looked through")


@dataclass(frozen=True, slots=True)
class Within:
    """Where in a nest of files the one being read stands, and how the ones in it are opened."""

    opened: Callable[[bytes, str, Within], Iterable[Passage]]
    allowance: Allowance
    read: PagesRead | None = None
    """What was read of the pages of one of the files before."""
    depth: int = 0

    def read_of(self, content: bytes) -> PagesRead | None:
        """Return what was read of the pages of these very bytes before, and of no others."""
        return self.read if self.read is not None and self.read.content is content else None

    def inner(self, content: bytes, name: str, channel: str, place: str) -> Iterator[Passage]:
        """Open a file found in this one; its passages carry ``channel`` and ``place`` before their own.

        Raises:
            Failed: when it cannot be read, or lies too deep.
        """
        if self.depth >= DEEPEST:
            raise cannot_be_read("files lie in one another too deep")
        self.allowance.spend_file()
        self.allowance.spend(len(content))
        for found in self.opened(content, name, replace(self, depth=self.depth + 1)):
            yield Passage(f"{channel}: {found.channel}", f"{place}, {found.place}", found.text)
