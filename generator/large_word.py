"""``large_word``: an issued Word file in large print: the same words in the same order, none smaller than 18 points.

Sizes, exact distances of lines and heights of rows grow as in the drawn paper (``generator.large_print``); all is left
aligned; columns of tables may widen as their words need, and answers to tick stand one under another. Nothing else is
laid anew as the drawn paper lays it: whoever opens the file has it as Word sets it, and edits it there.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from generator.fill import packed
from generator.filters import CROSSED, EMPTY
from generator.large_lines import LARGER, LEAST
from generator.layout.setting import RAISED
from generator.layout.walk import paragraphs_of
from generator.word.markup import VAL, Element, W
from generator.word.reading import read
from inconfidence.core.blocks import Block, Paper, Section, Text
from inconfidence.core.errors import Failed

HALVES = 2
"""Of a point: what Word counts sizes in (ISO/IEC 29500-1, 17.3.2.38)."""
TWENTIETHS = 20
LETTER_WIDE, CELL_MARGINS = 0.64, 11.0
"""Of a bold letter of Noto Sans, as a part of its size, as words have them; and points beside a cell's words."""
GROWN_BY = 6
"""Points, from 12 to 18; headings grow by as much."""
RAISED_LEAST = 28
"""Points of raised or lowered letters, which Word shows at about two thirds of their size."""
BEHIND_SIZE = frozenset(
    W + name
    for name in (
        *("szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang"),
        *("eastAsianLayout", "specVanish", "oMath"),
    )
)
BOXES = CROSSED + EMPTY
ASIDE = frozenset({"both", "center", "distribute", "end", "right"})


def large_word(docx: bytes) -> bytes:
    """Return a Word file in large print.

    Raises:
        Failed: when something in it would still be smaller than large print may be.
    """
    with zipfile.ZipFile(BytesIO(docx)) as made:
        parts = {name: _larger(name, made.read(name)) for name in made.namelist()}
    content = packed(parts)
    if min(_sizes(read(content)), default=LEAST) < LEAST:
        raise Failed("Words of this paper stay smaller than large print in a Word file.", hint="Make it as PDF.")
    return content


def _larger(name: str, part: bytes) -> bytes:
    if not name.startswith("word/") or not name.endswith(".xml"):
        return part
    root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
    for defaults in root.iterfind(f"{W}docDefaults/{W}rPrDefault/{W}rPr"):
        _with_size(defaults, LEAST)
    for size in root.iter(W + "sz", W + "szCs"):
        _set(size, VAL, max(LEAST, _number(size, VAL) / HALVES + GROWN_BY) * HALVES)
    for raised in root.iter(W + "vertAlign"):
        _with_size(raised.getparent(), RAISED_LEAST)
    _make_room(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _make_room(root: Element) -> None:
    """Let lines, rows and columns take larger words; nothing is set so that its gaps grow."""
    for line in root.iter(W + "spacing"):
        if line.get(W + "line") and line.get(W + "lineRule") in ("exact", "atLeast"):
            _set(line, W + "line", _number(line, W + "line") * LARGER)
    for row in root.iter(W + "trHeight"):
        row.set(W + "hRule", "atLeast")
    for way in root.iter(W + "jc"):
        if way.get(VAL) in ASIDE:
            way.set(VAL, "left")
    for layout in root.iter(W + "tblLayout"):
        layout.set(W + "type", "autofit")
    for table in root.iter(W + "tbl"):
        _widen(table)
    for tab in [tab for paragraph in root.iter(W + "p") for tab in _tabs_between_answers(paragraph)]:
        tab.tag = W + "br"


def _tabs_between_answers(paragraph: Element) -> Iterator[Element]:
    """Yield the tabs behind which another box to tick begins: one stands under another, each with its own words."""
    begun, tab = False, None
    for one in (each for run in paragraph.iter(W + "r") for each in run.iterchildren(W + "tab", W + "t")):
        if one.tag == W + "tab":
            tab = one
        elif one.text:
            if tab is not None and begun and one.text[0] in BOXES:
                yield tab
            begun, tab = begun or one.text[0] in BOXES, None


def _widen(table: Element) -> None:
    """Give a column in which a word would be broken the room of those that have some to spare."""
    grid = table.findall(f"{W}tblGrid/{W}gridCol")
    widths = [_number(column, W + "w") for column in grid]
    cells = [(at, span, cell) for row in table.findall(W + "tr") for at, span, cell in _cells(row)]
    needed = [
        max((_needed(cell) for at, span, cell in cells if (at, span) == (own, 1)), default=0.0)
        for own in range(len(grid))
    ]
    short = sum(max(0.0, need - width) for need, width in zip(needed, widths, strict=True))
    spare = sum(max(0.0, width - need) for need, width in zip(needed, widths, strict=True))
    if not short or not spare:
        return
    moved = min(short, spare)
    shares = (
        (need - width) * (moved / short if need > width else moved / spare)
        for need, width in zip(needed, widths, strict=True)
    )
    widths = [width + share for width, share in zip(widths, shares, strict=True)]
    for column, width in zip(grid, widths, strict=True):
        _set(column, W + "w", width)
    for at, span, cell in cells:
        for own in cell.iterfind(f"{W}tcPr/{W}tcW"):
            _set(own, W + "w", sum(widths[at : at + span]))
            own.set(W + "type", "dxa")


def _cells(row: Element) -> Iterator[tuple[int, int, Element]]:
    """Yield the cells of a row, each with its first column and how many it takes."""
    at = 0
    for cell in row.findall(W + "tc"):
        spans = cell.find(f"{W}tcPr/{W}gridSpan")
        span = 1 if spans is None else max(1, int(_number(spans, VAL)))
        yield at, span, cell
        at += span


def _needed(cell: Element) -> float:
    """Return how wide a cell has to be for its longest word, in twentieths of a point."""
    paragraphs = ("".join(text.text or "" for text in each.iter(W + "t")) for each in cell.iter(W + "p"))
    longest = max((len(word) for words in paragraphs for word in words.split()), default=0)
    return (longest * LEAST * LETTER_WIDE + CELL_MARGINS) * TWENTIETHS if longest else 0.0


def _with_size(properties: Element, least: float) -> None:
    """Give properties of a run a size of their own, if they have none so large: at its place among them (17.3.2)."""
    size = properties.find(W + "sz")
    if size is None:
        size = properties.makeelement(W + "sz")
        behind = (at for at, one in enumerate(properties) if one.tag in BEHIND_SIZE)
        properties.insert(next(behind, len(properties)), size)
    _set(size, VAL, max(least * HALVES, _number(size, VAL)))


def _number(element: Element, name: str) -> float:
    try:
        return float(element.get(name, 0))
    except ValueError:
        return 0.0


def _set(element: Element, name: str, value: float) -> None:
    element.set(name, str(round(value)))


def _sizes(paper: Paper) -> Iterator[float]:
    """Yield how large each run of words is shown."""
    for paragraph in paragraphs_of([block for section in paper.sections for block in _blocks_of(section)]):
        for one in paragraph.inlines:
            if isinstance(one, Text) and one.words.strip():
                yield one.style.size * RAISED[one.style.raised][0]


def _blocks_of(section: Section) -> Iterator[Block]:
    running = (section.header, section.footer)
    first, even = (section.first_header, section.first_footer), (section.even_header, section.even_footer)
    yield from section.blocks
    yield from (block for head in (*running, *first, *even) for block in head or ())
