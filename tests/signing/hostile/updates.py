"""Attacks by an incremental update (incremental saving), with a table, without one, or with a signature on top."""

from __future__ import annotations

from collections.abc import Iterable

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.signing.hostile.catalogue import SIGNED_BY_A_PERSON, Family
from tests.signing.hostile.merging import signed_with
from tests.signing.hostile.states import Case, forged
from tests.signing.hostile.writing import Change, laid_out, touched, updated

SAVING = Family("Incremental saving")
UPDATES = Family("Updates that change the paper")
SIGNED_OVER = Family("Updates that somebody signs over")

COVER = b"1 g 0 0 600 800 re f"
BOX = Array([0, 0, 600, 800])


def page_covered(pdf: Pdf) -> Iterable[pikepdf.Object]:
    """White is drawn over the first page"""
    page = pdf.pages[0].obj
    extra = pdf.make_stream(COVER)
    page.Contents = Array([page.Contents, extra])
    yield from (page, extra)


def page_text_replaced(pdf: Pdf) -> Iterable[pikepdf.Object]:
    """The text of the first page is defined again"""
    stream = pdf.pages[0].obj.Contents
    stream.write(b"BT /F1 12 Tf 72 700 Td (Another text) Tj ET")
    yield stream


def font_replaced(pdf: Pdf) -> Iterable[pikepdf.Object]:
    """A font is defined again, so that figures show as others"""
    font = pdf.pages[0].obj.Resources.Font["/F1"]
    font.Encoding = Dictionary(Type=Name.Encoding, Differences=Array([49, Name("/nine")]))
    yield font if font.is_indirect else pdf.pages[0].obj


def page_removed(pdf: Pdf) -> Iterable[pikepdf.Object]:
    """The first page is taken out of the page tree"""
    pages = pdf.Root.Pages
    del pages.Kids[0]
    pages.Count = 2
    yield pages


def page_added(pdf: Pdf) -> Iterable[pikepdf.Object]:
    """A page is added"""
    pages = pdf.Root.Pages
    page = pdf.make_indirect(Dictionary(Type=Name.Page, Parent=pages, MediaBox=BOX, Resources=Dictionary()))
    pages.Kids.append(page)
    pages.Count = 4
    yield from (pages, page)


def pages_in_other_order(pdf: Pdf) -> Iterable[pikepdf.Object]:
    """Two pages change places"""
    kids = pdf.Root.Pages.Kids
    first, second = kids[0], kids[1]
    kids[0], kids[1] = second, first
    yield pdf.Root.Pages


def page_turned(pdf: Pdf) -> Iterable[pikepdf.Object]:
    """A page is turned upside down"""
    page = pdf.pages[0].obj
    page.Rotate = 180
    yield page


def page_cropped(pdf: Pdf) -> Iterable[pikepdf.Object]:
    """A page is cropped to a part of itself"""
    page = pdf.pages[0].obj
    page.CropBox = Array([0, 500, 600, 800])
    yield page


def page_labels_given(pdf: Pdf) -> Iterable[pikepdf.Object]:
    """The pages get other numbers"""
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=7)]))
    yield pdf.Root


def layer_added(pdf: Pdf) -> Iterable[pikepdf.Object]:
    """A layer that can be switched off is declared"""
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("x")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group])))
    yield from (pdf.Root, group)


def metadata_replaced(pdf: Pdf) -> Iterable[pikepdf.Object]:
    """The XMP metadata give another title"""
    metadata = pdf.Root.Metadata
    metadata.write(metadata.read_bytes().replace(b"A paper", b"Another"), filter=None)
    yield metadata


def title_given(pdf: Pdf) -> Iterable[pikepdf.Object]:
    """The information dictionary gives another title"""
    info = pdf.trailer.Info
    info.Title = String("Another paper")
    yield info


def file_attached(pdf: Pdf) -> Iterable[pikepdf.Object]:
    """A file is attached"""
    stream = pdf.make_stream(b"payload")
    spec = pdf.make_indirect(Dictionary(Type=Name.Filespec, F="x", EF=Dictionary(F=stream)))
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String("x"), spec])))
    yield from (pdf.Root, spec, stream)


