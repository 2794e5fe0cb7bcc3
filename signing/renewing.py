"""Renews a closed paper before its last time-stamp ends: another over all of it, by the time authority of that day.

What is known of the certificates of the last time-stamp, and of the new one's, goes into the paper first, and then a
time-stamp over the whole file, in one update (ETSI EN 319 142-1, 5.5). So for as long as each is renewed in its time
the paper is judged by what it keeps, whatever became of keys, certificates and digests that were good when used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha512

from asn1crypto import cms
from cryptography import x509
from cryptography.x509 import ocsp

from inconfidence.core.clock import LONDON, Clock
from inconfidence.core.documents import Evidence
from inconfidence.core.errors import NotAuthentic, OutOfTurn
from signing.parts import RENEWAL_DIGEST, last_time_stamp, prepare_renewal
from signing.revocation_desk import RevocationDesk
from signing.timestamp import CheckedTimeStamper
from signing.trust import Trust
from signing.validation_data import ValidationData, together
from signing.verify import verify


@dataclass(frozen=True, slots=True)
class Renewed:
    """A closed paper as it stands now, and what it proves."""

    content: bytes = field(repr=False)
    evidence: Evidence


def renew(
    content: bytes, trust: Trust, revocation: RevocationDesk, *, time_stamper: CheckedTimeStamper, clock: Clock
) -> Renewed:
    """Return a closed paper under a further time-stamp, judged by what is in ``trust``.

    Of the council's own certificates ``revocation`` knows how they stand, of an outside time authority's the lists
    that ``trust`` has heard.

    Raises:
        NotAuthentic: the paper is not believed, or would not be once renewed: its time-stamp has ended, was withdrawn,
            or nothing tells how it stands.
        OutOfTurn: it was never closed, or the new time-stamp would not last longer than the one it has.
        NotFound, Failed: the root's list is not there, or has ended.
        TryLater: no time-stamp can be had; nothing was renewed.
    """
    before = verify(content, trust, clock=clock)
    if before.verdict != "authentic":
        raise NotAuthentic(f"The paper was not renewed. {' '.join(before.problems)}")
    if before.closed is None or before.lasts is None:
        raise OutOfTurn("The paper was never closed: there is nothing to renew.")
    used = (*last_time_stamp(content), *_certificates_to_come(content, time_stamper))
    data = together((revocation.on(used), _about(used, trust.heard)))
    prepared = prepare_renewal(content, len(before.renewed) + 1, data)
    renewed = prepared.filled(time_stamper.token_for(prepared.digest, RENEWAL_DIGEST))
    after = verify(renewed, trust, clock=clock)
    if after.verdict != "authentic" or after.lasts is None:
        raise NotAuthentic(f"Renewed, the paper would not be believed. {' '.join(after.problems)}", hint=_HINT)
    if after.lasts <= before.lasts:
        ends = f"{before.lasts.astimezone(LONDON):%d %B %Y}"
        hint = "Renew the time authority first: `inconfidence keys rotate time`, or name another one in the settings."
        raise OutOfTurn(f"The new time-stamp would end no later than the paper's own, on {ends}.", hint=hint)
    return Renewed(renewed, after)


def _certificates_to_come(content: bytes, time_stamper: CheckedTimeStamper) -> tuple[x509.Certificate, ...]:
    """Return the certificates of the authority that is going to stamp, known by a time-stamp that nobody keeps.

    What is known of them belongs under the new time-stamp too: others judge the last one by it (EU DSS, offline).
    """
    token = time_stamper.token_for(sha512(content).digest(), RENEWAL_DIGEST)
    carried = cms.ContentInfo.load(token)["content"]["certificates"]
    return tuple(x509.load_der_x509_certificate(each.chosen.dump()) for each in carried)


_HINT = "Put the revocation lists of the outside time authority where the home looks for them, then renew again."


def _about(certificates: Sequence[x509.Certificate], heard: ValidationData) -> ValidationData:
    """Return what of ``heard`` can be about some certificates: lists of their issuers, answers on their numbers."""
    issuers = {each.issuer for each in certificates}
    numbers = {each.serial_number for each in certificates}
    return ValidationData(
        answers=tuple(each for each in heard.answers if ocsp.load_der_ocsp_response(each).serial_number in numbers),
        lists=tuple(each for each in heard.lists if x509.load_der_x509_crl(each).issuer in issuers),
    )
