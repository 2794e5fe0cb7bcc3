"""Preflight refuses every file that is not, entry for entry and word for word, what was drawn."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from sheets import GUARDIAN, MARK, SEAL, drawn, everything, heading, paper, para

from generator.preflight import preflight
from inconfidence.core.blocks import SignaturePlace, Text, TextStyle
from inconfidence.core.documents import MarkedPdf, SignatureField
from inconfidence.core.errors import Failed

Change = Callable[[pikepdf.Pdf], None]


@pytest.fixture(scope="module")
def marked() -> MarkedPdf:
    """A two-page paper with a link, a heading and a visible signature field."""
    link = para((Text("our page", TextStyle(), "https://www.example.gov.uk"),))
    first = paper(heading("Secret name: Zaynab"), link, *(para(f"Line {n}") for n in range(40)))
    blocks = (*first.sections[0].blocks, SignaturePlace("seal", "Seal", 198.4, 70.9))
    return drawn(paper(*blocks), SEAL, must_show=(MARK.ground,))


def changed(marked: MarkedPdf, change: Change) -> MarkedPdf:
    with pikepdf.open(io.BytesIO(marked.content)) as pdf:
        change(pdf)
        kept = io.BytesIO()
        pdf.save(kept, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return dataclasses.replace(marked, content=kept.getvalue())


def script(pdf: pikepdf.Pdf) -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def add_open_action(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = script(pdf)


def add_page_action(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.AA = Dictionary(O=script(pdf))


def add_named_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["x", script(pdf)])))


def add_attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["view.json"] = b"{}"


def turn_link_into_launch(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Annots[0].A = Dictionary(S=Name.Launch, F="x")


def turn_link_to_file(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Annots[0].A.URI = "file:///etc/passwd"


def add_note(pdf: pikepdf.Pdf) -> None:
    note = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Text, Contents="x", Rect=Array([0, 0, 9, 9])))
    pdf.pages[1].obj.Annots = Array([note])


def add_outline_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines.First.A = script(pdf)


def fill_field(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.Fields[0].V = Dictionary(Type=Name.Sig)


def rename_field(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.Fields[0].T = "chair"


def drop_fields(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.AcroForm


def add_xfa(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.XFA = "x"


def drop_tags(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def drop_page(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[1]


def swap_pages(pdf: pikepdf.Pdf) -> None:
    pdf.pages.reverse()


def use_system_font(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Resources.Font.Extra = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)


def hide_a_form(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]))
    pdf.pages[0].obj.Resources.XObject = Dictionary(Hidden=form)


def join_words(pdf: pikepdf.Pdf) -> None:
    contents = pdf.pages[1].obj.Contents
    contents.write(contents.read_bytes().replace(b"(Line 39 )", b"(Line39 )"))


def lose_a_word(pdf: pikepdf.Pdf) -> None:
    contents = pdf.pages[1].obj.Contents
    contents.write(contents.read_bytes().replace(b"(Line 39 )", b"(Line )"))


def change_a_word(pdf: pikepdf.Pdf) -> None:
    contents = pdf.pages[1].obj.Contents
    contents.write(contents.read_bytes().replace(b"(Line 39 )", b"(Line 93 )"))


CHANGES = [
    add_open_action, add_page_action, add_named_script, add_attachment, turn_link_into_launch, turn_link_to_file,
    add_note, add_outline_script, fill_field, rename_field, drop_fields, add_xfa, drop_tags, drop_page, swap_pages,
    use_system_font, hide_a_form, join_words, lose_a_word, change_a_word,
]  # fmt: skip


def test_an_untouched_copy_passes(marked: MarkedPdf) -> None:
    """Writing the file anew without a change is no reason to refuse it, so the tests below test their change."""
    assert preflight(changed(marked, lambda pdf: None)).page_count == 2


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_file_that_was_changed_is_refused(marked: MarkedPdf, change: Change) -> None:
    """Scripts, actions, attachments, fields, fonts, tags, pages and words: each is looked at."""
    with pytest.raises(Failed) as refused:
        preflight(changed(marked, change))

    assert "Zaynab" not in refused.value.message


def test_a_second_revision_is_refused(marked: MarkedPdf) -> None:
    """Something appended, which the first bytes do not show, is not ours."""
    twice = dataclasses.replace(marked, content=marked.content + b"\nxref\n0 0\ntrailer\n<<>>\nstartxref\n0\n%%EOF\n")

    with pytest.raises(Failed, match="one revision"):
        preflight(twice)


def test_an_encrypted_file_is_refused(marked: MarkedPdf) -> None:
    """What only some readers can open cannot be checked."""
    kept = io.BytesIO()
    with pikepdf.open(io.BytesIO(marked.content)) as pdf:
        pdf.save(kept, encryption=pikepdf.Encryption(owner="x", user=""))

    with pytest.raises(Failed, match="encrypted"):
        preflight(dataclasses.replace(marked, content=kept.getvalue()))


@pytest.mark.parametrize("cut", [0, 9, 900, 5000])
def test_half_a_file_is_refused(marked: MarkedPdf, cut: int) -> None:
    """A file that was not written to its end does not pass."""
    with pytest.raises(Failed):
        preflight(dataclasses.replace(marked, content=marked.content[:cut]))


def test_every_page_has_to_show_the_marking(marked: MarkedPdf) -> None:
    """Words that have to stand on every page are looked for on every page."""
    with pytest.raises(Failed, match=r"page 1 .*every page"):
        preflight(dataclasses.replace(marked, must_show=(MARK.ground, "Line 39")))


def test_a_planned_field_that_is_missing_is_refused(marked: MarkedPdf) -> None:
    """The fields of the file are exactly those somebody is to sign in."""
    more = SignatureField("chair", "chair", "Signature of the chair")

    with pytest.raises(Failed, match="signature fields"):
        preflight(dataclasses.replace(marked, fields=(*marked.fields, more)))


def test_a_gap_a_reader_guesses_inside_a_word_is_no_fault() -> None:
    """Letters of very different sizes side by side are still one word."""
    looks = (TextStyle(size=8), TextStyle(size=30), TextStyle(raised="super"))
    joined = para(tuple(Text(words, look) for words, look in zip(("pre", "fix", "2"), looks, strict=True)))

    assert preflight(drawn(paper(joined))).page_count == 1


def test_a_paper_with_everything_passes() -> None:
    """The strict reader knows all we write."""
    assert preflight(drawn(everything(), SEAL, GUARDIAN)).page_count >= 4
