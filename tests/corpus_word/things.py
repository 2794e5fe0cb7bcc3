"""Pictures, and content controls."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from tests.corpus_word.file import Case, Part, case, cell, control, docx, para, row, run, table

EMU = 12700


def picture_bytes(kind: str) -> bytes:
    """Return a small picture of two colours."""
    stream = BytesIO()
    picture = Image.new("RGB", (40, 20), "#1a3c6e")
    picture.paste("#cc8800", (0, 0, 20, 20))
    picture.save(stream, kind)
    return stream.getvalue()


def drawing(alt: str, width: float = 120, height: float = 60, more: str = "") -> str:
    """Return a run with an inline picture, in points."""
    size = f'cx="{round(width * EMU)}" cy="{round(height * EMU)}"'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="1" name="Picture 1" descr="{alt}">{more}</wp:docPr><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        '<pic:nvPicPr><pic:cNvPr id="1" name="Picture 1"/><pic:cNvPicPr/></pic:nvPicPr>'
        '<pic:blipFill><a:blip r:embed="rIdPicture"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


PNG = {"rIdPicture": Part("word/media/image1.png", "image", picture_bytes("PNG"))}
JPEG = {"rIdPicture": Part("word/media/image1.jpeg", "image", picture_bytes("JPEG"))}
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


def check_box(ticked: bool, sign: str) -> str:
    """Return a check box control that shows a sign."""
    states = (
        '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/>'
    )
    return control(run(sign), f'<w14:checkbox><w14:checked w14:val="{int(ticked)}"/>{states}</w14:checkbox>')


CASES: tuple[Case, ...] = (
    case(
        "a picture in the line",
        docx(para(run("Before ") + drawing("A plan of the covered way") + run(" after.")), parts=PNG),
        "P | Before ‹picture 120 by 60: A plan of the covered way› after.",
    ),
    case("a photograph", docx(para(drawing("A shop front")), parts=JPEG), "P | ‹picture 120 by 60: A shop front›"),
    case(
        "a picture that only decorates",
        docx(para(drawing("", more=DECORATIVE)), parts=PNG),
        "P | ‹picture 120 by 60: ›",
    ),
    case(
        "a control round paragraphs",
        docx(control(para("One.") + para("Two."), '<w:alias w:val="Words"/>'), para("Three.")),
        """
        P | One.
        P | Two.
        P | Three.
        """,
    ),
    case(
        "a control round words",
        docx(para(run("Before ") + control(run("inside"), "<w:text/>") + run(" after."))),
        "P | Before inside after.",
    ),
    case(
        "a control round a row",
        docx(table(row(cell("a"), cell("b")), control(row(cell("c"), cell("d")))), para("After it.")),
        """
        TABLE
          ROW
            CELL 1x1 P | a
            CELL 1x1 P | b
          ROW
            CELL 1x1 P | c
            CELL 1x1 P | d
        P | After it.
        """,
    ),
    case(
        "a control round a cell",
        docx(table(row(control(cell("a")), cell("b"))), para("After it.")),
        """
        TABLE
          ROW
            CELL 1x1 P | a
            CELL 1x1 P | b
        P | After it.
        """,
    ),
    case(
        "check boxes",
        docx(para(check_box(True, "\u2612") + run(" Yes ") + check_box(False, "\u2610") + run(" No"))),
        "P | ☒ Yes ☐ No",
    ),
    case(
        "check boxes with signs of their own",
        docx(para(check_box(True, "\u2713") + run(" Yes ") + check_box(False, "\u25cb") + run(" No"))),
        "P | ☒ Yes ☐ No",
    ),
    case(
        "a choice from a list",
        docx(
            para(
                run("Reason: ")
                + control(
                    run("Neglect"),
                    '<w:dropDownList><w:listItem w:displayText="Neglect" w:value="n"/></w:dropDownList>',
                )
            )
        ),
        "P | Reason: Neglect",
    ),
    case(
        "words in other mark-up",
        docx(para(f'<w:smartTag w:uri="u" w:element="place">{run("Thornmere")}</w:smartTag>' + run(" is a place."))),
        "P | Thornmere is a place.",
    ),
)
