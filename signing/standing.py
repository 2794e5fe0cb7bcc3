"""What validation data say of a certificate as of a moment: whether it was withdrawn, and whether they can tell.

Only what the issuer signed, or a responder it appointed (RFC 6960, 4.2.2.2), is heard: anything else says nothing,
neither for nor against.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509 import ocsp

from signing.certificates import CLOCKS_APART
from signing.responders import appointed
from signing.revoked import Revoked
from signing.validation_data import ValidationData

GENTLE: Final = frozenset(
    {
        x509.ReasonFlags.affiliation_changed,
        x509.ReasonFlags.superseded,
        x509.ReasonFlags.cessation_of_operation,
    }
)
"""Reasons for which a time authority's earlier time-stamps stay good (RFC 3161, 4)."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """From when on a certificate proves nothing, and whether its key may be in other hands.

    That is when its withdrawal was recorded, or the earlier moment that was named as the one from which its key was in
    other hands (RFC 5280, 5.3.2): what was proved to be there before is as good as ever, what came after is not.
    """

    at: datetime
    harsh: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of all certificates of one chain, the root left out."""

    withdrawn: tuple[Withdrawal, ...]
    vouched: bool
    """Of each there is word that is new enough to speak for the moment asked about."""


NOTHING_KNOWN: Final = Standing((), vouched=False)


@dataclass(frozen=True, slots=True)
class Word:
    """One statement of an issuer about one certificate."""

    said: datetime
    until: datetime | None
    withdrawal: Withdrawal | None


class Sayings:
    """Validation data, read once."""

    def __init__(self, data: ValidationData) -> None:
        self._answers = [ocsp.load_der_ocsp_response(each) for each in data.answers]
        self._lists = [x509.load_der_x509_crl(each) for each in data.lists]

    def of(self, chain: Sequence[x509.Certificate], moment: datetime) -> Standing:
        """Return the standing of ``chain`` (leaf first, root last) as of ``moment``."""
        withdrawn: list[Withdrawal] = []
        vouched = len(chain) > 1
        gone: list[Withdrawal] = []
        # From the root down: what an authority said after it had itself been withdrawn vouches for nothing.
        for place, pair in reversed(list(enumerate(pairwise(chain)))):
            words = self.words(*pair)
            good = [word for word in words if all(word.said < each.at for each in gone)]
            vouched = vouched and any(speaks_for(word, moment, authority=place > 0) for word in good)
            gone = [word.withdrawal for word in words if word.withdrawal]
            withdrawn = [*gone, *withdrawn]
        return Standing(tuple(withdrawn), vouched)

    def stood(self, chain: Sequence[x509.Certificate], since: datetime, until: datetime) -> bool:
        """Say whether of each certificate of a chain there is word that knows of ``since``, current at ``until``.

        ``since`` is when it was used, ``until`` when its use was renewed.
        """
        pairs = enumerate(pairwise(chain))
        return len(chain) > 1 and all(
            any(_was_current(word, since, until, authority=place > 0) for word in self.words(*pair))
            for place, pair in pairs
        )

    def words(self, certificate: x509.Certificate, issuer: x509.Certificate) -> list[Word]:
        """Return what ``issuer``, or a responder it appointed, says of a certificate."""
        return [*self._answered(certificate, issuer), *self._listed(certificate, issuer)]

    def _answered(self, certificate: x509.Certificate, issuer: x509.Certificate) -> Iterator[Word]:
        for answer in self._answers:
            if answer.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
                continue
            if _is_about(answer, certificate, issuer) and _is_the_issuers(answer, issuer):
                yield from _word_of(answer)

    def _listed(self, certificate: x509.Certificate, issuer: x509.Certificate) -> Iterator[Word]:
        for each in self._lists:
            # A critical extension makes it the list of a part, or of others (RFC 5280, 5.2).
            whole = not any(extension.critical for extension in each.extensions)
            if not whole or each.issuer != issuer.subject:
                continue
            if is_signed(issuer, each.signature, each.tbs_certlist_bytes, each.signature_hash_algorithm):
                entry = each.get_revoked_certificate_by_serial_number(certificate.serial_number)
                yield Word(each.last_update_utc, each.next_update_utc, _withdrawal_in(entry) if entry else None)


