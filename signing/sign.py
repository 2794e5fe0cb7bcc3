"""A person's signature on a sealed paper, in two calls, so that the key can stay with the person.

    session = begin(paper, "guardian", certificate, chain, stamp=stamp, clock=clock)
    signature = <made where the key is, over session.to_be_signed: ECDSA, P-256, SHA-256>
    signed = finish(session, signature, time_stamper=time_stamper, clock=clock)

The certificate comes first: it is issued for one field of one sealed paper, and is itself among the bytes signed. The
signature may be in DER or as a browser's WebCrypto gives it (signing.browser_keys).
``LocalKey`` is for the person whose browser holds no key: made here for one request, and gone after it.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec

from inconfidence.core.clock import Clock
from inconfidence.core.digest import Digest, digest_of
from inconfidence.core.documents import SealedPdf, SignatureField, SignedPdf, Stamp
from inconfidence.core.errors import NotAuthentic, NotFound, OutOfTurn
from signing.arc import CLOSING, POLICIES, role_of_field
from signing.browser_keys import forms_of
from signing.certificates import binding_of, policies_of
from signing.cms_writing import DATA, Parts, in_order, named, signed_attributes, signed_data
from signing.keys import ECDSA_SHA256, new_key
from signing.parts import Prepared, asked_in, prepare, signature_fields
from signing.pki import is_above
from signing.seed_values import Asked, unfulfilled
from signing.timestamp import CheckedTimeStamper


@dataclass(frozen=True, slots=True)
class SigningSession:
    """A signature begun and not yet made. It holds no secret and may be kept until the person answers."""

    to_be_signed: bytes = field(repr=False)
    """What the person's key signs: the signed attributes (RFC 5652, 5.4), with the paper's digest and certificate."""
    prepared: Prepared = field(repr=False)
    certificate: x509.Certificate = field(repr=False)
    chain: tuple[x509.Certificate, ...] = field(repr=False)
    field_name: str
    asked: Asked
    """What the field asks of whoever signs there."""
    started_from: Digest
    """The digest of the paper as it was at ``begin``: another signature since then makes the session stale."""
    sealed: Digest
    page_count: int
    fields: tuple[SignatureField, ...]


class LocalKey:
    """A key made here for one request and destroyed by its first use.

    Python cannot wipe memory: the key is let go of, not overwritten. The certificate says that it was made here.
    """

    def __init__(self) -> None:
        self._key: ec.EllipticCurvePrivateKey | None = new_key()
        self.public_key: ec.EllipticCurvePublicKey = self._key.public_key()

    def sign(self, to_be_signed: bytes) -> bytes:
        """Return the signature over ``to_be_signed`` and destroy the key.

        Raises:
            OutOfTurn: when the key has been used.
        """
        key, self._key = self._key, None
        if key is None:
            raise OutOfTurn("This key was made for one signature and has been destroyed.")
        return key.sign(to_be_signed, ECDSA_SHA256)


def begin(
    paper: SealedPdf | SignedPdf,
    field: str,
    certificate: x509.Certificate,
    chain: tuple[x509.Certificate, ...],
    *,
    stamp: Stamp | None,
    clock: Clock,
) -> SigningSession:
    """Return the bytes to be signed in ``field`` of ``paper``, and what ``finish`` needs.

    ``chain`` are the authorities of ``certificate``, without the root (``CouncilPki.chain``).

    Raises:
        NotFound: when the paper has no such field.
        OutOfTurn: when the field is signed already or not a person's, the paper is closed, or the certificate is not
            valid now.
        NotAuthentic: when the certificate was made for another paper, field or role, or is not one the field asks for
            (its seed values), or the content was changed.
    """
    if digest_of(paper.content) != paper.digest:
        raise NotAuthentic("The paper is not the one that was sealed; nothing was signed.")
    sealed = paper.sealed if isinstance(paper, SignedPdf) else paper.digest
    _check_place(paper, field)
    _check_certificate(certificate, sealed, field, clock)
    asked = asked_in(paper.content, field)
    _check_asked(asked, certificate, chain)
    prepared = prepare(paper.content, field, clock.now(), stamp=stamp, certify=False)
    return SigningSession(
        signed_attributes(DATA, prepared.digest, named(certificate)),
        prepared,
        certificate,
        chain,
        field,
        asked,
        paper.digest,
        sealed,
        paper.page_count,
        paper.fields,
    )


def finish(session: SigningSession, signature: bytes, *, time_stamper: CheckedTimeStamper, clock: Clock) -> SignedPdf:
    """Return the paper with ``signature`` and its time-stamp in it; earlier signatures stay as they were.

    ``signature`` is in DER, or two numbers of 32 bytes one behind the other (IEEE P1363), as WebCrypto gives it.

    Raises:
        NotAuthentic: when the signature is not that of the certificate's key over the session's bytes, or the
            certificate was made for another paper, field or role, or is not one the field asks for.
        OutOfTurn: when the certificate has ended in the meantime: the signature has to be asked for again.
        TryLater: when no time-stamp can be had; nothing was signed.
    """
    _check_certificate(session.certificate, session.sealed, session.field_name, clock)
    _check_asked(session.asked, session.certificate, session.chain)
    value = _signature_in_der(session, signature)
    carried = in_order((session.certificate, *session.chain))
    token = time_stamper.stamp(value)
    parts = Parts(session.to_be_signed, value, named(session.certificate), carried, token=token)
    content = session.prepared.filled(signed_data(parts))
    # The certificate may have ended while the time authority was asked.
    _check_certificate(session.certificate, session.sealed, session.field_name, clock)
    return SignedPdf(content, digest_of(content), session.sealed, session.page_count, session.fields)


def _check_place(paper: SealedPdf | SignedPdf, name: str) -> None:
    planned = {place.name: place for place in paper.fields}
    present = signature_fields(paper.content)
    filled = present.get(name)
    if name not in planned or filled is None:
        raise NotFound(f"The paper has no signature field {name}.")
    if planned[name].role in ("seal", "closing"):
        raise OutOfTurn(f"The field {name} is not for a person to sign in.")
    if filled:
        raise OutOfTurn(f"The field {name} is signed already.")
    if present.get(CLOSING):
        raise OutOfTurn("The paper has been closed: nobody can sign it any more.")


def _check_certificate(certificate: x509.Certificate, sealed: Digest, name: str, clock: Clock) -> None:
    binding = binding_of(certificate)
    if binding is None or (binding.sealed, binding.field) != (sealed, name):
        raise NotAuthentic("The certificate was made for another paper or another field; nothing was signed.")
    role = role_of_field(name)
    if role is None or POLICIES[role] not in policies_of(certificate):
        raise NotAuthentic("The certificate was made for another role; nothing was signed.")
    if not certificate.not_valid_before_utc <= clock.now() <= certificate.not_valid_after_utc:
        raise OutOfTurn("The certificate is not valid now.", hint="Ask for a new certificate and sign again.")


def _check_asked(asked: Asked, certificate: x509.Certificate, chain: tuple[x509.Certificate, ...]) -> None:
    for fault in unfulfilled(asked, certificate, (*chain, *_root_asked_for(asked, chain))):
        raise NotAuthentic(
            f"The certificate is not one to sign with here: {fault}. Nothing was signed.",
            hint="Ask for a certificate for this paper and this field.",
        )


def _root_asked_for(asked: Asked, chain: tuple[x509.Certificate, ...]) -> tuple[x509.Certificate, ...]:
    """Return the authority asked for that issued the last of ``chain``, which leaves the root out, if one did."""
    named = [x509.load_der_x509_certificate(each) for each in asked.issuers]
    return tuple(each for each in named if chain and is_above(each, chain[-1]))


def _signature_in_der(session: SigningSession, signature: bytes) -> bytes:
    key = session.certificate.public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise NotAuthentic("The certificate does not hold an elliptic curve key; nothing was signed.")
    for value in forms_of(signature):
        with suppress(InvalidSignature):
            key.verify(value, session.to_be_signed, ECDSA_SHA256)
            return value
    raise NotAuthentic("The signature is not one of this certificate's key over this paper.")
