"""What the council's authorities say of their certificates is signed, numbered, dated, and read by others' tools."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp

from inconfidence.core.errors import Failed, NotFound
from signing.arc import POLICIES
from signing.certificates import Authority
from signing.revocation import LIST_LIFE, ROOT_LIST, answer_on, revocation_list, root_list
from signing.revocation_desk import RevocationDesk
from signing.revoked import Revoked
from signing.standing import Sayings, Withdrawal, on_record
from signing.timestamp import SerialFile
from signing.validation_data import ValidationData
from tests.signing.desk import NOON, Desk

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Withdrawn:
    serial: int
    at: datetime
    reason: str
    since: datetime | None = None


def chain(desk: Desk, leaf: Authority | None = None) -> tuple[x509.Certificate, ...]:
    certificate = (leaf or desk.pki.seal).certificate
    return (certificate, *desk.pki.chain("seal"), desk.pki.root)


def seal_withdrawn(desk: Desk, reason: str = "keyCompromise", at: datetime = NOON) -> Withdrawn:
    return Withdrawn(desk.pki.seal.certificate.serial_number, at, reason)


def test_a_list_is_its_issuers_numbered_and_dated(desk: Desk) -> None:
    """Whole, signed, with number, this and next update (RFC 5280, 5.1, 5.2.3)."""
    issuer = desk.pki.issuing["seal"]
    made = revocation_list(issuer, [seal_withdrawn(desk)], 7, NOON)

    assert made.is_signature_valid(issuer.key.public_key())
    assert made.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number == 7
    assert (made.last_update_utc, made.next_update_utc) == (NOON, NOON + LIST_LIFE)
    (entry,) = made
    assert entry.serial_number == desk.pki.seal.certificate.serial_number
    assert entry.extensions.get_extension_for_class(x509.CRLReason).value.reason is x509.ReasonFlags.key_compromise


def test_an_unspecified_reason_is_left_out(desk: Desk) -> None:
    """RFC 5280, 5.3.1: rather absent than unspecified."""
    (entry,) = revocation_list(desk.pki.issuing["seal"], [seal_withdrawn(desk, "unspecified")], 1, NOON)

    assert not list(entry.extensions)


def test_an_unknown_reason_is_refused(desk: Desk) -> None:
    """No list is made that says less than it was told."""
    with pytest.raises(ValueError):
        revocation_list(desk.pki.issuing["seal"], [seal_withdrawn(desk, "lost interest")], 1, NOON)


def test_an_authority_answers_for_its_own_certificates_alone(desk: Desk) -> None:
    """The seal's authority has no say about the time authority."""
    with pytest.raises(Failed):
        answer_on(desk.pki.time.certificate, desk.pki.issuing["seal"], (), NOON)


def test_a_new_council_has_its_roots_list(desk: Desk) -> None:
    """Made with the root, and lasting longer than a year without its key."""
    made = x509.load_der_x509_crl((desk.keys / ROOT_LIST).read_bytes())

    assert made.is_signature_valid(desk.pki.root.public_key())
    assert made.next_update_utc is not None
    assert made.next_update_utc > NOON + 366 * DAY


def test_lists_are_published_with_growing_numbers(desk: Desk, tmp_path: Path) -> None:
    """One of each issuing authority, each later than the last."""
    keeper = RevocationDesk(desk.pki, tmp_path, SerialFile(tmp_path / "n"), lambda: (), desk.clock)
    numbers = [
        x509.load_der_x509_crl(file.read_bytes()).extensions.get_extension_for_class(x509.CRLNumber).value.crl_number
        for _ in range(2)
        for file in keeper.publish(tmp_path)
    ]

    assert len(numbers) == 2 * len(POLICIES)
    assert numbers == sorted(set(numbers))


