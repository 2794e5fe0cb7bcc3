"""The editable Word file says what the drawn paper says, and tells nothing of who wrote it, when and with what."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from PIL import Image

from generator.draw import draw
from generator.drawn import said_by
from generator.fill import fill
from generator.issue import word_file
from generator.pictures import bare_picture
from generator.printing import CLOSE, MIDDLE, OPEN
from generator.provenance import holds_mark
from generator.template import Template
from generator.word import read
from inconfidence.core.blocks import Picture
from inconfidence.core.errors import InputInvalid
from tests.generator.drawing.sheets import CREATED, MARK, VIEW
from tests.generator.drawing.sheets import read as read_pdf
from tests.generator.test_fill import template, view
from tests.generator.word.making import paragraph, png, rewritten, run, saved, word

REFERRAL: dict[str, Any] = {
    "greeting": "Ms Yıldız",
    "lines": ["One <b>line</b>", "and\nanother"],
    "people": [{"name": "Young person A"}, {"name": "Young person B"}],
    "map": "plan",
}
MAP = Picture(png(), 72.0, 36.0, "Plan of the place")


def letter() -> Template:
    """Return a template with a head, a loop, a table and a picture."""
    document = Document()
    document.styles["Normal"].font.size = Pt(12)
    document.sections[0].header.paragraphs[0].text = "{{ council.name }}\tPrivate and Confidential"
    document.add_paragraph("Dear {{ referral.greeting }},")
    document.add_paragraph("{%p for line in referral.lines %}")
    document.add_paragraph("{{ line }}", "List Bullet")
    document.add_paragraph("{%p endfor %}")
    table = document.add_table(4, 2)
    for row, text in enumerate(["Who", "{%tr for p in referral.people %}", "{{ p.name }}", "{%tr endfor %}"]):
        table.cell(row, 0).text = text
    document.add_paragraph("{{ referral.map|picture }}")
    return template(docx=saved(document))


def issued(what: Template) -> bytes:
    """Return the Word file of a template, filled from one referral."""
    return word_file(what, view(**REFERRAL), {"plan": MAP})


def parts(docx: bytes) -> dict[str, bytes]:
    """Return the parts of a file by name."""
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_it_says_what_the_drawn_paper_says_in_the_same_order() -> None:
    """Word for word, head, list, table and alt text included; and the PDF shows them so."""
    marked = draw(
        read(fill(letter(), view(**REFERRAL), {"plan": MAP})),
        MARK, fields=(), created=CREATED, view=VIEW, must_show=(),
    )  # fmt: skip

    said = [one.words for one in said_by(read(issued(letter()))).drawn]

    assert squeezed("".join(said)) == squeezed("".join(one.words for one in marked.drawn))
    page, at = squeezed("".join(read_pdf(marked))), 0
    for one in (one.words for one in marked.drawn if one.words != MAP.alt):
        at = page.index(squeezed(one), at) + len(squeezed(one))


def squeezed(words: str) -> str:
    """Return words without white space."""
    return "".join(words.split())


def test_its_head_is_marked_as_the_template_marks_it() -> None:
    """Private and Confidential stands in the head of the file that is sent."""
    (head,) = [part for name, part in parts(issued(letter())).items() if name.startswith("word/header")]

    assert b"Private and Confidential" in head


def test_equal_views_give_equal_files() -> None:
    """Byte for byte."""
    assert issued(letter()) == issued(letter())


def test_no_mark_is_in_any_part() -> None:
    """Nor in the name of one; the file that is read holds them."""
    files = parts(issued(letter()))

    assert not any(holds_mark(part) or holds_mark(name.encode()) for name, part in files.items())
    assert holds_mark(parts(fill(letter(), view(**REFERRAL), {"plan": MAP}).content)["word/document.xml"])


@pytest.mark.parametrize("mark", [OPEN, MIDDLE, CLOSE])
@pytest.mark.parametrize("written", ["{}", "&#{0:d};", "&#x{0:x};", "&#x00{0:X};"])
def test_a_mark_is_found_however_it_is_written(mark: str, written: str) -> None:
    """As itself, or as a reference to its number."""
    text = mark if written == "{}" else written.format(ord(mark))

    assert holds_mark(f"a{text}b".encode())
    assert not holds_mark("a\ue0f0b &#57588;".encode())


def test_its_properties_are_title_council_and_language() -> None:
    """And nothing else, whoever made the template."""
    document = Document()
    document.core_properties.keywords = document.core_properties.author = "Jo Bloggs"

    core = parts(issued(template(docx=saved(document))))["docProps/core.xml"].decode()

    assert "Bloggs" not in core
    assert core.count("</dc:") == core.count("</") - 1 == 3
    assert all(words in core for words in ("Task sheet", "London Borough of Thornmere", "en-GB"))


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("word/document.xml", b"<w:p>", b'<w:p w:rsidR="00ABCDEF" w:rsidRPr="00ABCDEF">'),
        ("word/document.xml", b"<w:t>", b"<!-- 00ABCDEF --><w:t>"),
        ("word/document.xml", b"<w:r>", b'<w:proofErr w:type="00ABCDEF"/><w:r>'),
        ("word/settings.xml", b"</w:settings>", b'<w:rsids><w:rsid w:val="00ABCDEF"/></w:rsids></w:settings>'),
        (
            "word/settings.xml",
            b"</w:settings>",
            b'<w:docVars><w:docVar w:name="a" w:val="00ABCDEF"/></w:docVars></w:settings>',
        ),
        (
            "word/fontTable.xml",
            b"</w:fonts>",
            b'<w:font w:name="F"><w:embedRegular w:fontKey="{00ABCDEF}"/></w:font></w:fonts>',
        ),
    ],
)
def test_traces_of_writing_are_left_out(part: str, old: bytes, new: bytes) -> None:
    """Revision marks, comments in XML, variables and embedded fonts are gone from the file that is sent."""
    docx = rewritten(saved(Document()), part, lambda xml: xml.replace(old, new))
    docx = docx if part != "word/document.xml" else rewritten(letter().docx, part, lambda xml: xml.replace(old, new))

    files = parts(issued(template(docx=docx)))

    assert b"00ABCDEF" in parts(docx)[part]
    assert not any(b"00ABCDEF" in one for one in files.values())


def test_heads_that_no_page_shows_are_emptied() -> None:
    """Word keeps the head of a first page that is like all others now: its old words would go out unseen."""
    document = Document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "Jo Bloggs, draft"
    section.header.paragraphs[0].text = "Private and Confidential"
    section.different_first_page_header_footer = False

    files = parts(issued(template(docx=saved(document))))

    assert not any(b"Bloggs" in part for part in files.values())
    assert any(b"Private and Confidential" in part for part in files.values())


def test_a_first_page_of_its_own_keeps_its_head() -> None:
    """When it is shown."""
    document = Document()
    document.sections[0].different_first_page_header_footer = True
    document.sections[0].first_page_header.paragraphs[0].text = "First page"

    files = parts(issued(template(docx=saved(document))))

    assert any(b"First page" in part for part in files.values())


@pytest.mark.parametrize("shown", [True, False])
def test_the_head_of_even_pages_is_kept_only_when_it_is_shown(shown: bool) -> None:
    """Whether even pages have a head of their own is a setting of the file."""
    document = Document()
    document.settings.odd_and_even_pages_header_footer = shown
    document.sections[0].even_page_header.paragraphs[0].text = "Even page"

    files = parts(issued(template(docx=saved(document))))

    assert any(b"Even page" in part for part in files.values()) is shown


def test_notes_nothing_refers_to_are_left_out() -> None:
    """A note whose mark was deleted stays in the file; the lines Word needs beside it stay too."""
    document = Document()
    package = document.part.package
    notes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>Jo Bloggs</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES, notes.encode(), package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    kept = parts(issued(template(docx=saved(document))))["word/footnotes.xml"]

    assert b"Bloggs" not in kept
    assert b"separator" in kept


FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


@pytest.mark.parametrize(
    "kind",
    [
        RELATIONSHIP_TYPE.CUSTOM_XML,
        RELATIONSHIP_TYPE.COMMENTS,
        RELATIONSHIP_TYPE.THUMBNAIL,
        RELATIONSHIP_TYPE.CUSTOM_PROPERTIES,
        RELATIONSHIP_TYPE.GLOSSARY_DOCUMENT,
        "http://schemas.microsoft.com/office/2011/relationships/people",
        "http://example.org/what/ever",
    ],
)
def test_only_known_parts_are_kept(kind: str) -> None:
    """Comments, data, a picture of the first page, a list of those who wrote: whatever is bound in is left out."""
    document = Document()
    package = document.part.package
    for holder in (package, document.part):
        holder.relate_to(Part(PackURI(f"/word/x{holder is package}.bin"), "text/plain", b"Jo Bloggs", package), kind)

    files = parts(issued(template(docx=saved(document))))

    assert not any(b"Bloggs" in part for part in files.values())


@pytest.mark.parametrize(
    "inside",
    [
        run("x", "<w:vanish/>") + run("y"),
        '<w:ins w:id="1" w:author="Jo">' + run("x") + "</w:ins>",
        '<w:commentRangeStart w:id="1"/>' + run("x"),
    ],
)
def test_what_could_not_be_drawn_is_not_issued(inside: str) -> None:
    """Hidden words, tracked changes and comments stop the work."""
    with pytest.raises(InputInvalid):
        issued(template(docx=word(paragraph(inside))))


def jpeg() -> bytes:
    """Return a picture that says where it was taken."""
    stream = BytesIO()
    picture = Image.effect_noise((16, 16), 40).convert("RGB")
    exif = Image.Exif()
    exif[0x010E] = "taken by Jo Bloggs"
    picture.save(stream, "JPEG", exif=exif, comment=b"Jo Bloggs was here")
    return stream.getvalue()


def noted_png() -> bytes:
    """Return a picture with a note in it."""
    plain, note = png(), b"tEXtAuthor\x00Jo Bloggs"
    chunk = struct.pack(">I", len(note) - 4) + note + struct.pack(">I", zlib.crc32(note))
    return plain[:-12] + chunk + plain[-12:]


@pytest.mark.parametrize("content", [jpeg(), noted_png()])
def test_pictures_tell_nothing_but_what_they_show(content: bytes) -> None:
    """What a camera wrote beside a picture is gone; the picture is the same."""
    files = parts(word_file(letter(), view(**REFERRAL), {"plan": Picture(content, 10, 10, "Plan")}))

    (kept,) = [part for name, part in files.items() if name.startswith("word/media/")]
    assert b"Bloggs" in content
    assert b"Bloggs" not in kept
    assert shown(kept) == shown(content)


def shown(content: bytes) -> bytes:
    """Return the pixels of a picture."""
    return Image.open(BytesIO(content)).convert("RGB").tobytes()


@pytest.mark.parametrize("content", [jpeg(), noted_png()])
def test_a_picture_cut_off_anywhere_is_no_fault(content: bytes) -> None:
    """The end of a damaged picture is the end of it; nothing is read beyond."""
    assert all(len(bare_picture(content[:end])) <= end for end in range(0, len(content), 3))


def test_what_is_no_picture_stays() -> None:
    """It is not for us to change what we do not know."""
    assert bare_picture(b"GIF89a") == b"GIF89a"
