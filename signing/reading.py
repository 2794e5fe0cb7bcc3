"""Reads a file and notes the facts of every signature in it. Judges nothing, asks nobody, fetches nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from itertools import zip_longest
from typing import Any

from asn1crypto import cms, parser, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from pyhanko.pdf_utils.decode_limits import DecodeLimits, DocumentDecodeBudget, StreamDecodeLimits
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.validation import async_validate_pdf_signature, async_validate_pdf_timestamp
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import (
    PdfSignatureStatus,
    SignatureCoverageLevel,
    SignatureStatus,
    TimestampSignatureStatus,
)
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleTrustManager

from inconfidence.core.digest import digest_of
from signing.arc import CLOSING, POLICIES, role_of_field
from signing.certificates import binding_of, common_name, policies_of, role_of_chain
from signing.cms_shape import paper_faults, token_faults, token_of
from signing.differences import SIGNING_ONLY
from signing.evidence_record import BatchTime, proved_by
from signing.facts import Change, ClosingFound, Coverage, PaperFound, Period, SignatureFound, TimeFound
from signing.kept_behind import kept_behind
from signing.parts import DIGEST, as_asn1, run
from signing.pki import is_demonstration
from signing.security_store import read_store, shrunk, store_faults
from signing.seed_values import APPROVING, SIGNATURE, TIME_STAMP, Asked, read_seed_values, unfulfilled
from signing.standing import NOTHING_KNOWN, Sayings, Standing
from signing.trust import Trust
from signing.validation_data import NOTHING, ValidationData
from signing.vouching import Vouching

DEEPEST_FIELD = 16
"""How deep form fields may be nested: hostile files nest without end."""

END_OF_FILE = re.compile(rb"[\r\n]startxref[\r\n]+\d{1,12}[\r\n]+%%EOF")
LAST_LINES = 1024
"""Where the end of a file is looked for, in bytes (ISO 32000-1, annex H.3)."""

MOST_REVISIONS = 256
"""How many updates are looked through: each signature is one, and the work grows with their square."""

UNPACKED = DecodeLimits(
    per_stream=StreamDecodeLimits(max_output_size=16 * 1024 * 1024),
    document_budget=DocumentDecodeBudget(base_allowance=64 * 1024 * 1024, max_ratio=4),
)
"""How much may be unpacked while signatures are looked at (tables, packed objects; no page): in bytes, a paper of ours
needs none of it."""

CHANGES: dict[ModificationLevel | None, Change] = {
    ModificationLevel.NONE: "none",
    ModificationLevel.LTA_UPDATES: "filling",
    ModificationLevel.FORM_FILLING: "filling",
}

COVERAGES: dict[SignatureCoverageLevel | None, Coverage] = {
    SignatureCoverageLevel.ENTIRE_FILE: "file",
    SignatureCoverageLevel.ENTIRE_REVISION: "revision",
}

Chain = tuple[x509.Certificate, ...]


@dataclass(frozen=True, slots=True)
class Bench:
    """What a file is held against: what is believed, and the moment of looking."""

    trust: Trust
    now: datetime

    def context(self, moment: datetime) -> ValidationContext:
        """Return pyHanko's setting for judging signers' chains as of ``moment``, offline."""
        return _context(self.trust.for_signers, moment)

    def time_context(self, moment: datetime) -> ValidationContext:
        """Return the same for the chains of time-stamps, which may also lead to roots believed for them alone."""
        return _context(self.trust.for_time, moment)


def _context(roots: Sequence[x509.Certificate], moment: datetime) -> ValidationContext:
    manager = SimpleTrustManager.build(trust_roots=[as_asn1(root) for root in roots])
    return ValidationContext(trust_manager=manager, moment=moment, allow_fetching=False)


def open_paper(content: bytes) -> PdfFileReader:
    """Return a strict reader of ``content``.

    Raises:
        ValueError: for an encrypted file, one with two tables of contents (hybrid cross-references), without an
            end, or with more than ``MOST_REVISIONS`` updates.
        Exception: whatever pyHanko raises for what is not a sound PDF.
    """
    if END_OF_FILE.search(content[-LAST_LINES:]) is None:
        # pyHanko would search backwards through any number of blanks, and hold them as one line.
        raise ValueError("no end of file")
    reader = PdfFileReader(BytesIO(content), strict=True, decode_limits=UNPACKED)
    if reader.encrypted or reader.xrefs.hybrid_xrefs_present:
        raise ValueError("encrypted, or readable in two ways")
    if reader.xrefs.total_revisions > MOST_REVISIONS:
        raise ValueError("more updates than a paper has")
    # A file without a page tree is no paper, however well its signatures are.
    reader.root["/Pages"]["/Count"]
    return reader


def read_paper(content: bytes, reader: PdfFileReader, against: Bench, proof: bytes | None = None) -> PaperFound:
    """Return everything found in a file that could be opened; ``proof`` is the record of its batch.

    Raises:
        Exception: whatever pyHanko raises for signatures it cannot make sense of.
    """
    embedded = reader.embedded_signatures
    present = {name: value is not None for name, value, _ in enumerate_sig_fields(reader)}
    if sum(present.values()) != len(embedded):
        raise ValueError("a signature of an unknown kind")
    first = embedded[0] if embedded else None
    if first and _closes(first):
        raise ValueError("closed before it was sealed")
    faults = tuple(store_faults(reader))
    stamps = [one for one in embedded if _closes(one)]
    # What is not in our form is refused by its faults, and not listened to.
    planned = _planned(reader, first) if first else {}
    stores = _stores(reader, stamps) if not faults else (NOTHING,)
    kept = _kept_behind(content, embedded, stores[-1])
    look = _Look(content, against, stores, kept, planned, _of_batch(content, embedded, proof))
    closings = look.closings(stamps)
    return PaperFound(
        signatures=tuple(look.signature(one, closings) for one in embedded if not _closes(one)),
        remains=b"/ByteRange" in content,
        sealed=digest_of(content[: _end(first)]) if first else None,
        planned=tuple(planned),
        present=tuple(present),
        other_fields=any(kind != "/Sig" for kind in _field_kinds(reader)),
        scripts=_has_scripts(reader),
        unsigned_revisions=_unsigned_revisions(reader, embedded),
        closings=closings,
        closed_last=all(map(_closes, embedded[len(embedded) - len(closings) :])),
        store_faults=(*faults, *shrunk(stores)),
        unasked=tuple(name for name, asked in planned.items() if asked is None),
        kept_behind=kept is not None,
    )


def _stores(reader: PdfFileReader, stamps: Sequence[EmbeddedPdfSignature]) -> tuple[ValidationData, ...]:
    """Return what the file kept under each time-stamp of the whole file, and at last what it keeps now."""
    covered = (reader.get_historical_resolver(each.signed_revision) for each in stamps)
    return (*map(read_store, covered), read_store(reader))


def _kept_behind(
    content: bytes, embedded: Sequence[EmbeddedPdfSignature], kept: ValidationData
) -> ValidationData | None:
    """Return what is kept behind the one signature of a file as we write it; ``kept`` is what any reader finds."""
    behind = kept_behind(content, _end(embedded[0])) if len(embedded) == 1 else None
    return behind if behind == kept else None


def _closes(one: EmbeddedPdfSignature) -> bool:
    return bool(one.sig_object_type == "/DocTimeStamp")


def _entry(dictionary: Any, key: str, default: Any) -> Any:
    # pyHanko's own get() hands out unresolved references.
    if key in dictionary:
        return dictionary[key]
    return default


def _end(signature: EmbeddedPdfSignature) -> int:
    return int(signature.byte_range[2]) + int(signature.byte_range[3])


def _planned(reader: PdfFileReader, first: EmbeddedPdfSignature) -> dict[str, Asked | None]:
    sealed = reader.get_historical_resolver(first.signed_revision)
    places = ((name, place.get_object()) for name, _, place in enumerate_sig_fields(sealed))
    return {name: _asked(name, place) for name, place in places}


def _asked(name: str, place: Any) -> Asked | None:
    """Return what a field asks for; None when it does not, or asks for what does not go with its name."""
    asked = read_seed_values(place)
    kind = TIME_STAMP if name == CLOSING else SIGNATURE
    return asked if asked is not None and asked.kind == kind else None


def _unsigned_revisions(reader: PdfFileReader, embedded: Sequence[EmbeddedPdfSignature]) -> int:
    if not embedded:
        return 0
    later = set(range(embedded[0].signed_revision + 1, reader.total_revisions))
    return len(later - {one.signed_revision for one in embedded})


def _field_kinds(reader: PdfFileReader) -> Iterator[str]:
    form = _entry(reader.root, "/AcroForm", {})
    waiting = [(one, "", 0) for one in _entry(form, "/Fields", ())]
    while waiting:
        entry, inherited, depth = waiting.pop()
        if depth > DEEPEST_FIELD:
            raise ValueError("fields nested too deep")
        place = entry.get_object()
        kind = str(_entry(place, "/FT", inherited))
        children = [child for child in _entry(place, "/Kids", ()) if "/T" in child.get_object()]
        if not children:
            yield kind
        waiting.extend((child, kind, depth + 1) for child in children)


def _has_scripts(reader: PdfFileReader) -> bool:
    root = reader.root
    form, names = _entry(root, "/AcroForm", {}), _entry(root, "/Names", {})
    acts_on_opening = "/S" in _entry(root, "/OpenAction", {})
    return "/AA" in root or "/JavaScript" in names or "/XFA" in form or "/CO" in form or acts_on_opening


class _Look:
    """One look at the signatures of one file."""

    def __init__(
        self,
        content: bytes,
        against: Bench,
        stores: Sequence[ValidationData],
        kept: ValidationData | None,
        planned: Mapping[str, Asked | None],
        batch: BatchTime | None,
    ) -> None:
        self._content, self._against, self._planned, self._batch = content, against, planned, batch
        self._stores, self._kept = [Sayings(each) for each in stores], kept
        # What stands under the signatures themselves vouches for nothing: others do not count it (EU DSS).
        self._vouching = self._stores[0] if len(stores) > 1 or kept is not None else Sayings(NOTHING)
        self._heard = Sayings(against.trust.heard)

    def closings(self, stamps: Sequence[EmbeddedPdfSignature]) -> tuple[ClosingFound, ...]:
        """Return the time-stamps of the whole file, each as of its own moment, and how it stood when it was renewed.

        A time-stamp proves that what it covers was there at its time: certificates of earlier ones may have ended
        since (ETSI EN 319 102-1, 5.6). What was said of them counts only as far as the next one covers it.
        """
        times = [self._closing_time(each) for each in stamps]
        renewals = [status.timestamp for status in times[1:]]
        return tuple(
            self._closing(one, status, self._stood(status, renewed, place))
            for place, (one, status, renewed) in enumerate(zip_longest(stamps, times, renewals))
        )

    def _closing_time(self, one: EmbeddedPdfSignature) -> Any:
        said = _statement(_token(one))["gen_time"].native
        return run(async_validate_pdf_timestamp(one, self._against.time_context(said), diff_policy=SIGNING_ONLY))

    def _stood(self, status: Any, renewed: datetime | None, place: int) -> bool:
        if renewed is None:
            return True
        return self._stores[min(place + 1, len(self._stores) - 1)].stood(
            _chain(status) or (), status.timestamp, renewed
        )

    def _closing(self, one: EmbeddedPdfSignature, status: Any, stood: bool) -> ClosingFound:
        token = _token(one)
        place = list(_place_faults(self._content, one, SigSeedSubFilter.ETSI_RFC3161))
        if one.pkcs7_content[len(token) :].strip(b"\0"):
            place.append("the space kept free behind it is not empty")
        return ClosingFound(
            field=one.field_name,
            shape=tuple(place),
            covers=COVERAGES.get(status.coverage, "part") if not place else "part",
            changed_since=CHANGES.get(status.modification_level, "other"),
            time=self._time(token, status),
            stood=stood,
        )

    def signature(self, one: EmbeddedPdfSignature, closings: Sequence[ClosingFound]) -> SignatureFound:
        """Return everything that speaks for and against one signature."""
        against = self._against
        token = token_of(one.pkcs7_content[: parser.peek(one.pkcs7_content)])
        batch = self._batch if token is None else None
        dated = batch.token if batch else token
        moment = _statement(dated)["gen_time"].native if dated is not None else against.now
        status = run(
            async_validate_pdf_signature(
                one,
                # Judged as of its time-stamp; whether that can be believed is judged beside it.
                signer_validation_context=against.context(moment),
                ts_validation_context=against.time_context(_proved(closings, against.now)),
                diff_policy=SIGNING_ONLY,
            )
        )
        chain = _chain(status)
        leaf = _as_x509(one.signer_cert)
        place = tuple(_place_faults(self._content, one, SigSeedSubFilter.PADES))
        return SignatureFound(
            field=one.field_name,
            field_role=role_of_field(one.field_name),
            signer=common_name(leaf),
            shape=place + tuple(paper_faults(one.pkcs7_content, chain)),
            covers=COVERAGES.get(status.coverage, "part") if not place else "part",
            intact=bool(status.intact and status.valid),
            changed_since=CHANGES.get(status.modification_level, "other"),
            permission=_permission(one),
            trusted=bool(status.trusted),
            role=against.trust.role_of(chain) if chain else None,
            binding=binding_of(leaf),
            valid=_period(chain or (leaf,)),
            time=self._batch_time(batch, closings) if batch else self._own_time(token, status),
            # Its fields' seed values are judged beside it.
            accepted=replace(status, seed_value_constraint_error=None).bottom_line,
            demonstration=is_demonstration(chain[-1]) if chain else False,
            standing=self._standing(chain, moment),
            unfulfilled=tuple(self._unfulfilled(one, status, leaf, chain)),
            vouched_exactly=self._vouched_exactly(chain, status.timestamp_validity, moment),
        )

    def _unfulfilled(
        self, one: EmbeddedPdfSignature, status: PdfSignatureStatus, leaf: x509.Certificate, chain: Chain | None
    ) -> Iterator[str]:
        asked = self._planned.get(one.field_name)
        if asked is None:
            return
        if (_permission(one) or APPROVING) != asked.permission:
            yield "it is not of the kind the field asks for"
        if chain is not None:
            yield from unfulfilled(asked, leaf, chain[1:])
            if not status.seed_value_ok:
                yield "it does not keep to what the field requires"

    def _vouched_exactly(self, chain: Chain | None, stamp: Any, moment: datetime) -> bool:
        if self._kept is None or stamp is None:
            return self._kept is None
        of_time = _chain(stamp)
        if chain is None or of_time is None:
            return True
        return Vouching(self._kept, (chain, of_time)).at(moment) == self._kept

    def _own_time(self, token: bytes | None, status: Any) -> TimeFound | None:
        return None if token is None else self._time(token, status.timestamp_validity)

    def _batch_time(self, batch: BatchTime, closings: Sequence[ClosingFound]) -> TimeFound:
        """Return the time-stamp of a batch, held against the root that its record leads to."""
        found = run(
            validate_tst_signed_data(
                cms.ContentInfo.load(batch.token)["content"],
                self._against.time_context(_proved(closings, self._against.now)),
                lambda algorithm: batch.root if algorithm == DIGEST else b"",
            )
        )
        return replace(self._time(batch.token, TimestampSignatureStatus(**found)), of_batch=True)

    def _time(self, token: bytes, stamp: Any) -> TimeFound:
        chain = _chain(stamp)
        policy = _statement(token)["policy"].dotted
        leaf = _as_x509(stamp.signing_cert)
        ours = policy == POLICIES["time"] or bool(policies_of(leaf) & set(POLICIES.values()))
        return TimeFound(
            moment=stamp.timestamp,
            shape=tuple(token_faults(token, chain)),
            intact=bool(stamp.intact and stamp.valid),
            trusted=bool(stamp.trusted),
            role=role_of_chain(chain) if chain else None,
            # Another council's authority names the same policies; it is known by its root.
            own=ours and (chain is None or chain[-1] in self._against.trust.roots),
            valid=_period(chain or (leaf,)),
            standing=self._standing(chain, stamp.timestamp),
        )

    def _standing(self, chain: Chain | None, moment: datetime) -> Standing:
        if not chain:
            return NOTHING_KNOWN
        kept, heard = self._stores[-1].of(chain, moment), self._heard.of(chain, moment)
        # Only what the file itself keeps vouches: its level must not depend on who looks at it. And of that only what
        # was there when it was closed.
        vouched = self._vouching.of(chain, moment).vouched
        return Standing(kept.withdrawn + heard.withdrawn + self._against.trust.recorded(chain), vouched)


def _of_batch(content: bytes, embedded: Sequence[EmbeddedPdfSignature], proof: bytes | None) -> BatchTime | None:
    # Nobody but the council seals in batches, and a person's signature is never dated by what lies beside the file.
    if proof is None or len(embedded) != 1 or role_of_field(embedded[0].field_name) != "seal":
        return None
    return proved_by(proof, digest_of(content))


def _proved(closings: Sequence[ClosingFound], otherwise: datetime) -> datetime:
    """Return since when the signatures are known to have been there: the first closing that can be believed."""
    sound = (each.time for each in closings if not each.shape and each.covers != "part")
    believed = (time for time in sound if time.intact and time.trusted and not time.shape)
    return next((time.moment for time in believed if time.valid and time.valid.holds(time.moment)), otherwise)


def _permission(one: EmbeddedPdfSignature) -> int | None:
    # Only what the catalogue points to is a certification; a level set anywhere else must not loosen it.
    certified = _entry(one.reader.root, "/Perms", {})
    points_here = "/DocMDP" in certified and certified.raw_get("/DocMDP") == one.sig_field.raw_get("/V")
    level = one.docmdp_level
    if level is None:
        return None
    return int(level.value) if points_here else 0


def _token(one: EmbeddedPdfSignature) -> bytes:
    return one.pkcs7_content[: parser.peek(one.pkcs7_content)]


def _statement(token: bytes) -> tsp.TSTInfo:
    return cms.ContentInfo.load(token)["content"]["encap_content_info"]["content"].parsed


def _chain(status: SignatureStatus) -> Chain | None:
    if not status.trusted or status.validation_path is None:
        return None
    return tuple(_as_x509(one) for one in reversed(list(status.validation_path.iter_certs(include_root=True))))


def _as_x509(certificate: asn1_x509.Certificate) -> x509.Certificate:
    return x509.load_der_x509_certificate(certificate.dump())


def _period(chain: Chain) -> Period:
    start = max(one.not_valid_before_utc for one in chain)
    return Period(start, min(one.not_valid_after_utc for one in chain))


def _place_faults(content: bytes, one: EmbeddedPdfSignature, kind: SigSeedSubFilter) -> Iterator[str]:
    numbers = [int(number) for number in one.byte_range]
    if len(numbers) != 4 or numbers[0] != 0 or min(numbers) < 0:
        yield "what it says it covers is not in the usual form"
        return
    start, resume = numbers[1], numbers[2]
    # Exactly as written by us: capitals, no blanks. Anything else would be a second way to write the same signature.
    if content[start:resume] != b"<" + one.pkcs7_content.hex().upper().encode() + b">":
        yield "what it leaves uncovered is not exactly the signature itself"
    if _entry(one.sig_object, "/SubFilter", None) != kind.value:
        yield "it is not of the PAdES kind"
