"""Batches of copies of a small pack, cleared and sealed: for tests of sealing and of proofs, and for witnesses."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from generator import make_stamp
from generator.packs import Copier
from inconfidence.core.packs import CheckedCopy, ClearedCopy, UntimedCopy
from signing import BatchSealer, PackToSeal, digits_untimed, pack_to_seal, seal_copy_for_batch
from tests.generator.packs.small import NAMES, Person, copier, wanted
from tests.signing.desk import Desk

STAMP = make_stamp(("Sealed electronically", "London Borough of Hackney"), 198.4, 70.9, for_pack=True)
_STREAM = re.compile(rb"stream\r?\n")


def people(count: int) -> list[Person]:
    """Return people whose names go through all scripts, each with a code of their own."""
    return [Person(NAMES[at % len(NAMES)], f"C{at:03}-{'ABCDEFGHJK'[at % 10] * 4}") for at in range(count)]


def cleared(checked: CheckedCopy) -> ClearedCopy:
    """Return a copy as the leak scan would hand it over."""
    return ClearedCopy(checked.pack, checked.own, checked.digest)


def sealed_copies(desk: Desk, persons: list[Person], made_by: Copier | None = None) -> list[UntimedCopy]:
    """Return the copies of these people, sealed for their batch."""
    made_by = made_by or copier()
    packs: dict[str, PackToSeal] = {}
    sealer, files = BatchSealer(desk.sealer.signer, desk.clock, desk.sealer.seeds), []
    for person in persons:
        copy = made_by.copy(wanted(person))
        if copy.pack.digest not in packs:
            packs[copy.pack.digest] = pack_to_seal(
                copy.pack, desk.clock.now(), STAMP, sealer.seeds, digits_untimed(sealer.signer)
            )
        files.append(seal_copy_for_batch(cleared(copy), packs[copy.pack.digest], sealer))
    return files


def everything_in(content: bytes) -> Iterator[bytes]:
    """Give a file's bytes, and whatever unpacks behind any word "stream" in it, referred to or not."""
    yield content
    for found in _STREAM.finditer(content):
        packed = zlib.decompressobj()
        try:
            yield packed.decompress(content[found.end() :])
        except zlib.error:
            continue
