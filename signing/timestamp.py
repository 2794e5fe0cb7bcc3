"""The council's own time authority (RFC 3161, RFC 5816), and the way any authority is asked.

Its time is the computer's own and is not a qualified time; verification says whose clock it was. What cannot be
stamped waits (TryLater): no signature is ever made without its time-stamp.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from asn1crypto import cms, tsp
from asn1crypto import x509 as asn1_x509
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation.generic_cms import extract_certs_for_validation, validate_sig_integrity

from inconfidence.core.clock import Clock
from inconfidence.core.errors import InConfidenceError, TryLater
from signing.arc import POLICIES
from signing.cms_shape import ESS_ATTRIBUTES
from signing.cms_writing import SEQUENCE, in_order, named, parts_of, tlv
from signing.keys import ECDSA_SHA256
from signing.known_authority import KnownAuthority, known_by
from signing.parts import DIGEST
from signing.pki import CouncilPki
from signing.time_forms import (
    Asked,
    Said,
    answer_of,
    asked_of,
    attributes_of_statement,
    authority_named,
    question_of,
    read_question,
    statement_of,
    token_of_statement,
)

SERIAL_DIGITS: Final = 20
SERIALS_AT_ONCE: Final = 256
NONCE_BITS: Final = 63

IMPRINTS: Final = {"sha256": 32, "sha384": 48, "sha512": 64}
"""Digests the authority stamps, with their length in bytes."""

Ask = Callable[[bytes], bytes]
"""Whatever answers a time-stamp request, DER for DER: an authority in this process, or one asked over the network."""

WAIT_HINT: Final = "Nothing was signed. The same call may work when the time authority answers again."


class SerialFile:
    """A counter on disk that never gives a number twice, not after a crash and not to two processes at once.

    Numbers are taken from the disk in blocks: a flush for each would cost more than all else a seal does. What was
    left of a block when its process ended is never given.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._taking = threading.Lock()
        self._left = iter(range(0))

    def next(self) -> int:
        """Return a number that no other call gets, its block safely on disk.

        Raises:
            TryLater: when the file cannot be read or written, or does not hold a number.
        """
        with self._taking:
            number = next(self._left, None)
            if number is None:
                last = self._take_block()
                self._left = iter(range(last - SERIALS_AT_ONCE + 1, last + 1))
                number = next(self._left)
            return number

    def _take_block(self) -> int:
        try:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX)
                last = int(os.pread(handle, SERIAL_DIGITS, 0) or b"0") + SERIALS_AT_ONCE
                # One fixed-width write within one sector: a crash leaves the old number or the new one.
                os.pwrite(handle, b"%020d" % last, 0)
                os.fsync(handle)
            finally:
                os.close(handle)
        except (OSError, ValueError) as error:
            raise TryLater("The time authority cannot count its time-stamps.", hint=WAIT_HINT) from error
        return last


class TimeAuthority:
    """Answers time-stamp requests under the council's time certificate."""

    def __init__(self, pki: CouncilPki, serials: SerialFile, clock: Clock) -> None:
        certificate = pki.time.certificate
        self._key = pki.time.key
        self._named = named(certificate)
        self._carried = in_order((certificate, *pki.chain("time")))
        self._as_stated = authority_named(certificate.subject.public_bytes())
        self._serials = serials
        self._clock = clock

    def respond(self, question: bytes) -> bytes:
        """Return the DER answer to a DER request: a time-stamp, or a refusal with its reason (RFC 3161, 2.4.2).

        Raises:
            TryLater: when the serial number cannot be kept.
            ValueError: when the question is not a request.
        """
        asked = read_question(question)
        return answer_of(self._token(asked, self._carried)) if asked else self._respond_to_any(question)

    def _respond_to_any(self, question: bytes) -> bytes:
        request = tsp.TimeStampReq.load(question, strict=True)
        refusal = _refusal(request)
        if refusal:
            status = {"status": "rejection", "fail_info": {refusal}}
            return tlv(SEQUENCE, tsp.PKIStatusInfo(status).dump())
        asked = Asked(request["message_imprint"].dump(), request["nonce"].dump())
        return answer_of(self._token(asked, self._carried if request["cert_req"].native else ()))

    def _token(self, asked: Asked, carried: tuple[bytes, ...]) -> bytes:
        said = Said(self._serials.next(), self._clock.now())
        statement = statement_of(said, asked.imprint, asked.nonce, self._as_stated)
        attributes = attributes_of_statement(statement, self._named)
        value = self._key.sign(attributes, ECDSA_SHA256)
        return token_of_statement(statement, attributes, value, self._named, carried)


