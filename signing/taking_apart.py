"""Takes a signed file apart into what other people's tools ask for. It judges nothing: that is ``signing.verify``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from asn1crypto import parser
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from signing.cms_shape import token_of
from signing.cms_writing import TAGGED, content_of, parts_of
from signing.reading import open_paper

REVOCATION: Final = {"/CRLs": "crl", "/OCSPs": "ocsp"}
"""Where a file keeps what was said of its certificates (ETSI EN 319 142-1, 5.4.2), and how its files are called."""


@dataclass(frozen=True, slots=True)
class Part:
    """One signature: the bytes it covers, its CMS, its raw value, and its time-stamp, which is of that value."""

    place: str
    covered: bytes = field(repr=False)
    message: bytes = field(repr=False)
    value: bytes = field(repr=False)
    token: bytes | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Apart:
    """What a file consists of, for its checkers; certificates are those that signatures and time-stamps carry."""

    signatures: tuple[Part, ...]
    closings: tuple[Part, ...]
    """The time-stamps of the whole file: what each covers, and its token as the message."""
    certificates: tuple[bytes, ...] = field(repr=False)
    revocation: tuple[tuple[str, bytes], ...] = field(repr=False)


def taken_apart(content: bytes) -> Apart:
    """Return the parts of a file that ``verify`` called genuine, in DER.

    Raises:
        Exception: whatever is raised for a file that it did not.
    """
    reader = open_paper(content)
    parts = tuple(_part(content, one) for one in reader.embedded_regular_signatures)
    closings = tuple(_part(content, one) for one in reader.embedded_timestamp_signatures)
    messages = [message for one in (*parts, *closings) for message in (one.message, one.token) if message is not None]
    carried = dict.fromkeys(each for message in messages for each in _carried(message))
    return Apart(parts, closings, tuple(carried), tuple(_revocation(reader.root)))


def _part(content: bytes, one: EmbeddedPdfSignature) -> Part:
    _, start, resume, rest = (int(number) for number in one.byte_range)
    message = one.pkcs7_content[: parser.peek(one.pkcs7_content)]
    signer = parts_of(parts_of(_signed_data(message)[-1])[0])
    covered = content[:start] + content[resume : resume + rest]
    return Part(one.field_name, covered, message, content_of(signer[5]), token_of(message))


def _signed_data(message: bytes) -> Sequence[bytes]:
    return parts_of(parts_of(parts_of(message)[1])[0])


def _carried(message: bytes) -> Sequence[bytes]:
    fourth = _signed_data(message)[3]
    return parts_of(fourth) if fourth[0] == TAGGED else ()


def _entry(dictionary: Any, key: str, default: Any) -> Any:
    # pyHanko's own get() hands out unresolved references.
    return dictionary[key] if key in dictionary else default  # noqa: SIM401 - for that reason


def _revocation(root: Any) -> Iterator[tuple[str, bytes]]:
    store = _entry(root, "/DSS", {})
    for key, kind in REVOCATION.items():
        for number, each in enumerate(_entry(store, key, ()), start=1):
            yield f"{kind}-{number}", bytes(each.get_object().data)
