"""The DER of question and answer between this product and its own time authority (RFC 3161), in our one form.

Writing and reading them by asn1crypto's objects takes longer than the signatures. A form is read here only where
writing anew what was read gives the same bytes: anything else, however right it may be, is left to asn1crypto.
tests/signing/test_time_forms.py holds the two ways to the same bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final

from asn1crypto import core

from signing.arc import POLICIES
from signing.cms_writing import (
    INTEGER,
    OCTETS,
    SEQUENCE,
    SHA256,
    TAGGED,
    TIME_STATEMENT,
    Named,
    Parts,
    signed_attributes,
    signed_data,
    tlv,
)

ACCURACY_SECONDS: Final = 1
GENERALIZED_TIME: Final = 0x18
VERSION: Final = tlv(INTEGER, b"\x01")
WITH_CERTIFICATES: Final = b"\x01\x01\xff"
GRANTED: Final = tlv(SEQUENCE, tlv(INTEGER, b"\x00"))
POLICY: Final = bytes(core.ObjectIdentifier(POLICIES["time"]).dump())
ACCURACY: Final = tlv(SEQUENCE, tlv(INTEGER, bytes((ACCURACY_SECONDS,))))
SIGNER_VERSION: Final = 3

_QUESTION = re.compile(
    rb"\x30.\x02\x01\x01\x30\x31" + re.escape(SHA256) + rb"\x04\x20(?P<digest>.{32})"
    rb"\x02.(?P<nonce>.{1,9})\x01\x01\xff",
    re.DOTALL,
)
_SERIAL_AND_TIME = re.compile(
    rb"\x02.(?P<serial>.{1,20}?)\x18.(?P<time>[0-9]{14}(?:\.[0-9]{1,6})?Z)" + re.escape(ACCURACY), re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a time-stamp was asked for: the imprint and the nonce, each as it stands in DER."""

    imprint: bytes
    nonce: bytes


@dataclass(frozen=True, slots=True)
class Said:
    """What a time-stamp says beside what was asked: its number and its moment."""

    serial: int
    moment: datetime


def asked_of(digest: bytes, nonce: int) -> Asked:
    """Return what to ask about a SHA-256 ``digest``."""
    return Asked(tlv(SEQUENCE, SHA256, tlv(OCTETS, digest)), tlv(INTEGER, _number(nonce)))


def question_of(asked: Asked) -> bytes:
    """Return a question (RFC 3161, 2.4.1): any policy, and the certificates to be sent along."""
    return tlv(SEQUENCE, VERSION, asked.imprint, asked.nonce, WITH_CERTIFICATES)


def read_question(question: bytes) -> Asked | None:
    """Return what a question in our form asks; None for one in another."""
    found = _QUESTION.fullmatch(question)
    if found is None:
        return None
    asked = asked_of(found["digest"], int.from_bytes(found["nonce"], "big"))
    return asked if question_of(asked) == question else None


def statement_of(said: Said, imprint: bytes, nonce: bytes, authority: bytes) -> bytes:
    """Return what an authority states (RFC 3161, 2.4.2); ``nonce`` is empty where none was asked back.

    ``authority`` is its name (``authority_named``).
    """
    serial = tlv(INTEGER, _number(said.serial))
    return tlv(SEQUENCE, VERSION, POLICY, imprint, serial, _time(said.moment), ACCURACY, nonce, authority)


def authority_named(subject: bytes) -> bytes:
    """Return the name of an authority as its statements carry it, from the DER of its certificate's subject."""
    return tlv(TAGGED, tlv(TAGGED | 4, subject))


def read_statement(statement: bytes, asked: Asked, authority: bytes) -> Said | None:
    """Return what a statement in our form says; None when it is in another or answers another question."""
    found = _SERIAL_AND_TIME.match(statement, statement.find(asked.imprint) + len(asked.imprint))
    if found is None:
        return None
    try:
        said = Said(int.from_bytes(found["serial"], "big"), moment_of(found["time"]))
    except ValueError:
        return None
    return said if statement_of(said, asked.imprint, asked.nonce, authority) == statement else None


def token_of_statement(
    statement: bytes, attributes: bytes, value: bytes, named: Named, certificates: tuple[bytes, ...]
) -> bytes:
    """Return the time-stamp that carries ``statement``, with the signature ``value`` over ``attributes``."""
    return signed_data(
        Parts(attributes, value, named, certificates, kind=TIME_STATEMENT, content=statement, version=SIGNER_VERSION)
    )


def attributes_of_statement(statement: bytes, named: Named) -> bytes:
    """Return what an authority signs under its certificate when it states this."""
    return signed_attributes(TIME_STATEMENT, sha256(statement).digest(), named)


def answer_of(token: bytes) -> bytes:
    """Return the answer that grants a time-stamp."""
    return tlv(SEQUENCE, GRANTED, token)


def _number(value: int) -> bytes:
    """Return a number that is not below nought as DER writes it."""
    return value.to_bytes(value.bit_length() // 8 + 1, "big")


def _time(moment: datetime) -> bytes:
    """Return a time in UTC, without a fraction that is nought (RFC 3161, 2.4.2)."""
    fraction = f".{moment.microsecond:06d}".rstrip("0") if moment.microsecond else ""
    return tlv(GENERALIZED_TIME, f"{moment:%Y%m%d%H%M%S}{fraction}Z".encode("ascii"))


def moment_of(words: bytes) -> datetime:
    """Return a time as a statement has it (RFC 3161, 2.4.2): in UTC, to the second or a part of it.

    Raises:
        ValueError: when it is in another form.
    """
    if not words.endswith(b"Z"):
        raise ValueError("this is no time in UTC")
    year, month, day, hour, minute, second = int(words[:4]), *(int(words[at : at + 2]) for at in range(4, 14, 2))
    fraction = int(words[15:-1][:6].ljust(6, b"0")) if len(words) > len("20260101000000Z") else 0
    return datetime(year, month, day, hour, minute, second, fraction, tzinfo=UTC)
