"""Runs, styles and paragraphs of a Word file become text with the look Word would give it."""

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt

from generator.word import read
from inconfidence.core.blocks import Barcode, LineBreak, PageBreak, Paragraph, SignaturePlace, Tab, Text, TickBox
from tests.generator.word.making import blocks, paragraph, rewritten, run, styled, word, words


def only(docx: bytes) -> Paragraph:
    """Return the one paragraph of a file."""
    (found,) = blocks(docx)
    assert isinstance(found, Paragraph)
    return found


def test_runs_of_one_look_are_joined() -> None:
    """Word's habit of cutting runs for its spelling marks does not reach the paper."""
    found = only(word(paragraph(run("In ") + "<w:proofErr w:val='spellStart'/>" + run("Confidence"))))

    assert [i.words for i in found.inlines if isinstance(i, Text)] == ["In Confidence"]


def test_foreign_names_survive() -> None:
    """Turkish and Yiddish letters arrive as they were written."""
    assert words(blocks(word(paragraph(run("Yıldız ייִדיש"))))) == ["Yıldız ייִדיש"]


def test_direct_formatting_is_read() -> None:
    """Size, weight, colour, raising and language of a run stand in its style."""
    properties = (
        '<w:b/><w:sz w:val="28"/><w:color w:val="ff0000"/><w:vertAlign w:val="superscript"/><w:lang w:val="tr-TR"/>'
    )

    (inline,) = only(word(paragraph(run("a", properties)))).inlines

    assert isinstance(inline, Text)
    look = inline.style
    assert (look.size, look.bold, look.colour, look.raised, look.language) == (14.0, True, "FF0000", "super", "tr-TR")


def test_styles_inherit() -> None:
    """A style says what its base says where it is silent itself."""

    def prepare(document: WordDocument) -> None:
        document.styles.add_style("Alert", WD_STYLE_TYPE.PARAGRAPH).font.size = Pt(14)
        child = document.styles.add_style("Child", WD_STYLE_TYPE.PARAGRAPH)
        child.base_style, child.font.bold = document.styles["Alert"], True

    found = only(word(paragraph(run("a"), '<w:pStyle w:val="Child"/>'), prepare=prepare))

    assert isinstance(found.inlines[0], Text)
    assert (found.style.name, found.inlines[0].style.size, found.inlines[0].style.bold) == ("Child", 14.0, True)


def test_bold_in_bold_is_plain() -> None:
    """A character style that is bold switches off the weight of a bold heading, as in Word."""
    found = only(word(paragraph(run("a", '<w:rStyle w:val="Strong"/>'), '<w:pStyle w:val="Heading1"/>')))

    assert isinstance(found.inlines[0], Text)
    assert not found.inlines[0].style.bold


def test_a_heading_has_its_level() -> None:
    """Word's small "heading 2" is Heading 2, of level 2."""
    found = only(word(paragraph(run("a"), '<w:pStyle w:val="Heading2"/>')))

    assert (found.style.name, found.style.level) == ("Heading 2", 2)


def test_leading_by_each_rule() -> None:
    """Lines stand a multiple of 1.36 sizes apart, exactly so far, or at least so far."""
    rules = ['w:line="360" w:lineRule="auto"', 'w:line="240" w:lineRule="exact"', 'w:line="240" w:lineRule="atLeast"']
    texts = [paragraph(run("a", '<w:sz w:val="20"/>'), f"<w:spacing {rule}/>") for rule in rules]

    found = blocks(word(*texts))

    assert [one.style.leading for one in found if isinstance(one, Paragraph)] == [20.43, 12.0, 13.62]


