"""What validation data say of a chain: each word alone, from whom, about whom, as of when. Needs no council."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha1, sha256
from typing import Any

import pytest
from asn1crypto import ocsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import ExtendedKeyUsageOID

from signing.certificates import Authority, issuing_certificate, leaf_certificate, name_of, root_certificate
from signing.keys import ECDSA_SHA256
from signing.revocation import revocation_list
from signing.revoked import Revoked
from signing.standing import NOTHING_KNOWN, Sayings, Standing, Withdrawal, is_signed, on_record
from signing.validation_data import NOTHING, ValidationData

MADE = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
THEN = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
APART, SECOND, DAY = timedelta(minutes=5), timedelta(seconds=1), timedelta(days=1)


def council() -> tuple[Authority, Authority, x509.Certificate]:
    """Return a root, an issuing authority under it and a seal's certificate, all with new keys."""
    keys = [ec.generate_private_key(ec.SECP256R1()) for _ in range(3)]
    root = Authority(root_certificate(keys[0], name_of("A council", "Root"), MADE), keys[0])
    above = issuing_certificate("seal", keys[1].public_key(), name_of("A council", "Seals"), root, MADE)
    issuing = Authority(above, keys[1])
    leaf = leaf_certificate("seal", keys[2].public_key(), name_of("A council", "Seal"), issuing, MADE)
    return root, issuing, leaf


ROOT, ISSUING, LEAF = council()
OTHER_ROOT, OTHER_ISSUING, OTHER_LEAF = council()
CHAIN = (LEAF, ISSUING.certificate, ROOT.certificate)


@dataclass(frozen=True)
class Answer:
    """An OCSP answer, each part of which can be wrong."""

    about: x509.Certificate = LEAF
    named: Authority = ISSUING
    by: Authority = ISSUING
    status: str = "good"
    said: datetime = THEN
    lasts: timedelta | None = 7 * DAY
    lost: datetime = THEN - DAY
    reason: str = "key_compromise"
    since: datetime | None = None
    carried: tuple[x509.Certificate, ...] = ()
    names: Authority | None = None
    """Whose name is written beside the key of ``named``."""

    def der(self) -> bytes:
        statement = ocsp.ResponseData(
            {
                "responder_id": ocsp.ResponderId("by_key", sha1(point(self.by)).digest()),
                "produced_at": self.said,
                "responses": [self._single()],
            }
        )
        signed: dict[str, Any] = {
            "tbs_response_data": statement,
            "signature_algorithm": {"algorithm": "sha256_ecdsa"},
            "signature": self.by.key.sign(statement.dump(), ECDSA_SHA256),
        }
        if self.carried:
            signed["certs"] = [asn1_x509.Certificate.load(der(each)) for each in self.carried]
        basic = {"response_type": "basic_ocsp_response", "response": ocsp.BasicOCSPResponse(signed)}
        return bytes(ocsp.OCSPResponse({"response_status": "successful", "response_bytes": basic}).dump())

    def _single(self) -> dict[str, Any]:
        subject = (self.names or self.named).certificate.subject.public_bytes()
        single: dict[str, Any] = {
            "cert_id": {
                "hash_algorithm": {"algorithm": "sha256"},
                "issuer_name_hash": sha256(subject).digest(),
                "issuer_key_hash": sha256(point(self.named)).digest(),
                "serial_number": self.about.serial_number,
            },
            "cert_status": self._status(),
            "this_update": self.said,
        }
        if self.lasts is not None:
            single["next_update"] = self.said + self.lasts
        if self.since is not None:
            extension = {"extn_id": "invalidity_date", "critical": False, "extn_value": self.since}
            single["single_extensions"] = [extension]
        return single

    def _status(self) -> ocsp.CertStatus:
        if self.status != "revoked":
            return ocsp.CertStatus(self.status)
        words = {"revocation_time": self.lost} | ({"revocation_reason": self.reason} if self.reason else {})
        return ocsp.CertStatus("revoked", ocsp.RevokedInfo(words))


