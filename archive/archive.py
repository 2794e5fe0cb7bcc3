"""The archive: what may be kept, kept once, with a receipt.

Keeping goes in this order, under the archive's lock, so that a power cut at any point loses nothing:
1. the evidence must be of this very file, and must call it genuine (or it is kept as evidence of a refusal);
2. what a dead program left is put right: staged files removed, a torn ledger line set aside and noted;
3. a ledger that was edited is not added to;
4. the object is written, then the entry, then the receipt is given. Cut off in between, the same call finishes it.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from archive.check import Report, compare
from archive.disk import turn
from archive.ledger import Draft, Entry, Kind, Ledger
from archive.objects import Objects
from archive.retention import RetentionClass
from inconfidence.core.digest import Digest, digest_of
from inconfidence.core.disk_faults import said_plainly
from inconfidence.core.documents import Evidence
from inconfidence.core.errors import NotAuthentic, NotFound, UsageError
from inconfidence.core.identifiers import plain

UNUSABLE = "The archive's folder could not be used"
GENUINE = frozenset({"authentic", "incomplete"})


@dataclass(frozen=True, slots=True)
class Label:
    """What a file is kept as: kind of paper, its own reference, and the class that says how long."""

    paper: str
    reference: str
    retention_class: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof that a file is kept: ``entry`` is the digest of its ledger entry, ``sequence`` its number there."""

    sequence: int
    entry: Digest
    object: Digest
    reference: str
    kept_at: datetime