def on_record(chain: Sequence[x509.Certificate], register: Sequence[Revoked]) -> tuple[Withdrawal, ...]:
    """Return what the council's own register says of ``chain`` (leaf first, its root last).

    The register is believed as it lies there, unsigned: who asks is the council, and it speaks only against.
    """
    entries = {each.serial: each for each in register}
    found = (entries.get(certificate.serial_number) for certificate in chain[:-1])
    return tuple(
        Withdrawal(_earlier(each.at, each.since), x509.ReasonFlags(each.reason) not in GENTLE)
        for each in found
        if each is not None
    )


def _is_the_issuers(answer: ocsp.OCSPResponse, issuer: x509.Certificate) -> bool:
    signed = (answer.signature, answer.tbs_response_bytes, answer.signature_hash_algorithm)
    return any(is_signed(each, *signed) for each in (issuer, *appointed(answer, issuer)))


def speaks_for(word: Word, moment: datetime, *, authority: bool) -> bool:
    """Say whether a word is new enough to know of ``moment``; ``authority``: it is about an issuing one."""
    # What was said before a signature cannot know of a withdrawal just before it. The root's list is the exception: it
    # is made on few days, and counts for as long as it says.
    if word.said >= moment - CLOCKS_APART:
        return True
    return authority and word.until is not None and word.until >= moment


def _was_current(word: Word, since: datetime, until: datetime, *, authority: bool) -> bool:
    if word.said > until + CLOCKS_APART:
        return False
    knows = authority or word.said >= since - CLOCKS_APART
    lasts = word.until is not None and word.until >= until
    return word.said >= until - CLOCKS_APART or (knows and lasts)


def _is_about(answer: ocsp.OCSPResponse, certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    if answer.serial_number != certificate.serial_number:
        return False
    asked = ocsp.OCSPRequestBuilder().add_certificate(certificate, issuer, answer.hash_algorithm).build()
    named = (asked.issuer_key_hash, asked.issuer_name_hash)
    return (answer.issuer_key_hash, answer.issuer_name_hash) == named


def _word_of(answer: ocsp.OCSPResponse) -> Iterator[Word]:
    if answer.certificate_status is ocsp.OCSPCertStatus.GOOD:
        yield Word(answer.this_update_utc, answer.next_update_utc, None)
    elif answer.revocation_time_utc:
        at = _earlier(answer.revocation_time_utc, _wrong_since(answer.single_extensions))
        withdrawal = Withdrawal(at, answer.revocation_reason not in GENTLE)
        yield Word(answer.this_update_utc, answer.next_update_utc, withdrawal)


def _withdrawal_in(entry: x509.RevokedCertificate) -> Withdrawal:
    try:
        reason = entry.extensions.get_extension_for_class(x509.CRLReason).value.reason
    except x509.ExtensionNotFound:
        reason = x509.ReasonFlags.unspecified
    return Withdrawal(_earlier(entry.revocation_date_utc, _wrong_since(entry.extensions)), reason not in GENTLE)


def _wrong_since(extensions: x509.Extensions) -> datetime | None:
    try:
        return extensions.get_extension_for_class(x509.InvalidityDate).value.invalidity_date_utc
    except x509.ExtensionNotFound:
        return None


def _earlier(at: datetime, since: datetime | None) -> datetime:
    return at if since is None else min(at, since)


def is_signed(
    issuer: x509.Certificate, signature: bytes, content: bytes, algorithm: hashes.HashAlgorithm | None
) -> bool:
    """Say whether ``signature`` over ``content`` is by the key of ``issuer``, elliptic curve or RSA."""
    key = issuer.public_key()
    try:
        if isinstance(key, ec.EllipticCurvePublicKey) and algorithm:
            key.verify(signature, content, ec.ECDSA(algorithm))
            return True
        if isinstance(key, rsa.RSAPublicKey) and algorithm:
            key.verify(signature, content, padding.PKCS1v15(), algorithm)
            return True
    except InvalidSignature:
        pass
    return False
