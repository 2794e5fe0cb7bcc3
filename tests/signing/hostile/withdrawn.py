"""Attacks with keys that had been withdrawn, and on what a paper keeps to be judged by."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Final

import pikepdf
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from signing import Revoked, Trust, people_in
from signing.certificates import Authority
from signing.parts import embedded_certificates
from signing.revocation import revocation_list, root_list
from signing.validation_data import ValidationData
from tests.signing.desk import paper
from tests.signing.hostile.catalogue import KEPT, Family, Knows
from tests.signing.hostile.states import Case, State, closed_by_hand, made
from tests.signing.hostile.writing import appended, next_number, touched, updated

WITHDRAWN = Family("Keys that had been withdrawn")
STORES = Family("What a paper keeps to be judged by")

DAY: Final = timedelta(days=1)
SIGNED: Final[tuple[State, ...]] = ("signed", "countersigned", "closed", "renewed")
KEEPING: Final[tuple[State, ...]] = ("record", "closed", "renewed")

Finds = Callable[[Case, bytes], x509.Certificate]


def guardian(_: Case, content: bytes) -> x509.Certificate:
    return next(each for name, each in people_in(content) if name == "guardian")


def seal(case: Case, _: bytes) -> x509.Certificate:
    return case.desk.pki.seal.certificate


def time(case: Case, _: bytes) -> x509.Certificate:
    return case.desk.pki.time.certificate


def seals_authority(case: Case, _: bytes) -> x509.Certificate:
    return case.desk.pki.issuing["seal"].certificate


def guardians_authority(case: Case, _: bytes) -> x509.Certificate:
    return case.desk.pki.issuing["guardian"].certificate


def entry(
    case: Case, certificate: x509.Certificate, at: timedelta, reason: str, since: timedelta | None = None
) -> Revoked:
    """Return the withdrawal of a certificate, so long after the paper was made."""
    moment = case.desk.clock.now()
    return Revoked(certificate.serial_number, moment + at, reason, None if since is None else moment + since)


def on_record(finds: Finds, at: timedelta, reason: str, since: timedelta | None = None) -> Knows:
    """Return what a council believes that has a withdrawal on record."""

    def knows(case: Case, content: bytes) -> Trust:
        revoked = entry(case, finds(case, content), at, reason, since)
        return replace(case.judge.pki.trust, revoked=(revoked,))

    return knows


def listed(
    finds: Finds, role: str, at: timedelta, reason: str, since: timedelta | None = None
) -> Callable[..., Trust]:
    """Return what somebody believes who has heard the issuer's list."""

    def knows(case: Case, content: bytes) -> Trust:
        revoked = entry(case, finds(case, content), at, reason, since)
        made = revocation_list(case.desk.pki.issuing[role], [revoked], 9, case.judge.clock.now())
        return hearing(case, made)

    return knows


def roots_list(finds: Finds) -> Knows:
    """Return what somebody believes who has heard the root's list of withdrawn authorities."""

    def knows(case: Case, content: bytes) -> Trust:
        root = Authority(case.desk.pki.root, case.desk.root_key)
        revoked = entry(case, finds(case, content), -DAY, "cACompromise")
        return hearing(case, root_list(root, [revoked], 9, case.judge.clock.now()))

    return knows


def hearing(case: Case, heard: x509.CertificateRevocationList) -> Trust:
    return replace(case.judge.pki.trust, heard=ValidationData(lists=(heard.public_bytes(Encoding.DER),)))


@WITHDRAWN.known(
    "A guardian's key signs that had been withdrawn the day before, as the council has it on record.",
    on_record(guardian, -DAY, "keyCompromise"),
    states=SIGNED,
)
def guardian_withdrawn_before(case: Case) -> bytes:
    return case.again()


@WITHDRAWN.known(
    "The same, by the list of the guardians' authority.",
    listed(guardian, "guardian", -DAY, "superseded"),
    states=SIGNED,
)
def guardian_withdrawn_before_by_list(case: Case) -> bytes:
    return case.again()


@WITHDRAWN.attack("The same, by what the paper itself keeps.", "unrecognised", KEPT)
def guardian_withdrawn_before_by_itself(case: Case) -> bytes:
    content = made(case.desk, "signed", paper(*case.fields))[1]
    gone = entry(case, guardian(case, content), -DAY, "keyCompromise")
    return closed_by_hand(case, content, case.desk.revocation(gone).on(embedded_certificates(content)))


@WITHDRAWN.known(
    "The seal's key was in other hands the day before, which was found out and recorded the day after.",
    on_record(seal, DAY, "keyCompromise", -DAY),
)
def seal_lost_before(case: Case) -> bytes:
    return case.again()


@WITHDRAWN.known(
    "The same, by the invalidity date on the list of the seals' authority.",
    listed(seal, "seal", DAY, "keyCompromise", -DAY),
)
def seal_lost_before_by_list(case: Case) -> bytes:
    return case.again()


@WITHDRAWN.attack("The same, by what the paper itself keeps.", "unrecognised", KEPT)
def seal_lost_before_by_itself(case: Case) -> bytes:
    content = made(case.desk, "signed", paper(*case.fields))[1]
    gone = entry(case, seal(case, content), timedelta(), "keyCompromise", -DAY)
    return closed_by_hand(case, content, case.desk.revocation(gone).on(embedded_certificates(content)))


@WITHDRAWN.known(
    "The authority over the seals had been withdrawn, as the root's list says.", roots_list(seals_authority)
)
def seals_authority_withdrawn(case: Case) -> bytes:
    return case.again()


