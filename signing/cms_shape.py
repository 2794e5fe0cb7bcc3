"""How the CMS of a signature must be written (RFC 5652, ETSI EN 319 142-1), beyond what its mathematics demand.

Parts of a CMS are covered by no signature: spare certificates, algorithm parameters, attributes, padding. A signature
stays mathematically valid when they are changed: several files would verify, and data could be hidden in them.
Therefore every such part must be exactly what this product, or a plain time authority, writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from asn1crypto import cms, core, parser
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from signing.cms_writing import (
    ECDSA_WITH_SHA256,
    RSA_WITH_SHA256,
    Parts,
    content_of,
    named,
    parts_of,
    signed_data,
)

PAPER_ATTRIBUTES: Final = ["content_type", "message_digest", "signing_certificate_v2"]
TOKEN_ATTRIBUTES: Final = {"content_type", "message_digest"}
ESS_ATTRIBUTES: Final = {"signing_certificate", "signing_certificate_v2"}
TIME_STAMP: Final = "signature_time_stamp_token"


def paper_faults(contents: bytes, chain: tuple[x509.Certificate, ...] | None) -> Iterator[str]:
    """Yield what is wrong with the CMS in ``contents``, padding included.

    ``chain`` is the chain found for the signer, leaf first and root last, or None when none was found.

    Raises:
        ValueError: when it cannot be parsed at all.
    """
    length = parser.peek(contents)
    if contents[length:].strip(b"\0"):
        yield "the space kept free behind it is not empty"
    message = contents[:length]
    signed = cms.ContentInfo.load(message, strict=True)["content"]
    inner = signed["encap_content_info"]
    if inner["content_type"].native != "data" or _present(inner["content"]):
        yield "it carries a content of its own"
    yield from _common_faults(message, chain)
    signer = signed["signer_infos"][0]
    if signer["signature_algorithm"].dump() not in (ECDSA_WITH_SHA256, RSA_WITH_SHA256):
        yield "its signature algorithm is not written as one of the two in use"
    if sorted(_types(signer["signed_attrs"])) != PAPER_ATTRIBUTES:
        yield "its signed attributes are not the three that belong there"
    if _types(signer["unsigned_attrs"]) not in ([], [TIME_STAMP]):
        yield "it carries more than a time-stamp that is not signed"
    elif any(len(one["values"]) != 1 for one in _listed(signer["unsigned_attrs"])):
        yield "it carries more than one time-stamp"


def token_of(message: bytes) -> bytes | None:
    """Return the time-stamp token that the CMS ``message`` carries, in DER, or None.

    Raises:
        IndexError, ValueError: when the message is not a CMS.
    """
    signed = parts_of(parts_of(parts_of(message)[1])[0])
    unsigned = parts_of(parts_of(signed[-1])[0])[6:]
    return parts_of(parts_of(parts_of(unsigned[0])[0])[1])[0] if unsigned else None


def token_faults(token: bytes, chain: tuple[x509.Certificate, ...] | None) -> Iterator[str]:
    """Yield what is wrong with how a time-stamp token is written; ``chain`` as for ``paper_faults``."""
    signed = cms.ContentInfo.load(token, strict=True)["content"]
    if signed["encap_content_info"]["content_type"].native != "tst_info":
        yield "its time-stamp states no time"
    for fault in _common_faults(token, chain):
        yield f"in its time-stamp, {fault}"
    types = set(_types(signed["signer_infos"][0]["signed_attrs"]))
    if not types >= TOKEN_ATTRIBUTES or not types & ESS_ATTRIBUTES:
        yield "its time-stamp does not name the certificate it was made with"
    if _types(signed["signer_infos"][0]["unsigned_attrs"]):
        yield "its time-stamp carries attributes that are not signed"


def _common_faults(message: bytes, chain: tuple[x509.Certificate, ...] | None) -> Iterator[str]:
    signed = cms.ContentInfo.load(message)["content"]
    if len(signed["signer_infos"]) != 1:
        yield "it does not hold exactly one signer"
        return
    signer = signed["signer_infos"][0]
    if signed["version"].native not in ("v1", "v3") or signer["version"].native != "v1":
        yield "its version is not one of those in use"
    algorithms = [one.dump() for one in signed["digest_algorithms"]]
    if algorithms != [signer["digest_algorithm"].dump()] or not _plain(signer["digest_algorithm"]):
        yield "it names more than the one digest it uses"
    if signer["signature_algorithm"].signature_algo == "ecdsa" and not _plain(signer["signature_algorithm"]):
        yield "its signature algorithm carries parameters"
    if _present(signed["crls"]):
        yield "it carries revocation lists, which belong elsewhere"
    if chain is not None and not _exactly(message, chain):
        yield "it carries certificates that are not in its chain"
    elif chain is not None and _written_anew(message, chain[0]) != message:
        yield "it is not written in the one way there is to write it"


def _exactly(message: bytes, chain: tuple[x509.Certificate, ...]) -> bool:
    carried = sorted(parts_of(parts_of(parts_of(parts_of(message)[1])[0])[3]))
    wanted = sorted(one.public_bytes(Encoding.DER) for one in chain[:-1])
    # Some authorities send their root along.
    whole = sorted(one.public_bytes(Encoding.DER) for one in chain)
    return carried in (wanted, whole)


def _written_anew(message: bytes, leaf: x509.Certificate) -> bytes:
    # Names match in any case and unknown tags are passed over when read; written anew, such changes show.
    signed = parts_of(parts_of(parts_of(message)[1])[0])
    signer = parts_of(parts_of(signed[-1])[0])
    kind, *inner = parts_of(signed[2])
    parts = Parts(
        attributes=b"\x31" + signer[3][1:],
        value=content_of(signer[5]),
        named=named(leaf),
        certificates=tuple(parts_of(signed[3])),
        kind=kind,
        content=content_of(parts_of(inner[0])[0]) if inner else None,
        token=token_of(message),
        digest_algorithm=signer[2],
        signature_algorithm=signer[4],
        version=content_of(signed[0])[0],
    )
    return signed_data(parts)


def _plain(algorithm: core.Sequence) -> bool:
    return algorithm["parameters"].native is None


def _types(attributes: core.Asn1Value) -> list[str]:
    return [one["type"].native for one in _listed(attributes)]


def _listed(values: core.Asn1Value) -> list[core.Asn1Value]:
    return list(values) if _present(values) else []


def _present(value: core.Asn1Value) -> bool:
    return not isinstance(value, core.Void)
