"""A pack of papers of which each person gets a copy of their own: what all copies share, and what one has alone.

    CheckedCopy (of a CheckedPack) --disclosure.leaks.clear_copy--> ClearedCopy --signing.seal_copy--> SealedPdf
    ClearedCopy --signing.seal_copy_for_batch--> UntimedCopy

A copy is one file of one revision: the objects all copies share, then its own, then its seal. Only
``generator.packs.preflight`` makes a CheckedPack and a CheckedCopy, only ``disclosure.leaks`` a ClearedCopy, only
``signing`` an UntimedCopy (tests/test_architecture.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final

from inconfidence.core.digest import Digest, digest_of
from inconfidence.core.documents import DrawnFrom, SignatureField

OWN_NUMBERS: Final = 1_000_000
"""Objects of a copy that refer to one another are numbered from here until it is known how many stand before them."""
TABLE_LINE: Final = 20
PROOF: Final = ".ers"
"""The end of the name of what proves the time of a copy, behind the name of the copy's file (RFC 4998)."""
ID_DIGITS: Final = 32
_OWN_REFERENCE = re.compile(rb"1(\d{6}) 0 R")


@dataclass(frozen=True, slots=True)
class SharedObjects:
    """The objects 1 to ``count`` of every copy of a pack, as they begin each file.

    ``places`` is where each begins; ``root`` and ``info`` are the numbers of the catalog and of what is known of the
    document; ``slots`` is how many objects of a copy those refer to: they bear the numbers that follow.
    """

    content: bytes = field(repr=False)
    places: tuple[int, ...] = field(repr=False)
    root: int
    info: int
    slots: int

    @property
    def count(self) -> int:
        """Return the number of the last object."""
        return len(self.places)


@dataclass(frozen=True, slots=True)
class OwnObjects:
    """What one copy has alone: ``slots``, which the shared objects refer to, and ``others``, which only those do.

    ``others`` are numbered from ``OWN_NUMBERS`` wherever something refers to them.
    """

    slots: tuple[bytes, ...] = field(repr=False)
    others: tuple[bytes, ...] = field(default=(), repr=False)

    @property
    def digest(self) -> Digest:
        """Return the digest of all of it."""
        return digest_of(repr((self.slots, self.others)).encode("ascii"))

    def numbered(self, first: int, others: int) -> Iterator[tuple[int, bytes]]:
        """Give the objects with their numbers: the slots from ``first``, the others from ``others``."""
        yield from enumerate((_pointing(each, others) for each in self.slots), first)
        yield from enumerate((_pointing(each, others) for each in self.others), others)


def _pointing(body: bytes, others: int) -> bytes:
    head, stream, rest = body.partition(b"\nstream\n")
    return _OWN_REFERENCE.sub(lambda each: b"%d 0 R" % (others + int(each[1])), head) + stream + rest


@dataclass(frozen=True, slots=True)
class CheckedPack:
    """The part of a pack that all its copies share, judged once, in a whole copy, as any paper is."""

    shared: SharedObjects
    digest: Digest
    """Of the shared objects."""
    title: str
    page_count: int
    fields: tuple[SignatureField, ...]


@dataclass(frozen=True, slots=True)
class CheckedCopy:
    """One person's copy of a checked pack: their own part was read back and found to say what was drawn."""

    pack: CheckedPack
    own: OwnObjects
    digest: Digest
    view: Digest
    """The digest of the View it was drawn from."""
    drawn: tuple[DrawnFrom, ...] = field(repr=False)

    @property
    def content(self) -> bytes:
        """Return the copy as one whole file, as it is before its seal."""
        return file_of(self.pack.shared, self.own)


@dataclass(frozen=True, slots=True)
class ClearedCopy:
    """A checked copy in which nothing was found that its reader may not have.

    ``decided`` holds the digests of what an assessor decided on record to let pass all the same.
    """

    pack: CheckedPack
    own: OwnObjects
    digest: Digest
    decided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UntimedCopy:
    """A copy under the council's seal whose time its batch has still to prove: how all of them begin, and its end.

    ``begun`` is the digest of the beginning, ``digest`` that of the whole file.
    """

    beginning: bytes = field(repr=False)
    begun: Digest
    end: bytes = field(repr=False)
    digest: Digest
    checked: Digest
    page_count: int
    fields: tuple[SignatureField, ...]

    @property
    def content(self) -> bytes:
        """Return the copy as one whole file."""
        return self.beginning + self.end


def copy_digest(pack: Digest, own: OwnObjects) -> Digest:
    """Return the digest a copy is known by before its seal: of what it shares, and of what it has alone."""
    return digest_of(f"{pack} {own.digest}".encode("ascii"))


def file_of(shared: SharedObjects, own: OwnObjects) -> bytes:
    """Return a copy as a file of one revision, not sealed yet."""
    first = shared.count + 1
    parts = [b"%d 0 obj\n%s\nendobj\n" % each for each in own.numbered(first, first + shared.slots)]
    *places, end = accumulate(map(len, parts), initial=len(shared.content))
    content = b"".join((shared.content, *parts))
    return content + ending_of(
        digest_of(content)[:ID_DIGITS], table_lines((*shared.places, *places)), shared.root, shared.info, end
    )


def table_lines(places: Sequence[int]) -> bytes:
    """Return the lines of a table of objects that begin at these places (ISO 32000-1, 7.5.4)."""
    return ("%010d 00000 n \n" * len(places) % tuple(places)).encode("ascii")


def ending_of(name: str, lines: bytes, root: int, info: int, table: int) -> bytes:
    """Return the table of objects and what follows it; ``name`` is the file's, ``table`` where its table stands."""
    size = len(lines) // TABLE_LINE + 1
    return b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (
        size,
        lines,
        b"trailer\n<<\n/ID [<%s> <%s>]\n/Info %d 0 R\n/Root %d 0 R\n/Size %d\n>>\nstartxref\n%d\n%%%%EOF\n"
        % (name.encode("ascii"), name.encode("ascii"), info, root, size, table),
    )
