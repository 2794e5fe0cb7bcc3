"""The quick check of a known authority's next time-stamp: it takes its own sound answers, and nothing else at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from asn1crypto import cms
from cryptography.hazmat.primitives.asymmetric import ec

from inconfidence.core.clock import FixedClock
from inconfidence.core.errors import TryLater
from signing import CheckedTimeStamper, SerialFile, TimeAuthority
from signing.certificates import Authority, leaf_certificate, name_of
from signing.cms_writing import in_order, named, parts_of
from signing.keys import ECDSA_SHA256, new_key
from signing.known_authority import KnownAuthority, known_by
from signing.pki import CouncilPki
from signing.time_forms import (
    Asked,
    Said,
    answer_of,
    asked_of,
    attributes_of_statement,
    authority_named,
    question_of,
    statement_of,
    token_of_statement,
)
from tests.signing.desk import NOON, Desk

ASKED = asked_of(bytes(range(32)), 4711)
VALUE = b"a signature"


def test_the_next_answer_of_a_known_authority_is_taken(desk: Desk) -> None:
    """The token is handed over as it stands in the answer."""
    answer = desk.answer(question_of(ASKED))

    assert known(desk).token_in(answer, ASKED) == parts_of(answer)[1]


def test_no_answer_with_a_changed_bit_is_taken(desk: Desk) -> None:
    """Whatever the bit says: structure, statement, digest, certificates, signature."""
    answer, of = desk.answer(question_of(ASKED)), known(desk)
    for at in range(len(answer)):
        changed = answer[:at] + bytes((answer[at] ^ (1 << at % 8),)) + answer[at + 1 :]
        assert of.token_in(changed, ASKED) is None


@pytest.mark.parametrize("end", [0, 1, 2, 10, 100, 500, -1])
def test_no_answer_cut_off_is_taken(desk: Desk, end: int) -> None:
    """Nor is one with bytes behind its end."""
    answer = desk.answer(question_of(ASKED))

    assert known(desk).token_in(answer[:end], ASKED) is None
    assert known(desk).token_in(answer + b"\0", ASKED) is None


@pytest.mark.parametrize("other", [asked_of(bytes(range(32)), 4712), asked_of(bytes(32), 4711)])
def test_an_answer_to_another_question_is_not_taken(desk: Desk, other: Asked) -> None:
    """Another nonce (an earlier answer sent again), or another digest."""
    assert known(desk).token_in(desk.answer(question_of(other)), ASKED) is None


def test_an_answer_of_another_council_is_not_taken(desk: Desk, other_desk: Desk) -> None:
    """A look-alike of the same name has another certificate."""
    assert known(desk).token_in(other_desk.answer(question_of(ASKED)), ASKED) is None


def test_another_certificate_of_the_same_key_is_not_taken(desk: Desk) -> None:
    """The signature fits, the certificate it names is not the known one."""
    certificate = leaf_certificate(
        "time", desk.pki.time.key.public_key(), name_of("A", "B"), desk.pki.issuing["time"], NOON
    )
    pki = replace(desk.pki, time=Authority(certificate, desk.pki.time.key))

    assert known(desk).token_in(answered(pki, desk), ASKED) is None
    assert known(replace(desk, pki=pki)).token_in(answered(pki, desk), ASKED) is not None


@pytest.mark.parametrize("moment", [timedelta(seconds=-1), timedelta(days=21 * 365)])
def test_a_time_at_which_the_certificate_is_not_valid_is_not_taken(desk: Desk, moment: timedelta) -> None:
    """A second before it begins, and after it has ended; neither by the quick way nor by the general one."""
    late = TimeAuthority(desk.pki, SerialFile(desk.serials), FixedClock(NOON + moment))
    stamper = CheckedTimeStamper(late.respond)

    assert known(desk).token_in(late.respond(question_of(ASKED)), ASKED) is None
    with pytest.raises(TryLater, match="not an answer"):
        stamper.stamp(VALUE)


def test_another_key_under_the_known_certificates_name_is_not_taken(desk: Desk) -> None:
    """Everything is as it should be but the signature."""
    assert known(desk).token_in(answered_with(desk, new_key()), ASKED) is None
    assert known(desk).token_in(answered_with(desk, desk.pki.time.key), ASKED) is not None


@pytest.mark.parametrize("fault", ["nonce", "digest", "bit", "council", "none"])
def test_once_an_authority_is_known_no_wrong_answer_is_believed(desk: Desk, other_desk: Desk, fault: str) -> None:
    """What the quick check does not take, the general way refuses as before; and the next right answer is believed."""
    wrong: dict[str, Callable[[bytes], bytes]] = {
        "nonce": lambda _: desk.answer(question_of(ASKED)),
        "digest": lambda question: desk.answer(question.replace(question[24:56], bytes(32))),
        "bit": lambda question: changed(desk.answer(question)),
        "council": lambda question: spliced(desk, other_desk, question),
        "none": lambda _: b"",
    }
    answers = iter((desk.answer, wrong[fault], desk.answer))
    stamper = CheckedTimeStamper(lambda question: next(answers)(question))

    stamper.stamp(VALUE)
    with pytest.raises(TryLater):
        stamper.stamp(VALUE)
    assert stamper.stamp(VALUE)


def test_an_authority_may_change_its_certificate(desk: Desk, other_desk: Desk) -> None:
    """Another certificate is looked into anew: whether it is trusted, is for who verifies."""
    answers = iter((desk.answer, other_desk.answer, other_desk.answer))
    stamper = CheckedTimeStamper(lambda question: next(answers)(question))

    tokens = [cms.ContentInfo.load(stamper.stamp(VALUE)) for _ in range(3)]

    serials = [each["content"]["signer_infos"][0]["sid"].chosen["serial_number"].native for each in tokens]
    wanted = [each.pki.time.certificate.serial_number for each in (desk, other_desk, other_desk)]
    assert serials == wanted


def test_a_certificate_for_something_else_is_not_known_again(desk: Desk) -> None:
    """The seal's own certificate is not for time-stamps, and so each of its tokens goes the general way."""
    pki = replace(desk.pki, time=desk.pki.seal)

    assert known_by(parts_of(answered(pki, desk))[1], der(desk.pki.seal)) is None


