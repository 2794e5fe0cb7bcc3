"""A quick look at many papers that were judged before: is each still what was judged? Never a verdict.

    record = remembered(content, evidence)           # once, when the paper was judged in full
    swept(content, record) == "intact"               # each time afterwards

Intact says of a file: its digest is the one on record; its last signature leaves out nothing but itself, with nothing
in the space kept free behind it, and, of a paper that only the council seals, one update of validation data as we
write it; what it covers has the digest that was signed; that was signed with the key of a certificate that was
believed when the paper was judged. Chain, time-stamp, earlier revisions and what changed between
them are not looked at: that they are right was judged of the same bytes. Anything else, and anything not understood,
has to be judged in full by ``signing.verify``, the only judge.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Final, Literal

from asn1crypto import parser
from cryptography import x509

from inconfidence.core.digest import Digest, digest_of
from inconfidence.core.documents import Evidence
from inconfidence.core.errors import NotAuthentic
from signing.cms_shape import token_of
from signing.cms_writing import (
    DATA,
    Named,
    Parts,
    content_of,
    named,
    parts_of,
    signed_attributes,
    signed_data,
)
from signing.fitting import fits
from signing.kept_behind import kept_behind

Swept = Literal["intact", "judge in full"]

_RANGE: Final = re.compile(rb"/ByteRange ?\[ ?0 (\d{1,10}) (\d{1,10}) (\d{1,10}) ?\]")
BELIEVED: Final = frozenset({"authentic", "incomplete"})
NOT_READ = (ValueError, IndexError, KeyError, TypeError)
"""What is raised for bytes that are not a signature in our form."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is kept of a paper: its digest, and those of the certificates it may have been signed with last."""

    digest: Digest
    signers: frozenset[Digest]


@dataclass(frozen=True, slots=True)
class _Signature:
    """The last signature of a file: the digest of what it covers, its CMS, and the certificates it carries."""

    covered: bytes
    message: bytes
    carried: tuple[bytes, ...]


def remembered(content: bytes, evidence: Evidence) -> Remembered:
    """Return what to remember of a paper that ``evidence`` calls genuine.

    Raises:
        NotAuthentic: the evidence is of another file, does not call it genuine, or its last signature is in a form
            that cannot be swept.
    """
    if evidence.digest != digest_of(content) or evidence.verdict not in BELIEVED:
        raise NotAuthentic("Only a paper that was judged genuine is swept.", hint="Have it judged in full.")
    try:
        found = _last_signature(content)
        signers = [digest_of(each) for each in found.carried if _made_with(found, each)]
    except NOT_READ:
        signers = []
    if len(signers) != 1:
        raise NotAuthentic("The paper's last signature cannot be swept.", hint="Have it judged in full each time.")
    return Remembered(evidence.digest, frozenset(signers))


def swept(content: bytes, record: Remembered) -> Swept:
    """Say whether ``content`` is intact as it was judged; for anything else it has to be judged in full."""
    if digest_of(content) != record.digest:
        return "judge in full"
    try:
        found = _last_signature(content)
        pinned = next(each for each in found.carried if digest_of(each) in record.signers)
        intact = _made_with(found, pinned)
    except (*NOT_READ, StopIteration):
        return "judge in full"
    return "intact" if intact else "judge in full"


def _last_signature(content: bytes) -> _Signature:
    """Return the signature that covers the entire file, or all of it but what is kept behind a seal.

    Raises:
        ValueError: when none does, or it is not written as ours are.
    """
    found = _RANGE.match(content, content.rindex(b"/ByteRange"))
    start, resume, rest = (int(number) for number in found.groups()) if found else (0, 0, 0)
    end = resume + rest
    if not start < resume or (end != len(content) and kept_behind(content, end) is None):
        raise ValueError("the last signature does not cover the file")
    digits = content[start + 1 : resume - 1]
    place = bytes.fromhex(digits.decode("ascii"))
    message = place[: parser.peek(place)]
    # As the verifier has it: nothing behind the signature, and one way to write it.
    if content[start:resume] != b"<%s>" % place.hex().upper().encode("ascii") or place[len(message) :].strip(b"\0"):
        raise ValueError("more than a signature is left out")
    covered = sha256(memoryview(content)[:start])
    covered.update(memoryview(content)[resume:end])
    return _Signature(covered.digest(), message, tuple(parts_of(_signed_data(message)[3])))


def _signed_data(message: bytes) -> list[bytes]:
    return parts_of(parts_of(parts_of(message)[1])[0])


def _made_with(found: _Signature, certificate: bytes) -> bool:
    """Say whether a signature is, byte for byte, the one ``certificate`` makes of what is covered."""
    signer = parts_of(parts_of(_signed_data(found.message)[-1])[0])
    names, key = _known(certificate)
    attributes, value, algorithm = signed_attributes(DATA, found.covered, names), content_of(signer[5]), signer[4]
    token = token_of(found.message)
    parts = Parts(attributes, value, names, found.carried, token=token, signature_algorithm=algorithm)
    return signed_data(parts) == found.message and fits(key, value, attributes, algorithm)


@lru_cache(maxsize=256)
def _known(certificate: bytes) -> tuple[Named, object]:
    read = x509.load_der_x509_certificate(certificate)
    return named(read), read.public_key()
