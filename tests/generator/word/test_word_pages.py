"""Sections, headers, fields, links and pictures."""

from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Mm, Pt

from generator.word import problems_of, read
from inconfidence.core.blocks import Paragraph, Picture, Reference, Text
from tests.generator.word.making import blocks, paragraph, png, run, saved, word, words


def references(docx: bytes) -> list[tuple[str, str]]:
    """Return the numbers known at layout that a file asks for."""
    found = [one for one in blocks(docx) if isinstance(one, Paragraph)]
    return [(i.kind, i.bookmark) for one in found for i in one.inlines if isinstance(i, Reference)]


def field(code: str, result: str = "9") -> str:
    """Return the XML of a field in Word's long form."""
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    instruction = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return f"{marks[0]}{instruction}{marks[1]}{run(result)}{marks[2]}"


def two_sections() -> WordDocument:
    """Return an upright A4 section with a header and first page, then a landscape one."""
    document = Document()
    first = document.sections[0]
    first.page_width, first.page_height = Mm(210), Mm(297)
    first.different_first_page_header_footer = True
    first.header.paragraphs[0].text = "Private and Confidential"
    first.first_page_header.paragraphs[0].text = "First"
    document.add_paragraph("one")
    second = document.add_section(WD_SECTION.NEW_PAGE)
    second.orientation, second.page_width, second.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    second.different_first_page_header_footer = False
    document.add_paragraph("two")
    return document


def test_sections_keep_their_shape_and_their_head() -> None:
    """A landscape section has its own page, and the header of the one before where it has none."""
    first, second = read(saved(two_sections())).sections

    assert [words(one.blocks) for one in (first, second)] == [["one"], ["two"]]
    assert (round(first.page.width), round(second.page.width)) == (595, 842)
    assert words(second.header) == ["Private and Confidential"]
    assert second.first_header is None


def test_the_first_page_may_have_another_head() -> None:
    """A first page's header is read; its footer, never made, is empty."""
    first, _ = read(saved(two_sections())).sections

    assert first.first_header is not None
    assert words(first.first_header) == ["First"]
    assert first.first_footer == ()


def test_a_section_on_the_same_page_joins_the_one_before() -> None:
    """Word's continuous break of the same page shape makes no new page."""
    document = Document()
    document.add_paragraph("one")
    document.add_section(WD_SECTION.CONTINUOUS)
    document.add_paragraph("two")

    assert len(read(saved(document)).sections) == 1


def test_fields_of_both_forms() -> None:
    """Page, pages, page reference and number reference are known, short or long, and their old results dropped."""
    simple = f'<w:fldSimple w:instr=" NUMPAGES \\* MERGEFORMAT ">{run("3")}</w:fldSimple>'
    docx = word(paragraph(field("PAGE") + simple + field("PAGEREF plan \\h") + field("REF para \\n \\h")))

    assert references(docx) == [("page", ""), ("pages", ""), ("page-of", "plan"), ("number-of", "para")]
    assert words(blocks(docx)) == [""]


def test_links_keep_their_address() -> None:
    """A hyperlink field and a hyperlink to a bookmark lead where they say."""
    inner = f'<w:hyperlink w:anchor="plan">{run("the plan")}</w:hyperlink>'

    (found,) = blocks(word(paragraph(field('HYPERLINK "https://example.org/a"', "site") + inner)))

    assert isinstance(found, Paragraph)
    assert [(i.words, i.link) for i in found.inlines if isinstance(i, Text)] == [
        ("site", "https://example.org/a"),
        ("the plan", "#plan"),
    ]


def test_a_link_that_runs_something_is_refused() -> None:
    """Addresses of other kinds do not reach a paper."""
    docx = word(
        paragraph(field('HYPERLINK "javascript:alert(1)"', "x") + field('HYPERLINK "file:///etc/passwd"', "y"))
    )

    assert [one.code for one in problems_of(docx)] == ["link"]


def test_unknown_fields_are_refused_by_name() -> None:
    """A date that changes each time, and a REF that is no number, are named; a value is not."""
    docx = word(paragraph(field("DATE \\@ dd")), paragraph(field("REF secretname \\h")))

    found = problems_of(docx)

    assert [one.path for one in found] == ["body, paragraph 1", "body, paragraph 2"]
    assert "DATE" in found[0].message
    assert "secretname" not in str(found[1])


def test_a_field_over_several_paragraphs_is_refused() -> None:
    """A table of contents by Word cannot be kept true."""
    docx = word(paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>'), paragraph(run("a")))

    assert [one.code for one in problems_of(docx)] == ["field-open"]


def with_picture(alt: str) -> bytes:
    """Return a file with one inline picture."""
    document = Document()
    inline = document.add_paragraph().add_run().add_picture(BytesIO(png()), width=Pt(72), height=Pt(36))._inline
    inline.docPr.set("descr", alt)
    return saved(document)


def test_a_picture_has_size_and_alt_text() -> None:
    """An inline picture is read with its bytes, its size and what it shows."""
    (found,) = blocks(with_picture("A map"))

    assert isinstance(found, Paragraph)
    assert found.inlines == (Picture(png(), 72.0, 36.0, "A map"),)


def test_a_picture_without_alt_text_is_refused() -> None:
    """Who cannot see it would be told nothing."""
    assert [one.code for one in problems_of(with_picture(""))] == ["picture-alt"]
