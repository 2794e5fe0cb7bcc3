"""Seals copies of a pack: all that is the same in each is written and hashed once.

    pack = pack_to_seal(checked_pack, moment, stamp)
    sealed = seal_copy(cleared_copy, pack, sealer)            # B-T: a time-stamp of its own
    untimed = seal_copy_for_batch(cleared_copy, pack, batch_sealer)        # B-B: its time is proved by its batch

A copy is written in one revision: the place for its seal stands among its last objects from the start, so no earlier
state of it, and nothing of another copy, can be had from it. Field, catalog and signature dictionary are those that
``signing.appending`` writes as an update.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from itertools import accumulate
from typing import Final

from inconfidence.core.digest import Digest
from inconfidence.core.documents import SealedPdf, SignatureField, Stamp
from inconfidence.core.errors import Failed, NotAuthentic
from inconfidence.core.packs import (
    ID_DIGITS,
    CheckedPack,
    ClearedCopy,
    UntimedCopy,
    copy_digest,
    ending_of,
    table_lines,
)
from signing.appending import (
    CATALOG,
    CERTIFIED,
    END_OF_SIGNATURE,
    FIELD,
    RANGE_WIDTH,
    REFERENCE,
    SIGNATURE,
    TO_CONTENTS,
    look_objects,
    pointing,
    referred,
)
from signing.arc import role_of_field
from signing.parts import CONTENTS_DIGITS
from signing.seal import BatchSealer, Sealer
from signing.seed_values import Seeds, seed_values
from signing.signer import DIGEST_BYTES, Signer, sign_digest, untimed
from signing.waiting import Hash, Waiting

ROUND_DIGITS: Final = 32
"""The place for a seal without a time-stamp is a multiple of so many digits."""
VALUE_VARIES: Final = 16
"""Bytes by which one value of a signature may be longer than another (ECDSA: a few)."""


@dataclass(frozen=True, slots=True)
class PackToSeal:
    """The shared objects of a pack with its seal's field, look and certification in them, written and hashed once."""

    pack: Digest
    content: bytes = field(repr=False)
    hashed: Hash = field(repr=False)
    head: bytes = field(repr=False)
    """The signature dictionary up to its byte range."""
    lines: bytes = field(repr=False)
    """The table's lines of the objects before the slots, which are numbered ``slot`` and so on."""
    look_lines: bytes = field(repr=False)
    slot: int
    signature: int
    root: int
    info: int
    page_count: int
    fields: tuple[SignatureField, ...]
    digits: int
    """Hexadecimal digits kept free for the seal of each copy."""

    @property
    def place(self) -> int:
        """Return the bytes of the place for a seal."""
        return self.digits + len(b"<>")


