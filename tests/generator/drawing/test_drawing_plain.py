"""The quick ways of setting plain words and ruled tables give what the full ones give."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sheets import SENTENCE, paper, para

from generator.layout import blocks as setting_of_blocks
from generator.layout import paragraphs as setting_of_paragraphs
from generator.layout.items import Fill, Page, Placed, Rules, Stroke, Words
from generator.layout.pages import layout
from inconfidence.core.blocks import (
    Block,
    Cell,
    Edges,
    Line,
    Paper,
    Paragraph,
    ParagraphStyle,
    Reference,
    Row,
    Tab,
    Table,
    TabStop,
    Text,
    TextStyle,
)

RULE = Line(0.5)
GRID = Edges(RULE, RULE, RULE, RULE)
ACROSS = Edges(top=RULE, bottom=RULE)
STYLES = (
    ParagraphStyle("Table text"),
    ParagraphStyle("Table label", before=3, after=4, contextual=True),
    ParagraphStyle("Normal", left=12, first=-6, right=8, after=6, adds=True),
    ParagraphStyle("Number", align="right", keep_next=True),
    ParagraphStyle("Middle", align="center", before=2),
    ParagraphStyle("Spread", align="both"),
    ParagraphStyle("Boxed", borders=GRID, shading="EEEEEE"),
    ParagraphStyle("Ends", tabs=(TabStop(120, "center"), TabStop(300, "right"))),
    ParagraphStyle("Filled", left=20, tabs=(TabStop(60), TabStop(200, leader="."))),
)
LOOKS = (
    TextStyle(10.5),
    TextStyle(10.5, bold=True),
    TextStyle(9, italic=True, colour="303030"),
    TextStyle(10.5, underline=True),
    TextStyle(24),
    TextStyle(10.5, raised="super"),
    TextStyle(10.5, language="tr"),
)
WORDS = st.text(alphabet="aWil- .é(\\)שא", max_size=60)
TEXTS = st.builds(Text, WORDS, st.sampled_from(LOOKS), st.sampled_from(("", "", "", "https://example.org")))
TABS = st.builds(Tab, st.just(LOOKS[0]))
NUMBERS = st.builds(Reference, st.sampled_from(("page", "pages")), st.sampled_from(LOOKS[:2]))
INLINES = st.lists(TEXTS | TABS | NUMBERS, max_size=5).map(tuple)
PARAGRAPHS = st.builds(Paragraph, INLINES, st.sampled_from(STYLES))


def cells(edges: Edges) -> st.SearchStrategy[Cell]:
    several = st.lists(PARAGRAPHS, max_size=3).map(tuple)
    shadings, stands = st.sampled_from(("", "DDDDDD")), st.sampled_from(("top", "center", "bottom"))
    return st.builds(Cell, several, shading=shadings, borders=st.just(edges), vertical=stands)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns, edges = draw(st.integers(1, 3)), draw(st.sampled_from((GRID, ACROSS)))
    rows = []
    for at in range(draw(st.integers(1, 4))):
        wide = draw(st.booleans()) and columns > 1
        found = [draw(cells(edges)) for _ in range(1 if wide else columns)]
        if wide:
            found[0] = Cell(found[0].blocks, columns, borders=edges)
        rows.append(
            Row(tuple(found), header=at == 0, may_split=draw(st.booleans()), height=draw(st.sampled_from((0, 40))))
        )
    return Table(tuple(rows), (90.0,) * columns, header_columns=draw(st.integers(0, 1)), after=5)


def standing(placed: Sequence[Placed], x: float = 0.0, y: float = 0.0) -> Iterator[tuple[float, ...]]:
    """Yield every word and line at its place on the page, with the element it belongs to."""
    for one in placed:
        left, top = x + one.x, y + one.y
        for item in one.strip.items:
            if isinstance(item, Placed):
                yield from standing([item], left, top)
            elif isinstance(item, Words) and item.words.strip():
                owner = item.node.tag if item.node else ""
                yield (owner, item.words, item.look.size, left + item.x, top + item.y, item.link)
            elif isinstance(item, Fill):
                yield ("fill", item.colour, left + item.x, top + item.y, item.width, item.height)


def lines_of(placed: Sequence[Placed], x: float = 0.0, y: float = 0.0) -> Iterator[tuple[float, ...]]:
    """Yield every border at its place, cut into what lies between two columns or rows."""
    for one in placed:
        left, top = x + one.x, y + one.y
        for item in one.strip.items:
            if isinstance(item, Placed):
                yield from lines_of([item], left, top)
            elif isinstance(item, Stroke):
                yield (left + item.x1, top + item.y1, left + item.x2, top + item.y2)
            elif isinstance(item, Rules):
                yield from ((left + x1, top + y1, left + x2, top + y2) for x1, y1, x2, y2 in item.lines)


def inked(lines: Iterator[tuple[float, ...]]) -> set[tuple[int, int]]:
    """Return the quarters of a point that lines cover."""
    dots = set()
    for x1, y1, x2, y2 in lines:
        count = max(1, round(max(x2 - x1, y2 - y1) * 4))
        dots |= {
            (round(4 * (x1 + (x2 - x1) * at / count)), round(4 * (y1 + (y2 - y1) * at / count)))
            for at in range(count + 1)
        }
    return dots


def flat(found: list[tuple[float, ...]]) -> list[float]:
    return [number for one in found for number in one[2:] if not isinstance(number, str)]


def both_ways(block: Block) -> tuple[list[list[Placed]], list[list[Placed]]]:
    """Return the pages of a block by the quick ways, where these apply, and by the full ones alone."""
    return by_both(paper(block), lambda page: page.body)


def by_both(what: Paper, part: Callable[[Page], list[Placed]]) -> tuple[list[list[Placed]], list[list[Placed]]]:
    """Return a part of each page of a paper, by the quick ways and by the full ones alone."""
    quick = [part(page) for page in layout(what).pages]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(setting_of_blocks, "ruled_strips", lambda *_: None)
        patched.setattr(setting_of_paragraphs, "plain_words", lambda *_: None)
        full = [part(page) for page in layout(what).pages]
    return quick, full


def assert_alike(block: Block) -> None:
    assert_same(*both_ways(block))


def assert_same(quick: list[list[Placed]], full: list[list[Placed]]) -> None:
    assert len(quick) == len(full)
    for mine, theirs in zip(quick, full, strict=True):
        assert [one.strip.height for one in mine] == pytest.approx([one.strip.height for one in theirs])
        assert [one.strip.glued for one in mine] == [one.strip.glued for one in theirs]
        ours, others = list(standing(mine)), list(standing(theirs))
        for kind in (True, False):
            own, other = ([one for one in found if (one[0] == "fill") is kind] for found in (ours, others))
            assert [one[:2] for one in own] == [one[:2] for one in other]
            assert flat(own) == pytest.approx(flat(other), abs=0.01)


@settings(max_examples=250, deadline=None)
@given(PARAGRAPHS)
def test_a_plain_paragraph_is_set_as_the_full_way_sets_it(paragraph: Paragraph) -> None:
    """The same words stand at the same places, as content of the same elements."""
    assert_alike(paragraph)


@settings(max_examples=150, deadline=None)
@given(PARAGRAPHS)
def test_a_running_foot_is_set_as_the_full_way_sets_it(paragraph: Paragraph) -> None:
    """On each of several pages, whose numbers it may tell."""
    what = paper(*(Paragraph((), ParagraphStyle("Normal", page_break_before=True)),) * 11, footer=(paragraph,))

    assert_same(*by_both(what, lambda page: page.foot))


@settings(max_examples=150, deadline=None)
@given(tables())
def test_a_ruled_table_is_set_as_the_full_way_sets_it(table: Table) -> None:
    """Its words, its shading and its rows' heights are those of a table set cell by cell."""
    assert_alike(table)


