"""Preflight refuses every file that is not, entry for entry and word for word, what was drawn."""

from __future__ import annotations

import dataclasses
import io
import re
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from sheets import GUARDIAN, MARK, SEAL, drawn, everything, heading, paper, para

from generator.preflight import preflight
from inconfidence.core.blocks import SignaturePlace, Text, TextStyle
from inconfidence.core.documents import MarkedPdf, SignatureField
from inconfidence.core.errors import Failed

Change = Callable[[list[bytes]], None]
"""Changes the objects of a file, as they are written, in place."""

OBJECT = re.compile(rb"\d+ 0 obj\n(.*?)endobj\n", re.DOTALL)
STREAM = re.compile(rb"stream\n(.*)\r\nendstream\n", re.DOTALL)


@pytest.fixture(scope="module")
def marked() -> MarkedPdf:
    """A two-page paper with a link, a heading and a visible signature field."""
    link = para((Text("our page", TextStyle(), "https://www.example.gov.uk"),))
    first = paper(heading("Secret name: Zaynab"), link, *(para(f"Line {n}") for n in range(40)))
    blocks = (*first.sections[0].blocks, SignaturePlace("seal", "Seal", 198.4, 70.9))
    return drawn(paper(*blocks), SEAL, must_show=(MARK.ground,))


def changed(marked: MarkedPdf, change: Change) -> MarkedPdf:
    """Return a paper with changed objects, written in the form we write in, its table and end right."""
    content = marked.content
    bodies = OBJECT.findall(content)
    change(bodies)
    made = content[: content.index(b"1 0 obj\n")]
    lines = [b"0000000000 65535 f \n"]
    for number, body in enumerate(bodies, start=1):
        lines.append(b"%010d 00000 n \n" % len(made))
        made += b"%d 0 obj\n%sendobj\n" % (number, body)
    trailer = re.sub(rb"/Size \d+", b"/Size %d" % len(lines), content[content.index(b"trailer\n") :])
    trailer = re.sub(rb"startxref\n\d+", b"startxref\n%d" % len(made), trailer)
    return dataclasses.replace(marked, content=made + b"xref\n0 %d\n%s%s" % (len(lines), b"".join(lines), trailer))


def swap(bodies: list[bytes], old: bytes, new: bytes, times: int = 1) -> None:
    """Put something else in the place of the first bytes that are ``old``."""
    at = next(at for at, body in enumerate(bodies) if old in body)
    bodies[at] = bodies[at].replace(old, new, times)


def swap_in_content(bodies: list[bytes], old: bytes, new: bytes) -> None:
    """Put something else into the page that draws ``old``."""
    for at, body in enumerate(bodies):
        found = STREAM.search(body)
        if found is None or b"/FlateDecode /Length " not in body:
            continue
        content = zlib.decompress(found[1])
        if old in content:
            packed = zlib.compress(content.replace(old, new, 1))
            bodies[at] = b"<<\n/Filter /FlateDecode /Length %d\n>>\nstream\n%s\r\nendstream\n" % (len(packed), packed)
            return
    raise AssertionError("nothing of that kind is drawn")


def in_catalog(entry: bytes) -> Change:
    return lambda bodies: swap(bodies, b"/Type /Catalog", b"/Type /Catalog " + entry)


def added(body: bytes, change: Callable[[list[bytes], bytes], None]) -> Change:
    """Add an object, and let ``change`` refer to it."""

    def both(bodies: list[bytes]) -> None:
        bodies.append(body)
        change(bodies, b"%d 0 R" % len(bodies))

    return both


SCRIPT = b"<</S /JavaScript /JS (app.alert\\(1\\))>>"
HELVETICA = b"<<\n/Type /Font /Subtype /Type1 /BaseFont /Helvetica\n>>\n"
FORM = b"<<\n/BBox [0 0 1 1] /Length 1 /Subtype /Form /Type /XObject\n>>\nstream\n \r\nendstream\n"
NOTE = b"<</Type /Annot /Subtype /Text /Contents (x) /Rect [0 0 9 9]>>\n"


