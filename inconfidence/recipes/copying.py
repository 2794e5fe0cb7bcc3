"""Copies of one pack for several people: what they share is drawn, checked and written once.

A batch has one moment and one look of its seal; each copy has its own reference and code. A pack that cannot be
prepared (``generator.packs.NotPrepared`` says by which rule) is made whole for each person, as any paper is.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from disclosure import View
from generator.packs import Copier, NotPrepared, Wanted
from inconfidence.core.digest import Digest
from inconfidence.core.documents import Stamp
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
from signing import PackToSeal, pack_to_seal, seal_copy


@dataclass(slots=True)
class Batch:
    """Copies that are made together; one late copy is a batch of one."""

    home: Home
    _stamp: Stamp = field(repr=False)
    _copiers: dict[str, Copier] = field(default_factory=dict, repr=False)
    _sealing: dict[Digest, PackToSeal] = field(default_factory=dict, repr=False)

    def make(self, order: Order) -> Made:
        """Return the copy of ``order``, made and kept now unless the same was made before.

        Raises:
            OutOfTurn, InputInvalid, Failed, TryLater, NotAuthentic: as for any paper; nothing was kept then.
        """
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
        sealed = seal_copy(cleared, self._to_seal(checked.pack), self.home.sealer)
        return replace(keep(self.home, order, row, sealed.content, sealed.page_count), warnings=warnings)

    def _checked(self, order: Order, view: View) -> CheckedCopy:
        margin = margin_of(order)
        copier = self._copiers.get(order.variant)
        if copier is None:
            copier = self._copiers[order.variant] = Copier(order.template.signing, self.home.clock.now())
        council = self.home.council
        return copier.copy(
            Wanted(
                blocks_of(order, view), mark_of(council, margin), must_show(council, margin), view.digest, order.margin
            )
        )

    def _to_seal(self, pack: CheckedPack) -> PackToSeal:
        if pack.digest not in self._sealing:
            self._sealing[pack.digest] = pack_to_seal(pack, self.home.clock.now(), self._stamp)
        return self._sealing[pack.digest]


def new_batch(home: Home) -> Batch:
    """Return a batch with nothing made yet."""
    return Batch(home, seal_stamp(home))
