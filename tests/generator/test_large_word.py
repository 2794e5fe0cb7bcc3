"""A Word file in large print says what the other says, in letters of 18 points and more, with no word broken."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import pytest
from docx import Document

from disclosure import view_for
from disclosure.papers import paper_rule
from generator.issue import word_file
from generator.large_word import large_word
from generator.layout.setting import RAISED
from generator.layout.walk import paragraphs_of
from generator.word import read
from inconfidence.core.blocks import Paper, Text
from tests.corpus_word.file import cell, docx, para, row, run, table
from tests.disclosure.test_matrix_in_papers import Production, pictures_for, reading_for, records_for
from tests.templates.filling import loaded

PAPERS = ("confidentiality-agreement", "observation-sheet", "conference-pack", "referral-record-location")


@cache
def issued(name: str) -> bytes:
    """Return a shipped paper of a full case as an issued Word file."""
    rule, template = paper_rule(name), loaded(name)
    made = Production(name, rule.roles[0], next(iter(rule.open_cases)), "docx", "yes")
    records = {each: aviary.record for each, aviary in records_for(made).items()}
    view = view_for(records, never=frozenset(template.never), **reading_for(made, records))
    return word_file(template, view, pictures_for(records))


def texts(paper: Paper) -> list[Text]:
    """Return the runs of words of a paper, heads and feet with them."""
    blocks = [block for section in paper.sections for block in (*section.header, *section.blocks, *section.footer)]
    return [one for each in paragraphs_of(blocks) for one in each.inlines if isinstance(one, Text)]


@pytest.mark.parametrize("name", PAPERS)
def test_it_says_the_same_in_the_same_order(name: str) -> None:
    """No word more, none less."""
    standard, large = read(issued(name)), read(large_word(issued(name)))

    said = ["".join(one.words for one in texts(each)) for each in (large, standard)]
    assert said[0] == said[1]


@pytest.mark.parametrize("name", PAPERS)
def test_nothing_is_smaller_than_18_points(name: str) -> None:
    """Raised letters, running heads and the words of tables too."""
    shown = [one.style.size * RAISED[one.style.raised][0] for one in texts(read(large_word(issued(name))))]

    assert min(shown) >= 18.0
    assert min(one.style.size for one in texts(read(issued(name)))) < 18.0


def test_a_size_of_a_run_s_own_grows_and_so_does_a_default_that_is_not_said() -> None:
    """Word takes 10 points where no size is said at all."""
    small = '<w:r><w:rPr><w:sz w:val="12"/></w:rPr><w:t>small</w:t></w:r>'
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>th</w:t></w:r>'

    large = texts(read(large_word(docx(para(small), para(run("5") + raised)))))

    assert min(one.style.size * RAISED[one.style.raised][0] for one in large) >= 18.0


def test_a_narrow_column_is_widened_for_its_longest_word() -> None:
    """From the room of its neighbour; the table is as wide as it was."""
    first = row(cell("Neighbourhood"), cell("a b"))
    made = large_word(docx(table(first, widths=(600, 8000)), para()))

    columns = widths_in(made)
    assert columns[0] >= 13 * 18 * 0.6 * 20
    assert abs(sum(columns) - 8600) <= 1


def test_answers_to_tick_stand_one_under_another() -> None:
    """A box never stands at the end of a line with its words in the next; other tabs stay."""
    tab = "<w:r><w:tab/></w:r>"
    made = large_word(docx(para(run("☐ yes") + tab + run("☒ no")), para(run("Name") + tab + run("Date"))))

    answers, other = (each.text for each in Document(BytesIO(made)).paragraphs)
    assert answers == "☐ yes\n☒ no"
    assert other == "Name\tDate"


def widths_in(content: bytes) -> list[int]:
    """Return how wide the columns of the first table are, in twentieths of a point."""
    found = Document(BytesIO(content)).tables[0]._tbl.tblGrid.gridCol_lst
    return [int(column.w.twips) for column in found]