def test_indents_tabs_and_borders() -> None:
    """The standing of a paragraph is read in points."""
    properties = (
        '<w:pBdr><w:left w:val="single" w:sz="16" w:space="6" w:color="123456"/></w:pBdr>'
        '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9000"/></w:tabs>'
        '<w:ind w:left="720" w:hanging="360"/><w:jc w:val="center"/>'
    )

    style = only(word(paragraph(run("a"), properties))).style

    assert (style.left, style.first, style.align) == (36.0, -18.0, "center")
    assert [(t.position, t.align, t.leader) for t in style.tabs] == [(450.0, "right", ".")]
    assert style.borders.left is not None
    assert (style.borders.left.width, style.borders.left.gap, style.borders.left.colour) == (2.0, 6.0, "123456")


def test_tabs_breaks_and_tick_boxes() -> None:
    """Ballot box characters are boxes; tabs and line breaks are steps."""
    found = only(word(paragraph("<w:r><w:t>a</w:t><w:tab/><w:br/><w:t>☐☒</w:t></w:r>")))

    assert [type(one) for one in found.inlines] == [Text, Tab, LineBreak, TickBox, TickBox]
    assert [one.ticked for one in found.inlines if isinstance(one, TickBox)] == [False, True]


def test_a_tick_box_control_is_read_through() -> None:
    """Word's own tick box is its character."""
    control = "<w:sdt><w:sdtPr/><w:sdtContent>" + run("☒") + "</w:sdtContent></w:sdt>"

    assert isinstance(only(word(paragraph(control))).inlines[0], TickBox)


def test_a_page_break_parts_its_paragraph() -> None:
    """What stands before and after a break are two paragraphs; an empty rest is none."""
    found = blocks(word(paragraph(run("a") + '<w:r><w:br w:type="page"/></w:r>')))

    assert [type(one) for one in found] == [Paragraph, PageBreak]


def test_a_curly_style_name_counts_as_plain() -> None:
    """Word's typing aid does not make another style of "Caller's words"."""
    docx = word(
        paragraph(run("a"), '<w:pStyle w:val="Callerswords"/>'), prepare=lambda d: styled(d, "Caller\u2019s words")
    )
    docx = rewritten(docx, "word/document.xml", lambda b: b.replace(b"Callerswords", "Caller\u2019swords".encode()))

    assert only(docx).style.name == "Caller's words"


def test_a_signature_place_has_its_field() -> None:
    """The style makes the place, the bookmark names the field, the words are the label."""
    mark = '<w:bookmarkStart w:id="1" w:name="sign_guardian"/><w:bookmarkEnd w:id="1"/>'
    docx = word(
        paragraph(mark + run("Sign here"), '<w:pStyle w:val="Signatureplace"/>'),
        prepare=lambda d: styled(d, "Signature place"),
    )

    (found,) = blocks(docx)

    assert isinstance(found, SignaturePlace)
    assert (found.field, found.label, round(found.width, 1), round(found.height, 1)) == (
        "guardian",
        "Sign here",
        226.8,
        56.7,
    )


def test_a_barcode_holds_its_value() -> None:
    """A paragraph in the style Barcode is a barcode of its words."""
    docx = word(paragraph(run("AB-12"), '<w:pStyle w:val="Barcode"/>'), prepare=lambda d: styled(d, "Barcode"))

    assert only(docx).inlines == (Barcode("AB-12"),)


def test_bookmarks_belong_to_their_paragraph() -> None:
    """A bookmark before a paragraph, or in it, is that paragraph's."""
    docx = word(
        '<w:bookmarkStart w:id="1" w:name="plan"/>', paragraph('<w:bookmarkStart w:id="2" w:name="b"/>' + run("a"))
    )

    assert only(docx).bookmarks == ("plan", "b")


def test_override_characters_show() -> None:
    """A character that would turn the words after it round is shown as a replacement sign."""
    assert words(blocks(word(paragraph(run("a\u202eb\u2066c"))))) == ["a\ufffdb\ufffdc"]


def test_title_and_language() -> None:
    """The paper's title is the file's, its language the document's."""

    def prepare(document: WordDocument) -> None:
        document.core_properties.title = "Referral record"

    paper = read(word(paragraph(run("a")), prepare=prepare))

    assert (paper.title, paper.language) == ("Referral record", "en-US")
