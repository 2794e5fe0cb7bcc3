"""Who may sign in a field, written in the field itself: its seed values (ISO 32000-2, 12.7.5.5).

The seal writes them into every field of the paper, so that the sealed revision says, offline and to any program that
signs, who is to sign where and how:

    field       kind of signature     certificate
    seal        PAdES, certifying     from the authority above the seal, in the council's name, of the seal's policies
    a person's  PAdES, approving      from the council's root, of the role's policy, the field's code in its subject
    closing     time-stamp            anybody's: nobody knows at sealing which time authority will be asked

The code of a field is the beginning of the digest of the paper and the name of the field: a certificate that was made
for another person's paper does not fit, and nothing of a person stands in it.

Required by the standard's flags are kind, issuer and subject. Policy and digests are stated and not flagged: pyHanko
judges no signature at all in a field with the flag for policies, and takes only text for the digests, where the
standard has names. Our own verifier and ``begin`` hold a signature to all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject

from inconfidence.core.digest import Digest
from inconfidence.core.errors import Failed
from signing.arc import CLOSING, POLICIES, role_of_field
from signing.certificates import policies_of

SIGNATURE: Final = "ETSI.CAdES.detached"
TIME_STAMP: Final = "ETSI.RFC3161"
DIGESTS: Final = ("SHA256", "SHA384", "SHA512")
CERTIFYING, APPROVING = 2, 0
"""What the MDP entry asks for: a certification at level 2, or a signature that does not certify."""
VERSION: Final = 2
"""The entries are those of PDF 1.7; a program that does not know them is not to sign."""
KIND_AND_VERSION: Final = 2 + 4
ISSUER_AND_SUBJECT: Final = 2 + 8
CODE: Final = NameOID.SERIAL_NUMBER
"""The attribute of a subject (X.520) that holds the code of a field."""
CODE_DIGITS: Final = 32


@dataclass(frozen=True, slots=True)
class Seeds:
    """What a council's papers ask of those who sign in them."""

    root: x509.Certificate
    """Persons' certificates lead to it."""
    seal: x509.Certificate = field(repr=False)
    above_seal: x509.Certificate = field(repr=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a field asks for, as it stands there. ``issuers`` are in DER; of ``subject`` each pair has to be there."""

    kind: str
    permission: int = APPROVING
    issuers: tuple[bytes, ...] = field(default=(), repr=False)
    policies: tuple[str, ...] = ()
    subject: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @property
    def code(self) -> str:
        """Return the code a person's certificate has to carry; empty where the field asks for none."""
        return dict(self.subject).get(CODE.dotted_string, "")


def code_of(digest: Digest, name: str) -> str:
    """Return the code of the field ``name`` of the paper that was cleared with this ``digest``."""
    return f"{digest[:CODE_DIGITS]}-{name}"


def seed_values(names: Iterable[str], digest: Digest, seeds: Seeds) -> dict[str, bytes]:
    """Return the seed values of each of these fields of a paper, as they are written in PDF.

    Raises:
        Failed: a field is not named for who signs in it.
    """
    return {name: _written(name, digest, seeds) for name in names}


def _written(name: str, digest: Digest, seeds: Seeds) -> bytes:
    role = CLOSING if name == CLOSING else role_of_field(name)
    if role is None:
        raise Failed("A signature field is not named for who signs in it; the paper was not sealed.")
    head, end = _constant(role, seeds)
    return head + (b"" if role in ("seal", CLOSING) else _text(code_of(digest, name))) + end


@lru_cache(maxsize=32)
def _constant(role: str, seeds: Seeds) -> tuple[bytes, bytes]:
    """Return what is the same in all papers, before and after a person's code."""
    if role == CLOSING:
        return _head(TIME_STAMP), b">>"
    if role == "seal":
        (organisation,) = seeds.seal.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)[:1]
        above, policies = seeds.above_seal, sorted(policies_of(seeds.seal))
        name = b"/O %s" % _text(str(organisation.value))
        return _certified(CERTIFYING, above, policies) + name, b">>]>>>>"
    policy = POLICIES["chair" if role == "chair" else "guardian"]
    return _certified(APPROVING, seeds.root, [policy]) + b"/%s " % CODE.dotted_string.encode(), b">>]>>>>"


