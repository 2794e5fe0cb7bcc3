"""The forms our own time authority is asked and answers in: asn1crypto's byte for byte, and nothing else is taken."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

import pytest
from asn1crypto import tsp
from asn1crypto import x509 as asn1_x509

from signing.arc import POLICIES
from signing.parts import as_asn1
from signing.time_forms import (
    Asked,
    Said,
    asked_of,
    authority_named,
    question_of,
    read_question,
    read_statement,
    statement_of,
)
from tests.signing.desk import NOON, Desk

NONCES = (0, 1, 127, 128, 255, 256, 2**62, 2**63 - 1)
SERIALS = (1, 127, 128, 0x80FF, 2**63, 2**159 - 1)
MOMENTS = (NOON, NOON.replace(microsecond=120_000), NOON.replace(microsecond=5), datetime(2049, 12, 31, tzinfo=UTC))


def theirs(digest: bytes, nonce: int) -> tsp.TimeStampReq:
    imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": digest}
    return tsp.TimeStampReq({"version": "v1", "message_imprint": imprint, "nonce": nonce, "cert_req": True})


@pytest.mark.parametrize("nonce", NONCES)
def test_a_question_is_that_of_asn1crypto(nonce: int) -> None:
    """The same bytes are written, and read as what they ask."""
    digest = os.urandom(32)
    asked = asked_of(digest, nonce)

    assert question_of(asked) == theirs(digest, nonce).dump()
    assert read_question(question_of(asked)) == asked


@pytest.mark.parametrize("serial", SERIALS)
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_statement_is_that_of_asn1crypto(desk: Desk, serial: int, moment: datetime) -> None:
    """The same bytes are written, and read as what they say."""
    asked, name = asked_of(os.urandom(32), 4711), named(desk)
    words = {
        "version": "v1",
        "policy": POLICIES["time"],
        "message_imprint": tsp.MessageImprint.load(asked.imprint),
        "serial_number": serial,
        "gen_time": moment,
        "accuracy": {"seconds": 1},
        "nonce": 4711,
        "tsa": asn1_x509.GeneralName("directory_name", as_asn1(desk.pki.time.certificate).subject),
    }
    ours = statement_of(Said(serial, moment), asked.imprint, asked.nonce, name)

    assert ours == tsp.TSTInfo(words).dump()
    assert read_statement(ours, asked, name) == Said(serial, moment)


def test_a_question_changed_in_any_bit_is_read_as_what_it_says_or_not_at_all() -> None:
    """No change is passed over: what is read, written anew, is what was asked."""
    question = question_of(asked_of(bytes(range(32)), 2**62 + 4711))
    for changed in changes(question):
        read = read_question(changed)
        assert read is None or question_of(read) == changed


def test_a_statement_changed_in_any_bit_is_no_answer_or_says_another_number_or_time(desk: Desk) -> None:
    """Imprint, nonce, policy, accuracy and name are held to the bit."""
    asked, name, said = asked_of(bytes(range(32)), 4711), named(desk), Said(129, NOON)
    statement = statement_of(said, asked.imprint, asked.nonce, name)
    for changed in changes(statement):
        read = read_statement(changed, asked, name)
        assert read is None or (read != said and statement_of(read, asked.imprint, asked.nonce, name) == changed)


@pytest.mark.parametrize(
    "other",
    [
        theirs(bytes(20), 4711).dump(),
        theirs(bytes(64), 4711).dump(),
        theirs(bytes(32), -1).dump(),
        theirs(bytes(32), 2**80).dump(),
        theirs(bytes(32), 4711).dump() + b"\0",
        b"",
        b"\x30",
    ],
)
def test_a_question_in_another_form_is_left_to_the_general_way(other: bytes) -> None:
    """Another length of digest, a nonce below nought or too long, bytes behind the end, and no question at all."""
    assert read_question(other) is None


@pytest.mark.parametrize("statement", [b"", b"\x30", b"\x30\x84\xff\xff\xff\xff", bytes(200)])
def test_what_is_no_statement_says_nothing(desk: Desk, statement: bytes) -> None:
    """Bytes cut off or of no form are read as none, without an error."""
    assert read_statement(statement, Asked(b"", b""), named(desk)) is None


def test_a_day_that_is_none_says_nothing(desk: Desk) -> None:
    """The thirtieth of February is no time."""
    asked, name = asked_of(bytes(32), 1), named(desk)
    statement = statement_of(Said(1, NOON), asked.imprint, asked.nonce, name)
    written = f"{NOON:%Y%m%d}".encode()

    assert read_statement(statement.replace(written, b"20260230"), asked, name) is None
    assert read_statement(statement, asked, name) == Said(1, NOON)


def test_a_time_is_written_in_utc_whatever_the_clock_says(desk: Desk) -> None:
    """A fraction of a second keeps no noughts at its end."""
    statement = statement_of(Said(1, NOON + timedelta(milliseconds=500)), b"", b"", named(desk))

    assert b"20261123120000.5Z" in statement


def named(desk: Desk) -> bytes:
    return authority_named(desk.pki.time.certificate.subject.public_bytes())


def changes(content: bytes) -> list[bytes]:
    return [
        content[:at] + bytes((content[at] ^ (1 << bit),)) + content[at + 1 :]
        for at in range(len(content))
        for bit in range(8)
    ]
