"""A small paper for each thing the engine can draw, so that a fault is found where it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from importlib.resources import files

from generator import draw, preflight
from inconfidence.core.blocks import (
    LABEL_STYLE,
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
from inconfidence.core.documents import Mark, SignatureField
from inconfidence.recipes.sample import MAP_FILE

MADE_AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
MARK = Mark("Private and Confidential", "Made for the chair, copy 07 of 12", "SAMPLE - not a real case")
PLAIN = TextStyle()
BODY = ParagraphStyle("Normal", after=6)
SENTENCE = "Three young people were by the covered way on four evenings. "
FIELDS = tuple(SignatureField(name, name, f"Sign here: {name}") for name in ("seal", "guardian", "chair"))


def pages() -> Iterator[tuple[str, bytes]]:
    """Give the name of each construct and a checked paper that holds it."""
    for name, blocks in CONSTRUCTS.items():
        yield name, _drawn(Section(blocks()))
    foot = (_para(Text("Page ", PLAIN), Reference("page", PLAIN), Text(" of ", PLAIN), Reference("pages", PLAIN)),)
    head = (_para(Text("Thornmere", PLAIN), style=ParagraphStyle("Header", leading=14)),)
    yield "running head and foot", _drawn(Section((_words(SENTENCE),), header=head, footer=foot, first_header=()))
    yield (
        "upright and turned pages",
        _drawn(Section((_words("Upright"),)), Section((_grid(3),), PageShape(841.89, 595.28))),
    )


def _drawn(*sections: Section) -> bytes:
    paper = Paper("A construct", "en-GB", sections)
    marked = draw(paper, MARK, fields=FIELDS, created=MADE_AT, view=digest_of(b""), must_show=())
    return preflight(marked).content


def _para(*inlines: Inline, style: ParagraphStyle = BODY, label: Label | None = None, mark: str = "") -> Paragraph:
    return Paragraph(inlines, style, label, (mark,) if mark else ())


def _words(words: str, style: ParagraphStyle = BODY, **looks: object) -> Paragraph:
    return Paragraph((Text(words, TextStyle(**looks)),), style)  # type: ignore[arg-type]  # a look is of many types


def _heading(words: str, level: int) -> Paragraph:
    return _words(words, ParagraphStyle(f"Heading {level}", level=level, keep_next=True), bold=True)


def _item(words: str, sign: str, level: int = 0, *, ordered: bool = False) -> Paragraph:
    style = ParagraphStyle("List", left=18 * (level + 1), first=-18)
    return _para(Text(words, PLAIN), style=style, label=Label(sign, PLAIN, level, ordered))


def _cell(words: str, style: str = "Table text", columns: int = 1, rows: int = 1) -> Cell:
    return Cell((_words(words, ParagraphStyle(style)),), columns, rows, borders=Edges(bottom=Line(0.5)))


def _row(*words: str, header: bool = False) -> Row:
    return Row(tuple(map(_cell, words)), header)


def _grid(rows: int) -> Table:
    body = (_row(f"Row {number}", "Not known") for number in range(rows))
    return Table((_row("Label", "Name", header=True), *body), (120.0, 200.0), description="People")


def _headings() -> tuple[Block, ...]:
    title = _words("Referral record", ParagraphStyle("Title", leading=26), size=20, bold=True)
    levels = (2, 2, 3, 1, 6, 2)
    return (title, *(block for level in levels for block in (_heading(f"Heading {level}", level), _words(SENTENCE))))


def _looks() -> tuple[Block, ...]:
    styles = ({"bold": True}, {"italic": True}, {"underline": True}, {"strike": True}, {"raised": "super"})
    more = ({"raised": "sub"}, {"shading": "DDDDDD"}, {"colour": "1A3C6E"}, {"size": 18.0})
    return tuple(_words("Words in a look of their own.", **look) for look in (*styles, *more))


def _languages() -> tuple[Block, ...]:
    turkish, polish = TextStyle(language="tr"), TextStyle(language="pl")
    mixed = _para(
        Text("She said ", PLAIN), Text("günaydın", turkish), Text(" and then ", PLAIN), Text("dzień", polish)
    )
    item = _para(
        Text("Mahalle", turkish), label=Label("\u2022", PLAIN), style=ParagraphStyle("List", left=18, first=-18)
    )
    return (_words("Mahallede ne gördünüz?", language="tr"), mixed, item)


def _letters() -> tuple[Block, ...]:
    return (_words("Yıldız, İstanbul, Γειά σου, Привет, Nguyễn Thị Ánh, Łódź, Ŵyn, 10½ – “so” … €"),)


def _lists() -> tuple[Block, ...]:
    points = (_item("First", "\u2022"), _item("Below", "\u2013", 1), _item("Second", "\u2022"))
    return (*points, _item("One", "1.", ordered=True), _item("Two", "2.", ordered=True))


def _links() -> tuple[Block, ...]:
    away = Text("our page", PLAIN, "https://www.example.gov.uk/fast")
    aside = Text("the place", PLAIN, "#place")
    return (_para(Text("See ", PLAIN), away, Text(" and ", PLAIN), aside), _para(Text("Here", PLAIN), mark="place"))


def _references() -> tuple[Block, ...]:
    words = _para(Text("On page ", PLAIN), Reference("page-of", PLAIN, "place"))
    return (words, PageBreak(), _para(Text("Here", PLAIN), mark="place"))


def _contents() -> tuple[Block, ...]:
    style = ParagraphStyle("TOC 1", tabs=(TabStop(400, "right", "."),))
    return (
        _para(Text("Part one", PLAIN, "#one"), Tab(PLAIN), Reference("page-of", PLAIN, "one"), style=style),
        *_at("one"),
    )


def _at(mark: str) -> tuple[Block, ...]:
    return (PageBreak(), _para(Text("Part one", PLAIN), mark=mark))


def _merged() -> tuple[Block, ...]:
    head = Row((_cell("Goal", columns=2), _cell("Owner")), header=True)
    tall = Row((_cell("Merged", rows=2), _cell("a"), _cell("b")))
    return (Table((head, tall, _row("c", "d")), (120.0, 120.0, 120.0)),)


def _labels() -> tuple[Block, ...]:
    cells = (_cell("Received", LABEL_STYLE), _cell("Monday"), _cell("Decided", LABEL_STYLE), _cell("Friday"))
    column = Table((_row("Name", "Not known"), _row("Age", "14")), (120.0, 120.0), header_columns=1)
    return (Table((Row(cells),), (100.0,) * 4), _words(""), column)


def _within() -> tuple[Block, ...]:
    inner = Cell((_grid(2), _item("A point", "\u2022")))
    return (Table((_row("Head", header=True), Row((inner,))), (400.0,)),)


def _arranged() -> tuple[Block, ...]:
    return (Table((_row("Left", "Right"),), (200.0, 200.0), "layout"),)


def _bars() -> tuple[Block, ...]:
    body = (_row("Safe", "4"), _row("Unsafe", "11 (20%)"), _row("Neither", "0"))
    return (Table((_row("How safe?", "Replies", header=True), *body), (200.0, 80.0), "bars", description="Replies"),)


def _heat() -> tuple[Block, ...]:
    head = _row("Day", *(f"{hour}pm" for hour in range(1, 6)), header=True)
    body = _row("Monday", "0", "1", "3", "7", "12")
    return (Table((head, body), (80.0, *(40.0,) * 5), "heat", header_columns=1, description="Counts"),)


def _pictures() -> tuple[Block, ...]:
    content = files("inconfidence.sample_case").joinpath(MAP_FILE).read_bytes()
    return (_para(Picture(content, 300, 180, "A plan of the area")), _para(Picture(content, 60, 36, "")))


def _boxes() -> tuple[Block, ...]:
    edge, double = Line(1.5, "000000", 6), Line(2.25, "000000", 6, double=True)
    plain = ParagraphStyle("Alert", borders=Edges(edge, edge, edge, edge), left=8, right=8)
    other = ParagraphStyle("Box", borders=Edges(double, double, double, double), left=8, right=8, shading="EEEEEE")
    return (_words(SENTENCE, plain), _words(SENTENCE, other))


CONSTRUCTS: Mapping[str, Callable[[], tuple[Block, ...]]] = {
    "a blank page": lambda: (),
    "headings": _headings,
    "looks of words": _looks,
    "several languages": _languages,
    "letters of many languages": _letters,
    "lists": _lists,
    "links": _links,
    "page references": _references,
    "contents": _contents,
    "line breaks and tabs": lambda: (_para(Text("One", PLAIN), LineBreak(PLAIN), Text("two", PLAIN), Tab(PLAIN)),),
    "tick boxes": lambda: (
        _para(TickBox(True, PLAIN), Text(" Yes ", PLAIN), TickBox(False, PLAIN), Text(" No", PLAIN)),
    ),
    "a barcode": lambda: (_para(Barcode("AG-7K3M-9QXT")),),
    "pictures": _pictures,
    "boxes": _boxes,
    "a table over pages": lambda: (_grid(80),),
    "merged cells": _merged,
    "label cells": _labels,
    "tables in tables": _within,
    "a table that only arranges": _arranged,
    "a bar chart": _bars,
    "a day by time grid": _heat,
    "a paragraph over pages": lambda: (_words(SENTENCE * 120),),
    "signature places": lambda: tuple(SignaturePlace(each.name, "Sign here", 198, 57) for each in FIELDS),
}
