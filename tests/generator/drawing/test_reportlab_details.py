"""What we lean on in reportlab that it does not promise; these fail when it changes."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor

import pikepdf
import reportlab
from reportlab.pdfbase import pdfmetrics
from sheets import GUARDIAN, SEAL, drawn, everything, opened, paper, para, read

from generator.fonts import composed, face
from generator.pdf.file import PaperFile
from generator.reportlab_details import COMMON_TABLE, PaperFont, number_text, text_string, to_unicode
from inconfidence.core.documents import MarkedPdf


def test_reportlab_is_the_one_we_know() -> None:
    """Another version has to be looked at before it is used: see generator/reportlab_details.py."""
    assert reportlab.__version__ == "5.1.0"


def test_every_stream_ends_with_a_line_end_its_length_does_not_count() -> None:
    """A line end is no part of the data (ISO 19005-3, 6.1.7.1)."""
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


def test_a_file_begins_without_helvetica() -> None:
    """No font is in a file before words are shown in it (a new Canvas of reportlab lists one that is not embedded)."""
    content = drawn(paper(para("x"))).content

    assert PaperFile().fonts == {}
    assert b"Helvetica" not in content


def test_numbers_and_words_are_spelt_as_reportlab_spells_them() -> None:
    """Six digits after the point at most; words in their own letters where PDF has a code for each, or in UTF-16."""
    assert [number_text(each) for each in (595.28, 12, -0.5, 0.25, 1 / 3)] == [
        b"595.28", b"12", b"-0.5", b".25", b".333333",
    ]  # fmt: skip
    assert text_string("Under (a) \\ b") == b"(Under \\(a\\) \\\\ b)"
    assert text_string("caf\xe9") == b"(caf\\351)"
    assert text_string("\u0141") == b"(\\225)"
    assert text_string("\u5f35") == b"(\\376\\377_5)"


def test_a_font_serves_two_documents_at_once() -> None:
    """Subsets are kept by document: papers drawn in turns do not mix their letters."""
    first, second = PaperFile(), PaperFile()
    font = face(False).font

    shown = [font.shown("Ж", first), font.shown("Щ", second), font.shown("ЖЩ", first)]

    assert shown[0][0][1] == shown[1][0][1] == "\\001"
    assert shown[2][0][1] == "\\001\\002"


def test_letters_beyond_the_first_table_go_into_further_fonts() -> None:
    """Codes have one byte: 256 letters more begin a third font, in which a space is a space again."""
    beyond = face(False).plain - set(map(chr, COMMON_TABLE)) - {"\xa0"}
    letters = "".join(sorted(beyond))[:320]
    file = PaperFile()

    shown = face(False).font.shown(f"{letters} A", file)

    assert [name for name, _ in shown] == ["/F1+1", "/F1+2", "/F1+0"]
    assert shown[0][1].startswith("\\001\\002") and shown[0][1].endswith("\\377")
    assert shown[1][1].startswith("\\001\\002") and '\\037!"' in shown[1][1]
    assert shown[2][1] == " A"


def test_latin_letters_have_one_place_in_every_file() -> None:
    """Names with accents are shown by one font, whose cut is the same whichever of its letters a paper holds."""
    assert [name for name, _ in face(False).font.shown("Łukasz Ğülşen’s – Ő", PaperFile())] == ["/F1+0"]

    cuts = [programs(drawn(paper(para(name)))) for name in ("Łukasz Ğülşen", "Zoë Ő")]

    assert cuts[0] == cuts[1]


def programs(marked: MarkedPdf) -> list[bytes]:
    """Return the font programs of a file's first page."""
    with opened(marked) as pdf:
        fonts = pdf.pages[0].Resources.Font
        return [font.FontDescriptor.FontFile2.read_bytes() for _, font in sorted(fonts.items())]


def test_a_paper_of_many_letters_reads_as_it_was_written() -> None:
    """What each code means is told for every table."""
    letters = "".join(sorted(each for each in face(False).plain if each.isalpha() and "\xa0" < each < "\u0530"))
    words = " ".join(letters[at : at + 20] for at in range(0, len(letters), 20))

    assert composed(words) in " ".join(read(drawn(paper(para(words)))))


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