@pytest.mark.parametrize("fault", ["gone", "junk", "other", "ended"])
def test_without_the_roots_list_nothing_is_given_out(desk: Desk, other_desk: Desk, tmp_path: Path, fault: str) -> None:
    """Missing, unreadable, another root's or ended: told, and what to do."""
    contents = {
        "junk": b"no list",
        "other": (other_desk.keys / ROOT_LIST).read_bytes(),
        "ended": (desk.keys / ROOT_LIST).read_bytes(),
    }
    if fault in contents:
        (tmp_path / ROOT_LIST).write_bytes(contents[fault])
    clock = desk.later(800 * DAY if fault == "ended" else DAY).clock
    keeper = RevocationDesk(desk.pki, tmp_path, SerialFile(tmp_path / "n"), lambda: (), clock)

    with pytest.raises((NotFound, Failed), match=r"root\.crl") as refusal:
        keeper.on([desk.pki.seal.certificate])
    assert "root's key" in refusal.value.hint


def test_what_is_given_out_vouches_for_the_chain(desk: Desk) -> None:
    """The answer on the leaf and the root's list on its issuer, each new enough."""
    standing = Sayings(desk.revocation().on([desk.pki.seal.certificate])).of(chain(desk), NOON)

    assert (standing.vouched, standing.withdrawn) == (True, ())


def test_an_answer_from_before_the_signature_vouches_for_nothing(desk: Desk) -> None:
    """It cannot know of a key that was lost in between."""
    data = desk.revocation().on([desk.pki.seal.certificate])

    assert Sayings(data).of(chain(desk), NOON + timedelta(minutes=4)).vouched
    assert not Sayings(data).of(chain(desk), NOON + timedelta(minutes=6)).vouched


@pytest.mark.parametrize(("reason", "harsh"), [("keyCompromise", True), ("unspecified", True), ("superseded", False)])
@pytest.mark.parametrize("way", ["answer", "list"])
def test_a_withdrawal_is_read_with_its_moment_and_its_weight(desk: Desk, reason: str, harsh: bool, way: str) -> None:
    """From an answer or from a list; a reason left out is taken for the worst."""
    withdrawn, issuer = seal_withdrawn(desk, reason), desk.pki.issuing["seal"]
    listed = revocation_list(issuer, [withdrawn], 1, NOON).public_bytes(Encoding.DER)
    answered = answer_on(desk.pki.seal.certificate, issuer, [withdrawn], NOON)
    data = ValidationData(answers=(answered,)) if way == "answer" else ValidationData(lists=(listed,))

    assert Sayings(data).of(chain(desk), NOON).withdrawn == (Withdrawal(NOON, harsh),)


@pytest.mark.parametrize("way", ["answer", "list", "register"])
def test_a_certificate_is_withdrawn_from_when_its_key_was_in_other_hands(desk: Desk, way: str) -> None:
    """RFC 5280, 5.3.2: the invalidity date, where it is before the day the withdrawal was recorded."""
    issuer, lost = desk.pki.issuing["seal"], NOON - 3 * DAY
    entry = Revoked(desk.pki.seal.certificate.serial_number, NOON, "keyCompromise", lost)
    listed = revocation_list(issuer, [entry], 1, NOON).public_bytes(Encoding.DER)
    answered = answer_on(desk.pki.seal.certificate, issuer, [entry], NOON)
    found = {
        "answer": Sayings(ValidationData(answers=(answered,))).of(chain(desk), NOON).withdrawn,
        "list": Sayings(ValidationData(lists=(listed,))).of(chain(desk), NOON).withdrawn,
        "register": on_record(chain(desk), [entry]),
    }

    assert found[way] == (Withdrawal(lost, harsh=True),)


def test_an_invalidity_date_after_the_withdrawal_changes_nothing(desk: Desk) -> None:
    """Somebody else's list that is dated so does not make a certificate good for longer."""
    issuer = desk.pki.issuing["seal"]
    entry = Withdrawn(desk.pki.seal.certificate.serial_number, NOON, "superseded", NOON + DAY)
    listed = revocation_list(issuer, [entry], 1, NOON).public_bytes(Encoding.DER)

    assert Sayings(ValidationData(lists=(listed,))).of(chain(desk), NOON).withdrawn == (Withdrawal(NOON, False),)


def test_the_register_speaks_of_its_own_numbers_alone(desk: Desk) -> None:
    """Leaf and issuing authority, as recorded; the root is not in it."""
    leaf, above, root = chain(desk)
    numbers = [Revoked(each.serial_number, NOON, "superseded") for each in (above, root)]

    assert on_record(chain(desk), numbers) == (Withdrawal(NOON, harsh=False),)
    assert on_record(chain(desk), [Revoked(leaf.serial_number + 1, NOON, "keyCompromise")]) == ()


