"""reportlab as its user guide has it, and the mark laid under its pages by pypdf; nothing is tagged."""

from __future__ import annotations

from importlib.metadata import version
from importlib.resources import files
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from pypdf import PdfReader, PdfWriter
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from benchmarks.peers import MARKING, Peer

WIDE = 473.0
GREY = 0.85


class PlainReportlab:
    """Platypus, a Paragraph in every cell."""

    name = "reportlab, plain, untagged + pypdf mark"

    def __init__(self) -> None:
        self.versions = f"reportlab {version('reportlab')}, pypdf {version('pypdf')}"
        register_fonts()

    def make(self, content: dict[str, Any]) -> bytes:
        """Return a marked PDF."""
        body = ParagraphStyle("body", fontName="Noto", fontSize=11, leading=15, spaceAfter=6)
        head = ParagraphStyle("head", parent=body, fontName="Noto-Bold", fontSize=14, leading=19)
        output = BytesIO()
        story = [_flowable(block, body, head) for block in content["blocks"]]
        SimpleDocTemplate(output, pagesize=A4, title=content["title"]).build(
            story, onFirstPage=_foot, onLaterPages=_foot
        )
        return marked(output.getvalue())

    def close(self) -> None:
        """Nothing was started."""


def _flowable(block: dict[str, Any], body: ParagraphStyle, head: ParagraphStyle) -> Flowable:
    if block["kind"] != "table":
        return Paragraph(escape(block["words"]), head if block["kind"] == "heading" else body)
    rows = [*([block["head"]] if block["head"] else []), *block["rows"]]
    cells = [[Paragraph(escape(words), body) for words in row] for row in rows]
    style = [("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    widths = [WIDE / block["columns"]] * block["columns"]
    return Table(cells, colWidths=widths, repeatRows=1 if block["head"] else 0, style=style)


def _foot(canvas: Canvas, document: Any) -> None:
    canvas.setFont("Noto", 9)
    canvas.drawString(70, 30, f"Page {document.page}")


def register_fonts() -> None:
    """Tell reportlab of the typeface we all use."""
    for name, file in (("Noto", "NotoSans-Regular.ttf"), ("Noto-Bold", "NotoSans-Bold.ttf")):
        pdfmetrics.registerFont(TTFont(name, BytesIO((files("generator") / "fonts" / file).read_bytes())))


def marked(pdf: bytes) -> bytes:
    """Return a PDF with the marking under every page, laid there by pypdf."""
    mark = BytesIO()
    canvas = Canvas(mark, pagesize=A4, initialFontName="Noto")
    canvas.setFillGray(GREY)
    canvas.setFont("Noto", 40)
    canvas.translate(297, 420)
    canvas.rotate(45)
    canvas.drawCentredString(0, 0, MARKING)
    canvas.save()
    under = PdfReader(BytesIO(mark.getvalue())).pages[0]
    writer = PdfWriter(clone_from=BytesIO(pdf))
    for page in writer.pages:
        page.merge_page(under, over=False)
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def start() -> Peer:
    """Begin."""
    return PlainReportlab()
