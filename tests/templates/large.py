"""Every shipped paper, filled to the brim with the full records of ``tests.disclosure.canaries``, in both prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from disclosure import view_for
from disclosure.papers import paper_rule
from generator import draw, fill, preflight, read
from generator.large_print import large_print
from generator.layout.walk import paragraphs_of
from inconfidence.core.blocks import Block, Cell, Paper, Paragraph, Table, Text, TextStyle
from inconfidence.core.digest import digest_of_data
from inconfidence.core.documents import CheckedPdf, Mark
from tests.disclosure.test_matrix_in_papers import Production, pictures_for, reading_for, records_for
from tests.templates.filling import MADE_AT, MARKING, loaded

BANNER = "SAMPLE - not a real case"
MARK = Mark(MARKING, "", BANNER)


@cache
def full_paper(name: str) -> Paper:
    """Return a shipped paper, filled, in standard print."""
    rule = paper_rule(name)
    made = Production(name, rule.roles[0], next(iter(rule.open_cases)), "pdf", "yes")
    records = {each: aviary.record for each, aviary in records_for(made).items()}
    template = loaded(name)
    view = view_for(records, never=frozenset(template.never), **reading_for(made, records))
    return replace(read(fill(template, view, pictures_for(records))), title=template.title)


@cache
def drawn_large(name: str) -> CheckedPdf:
    """Return a shipped paper in large print, drawn and checked as every paper is."""
    template, paper = loaded(name), large_print(full_paper(name))
    return preflight(
        draw(
            paper,
            MARK,
            fields=template.signing,
            created=MADE_AT,
            view=digest_of_data(name),
            must_show=(MARKING, BANNER),
        )
    )


def styles_of(paper: Paper) -> Iterator[TextStyle]:
    """Give the style of everything a paper prints, running heads and feet included."""
    for paragraph in paragraphs(paper):
        yield from (one.style for one in paragraph.inlines if hasattr(one, "style"))
        if paragraph.label is not None:
            yield paragraph.label.style


def paragraphs(paper: Paper) -> Iterator[Paragraph]:
    """Give every paragraph of a paper, section by section."""
    for section in paper.sections:
        for blocks in (section.blocks, section.header, section.footer):
            yield from paragraphs_of(blocks)


def numbers_of(paper: Paper) -> list[tuple[str, int, str]]:
    """Return each numbered paragraph and heading: its label, its level and its words."""
    return [
        ("" if each.label is None else each.label.words, each.style.level, words_in(each))
        for section in paper.sections
        for each in paragraphs_of(section.blocks)
        if each.style.level or (each.label is not None and each.label.ordered)
    ]


def words_in(paragraph: Paragraph) -> str:
    """Return a paragraph's words as they are read, spaces made even."""
    return " ".join("".join(one.words if isinstance(one, Text) else " " for one in paragraph.inlines).split())


def body_words(blocks: Iterable[Block]) -> list[str]:
    """Return the words of blocks in their order, without the heads of tables and without grids of days and hours.

    A grid is cut into bands of hours, so its order is another.
    """
    return [word for paragraph in _bodies(blocks) for word in words_in(paragraph).split()]


def _bodies(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Table) and block.drawn_as != "heat":
            for cell in _body_cells(block):
                yield from _bodies(cell.blocks)


def _body_cells(table: Table) -> Iterator[Cell]:
    for row in table.rows:
        if not row.header:
            yield from row.cells