def pages(bodies: list[bytes]) -> list[int]:
    return [at for at, body in enumerate(bodies) if b"/Type /Page\n" in body]


def edit_page(bodies: list[bytes], number: int, old: bytes, new: bytes) -> None:
    at = pages(bodies)[number - 1]
    assert old in bodies[at]
    bodies[at] = bodies[at].replace(old, new, 1)


def edit_catalog(bodies: list[bytes], old: bytes, new: bytes) -> None:
    at = next(at for at, body in enumerate(bodies) if b"/Type /Catalog" in body)
    bodies[at] = bodies[at].replace(old, new)


def swap_pages(bodies: list[bytes]) -> None:
    first, second = pages(bodies)
    swap(
        bodies,
        b"%d 0 R %d 0 R ] /Type /Pages" % (first + 1, second + 1),
        b"%d 0 R %d 0 R ] /Type /Pages" % (second + 1, first + 1),
    )


def drop_page(bodies: list[bytes]) -> None:
    swap(bodies, b" %d 0 R ] /Type /Pages" % (pages(bodies)[1] + 1), b" ] /Type /Pages")


def swap_two_paragraphs_in_the_tree(bodies: list[bytes]) -> None:
    kids = re.search(rb"/S /Document [^\n]*/K \[(\d+ 0 R) (\d+ 0 R)", next(b for b in bodies if b"/S /Document" in b))
    assert kids
    swap(bodies, b"/K [%s %s" % (kids[1], kids[2]), b"/K [%s %s" % (kids[2], kids[1]))


CHANGES: dict[str, Change] = {
    "open action": in_catalog(b"/OpenAction " + SCRIPT),
    "named script": in_catalog(b"/Names <</JavaScript <</Names [(x) " + SCRIPT + b"]>>>>"),
    "attachment": in_catalog(b"/AF [<</Type /Filespec>>]"),
    "page action": lambda bodies: edit_page(bodies, 1, b"/Tabs /S", b"/Tabs /S /AA <</O " + SCRIPT + b">>"),
    "a link that launches": lambda bodies: swap(bodies, b"/S /URI", b"/S /Launch"),
    "a link to a file": lambda bodies: swap(bodies, b"(https://", b"(file:///"),
    "a note": added(NOTE, lambda bodies, here: edit_page(bodies, 1, b"/Annots [", b"/Annots [" + here + b" ")),
    "a script in the bookmarks": lambda bodies: swap(bodies, b"/Title (Secret", b"/A " + SCRIPT + b" /Title (Secret"),
    "a filled field": lambda bodies: swap(bodies, b"/FT /Sig", b"/FT /Sig /V 1"),
    "another field": lambda bodies: swap(bodies, b"/T <FEFF0073", b"/T <FEFF0074"),
    "no fields": lambda bodies: swap(bodies, b"/AcroForm <</Fields [", b"/AcroForm <</Fiel [", 1),
    "a form of another kind": lambda bodies: swap(bodies, b"/SigFlags 1", b"/SigFlags 1 /XFA (x)"),
    "no tags": lambda bodies: edit_catalog(bodies, b"/StructTreeRoot", b"/StructTreeRood"),
    "not said to be tagged": lambda bodies: swap(bodies, b"/Marked true", b"/Marked false"),
    "a page fewer": drop_page,
    "pages in another order": swap_pages,
    "a font that is not in it": added(
        HELVETICA, lambda bodies, here: swap(bodies, b"/F1+0 ", b"/F9+0 " + here + b" /F1+0 ")
    ),
    "a drawing that is no picture": added(
        FORM,
        lambda bodies, here: edit_page(bodies, 1, b"/ProcSet", b"/XObject <</FormXob.0a " + here + b">> /ProcSet"),
    ),
    "an object nothing leads to": lambda bodies: bodies.append(b"<</Secret (x)>>\n"),
    "words joined": lambda bodies: swap_in_content(bodies, b"(Line 39 )", b"(Line39 )"),
    "a word lost": lambda bodies: swap_in_content(bodies, b"(Line 39 )", b"(Line )"),
    "a word changed": lambda bodies: swap_in_content(bodies, b"(Line 39 )", b"(Line 93 )"),
    "words outside every mark": lambda bodies: swap_in_content(bodies, b"EMC\n", b"EMC\nBT (x) Tj\nET\n"),
    "an operator we never write": lambda bodies: swap_in_content(bodies, b"BT\n", b"BT\n3 Tr\n"),
    "an inline picture": lambda bodies: swap_in_content(bodies, b"BT\n", b"BI /W 1 ID x EI\nBT\n"),
    "words read out in another order": swap_two_paragraphs_in_the_tree,
    "a heading that is none": lambda bodies: swap(bodies, b"/S /H1", b"/S /P"),
    "a piece that stands in the tree twice": lambda bodies: swap(bodies, b"/K 1>>", b"/K 0>>"),
    "letters that mean something else": lambda bodies: swap_in_content(bodies, b"<65> <0065>", b"<65> <0058>"),
    "a comment between entries": lambda bodies: swap(bodies, b"/Type /Catalog", b"/Type % Zaynab\n /Catalog"),
}


