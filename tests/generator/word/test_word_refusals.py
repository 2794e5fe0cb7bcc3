"""What cannot be drawn is refused, all of it, by plain name and place."""

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml

from generator.word import problems_of, read
from inconfidence.core.errors import InputInvalid
from tests.generator.word.making import SPACES, paragraph, run, saved, word

TEXT_BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><w:txbxContent>"
    "<w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
)
GRAPHIC = (
    '<w:r><w:drawing><wp:{0}><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/{1}"/>'
    "</a:graphic></wp:{0}></w:drawing></w:r>"
)
CASES = {
    "text-box": TEXT_BOX,
    "floating-picture": GRAPHIC.format("anchor", "picture"),
    "chart": GRAPHIC.format("inline", "chart"),
    "diagram": GRAPHIC.format("inline", "diagram"),
    "shape": "<w:r><w:pict><v:shape/></w:pict></w:r>",
    "embedded-object": "<w:r><w:object/></w:r>",
    "footnote": '<w:r><w:footnoteReference w:id="1"/></w:r>',
    "endnote": '<w:r><w:endnoteReference w:id="1"/></w:r>',
    "comment": '<w:r><w:commentReference w:id="1"/></w:r>',
    "tracked-change": '<w:del w:id="1" w:author="x"><w:r><w:delText>old words</w:delText></w:r></w:del>',
    "equation": "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>",
    "hidden-text": run("a", "<w:vanish/>"),
    "capitals": run("a", "<w:caps/>"),
    "text-effect": run("a", "<w:emboss/>"),
    "symbol": '<w:r><w:sym w:font="Webdings" w:char="F04A"/></w:r>',
    "alignment-tab": "<w:r><w:ptab/></w:r>",
    "column-break": '<w:r><w:br w:type="column"/></w:r>',
    "right-to-left": f'<w:bdo w:val="rtl">{run("a")}</w:bdo>',
    "unknown": "<w:r><w:dayShort/></w:r>",
}


@pytest.mark.parametrize("code", CASES)
def test_each_is_refused_where_it_stands(code: str) -> None:
    """One problem names the construct and its paragraph."""
    docx = word(paragraph(run("fine")), paragraph(CASES[code]))

    assert [(one.path, one.code) for one in problems_of(docx)] == [("body, paragraph 2", code)]


@pytest.mark.parametrize(
    ("code", "properties"),
    [
        ("right-to-left", "<w:bidi/>"),
        ("frame", '<w:framePr w:dropCap="drop"/>'),
        ("tab-stop", '<w:tabs><w:tab w:val="decimal" w:pos="100"/></w:tabs>'),
        ("border", '<w:pBdr><w:top w:val="dashed" w:sz="4"/></w:pBdr>'),
        ("tracked-change", '<w:pPrChange w:id="1" w:author="x"><w:pPr/></w:pPrChange>'),
        ("hidden-text", "<w:rPr><w:vanish/></w:rPr>"),
        ("columns", '<w:sectPr><w:cols w:num="2"/></w:sectPr>'),
        ("page-numbers", '<w:sectPr><w:pgNumType w:start="7"/></w:sectPr>'),
    ],
)
def test_standing_that_cannot_be_drawn(code: str, properties: str) -> None:
    """Properties of a paragraph or section are refused as their contents are."""
    assert [(one.path, one.code) for one in problems_of(word(paragraph(run("a"), properties)))] == [
        ("body, paragraph 1", code)
    ]


def test_all_are_listed_at_once() -> None:
    """A file with every fault gives every fault, and no paper."""
    docx = word(*(paragraph(inside) for inside in CASES.values()))

    with pytest.raises(InputInvalid) as caught:
        read(docx)

    assert {one.code for one in caught.value.problems} == set(CASES)


def test_no_problem_tells_the_words() -> None:
    """Problems name kinds and places, never what the file says."""
    problems = problems_of(word(paragraph(run("Yıldız", "<w:vanish/>") + CASES["tracked-change"] + TEXT_BOX)))

    assert not [one for one in problems if "Yıldız" in str(one) or "old words" in str(one) or "boxed" in str(one)]


def test_hidden_by_its_style() -> None:
    """Text that only its style hides is found all the same."""

    def prepare(document: WordDocument) -> None:
        document.styles.add_style("Ghost", 1).font.hidden = True

    docx = word(paragraph(run("a"), '<w:pStyle w:val="Ghost"/>'), prepare=prepare)

    assert [one.code for one in problems_of(docx)] == ["hidden-text"]


def test_a_signature_place_needs_its_bookmark() -> None:
    """A place no field can be found for is refused."""
    docx = word(
        paragraph(run("Sign here"), '<w:pStyle w:val="Signatureplace"/>'),
        prepare=lambda document: document.styles.add_style("Signature place", 1),
    )

    assert [one.code for one in problems_of(docx)] == ["signature-bookmark"]


def test_a_watermark_in_the_header_is_named_there() -> None:
    """Word's own watermark is a shape in the header."""
    document = Document()
    document.sections[0].header.paragraphs[0]._p.append(parse_xml(f"<w:r {SPACES}><w:pict><v:shape/></w:pict></w:r>"))

    assert [(one.path, one.code) for one in problems_of(saved(document))] == [("header, paragraph 1", "shape")]


def test_margins_that_change_sides_are_refused() -> None:
    """A setting of the whole file is named as the file's."""
    document = Document()
    document.settings.element.insert(0, parse_xml(f"<w:mirrorMargins {SPACES}/>"))

    assert [(one.path, one.code) for one in problems_of(saved(document))] == [("file", "mirrored")]


def test_a_clean_file_has_no_problem() -> None:
    """Nothing is refused without a cause."""
    assert problems_of(word(paragraph(run("a")))) == []