@settings(max_examples=60, deadline=None)
@given(tables())
def test_the_lines_of_a_ruled_table_are_drawn_where_its_cells_borders_are(table: Table) -> None:
    """A row's lines are drawn once for the row and not for each cell, and cover the same ground."""
    quick, full = both_ways(table)
    for mine, theirs in zip(quick, full, strict=True):
        own, other = inked(lines_of(mine)), inked(lines_of(theirs))
        assert all(any((x + dx, y + dy) in other for dx in (-1, 0, 1) for dy in (-1, 0, 1)) for x, y in own)
        assert all(any((x + dx, y + dy) in own for dx in (-1, 0, 1) for dy in (-1, 0, 1)) for x, y in other)


@pytest.mark.parametrize("vertical", ["top", "center", "bottom"])
@pytest.mark.parametrize("align", ["left", "center", "right"])
def test_a_line_in_a_cell_stands_where_the_full_way_puts_it(align: str, vertical: str) -> None:
    """Up or down in a higher row, and at either side of its cell."""
    style = ParagraphStyle("Table text", align=align, left=4, right=3, first=2, before=1, after=2)
    words = Cell((para("Seen (twice)", style),), borders=GRID, vertical=vertical)

    assert_alike(Table((Row((words, Cell((para("Not known"),), borders=GRID)), height=60),), (90.0, 90.0)))


def test_a_ruled_row_taller_than_a_page_goes_on_over_it() -> None:
    """It is divided as the full way divides it, and nothing of it is lost."""
    long = Cell((para(SENTENCE * 80, STYLES[0], LOOKS[0]),), borders=GRID)
    table = Table((Row((Cell((para("Seen"),), borders=GRID), long)),), (100.0, 300.0))

    quick, full = both_ways(table)

    assert len(quick) > 1
    assert [list(standing(page)) for page in quick] == [list(standing(page)) for page in full]
