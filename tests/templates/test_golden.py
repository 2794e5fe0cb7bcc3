"""Each shipped paper, filled from the sample case, says word for word what its dump in ``golden`` says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import unified_diff
from itertools import chain

import pytest

from inconfidence.core.blocks import Block, Cell, Paragraph, Section, Table, Text
from tests.templates.dumping import GOLDEN, dump
from tests.templates.filling import loaded, sample_paper
from tools.word_templates.catalogue import PAPERS


def difference(name: str, now: str) -> str:
    """Return what a paper says otherwise than its dump, line by line; nothing when it says the same."""
    before = (GOLDEN / f"{name}.txt").read_text("utf-8")
    lines = unified_diff(before.splitlines(), now.splitlines(), f"golden/{name}.txt", "now", lineterm="", n=1)
    return "\n".join(lines)


@pytest.mark.parametrize("name", sorted(PAPERS))
def test_a_paper_says_what_its_dump_says(name: str) -> None:
    """A change that is meant is read in the dump: `make golden` renews them all."""
    changed = difference(name, dump(sample_paper(name)))

    assert not changed, f"{changed}\n\nIs it meant? Then: make golden"


def test_every_paper_has_a_dump_and_no_dump_is_left_over() -> None:
    """A paper that goes takes its dump with it."""
    assert {file.stem for file in GOLDEN.glob("*.txt")} == set(PAPERS)


def test_one_word_changed_is_seen() -> None:
    """The comparison can fail, and says where."""
    paper = sample_paper("acknowledgement")
    section = paper.sections[0]

    changed = replace(paper, sections=(changed_in(section, "keep", "lose"), *paper.sections[1:]))

    assert "-" in difference("acknowledgement", dump(changed))
    assert any("lose" in line for line in difference("acknowledgement", dump(changed)).splitlines() if line[:1] == "+")


def changed_in(section: Section, word: str, other: str) -> Section:
    """Return a section with a word put for another in the paragraphs of its body."""
    blocks = tuple(
        replace(
            block,
            inlines=tuple(
                replace(each, words=each.words.replace(word, other)) if isinstance(each, Text) else each
                for each in block.inlines
            ),
        )
        if isinstance(block, Paragraph)
        else block
        for block in section.blocks
    )
    return replace(section, blocks=blocks)


def tables_of(blocks: Iterable[Block]) -> Iterator[Table]:
    """Give every table that holds facts, those in cells too."""
    for block in blocks:
        if isinstance(block, Table):
            yield from [block] if block.drawn_as == "grid" else []
            yield from tables_of(chain.from_iterable(cell.blocks for row in block.rows for cell in row.cells))


def is_label(cell: Cell) -> bool:
    """Say whether all a cell holds is bold words."""
    texts = [each for block in cell.blocks if isinstance(block, Paragraph) for each in block.inlines]
    return bool(texts) and all(isinstance(each, Text) and each.style.bold for each in texts)


@pytest.mark.parametrize("name", sorted(PAPERS))
def test_a_column_of_labels_heads_its_rows(name: str) -> None:
    """Who hears a table read aloud is told the label with each value (PDF/UA: a row head is marked as one).

    A key grid of four columns has labels in two of them, and only one column can head its rows.
    """
    blocks = chain.from_iterable(section.blocks for section in sample_paper(name).sections)
    labelled = [
        table
        for table in tables_of(blocks)
        if (body := [row for row in table.rows if not row.header])
        and all(is_label(row.cells[0]) for row in body)
        and not all(is_label(cell) for row in body for cell in row.cells)
        and not (len(table.widths) == 4 and all(is_label(row.cells[-2]) for row in body))
    ]

    assert [table.description for table in labelled if not table.header_columns] == []


@pytest.mark.parametrize("name", [name for name in sorted(PAPERS) if loaded(name).conformance == "outward"])
def test_what_goes_outward_says_how_to_check_it_and_what_a_finder_does(name: str) -> None:
    """Near the end of every outward paper (papers.md section 3)."""
    words = dump(sample_paper(name))

    assert words.count("How to check this paper") == 1
    assert "If found, please do not read" in words.partition("How to check this paper")[2]


@pytest.mark.parametrize("name", [name for name in sorted(PAPERS) if loaded(name).conformance == "outward"])
def test_whoever_is_asked_to_write_something_reads_what_becomes_of_it(name: str) -> None:
    """A paper with lines to fill in has the privacy block, but the chair's own, which asks nothing of the chair."""
    words = dump(sample_paper(name))

    collects = "{Fill line}" in words and name != "chairs-running-order"
    assert not collects or "What we do with your information" in words


@pytest.mark.parametrize("name", sorted(PAPERS))
def test_no_paper_made_from_the_sample_leaves_a_gap(name: str) -> None:
    """Every value the sample fills is there: no tag is left, no unknown stands in a sentence as "None"."""
    words = dump(sample_paper(name))

    assert "{{" not in words and "{%" not in words
    assert "Undefined" not in words
