"""Copies of one pack for several people: what they share is drawn, checked and written once, and they have one time.

1. Each copy is drawn and checked (``generator.packs``), looked through for what its reader may not have, and sealed.
2. One time-stamp is asked for all of them; without it none is kept, and so none is handed over.
3. The proof of each is kept in the register, and each copy is verified with it, kept and noted as made.

A batch has one moment and one look of its seal; one late copy is a batch of one. A pack that cannot be prepared
(``NotPrepared`` says by which rule) is made whole for each person, as any paper is. Cut off before 3, the copies are
made anew: nobody has had them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from disclosure import View
from disclosure.leaks import Finding
from generator.packs import Copier, NotPrepared, Wanted
from inconfidence.core.digest import Digest
from inconfidence.core.documents import Stamp, UntimedPdf
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
from inconfidence.store import PaperMade
from signing import BatchSealer, PackToSeal, digits_untimed, evidence_records, pack_to_seal, seal_copy_for_batch


@dataclass(frozen=True, slots=True)
class CopyWanted:
    """A copy that is to be made: its reference in the register of copies, and the order of its paper."""

    reference: str
    order: Order = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Sealed:
    """A copy that waits for its time."""

    wanted: CopyWanted
    row: PaperMade
    file: UntimedPdf
    warnings: tuple[Finding, ...]


Outcome = Made | InConfidenceError
"""A copy, or what went wrong with it: that of one person is nobody else's fault."""


def make_copies(home: Home, wanted: Sequence[CopyWanted]) -> tuple[Outcome, ...]:
    """Return the copies that are wanted, made and kept now unless the same were made before.

    Raises:
        TryLater: no time-stamp can be had; nothing was kept.
    """
    batch = _Batch(home, seal_stamp(home, for_pack=True))
    begun = [_so_far(batch, each) for each in wanted]
    sealed = [each for each in begun if isinstance(each, _Sealed)]
    records = evidence_records([each.file.digest for each in sealed], home.time_stamper)
    return tuple(
        [_kept(home, each, records[each.file.digest]) if isinstance(each, _Sealed) else each for each in begun]
    )


def _so_far(batch: _Batch, wanted: CopyWanted) -> _Sealed | Outcome:
    try:
        return batch.begin(wanted)
    except TryLater:
        raise
    except InConfidenceError as fault:
        return fault


def _kept(home: Home, sealed: _Sealed, record: bytes) -> Outcome:
    file, order = sealed.file, sealed.wanted.order
    # Before the file: a copy that is kept can then always be proved.
    with home.store.writing() as held:
        held.proofs.keep(sealed.wanted.reference, file.digest, record)
    try:
        made = keep(home, order, sealed.row, file.content, file.page_count)
    except TryLater:
        raise
    except InConfidenceError as fault:
        return fault
    return replace(made, warnings=sealed.warnings)


@dataclass(slots=True)
class _Batch:
    """Copies under way that are sealed at one moment."""

    home: Home
    _stamp: Stamp = field(repr=False)
    _copiers: dict[str, Copier] = field(default_factory=dict, repr=False)
    _sealing: dict[Digest, PackToSeal] = field(default_factory=dict, repr=False)

    def begin(self, wanted: CopyWanted) -> _Sealed | Made:
        """Return a copy under its seal, or as it was made before."""
        order = wanted.order
        row = allot(self.home, order)
        earlier = made_earlier(self.home, order, row)
        if earlier is not None:
            return earlier
        view = view_of(self.home, order, row.reference)
        try:
            checked = self._checked(order, view)
        except NotPrepared:
            return make_as(self.home, order, row)
        cleared, warnings = cleared_copy(self.home, order, checked, row.reference)
        with self.home.store.writing() as held:
            held.papers.rely(row.reference, (Digest(each) for each in (*view.relied, *cleared.decided)))
        sealer = BatchSealer(self.home.sealer.signer, self.home.clock, self.home.sealer.seeds)
        return _Sealed(wanted, row, seal_copy_for_batch(cleared, self._to_seal(checked.pack), sealer), warnings)

    def _checked(self, order: Order, view: View) -> CheckedCopy:
        council, margin = self.home.council, margin_of(order)
        copier = self._copiers.get(order.variant)
        if copier is None:
            copier = self._copiers[order.variant] = Copier(order.template.signing, self.home.clock.now())
        mark, shown = mark_of(council, margin), must_show(council, margin)
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
