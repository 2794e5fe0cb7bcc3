"""What was found in a file, before anyone judges it. Only signing.reading makes these; signing.policy reads them."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from inconfidence.core.digest import Digest
from signing.arc import Role
from signing.certificates import Binding
from signing.standing import NOTHING_KNOWN, Standing

Coverage = Literal["file", "revision", "part"]
Change = Literal["none", "filling", "other"]


@dataclass(frozen=True, slots=True)
class Period:
    """The time in which every certificate of a chain is valid."""

    start: datetime
    end: datetime

    def holds(self, moment: datetime) -> bool:
        """Say whether ``moment`` lies within, both ends included."""
        return self.start <= moment <= self.end


@dataclass(frozen=True, slots=True)
class TimeFound:
    """The time-stamp of a signature."""

    moment: datetime
    shape: tuple[str, ...]
    intact: bool
    trusted: bool
    """Its chain leads to a trusted root: that of a signature's as of the first closing that can be believed, or now;
    that of a closing as of its own moment. Until when it has to last is judged beside it."""
    role: Role | None
    own: bool
    """Made by this product's own authority, by the policy it names."""
    valid: Period | None
    standing: Standing = NOTHING_KNOWN
    of_batch: bool = False
    """It is of a batch, and stands in the record beside the file."""


@dataclass(frozen=True, slots=True)
class ClosingFound:
    """One time-stamp of the whole file (a document time-stamp): the first closes it, each later one renews it."""

    field: str
    shape: tuple[str, ...]
    covers: Coverage
    changed_since: Change
    time: TimeFound
    stood: bool = True
    """When the next one renewed it, the file kept word on each certificate of its chain that was current then."""


@dataclass(frozen=True, slots=True)
class SignatureFound:
    """One signature, with everything that speaks for it and against it."""

    field: str
    field_role: Role | None
    signer: str = dataclasses.field(repr=False)
    shape: tuple[str, ...]
    """What is wrong with how it is written, in plain English."""
    covers: Coverage
    intact: bool
    changed_since: Change
    permission: int | None
    """The DocMDP level it sets, when it certifies."""
    trusted: bool
    role: Role | None
    binding: Binding | None
    valid: Period | None
    time: TimeFound | None
    accepted: bool
    """pyHanko's own verdict: necessary, not sufficient."""
    demonstration: bool
    standing: Standing = NOTHING_KNOWN
    unfulfilled: tuple[str, ...] = ()
    """In which way it is not what its field asked for in the sealed revision (its seed values), in plain English."""
    vouched_exactly: bool = True
    """What is kept behind it, if anything is, is what vouches for its chain and its time-stamp's, and nothing else.
    Of a chain that leads nowhere nothing is asked."""


@dataclass(frozen=True, slots=True)
class PaperFound:
    """A file that could be read, and all its signatures in the order they were made."""

    signatures: tuple[SignatureFound, ...]
    remains: bool
    """Bytes of a signature stand in the file, reachable or not."""
    sealed: Digest | None
    """The digest of the file up to the end of the first signature's revision."""
    planned: tuple[str, ...]
    """The signature fields the sealed revision held."""
    present: tuple[str, ...]
    """The signature fields the file holds now."""
    other_fields: bool
    scripts: bool
    unsigned_revisions: int
    """Updates after the first signature that no signature made."""
    closings: tuple[ClosingFound, ...] = ()
    """Time-stamps of the whole file, in the order they were made."""
    closed_last: bool = True
    """No signature was made after a closing time-stamp."""
    store_faults: tuple[str, ...] = ()
    """What is wrong with the validation data kept in the file (its document security store), in plain English."""
    unasked: tuple[str, ...] = ()
    """The fields that did not say in the sealed revision, in our form, who may sign there."""
    kept_behind: bool = False
    """Behind its one signature stands one update, which holds validation data, to the byte as we write them."""

    @property
    def everything(self) -> tuple[SignatureFound | ClosingFound, ...]:
        """Return signatures and closing time-stamps in the order they should have been made."""
        return (*self.signatures, *self.closings)

    @property
    def may_be_kept_behind(self) -> bool:
        """Say whether validation data may stand behind its seal: nobody else was to sign it, and nothing closes it."""
        return self.kept_behind and self.planned == ("seal",) and len(self.everything) == 1