def associated_file(pdf: Pdf) -> Iterable[pikepdf.Object]:
    """A file is associated with the paper"""
    stream = pdf.make_stream(b"payload")
    spec = pdf.make_indirect(Dictionary(Type=Name.Filespec, F="x", EF=Dictionary(F=stream)))
    pdf.Root.AF = Array([spec])
    yield from (pdf.Root, spec, stream)


def tags_replaced(pdf: Pdf) -> Iterable[pikepdf.Object]:
    """Other tags are read out to the blind"""
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    tree.K = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=tree, ActualText=String("I agree")))
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    yield from (pdf.Root, tree, tree.K)


def language_given(pdf: Pdf) -> Iterable[pikepdf.Object]:
    """The paper is said to be in another language"""
    pdf.Root.Lang = String("tr-TR")
    yield pdf.Root


def bookmarks_added(pdf: Pdf) -> Iterable[pikepdf.Object]:
    """Bookmarks are added"""
    outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    item = pdf.make_indirect(Dictionary(Title=String("Void"), Parent=outlines))
    outlines.First = outlines.Last = item
    pdf.Root.Outlines = outlines
    yield from (pdf.Root, outlines, item)


def acts_on_opening(pdf: Pdf) -> Iterable[pikepdf.Object]:
    """A script runs when it is opened"""
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    yield pdf.Root


def acts_by_name(pdf: Pdf) -> Iterable[pikepdf.Object]:
    """A script is kept under a name"""
    script = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("x"), script])))
    yield from (pdf.Root, script)


def acts_on_a_page(pdf: Pdf) -> Iterable[pikepdf.Object]:
    """A script runs when a page is shown"""
    page = pdf.pages[0].obj
    page.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))
    yield page


def acts_in_a_field(pdf: Pdf) -> Iterable[pikepdf.Object]:
    """A script hangs on a place to sign"""
    place = pdf.Root.AcroForm.Fields[-1]
    place.AA = Dictionary(E=Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))
    yield place


def reached_by_a_link(pdf: Pdf) -> Iterable[pikepdf.Object]:
    """A place to sign leads to a web page when it is touched"""
    place = pdf.Root.AcroForm.Fields[-1]
    place.A = Dictionary(S=Name.URI, URI=String("https://example.org"))
    yield place


def form_removed(pdf: Pdf) -> Iterable[pikepdf.Object]:
    """The form, and with it every signature, is taken out of the index"""
    del pdf.Root.AcroForm
    yield pdf.Root


def form_emptied(pdf: Pdf) -> Iterable[pikepdf.Object]:
    """The form is left without fields"""
    pdf.Root.AcroForm = Dictionary(Fields=Array([]))
    yield pdf.Root


def tags_disowned(pdf: Pdf) -> Iterable[pikepdf.Object]:
    """The paper says that its tags are not to be believed"""
    pdf.Root.MarkInfo = Dictionary(Marked=False, Suspects=True)
    yield pdf.Root


def version_given(pdf: Pdf) -> Iterable[pikepdf.Object]:
    """The paper says it is written to another version"""
    pdf.Root.Version = Name("/2.0")
    yield pdf.Root


def unused_object(pdf: Pdf) -> Iterable[pikepdf.Object]:
    """An object that nothing uses is brought in"""
    yield pdf.make_stream(b"words nobody sees")


def signature_hidden(pdf: Pdf) -> Iterable[pikepdf.Object]:
    """The guardian's place to sign is hidden"""
    place = [one for one in pdf.Root.AcroForm.Fields if one.T != "seal"][:1] or [pdf.Root.AcroForm.Fields[0]]
    place[0].F = 2
    yield place[0]


def font_of_the_form(pdf: Pdf) -> Iterable[pikepdf.Object]:
    """The form's own look is given another way"""
    pdf.Root.AcroForm.DA = String("/F1 0 Tf")
    yield _form(pdf)


def form_redrawn(pdf: Pdf) -> Iterable[pikepdf.Object]:
    """Readers are told to draw the fields' appearance anew"""
    pdf.Root.AcroForm.NeedAppearances = True
    yield pdf.Root.AcroForm if pdf.Root.AcroForm.is_indirect else pdf.Root