@WITHDRAWN.known(
    "The authority over the guardians had been withdrawn, as the root's list says.",
    roots_list(guardians_authority),
    states=SIGNED,
)
def guardians_authority_withdrawn(case: Case) -> bytes:
    return case.again()


@WITHDRAWN.known(
    "The time authority's key came into other hands a day after the paper was made, and nobody renewed it before.",
    on_record(time, DAY, "keyCompromise"),
)
def time_key_lost(case: Case) -> bytes:
    return case.again()


@WITHDRAWN.known(
    "The same, by the list of the authority over it.",
    listed(time, "time", DAY, "keyCompromise"),
)
def time_key_lost_by_list(case: Case) -> bytes:
    return case.again()


@WITHDRAWN.known(
    "The time authority's key had been replaced by another before it stamped.", on_record(time, -DAY, "superseded")
)
def time_key_replaced_before(case: Case) -> bytes:
    return case.again()


@WITHDRAWN.known(
    "The time key that renewed it is in other hands by now.",
    lambda case, _: replace(
        case.judge.pki.trust,
        revoked=(Revoked(case.judge.pki.time.certificate.serial_number, case.judge.clock.now(), "keyCompromise"),),
    ),
    states=("renewed",),
)
def renewing_key_lost(case: Case) -> bytes:
    return case.again()


def _without(*names: str) -> Callable[[pikepdf.Pdf], Iterable[pikepdf.Object]]:
    def change(pdf: pikepdf.Pdf) -> Iterable[pikepdf.Object]:
        store = pdf.Root.DSS
        for name in names:
            del store[name]
        yield store

    return change


@STORES.attack("An update takes out the lists it keeps.", states=KEEPING)
def lists_taken_out(case: Case) -> bytes:
    return updated(case.content, _without("/CRLs"))


@STORES.attack("An update takes out the answers it keeps.", states=KEEPING)
def answers_taken_out(case: Case) -> bytes:
    return updated(case.content, _without("/OCSPs"))


@STORES.attack("An update takes out all it keeps.", states=KEEPING)
def store_taken_out(case: Case) -> bytes:
    def change(pdf: pikepdf.Pdf) -> Iterable[pikepdf.Object]:
        del pdf.Root.DSS
        yield pdf.Root

    return updated(case.content, change)


def _exchanged(case: Case, name: str, value: bytes) -> bytes:
    """Put another value in the place of the first one of a list, by an update."""

    def change(pdf: pikepdf.Pdf) -> Iterable[pikepdf.Object]:
        kept = pdf.Root.DSS[name][0]
        kept.write(value, filter=None)
        yield kept

    return updated(case.content, change)


def _fresh(case: Case, by: Authority) -> bytes:
    return revocation_list(by, (), 9, case.judge.clock.now()).public_bytes(Encoding.DER)


@STORES.attack("An update puts a newer list, genuine too, in the place of the root's.", states=KEEPING)
def list_exchanged(case: Case) -> bytes:
    root = Authority(case.desk.pki.root, case.desk.root_key)
    return _exchanged(case, "/CRLs", _fresh(case, root))


@STORES.attack("An update puts a look-alike's list in the place of the root's.", states=KEEPING)
def list_of_a_stranger(case: Case) -> bytes:
    root = Authority(case.stranger.pki.root, case.stranger.root_key)
    return _exchanged(case, "/CRLs", _fresh(case, root))


@STORES.attack("An update cuts the root's list short.", states=KEEPING)
def list_cut_short(case: Case) -> bytes:
    with pikepdf.open(BytesIO(case.content)) as pdf:
        whole = pdf.Root.DSS.CRLs[0].read_bytes()
    return _exchanged(case, "/CRLs", whole[:-40])


@STORES.attack("An update brings a store along where there was none.", states=("open", "signed", "countersigned"))
def store_brought_along(case: Case) -> bytes:
    content, number = case.content, next_number(case.content)
    value = _fresh(case, case.desk.pki.issuing["seal"])
    catalogue = touched(content, lambda pdf: [pdf.Root])
    store = b"<</Type /DSS /CRLs [%d 0 R]>>" % (number + 1)
    stream = b"<</Length %d>>\nstream\n%s\nendstream" % (len(value), value)
    root = {place: one.rstrip()[:-2] + b" /DSS %d 0 R >>" % number for place, one in catalogue.items()}
    return appended(content, {**root, number: store, number + 1: stream})


@STORES.attack("Two of the answers it keeps change places in the file.", states=KEEPING)
def answers_change_places(case: Case) -> bytes:
    with pikepdf.open(BytesIO(case.content)) as pdf:
        one, other = (each.read_raw_bytes() for each in list(pdf.Root.DSS.OCSPs)[:2])
    # Of one length or not: the objects move, and the table with them does not.
    held = case.content.replace(one, b"\0" * 32, 1).replace(other, one, 1)
    return held.replace(b"\0" * 32, other, 1)


@STORES.attack("One bit of the root's list that it keeps is turned.", states=KEEPING)
def list_with_a_turned_bit(case: Case) -> bytes:
    with pikepdf.open(BytesIO(case.content)) as pdf:
        kept = pdf.Root.DSS.CRLs[0].read_raw_bytes()
    return case.content.replace(kept, kept[:-1] + bytes([kept[-1] ^ 1]), 1)


@STORES.attack("It is closed over a list that was cut short.", states=KEPT)
def closed_over_a_cut_list(case: Case) -> bytes:
    content = made(case.desk, "signed", paper(*case.fields))[1]
    data = case.desk.revocation().on(embedded_certificates(content))
    return closed_by_hand(case, content, replace(data, lists=tuple(each[:-40] for each in data.lists)))