def der(each: x509.Certificate | x509.CertificateRevocationList) -> bytes:
    return each.public_bytes(Encoding.DER)


def point(authority: Authority) -> bytes:
    return authority.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def listed(
    issuer: Authority, *entries: Revoked, said: datetime = THEN, lasts: timedelta = 7 * DAY
) -> x509.CertificateRevocationList:
    return revocation_list(issuer, entries, 1, said, lasts)


def lost(certificate: x509.Certificate, reason: str = "keyCompromise", since: datetime | None = None) -> Revoked:
    return Revoked(certificate.serial_number, THEN - DAY, reason, since)


def sayings(*answers: Answer, lists: tuple[x509.CertificateRevocationList, ...] = ()) -> Sayings:
    return Sayings(ValidationData((), tuple(each.der() for each in answers), tuple(map(der, lists))))


ROOTS_LIST = listed(ROOT, lasts=700 * DAY)
GOOD = Answer()


def standing(*answers: Answer, lists: tuple[x509.CertificateRevocationList, ...] = (), moment: datetime = THEN) -> Any:
    return sayings(*answers, lists=lists).of(CHAIN, moment)


def test_word_on_every_certificate_of_a_chain_vouches_for_it() -> None:
    """An answer or a list on the leaf, the root's list on its issuer."""
    assert standing(GOOD, lists=(ROOTS_LIST,)) == Standing((), vouched=True)
    assert standing(lists=(listed(ISSUING), ROOTS_LIST)) == Standing((), vouched=True)


def test_one_certificate_without_word_is_one_too_many() -> None:
    """Neither half of a chain vouches for the other."""
    assert standing(GOOD) == NOTHING_KNOWN
    assert standing(lists=(ROOTS_LIST,)) == NOTHING_KNOWN
    assert Sayings(NOTHING).of(CHAIN, THEN) == NOTHING_KNOWN


def test_a_certificate_straight_under_its_root_needs_one_word() -> None:
    """A chain of two is one."""
    assert sayings(GOOD).of(CHAIN[:2], THEN).vouched
    assert sayings(GOOD).stood(CHAIN[:2], THEN, THEN)


def test_of_a_root_alone_nothing_is_known() -> None:
    """Nobody speaks for it, and no empty chain is vouched for."""
    for chain in ((), (ROOT.certificate,)):
        assert sayings(GOOD, lists=(ROOTS_LIST,)).of(chain, THEN) == NOTHING_KNOWN
        assert not sayings(GOOD, lists=(ROOTS_LIST,)).stood(chain, THEN, THEN)


@pytest.mark.parametrize(
    ("late", "vouched"),
    [(timedelta(0), True), (APART, True), (APART + SECOND, False), (3 * DAY, False), (-3 * DAY, True)],
)
def test_what_was_said_before_a_signature_vouches_for_no_leaf(late: timedelta, vouched: bool) -> None:
    """However long it says it lasts: it cannot know of a key lost in between. Clocks may be five minutes apart."""
    assert standing(GOOD, lists=(ROOTS_LIST,), moment=THEN + late).vouched is vouched
    assert standing(lists=(listed(ISSUING), ROOTS_LIST), moment=THEN + late).vouched is vouched


@pytest.mark.parametrize(
    ("late", "vouched"), [(timedelta(0), True), (7 * DAY, True), (7 * DAY + SECOND, False), (-DAY, True)]
)
def test_a_list_on_an_authority_vouches_for_as_long_as_it_says(late: timedelta, vouched: bool) -> None:
    """The root's key is offline: its list is made on few days."""
    moment = THEN + late

    assert standing(Answer(said=moment), lists=(listed(ROOT),), moment=moment).vouched is vouched