def certification_removed(pdf: Pdf) -> Iterable[pikepdf.Object]:
    """The catalogue no longer points to the certification"""
    del pdf.Root.Perms
    yield pdf.Root


def field_with_a_value(pdf: Pdf) -> Iterable[pikepdf.Object]:
    """A field with words in it is added"""
    page = pdf.pages[0].obj
    field = pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="x", V=String("I agree"), Rect=BOX, P=page, F=4)
    )
    page.Annots = Array([*page.get("/Annots", []), field])
    pdf.Root.AcroForm.Fields.append(field)
    yield from (page, field, _form(pdf))


def field_moved(pdf: Pdf) -> Iterable[pikepdf.Object]:
    """A place to sign is laid over the text"""
    place = pdf.Root.AcroForm.Fields[-1]
    place.Rect = BOX
    yield place


def field_renamed(pdf: Pdf) -> Iterable[pikepdf.Object]:
    """A place to sign gets another name"""
    place = pdf.Root.AcroForm.Fields[-1]
    place.T = String("witness")
    yield place


def field_hidden(pdf: Pdf) -> Iterable[pikepdf.Object]:
    """A place to sign is hidden"""
    place = pdf.Root.AcroForm.Fields[-1]
    place.F = 2
    yield place


def field_dressed(pdf: Pdf) -> Iterable[pikepdf.Object]:
    """The seal's appearance is drawn anew"""
    place = pdf.Root.AcroForm.Fields[0]
    look = pdf.make_stream(b"1 0 0 rg 0 0 228 60 re f")
    look.stream_dict.update(Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 228, 60])))
    place.AP = Dictionary(N=look)
    yield from (place, look)


def validation_data_added(pdf: Pdf) -> Iterable[pikepdf.Object]:
    """A store of validation data is added that nobody stamped"""
    pdf.Root.DSS = pdf.make_indirect(Dictionary(Type=Name.DSS, Certs=Array([])))
    yield from (pdf.Root, pdf.Root.DSS)


def _form(pdf: Pdf) -> pikepdf.Object:
    return pdf.Root.AcroForm if pdf.Root.AcroForm.is_indirect else pdf.Root


def _annotation(kind: str) -> Change:
    def change(pdf: Pdf) -> Iterable[pikepdf.Object]:
        page = pdf.pages[0].obj
        look = pdf.make_stream(COVER)
        look.stream_dict.update(Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=BOX))
        note = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=BOX, F=4, Contents="void", AP=Dictionary(N=look)
            )
        )
        page.Annots = Array([*page.get("/Annots", []), note])
        yield from (page, note, look)

    change.__name__ = f"annotation_{kind.lower()}"
    change.__doc__ = f"An annotation ({kind}) is laid over the text"
    return change


CHANGES: tuple[Change, ...] = (
    page_covered,
    page_text_replaced,
    font_replaced,
    page_removed,
    page_added,
    pages_in_other_order,
    page_turned,
    page_cropped,
    page_labels_given,
    layer_added,
    metadata_replaced,
    title_given,
    file_attached,
    associated_file,
    tags_replaced,
    language_given,
    bookmarks_added,
    acts_on_opening,
    acts_by_name,
    acts_on_a_page,
    acts_in_a_field,
    reached_by_a_link,
    tags_disowned,
    version_given,
    unused_object,
    signature_hidden,
    font_of_the_form,
    form_redrawn,
    certification_removed,
    field_with_a_value,
    field_moved,
    field_renamed,
    field_hidden,
    field_dressed,
    validation_data_added,
    *(_annotation(kind) for kind in ("FreeText", "Stamp", "Redact", "Highlight", "Text", "Link", "Square", "Widget")),
)
WITHOUT_A_FORM: tuple[Change, ...] = (form_removed, form_emptied)


def _by_update(change: Change) -> None:
    def make(case: Case) -> bytes:
        return updated(case.content, change)

    make.__name__ = change.__name__
    UPDATES.attack(f"{change.__doc__}.")(make)


