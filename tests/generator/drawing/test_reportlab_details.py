"""What we lean on in reportlab that it does not promise; these fail when it changes."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor

import pikepdf
import reportlab
from reportlab.pdfbase import pdfdoc, pdfmetrics
from sheets import CREATED, GUARDIAN, SEAL, drawn, everything, opened, paper, para

from generator.fonts import face
from generator.reportlab_details import PaperCanvas, PaperFont, to_unicode


def test_reportlab_is_the_one_we_know() -> None:
    """Another version has to be looked at before it is used: see generator/reportlab_details.py."""
    assert reportlab.__version__ == "5.1.0"


def test_every_stream_ends_with_a_line_end_its_length_does_not_count() -> None:
    """Hooked into the place of a cipher: ``document.encrypt.encode`` sees each stream's bytes last."""
    content = drawn(everything(), SEAL, GUARDIAN).content

    for piece in content.split(b"endstream")[:-1]:
        assert piece.endswith(b"\r\n")
    for thing in opened(drawn(everything(), SEAL, GUARDIAN)).objects:
        if isinstance(thing, pikepdf.Stream):
            assert len(thing.read_raw_bytes()) == int(thing.Length)


def test_a_map_to_unicode_leaves_out_what_may_not_be_in_it() -> None:
    """No U+0000, U+FEFF or U+FFFE, and blocks of at most a hundred."""
    words = to_unicode("AAAAAA+X", (0, 0xFEFF, 0xFFFE, *range(65, 290))).decode()

    assert "<0000>" not in words and "<FEFF>" not in words and "<FFFE>" not in words
    assert [line for line in words.splitlines() if "beginbfchar" in line] == [
        "100 beginbfchar", "100 beginbfchar", "25 beginbfchar",
    ]  # fmt: skip


def test_the_global_registry_of_fonts_is_left_alone() -> None:
    """Our faces are not registered: another part of the program cannot replace them, nor we its."""
    drawn(paper(para("x")))

    assert not [name for name in pdfmetrics._fonts if "Noto" in name]
    assert isinstance(face(False).font, PaperFont)


def test_a_canvas_begins_without_helvetica() -> None:
    """The preamble of a page sets no font, and the document knows none."""
    canvas = PaperCanvas((100, 100), "en-GB", CREATED)

    assert canvas._preamble == "1 0 0 1 0 0 cm"
    assert canvas.document.fontMapping == {}


def test_pages_and_catalog_take_entries_of_ours() -> None:
    """Both write what stands in ``__NoDefault__``, and number what stands in ``__Refs__``."""
    assert "Annots" in pdfdoc.PDFPage.__NoDefault__
    assert {"StructTreeRoot", "Metadata"} <= set(pdfdoc.PDFCatalog.__Refs__)
    assert "OutputIntents" not in pdfdoc.PDFCatalog.__NoDefault__


def test_a_font_serves_two_documents_at_once() -> None:
    """Subsets are kept by document: papers drawn in turns do not mix their letters."""
    first, second = (PaperCanvas((100, 100), "en-GB", CREATED) for _ in range(2))
    font = face(False).font

    shown = [font.shown("Ł", first.document), font.shown("Щ", second.document), font.shown("ŁЩ", first.document)]

    assert shown[0][0][1] == shown[1][0][1] == "\\001"
    assert shown[2][0][1] == "\\001\\002"


def test_drawing_in_threads_does_not_mix_papers() -> None:
    """A paper drawn while others are being drawn is byte for byte the same."""
    names = ["Łukasz", "Щербаков", "Nguyễn", "Παπαδόπουλος"] * 4
    alone = [drawn(paper(para(name))).content for name in names]

    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda name: drawn(paper(para(name))).content, names))

    assert together == alone


def test_a_file_is_written_in_one_go() -> None:
    """One header, one cross-reference table, one end."""
    content = drawn(everything(), SEAL, GUARDIAN).content

    assert [content.count(mark) for mark in (b"%PDF-1.7", b"\nxref\n", b"%%EOF")] == [1, 1, 1]
    assert pikepdf.open(io.BytesIO(content)).check_pdf_syntax() == []