def test_an_untouched_copy_passes(marked: MarkedPdf) -> None:
    """Taking a file apart and putting it together again changes nothing, so the tests below test their change."""
    assert changed(marked, lambda bodies: None).content == marked.content
    assert preflight(marked).page_count == 2


@pytest.mark.parametrize("change", CHANGES)
def test_a_file_that_was_changed_is_refused(marked: MarkedPdf, change: str) -> None:
    """Scripts, actions, attachments, fields, fonts, tags, pages and words: each is looked at in every file."""
    with pytest.raises(Failed) as refused:
        preflight(changed(marked, CHANGES[change]), outward=False)

    assert "Zaynab" not in refused.value.message


def test_a_file_written_by_another_program_is_refused(marked: MarkedPdf) -> None:
    """Only our own way of writing is read: whatever else it says, it is not what was drawn."""
    kept = io.BytesIO()
    with pikepdf.open(io.BytesIO(marked.content)) as pdf:
        pdf.save(kept, object_stream_mode=pikepdf.ObjectStreamMode.disable)

    with pytest.raises(Failed):
        preflight(dataclasses.replace(marked, content=kept.getvalue()), outward=False)


@pytest.mark.parametrize("extra", [b"% Zaynab\n", b"9 0 obj\n<<>>\nendobj\n"])
def test_nothing_stands_between_two_objects(marked: MarkedPdf, extra: bytes) -> None:
    """What no table names is still in the file, for whoever looks."""
    at = marked.content.index(b"2 0 obj\n")
    content = marked.content[:at] + extra + marked.content[at:]
    table = re.sub(rb"startxref\n(\d+)", lambda found: b"startxref\n%d" % (int(found[1]) + len(extra)), content)

    with pytest.raises(Failed):
        preflight(dataclasses.replace(marked, content=table), outward=False)


def test_bytes_hidden_behind_a_packed_stream_are_refused(marked: MarkedPdf) -> None:
    """A packed stream ends where it says: what stands behind its end is drawn by nobody and read by whoever looks."""

    def hide(bodies: list[bytes]) -> None:
        at = next(at for at, body in enumerate(bodies) if body.startswith(b"<<\n/Filter /FlateDecode /Length "))
        found = STREAM.search(bodies[at])
        assert found
        stored = found[1] + b"Zaynab"
        bodies[at] = b"<<\n/Filter /FlateDecode /Length %d\n>>\nstream\n%s\r\nendstream\n" % (len(stored), stored)

    with pytest.raises(Failed):
        preflight(changed(marked, hide), outward=False)


def test_a_paper_that_breaks_a_standard_does_not_go_outward(marked: MarkedPdf) -> None:
    """What the reader of our own form cannot know, a judge of the standards does."""
    broken = changed(marked, lambda bodies: swap(bodies, b"<pdfuaid:part>1", b"<pdfuaid:part>7"))

    assert not preflight(broken, outward=False).outward
    with pytest.raises(Failed, match="standards"):
        preflight(broken)


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

    with pytest.raises(Failed):
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
