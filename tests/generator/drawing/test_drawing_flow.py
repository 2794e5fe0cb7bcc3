"""What stands on which page: keeping together, cutting, repeating, and the room between."""

from __future__ import annotations

import dataclasses

import pytest
from sheets import SENTENCE, cell, heading, laid, para, row, table

from generator.layout.items import Page, Placed, Words
from inconfidence.core.blocks import (
    Block,
    Cell,
    Edges,
    Line,
    PageBreak,
    ParagraphStyle,
    Picture,
    Row,
    Table,
)
from inconfidence.core.errors import InputInvalid

ROOM = 841.89 - 79.4 - 73.7
LINE = ParagraphStyle("Line")


def said(placed: Placed) -> str:
    own = "".join(item.words for item in placed.strip.items if isinstance(item, Words))
    return own + "".join(said(part) for part in placed.strip.parts)


def lines(page: Page) -> list[str]:
    return [said(placed).strip() for placed in page.body]


def filler(count: int) -> list[Block]:
    return [para(f"Filler {number}", LINE) for number in range(count)]


def page_of(words: str, *blocks: Block) -> int:
    pages = laid(*blocks).pages
    return next(page.number for page in pages for line in lines(page) if line.startswith(words))


def test_a_heading_stays_with_what_follows() -> None:
    """A heading that would be the last line of a page goes over to the next."""
    assert page_of("Heading", *filler(38), heading("Heading"), para("Text")) == 2


def test_a_paragraph_leaves_no_line_alone() -> None:
    """At least two lines of a paragraph stay, and at least two go over."""
    text = para(SENTENCE * 6, LINE)

    first, second = laid(*filler(38), text).pages

    alone = [line for line in lines(first) if not line.startswith("Filler")]
    assert len(alone) == 2 or not alone
    assert len(lines(second)) >= 2


def test_lines_kept_together_go_over_whole() -> None:
    """A paragraph whose lines are kept is not divided when it fits on a page."""
    kept = dataclasses.replace(LINE, keep_lines=True)

    first, second = laid(*filler(38), para(SENTENCE * 6, kept)).pages

    assert all(line.startswith("Filler") for line in lines(first))
    assert len(lines(second)) >= 5


def test_a_page_break_turns_the_page() -> None:
    """What follows a break, or a paragraph that asks for one, starts a new page."""
    asking = dataclasses.replace(LINE, page_break_before=True)

    pages = laid(para("One"), PageBreak(), para("Two"), para("Three", asking)).pages

    assert [lines(page) for page in pages] == [["One"], ["Two"], ["Three"]]


@pytest.mark.parametrize(("adds", "room"), [(False, 10), (True, 16)])
def test_room_between_paragraphs_is_the_larger_one_unless_both_are_asked_for(adds: bool, room: float) -> None:
    """Word keeps the larger of the room after and before, or both in a file whose settings say so."""
    spaced = ParagraphStyle("x", before=10, after=6, adds=adds)

    first, second = laid(para("One", spaced), para("Two", spaced)).pages[0].body

    assert second.y - first.y == pytest.approx(17 + room)


def test_contextual_room_is_dropped_between_paragraphs_of_one_style() -> None:
    """List items stand close, and the list keeps its distance from the rest."""
    close = ParagraphStyle("List", before=10, after=6, contextual=True)

    first, second, third = laid(para("One", close), para("Two", close), para("Three", LINE)).pages[0].body

    assert second.y - first.y == pytest.approx(17)
    assert third.y - second.y == pytest.approx(17 + 6)


def test_room_before_is_dropped_at_the_head_of_a_page_that_broke_by_itself() -> None:
    """The first line of a page stands at its top margin."""
    spaced = dataclasses.replace(LINE, before=30, keep_lines=True)

    pages = laid(*filler(40), para("Next", spaced)).pages

    assert pages[1].body[0].y == pytest.approx(79.4)


def test_neighbours_with_equal_borders_are_one_box() -> None:
    """Two alerts are one box; another style begins another."""
    edge = Line(1.5, "000000", 6)
    alert = ParagraphStyle("Alert", borders=Edges(edge, edge, edge, edge))
    other = ParagraphStyle("Alert reversed", shading="000000")

    page = laid(para("One", alert), para("Two", alert), para("Three", other)).pages[0]

    (_, top, bottom, _), (_, below, _, _) = page.frames
    assert bottom - top == pytest.approx(2 * 17 + 2 * 7.5)
    assert below == pytest.approx(bottom)