def test_a_withdrawn_authority_counts_for_what_it_issued(desk: Desk) -> None:
    """The root's list names an issuing authority."""
    root = Authority(desk.pki.root, desk.root_key)
    entry = Withdrawn(desk.pki.issuing["seal"].certificate.serial_number, NOON, "keyCompromise")
    listed = root_list(root, [entry], 2, NOON).public_bytes(Encoding.DER)

    assert Sayings(ValidationData(lists=(listed,))).of(chain(desk), NOON).withdrawn == (Withdrawal(NOON, True),)


def test_a_strangers_word_counts_neither_for_nor_against(desk: Desk, other_desk: Desk) -> None:
    """A look-alike authority of the same name says that our seal is good, and that it is withdrawn."""
    forger = other_desk.pki.issuing["seal"]
    for said in ((), (seal_withdrawn(desk),)):
        answered = answer_on(desk.pki.seal.certificate, forger, said, NOON)
        listed = revocation_list(forger, said, 1, NOON).public_bytes(Encoding.DER)
        standing = Sayings(ValidationData(answers=(answered,), lists=(listed,))).of(chain(desk), NOON)
        assert (standing.vouched, standing.withdrawn) == (False, ())


@pytest.mark.parametrize("way", ["answer", "list"])
def test_a_word_that_was_changed_counts_neither_for_nor_against(desk: Desk, way: str) -> None:
    """Its last bit belongs to the signature."""
    data = {
        "answer": answer_on(desk.pki.seal.certificate, desk.pki.issuing["seal"], [seal_withdrawn(desk)], NOON),
        "list": revocation_list(desk.pki.issuing["seal"], [seal_withdrawn(desk)], 1, NOON).public_bytes(Encoding.DER),
    }[way]
    changed = data[:-1] + bytes((data[-1] ^ 1,))
    said = ValidationData(answers=(changed,)) if way == "answer" else ValidationData(lists=(changed,))

    assert Sayings(said).of(chain(desk), NOON).withdrawn == ()


def test_other_peoples_tools_read_lists_and_answers(desk: Desk, tmp_path: Path) -> None:
    """OpenSSL verifies the list under its issuer, and the answer with it."""
    issuer, leaf = desk.pki.issuing["seal"], desk.pki.seal.certificate
    files = {
        "root.pem": desk.pki.root.public_bytes(Encoding.PEM),
        "issuer.pem": issuer.certificate.public_bytes(Encoding.PEM),
        "leaf.pem": leaf.public_bytes(Encoding.PEM),
        "list.crl": revocation_list(issuer, [seal_withdrawn(desk)], 1, NOON).public_bytes(Encoding.PEM),
        "answer.der": answer_on(leaf, issuer, [seal_withdrawn(desk)], NOON),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)

    listed = openssl(tmp_path, "crl", "-in", "list.crl", "-CAfile", "issuer.pem", "-noout")
    moment = str(int(NOON.timestamp()))
    answered = openssl(
        tmp_path, "ocsp", "-respin", "answer.der", "-issuer", "issuer.pem", "-sha256", "-cert", "leaf.pem",
        "-CAfile", "root.pem", "-verify_other", "issuer.pem", "-attime", moment, "-validity_period", "999999999",
    )  # fmt: skip

    assert "verify OK" in listed
    assert "Response verify OK" in answered
    assert "leaf.pem: revoked" in answered


def openssl(folder: Path, *words: str) -> str:
    done = subprocess.run(["openssl", *words], cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def test_an_answer_says_that_the_issuer_itself_answers(desk: Desk) -> None:
    """RFC 6960, 2.2: no further certificate to be judged."""
    answer = ocsp.load_der_ocsp_response(answer_on(desk.pki.seal.certificate, desk.pki.issuing["seal"], (), NOON))

    assert answer.certificates == []
    own = x509.SubjectKeyIdentifier.from_public_key(desk.pki.issuing["seal"].key.public_key())
    assert answer.responder_key_hash == own.digest
    assert answer.produced_at_utc == answer.this_update_utc == NOON
    assert answer.certificate_status is ocsp.OCSPCertStatus.GOOD