def test_word_without_an_end_vouches_for_its_own_moment_alone() -> None:
    """An answer need not say until when it is the newest (RFC 6960, 2.4)."""
    endless = Answer(about=ISSUING.certificate, named=ROOT, by=ROOT, lasts=None)

    assert standing(GOOD, endless).vouched
    assert not standing(Answer(said=THEN + DAY), endless, moment=THEN + DAY).vouched


@pytest.mark.parametrize(
    "wrong",
    [
        Answer(about=OTHER_LEAF),
        Answer(by=OTHER_ISSUING),
        Answer(named=OTHER_ISSUING),
        Answer(names=OTHER_ROOT),
        Answer(by=ROOT),
        Answer(status="unknown"),
    ],
    ids=["another certificate", "another signer", "another issuer's key", "another name", "the root", "unknown"],
)
def test_a_wrong_answer_says_nothing(wrong: Answer) -> None:
    """About another certificate, by somebody else, or that it does not know: neither for nor against."""
    assert standing(wrong, lists=(ROOTS_LIST,)) == NOTHING_KNOWN
    if wrong.status == "good":
        against = Answer(wrong.about, wrong.named, wrong.by, "revoked", names=wrong.names)
        assert standing(against, lists=(ROOTS_LIST,)) == NOTHING_KNOWN


def test_an_answer_that_was_refused_says_nothing() -> None:
    """The responder was too busy to look (RFC 6960, 2.3)."""
    refused = bytes(ocsp.OCSPResponse({"response_status": "try_later"}).dump())
    data = ValidationData((), (refused, GOOD.der()), (der(ROOTS_LIST),))

    assert Sayings(data).of(CHAIN, THEN).vouched
    assert not Sayings(ValidationData((), (refused,), (der(ROOTS_LIST),))).of(CHAIN, THEN).vouched


def responder(issuer: Authority, *, purpose: bool = True) -> Authority:
    """Return somebody who answers in an authority's place, appointed by its certificate."""
    key = ec.generate_private_key(ec.SECP256R1())
    builder = x509.CertificateBuilder(
        issuer.certificate.subject, name_of("A council", "Answers"), key.public_key(), 77, MADE, THEN + DAY
    )
    if purpose:
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.OCSP_SIGNING]), critical=False)
    return Authority(builder.add_extension(x509.OCSPNoCheck(), critical=False).sign(issuer.key, hashes.SHA256()), key)


def test_an_appointed_responder_is_heard_and_no_other() -> None:
    """RFC 6960, 4.2.2.2: appointed by the issuer itself, for answers."""
    for owner, purpose, heard in ((ISSUING, True, True), (ISSUING, False, False), (OTHER_ISSUING, True, False)):
        other = responder(owner, purpose=purpose)
        answer = Answer(by=other, carried=(other.certificate,))
        assert standing(answer, lists=(ROOTS_LIST,)).vouched is heard


def test_a_wrong_list_says_nothing() -> None:
    """Signed by somebody else under the same name, of another issuer, or cut off: neither for nor against."""
    entry = lost(LEAF)
    strangers = listed(OTHER_ISSUING, entry)
    assert strangers.issuer == ISSUING.certificate.subject
    assert standing(lists=(strangers, ROOTS_LIST)) == NOTHING_KNOWN
    assert standing(lists=(listed(ROOT, entry), ROOTS_LIST)) == NOTHING_KNOWN
    renamed = Authority(OTHER_ROOT.certificate, ISSUING.key)
    assert standing(lists=(listed(renamed, entry), ROOTS_LIST)) == NOTHING_KNOWN


def test_a_list_of_a_part_says_nothing() -> None:
    """A critical extension makes it one of some certificates only (RFC 5280, 5.2.5)."""
    whole = listed(ISSUING)
    part = x509.IssuingDistributionPoint(None, None, True, False, None, False, False)
    for critical in (True, False):
        builder = x509.CertificateRevocationListBuilder(whole.issuer, THEN, THEN + DAY)
        builder = builder.add_extension(x509.CRLNumber(9), critical=False)
        made = builder.add_extension(part, critical=critical).sign(ISSUING.key, hashes.SHA256())
        assert standing(lists=(made, ROOTS_LIST)).vouched is not critical


