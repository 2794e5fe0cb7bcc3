"""The council's seal: a certification signature, time-stamped, over a paper that was checked and cleared.

The seal is PAdES B-T (ETSI EN 319 142-1): SHA-256, P-256 (or RSA, see rsa_seal), DocMDP P=2. After it only the
signature fields that the paper already has may be filled; all else, were it only an annotation, breaks the seal.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from cryptography import x509

from inconfidence.core.clock import Clock
from inconfidence.core.digest import digest_of
from inconfidence.core.documents import ClearedPdf, SealedPdf, SignatureField, Stamp
from inconfidence.core.errors import Failed, NotAuthentic
from signing.appending import OwnPaper, appended, own_paper
from signing.arc import CLOSING, role_of_field
from signing.certificates import Authority
from signing.cms_writing import DATA, Named, Parts, in_order, named, signed_attributes, signed_data
from signing.parts import prepare, signature_fields
from signing.pki import CouncilPki
from signing.rsa_seal import RsaSeal, signature_of
from signing.timestamp import CheckedTimeStamper


@dataclass(frozen=True, slots=True)
class Signer:
    """A key that signs papers, with what is the same in all its signatures: how they name it, and what they carry."""

    authority: Authority | RsaSeal = field(repr=False)
    named: Named = field(repr=False)
    carried: tuple[bytes, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Sealer:
    """What sealing needs: the loaded seal key, a time authority to ask, and a clock."""

    signer: Signer
    time_stamper: CheckedTimeStamper = field(repr=False)
    clock: Clock


def council_sealer(pki: CouncilPki, time_stamper: CheckedTimeStamper, clock: Clock) -> Sealer:
    """Return a sealer with the council's own seal; make one and keep it, its key is loaded once."""
    return Sealer(signer_of(pki.seal, pki.chain("seal")), time_stamper, clock)


def signer_of(authority: Authority | RsaSeal, chain: tuple[x509.Certificate, ...]) -> Signer:
    """Return what signs with ``authority``; ``chain`` are the certificates above it that are carried along."""
    certificate = authority.certificate
    return Signer(authority, named(certificate), in_order((certificate, *chain)))


def seal(cleared: ClearedPdf, sealer: Sealer, *, stamp: Stamp | None) -> SealedPdf:
    """Return the paper under the council's seal; ``stamp`` is shown where the seal field is visible.

    Raises:
        NotAuthentic: when the content is not the content that was cleared.
        Failed: when the paper's signature fields are not the ones it was drawn with.
        TryLater: when no time-stamp can be had; nothing was sealed.
    """
    if digest_of(cleared.content) != cleared.digest:
        raise NotAuthentic("The paper is not the one that was cleared; it was not sealed.")
    own, moment = own_paper(cleared.content), sealer.clock.now()
    name = _seal_field(cleared, own)
    prepared = appended(own, name, moment, stamp=stamp) if own else None
    if prepared is None:
        prepared = prepare(cleared.content, name, moment, stamp=stamp, certify=True)
    content = prepared.filled(sign_digest(prepared.digest, sealer.signer, sealer.time_stamper))
    return SealedPdf(content, digest_of(content), cleared.digest, cleared.page_count, cleared.fields)


def sign_digest(digest: bytes, signer: Signer, time_stamper: CheckedTimeStamper) -> bytes:
    """Return the time-stamped CMS of ``signer`` over a paper's ``digest``.

    Raises:
        TryLater: when no time-stamp can be had.
    """
    attributes = signed_attributes(DATA, digest, signer.named)
    value, algorithm = signature_of(attributes, signer.authority)
    token = time_stamper.stamp(value)
    parts = Parts(attributes, value, signer.named, signer.carried, token=token, signature_algorithm=algorithm)
    return signed_data(parts)


def _seal_field(cleared: ClearedPdf, own: OwnPaper | None) -> str:
    present = dict.fromkeys(own.fields, False) if own else signature_fields(cleared.content)
    if set(present) != {planned.name for planned in cleared.fields} or any(present.values()):
        raise Failed("The paper's signature fields are not the empty ones it was drawn with; it was not sealed.")
    if not all(map(_named_for_its_role, cleared.fields)):
        raise Failed("A signature field is not named for who signs in it; the paper was not sealed.")
    seals = [planned.name for planned in cleared.fields if planned.role == "seal"]
    if len(seals) != 1:
        raise Failed("A paper needs exactly one field for the seal; it was not sealed.")
    return seals[0]


def _named_for_its_role(planned: SignatureField) -> bool:
    # The verifier, offline, has nothing but the name to tell who should have signed where.
    return planned.name == CLOSING if planned.role == "closing" else role_of_field(planned.name) == planned.role