def _refusal(request: tsp.TimeStampReq) -> str:
    imprint = request["message_imprint"]
    length = IMPRINTS.get(imprint["hash_algorithm"]["algorithm"].native)
    if length is None:
        return "bad_alg"
    if len(imprint["hashed_message"].native) != length:
        return "bad_data_format"
    policy = request["req_policy"].native
    return "unaccepted_policy" if policy not in (None, POLICIES["time"]) else ""


class CheckedTimeStamper(TimeStamper):
    """Asks an authority and believes no answer that is not the answer to this very question."""

    def __init__(self, ask: Ask) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # pyHanko leaves it untyped
        self._ask = ask
        self._known: KnownAuthority | None = None

    def stamp(self, value: bytes) -> bytes:
        """Return the DER of a time-stamp of the signature ``value``.

        Raises:
            TryLater: when the authority is down, refuses, or answers something else.
        """
        return self.token_for(hashlib.sha256(value).digest())

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        """Return the token for ``message_digest`` in the form pyHanko asks for; raises as ``stamp`` does."""
        return cms.ContentInfo.load(self.token_for(message_digest, md_algorithm))

    def token_for(self, digest: bytes, algorithm: str = DIGEST) -> bytes:
        """Return the DER of a time-stamp of ``digest``; raises as ``stamp`` does."""
        asked = _asked(digest, algorithm)
        try:
            answer = self._ask(question_of(asked))
            known = self._known
            token = known.token_in(answer, asked) if known else None
            return token or self._looked_into(answer, asked)
        except InConfidenceError:
            raise
        except Exception as error:
            # Whatever an outside authority sends: nothing is signed.
            raise TryLater("The time authority did not answer.", hint=WAIT_HINT) from error

    def _looked_into(self, answer: bytes, asked: Asked) -> bytes:
        """Return the token of an answer in any form, and keep what does not change from one to the next."""
        token = _granted(answer)
        signed = cms.ContentInfo.load(token, strict=True)["content"]
        if not _answers(signed, asked):
            raise TryLater("The time authority's answer is not an answer to what it was asked.", hint=WAIT_HINT)
        self._known = known_by(token, _signer_certificate(signed).dump())
        return token


def _asked(digest: bytes, algorithm: str) -> Asked:
    asked = asked_of(digest, secrets.randbits(NONCE_BITS))
    if algorithm == DIGEST:
        return asked
    words = {"hash_algorithm": {"algorithm": algorithm}, "hashed_message": digest}
    return Asked(tsp.MessageImprint(words).dump(), asked.nonce)


def _granted(answer: bytes) -> bytes:
    status, *tokens = parts_of(answer)
    if tsp.PKIStatusInfo.load(status)["status"].native != "granted":
        raise TryLater("The time authority refused to stamp.", hint=WAIT_HINT)
    if len(tokens) != 1:
        raise TryLater("The time authority's answer holds more or less than one time-stamp.", hint=WAIT_HINT)
    return tokens[0]


def _answers(signed: cms.SignedData, asked: Asked) -> bool:
    said = signed["encap_content_info"]["content"].parsed
    if asked != Asked(said["message_imprint"].dump(), said["nonce"].dump()):
        return False
    certificate = _signer_certificate(signed)
    is_valid = certificate.not_valid_before <= said["gen_time"].native <= certificate.not_valid_after
    return is_valid and _signature_fits(signed, certificate)


def _signature_fits(signed: cms.SignedData, certificate: asn1_x509.Certificate) -> bool:
    signer = signed["signer_infos"][0]
    algorithm = signer["digest_algorithm"]["algorithm"].native
    digest = hashlib.new(algorithm, bytes(signed["encap_content_info"]["content"])).digest()
    return all(validate_sig_integrity(signer, certificate, "tst_info", digest))


def _signer_certificate(signed: cms.SignedData) -> asn1_x509.Certificate:
    """Return the certificate a token says it was signed under, found and checked once for each authority.

    All that the search looks at is in the key: the certificates carried, who signed, and which certificate is named.
    """
    signer = signed["signer_infos"][0]
    named = b"".join(each.dump() for each in signer["signed_attrs"] if each["type"].native in ESS_ATTRIBUTES)
    return _found_certificate(_Bytes(signed, (signed["certificates"].dump(), signer["sid"].dump(), named)))


@dataclass(frozen=True, slots=True)
class _Bytes:
    """A token, alike to another when what tells its certificate is."""

    signed: cms.SignedData = field(compare=False, repr=False)
    telling: tuple[bytes, ...]


@lru_cache(maxsize=16)
def _found_certificate(token: _Bytes) -> asn1_x509.Certificate:
    return extract_certs_for_validation(token.signed).signer_cert