def test_the_head_of_a_table_is_repeated_on_every_page() -> None:
    """A reader never meets a column without its name."""
    pages = laid(table(100)).pages

    assert len(pages) > 2
    assert all(lines(page)[0] == "Label Name" for page in pages)
    assert [page.body[0].repeated for page in pages] == [False] + [True] * (len(pages) - 1)


def test_no_row_is_lost_or_doubled_over_pages() -> None:
    """Every row of a long table is on exactly one page, in order."""
    found = [line for page in laid(table(100)).pages for line in lines(page)[1:]]

    assert found == [f"Row {number} Not known" for number in range(1, 101)]


def test_a_row_that_fits_a_page_is_not_cut() -> None:
    """A row shorter than half a page goes over whole."""
    tall = Row((Cell(tuple(para(f"Line {n}", LINE) for n in range(15))),), may_split=True)

    pages = laid(*filler(35), Table((tall,), (200,))).pages

    assert all(line.startswith("Filler") for line in lines(pages[0]))


@pytest.mark.parametrize(("may_split", "begun"), [(True, True), (False, False)])
def test_a_row_taller_than_half_a_page_is_cut_only_if_it_may(may_split: bool, begun: bool) -> None:
    """Word's "allow row to break across pages" is kept to."""
    tall = Row((Cell(tuple(para(f"Line {n}", LINE) for n in range(30))),), may_split=may_split)

    pages = laid(*filler(20), Table((tall,), (200,))).pages

    assert any(line.startswith("Line 0") for line in lines(pages[0])) is begun


def test_a_row_taller_than_a_page_is_cut_and_nothing_is_lost() -> None:
    """Both cells go on where they stopped, under the repeated head."""
    cells = (Cell(tuple(para(f"A{n}", LINE) for n in range(100))), cell("B"))
    tall = Table((row("Head", "er", header=True), Row(cells)), (200, 200))

    pages = laid(tall).pages

    words = " ".join(line for page in pages for line in lines(page)).split()
    assert [word for word in words if word[0] == "A"] == [f"A{n}" for n in range(100)]
    assert words.count("B") == 1
    assert words.count("Head") == len(pages) == 3


def test_a_tall_table_inside_a_cell_is_cut_too() -> None:
    """Rows within rows go over pages, even when every line asks to be kept with the next."""
    chained = dataclasses.replace(LINE, keep_next=True)
    inner = Table((Row((Cell(tuple(para(f"Line {n}", chained) for n in range(90))),)),), (200,))

    pages = laid(Table((Row((Cell((inner,)),)),), (300,))).pages

    assert len(pages) == 3
    assert " ".join(line for page in pages for line in lines(page)).split() == [
        word for n in range(90) for word in ("Line", str(n))
    ]


def test_rows_merged_into_one_cell_stay_together() -> None:
    """A cell over three rows is never left without its rows."""
    merged = Table((Row((cell("Over three", rows=3), cell("1"))), Row((cell("2"),)), Row((cell("3"),))), (100, 100))

    pages = laid(*filler(39), merged).pages

    assert [len(lines(page)) for page in pages] == [39, 3]


def test_a_row_grows_for_words_it_would_hide() -> None:
    """A row of an exact height still shows all it says."""
    tight = Table((Row((cell("word " * 60),), height=10, exact=True), row("next")), (100,))

    first, second = laid(tight).pages[0].body

    assert second.y - first.y > 200


def test_a_table_wider_than_its_column_is_narrowed() -> None:
    """Its columns keep their proportions."""
    wide = Table((row("a", "b"),), (600, 300))

    (placed,) = laid(wide).pages[0].body

    first, second = placed.strip.parts
    assert (second.x - first.x) == pytest.approx(473.38 * 2 / 3, abs=0.1)


def test_what_is_taller_than_a_page_is_refused_by_its_heading() -> None:
    """A picture no page can hold is not clipped: the paper is refused, and says where."""
    huge = para((Picture(b"", 100, ROOM + 50, "Map"),))

    with pytest.raises(InputInvalid) as refused:
        laid(heading("The place"), huge)

    (problem,) = refused.value.problems
    assert (problem.code, problem.path) == ("too-tall", "under “The place”")


def test_a_long_chain_of_kept_lines_does_not_run_off_the_page() -> None:
    """When everything is kept with what follows, pages are turned all the same."""
    chained = dataclasses.replace(LINE, keep_next=True)

    pages = laid(*(para(f"Line {n}", chained) for n in range(100))).pages

    assert [line for page in pages for line in lines(page)] == [f"Line {n}" for n in range(100)]
    assert all(placed.y + 17 <= 841.89 - 73.7 for page in pages for placed in page.body)
