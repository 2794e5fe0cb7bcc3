"""Every paper as it is read aloud: what no validator judges, because it takes sense to judge it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from tests.demonstrated import Demonstration


@dataclass(frozen=True)
class Element:
    """One element of a structure tree: its type and what is said of it."""

    name: str
    alt: str
    scope: str
    summary: str
    under: tuple[Element, ...]


def read(element: pikepdf.Dictionary) -> Element:
    """Return an element and all under it."""
    kids = element.get("/K", pikepdf.Array())
    several = kids if isinstance(kids, pikepdf.Array) else [kids]
    told = element.get("/A", pikepdf.Dictionary())
    return Element(
        str(element.S)[1:],
        str(element.get("/Alt", "")),
        str(told.get("/Scope", "")),
        str(told.get("/Summary", "")),
        tuple(read(kid) for kid in several if isinstance(kid, pikepdf.Dictionary) and "/S" in kid),
    )


def within(element: Element) -> Iterator[Element]:
    """Give an element and all in it, in the order they are read."""
    yield element
    for kid in element.under:
        yield from within(kid)


def elements(file: Path) -> list[Element]:
    """Return every element of a paper."""
    with pikepdf.open(file) as pdf:
        return list(within(read(pdf.Root.StructTreeRoot.K[0])))


def rank(element: Element) -> int:
    """Return the level of a heading, 0 for anything else."""
    return int(element.name[1]) if re.fullmatch("H[1-6]", element.name) else 0


def is_headed(table: Element) -> bool:
    """Say whether each cell of a table has a head: all of the first row, or one in every row."""
    rows = [[cell.name for cell in row.under] for row in within(table) if row.name == "TR"]
    return set(rows[0]) == {"TH"} or all("TH" in row for row in rows)


@pytest.fixture(scope="module")
def papers(demonstration: Demonstration) -> dict[str, list[Element]]:
    """The elements of each paper that was laid out, but of the one altered on purpose."""
    return {file.stem: elements(file) for file in demonstration.files if file != demonstration.altered}


def test_headings_begin_at_the_top_and_step_down_one_at_a_time(papers: dict[str, list[Element]]) -> None:
    """Who goes from heading to heading starts at the first level and is never led past one."""
    ranks = {name: [rank(each) for each in found if rank(each)] for name, found in papers.items()}

    assert {name: found[0] for name, found in ranks.items() if found[0] != 1} == {}
    assert [
        name for name, found in ranks.items() if any(after > before + 1 for before, after in pairwise(found))
    ] == []


def test_questions_of_one_form_stand_at_one_level(demonstration: Demonstration) -> None:
    """Nine questions that look alike are nine equals, not one inside another."""
    (form,) = demonstration.of_kind("survey-form")

    assert [rank(each) for each in elements(form) if rank(each)][1:10] == [2] * 9


def test_every_table_says_what_its_cells_are(papers: dict[str, list[Element]]) -> None:
    """No cell is read without a head that says what it is about, and each head says for which way it speaks."""
    tables = [(name, each) for name, found in papers.items() for each in found if each.name == "Table"]
    heads = [each for found in papers.values() for each in found if each.name == "TH"]

    assert len(tables) > 50
    assert sorted({name for name, table in tables if not is_headed(table)}) == []
    assert {head.scope for head in heads} == {"/Column", "/Row"}


def test_every_figure_says_what_it_shows(papers: dict[str, list[Element]]) -> None:
    """No picture, chart or box is passed over."""
    silent = [
        name for name, found in papers.items() for each in found if each.name == "Figure" and not each.alt.strip()
    ]

    assert silent == []


def test_nothing_is_said_twice_of_a_chart(papers: dict[str, list[Element]]) -> None:
    """A chart says what it is; the table of its numbers, read next, does not say it again."""
    for found in papers.values():
        said = {each.alt for each in found if each.name == "Figure"}
        summed_up = {each.summary for each in found if each.name == "Table"}
        assert said.isdisjoint(summed_up)
