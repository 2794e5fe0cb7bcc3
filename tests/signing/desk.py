"""A small council for the tests: its keys, its clock, and papers with ready-made signature fields."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from pikepdf import Array, Dictionary, Name
from reportlab.pdfgen.canvas import Canvas

from inconfidence.core.clock import FixedClock
from inconfidence.core.digest import digest_of
from inconfidence.core.documents import ClearedPdf, Evidence, SealedPdf, SignatureField, SignedPdf, Stamp
from signing import (
    AesProtector,
    CheckedTimeStamper,
    CouncilPki,
    LastingWords,
    LocalKey,
    OutsideWords,
    RevocationDesk,
    Revoked,
    Sealer,
    SerialFile,
    SigningSession,
    TimeAuthority,
    WiderDesk,
    begin,
    close,
    council_sealer,
    create_council_pki,
    finish,
    issue_person_certificate,
    load_council_pki,
    seal,
    verify,
)
from signing.keys import load_key
from signing.seed_values import seed_values
from signing.validation_data import NOTHING, ValidationData

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
PROTECTOR = AesProtector(bytes(range(32)))
COUNCIL = "London Borough of Hackney"
ALL_FIELDS = ("seal", "guardian", "chair")


@dataclass(frozen=True)
class Desk:
    """One council's keys and time authority, at one moment."""

    pki: CouncilPki
    clock: FixedClock
    time_stamper: CheckedTimeStamper
    serials: Path
    keys: Path

    @property
    def root_key(self) -> ec.EllipticCurvePrivateKey:
        """Return the root's key, as if fetched from where it is kept."""
        return load_key(self.keys / "root.key", PROTECTOR)

    @property
    def sealer(self) -> Sealer:
        return council_sealer(self.pki, self.time_stamper, self.clock)

    def at(self, moment: datetime) -> Desk:
        clock = FixedClock(moment)
        authority = TimeAuthority(self.pki, SerialFile(self.serials), clock)
        return replace(self, clock=clock, time_stamper=CheckedTimeStamper(authority.respond))

    def later(self, wait: timedelta) -> Desk:
        return self.at(self.clock.moment + wait)

    def sealed(self, checked: ClearedPdf) -> SealedPdf:
        return seal(checked, self.sealer, stamp=stamp("Sealed"))

    def seeds(self, checked: ClearedPdf) -> dict[str, bytes]:
        """Return what the council's seal writes into the paper's fields of who may sign there."""
        return seed_values([each.name for each in checked.fields], checked.digest, self.sealer.seeds)

    def certificate(
        self, key: LocalKey, paper: SealedPdf, field: str, name: str = "Ayşe Yıldız", role: str = ""
    ) -> x509.Certificate:
        return issue_person_certificate(
            self.pki,
            role or field,
            public_key=key.public_key,
            name=name,
            paper=paper,
            field=field,
            identity_check="known to the chair",
            key_made_here=True,
            clock=self.clock,
        )

    def begun(
        self, paper: SealedPdf | SignedPdf, field: str, key: LocalKey, sealed: SealedPdf, name: str = "Ayşe Yıldız"
    ) -> SigningSession:
        certificate = self.certificate(key, sealed, field, name)
        chain = self.pki.chain("chair" if field == "chair" else "guardian")
        return begin(paper, field, certificate, chain, stamp=stamp("Signed"), clock=self.clock)

    def signed(
        self, paper: SealedPdf | SignedPdf, field: str, sealed: SealedPdf, name: str = "Ayşe Yıldız"
    ) -> SignedPdf:
        key = LocalKey()
        session = self.begun(paper, field, key, sealed, name)
        return finish(session, key.sign(session.to_be_signed), time_stamper=self.time_stamper, clock=self.clock)

    def complete(self, checked: ClearedPdf) -> SignedPdf:
        sealed = self.sealed(checked)
        return self.signed(self.signed(sealed, "guardian", sealed), "chair", sealed)

    def revocation(self, *withdrawn: Revoked) -> RevocationDesk:
        """Return what is said of the council's certificates, these withdrawn."""
        return RevocationDesk(self.pki, self.keys, SerialFile(self.serials), lambda: withdrawn, self.clock)

    def lasting(self, *withdrawn: Revoked, outside: OutsideWords | None = None) -> Sealer:
        """Return a sealer whose papers keep what they are judged by, as a home's does."""
        serials, words = SerialFile(self.serials), outside or OutsideWords((), (), self.clock)
        wide = WiderDesk(self.pki, self.keys, serials, lambda: withdrawn, self.clock, words)
        return replace(self.sealer, lasting=LastingWords(wide.on_standing, self.clock))

    def answer(self, request: bytes) -> bytes:
        authority = TimeAuthority(self.pki, SerialFile(self.serials), self.clock)
        return authority.respond(request)

    def verified(
        self, content: bytes, time_roots: tuple[x509.Certificate, ...] = (), heard: ValidationData = NOTHING
    ) -> Evidence:
        return verify(content, replace(self.pki.trust, time_roots=time_roots, heard=heard), clock=self.clock)

    def proved(self, content: bytes, record: bytes) -> Evidence:
        """Return what a copy proves together with the record of its batch."""
        return verify(content, self.pki.trust, clock=self.clock, proof=record)