@pytest.mark.parametrize(
    ("reason", "harsh"),
    [
        ("keyCompromise", True),
        ("cACompromise", True),
        ("privilegeWithdrawn", True),
        ("unspecified", True),
        ("affiliationChanged", False),
        ("superseded", False),
        ("cessationOfOperation", False),
    ],
)
def test_a_withdrawal_has_its_moment_and_its_weight(reason: str, harsh: bool) -> None:
    """By an answer, a list or the register; a reason left out is taken for the worst (RFC 3161, 4)."""
    entry = lost(LEAF, reason)
    words = {"cACompromise": "ca_compromise", "unspecified": ""}
    spelt = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in reason)
    answer = Answer(status="revoked", reason=words.get(reason, spelt))
    expected = (Withdrawal(THEN - DAY, harsh),)

    assert standing(answer).withdrawn == expected
    assert standing(lists=(listed(ISSUING, entry),)).withdrawn == expected
    assert on_record(CHAIN, [entry]) == expected


@pytest.mark.parametrize(("since", "counts"), [(-3 * DAY, -3 * DAY), (DAY, -DAY)])
def test_a_withdrawal_counts_from_the_earlier_moment(since: timedelta, counts: timedelta) -> None:
    """RFC 5280, 5.3.2: since when the key was in other hands; a later date makes nothing good for longer."""
    expected = (Withdrawal(THEN + counts, harsh=True),)
    entry = lost(LEAF, since=THEN + since)

    assert standing(Answer(status="revoked", since=THEN + since)).withdrawn == expected
    assert standing(lists=(listed(ISSUING, entry),)).withdrawn == expected
    assert on_record(CHAIN, [entry]) == expected


def test_a_withdrawn_issuer_takes_along_what_it_issued() -> None:
    """The root's list names it; what is said of both is told."""
    both = standing(Answer(status="revoked"), lists=(listed(ROOT, lost(ISSUING.certificate, "superseded")),))

    assert both.withdrawn == (Withdrawal(THEN - DAY, harsh=True), Withdrawal(THEN - DAY, harsh=False))


def test_what_an_authority_says_after_it_was_withdrawn_vouches_for_nothing() -> None:
    """Its key may be in other hands; what it said before counts as it did, and what speaks against one always."""
    roots = listed(ROOT, Revoked(ISSUING.certificate.serial_number, THEN, "cACompromise"))

    assert standing(Answer(said=THEN - SECOND), lists=(roots,)).vouched
    assert not standing(Answer(said=THEN), lists=(roots,)).vouched
    assert not standing(lists=(listed(ISSUING), roots)).vouched
    assert len(standing(Answer(status="revoked"), lists=(roots,)).withdrawn) == 2


def test_somebody_elses_withdrawal_is_not_ours() -> None:
    """An entry of another number, on a list of our issuer and on record."""
    assert standing(lists=(listed(ISSUING, lost(OTHER_LEAF)), ROOTS_LIST)) == Standing((), vouched=True)
    assert on_record(CHAIN, [lost(OTHER_LEAF)]) == ()


def test_the_register_is_about_all_of_a_chain_but_its_root() -> None:
    """Nobody withdraws a root by a list: it is taken out of what is trusted."""
    expected = (Withdrawal(THEN - DAY, harsh=False),)

    assert on_record(CHAIN, [lost(ISSUING.certificate, "superseded"), lost(ROOT.certificate)]) == expected


USED, RENEWED = THEN, THEN + 4 * DAY