def digits_untimed(signer: Signer) -> int:
    """Return how many digits a seal of ``signer`` without a time-stamp needs: a fraction of those of one that has."""
    digits = 2 * (len(untimed(os.urandom(DIGEST_BYTES), signer)) + VALUE_VARIES)
    return -(-digits // ROUND_DIGITS) * ROUND_DIGITS


def pack_to_seal(
    pack: CheckedPack, moment: datetime, stamp: Stamp, seeds: Seeds, digits: int = CONTENTS_DIGITS
) -> PackToSeal:
    """Return a pack whose copies can be sealed at ``moment``, each with the look of ``stamp``, in so many ``digits``.

    Its field says who may sign in it, by ``seeds``, as that of every sealed paper does.

    Raises:
        Failed: when its one field is not an empty one for the seal, or pack or stamp are not in our form.
    """
    shared = pack.shared
    slot = shared.count + 1
    bodies = _bodies(shared.content, shared.places)
    catalog, looks = CATALOG.fullmatch(bodies[shared.root - 1]), look_objects(stamp)
    if catalog is None or looks is None:
        raise Failed("The pack or its stamp is not written as ours are; it was not sealed.")
    number, found, look = _seal_field(pack, bodies, catalog["fields"])
    first_look = slot + shared.slots
    *carried, shown = _look(looks, bodies, first_look)
    seed = first_look + len(carried)
    signature = seed + 1
    name = pack.fields[0].name
    carried.append(seed_values([name], pack.digest, seeds)[name] + b"\n")
    bodies[number - 1] = b"%s%s /SV %d 0 R /V %d 0 R>>\n" % (found["all"], found["look"], seed, signature)
    bodies[look - 1] = shown
    bodies[shared.root - 1] = b"%s3%s%s>>\n" % (catalog["before"], catalog["after"], CERTIFIED % signature)
    written = [b"%d 0 obj\n%sendobj\n" % each for each in (*enumerate(bodies, 1), *enumerate(carried, first_look))]
    begins = shared.places[0]
    places = list(accumulate(map(len, written), initial=begins))
    content = b"".join((shared.content[:begins], *written))
    return PackToSeal(
        pack=pack.digest,
        content=content,
        hashed=sha256(content),
        head=b"%d 0 obj\n%s" % (signature, SIGNATURE % moment.strftime("%Y%m%d%H%M%S").encode("ascii")),
        lines=table_lines(places[: shared.count]),
        look_lines=table_lines(places[shared.count : -1]),
        slot=slot,
        signature=signature,
        root=shared.root,
        info=shared.info,
        page_count=pack.page_count,
        fields=pack.fields,
        digits=digits,
    )


def seal_copy(cleared: ClearedCopy, pack: PackToSeal, sealer: Sealer) -> SealedPdf:
    """Return a copy under the council's seal, with a time-stamp of its own.

    Raises:
        NotAuthentic: when it is not the copy that was cleared, or not of this pack.
        TryLater: when no time-stamp can be had; nothing was sealed.
    """
    waiting = _waiting(cleared, pack)
    content, digest = waiting.filled(sign_digest(waiting.digest, sealer.signer, sealer.time_stamper))
    return SealedPdf(content, digest, cleared.digest, pack.page_count, pack.fields)


def seal_copy_for_batch(cleared: ClearedCopy, pack: PackToSeal, sealer: BatchSealer) -> UntimedCopy:
    """Return a copy under the council's seal at level B-B: its time has still to be proved, by its batch.

    Nothing of what it shares is copied or hashed again.

    Raises:
        NotAuthentic: as for ``seal_copy``.
    """
    waiting = _waiting(cleared, pack)
    end, digest = waiting.ended(untimed(waiting.digest, sealer.signer))
    begun = Digest(pack.hashed.hexdigest())
    return UntimedCopy(pack.content, begun, end, digest, cleared.digest, pack.page_count, pack.fields)


def _waiting(cleared: ClearedCopy, pack: PackToSeal) -> Waiting:
    """Return a copy with an empty place for its seal, when it is the one that was cleared."""
    if cleared.pack.digest != pack.pack or copy_digest(pack.pack, cleared.own) != cleared.digest:
        raise NotAuthentic("The copy is not the one that was cleared; it was not sealed.")
    own = cleared.own
    parts = [b"%d 0 obj\n%s\nendobj\n" % each for each in own.numbered(pack.slot, pack.signature + 1)]
    *places, end = accumulate(map(len, parts), initial=len(pack.content))
    before = b"".join((*parts, pack.head))
    covered = pack.hashed.copy()
    covered.update(before)
    start = len(pack.content) + len(before) + RANGE_WIDTH + len(TO_CONTENTS)
    slots, others = places[: len(own.slots)], places[len(own.slots) :]
    lines = b"".join((pack.lines, table_lines(slots), pack.look_lines, table_lines((end, *others))))
    name, table = covered.hexdigest()[:ID_DIGITS], start + pack.place + len(END_OF_SIGNATURE)
    after = END_OF_SIGNATURE + ending_of(name, lines, pack.root, pack.info, table)
    spans = (b"[0 %d %d %d]" % (start, start + pack.place, len(after))).ljust(RANGE_WIDTH) + TO_CONTENTS
    covered.update(spans)
    return Waiting(pack.content, before + spans, after, covered, pack.digits)


def _bodies(content: bytes, places: Sequence[int]) -> list[bytes]:
    """Return the objects as they are written, from the first on, without their numbers."""
    ends = (*places[1:], len(content))
    return [
        content[start + len(b"%d 0 obj\n" % number) : end - len(b"endobj\n")]
        for number, (start, end) in enumerate(zip(places, ends, strict=True), start=1)
    ]


def _seal_field(pack: CheckedPack, bodies: Sequence[bytes], listed: bytes) -> tuple[int, re.Match[bytes], int]:
    """Return the number and the writing of a pack's one field, and the number of its look."""
    numbers = [int(number) for number in REFERENCE.findall(listed)]
    if len(numbers) == len(pack.fields) == 1 and role_of_field(pack.fields[0].name) == pack.fields[0].role == "seal":
        found = FIELD.fullmatch(bodies[numbers[0] - 1])
        if found is not None and found["look"] and _name(found) == pack.fields[0].name:
            return numbers[0], found, int(REFERENCE.findall(found["look"])[0])
    raise Failed("A pack is sealed in one field that can be seen and is named for the seal; this one was not sealed.")


def _look(looks: Sequence[bytes], bodies: Sequence[bytes], first: int) -> list[bytes]:
    """Return what the look of a seal brings, numbered from ``first``, its appearance last.

    What the pack holds already, its fonts above all, is not brought again: the look refers to it there.
    """
    held = {body: number for number, body in enumerate(bodies, 1)}
    numbers: dict[int, int] = {}
    # What an object refers to stands behind it.
    for at, each in reversed([*enumerate(looks[:-1])]):
        number = held.get(pointing(each, numbers)) if numbers.keys() >= set(referred(each)) else None
        if number is not None:
            numbers[at] = number
    brought = [at for at in range(len(looks)) if at not in numbers]
    numbers |= {at: first + place for place, at in enumerate(brought)}
    return [pointing(looks[at], numbers) for at in brought]


def _name(found: re.Match[bytes]) -> str:
    return bytes.fromhex(found["name"].decode("ascii")).decode("utf-16-be")
