"""Looking at the signatures of everything kept: quickly where their like was judged before, else in full.

The first paper of each signer is judged by ``verify``; after it, that signer's certificate is known, and other papers
under it are swept. What a sweep does not find intact is judged in full, and so is what may carry a certificate that
was revoked. Only papers that are on the disk as they were kept come here: what is missing or changed is told by
``Archive.check``.
"""

from __future__ import annotations

from dataclasses import dataclass

from archive import Archive
from inconfidence.core.clock import Clock
from inconfidence.core.digest import Digest
from inconfidence.core.documents import PLAIN_VERDICTS, Evidence, Verdict
from inconfidence.core.errors import NotAuthentic, NotFound
from signing import Remembered, Trust, may_carry, remembered, swept, verify
from signing.validation_data import NOTHING

GENUINE = frozenset({"authentic", "incomplete"})


@dataclass(frozen=True, slots=True)
class Signatures:
    """How many papers were swept and found intact, how many judged in full, and which of those are not genuine."""

    intact: int
    judged: int
    doubtful: tuple[tuple[Digest, Verdict], ...]

    @property
    def in_plain_words(self) -> tuple[str, ...]:
        """Return one sentence for what was looked at, and one for each paper that is not genuine."""
        looked = f"Signatures: {self.intact} papers as they were judged, {self.judged} judged in full."
        return (looked, *(f"File {digest}: {PLAIN_VERDICTS[verdict]}" for digest, verdict in self.doubtful))


def sweep_archive(archive: Archive, trust: Trust, clock: Clock) -> Signatures:
    """Return what the signatures of all papers kept as genuine say now, of each its newest version.

    A paper is judged anew, however well its signer is known, when word came of a certificate it may carry: that is
    no change in it that a sweep would see.
    """
    signers: set[Digest] = set()
    intact, judged, doubtful = 0, 0, []
    for digest in [entry.object for entry in archive.current()]:
        content = _kept(archive, digest)
        if content is None:
            continue
        if not _spoken_against(content, trust) and swept(content, Remembered(digest, frozenset(signers))) == "intact":
            intact += 1
            continue
        judged += 1
        evidence = verify(content, trust, clock=clock)
        if evidence.verdict not in GENUINE:
            doubtful.append((digest, evidence.verdict))
        signers |= _signers(content, evidence)
    return Signatures(intact, judged, tuple(doubtful))


def _spoken_against(content: bytes, trust: Trust) -> bool:
    return trust.heard != NOTHING or any(may_carry(content, each.serial) for each in trust.revoked)


def _kept(archive: Archive, digest: Digest) -> bytes | None:
    try:
        return archive.read(digest)
    except (NotFound, NotAuthentic):
        return None


def _signers(content: bytes, evidence: Evidence) -> frozenset[Digest]:
    try:
        return remembered(content, evidence).signers
    except NotAuthentic:
        return frozenset()
