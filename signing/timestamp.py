"""The council's own time authority (RFC 3161, RFC 5816), and the way any authority is asked.

Its time is the computer's own and is not a qualified time; verification says whose clock it was. What cannot be
stamped waits (TryLater): no signature is ever made without its time-stamp.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Final

from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1_x509
from pyhanko.sign.general import as_signing_certificate_v2
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation.generic_cms import extract_certs_for_validation, validate_sig_integrity

from inconfidence.core.clock import Clock
from inconfidence.core.errors import InConfidenceError, TryLater
from signing.arc import POLICIES
from signing.keys import ECDSA_SHA256
from signing.parts import DIGEST, as_asn1, frozen
from signing.pki import CouncilPki

ACCURACY_SECONDS: Final = 1
SERIAL_DIGITS: Final = 20
NONCE_BITS: Final = 63

IMPRINTS: Final = {"sha256": 32, "sha384": 48, "sha512": 64}
"""Digests the authority stamps, with their length in bytes."""

Ask = Callable[[tsp.TimeStampReq], tsp.TimeStampResp]
"""Whatever answers a time-stamp request: an authority in this process, or one asked over the network."""

WAIT_HINT: Final = "Nothing was signed. The same call may work when the time authority answers again."


class SerialFile:
    """A counter on disk that never gives a number twice, not after a crash and not to two processes at once."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def next(self) -> int:
        """Return the next number, after it is safely on disk.

        Raises:
            TryLater: when the file cannot be read or written, or does not hold a number.
        """
        try:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX)
                number = int(os.pread(handle, SERIAL_DIGITS, 0) or b"0") + 1
                # One fixed-width write within one sector: a crash leaves the old number or the new one.
                os.pwrite(handle, b"%020d" % number, 0)
                os.fsync(handle)
            finally:
                os.close(handle)
        except (OSError, ValueError) as error:
            raise TryLater("The time authority cannot count its time-stamps.", hint=WAIT_HINT) from error
        return number


class TimeAuthority:
    """Answers time-stamp requests under the council's time certificate."""

    def __init__(self, pki: CouncilPki, serials: SerialFile, clock: Clock) -> None:
        self._key = pki.time.key
        self._certificate = as_asn1(pki.time.certificate)
        self._signer = frozen(_issuer_and_serial(self._certificate))
        # RFC 5816: without it a token could be passed off under another certificate of the same key.
        named = _attribute("signing_certificate_v2", as_signing_certificate_v2(self._certificate))
        self._certificate_named = frozen(named)
        self._chain = [as_asn1(certificate) for certificate in pki.chain("time")]
        self._serials = serials
        self._clock = clock

    def respond(self, request: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Return the answer to ``request``: a time-stamp, or a refusal with its reason (RFC 3161, 2.4.2).

        Raises:
            TryLater: when the serial number cannot be kept.
        """
        refusal = self._refusal(request)
        if refusal:
            status = {"status": "rejection", "fail_info": {refusal}}
            return tsp.TimeStampResp({"status": tsp.PKIStatusInfo(status)})
        statement = self._statement(request).dump()
        token = self._signed(statement, with_certificates=bool(request["cert_req"].native))
        answer = tsp.TimeStampResp({"status": tsp.PKIStatusInfo({"status": "granted"}), "time_stamp_token": token})
        return frozen(answer)

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
            "tsa": asn1_x509.GeneralName("directory_name", self._certificate.subject),
        }
        if request["nonce"].native is not None:
            words["nonce"] = request["nonce"]
        return tsp.TSTInfo(words)

    def _signed(self, statement: bytes, *, with_certificates: bool) -> cms.ContentInfo:
        attributes = frozen(self._attributes(statement))
        sha256 = algos.DigestAlgorithm({"algorithm": DIGEST})
        signer = {
            "version": "v1",
            "sid": cms.SignerIdentifier("issuer_and_serial_number", self._signer),
            "digest_algorithm": sha256,
            "signature_algorithm": {"algorithm": "sha256_ecdsa"},
            "signed_attrs": attributes,
            "signature": self._key.sign(attributes.dump(), ECDSA_SHA256),
        }
        signed = {
            "version": "v3",
            "digest_algorithms": [sha256],
            "encap_content_info": {"content_type": "tst_info", "content": core.ParsableOctetString(statement)},
            "signer_infos": [signer],
        }
        if with_certificates:
            signed["certificates"] = [
                cms.CertificateChoices("certificate", one) for one in [self._certificate, *self._chain]
            ]
        return cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(signed)})

    def _attributes(self, statement: bytes) -> cms.CMSAttributes:
        digest = hashlib.sha256(statement).digest()
        return cms.CMSAttributes(
            [
                _attribute("content_type", "tst_info"),
                _attribute("message_digest", digest),
                self._certificate_named,
            ]
        )


class CheckedTimeStamper(TimeStamper):
    """Asks an authority and believes no answer that is not the answer to this very question."""

    def __init__(self, ask: Ask) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._ask = ask

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        """Return the token for ``message_digest``.

        Raises:
            TryLater: when the authority is down, refuses, or answers something else.
        """
        request = _request(message_digest, md_algorithm)
        try:
            token = _granted(self._ask(request))
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


def _granted(response: tsp.TimeStampResp) -> cms.ContentInfo:
    if response["status"]["status"].native != "granted":
        raise TryLater("The time authority refused to stamp.", hint=WAIT_HINT)
    return response["time_stamp_token"]


def _answers(token: cms.ContentInfo, request: tsp.TimeStampReq) -> bool:
    content = token["content"]["encap_content_info"]["content"]
    statement = content.parsed
    asked = (request["message_imprint"].dump(), request["nonce"].native)
    return asked == (statement["message_imprint"].dump(), statement["nonce"].native) and _signature_fits(token)


def _signature_fits(token: cms.ContentInfo) -> bool:
    signed = token["content"]
    signer = signed["signer_infos"][0]
    algorithm = signer["digest_algorithm"]["algorithm"].native
    digest = hashlib.new(algorithm, bytes(signed["encap_content_info"]["content"])).digest()
    certificate = extract_certs_for_validation(signed).signer_cert
    return all(validate_sig_integrity(signer, certificate, "tst_info", digest))


def _attribute(kind: str, value: object) -> cms.CMSAttribute:
    return cms.CMSAttribute({"type": kind, "values": [value]})


def _issuer_and_serial(certificate: asn1_x509.Certificate) -> cms.IssuerAndSerialNumber:
    return cms.IssuerAndSerialNumber({"issuer": certificate.issuer, "serial_number": certificate.serial_number})
