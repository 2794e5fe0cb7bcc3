"""Small papers for the drawing tests, put together from blocks the way generator.word does."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import UTC, datetime

import pikepdf
import pypdfium2
from PIL import Image

from generator.draw import draw
from generator.layout.pages import Pages, layout
from inconfidence.core.blocks import (
    Barcode,
    Block,
    Cell,
    Edges,
    Inline,
    Label,
    Line,
    LineBreak,
    PageBreak,
    PageShape,
    Paper,
    Paragraph,
    ParagraphStyle,
    Picture,
    Reference,
    Row,
    Section,
    SignaturePlace,
    Tab,
    Table,
    TabStop,
    Text,
    TextStyle,
    TickBox,
)
from inconfidence.core.digest import digest_of
from inconfidence.core.documents import Mark, MarkedPdf, SignatureField

WIDTH = 473.38
CREATED = datetime(2026, 12, 10, 18, 30, tzinfo=UTC)
VIEW = digest_of(b"view")
MARK = Mark("Private and Confidential  R-7K3M-9QXT")
FULL_MARK = Mark(MARK.ground, "Made for the chair, copy 07 of 12, code 7K3M-9QXT-0A-V", "SAMPLE - not a real case")
SEAL = SignatureField("seal", "seal", "Electronic seal of the council")
GUARDIAN = SignatureField("guardian", "guardian", "Your signature")
BODY = ParagraphStyle("Normal", after=6)
SENTENCE = "Three young people were by the covered way behind the shops on four evenings. "
THIN = Line(0.5)


def para(words: str | Iterable[Inline], style: ParagraphStyle = BODY, text: TextStyle | None = None) -> Paragraph:
    """A paragraph of plain words, or of the inlines given."""
    inlines = (Text(words, text or TextStyle()),) if isinstance(words, str) else tuple(words)
    return Paragraph(inlines, style)


def heading(words: str, level: int = 1, *bookmarks: str) -> Paragraph:
    """A heading that stays with what follows it."""
    style = ParagraphStyle(f"Heading {level}", level=level, before=14, after=5, leading=19, keep_next=True)
    return Paragraph((Text(words, TextStyle(size=14, bold=True)),), style, bookmarks=bookmarks)


def item(words: str, label: str = "•", level: int = 0, *bookmarks: str, ordered: bool = False) -> Paragraph:
    """A list item with a hanging label."""
    style = ParagraphStyle("List", left=18 * (level + 1), first=-18, after=3)
    return Paragraph((Text(words, TextStyle()),), style, Label(label, TextStyle(), level, ordered), bookmarks)


def cell(words: str, **more: object) -> Cell:
    """A cell with one line of words and a rule under it."""
    style = ParagraphStyle("Table text", leading=15)
    settings = {"borders": Edges(bottom=THIN), **more}
    return Cell((para(words, style, TextStyle(size=11)),), **settings)


def row(*words: str, header: bool = False, **more: object) -> Row:
    """A row of plain cells."""
    return Row(tuple(cell(one) for one in words), header, **more)


def table(rows: int, **more: object) -> Table:
    """A table of two columns with a head."""
    body = (row(f"Row {number}", "Not known") for number in range(1, rows + 1))
    return Table((row("Label", "Name", header=True), *body), (120.0, 200.0), **more)


def paper(*blocks: Block, **more: object) -> Paper:
    """A paper of one section."""
    return Paper("A sheet", "en-GB", (Section(tuple(blocks), **more),))


def drawn(what: Paper, *fields: SignatureField, mark: Mark = MARK, must_show: tuple[str, ...] = ()) -> MarkedPdf:
    """The paper drawn with one mark and at one time."""
    return draw(what, mark, fields=fields, created=CREATED, view=VIEW, must_show=must_show)


def laid(*blocks: Block) -> Pages:
    """The blocks laid out on A4 with nothing in the margins."""
    return layout(paper(*blocks))


def opened(marked: MarkedPdf) -> pikepdf.Pdf:
    """The drawn file, read by another library."""
    return pikepdf.open(io.BytesIO(marked.content))


def read(marked: MarkedPdf) -> list[str]:
    """Each page's words as PDFium reads them, white space folded."""
    pdf = pypdfium2.PdfDocument(marked.content)
    pages = [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]
    pdf.close()
    return pages


def picture(mode: str = "RGB", kind: str = "PNG") -> bytes:
    """A small picture file."""
    kept = io.BytesIO()
    Image.new(mode, (40, 20)).save(kept, kind)
    return kept.getvalue()


def bars(*values: str) -> Table:
    """A table that is to be drawn as bars."""
    rows = (row(f"Answer {at}", value) for at, value in enumerate(values))
    return Table((row("How safe is it?", "Replies", header=True), *rows), (200.0, 80.0), "bars", description="Replies")


def heat(*numbers: int | str) -> Table:
    """A day by hour table of one day."""
    head = row("Day", *(f"{hour}:00" for hour in range(len(numbers))), header=True)
    body = row("Monday", *map(str, numbers))
    return Table((head, body), (80.0, *(40.0 for _ in numbers)), "heat", header_columns=1, description="Counts")


