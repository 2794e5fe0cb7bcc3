"""Closes a paper when all have signed: what it is judged by goes into it, and a time-stamp over all (PAdES B-LTA).

Until then a paper is judged with the help of others: are the certificates known not to have been withdrawn? Closed, it
says so itself, and its time-stamp proves that it said so while every certificate was still valid (ETSI EN 319 142-1,
5.5). Both are written in one revision, so that nothing is kept that no time-stamp covers.

A certificate that was withdrawn after it was used is no reason to leave a paper open. What was signed before stays
signed (RFC 5280, 5.3.2; ETSI EN 319 102-1, 5.5.4: the best signature time lies before the withdrawal), and the paper
keeps the issuer's word on since when. So the finished paper is judged, and handed out only when it is authentic.
"""

from __future__ import annotations

from inconfidence.core.clock import Clock
from inconfidence.core.digest import digest_of
from inconfidence.core.documents import SealedPdf, SignedPdf
from inconfidence.core.errors import NotAuthentic, NotFound, OutOfTurn
from signing.arc import CLOSING
from signing.parts import embedded_certificates, prepare_closing, signature_fields
from signing.revocation_desk import RevocationDesk
from signing.timestamp import CheckedTimeStamper
from signing.trust import Trust
from signing.verify import verify


def close(
    paper: SealedPdf | SignedPdf,
    trust: Trust,
    revocation: RevocationDesk,
    *,
    time_stamper: CheckedTimeStamper,
    clock: Clock,
) -> SignedPdf:
    """Return the paper closed, judged by what is in ``trust``: nobody can sign it any more.

    Raises:
        NotAuthentic: when the content was changed, or the paper would not be believed once closed: a certificate had
            been withdrawn before it was used, or the time authority that dates it has been for a lost key.
        NotFound: when no field was prepared for it, or the root's list is not there.
        OutOfTurn: when it is closed already, or a required signature is still missing.
        Failed: when the root's list has ended.
        TryLater: when no time-stamp can be had; nothing was closed.
    """
    if digest_of(paper.content) != paper.digest:
        raise NotAuthentic("The paper is not the one that was sealed; it was not closed.")
    _check_all_signed(paper)
    certificates = embedded_certificates(paper.content)
    prepared = prepare_closing(paper.content, CLOSING, revocation.on(certificates))
    content = prepared.filled(time_stamper.token_for(prepared.digest))
    evidence = verify(content, trust, clock=clock)
    if evidence.verdict != "authentic":
        raise NotAuthentic(f"Closed, the paper would not be believed. {' '.join(evidence.problems)}")
    sealed = paper.sealed if isinstance(paper, SignedPdf) else paper.digest
    return SignedPdf(content, digest_of(content), sealed, paper.page_count, paper.fields)


def _check_all_signed(paper: SealedPdf | SignedPdf) -> None:
    filled = signature_fields(paper.content)
    if CLOSING not in filled:
        raise NotFound("The paper has no field for a time-stamp that closes it.")
    if filled[CLOSING]:
        raise OutOfTurn("The paper has been closed already.")
    missing = [each.name for each in paper.fields if each.required and each.name != CLOSING and not filled[each.name]]
    if missing:
        raise OutOfTurn(f"The paper cannot be closed: field {missing[0]} has not been signed yet.")
