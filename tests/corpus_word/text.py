"""Styles, runs and paragraphs."""

from __future__ import annotations

from tests.corpus_word.file import Case, case, cell, docx, para, row, run, table

SENTENCE = "Three young people were by the covered way behind the shops on four evenings of that week. "


def style(kind: str, name: str, inside: str, based_on: str = "") -> str:
    """Return a style; its identifier is its name without spaces."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    identifier = name.replace(" ", "")
    return f'<w:style w:type="{kind}" w:styleId="{identifier}"><w:name w:val="{name}"/>{base}{inside}</w:style>'


def tab(kind: str, position: int, leader: str = "none") -> str:
    """Return a tab stop."""
    return f'<w:tab w:val="{kind}" w:leader="{leader}" w:pos="{position}"/>'


TAB = "<w:r><w:tab/></w:r>"
BREAK = "<w:r><w:br/></w:r>"
PAGE = '<w:r><w:br w:type="page"/></w:r>'

GRAND = style("paragraph", "Grandparent", '<w:pPr><w:ind w:left="720"/></w:pPr><w:rPr><w:i/></w:rPr>', "Normal")
PARENT = style("paragraph", "Parent", '<w:pPr><w:spacing w:after="400"/></w:pPr>', "Grandparent")
CHILD = style("paragraph", "Child", "<w:rPr><w:b/></w:rPr>", "Parent")
LINKED = style("paragraph", "Loud", '<w:link w:val="LoudChar"/><w:rPr><w:b/></w:rPr>', "Normal") + style(
    "character", "Loud Char", '<w:link w:val="Loud"/><w:rPr><w:b/></w:rPr>'
)
CELLS = style(
    "table",
    "Shaded head",
    '<w:rPr><w:i/></w:rPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr>'
    '<w:shd w:val="clear" w:color="auto" w:fill="DDDDDD"/></w:tcPr></w:tblStylePr>',
    "TableGrid",
)
FIRST_ROW = (
    '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1"'
    ' w:noVBand="1"/>'
)

BOX = "".join(f'<w:{side} w:val="single" w:sz="12" w:space="4"/>' for side in ("top", "left", "bottom", "right"))

CASES: tuple[Case, ...] = (
    case(
        "document defaults",
        docx(para("Plain words in the size of the file.")),
        "P | Plain words in the size of the file.",
    ),
    case(
        "style inheritance",
        docx(para("Bold from the child, leaning from the grandparent.", style="Child"), styles=GRAND + PARENT + CHILD),
        "P | Bold from the child, leaning from the grandparent.",
    ),
    case(
        "linked style",
        docx(
            para("A whole loud paragraph.", style="Loud"),
            para(run("Only ") + run("these words", '<w:rStyle w:val="LoudChar"/>') + run(" are loud.")),
            styles=LINKED,
        ),
        """
        P | A whole loud paragraph.
        P | Only these words are loud.
        """,
    ),
    case(
        "character style switches",
        docx(
            para(run("Loud, but ") + run("not here", '<w:rStyle w:val="LoudChar"/>') + run("."), style="Loud"),
            styles=LINKED,
        ),
        "P | Loud, but not here.",
    ),
    case(
        "table style",
        docx(
            table(
                row(cell("Label"), cell("Name")),
                row(cell("A"), cell("Not known")),
                style="Shadedhead",
                properties=FIRST_ROW,
            ),
            para("After it."),
            styles=CELLS,
        ),
        """
        TABLE
          ROW
            CELL 1x1 P | Label
            CELL 1x1 P | Name
          ROW
            CELL 1x1 P | A
            CELL 1x1 P | Not known
        P | After it.
        """,
    ),
    case(
        "headings",
        docx(*(para(f"Heading of level {n}", style=f"Heading{n}") for n in (1, 2, 3)), para("Text.")),
        """
        H1 | Heading of level 1
        H2 | Heading of level 2
        H3 | Heading of level 3
        P | Text.
        """,
    ),
    case(
        "outline level without a heading style",
        docx(para("Counts as a heading", '<w:outlineLvl w:val="0"/>'), para("Text.")),
        """
        H1 | Counts as a heading
        P | Text.
        """,
    ),
    case(
        "looks of runs",
        docx(
            para(
                run("Bold", "<w:b/>")
                + run(", leaning", "<w:i/>")
                + run(", underlined", '<w:u w:val="single"/>')
                + run(", struck", "<w:strike/>")
                + run(", 10", "")
                + run("th", '<w:vertAlign w:val="superscript"/>')
                + run(", H")
                + run("2", '<w:vertAlign w:val="subscript"/>')
                + run("O")
                + run(", blue", '<w:color w:val="1A3C6E"/>')
                + run(", marked", '<w:highlight w:val="yellow"/>')
                + run(", larger", '<w:sz w:val="32"/>')
                + run(".")
            )
        ),
        "P | Bold, leaning, underlined, struck, 10th, H2O, blue, marked, larger.",
    ),
    case(
        "alignment",
        docx(*(para(SENTENCE * 3, f'<w:jc w:val="{side}"/>') for side in ("left", "center", "right", "both"))),
        "\n".join([f"P | {SENTENCE * 3}".rstrip()] * 4),
    ),
    case(
        "indents and line distances",
        docx(
            para(SENTENCE * 2, '<w:spacing w:line="360" w:lineRule="auto"/><w:ind w:left="720" w:right="720"/>'),
            para(SENTENCE * 2, '<w:spacing w:line="400" w:lineRule="exact"/><w:ind w:firstLine="480"/>'),
            para(SENTENCE * 2, '<w:spacing w:line="400" w:lineRule="atLeast"/><w:ind w:left="720" w:hanging="720"/>'),
        ),
        "\n".join([f"P | {SENTENCE * 2}".rstrip()] * 3),
    ),
    case(
        "contextual spacing",
        docx(*(para(f"Line {n} of a block.", '<w:spacing w:after="240"/><w:contextualSpacing/>') for n in (1, 2, 3))),
        """
        P | Line 1 of a block.
        P | Line 2 of a block.
        P | Line 3 of a block.
        """,
    ),
    case(
        "borders and shading of paragraphs",
        docx(
            *(
                para(
                    f"Part {n} of one box.",
                    f'<w:pBdr>{BOX}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="EEEEEE"/>',
                )
                for n in (1, 2)
            ),
            para("Outside the box."),
        ),
        """
        P | Part 1 of one box.
        P | Part 2 of one box.
        P | Outside the box.
        """,
    ),
    case(
        "line break",
        docx(para(run("Thornmere Council") + BREAK + run("1 Sample Street"))),
        "P | Thornmere Council⏎1 Sample Street",
    ),
    case(
        "tab stops with leaders",
        docx(
            para(
                run("Fee") + TAB + run("none") + TAB + run("page 3"),
                f"<w:tabs>{tab('center', 4500)}{tab('right', 9000, 'dot')}</w:tabs>",
            ),
            para(run("Name") + TAB + run("signed"), f"<w:tabs>{tab('left', 6000, 'underscore')}</w:tabs>"),
            para(run("No") + TAB + run("stops") + TAB + run("set")),
        ),
        """
        P | Fee→none→page 3
        P | Name→signed
        P | No→stops→set
        """,
    ),
    case(
        "tab stops nobody set",
        docx(
            para(run("One") + TAB + run("step") + TAB + run("after another")),
            settings='<w:defaultTabStop w:val="1134"/>',
        ),
        "P | One→step→after another",
    ),
    case(
        "spaces and hyphens that hold",
        docx(
            para(
                run("10\u00a0km, a ") + "<w:r><w:t>well</w:t><w:noBreakHyphen/><w:t>known</w:t></w:r>" + run(" place")
            )
        ),
        "P | 10\u00a0km, a well\u2011known place",
    ),
    case(
        "names in many scripts",
        docx(para("Yıldız İstanbul, Nguyễn Thị Ánh, Łódź, Ŵyn, Γειά σου, Привет, Ọládélé.")),
        "P | Yıldız İstanbul, Nguyễn Thị Ánh, Łódź, Ŵyn, Γειά σου, Привет, Ọládélé.",
    ),
    case(
        "symbols for boxes and bullets",
        docx(para('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + run(" Yes ") + run("\u2610 No"))),
        "P | ☒ Yes ☐ No",
    ),
    case(
        "page break",
        docx(para(run("On the first page.") + PAGE), para("On the second page.")),
        """
        P | On the first page.
        ----
        P | On the second page.
        """,
        pages=2,
    ),
    case(
        "page break before",
        docx(para("On the first page."), para("On the second page.", "<w:pageBreakBefore/>")),
        """
        P | On the first page.
        P | On the second page.
        """,
        pages=2,
    ),
    case(
        "kept with the next",
        docx(
            *(
                para(f"Line {n} that fills the page.", '<w:spacing w:line="480" w:lineRule="exact"/>')
                for n in range(1, 23)
            ),
            para("Goes over with its text", style="Heading1"),
            para("The text after the heading."),
        ),
        "\n".join(
            [
                *(f"P | Line {n} that fills the page." for n in range(1, 23)),
                "H1 | Goes over with its text",
                "P | The text after the heading.",
            ]
        ),
        pages=2,
    ),
    case(
        "lines kept together",
        docx(
            *(para(f"Line {n}.", '<w:spacing w:line="480" w:lineRule="exact"/>') for n in range(1, 22)),
            para(SENTENCE * 8, "<w:keepLines/>"),
        ),
        "\n".join([*(f"P | Line {n}." for n in range(1, 22)), f"P | {SENTENCE * 8}".rstrip()]),
        pages=2,
    ),
)