@pytest.mark.parametrize(
    ("said", "lasts", "stood"),
    [
        (RENEWED, DAY, True),
        (RENEWED + APART, DAY, True),
        (RENEWED + APART + SECOND, DAY, False),
        (RENEWED - APART, timedelta(0), True),
        (RENEWED - APART - SECOND, DAY, True),
        (RENEWED - APART - SECOND, APART + SECOND, True),
        (RENEWED - APART - SECOND, APART, False),
        (USED, 4 * DAY, True),
        (USED - APART, 5 * DAY, True),
        (USED - APART - SECOND, 9 * DAY, False),
        (USED, 4 * DAY - SECOND, False),
    ],
)
def test_word_on_a_time_stamp_is_current_when_it_is_renewed(said: datetime, lasts: timedelta, stood: bool) -> None:
    """Said then, or lasting until then and said after it was used; nothing from after the renewal counts."""
    answer = Answer(said=said, lasts=lasts)
    roots = listed(ROOT, said=USED - DAY, lasts=700 * DAY)

    assert sayings(answer, lists=(roots,)).stood(CHAIN, USED, RENEWED) is stood
    made = listed(ISSUING, said=said, lasts=lasts)
    assert sayings(lists=(made, roots)).stood(CHAIN, USED, RENEWED) is stood


def test_word_on_a_time_stamp_without_an_end_is_current_on_its_day_alone() -> None:
    """Said on the day it was used, it says nothing of four days later."""
    roots = listed(ROOT, said=USED - DAY, lasts=700 * DAY)

    assert sayings(Answer(said=RENEWED, lasts=None), lists=(roots,)).stood(CHAIN, USED, RENEWED)
    assert not sayings(Answer(said=USED, lasts=None), lists=(roots,)).stood(CHAIN, USED, RENEWED)


def test_every_certificate_of_a_renewed_time_stamp_needs_word() -> None:
    """The list on its authority may be older than its use, but must last until the renewal."""
    answer = Answer(said=RENEWED)

    assert sayings(answer, lists=(listed(ROOT, said=USED - DAY, lasts=5 * DAY),)).stood(CHAIN, USED, RENEWED)
    assert not sayings(answer, lists=(listed(ROOT, said=USED - DAY, lasts=4 * DAY),)).stood(CHAIN, USED, RENEWED)
    assert not sayings(answer).stood(CHAIN, USED, RENEWED)
    assert not sayings(lists=(listed(ROOT, said=USED, lasts=5 * DAY),)).stood(CHAIN, USED, RENEWED)


RSA_KEY = rsa.generate_private_key(65537, 2048)
RSA_ROOT = (
    x509.CertificateBuilder(
        name_of("Another", "Root"), name_of("Another", "Root"), RSA_KEY.public_key(), 9, MADE, THEN + DAY
    )
    .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    .sign(RSA_KEY, hashes.SHA256())
)


def test_a_signature_is_the_issuers_or_nobodys() -> None:
    """Elliptic curve and RSA; another content, another key, or no digest named is no signature."""
    for certificate, other in ((ROOT.certificate, OTHER_ROOT.certificate), (RSA_ROOT, ROOT.certificate)):
        given = (certificate.signature, certificate.tbs_certificate_bytes, certificate.signature_hash_algorithm)
        assert is_signed(certificate, *given)
        assert not is_signed(other, *given)
        assert not is_signed(certificate, given[0], b"other", given[2])
        assert not is_signed(certificate, given[0], given[1], None)


def test_a_key_of_another_kind_signs_nothing() -> None:
    """Neither elliptic curve of ours nor RSA: no signature of it is heard, whatever digest is named."""
    key, name = ed25519.Ed25519PrivateKey.generate(), name_of("Another", "Root")
    certificate = x509.CertificateBuilder(name, name, key.public_key(), 9, MADE, THEN + DAY).sign(key, None)
    given = (certificate.signature, certificate.tbs_certificate_bytes)

    assert not is_signed(certificate, *given, None)
    assert not is_signed(certificate, *given, hashes.SHA256())