def _guardian_signs_over(change: Change) -> None:
    def make(case: Case) -> bytes:
        return forged(case.desk, updated(case.content, change), case.sealed, "guardian")

    make.__name__ = f"{change.__name__}_and_signed"
    SIGNED_OVER.attack(f"{change.__doc__}, and a guardian signs that.", states=("open",))(make)


for _change in (*CHANGES, *WITHOUT_A_FORM):
    _by_update(_change)
for _change in CHANGES:
    if _change is not field_renamed:
        _guardian_signs_over(_change)


def _within_the_signing(change: Change) -> None:
    """The change hides in the very update that a person's signature makes."""

    def make(case: Case) -> bytes:
        return signed_with(case, change)

    make.__name__ = f"{change.__name__}_within"
    SIGNED_OVER.attack(f"{change.__doc__}, in the very update that a guardian signs.", states=("open",))(make)


for _change in CHANGES:
    # Validation data may come with a signature (PAdES B-LT), and signing itself shows a place: neither is an attack.
    if _change not in (field_renamed, signature_hidden, validation_data_added):
        _within_the_signing(_change)


@SIGNED_OVER.attack("White is drawn over a page, and a stranger signs that in the guardian's place.", states=("open",))
def covered_by_a_stranger(case: Case) -> bytes:
    content = updated(case.content, page_covered)
    return forged(case.stranger, content, case.sealed, "guardian")


@SAVING.attack("Changed objects follow without table and trailer.")
def objects_without_table(case: Case) -> bytes:
    block, _ = laid_out(touched(case.content, page_covered), 0)
    return case.content + b"\n" + block


@SAVING.attack("Changed objects follow with a table, but without a trailer.", "unreadable")
def objects_without_trailer(case: Case) -> bytes:
    whole = updated(case.content, page_covered)
    end = whole.index(b"trailer", len(case.content))
    return whole[:end] + whole[whole.index(b"startxref", end) :]


@SAVING.attack("Changed objects follow, and the old table is pointed to again.")
def objects_and_old_table(case: Case) -> bytes:
    block, _ = laid_out(touched(case.content, page_covered), 0)
    old = case.content[case.content.rindex(b"startxref") :]
    return case.content + block + old


@SAVING.attack("Changed objects follow with a copy of the last signature and no table (ISA-3).")
def objects_and_copied_signature(case: Case) -> bytes:
    def change(pdf: Pdf) -> Iterable[pikepdf.Object]:
        yield from page_covered(pdf)
        yield [one for one in pdf.Root.AcroForm.Fields if "/V" in one][-1].V

    block, _ = laid_out(touched(case.content, change), 0)
    old = case.content[case.content.rindex(b"startxref") :]
    return case.content + block + b"trailer\n<<>>\n" + old


@SAVING.attack("Changed objects follow with a copy of the last signature, a table and a trailer.")
def objects_copied_signature_and_table(case: Case) -> bytes:
    def change(pdf: Pdf) -> Iterable[pikepdf.Object]:
        yield from page_covered(pdf)
        yield [one for one in pdf.Root.AcroForm.Fields if "/V" in one][-1].V

    return updated(case.content, change)


@SAVING.attack("Changed objects follow with a table whose places are wrong.")
def objects_with_wrong_places(case: Case) -> bytes:
    whole = updated(case.content, page_covered)
    at = whole.index(b"xref\n", len(case.content))
    head, tail = whole[: at + 5], whole[at + 5 :]
    first = tail.index(b"\n") + 1
    return head + tail[:first] + b"0000000017" + tail[first + 10 :]


@UPDATES.attack("The look of the guardian's signature is drawn anew.", states=SIGNED_BY_A_PERSON)
def appearance_of_a_signature(case: Case) -> bytes:
    def change(pdf: Pdf) -> Iterable[pikepdf.Object]:
        place = pdf.Root.AcroForm.Fields[1]
        look = pdf.make_stream(b"1 0 0 rg 0 0 228 60 re f")
        look.stream_dict.update(Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 228, 60])))
        place.AP = Dictionary(N=look)
        yield from (place, look)

    return updated(case.content, change)
