"""Reads a file and notes the facts of every signature in it. Judges nothing, asks nobody, fetches nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from asn1crypto import cms, parser, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel, SignatureStatus
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleTrustManager

from inconfidence.core.digest import digest_of
from signing.arc import POLICIES, role_of_field
from signing.certificates import binding_of, common_name, policies_of, role_of_chain
from signing.cms_shape import paper_faults, token_faults, token_of
from signing.facts import Change, Coverage, PaperFound, Period, SignatureFound, TimeFound
from signing.parts import as_asn1, run
from signing.pki import is_demonstration

DEEPEST_FIELD = 16
"""How deep form fields may be nested: hostile files nest without end."""

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
    """What a file is held against: the roots that are trusted, and the moment of looking."""

    roots: Sequence[asn1_x509.Certificate]
    time_roots: Sequence[asn1_x509.Certificate]
    """Believed for time-stamps, beside ``roots``, and for nothing else."""
    now: datetime

    def context(self, moment: datetime) -> ValidationContext:
        """Return pyHanko's setting for judging signers' chains as of ``moment``, from ``roots`` alone and offline."""
        return _context(self.roots, moment)

    def time_context(self, moment: datetime) -> ValidationContext:
        """Return the same for the chains of time-stamps, which may also lead to ``time_roots``."""
        return _context((*self.roots, *self.time_roots), moment)


def bench(trust: Sequence[x509.Certificate], now: datetime, time_trust: Sequence[x509.Certificate] = ()) -> Bench:
    """Return a bench with the roots in ``trust``, and those in ``time_trust`` for time-stamps alone."""
    return Bench([as_asn1(root) for root in trust], [as_asn1(root) for root in time_trust], now)


def _context(roots: Sequence[asn1_x509.Certificate], moment: datetime) -> ValidationContext:
    manager = SimpleTrustManager.build(trust_roots=list(roots))
    return ValidationContext(trust_manager=manager, moment=moment, allow_fetching=False)


def open_paper(content: bytes) -> PdfFileReader:
    """Return a strict reader of ``content``.

    Raises:
        ValueError: for an encrypted file or one with two tables of contents (hybrid cross-references).
        Exception: whatever pyHanko raises for what is not a sound PDF.
    """
    reader = PdfFileReader(BytesIO(content), strict=True)
    if reader.encrypted or reader.xrefs.hybrid_xrefs_present:
        raise ValueError("encrypted, or readable in two ways")
    # A file without a page tree is no paper, however well its signatures are.
    reader.root["/Pages"]["/Count"]
    return reader


def read_paper(content: bytes, reader: PdfFileReader, against: Bench) -> PaperFound:
    """Return everything found in a file that could be opened.

    Raises:
        Exception: whatever pyHanko raises for signatures it cannot make sense of.
    """
    embedded = reader.embedded_signatures
    present = {name: value is not None for name, value, _ in enumerate_sig_fields(reader)}
    if sum(present.values()) != len(embedded):
        raise ValueError("a signature of an unknown kind")
    first = embedded[0] if embedded else None
    return PaperFound(
        signatures=tuple(_read_signature(content, one, against) for one in embedded),
        remains=b"/ByteRange" in content,
        sealed=digest_of(content[: _end(first)]) if first else None,
        planned=_planned(reader, first) if first else (),
        present=tuple(present),
        other_fields=any(kind != "/Sig" for kind in _field_kinds(reader)),
        scripts=_has_scripts(reader),
        unsigned_revisions=_unsigned_revisions(reader, embedded),
    )


def _entry(dictionary: Any, key: str, default: Any) -> Any:
    # pyHanko's own get() hands out unresolved references.
    if key in dictionary:
        return dictionary[key]
    return default


def _end(signature: EmbeddedPdfSignature) -> int:
    return int(signature.byte_range[2]) + int(signature.byte_range[3])


def _planned(reader: PdfFileReader, first: EmbeddedPdfSignature) -> tuple[str, ...]:
    sealed = reader.get_historical_resolver(first.signed_revision)
    return tuple(name for name, _, _ in enumerate_sig_fields(sealed))


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


def _read_signature(content: bytes, one: EmbeddedPdfSignature, against: Bench) -> SignatureFound:
    token = token_of(one.pkcs7_content[: parser.peek(one.pkcs7_content)])
    stamped = _statement(token)["gen_time"].native if token is not None else None
    status = run(
        async_validate_pdf_signature(
            one,
            # Judged as of its time-stamp; whether that can be believed is judged beside it.
            signer_validation_context=against.context(stamped or against.now),
            ts_validation_context=against.time_context(against.now),
        )
    )
    chain = _chain(status)
    leaf = _as_x509(one.signer_cert)
    return SignatureFound(
        field=one.field_name,
        field_role=role_of_field(one.field_name),
        signer=common_name(leaf),
        shape=tuple(_place_faults(content, one)) + tuple(paper_faults(one.pkcs7_content, chain)),
        covers=COVERAGES.get(status.coverage, "part") if _covers_whole_gap(content, one) else "part",
        intact=bool(status.intact and status.valid),
        changed_since=CHANGES.get(status.modification_level, "other"),
        permission=_permission(one),
        trusted=bool(status.trusted),
        role=role_of_chain(chain) if chain else None,
        binding=binding_of(leaf),
        valid=_period(chain or (leaf,)),
        time=_read_time(token, status, against) if token is not None else None,
        accepted=bool(status.bottom_line),
        demonstration=is_demonstration(chain[-1]) if chain else False,
    )


def _permission(one: EmbeddedPdfSignature) -> int | None:
    # Only what the catalogue points to is a certification; a level set anywhere else must not loosen it.
    certified = _entry(one.reader.root, "/Perms", {})
    points_here = "/DocMDP" in certified and certified.raw_get("/DocMDP") == one.sig_field.raw_get("/V")
    level = one.docmdp_level
    if level is None:
        return None
    return int(level.value) if points_here else 0


def _statement(token: bytes) -> tsp.TSTInfo:
    return cms.ContentInfo.load(token)["content"]["encap_content_info"]["content"].parsed


def _read_time(token: bytes, status: PdfSignatureStatus, against: Bench) -> TimeFound:
    stamp: Any = status.timestamp_validity
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
        own=ours and (chain is None or as_asn1(chain[-1]).dump() in [root.dump() for root in against.roots]),
        valid=_period(chain or (leaf,)),
    )


def _chain(status: SignatureStatus) -> Chain | None:
    if not status.trusted or status.validation_path is None:
        return None
    return tuple(_as_x509(one) for one in reversed(list(status.validation_path.iter_certs(include_root=True))))


def _as_x509(certificate: asn1_x509.Certificate) -> x509.Certificate:
    return x509.load_der_x509_certificate(certificate.dump())


def _period(chain: Chain) -> Period:
    start = max(one.not_valid_before_utc for one in chain)
    return Period(start, min(one.not_valid_after_utc for one in chain))


def _covers_whole_gap(content: bytes, one: EmbeddedPdfSignature) -> bool:
    return not list(_place_faults(content, one))


def _place_faults(content: bytes, one: EmbeddedPdfSignature) -> Iterator[str]:
    numbers = [int(number) for number in one.byte_range]
    if len(numbers) != 4 or numbers[0] != 0 or min(numbers) < 0:
        yield "what it says it covers is not in the usual form"
        return
    start, resume = numbers[1], numbers[2]
    # Exactly as written by us: capitals, no blanks. Anything else would be a second way to write the same signature.
    if content[start:resume] != b"<" + one.pkcs7_content.hex().upper().encode() + b">":
        yield "what it leaves uncovered is not exactly the signature itself"
    if _entry(one.sig_object, "/SubFilter", None) != SigSeedSubFilter.PADES.value:
        yield "it is not of the PAdES kind"