def open_desk(folder: Path, council: str = COUNCIL, moment: datetime = NOON) -> Desk:
    """Return a desk whose keys are new and lie in ``folder``."""
    clock = FixedClock(moment)
    create_council_pki(folder / "keys", PROTECTOR, council, clock)
    pki = load_council_pki(folder / "keys", PROTECTOR)
    authority = TimeAuthority(pki, SerialFile(folder / "serial"), clock)
    return Desk(pki, clock, CheckedTimeStamper(authority.respond), folder / "serial", folder / "keys")


def closed_by(
    desk: Desk,
    signed: SealedPdf | SignedPdf,
    *withdrawn: Revoked,
    time_roots: tuple[x509.Certificate, ...] = (),
) -> SignedPdf:
    """Return a paper closed by a council that has these on record as withdrawn."""
    revocation, trust = desk.revocation(*withdrawn), replace(desk.pki.trust, revoked=withdrawn, time_roots=time_roots)
    return close(signed, trust, revocation, time_stamper=desk.time_stamper, clock=desk.clock)


def paper(*fields: str, words: str = "Confidentiality agreement", pages: int = 3) -> ClearedPdf:
    """Return a paper with these empty signature fields, as the leak scan would hand it over."""
    content = with_fields(drawn(words, pages), fields)
    planned = tuple(SignatureField(name, name.split("-")[0], f"Sign: {name}") for name in fields)
    return ClearedPdf(content, digest_of(content), pages, planned)


def drawn(words: str, pages: int) -> bytes:
    """Return plain pages of text."""
    output = BytesIO()
    canvas = Canvas(output)
    for number in range(pages):
        for line in range(40):
            canvas.drawString(72, 780 - 16 * line, f"{words}. Private and Confidential, page {number + 1} line {line}")
        canvas.showPage()
    canvas.save()
    return output.getvalue()


def with_fields(content: bytes, fields: tuple[str, ...]) -> bytes:
    """Return a PDF with metadata and empty, named signature widgets on its last page."""
    output = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        with pdf.open_metadata() as metadata:
            metadata["dc:title"] = "A paper"
        page = pdf.pages[-1].obj
        widgets = [pdf.make_indirect(widget(name, place, page)) for place, name in enumerate(fields)]
        page.Annots = pdf.make_indirect(Array(widgets))
        pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=Array(widgets), SigFlags=1))
        pdf.save(output, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
    return output.getvalue()


def widget(name: str, place: int, page: pikepdf.Object) -> Dictionary:
    """Return an empty signature field that is its own widget."""
    box = Array([72, 60 + 70 * place, 300, 120 + 70 * place])
    return Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T=name, TU=f"Sign: {name}", F=132, Rect=box, P=page
    )


def stamp(words: str) -> Stamp:
    """Return a small appearance."""
    output = BytesIO()
    canvas = Canvas(output, pagesize=(228, 60))
    canvas.drawString(5, 30, words)
    canvas.save()
    return Stamp(output.getvalue(), 228, 60)
