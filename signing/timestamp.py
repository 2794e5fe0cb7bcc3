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
from signing.cms_writing import (
    SEQUENCE,
    TIME_STATEMENT,
    Parts,
    in_order,
    parts_of,
    signed_attributes,
    signed_data,
    tlv,
)
from signing.keys import ECDSA_SHA256
from signing.parts import DIGEST, as_asn1
from signing.pki import CouncilPki

ACCURACY_SECONDS: Final = 1
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
        self._authority = pki.time
        self._chain = pki.chain("time")
        self._named = asn1_x509.GeneralName.load(
            asn1_x509.GeneralName("directory_name", as_asn1(pki.time.certificate).subject).dump()
        )
        self._serials = serials
        self._clock = clock

    def respond(self, question: bytes) -> bytes:
        """Return the DER answer to a DER request: a time-stamp, or a refusal with its reason (RFC 3161, 2.4.2).

        Raises:
            TryLater: when the serial number cannot be kept.
            ValueError: when the question is not a request.
        """
        request = tsp.TimeStampReq.load(question, strict=True)
        refusal = self._refusal(request)
        if refusal:
            status = {"status": "rejection", "fail_info": {refusal}}
            return tlv(SEQUENCE, tsp.PKIStatusInfo(status).dump())
        statement = self._statement(request).dump()
        token = self._signed(statement, with_certificates=bool(request["cert_req"].native))
        granted = tsp.PKIStatusInfo({"status": "granted"}).dump()
        return tlv(SEQUENCE, granted, token)

    def _refusal(self, request: tsp.TimeStampReq) -> str:
        imprint = request["message_imprint"]
        length = IMPRINTS.get(imprint["hash_algorithm"]["algorithm"].native)
        if length is None:
            return "bad_alg"
        if len(imprint["hashed_message"].native) != length:
            return "bad_data_format"
        policy = request["req_policy"].native
        return "unaccepted_policy" if policy not in (None, POLICIES["time"]) else ""

    def _statement(self, request: tsp.TimeStampReq) -> tsp.TSTInfo:
        words = {
            "version": "v1",
            "policy": POLICIES["time"],
            "message_imprint": request["message_imprint"],
            "serial_number": self._serials.next(),
            "gen_time": self._clock.now(),
            "accuracy": {"seconds": ACCURACY_SECONDS},
            "tsa": self._named,
        }
        if request["nonce"].native is not None:
            words["nonce"] = request["nonce"]
        return tsp.TSTInfo(words)

    def _signed(self, statement: bytes, *, with_certificates: bool) -> bytes:
        certificate = self._authority.certificate
        attributes = signed_attributes(TIME_STATEMENT, hashlib.sha256(statement).digest(), certificate)
        parts = Parts(
            attributes,
            self._authority.key.sign(attributes, ECDSA_SHA256),
            certificate,
            in_order((certificate, *self._chain)) if with_certificates else (),
            kind=TIME_STATEMENT,
            content=statement,
            version=3,
        )
        return signed_data(parts)


class CheckedTimeStamper(TimeStamper):
    """Asks an authority and believes no answer that is not the answer to this very question."""

    def __init__(self, ask: Ask) -> None:
        # pyHanko leaves this constructor without types.
        super().__init__()  # type: ignore[no-untyped-call]
        self._ask = ask

    def stamp(self, value: bytes) -> bytes:
        """Return the DER of a time-stamp of the signature ``value``.

        Raises:
            TryLater: when the authority is down, refuses, or answers something else.
        """
        return self._token(hashlib.sha256(value).digest(), DIGEST)

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        """Return the token for ``message_digest`` in the form pyHanko asks for; raises as ``stamp`` does."""
        return cms.ContentInfo.load(self._token(message_digest, md_algorithm))

    def _token(self, digest: bytes, algorithm: str) -> bytes:
        request = _request(digest, algorithm)
        try:
            token = _granted(self._ask(request.dump()))
            sound = _answers(token, request)
        except InConfidenceError:
            raise
        except Exception as error:
            # Whatever an outside authority sends: nothing is signed.
            raise TryLater("The time authority did not answer.", hint=WAIT_HINT) from error
        if not sound:
            raise TryLater("The time authority's answer is not an answer to what it was asked.", hint=WAIT_HINT)
        return token


def _request(digest: bytes, algorithm: str) -> tsp.TimeStampReq:
    imprint = {"hash_algorithm": {"algorithm": algorithm}, "hashed_message": digest}
    nonce = secrets.randbits(NONCE_BITS)
    return tsp.TimeStampReq({"version": "v1", "message_imprint": imprint, "nonce": nonce, "cert_req": True})


def _granted(answer: bytes) -> bytes:
    status, *token = parts_of(answer)
    if tsp.PKIStatusInfo.load(status)["status"].native != "granted":
        raise TryLater("The time authority refused to stamp.", hint=WAIT_HINT)
    return token[0]


def _answers(token: bytes, request: tsp.TimeStampReq) -> bool:
    signed = cms.ContentInfo.load(token, strict=True)["content"]
    said = signed["encap_content_info"]["content"].parsed
    asked = (request["message_imprint"].dump(), request["nonce"].native)
    return asked == (said["message_imprint"].dump(), said["nonce"].native) and _signature_fits(signed)


def _signature_fits(signed: cms.SignedData) -> bool:
    signer = signed["signer_infos"][0]
    algorithm = signer["digest_algorithm"]["algorithm"].native
    digest = hashlib.new(algorithm, bytes(signed["encap_content_info"]["content"])).digest()
    return all(validate_sig_integrity(signer, _signer_certificate(signed), "tst_info", digest))


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
