"""Compares what the ledger says with what is on the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from archive.ledger import Entry, Fault
from inconfidence.core.digest import Digest
from inconfidence.core.errors import NotAuthentic, NotFound


@dataclass(frozen=True, slots=True)
class Report:
    """What a whole reading of the archive found. Objects are named by digest, ledger lines by number."""

    entries: int
    objects: int
    missing: tuple[str, ...]
    """In the ledger, and not on the disk."""
    altered: tuple[str, ...]
    """On the disk, and no longer what was kept."""
    extra: tuple[str, ...]
    """On the disk, and in no entry: keeping was cut off, or an entry was taken away."""
    faults: tuple[Fault, ...]
    """Ledger lines that cannot be believed."""
    torn: bool
    """Whether the ledger ends in the middle of a line; the next keeping repairs that."""
    unfinished: tuple[str, ...]
    """Staged files of a program that died; the next keeping removes them."""

    @property
    def sound(self) -> bool:
        """Say whether everything is as it should be."""
        return not (self.missing or self.altered or self.extra or self.faults or self.torn or self.unfinished)

    @property
    def in_plain_words(self) -> tuple[str, ...]:
        """Return one sentence for everything found."""
        if self.sound:
            return (f"All {self.objects} files and {self.entries} entries are as they were kept.",)
        return (
            *(f"Ledger line {fault.line} {fault.words}." for fault in self.faults),
            *(f"File {digest} is missing." for digest in self.missing),
            *(f"File {digest} was changed on the disk." for digest in self.altered),
            *(f"File {digest} is in no ledger entry." for digest in self.extra),
            *(("The ledger ends in the middle of a line; keeping anything repairs it.",) if self.torn else ()),
            *(f"File {name} was never finished; keeping anything removes it." for name in self.unfinished),
        )


def compare(
    entries: tuple[Entry, ...],
    faults: tuple[Fault, ...],
    torn: bool,
    digests: Iterable[str],
    unfinished: tuple[str, ...],
    read: Callable[[Digest], bytes],
) -> Report:
    """Return what differs between a ledger and the objects; ``read`` gives an object or raises."""
    expected = {entry.object for entry in entries if entry.kind != "repair"}
    there = frozenset(digests)
    return Report(
        entries=len(entries),
        objects=len(there),
        missing=tuple(sorted(expected - there)),
        altered=tuple(sorted(digest for digest in expected & there if not _reads(digest, read))),
        extra=tuple(sorted(there - expected)),
        faults=faults,
        torn=torn,
        unfinished=unfinished,
    )


def _reads(digest: Digest, read: Callable[[Digest], bytes]) -> bool:
    try:
        read(digest)
    except (NotAuthentic, NotFound):
        return False
    return True
