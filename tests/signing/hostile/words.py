"""Words on certificates that must not count: neither what would raise a level, nor what would speak against a paper.

Whoever forges such words wants a paper to seem better proved than it is, or a genuine one to be thrown away. Stated is
the level the paper has in spite of them; it is authentic in every case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

from inconfidence.core.digest import digest_of
from signing import Revoked, Trust
from signing.certificates import Authority, Binding, leaf_certificate, name_of
from signing.keys import new_key
from signing.parts import embedded_certificates, last_time_stamp
from signing.pki import is_above
from signing.revocation import answer_on, revocation_list
from signing.validation_data import ValidationData
from tests.signing.desk import Desk, paper
from tests.signing.hostile.catalogue import KEPT, Family, Make
from tests.signing.hostile.keeping import RENEWALS, closed
from tests.signing.hostile.states import Case, State, closed_by_hand, made
from tests.signing.years import renewed_by_hand

PRAISE: Final = Family("Words that would raise a level")
BLAME: Final = Family("Words that would speak against a genuine paper")

UNTOUCHED: Final[Mapping[State, str]] = {
    "record": "B-LT",
    "signed": "B-T",
    "countersigned": "B-T",
    "closed": "B-LTA",
    "renewed": "B-LTA",
}
"""The level of each state's paper, which no word of a stranger changes."""
EARLY: Final = timedelta(days=8)
"""How old a word is that is too old: a day longer than it says it is the newest."""

Said = Callable[[Case, Desk, x509.Certificate, Authority], ValidationData]
"""Makes words about a certificate and its true issuer, said on the day of a desk."""


def in_list(issuer: Authority, desk: Desk, *entries: Revoked, early: timedelta = timedelta(0)) -> ValidationData:
    made = revocation_list(issuer, entries, 9, desk.clock.now() - early)
    return ValidationData(lists=(made.public_bytes(Encoding.DER),))


def look_alike(case: Case, desk: Desk, issuer: Authority) -> Authority:
    """Return the authority of the look-alike council that bears the same name."""
    return next(
        each for each in case.stranger.pki.issuing.values() if each.certificate.subject == issuer.certificate.subject
    )


def another(case: Case, desk: Desk, issuer: Authority) -> Authority:
    """Return another authority of the same council."""
    return next(each for each in desk.pki.issuing.values() if each.certificate != issuer.certificate)


def sibling(desk: Desk, issuer: Authority) -> x509.Certificate:
    """Return another certificate of the same authority."""
    role = next(name for name, each in desk.pki.issuing.items() if each.certificate == issuer.certificate)
    subject, bound = name_of("A council", "Somebody else"), Binding(digest_of(b""), "guardian", "known", False)
    return leaf_certificate(role, new_key().public_key(), subject, issuer, desk.clock.now(), bound)


def gone(desk: Desk, certificate: x509.Certificate) -> Revoked:
    """Return the entry of a certificate withdrawn long before anything was signed."""
    return Revoked(certificate.serial_number, certificate.not_valid_before_utc - timedelta(days=1), "keyCompromise")


def turned(data: ValidationData) -> ValidationData:
    """Return words with the last bit of their signature turned."""
    return ValidationData(
        answers=tuple(each[:-1] + bytes([each[-1] ^ 1]) for each in data.answers),
        lists=tuple(each[:-1] + bytes([each[-1] ^ 1]) for each in data.lists),
    )


def of_a_part(desk: Desk, issuer: Authority, *entries: Revoked) -> ValidationData:
    """Return a list of such certificates alone as are no authorities' (RFC 5280, 5.2.5); no list of ours is one."""
    now = desk.clock.now()
    builder = x509.CertificateRevocationListBuilder(issuer.certificate.subject, now, now + timedelta(days=7))
    for each in entries:
        builder = builder.add_revoked_certificate(x509.RevokedCertificateBuilder(each.serial, each.at).build())
    part = x509.IssuingDistributionPoint(None, None, True, False, None, False, False)
    made = builder.add_extension(part, critical=True).sign(issuer.key, hashes.SHA256())
    return ValidationData(lists=(made.public_bytes(Encoding.DER),))


def answered(certificate: x509.Certificate, issuer: Authority, desk: Desk, *entries: Revoked) -> ValidationData:
    return ValidationData(answers=(answer_on(certificate, issuer, entries, desk.clock.now()),))