class Archive:
    """One archive folder: ``objects/``, ``ledger.jsonl``, and a lock that lets one program write at a time."""

    def __init__(self, folder: Path, classes: Mapping[str, RetentionClass]) -> None:
        self._lock = folder / "lock"
        self._classes = classes
        with said_plainly(UNUSABLE):
            self._objects = Objects(folder)
        self._ledger = Ledger(folder / "ledger.jsonl")

    def keep(
        self, content: bytes, evidence: Evidence, label: Label, *, at: datetime, proof: bytes | None = None
    ) -> Receipt:
        """Keep a file that is proved genuine; the same file under the same reference gets its first receipt.

        A paper put to somebody to sign is genuine and ``incomplete``: that is kept too, and the entry says so.
        ``proof`` is what proves the time of a file that was sealed in a batch; it is kept in the entry.

        Raises:
            NotAuthentic: the evidence is of another file or does not call it genuine, or the ledger was edited.
            UsageError: a reference or class that is not one of ours.
            Failed: the disk refused.
        """
        if evidence.verdict not in GENUINE:
            raise NotAuthentic(
                f"Paper {plain(label.reference, 'reference')} is not kept. {evidence.in_plain_words}",
                hint="Keep it as evidence of a refusal, if it has to be shown one day.",
            )
        return self._keep(content, evidence, label, at=at, kind="kept", why="", proof=proof)

    def keep_renewed(self, content: bytes, evidence: Evidence, former: Digest, *, at: datetime) -> Receipt:
        """Keep a renewed file beside the version whose place it takes, which stays as it is; the label is the same.

        Raises:
            NotFound: no genuine file is kept under the digest ``former``.
            NotAuthentic: it does not go on from the former one, is not authentic, or is another file than the evidence
                is of; or the ledger was edited.
            Failed: the disk refused.
        """
        earlier = next((one for one in self.current() if one.object == former), None)
        if earlier is None:
            raise NotFound("Nothing that could be renewed is kept under it.", hint="Look it up in the ledger.")
        if evidence.verdict != "authentic" or not content.startswith(self.read(former)):
            raise NotAuthentic(f"The renewal of {earlier.reference} is not kept. {evidence.in_plain_words}")
        label = Label(earlier.paper, earlier.reference, earlier.retention_class)
        return self._keep(content, evidence, label, at=at, kind="renewed", why=former)

    def current(self) -> tuple[Entry, ...]:
        """Return the entries of what is kept as genuine, of each file its newest version, the oldest first."""
        entries = [one for one in self.entries() if one.kind in ("kept", "renewed")]
        former = {one.why for one in entries if one.kind == "renewed"}
        return tuple({one.object: one for one in reversed(entries) if one.object not in former}.values())[::-1]

    def newest(self, digest: Digest) -> Digest:
        """Return the digest of the newest version of what was kept under a digest: it may have been renewed since."""
        later = {Digest(one.why): one.object for one in self.entries() if one.kind == "renewed"}
        while digest in later:
            digest = later[digest]
        return digest

    def unentered(self) -> tuple[Digest, ...]:
        """Return the digests of files that no entry names: keeping them was cut off before the last step."""
        entered = {one.object for one in self.entries() if one.kind != "repair"}
        with said_plainly(UNUSABLE):
            return tuple(Digest(each) for each in sorted(self._objects.digests() - entered))

    def keep_refused(self, content: bytes, evidence: Evidence, label: Label, *, why: str, at: datetime) -> Receipt:
        """Keep a file as evidence of a refusal, whatever its verdict; ``why`` is a code ("altered").

        Raises:
            NotAuthentic: the evidence is of another file, or the ledger was edited.
            UsageError: a reference, class or code that is not one of ours.
            Failed: the disk refused.
        """
        return self._keep(content, evidence, label, at=at, kind="refused", why=plain(why, "reason code"))

    def read(self, digest: Digest) -> bytes:
        """Return a kept file, proved to be what was kept.

        Raises:
            NotFound: nothing is kept under that digest.
            NotAuthentic: it was changed.
        """
        with said_plainly(UNUSABLE):
            return self._objects.get(digest)

    def find(self, digest: Digest, reference: str) -> Receipt | None:
        """Return the receipt given for a file under a reference, or None."""
        with self._turn():
            self._ledger.read()
            entry = self._ledger.find(digest, reference)
        return _receipt(entry) if entry else None

    def first(self, reference: str) -> Digest | None:
        """Return the digest of the file first kept under a reference, or None: a cut-off run finds its work by it."""
        return next((one.object for one in self.entries() if one.reference == reference and one.kind == "kept"), None)

    def entries(self) -> tuple[Entry, ...]:
        """Return the ledger, oldest entry first."""
        with self._turn():
            self._ledger.read()
            return self._ledger.entries

    def check(self) -> Report:
        """Read everything again, every object and the whole chain, and say what is not as it should be."""
        with self._turn():
            self._ledger.read(afresh=True)
            seen = self._ledger.entries, self._ledger.faults, self._ledger.torn
            digests, unfinished = self._objects.digests(), self._objects.unfinished()
        # Objects never change, so the slow part needs no lock.
        with said_plainly(UNUSABLE):
            return compare(*seen, digests, unfinished, self._objects.get)

    def _keep(
        self,
        content: bytes,
        evidence: Evidence,
        label: Label,
        *,
        at: datetime,
        kind: Kind,
        why: str,
        proof: bytes | None = None,
    ) -> Receipt:
        self._check_label(label)
        digest = digest_of(content)
        if evidence.digest != digest:
            raise NotAuthentic(
                f"Paper {label.reference} is not kept: its evidence is of another file.", hint="Verify this file."
            )
        with self._turn():
            self._put_right(at)
            earlier = self._ledger.find(digest, label.reference)
            # Put even when there is an entry: a lost object is mended, a changed one is noticed.
            self._objects.put(content)
            return _receipt(earlier or self._ledger.add(_draft(evidence, label, kind, why, at, proof)))

    def _check_label(self, label: Label) -> None:
        plain(label.paper, "kind of paper")
        plain(label.reference, "reference")
        if label.retention_class not in self._classes:
            raise UsageError(
                f"There is no retention class {plain(label.retention_class, 'retention class')}.",
                hint=f"The classes are: {', '.join(sorted(self._classes))}.",
            )

    def _put_right(self, at: datetime) -> None:
        self._objects.clear_unfinished()
        self._ledger.read()
        if self._ledger.faults:
            fault = self._ledger.faults[0]
            raise NotAuthentic(
                f"The archive's ledger cannot be added to: line {fault.line} {fault.words}.",
                hint="Put the ledger back from a backup, then check the archive.",
            )
        if self._ledger.torn:
            self._ledger.repair(at)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        with said_plainly(UNUSABLE), turn(self._lock):
            yield


def _draft(evidence: Evidence, label: Label, kind: Kind, why: str, at: datetime, proof: bytes | None) -> Draft:
    return Draft(
        kind=kind,
        object=evidence.digest,
        at=at,
        paper=label.paper,
        reference=label.reference,
        proof=b64encode(proof or b"").decode("ascii"),
        verdict=evidence.verdict,
        level=evidence.level,
        clock=evidence.clock,
        retention_class=label.retention_class,
        why=why,
    )


def _receipt(entry: Entry) -> Receipt:
    return Receipt(entry.sequence, entry.digest, entry.object, entry.reference, datetime.fromisoformat(entry.at))
