"""The ledger: one canonical JSON line an entry, each naming the digest of the one before. No personal data.

A line without its line end was cut off by a crash: nobody was given a receipt for it. It is set aside in a file of
its own, and an entry of kind ``repair`` says so. Any other fault means that somebody edited the ledger.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from archive.disk import append, flush_folder, write_new
from inconfidence.core.canonical import canonical
from inconfidence.core.digest import Digest, digest_of

NOTHING_BEFORE = Digest("0" * 64)

Kind = Literal["kept", "renewed", "refused", "repair"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line.

    ``why`` is a code where something is kept as evidence of a refusal, and the digest of the version whose place it
    takes where something was renewed. ``proof`` is what proves the time of a file that was sealed in a batch
    (RFC 4998, in base64): with it the archive alone can prove all it keeps.
    """

    sequence: int
    previous: Digest
    kind: Kind
    object: Digest
    paper: str
    reference: str
    verdict: str
    level: str
    clock: str
    retention_class: str
    why: str
    at: str
    proof: str = ""

    @property
    def line(self) -> bytes:
        """Return the entry as it stands in the file, with its own digest, without the line end."""
        return canonical({**self._said, "digest": self.digest})

    @property
    def digest(self) -> Digest:
        """Return the digest of everything else in the entry."""
        return digest_of(canonical(self._said))

    @property
    def _said(self) -> dict[str, Any]:
        # Few entries have a proof; the others are as they were before there was any.
        return {name: value for name, value in asdict(self).items() if name != "proof" or value}


@dataclass(frozen=True, slots=True)
class Draft:
    """What an entry is to say; its place in the chain is added on writing."""

    kind: Kind
    object: Digest
    at: datetime
    paper: str = ""
    reference: str = ""
    verdict: str = ""
    level: str = ""
    clock: str = ""
    retention_class: str = ""
    why: str = ""
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that cannot be believed: its number in the file, counted from 1, and what is wrong."""

    line: int
    words: str


class Ledger:
    """Reads and adds to one ledger file; every call but ``repair`` and ``add`` only reads.

    What was read is remembered, and only what was added since is read again. For changes, the caller holds the lock.
    """

    _entries: list[Entry]
    _faults: list[Fault]
    _index: dict[tuple[str, str], Entry]
    _fragment: bytes
    _lines: int
    _offset: int

    def __init__(self, path: Path) -> None:
        self._path = path
        self._forget()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return the entries read so far."""
        return tuple(self._entries)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Return the faults met so far."""
        return tuple(self._faults)

    @property
    def torn(self) -> bool:
        """Say whether the file ended in the middle of a line when it was last read."""
        return bool(self._fragment)

    def find(self, digest: Digest, reference: str) -> Entry | None:
        """Return the first entry that keeps this object under this reference, or None."""
        return self._index.get((digest, reference))

    def read(self, *, afresh: bool = False) -> None:
        """Read what was added since the last time, or everything."""
        if afresh or self._size() < self._offset:
            self._forget()
        whole, end, self._fragment = self._added().rpartition(b"\n")
        for line in whole.split(b"\n") if end else ():
            self._take(line)
        self._offset += len(whole) + len(end)

    def repair(self, at: datetime) -> None:
        """Set a torn last line aside, in ``torn-LENGTH-OFFSET.fragment`` beside the ledger, and say so in an entry."""
        fragment = self._fragment
        aside = self._path.with_name(f"torn-{len(fragment)}-{self._offset}.fragment")
        # First a safe copy, then the cut: a crash in between only does the first part again.
        if not aside.exists():
            write_new(aside, fragment)
        os.truncate(self._path, self._offset)
        flush_folder(self._path.parent)
        self._fragment = b""
        self.add(Draft("repair", digest_of(fragment), at, why="torn-line"))

    def add(self, draft: Draft) -> Entry:
        """Add an entry to the end of the chain, and wait until it is on the disk."""
        values = {name: getattr(draft, name) for name in draft.__slots__ if name != "at"}
        entry = Entry(len(self._entries) + 1, self._head(), at=draft.at.isoformat(), **values)
        append(self._path, entry.line + b"\n")
        self.read()
        return entry

    def _take(self, line: bytes) -> None:
        self._lines += 1
        try:
            held: dict[str, Any] = json.loads(line)
            claimed = held.pop("digest")
            entry = Entry(**held)
        except (ValueError, TypeError, KeyError, AttributeError):
            self._fault("is not an entry")
            return
        # The line is compared whole: other spacing or a doubled key could say one thing to us, another to a reader.
        if claimed != entry.digest or line != entry.line:
            self._fault("was edited")
        elif (entry.sequence, entry.previous) != (len(self._entries) + 1, self._head()):
            self._fault("does not follow the entry before it")
        # A faulty entry still says what should be there, so it is counted and looked for.
        self._entries.append(entry)
        if entry.kind != "repair":
            self._index.setdefault((entry.object, entry.reference), entry)

    def _fault(self, words: str) -> None:
        self._faults.append(Fault(self._lines, words))

    def _added(self) -> bytes:
        if not self._path.exists():
            return b""
        with self._path.open("rb") as file:
            file.seek(self._offset)
            return file.read()

    def _head(self) -> Digest:
        return self._entries[-1].digest if self._entries else NOTHING_BEFORE

    def _size(self) -> int:
        return self._path.stat().st_size if self._path.exists() else 0

    def _forget(self) -> None:
        self._entries = []
        self._faults = []
        self._index = {}
        self._fragment = b""
        self._lines = 0
        self._offset = 0
