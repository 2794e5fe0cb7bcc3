"""The council's seal: a certification signature, time-stamped, over a paper that was checked and cleared.

The seal is PAdES B-T, or B-LT where nobody else signs (ETSI EN 319 142-1): SHA-256, P-256 (or RSA, see rsa_seal),
DocMDP P=2. After it only the signature fields that the paper already has may be filled; all else, were it only an
annotation, breaks the seal. Each field says who may sign in it (seed_values): the seal writes that into the paper.

A seal without a time-stamp (PAdES B-B) is made for a batch only, whose time is proved for all its papers together. It
has a call and a type of its own: nothing that takes a sealed paper takes an ``UntimedPdf``, and the verifier calls it
``incomplete``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256

from inconfidence.core.clock import Clock
from inconfidence.core.digest import Digest, digest_of
from inconfidence.core.documents import ClearedPdf, SealedPdf, SignatureField, Stamp, UntimedPdf
from inconfidence.core.errors import Failed, NotAuthentic
from signing.appending import OwnPaper, appended, own_paper
from signing.arc import CLOSING, role_of_field
from signing.kept_behind import written_behind
from signing.lasting import LastingWords
from signing.parts import prepare, signature_fields
from signing.pki import CouncilPki
from signing.seed_values import Seeds, seed_values
from signing.signer import Signer, sign_and_stamp, signer_of, untimed
from signing.timestamp import CheckedTimeStamper
from signing.waiting import Hash


@dataclass(frozen=True, slots=True)
class Sealer:
    """What sealing needs: the loaded seal key, a time authority to ask, a clock, and who may sign in the papers."""

    signer: Signer
    time_stamper: CheckedTimeStamper = field(repr=False)
    clock: Clock
    seeds: Seeds = field(repr=False)
    lasting: LastingWords | None = field(default=None, repr=False)
    """What papers keep to be judged by that nobody signs but the council; without it they reach B-T."""


@dataclass(frozen=True, slots=True)
class BatchSealer:
    """What sealing for a batch needs: the same, but for a time authority: there is none to ask."""

    signer: Signer
    clock: Clock
    seeds: Seeds = field(repr=False)


def council_sealer(
    pki: CouncilPki, time_stamper: CheckedTimeStamper, clock: Clock, lasting: LastingWords | None = None
) -> Sealer:
    """Return a sealer with the council's own seal; make one and keep it, its key is loaded once."""
    above = pki.chain("seal")
    seeds = Seeds(pki.root, pki.seal.certificate, above[0])
    return Sealer(signer_of(pki.seal, above), time_stamper, clock, seeds, lasting)


def seal(cleared: ClearedPdf, sealer: Sealer, *, stamp: Stamp | None) -> SealedPdf:
    """Return the paper under the council's seal; ``stamp`` is shown where the seal field is visible.

    Where the seal is all that will stand on it, what the paper is judged by is kept behind the seal (B-LT), if the
    sealer is told so much of its certificates; where it is not, the paper stays at B-T, and says so.

    Raises:
        NotAuthentic: when the content is not the content that was cleared, or a certificate has been withdrawn.
        NotFound: when word of the council's own root is not there.
        Failed: when the paper's signature fields are not the ones it was drawn with, the root's word has ended, or the
            paper is not in a form to which anything can be added.
        TryLater: when no time-stamp can be had, or no word of an outside authority; nothing was sealed.
    """
    tokens: list[bytes] = []

    def signed(covered: bytes) -> bytes:
        message, token = sign_and_stamp(covered, sealer.signer, sealer.time_stamper)
        tokens.append(token)
        return message

    content, digest = _under_seal(cleared, sealer, stamp, signed)
    lasting = sealer.lasting if len(cleared.fields) == 1 else None
    kept = lasting.on(sealer.signer.carried, *tokens) if lasting else None
    if kept is not None:
        content += written_behind(content, kept, digest)
        digest = digest_of(content)
    return SealedPdf(content, digest, cleared.digest, cleared.page_count, cleared.fields)


def seal_for_batch(cleared: ClearedPdf, sealer: BatchSealer, *, stamp: Stamp | None) -> UntimedPdf:
    """Return the paper under the council's seal at level B-B: its time has still to be proved, by its batch.

    Raises:
        NotAuthentic, Failed: as for ``seal``.
    """
    content, digest = _under_seal(cleared, sealer, stamp, lambda covered: untimed(covered, sealer.signer))
    return UntimedPdf(content, digest, cleared.digest, cleared.page_count, cleared.fields)


def _under_seal(
    cleared: ClearedPdf,
    sealer: Sealer | BatchSealer,
    stamp: Stamp | None,
    signed: Callable[[bytes], bytes],
) -> tuple[bytes, Digest]:
    """Return the paper with the CMS that ``signed`` makes of a digest, and the digest of the whole."""
    hashed = _known_as_cleared(cleared)
    own = own_paper(cleared.content)
    name = _seal_field(cleared, own)
    moment = sealer.clock.now()
    seeds = seed_values((planned.name for planned in cleared.fields), cleared.digest, sealer.seeds)
    waiting = appended(own, name, moment, stamp=stamp, seeds=seeds, hashed=hashed) if own else None
    if waiting is not None:
        return waiting.filled(signed(waiting.digest))
    prepared = prepare(cleared.content, name, moment, stamp=stamp, certify=True, seeds=seeds)
    content = prepared.filled(signed(prepared.digest))
    return content, digest_of(content)


def _known_as_cleared(cleared: ClearedPdf) -> Hash:
    """Return the hash of the paper, which goes on to be the hash that is signed."""
    hashed = sha256(cleared.content)
    if hashed.hexdigest() != cleared.digest:
        raise NotAuthentic("The paper is not the one that was cleared; it was not sealed.")
    return hashed


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