def test_a_certificate_without_its_issuer_is_not_known_again(desk: Desk, other_desk: Desk) -> None:
    """The chain that is carried along has to be the certificate's own."""
    issuing = {**desk.pki.issuing, "time": other_desk.pki.issuing["time"]}
    pki = replace(desk.pki, issuing=issuing)

    assert known_by(parts_of(answered(pki, desk))[1], der(desk.pki.time)) is None


@pytest.mark.parametrize("signer", [b"", b"no certificate"])
def test_what_cannot_be_read_is_not_known_again(desk: Desk, signer: bytes) -> None:
    """Neither by its certificate nor by its token, and without an error: the token itself was found sound."""
    token = parts_of(desk.answer(question_of(ASKED)))[1]

    assert known_by(token, signer) is None
    assert known_by(token[:2], der(desk.pki.time)) is None


def known(desk: Desk) -> KnownAuthority:
    """Return the desk's authority as it is known after its first answer."""
    token = parts_of(answered(desk.pki, desk))[1]
    found = known_by(token, der(desk.pki.time))
    assert found is not None
    return found


def answered(pki: CouncilPki, desk: Desk) -> bytes:
    return TimeAuthority(pki, SerialFile(desk.serials), desk.clock).respond(question_of(ASKED))


def answered_with(desk: Desk, key: ec.EllipticCurvePrivateKey) -> bytes:
    """Return the answer the desk's authority would give if its key were ``key``."""
    certificate = desk.pki.time.certificate
    statement = statement_of(
        Said(1, NOON), ASKED.imprint, ASKED.nonce, authority_named(certificate.subject.public_bytes())
    )
    attributes = attributes_of_statement(statement, named(certificate))
    value, carried = key.sign(attributes, ECDSA_SHA256), in_order((certificate, *desk.pki.chain("time")))
    return answer_of(token_of_statement(statement, attributes, value, named(certificate), carried))


def changed(answer: bytes) -> bytes:
    return answer[:-5] + bytes((answer[-5] ^ 1,)) + answer[-4:]


def spliced(desk: Desk, other: Desk, question: bytes) -> bytes:
    """Return the look-alike's answer with the desk's certificate put in its place."""
    ours, theirs = (der(each.pki.time) for each in (desk, other))
    return other.answer(question).replace(theirs, ours)


def der(authority: Authority) -> bytes:
    return in_order((authority.certificate,))[0]
