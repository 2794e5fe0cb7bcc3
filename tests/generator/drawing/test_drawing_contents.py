"""Tables of contents, even pages and borders as they come out on the page."""

from __future__ import annotations

import dataclasses
import re

import page
import pytest
from sheets import FULL_MARK, cell, drawn, opened, paper, para, read

from generator import word
from generator.layout.borders import heavier
from generator.layout.items import Stroke
from generator.layout.pages import layout
from inconfidence.core.blocks import Cell, Contents, Edges, Line, Paper, Row, Table
from tests.corpus_word.corpus import CORPUS
from tests.corpus_word.pages import CHAPTERS_ON

BY_NAME = {case.name: case for case in CORPUS}
LONG = "a table of contents over the turn of a page"
THIN, THICK = Line(0.5), Line(3.0, "CC0000")


def of_corpus(name: str) -> Paper:
    """Return a paper of the corpus."""
    return word.read(BY_NAME[name].docx)


def test_a_table_of_contents_names_the_page_each_heading_stands_on() -> None:
    """Every number beside an entry is that of the page on which the heading is read by another program."""
    pages = read(drawn(of_corpus(LONG)))

    for chapter, expected in CHAPTERS_ON.items():
        stands_on = [at for at, words in enumerate(pages, start=1) if f"What chapter {chapter} says" in words]
        said = re.search(rf"Chapter {chapter} (\d+) ", f"{pages[0]} {pages[1]} ")
        assert said is not None
        assert [int(said[1])] == stands_on == [expected]


def test_every_entry_leads_to_its_heading() -> None:
    """Words and number of an entry are links to the page of the heading."""
    with opened(drawn(of_corpus("a table of contents"))) as pdf:
        targets = [pdf.pages.index(link.Dest[0]) + 1 for link in pdf.pages[0].Annots]

    assert targets == [1, 1, 2, 2, 2, 2]


def test_a_table_of_contents_is_tagged_as_one() -> None:
    """A screen reader is told TOC and TOCI, and the file conforms."""
    marked = drawn(of_corpus("a table of contents"), mark=FULL_MARK)

    with opened(marked) as pdf:
        first = pdf.Root.StructTreeRoot.K[0].K[0]
        assert (first.S, [entry.S for entry in first.K]) == ("/TOC", ["/TOCI"] * 3)
    for profile in ("ua1", "3a"):
        assert page.validate_pdf_bytes(marked.content, profile=profile).failures == []


def test_even_pages_have_heads_and_feet_of_their_own() -> None:
    """Pages one and three show the ordinary ones, page two the other."""
    pages = read(drawn(of_corpus("other heads and feet on even pages")))

    assert ["Even page header" in words for words in pages] == [False, True, False]
    assert ["Default page footer" in words for words in pages] == [True, False, True]


def test_the_first_page_goes_before_the_even_one() -> None:
    """A section that begins on an even page shows its first page's head there."""
    one = paper(para("x")).sections[0]
    two = paper(para("y"), header=(para("H"),), first_header=(para("F"),), even_header=(para("E"),)).sections[0]

    pages = layout(Paper("t", "en-GB", (one, two))).pages

    assert [placed.strip.items[0].words for placed in pages[1].head] == ["F "]


def strokes(table: Table) -> list[tuple[float, str]]:
    """Return the width and colour of every horizontal line of a table, from top to bottom."""
    rows = layout(paper(table)).pages[0].body
    found = [
        (placed.y + item.y1, item.width, item.colour)
        for placed in rows
        for part in placed.strip.parts
        for item in part.strip.items
        if isinstance(item, Stroke) and item.y1 == item.y2
    ]
    return [line[1:] for line in sorted(found)]


def test_of_two_borders_in_one_place_the_heavier_is_drawn() -> None:
    """The thick line under one cell is not crossed by the thin one over the next."""
    upper, lower = cell("a", borders=Edges(bottom=THICK)), cell("b", borders=Edges(top=THIN))

    assert strokes(Table((Row((upper,)), Row((lower,))), (100.0,))) == [(3.0, "CC0000")] * 2


@pytest.mark.parametrize(
    ("one", "other"), [(Line(2), Line(1)), (Line(1, double=True), Line(1)), (Line(1, "000000"), Line(1, "FF0000"))]
)
def test_which_border_is_the_heavier(one: Line, other: Line) -> None:
    """The wider wins, then the double, then the darker; where only one is there, that one."""
    assert heavier(one, other) == heavier(other, one) == heavier(one, None) == heavier(None, one) == one


def test_borders_take_room_of_their_own() -> None:
    """A row under a thick line is as much higher, and its words stand clear of it."""
    plain = Cell((para("a"),), padding=(0, 0, 0, 0))
    under = Cell((para("a"),), padding=(0, 0, 0, 0), borders=Edges(top=THICK))

    bare, lined = (layout(paper(Table((Row((each,)),), (100.0,)))).pages[0].body[0].strip for each in (plain, under))

    assert lined.height == pytest.approx(bare.height + 3.0)


def test_a_nested_table_repeats_its_head_on_the_next_page() -> None:
    """The head of a table in a table stands on each page it goes over, and is read out once."""
    pages = read(drawn(of_corpus("a nested table over three pages")))

    assert ["Inner head" in words for words in pages] == [True, True, True]


def test_a_table_of_contents_that_was_not_built_is_not_left_out() -> None:
    """The place of one is no empty paragraph: who forgot to build it is told."""
    place = dataclasses.replace(para(""), contents=Contents())

    with pytest.raises(TypeError, match="not built"):
        layout(paper(place))