def _head(kind: str) -> bytes:
    digests = b" ".join(b"/" + each.encode() for each in DIGESTS)
    return b"<</Type /SV /Ff %d /V %d /SubFilter [/%s] /DigestMethod [%s]" % (
        KIND_AND_VERSION,
        VERSION,
        kind.encode(),
        digests,
    )


def _certified(permission: int, issuer: x509.Certificate, policies: Sequence[str]) -> bytes:
    return b"%s /MDP <</P %d>> /Cert <</Type /SVCert /Ff %d /Issuer [<%s>] /OID [%s] /SubjectDN [<<" % (
        _head(SIGNATURE),
        permission,
        ISSUER_AND_SUBJECT,
        issuer.public_bytes(Encoding.DER).hex().upper().encode(),
        b" ".join(b"(%s)" % each.encode() for each in policies),
    )


def _text(words: str) -> bytes:
    return b"<FEFF%s>" % words.encode("utf-16-be").hex().upper().encode()


def read_seed_values(place: Mapping[str, Any]) -> Asked | None:
    """Return what a field asks for, None when that is not written in the one form there is.

    Raises:
        Exception: whatever pyHanko raises for what it cannot make sense of.
    """
    if not isinstance(place, DictionaryObject) or "/SV" not in place:
        return None
    values = place["/SV"]
    if not isinstance(place.raw_get("/SV"), IndirectObject) or not isinstance(values, DictionaryObject):
        return None
    head = {"/Type": "/SV", "/Ff": KIND_AND_VERSION, "/V": VERSION}
    if any(values.get(key) != value for key, value in head.items()) or _names(values, "/DigestMethod") != DIGESTS:
        return None
    kind, rest = _names(values, "/SubFilter"), set(values) - {*head, "/SubFilter", "/DigestMethod"}
    if kind == (TIME_STAMP,) and not rest:
        return Asked(TIME_STAMP)
    if kind == (SIGNATURE,) and rest == {"/MDP", "/Cert"} and set(values["/MDP"]) == {"/P"}:
        return _of_certificate(int(values["/MDP"]["/P"]), values["/Cert"])
    return None


def _of_certificate(permission: int, wanted: Any) -> Asked | None:
    if set(wanted) != {"/Type", "/Ff", "/Issuer", "/OID", "/SubjectDN"}:
        return None
    if (wanted["/Type"], wanted["/Ff"], len(wanted["/SubjectDN"])) != ("/SVCert", ISSUER_AND_SUBJECT, 1):
        return None
    return Asked(
        SIGNATURE,
        permission,
        issuers=tuple(bytes(each.original_bytes) for each in wanted["/Issuer"]),
        policies=tuple(str(each) for each in wanted["/OID"]),
        subject=tuple((_attribute(str(key)), str(value)) for key, value in wanted["/SubjectDN"][0].items()),
    )


def _names(values: Mapping[str, Any], key: str) -> tuple[str, ...]:
    listed = values.get(key)
    return tuple(str(each).removeprefix("/") for each in listed) if isinstance(listed, ArrayObject) else ()


def _attribute(key: str) -> str:
    # The one abbreviation we write; any other attribute stands with its own identifier.
    return NameOID.ORGANIZATION_NAME.dotted_string if key == "/O" else key.removeprefix("/")


def unfulfilled(asked: Asked, certificate: x509.Certificate, above: Sequence[x509.Certificate]) -> Iterator[str]:
    """Yield in which way a certificate is not one the field asks for; ``above`` are all its authorities."""
    issuers = {each.public_bytes(Encoding.DER) for each in above}
    if not issuers & set(asked.issuers):
        yield "it is not from the authority the field asks for"
    if not asked.policies or not set(asked.policies) <= policies_of(certificate):
        yield "it is not one for the role the field asks for"
    subject = {(each.oid.dotted_string, str(each.value)) for each in certificate.subject}
    if not asked.subject or not set(asked.subject) <= subject:
        yield "its subject is not the one the field asks for"
