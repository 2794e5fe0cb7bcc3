"""Writes the CMS of signatures and time-stamps (RFC 5652) as bytes, in the one form this product uses.

Not by asn1crypto's objects: they take a length whose last byte is 0x80 for an unknown one and then write a built value
anew, over and over at each level. One signature in some hundreds took two minutes that way (seen, asn1crypto 1.5.1).
tests/signing/test_cms_writing.py holds these bytes equal to pyHanko's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

SEQUENCE, SET, INTEGER, OCTETS = 0x30, 0x31, 0x02, 0x04
TAGGED: Final = 0xA0
LONG_TAG: Final = 0x1F
SHORT_LENGTHS: Final = 0x80

DATA: Final = bytes.fromhex("06092A864886F70D010701")
SIGNED_DATA: Final = bytes.fromhex("06092A864886F70D010702")
TIME_STATEMENT: Final = bytes.fromhex("060B2A864886F70D0109100104")
CONTENT_TYPE: Final = bytes.fromhex("06092A864886F70D010903")
MESSAGE_DIGEST: Final = bytes.fromhex("06092A864886F70D010904")
SIGNING_CERTIFICATE: Final = bytes.fromhex("060B2A864886F70D010910022F")
TIME_STAMP: Final = bytes.fromhex("060B2A864886F70D010910020E")
"""Object identifiers of RFC 5652, RFC 3161 and RFC 5035, in DER."""

SHA256: Final = bytes.fromhex("300D06096086480165030402010500")
ECDSA_WITH_SHA256: Final = bytes.fromhex("300A06082A8648CE3D040302")
RSA_WITH_SHA256: Final = bytes.fromhex("300D06092A864886F70D01010B0500")
"""Algorithm identifiers (RFC 5754, RFC 5758): SHA-256 with the NULL parameter most tools write, ECDSA with none, RSA
with the NULL it must have (RFC 4055, section 5)."""


@dataclass(frozen=True, slots=True)
class Named:
    """A certificate as a signature made with it names it, all in DER: the same in each, so written once.

    ``attribute`` stands among what is signed and holds the certificate's digest; ``signer`` is issuer and serial.
    """

    attribute: bytes = field(repr=False)
    signer: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a signature consists of. ``certificates`` are DER, as carried along; ``token`` is its time-stamp.

    ``content`` is what it carries within itself, of the kind ``kind``: a time-stamp its statement, a paper's signature
    nothing.
    """

    attributes: bytes
    value: bytes
    named: Named
    certificates: tuple[bytes, ...]
    kind: bytes = DATA
    content: bytes | None = None
    token: bytes | None = field(default=None, repr=False)
    digest_algorithm: bytes = SHA256
    signature_algorithm: bytes = ECDSA_WITH_SHA256
    version: int = 1


def tlv(tag: int, *parts: bytes) -> bytes:
    """Return one DER value: its tag, the length of its ``parts`` together, and the parts."""
    content = b"".join(parts)
    length = len(content)
    if length < SHORT_LENGTHS:
        return bytes((tag, length)) + content
    size = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes((tag, SHORT_LENGTHS | len(size))) + size + content


def content_of(value: bytes) -> bytes:
    """Return what stands in one DER value, its tag and length taken off.

    Raises:
        ValueError: when it is not exactly one value.
    """
    begins, ends = _bounds(value, 0)
    if ends != len(value):
        raise ValueError("this is not exactly one value")
    return value[begins:ends]


def parts_of(value: bytes) -> list[bytes]:
    """Return the DER values that one DER value consists of, byte for byte as they stand.

    Raises:
        ValueError: when they do not fill it exactly.
    """
    begins, whole = _bounds(value, 0)
    if whole != len(value):
        raise ValueError("this is not exactly one value")
    parts: list[bytes] = []
    while begins < whole:
        ends = _bounds(value, begins)[1]
        parts.append(value[begins:ends])
        begins = ends
    if begins != whole:
        raise ValueError("a value is longer than what it stands in")
    return parts


def _bounds(content: bytes, at: int) -> tuple[int, int]:
    """Return where what stands in the value at ``at`` begins and ends (ITU-T X.690, 8.1 and 10.1).

    Raises:
        ValueError: when there is no whole value, its tag has more than one byte, or its length is not as DER has it.
    """
    begins = at + 2
    if len(content) < begins or content[at] & LONG_TAG == LONG_TAG:
        raise ValueError("this is no DER value")
    length = content[at + 1]
    if length >= SHORT_LENGTHS:
        written = content[begins : begins + length - SHORT_LENGTHS]
        length, begins = int.from_bytes(written, "big"), begins + length - SHORT_LENGTHS
        if length < SHORT_LENGTHS or written[0] == 0:
            raise ValueError("the length of a value is not written as DER has it")
    if begins + length > len(content):
        raise ValueError("a value is cut off")
    return begins, begins + length


def named(certificate: x509.Certificate) -> Named:
    """Return how signatures name ``certificate`` (RFC 5652, 5.3; RFC 5035, 3).

    Without the certificate among what is signed, a signature could be passed off under another one of the same key.
    """
    number = certificate.serial_number
    serial = tlv(INTEGER, number.to_bytes(number.bit_length() // 8 + 1, "big"))
    issuer = certificate.issuer.public_bytes()
    hashed = tlv(OCTETS, sha256(certificate.public_bytes(Encoding.DER)).digest())
    issued = tlv(SEQUENCE, tlv(SEQUENCE, tlv(TAGGED | 4, issuer)), serial)
    words = tlv(SEQUENCE, tlv(SEQUENCE, tlv(SEQUENCE, hashed, issued)))
    return Named(_attribute(SIGNING_CERTIFICATE, words), tlv(SEQUENCE, issuer, serial))


def signed_attributes(kind: bytes, digest: bytes, named: Named) -> bytes:
    """Return the bytes a key signs (RFC 5652, 5.4): kind of content, its SHA-256, and the certificate used."""
    values = (_attribute(CONTENT_TYPE, kind), _attribute(MESSAGE_DIGEST, tlv(OCTETS, digest)), named.attribute)
    return tlv(SET, *sorted(values))


def signed_data(parts: Parts) -> bytes:
    """Return the whole CMS of one signature."""
    inner = (parts.kind, tlv(TAGGED, tlv(OCTETS, parts.content))) if parts.content is not None else (parts.kind,)
    carried = (tlv(TAGGED, *parts.certificates),) if parts.certificates else ()
    body = tlv(
        SEQUENCE,
        tlv(INTEGER, bytes((parts.version,))),
        tlv(SET, parts.digest_algorithm),
        tlv(SEQUENCE, *inner),
        *carried,
        tlv(SET, _signer(parts)),
    )
    return tlv(SEQUENCE, SIGNED_DATA, tlv(TAGGED, body))


def in_order(certificates: Iterable[x509.Certificate]) -> tuple[bytes, ...]:
    """Return certificates as they are carried along: DER, in the order of a DER set."""
    return tuple(sorted(certificate.public_bytes(Encoding.DER) for certificate in certificates))


def _signer(parts: Parts) -> bytes:
    stamped = (tlv(TAGGED | 1, _attribute(TIME_STAMP, parts.token)),) if parts.token is not None else ()
    return tlv(
        SEQUENCE,
        tlv(INTEGER, b"\x01"),
        parts.named.signer,
        parts.digest_algorithm,
        bytes((TAGGED,)) + parts.attributes[1:],
        parts.signature_algorithm,
        tlv(OCTETS, parts.value),
        *stamped,
    )


def _attribute(kind: bytes, value: bytes) -> bytes:
    return tlv(SEQUENCE, kind, tlv(SET, value))
