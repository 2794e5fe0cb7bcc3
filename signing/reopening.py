"""Taking a sealed paper up again, from the archive or from the post: believed only after it has been verified."""

from __future__ import annotations

from typing import Final

from inconfidence.core.clock import Clock
from inconfidence.core.digest import digest_of
from inconfidence.core.documents import Evidence, SealedPdf, SignatureField, SignedPdf
from inconfidence.core.errors import NotAuthentic, OutOfTurn
from signing.policy import BELIEVED
from signing.trust import Trust
from signing.verify import verify

END_OF_REVISION: Final = b"%%EOF\n"


def reopen(
    content: bytes,
    fields: tuple[SignatureField, ...],
    page_count: int,
    trust: Trust,
    *,
    clock: Clock,
) -> SealedPdf:
    """Return a sealed paper, planned to be signed in ``fields``, as ``seal`` returned it.

    Raises:
        NotAuthentic: the council's seal on it cannot be believed.
        OutOfTurn: somebody has signed it since.
    """
    evidence = _believed(content, fields, trust, clock)
    if len(evidence.signatures) != 1:
        raise OutOfTurn("Somebody has signed the paper since it was sealed.")
    # The seal was added behind the checked paper, which is therefore the file's first revision.
    checked = content[: content.index(END_OF_REVISION) + len(END_OF_REVISION)]
    return SealedPdf(content, evidence.digest, digest_of(checked), page_count, fields)


def reopen_signed(
    content: bytes, put: bytes, fields: tuple[SignatureField, ...], page_count: int, trust: Trust, *, clock: Clock
) -> SignedPdf:
    """Return a paper that people signed elsewhere as ``finish`` returns one; ``put`` is what was put to them, sealed.

    Raises:
        NotAuthentic: it is another paper, or a signature on it cannot be believed.
    """
    # What people add stands behind what was sealed.
    if not content.startswith(put):
        raise NotAuthentic("That is not the paper that was put to them.")
    evidence = _believed(content, fields, trust, clock)
    return SignedPdf(content, evidence.digest, digest_of(put), page_count, fields)


def _believed(content: bytes, fields: tuple[SignatureField, ...], trust: Trust, clock: Clock) -> Evidence:
    evidence = verify(content, trust, clock=clock, expected_fields=fields)
    if evidence.verdict not in BELIEVED:
        raise NotAuthentic(f"The sealed paper cannot be believed. {evidence.in_plain_words}")
    return evidence
