"""Word files of one construct each that cannot be drawn: what it is called, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.corpus_word.file import (
    A4,
    MARGINS,
    OFFICE,
    PACKAGE,
    SPACES,
    Part,
    cell,
    code,
    control,
    docx,
    field_of,
    mark,
    para,
    row,
    run,
    running,
    table,
)
from tests.corpus_word.lists import abstract, item, level, listed
from tests.corpus_word.things import PNG, drawing

HERE = "body, paragraph 2"
TEXT_BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><w:txbxContent>"
    "<w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
)
GRAPHIC = (
    '<w:r><w:drawing><wp:{0}><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/{1}"/>'
    "</a:graphic></wp:{0}></w:drawing></w:r>"
)
SECRET = "Yıldız"
AWAY = "https://203.0.113.9/Yıldız"
CHANGE = 'w:id="1" w:author="x" w:date="2026-01-01T00:00:00Z"'


@dataclass(frozen=True, slots=True)
class Refused:
    """A Word file, and the place and code of the one problem it has."""

    name: str
    docx: bytes = field(repr=False)
    code: str
    place: str = HERE


def inside(name: str, code: str, words: str) -> Refused:
    """Return a file with a construct in its second paragraph."""
    return Refused(name, docx(para("Fine."), para(words)), code)


def standing(name: str, code: str, properties: str) -> Refused:
    """Return a file whose second paragraph stands in a way that cannot be drawn."""
    return Refused(name, docx(para("Fine."), para(SECRET, properties)), code)


def fetching(name: str, code: str, place: str, part: str, *kinds: str) -> Refused:
    """Return a file one part of which leads to an address in each of these ways; a hyperlink is none of them."""
    away = "".join(
        f'<Relationship Id="rIdOut{at}" TargetMode="External" Target="{AWAY}" Type="{OFFICE}/{kind}"/>'
        for at, kind in enumerate((*kinds, "hyperlink"))
    )
    folder, _, base = part.rpartition("/")
    listing = Part(
        f"{folder}/_rels/{base}.rels",
        "customXml",
        f'<Relationships xmlns="{PACKAGE}/relationships">{away}</Relationships>',
    )
    return Refused(name, docx(para("Fine."), para(SECRET), parts={"rIdListing": listing}), code, place)


def of_table(name: str, code: str, place: str = "body, table 1", properties: str = "", first: str = "") -> Refused:
    """Return a file with a table that cannot be drawn."""
    return Refused(name, docx(table(row(cell(SECRET, first), cell("b")), properties=properties), para()), code, place)


REFUSED: tuple[Refused, ...] = (
    inside("a text box", "text-box", TEXT_BOX),
    inside("a drawn shape", "shape", "<w:r><w:pict><v:shape/></w:pict></w:r>"),
    inside("a floating picture", "floating-picture", GRAPHIC.format("anchor", "picture")),
    inside("a chart", "chart", GRAPHIC.format("inline", "chart")),
    inside("SmartArt", "diagram", GRAPHIC.format("inline", "diagram")),
    inside("an embedded object", "embedded-object", "<w:r><w:object/></w:r>"),
    inside("an equation", "equation", "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"),
    inside("a footnote", "footnote", '<w:r><w:footnoteReference w:id="1"/></w:r>'),
    inside("an endnote", "endnote", '<w:r><w:endnoteReference w:id="1"/></w:r>'),
    inside("a comment", "comment", '<w:r><w:commentReference w:id="1"/></w:r>'),
    Refused(
        "a comment that stands nowhere",
        docx(
            para("Fine."),
            parts={
                "rIdComments": Part(
                    "word/comments.xml",
                    "comments",
                    f'<w:comments {SPACES}><w:comment w:id="1" w:author="x">{para(SECRET)}</w:comment></w:comments>',
                )
            },
        ),
        "comment",
        "file",
    ),
    inside("words put in", "tracked-change", f"<w:ins {CHANGE}>{run(SECRET)}</w:ins>"),
    inside("words taken out", "tracked-change", f"<w:del {CHANGE}><w:r><w:delText>{SECRET}</w:delText></w:r></w:del>"),
    inside("words moved away", "tracked-change", f"<w:moveFrom {CHANGE}>{run(SECRET)}</w:moveFrom>"),
    standing("a changed format", "tracked-change", f"<w:pPrChange {CHANGE}><w:pPr/></w:pPrChange>"),
    Refused(
        "a row taken out",
        docx(table(row(cell(SECRET), cell("b"), properties=f"<w:del {CHANGE}/>")), para()),
        "tracked-change",
        "body, table 1, row 1",
    ),
    inside("hidden words", "hidden-text", run(SECRET, "<w:vanish/>")),
    standing("a hidden paragraph mark", "hidden-text", "<w:rPr><w:vanish/></w:rPr>"),
    Refused(
        "a hidden row",
        docx(table(row(cell(SECRET), cell("b"), properties="<w:hidden/>")), para()),
        "hidden-text",
        "body, table 1",
    ),
    inside("capitals by the font", "capitals", run(SECRET, "<w:caps/>")),
    inside("an effect", "text-effect", run(SECRET, "<w:emboss/>")),
    inside("a merge field", "field", field_of("MERGEFIELD name", SECRET)),
    inside("a calculated field", "field", field_of("= 2 + 2", "4")),
    inside("a field from another file", "field", field_of('INCLUDETEXT "C:\\\\secret.docx"', SECRET)),
    inside("a command field", "field", field_of('DDEAUTO cmd "/c calc"', SECRET)),
    inside("a list of figures", "field", field_of('TOC \\c "Figure"', SECRET)),
    inside("a field without an end", "field-open", f"{mark('begin')}{code('PAGE')}{mark('separate')}{run(SECRET)}"),
    inside(
        "a table of contents beside words",
        "contents-place",
        run("See ") + field_of("TOC \\o", SECRET),
    ),
    Refused(
        "a table of contents in a table",
        docx(table(row(cell(para(field_of("TOC \\o", SECRET))), cell("b"))), para()),
        "contents-place",
        "body, table 1, row 1, cell 1, paragraph 1",
    ),
    inside("an old form field", "form-field", '<w:r><w:fldChar w:fldCharType="end"><w:ffData/></w:fldChar></w:r>'),
    inside("a link that runs something", "link", field_of('HYPERLINK "javascript:alert(1)"', "x")),
    inside("a link to a file", "link", field_of('HYPERLINK "file:///etc/passwd"', "x")),
    inside("a symbol", "symbol", '<w:r><w:sym w:font="Webdings" w:char="F04A"/></w:r>'),
    inside("an alignment tab", "alignment-tab", "<w:r><w:ptab/></w:r>"),
    inside("a column break", "column-break", '<w:r><w:br w:type="column"/></w:r>'),
    inside("an override of direction", "right-to-left", f'<w:bdo w:val="rtl">{run(SECRET)}</w:bdo>'),
    inside("a check box with words in it", "check-box", control(run(SECRET), "<w14:checkbox/>")),
    inside("something unknown", "unknown", "<w:r><w:dayShort/></w:r>"),
    standing("a right-to-left paragraph", "right-to-left", "<w:bidi/>"),
    standing("a dropped capital", "frame", '<w:framePr w:dropCap="drop"/>'),
    standing("a decimal tab stop", "tab-stop", '<w:tabs><w:tab w:val="decimal" w:pos="100"/></w:tabs>'),
    standing("a dashed border", "border", '<w:pBdr><w:top w:val="dashed" w:sz="4"/></w:pBdr>'),
    standing("columns", "columns", f'<w:sectPr>{A4}{MARGINS}<w:cols w:num="2"/></w:sectPr>'),
    standing("page numbers that start again", "page-numbers", '<w:sectPr><w:pgNumType w:start="7"/></w:sectPr>'),
    standing("a page border", "page-decoration", "<w:sectPr><w:pgBorders/></w:sectPr>"),
    Refused(
        "a section on an odd page",
        docx(para("One.", f"<w:sectPr>{A4}{MARGINS}</w:sectPr>"), section=f'<w:type w:val="oddPage"/>{A4}{MARGINS}'),
        "section",
        "body",
    ),
    Refused(
        "a section on the same page with margins of its own",
        docx(
            para("One.", f"<w:sectPr>{A4}{MARGINS}</w:sectPr>"),
            section=f'<w:type w:val="continuous"/>{A4}{MARGINS.replace("1440", "720")}',
        ),
        "section-heads",
        "body",
    ),
    of_table("a floating table", "floating-table", properties="<w:tblpPr/>"),
    of_table("space between cells", "cell-spacing", properties='<w:tblCellSpacing w:w="20" w:type="dxa"/>'),
    of_table("a right-to-left table", "right-to-left", properties="<w:bidiVisual/>"),
    of_table(
        "turned words", "text-direction", "body, table 1, row 1, cell 1", first='<w:textDirection w:val="btLr"/>'
    ),
    of_table("a merge of nothing", "merged-cells", "body, table 1, row 1, cell 1", first="<w:vMerge/>"),
    of_table("a span over the edge", "merged-cells", "body, table 1, row 1", first='<w:gridSpan w:val="9"/>'),
    Refused(
        "a page break in a table",
        docx(table(row(cell(para('<w:r><w:br w:type="page"/></w:r>')), cell("b"))), para()),
        "page-break",
        "body, table 1, row 1, cell 1, paragraph 1",
    ),
    Refused("a picture without alt text", docx(para("Fine."), para(drawing("")), parts=PNG), "picture-alt"),
    Refused(
        "a picture that is none",
        docx(para("Fine."), para(drawing("A map")), parts={"rIdPicture": Part("word/media/a.emf", "image", b"EMF")}),
        "picture-format",
    ),
    Refused(
        "a picture without a size",
        docx(para("Fine."), para(drawing("A map", 0, 0)), parts=PNG),
        "picture-size",
    ),
    Refused(
        "a list that counts in words",
        docx(para("Fine."), item("One"), numbering=abstract(level(0, "cardinalText", "%1.")) + listed()),
        "list-format",
    ),
    Refused(
        "contents of another document",
        docx(para("Fine."), '<w:altChunk r:id="rId9"/>'),
        "other-document",
        "body",
    ),
    fetching(
        "a template at an address",
        "remote-template",
        "settings",
        "word/settings.xml",
        "attachedTemplate",
    ),
    fetching("a data source at an address", "remote-part", "settings", "word/settings.xml", "mailMergeSource"),
    fetching("frames of a page at an address", "remote-part", "webSettings", "word/webSettings.xml", "frame"),
    fetching("an object at an address in notes", "remote-part", "footnotes", "word/footnotes.xml", "oleObject"),
    fetching("data of a file at an address", "remote-part", "item1", "customXml/item1.xml", "customXmlProps"),
    Refused(
        "a mail merge with a data source",
        docx(
            para("Fine."),
            settings='<w:mailMerge><w:connectString w:val="Data Source=203.0.113.9"/></w:mailMerge>',
        ),
        "remote-part",
        "settings",
    ),
    Refused("margins that change sides", docx(para("Fine."), settings="<w:mirrorMargins/>"), "mirrored", "file"),
    Refused(
        "a watermark in the head of even pages",
        docx(
            para("Fine."),
            section=f'<w:headerReference w:type="even" r:id="rIdHead"/>{A4}{MARGINS}',
            settings="<w:evenAndOddHeaders/>",
            parts={
                "rIdHead": Part("word/h.xml", "header", running("hdr", para("<w:r><w:pict><v:shape/></w:pict></w:r>")))
            },
        ),
        "shape",
        "even page header, paragraph 1",
    ),
)
