"""Shadow attacks: the paper is prepared before it is sealed, and shows another face after an update.

The attacker here is somebody who may write what the council seals. Certification attacks stand here too: what an
annotation or another signature can do to a certified paper.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from inconfidence.core.digest import digest_of
from inconfidence.core.documents import ClearedPdf, SignatureField
from signing.parts import prepare
from signing.signer import sign_digest
from tests.signing import attacks
from tests.signing.desk import drawn, paper, with_fields
from tests.signing.hostile.catalogue import Family
from tests.signing.hostile.states import Case, forged, made, then_signed
from tests.signing.hostile.writing import Change, table, updated

SHADOWS = Family("Shadow attacks")
CERTIFIED = Family("Attacks on a certified paper")

BOX = Array([0, 0, 600, 800])


def _shadowed(case: Case, hidden: Change, reveal: Change) -> bytes:
    """Seal and sign a prepared paper, then reveal what was hidden in it."""
    return updated(_prepared(case, hidden), reveal)


def _prepared(case: Case, hidden: Change) -> bytes:
    output = BytesIO()
    with pikepdf.open(BytesIO(with_fields(drawn("Confidentiality agreement", 3), case.fields))) as pdf:
        list(hidden(pdf))
        pdf.save(output, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
    content = output.getvalue()
    planned = tuple(SignatureField(name, name, f"Sign: {name}") for name in case.fields)
    return made(case.desk, case.state, ClearedPdf(content, digest_of(content), 3, planned))[1]


def _cover(pdf: Pdf, drawing: bytes) -> pikepdf.Object:
    look = pdf.make_stream(drawing)
    look.stream_dict.update(Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=BOX))
    return look


@SHADOWS.attack("Hide: a drawing that covers hidden words is taken off the page.")
def shadow_hide_drawing(case: Case) -> bytes:
    def hidden(pdf: Pdf) -> Iterable[pikepdf.Object]:
        page = pdf.pages[0].obj
        page.Resources.XObject = Dictionary(Over=_cover(pdf, b"1 g 0 0 600 800 re f"))
        page.Contents = Array([page.Contents, pdf.make_stream(b"/Over Do")])
        yield page

    def reveal(pdf: Pdf) -> Iterable[pikepdf.Object]:
        over = pdf.pages[0].obj.Resources.XObject.Over
        over.write(b"")
        yield over

    return _shadowed(case, hidden, reveal)


@SHADOWS.attack("Hide: the covering object is taken out of the table.", "altered")
def shadow_hide_freed(case: Case) -> bytes:
    def hidden(pdf: Pdf) -> Iterable[pikepdf.Object]:
        page = pdf.pages[0].obj
        page.Resources.XObject = Dictionary(Over=_cover(pdf, b"1 g 0 0 600 800 re f"))
        page.Contents = Array([page.Contents, pdf.make_stream(b"/Over Do")])
        yield page

    content = _prepared(case, hidden)
    with pikepdf.open(BytesIO(content)) as pdf:
        number = pdf.pages[0].obj.Resources.XObject.Over.objgen[0]
    whole = table(content, {number: 0}, len(content))
    return content + whole.replace(b"0000000000 00000 n ", b"0000000000 00001 f ")


@SHADOWS.attack("Replace: words laid over the page in a form field change their value.")
def shadow_replace_value(case: Case) -> bytes:
    def hidden(pdf: Pdf) -> Iterable[pikepdf.Object]:
        page = pdf.pages[0].obj
        field = pdf.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="x", V=String("no"), Rect=BOX, P=page, F=4)
        )
        page.Annots = Array([*page.get("/Annots", []), field])
        pdf.Root.AcroForm.Fields.append(field)
        yield field

    def reveal(pdf: Pdf) -> Iterable[pikepdf.Object]:
        field = pdf.Root.AcroForm.Fields[-1]
        field.V = String("yes")
        yield field

    return _shadowed(case, hidden, reveal)


@SHADOWS.attack("Replace: the same, without the update: the field alone is refused.")
def shadow_prepared_field(case: Case) -> bytes:
    def hidden(pdf: Pdf) -> Iterable[pikepdf.Object]:
        page = pdf.pages[0].obj
        field = pdf.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="x", V=String("no"), Rect=BOX, P=page, F=4)
        )
        page.Annots = Array([*page.get("/Annots", []), field])
        pdf.Root.AcroForm.Fields.append(field)
        yield field

    return _prepared(case, hidden)


@SHADOWS.attack("Replace: a font of the page is defined anew, and figures show as others.")
def shadow_replace_font(case: Case) -> bytes:
    def hidden(pdf: Pdf) -> Iterable[pikepdf.Object]:
        font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        pdf.pages[0].obj.Resources.Font["/F9"] = font
        yield font

    def reveal(pdf: Pdf) -> Iterable[pikepdf.Object]:
        font = pdf.pages[0].obj.Resources.Font["/F9"]
        font.Encoding = Dictionary(Type=Name.Encoding, Differences=Array([49, Name("/nine")]))
        yield font

    return _shadowed(case, hidden, reveal)


def _second_face(pdf: Pdf) -> Iterable[pikepdf.Object]:
    """Put a second page tree into the file that nothing shows."""
    tree = pdf.make_indirect(Dictionary(Type=Name.Pages, Count=1))
    text = pdf.make_stream(b"BT /F1 12 Tf 72 700 Td (Another text) Tj ET")
    page = Dictionary(Type=Name.Page, Parent=tree, MediaBox=BOX, Contents=text)
    page.Resources = pdf.pages[0].obj.Resources
    tree.Kids = Array([pdf.make_indirect(page)])
    pdf.Root.PieceInfo = Dictionary(Kept=tree)
    yield tree


@SHADOWS.attack("Hide and replace: the catalogue is pointed to a second page tree that lay in the file.")
def shadow_hide_and_replace(case: Case) -> bytes:
    def reveal(pdf: Pdf) -> Iterable[pikepdf.Object]:
        pdf.Root.Pages = pdf.Root.PieceInfo.Kept
        yield pdf.Root

    return _shadowed(case, _second_face, reveal)


@SHADOWS.attack("Hide and replace: a table alone exchanges the places of two page trees.", "unreadable")
def shadow_tables_exchanged(case: Case) -> bytes:
    content = _prepared(case, _second_face)
    with pikepdf.open(BytesIO(content)) as pdf:
        shown, kept = pdf.Root.Pages.objgen[0], pdf.Root.PieceInfo.Kept.objgen[0]
    at = content.index(b"\n%d 0 obj" % kept) + 1
    return content + table(content, {shown: at}, len(content))


def _field_added(writer: IncrementalPdfFileWriter, name: str, box: tuple[int, int, int, int]) -> None:
    append_signature_field(writer, SigFieldSpec(name, on_page=0, box=box))


@CERTIFIED.attack("A new place to sign is laid over the text and left empty (sneaky signature).")
def field_over_text(case: Case) -> bytes:
    return attacks.update(case.content, lambda writer: _field_added(writer, "guardian-2", (0, 0, 500, 700)))


@CERTIFIED.attack("A new place to sign is laid over the text and signed by a guardian (sneaky signature).")
def field_over_text_signed(case: Case) -> bytes:
    content = attacks.update(case.content, lambda writer: _field_added(writer, "guardian-2", (0, 0, 500, 700)))
    return forged(case.desk, content, case.sealed, "guardian-2")


@CERTIFIED.attack("A new place to sign that cannot be seen is signed by a guardian.")
def field_unseen_signed(case: Case) -> bytes:
    content = attacks.update(case.content, lambda writer: _field_added(writer, "guardian-2", (0, 0, 0, 0)))
    return forged(case.desk, content, case.sealed, "guardian-2")


@CERTIFIED.attack("A new place to sign is laid over the text and signed by a stranger.")
def field_signed_by_a_stranger(case: Case) -> bytes:
    content = attacks.update(case.content, lambda writer: _field_added(writer, "x", (0, 0, 500, 700)))
    return forged(case.stranger, content, case.sealed, "x", role="guardian")


@CERTIFIED.attack("The certification's level is raised to 3 (annotations allowed) by an update.")
def level_raised(case: Case) -> bytes:
    def change(pdf: Pdf) -> Iterable[pikepdf.Object]:
        signature = pdf.Root.Perms.DocMDP
        signature.Reference[0].TransformParams.P = 3
        yield signature

    return updated(case.content, change)


@CERTIFIED.attack("The catalogue points to another certification by an update.")
def certification_moved(case: Case) -> bytes:
    def change(pdf: Pdf) -> Iterable[pikepdf.Object]:
        copy = pdf.make_indirect(Dictionary(pdf.Root.Perms.DocMDP))
        pdf.Root.Perms = Dictionary(DocMDP=copy)
        yield from (pdf.Root, copy)

    return updated(case.content, change)


@CERTIFIED.attack("The council's seal itself allows annotations (P=3).")
def sealed_with_level_three(case: Case) -> bytes:
    return _sealed_at(case, 3)


@CERTIFIED.attack("The council's seal itself allows nothing (P=1), and persons sign all the same.")
def sealed_with_level_one(case: Case) -> bytes:
    return _sealed_at(case, 1)


def _sealed_at(case: Case, level: int) -> bytes:
    checked = paper(*case.fields)
    seeds = case.desk.seeds(checked)
    prepared = prepare(checked.content, "seal", case.desk.clock.now(), stamp=None, certify=True, seeds=seeds)
    content = prepared.content.replace(b"/P 2", b"/P %d" % level)
    digest = sha256(content[: prepared.start] + content[prepared.end :]).digest()
    signature = sign_digest(digest, case.desk.sealer.signer, case.desk.time_stamper)
    return then_signed(case, checked, replace(prepared, content=content).filled(signature))