PRAISED: Final[Mapping[str, tuple[str, Said]]] = {
    "nothing_said": ("nothing on any certificate", lambda *_: ValidationData()),
    "list_too_old": (
        "a list that is eight days old, and ended the day before",
        lambda case, desk, one, issuer: in_list(issuer, desk, early=EARLY),
    ),
    "answer_too_old": (
        "an answer that is eight days old, and ended the day before",
        lambda case, desk, one, issuer: answered(one, issuer, desk.later(-EARLY)),
    ),
    "list_by_a_look_alike": (
        "the list of a look-alike of the issuer",
        lambda case, desk, one, issuer: in_list(look_alike(case, desk, issuer), desk),
    ),
    "answer_by_a_look_alike": (
        "the answer of a look-alike of the issuer",
        lambda case, desk, one, issuer: answered(one, look_alike(case, desk, issuer), desk),
    ),
    "list_by_another": (
        "the list of another authority of the council",
        lambda case, desk, one, issuer: in_list(another(case, desk, issuer), desk),
    ),
    "answer_on_another": (
        "an answer on another certificate of the same issuer",
        lambda case, desk, one, issuer: answered(sibling(desk, issuer), issuer, desk),
    ),
    "list_with_a_broken_signature": (
        "a list whose signature does not hold",
        lambda case, desk, one, issuer: turned(in_list(issuer, desk)),
    ),
    "answer_with_a_broken_signature": (
        "an answer whose signature does not hold",
        lambda case, desk, one, issuer: turned(answered(one, issuer, desk)),
    ),
    "list_of_a_part": (
        "a list of some certificates only",
        lambda case, desk, one, issuer: of_a_part(desk, issuer),
    ),
}
"""What is said in the place of a good word, and would be nothing against any certificate."""

BLAMED: Final[Mapping[str, tuple[str, Said]]] = {
    "blamed_in_a_look_alikes_list": (
        "The list of a look-alike",
        lambda case, desk, one, issuer: in_list(look_alike(case, desk, issuer), desk, gone(desk, one)),
    ),
    "blamed_in_a_look_alikes_answer": (
        "The answer of a look-alike",
        lambda case, desk, one, issuer: answered(one, look_alike(case, desk, issuer), desk, gone(desk, one)),
    ),
    "blamed_by_another": (
        "The list of another authority of the council",
        lambda case, desk, one, issuer: in_list(another(case, desk, issuer), desk, gone(desk, one)),
    ),
    "blamed_in_a_broken_list": (
        "A list whose signature does not hold",
        lambda case, desk, one, issuer: turned(in_list(issuer, desk, gone(desk, one))),
    ),
    "blamed_in_a_broken_answer": (
        "An answer whose signature does not hold",
        lambda case, desk, one, issuer: turned(answered(one, issuer, desk, gone(desk, one))),
    ),
    "blamed_for_another": (
        "An answer on another certificate of the same issuer",
        lambda case, desk, one, issuer: _on_another(desk, issuer),
    ),
    "blamed_in_a_list_of_a_part": (
        "A list of some certificates only",
        lambda case, desk, one, issuer: of_a_part(desk, issuer, gone(desk, one)),
    ),
}
"""Who says that every certificate of a paper had been withdrawn before it was used."""


def _on_another(desk: Desk, issuer: Authority) -> ValidationData:
    other = sibling(desk, issuer)
    return answered(other, issuer, desk, gone(desk, other))


def on_each(case: Case, desk: Desk, certificates: Iterable[x509.Certificate], said: Said) -> ValidationData:
    """Return such words on each certificate below an issuing authority, and the root's own list, which is good."""
    good = desk.revocation().on(certificates)
    pairs = [(one, by) for one in certificates for by in desk.pki.issuers.values() if is_above(by.certificate, one)]
    words = [said(case, desk, *pair) for pair in pairs]
    return ValidationData(
        good.certificates,
        tuple(each for one in words for each in one.answers),
        (*good.lists, *(each for one in words for each in one.lists)),
    )


def keeping(case: Case, said: Said) -> bytes:
    """Return a paper of the case's state that keeps such words in the place of good ones."""
    desk = case.desk
    content = made(desk, "signed", paper(*case.fields))[1]
    return closed_by_hand(case, content, on_each(case, desk, embedded_certificates(content), said))


def renewed_over(case: Case, said: Said) -> bytes:
    """Return a closed paper renewed with such words on the time-stamp before."""
    content = closed(case)
    words = on_each(case, case.judge, last_time_stamp(content), said)
    return renewed_by_hand(case.judge, content, 1, words)


def heard(case: Case, content: bytes, said: Said) -> Trust:
    """Return what somebody believes who has heard such words from elsewhere."""
    words = on_each(case, case.judge, embedded_certificates(content), said)
    return replace(case.judge.pki.trust, heard=replace(words, certificates=()))


def _named(name: str, make: Make) -> Make:
    make.__name__ = name
    return make


for _name, (_says, _said) in PRAISED.items():

    def _kept(case: Case, said: Said = _said) -> bytes:
        return keeping(case, said)

    def _renewed(case: Case, said: Said = _said) -> bytes:
        return renewed_over(case, said)

    PRAISE.attack(f"It keeps {_says}.", "B-T", KEPT)(_named(_name, _kept))
    RENEWALS.attack(f"It is renewed, and of the time-stamp before it keeps {_says}.", "unrecognised", ("renewed",))(
        _named(f"renewed_over_{_name}", _renewed)
    )

for _name, (_says, _said) in BLAMED.items():

    def _against(case: Case, content: bytes, said: Said = _said) -> Trust:
        return heard(case, content, said)

    BLAME.known(f"{_says} says that its certificates had been withdrawn.", _against, "", tuple(UNTOUCHED))(
        _named(_name, lambda case: case.again())
    )
