"""Copies of one pack for several people: what they share is drawn, checked and written once, and they have one time.

1. Each copy is drawn and checked (``generator.packs``), looked through for what its reader may not have, sealed, and
   put aside on the disk (``recipes.waiting_room``): of a batch, however large, no more than one is in memory.
2. One time-stamp is asked for all of them; without it none is kept, and so none is handed over.
3. When somebody's turn comes, the proof of their copy is kept in the register, and the copy is verified with it, kept
   and noted as made.

A batch has one moment and one look of its seal; one late copy is a batch of one. A pack that cannot be prepared
(``NotPrepared`` says by which rule) is made whole for each person, as any paper is. Cut off before 3, the copies are
made anew: nobody has had them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from disclosure import View
from disclosure.leaks import Finding
from generator.packs import Copier, NotPrepared, Wanted
from inconfidence.core.digest import Digest
from inconfidence.core.documents import Stamp
from inconfidence.core.errors import InConfidenceError, TryLater
from inconfidence.core.packs import CheckedCopy, CheckedPack
from inconfidence.recipes.home import Home
from inconfidence.recipes.papers import (
    Made,
    Order,
    allot,
    blocks_of,
    cleared_copy,
    keep,
    made_earlier,
    make_as,
    margin_of,
    mark_of,
    must_show,
    seal_stamp,
    view_of,
)
from inconfidence.recipes.waiting_room import WaitingRoom, waiting_room
from inconfidence.store import PaperMade
from signing import BatchSealer, PackToSeal, digits_untimed, evidence_records, pack_to_seal, seal_copy_for_batch


@dataclass(frozen=True, slots=True)
class CopyWanted:
    """A copy that is to be made: its reference in the register of copies, and the order of its paper."""

    reference: str
    order: Order = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Waits:
    """A copy that waits for its turn: what it is, and the proof of its time as soon as there is one."""

    digest: Digest
    page_count: int
    warnings: tuple[Finding, ...]
    record: bytes = field(default=b"", repr=False)


@contextmanager
def batch_of_copies(home: Home) -> Iterator[Batch]:
    """Give a batch of copies that are sealed at this moment; what of it was not kept at the end never was.

    Raises:
        Failed: the disk refused.
    """
    with waiting_room(home) as room:
        yield Batch(home, room, seal_stamp(home, for_pack=True))


@dataclass(slots=True)
class Batch:
    """Copies under way that are sealed at one moment: first all are made, then proved, then each is kept in turn."""

    home: Home
    _room: WaitingRoom
    _stamp: Stamp = field(repr=False)
    _copiers: dict[str, Copier] = field(default_factory=dict, repr=False)
    _sealing: dict[Digest, PackToSeal] = field(default_factory=dict, repr=False)
    _waiting: dict[str, _Waits] = field(default_factory=dict, repr=False)
    """By the reference of the paper."""
    _faults: dict[str, InConfidenceError] = field(default_factory=dict, repr=False)
    """By the reference of the copy: what went wrong for one person is nobody else's fault, and theirs to be told."""

    def make(self, wanted: CopyWanted) -> bool:
        """Make a copy that will be kept at its turn, unless the same was made before; say whether there is one.

        What goes wrong with it is raised at its turn.

        Raises:
            TryLater: no time-stamp can be had for a pack that cannot be prepared.
        """
        try:
            self._make(wanted.order, allot(self.home, wanted.order))
        except TryLater:
            raise
        except InConfidenceError as fault:
            self._faults[wanted.reference] = fault
        return wanted.reference not in self._faults

    def prove(self) -> None:
        """Have the time of all copies that were made stamped, by one time-stamp.

        Raises:
            TryLater: no time-stamp can be had; nothing is kept.
        """
        unproved = {paper: each for paper, each in self._waiting.items() if not each.record}
        records = evidence_records([each.digest for each in unproved.values()], self.home.time_stamper)
        self._waiting |= {paper: replace(each, record=records[each.digest]) for paper, each in unproved.items()}

    def kept(self, wanted: CopyWanted) -> Made:
        """Return a copy at its turn, kept now unless it was before; one that was not made with the others is made now.

        Raises:
            TryLater: no time-stamp can be had for one that is made now.
            InConfidenceError: what went wrong when it was made, or goes wrong now; it was not kept.
        """
        if wanted.reference in self._faults:
            raise self._faults[wanted.reference]
        row = allot(self.home, wanted.order)
        earlier = made_earlier(self.home, wanted.order, row)
        if earlier is not None:
            return earlier
        waits = self._waiting.pop(row.reference, None)
        return self._late(wanted, row) if waits is None else self._keep(wanted, row, waits)

    def _late(self, wanted: CopyWanted, row: PaperMade) -> Made:
        batch = Batch(self.home, self._room, seal_stamp(self.home, for_pack=True))
        batch._make(wanted.order, row)
        batch.prove()
        return batch.kept(wanted)

    def _keep(self, wanted: CopyWanted, row: PaperMade, waits: _Waits) -> Made:
        content = self._room.take(waits.digest)
        # Before the file: a copy that is kept can then always be proved.
        with self.home.store.writing() as held:
            held.proofs.keep(wanted.reference, waits.digest, waits.record)
        made = keep(self.home, wanted.order, row, content, waits.page_count)
        return replace(made, warnings=waits.warnings)

    def _make(self, order: Order, row: PaperMade) -> None:
        if row.digest is not None or self.home.archive.first(row.reference) is not None:
            return
        view = view_of(self.home, order, row.reference)
        try:
            checked = self._checked(order, view)
        except NotPrepared:
            make_as(self.home, order, row)
            return
        cleared, warnings = cleared_copy(self.home, order, checked, row.reference)
        with self.home.store.writing() as held:
            held.papers.rely(row.reference, (Digest(each) for each in (*view.relied, *cleared.decided)))
        sealer = BatchSealer(self.home.sealer.signer, self.home.clock, self.home.sealer.seeds)
        copy = seal_copy_for_batch(cleared, self._to_seal(checked.pack), sealer)
        self._room.put(copy)
        self._waiting[row.reference] = _Waits(copy.digest, copy.page_count, warnings)

    def _checked(self, order: Order, view: View) -> CheckedCopy:
        council, margin = self.home.council, margin_of(order)
        copier = self._copiers.get(order.variant)
        if copier is None:
            copier = self._copiers[order.variant] = Copier(order.template.signing, self.home.clock.now())
        mark, shown = mark_of(council, order), must_show(council, margin)
        return copier.copy(Wanted(blocks_of(order, view), mark, shown, view.digest, order.margin))

    def _to_seal(self, pack: CheckedPack) -> PackToSeal:
        if pack.digest not in self._sealing:
            self._sealing[pack.digest] = pack_to_seal(
                pack,
                self.home.clock.now(),
                self._stamp,
                self.home.sealer.seeds,
                digits_untimed(self.home.sealer.signer),
            )
        return self._sealing[pack.digest]