def everything() -> Paper:
    """A paper with every kind of block and inline we can draw, over pages of both shapes."""
    plain = TextStyle()
    edge, double = Line(1.5, "000000", 6), Line(2.25, "000000", 6, double=True)
    alert = ParagraphStyle("Alert", leading=19, borders=Edges(edge, edge, edge, edge), left=8, right=8, before=4)
    reverse = ParagraphStyle("Alert reversed", leading=19, shading="000000", before=8, after=8)
    always = ParagraphStyle("Box", borders=Edges(double, double, double, double), left=8, right=8, before=8)
    quote = ParagraphStyle("Caller's words", left=14, borders=Edges(left=Line(2, "000000", 8)), after=6)
    contents = ParagraphStyle("TOC 1", tabs=(TabStop(WIDTH, "right", "."),))
    turkish, small = TextStyle(language="tr"), TextStyle(size=10)
    looks = (
        Text("Bold", TextStyle(bold=True)),
        Text(", leaning", TextStyle(italic=True)),
        Text(", struck", TextStyle(strike=True)),
        Text(", raised", TextStyle(raised="super")),
        Text(", lowered", TextStyle(raised="sub")),
        Text(", shaded", TextStyle(shading="DDDDDD")),
        Text(" (see ", plain),
        Text("our page", TextStyle(underline=True, colour="1A3C6E"), "https://www.example.gov.uk/fast"),
        Text(", paragraph ", plain),
        Reference("number-of", plain, "para"),
        Text(" on page ", plain),
        Reference("page-of", plain, "para"),
        Text(" of ", plain),
        Reference("pages", plain),
        Text("; this is page ", plain),
        Reference("page", plain),
        Text("). ", plain),
        Text("Yıldız, İstanbul", turkish),
        Text(", Γειά σου, Привет, Nguyễn Thị Ánh, Łódź, Ŵyn", plain),
    )
    head = ParagraphStyle("Header", leading=14, tabs=(TabStop(WIDTH, "right"),))
    header = (para((Text("Thornmere", small), Tab(small), Text("Private and Confidential", small)), head),)
    footer = (para((Text("Page ", small), Reference("page", small), Text(" of ", small), Reference("pages", small))),)
    blocks: tuple[Block, ...] = (
        para("Referral record", ParagraphStyle("Title", leading=26), TextStyle(size=20, bold=True)),
        para("Is anyone in danger now? No.", alert),
        para("Children named? Yes.", alert),
        para("Do not name the referrer.", reverse, TextStyle(size=14, bold=True, colour="FFFFFF")),
        para((Text("Charts", plain, "#charts"), Tab(plain), Reference("page-of", plain, "charts")), contents),
        heading("What was seen"),
        para(SENTENCE * 4, quote),
        para(looks),
        para("Mahallede ne gördünüz?", text=turkish),
        para(SENTENCE * 3, ParagraphStyle("Both", align="both")),
        para((TickBox(True, plain), Text("  Yes   ", plain), TickBox(False, plain), Text("  No", plain))),
        heading("Too deep", 3),
        item("First point"),
        item("Point below", "–", 1),
        item("Second point"),
        item("A numbered paragraph", "1.", 0, "para", ordered=True),
        para((Text("Name", plain), Tab(plain)), ParagraphStyle("Fill", tabs=(TabStop(300, leader="_"),))),
        para((Text("One line", plain), LineBreak(plain), Text("and another", plain))),
        para((Picture(picture("RGBA"), 80, 40, "A plan of the covered way"),)),
        para((Picture(picture(kind="JPEG"), 80, 40, ""),)),
        para((Barcode("AG-7K3M-9QXT"),)),
        table(30, description="People seen", after=8),
        para("You can always call 999.", always),
        SignaturePlace("guardian", "Sign here", 226.8, 56.7),
        SignaturePlace("seal", "Seal", 198.4, 70.9, "right"),
        PageBreak(),
        heading("Charts", 1, "charts"),
        bars("4", "11 (20%)", "0"),
        heat(0, 1, 3, 7, 12),
    )
    wide = Table(
        (
            row("Goal", "Action", "Owner", header=True),
            Row((cell("Merged", columns=2, rows=2), cell("x"))),
            Row((cell("Low", vertical="bottom", shading="EEEEEE"),), height=40),
            Row((Cell((Table((row("Inner", "table"),), (60, 60)),), columns=3),)),
        ),
        (300, 300, 300),
        description="Draft plan",
    )
    arranged = Table((row("Left", "Right"),), (200, 200), "layout")
    return Paper(
        "Referral record R-7K3M-9QXT",
        "en-GB",
        (
            Section(blocks, header=header, footer=footer, first_footer=(*footer, para("FAST 020 7946 0123"))),
            Section((heading("Draft plan"), wide, arranged), PageShape(841.89, 595.28), header, footer),
        ),
    )
