"""Files from an unknown hand: bombs, entities, outside addresses, and plain rubbish."""

import zipfile
from io import BytesIO

import pytest

from generator.word import problems_of, read
from generator.word.package import PARTS_MAX
from inconfidence.core.errors import InputInvalid
from tests.generator.word.making import blocks, paragraph, rewritten, run, word, words

DOCUMENT = "word/document.xml"


def zipped(*parts: tuple[str, bytes]) -> bytes:
    """Return a zip of these parts."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("code", "content"),
    [
        ("not-word", b""),
        ("not-word", b"%PDF-1.7 not Word at all"),
        ("not-word", zipped(("a.txt", b"a zip, but not Word"))),
        ("old-word", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)),
        ("not-word", word(paragraph(run("a")))[:-200] + bytes(200)),
        ("macros", zipped(("word/vbaProject.bin", b"macro"))),
        ("zip-bomb", zipped(("word/document.xml", bytes(20 * 1024 * 1024)))),
        ("too-large", zipped(*((f"part{number}", b"") for number in range(PARTS_MAX + 1)))),
    ],
)
def test_what_is_no_word_file_is_refused_with_a_way_out(code: str, content: bytes) -> None:
    """Each is refused as a whole, with a remedy."""
    with pytest.raises(InputInvalid) as caught:
        read(content)

    assert caught.value.hint
    assert [one.code for one in caught.value.problems] == [code]


def test_an_external_entity_is_never_opened() -> None:
    """XXE: a file that declares an entity is refused before anything is read of it."""
    attack = b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    docx = rewritten(word(paragraph(run("SPOT"))), DOCUMENT, lambda xml: put_first(xml, attack, b"&x;"))

    assert [one.code for one in problems_of(docx)] == ["entities"]


def test_entities_within_entities_are_never_unfolded() -> None:
    """A billion laughs are refused at the first."""
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 12))
    attack = b'<!DOCTYPE w [<!ENTITY l0 "ha">' + laughs + b"]>"
    docx = rewritten(word(paragraph(run("SPOT"))), DOCUMENT, lambda xml: put_first(xml, attack, b"&l11;"))

    assert problems_of(docx)[0].code in {"entities", "damaged"}


def put_first(xml: bytes, declaration: bytes, words_there: bytes) -> bytes:
    """Put a declaration before the root, and words in the place of SPOT."""
    head, mark, rest = xml.partition(b"?>")
    return head + mark + declaration + rest.replace(b"SPOT", words_there)


def test_a_picture_from_outside_is_not_fetched() -> None:
    """A relationship may point anywhere; only parts of the file are opened."""
    xml = (
        '<w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="1" name="a" descr="a"/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill>'
        '<a:blip r:embed="rId99"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )
    outside = (
        b'<Relationship Id="rId99" TargetMode="External" Target="http://192.0.2.1/a.png" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/></Relationships>'
    )
    docx = rewritten(
        word(paragraph(xml)), "word/_rels/document.xml.rels", lambda b: b.replace(b"</Relationships>", outside)
    )

    assert [one.code for one in problems_of(docx)] == ["picture-link"]


@pytest.mark.parametrize("value", ["NaN", "1e400", "-", "9" * 40, "12parsec"])
def test_numbers_that_are_none_are_damage(value: str) -> None:
    """A length that cannot be read stops the reading cleanly."""
    docx = word(paragraph(run("a"), f'<w:ind w:left="{value}"/>'))

    assert [one.code for one in problems_of(docx)] == ["damaged"]


def test_styles_in_a_ring_end() -> None:
    """A style based on itself is cut, not followed for ever."""
    docx = word(paragraph(run("a"), '<w:pStyle w:val="Ring"/>'))
    ring = b'<w:style w:type="paragraph" w:styleId="Ring"><w:name w:val="Ring"/><w:basedOn w:val="Ring"/></w:style>'
    docx = rewritten(docx, "word/styles.xml", lambda xml: xml.replace(b"</w:styles>", ring + b"</w:styles>"))

    assert words(blocks(docx)) == ["a"]


def test_deep_nesting_ends() -> None:
    """Tables in tables without end are damage, not a crash."""
    opened, closed = "<w:tbl><w:tr><w:tc>" * 120, "</w:tc></w:tr></w:tbl>" * 120
    docx = rewritten(
        word(paragraph(run("SPOT"))),
        DOCUMENT,
        lambda xml: xml.replace(b"<w:body>", b"<w:body>" + (opened + closed).encode()),
    )

    assert [one.code for one in problems_of(docx)] == ["damaged"]


def test_a_tag_in_the_text_is_text() -> None:
    """Reading runs nothing: what looks like a tag is read as it stands."""
    assert words(blocks(word(paragraph(run("{{ 7*7 }} {% raw %}"))))) == ["{{ 7*7 }} {% raw %}"]
