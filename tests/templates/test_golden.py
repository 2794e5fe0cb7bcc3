"""Each shipped paper, filled from the sample case, says word for word what its dump in ``golden`` says."""

from __future__ import annotations

from dataclasses import replace
from difflib import unified_diff

import pytest

from inconfidence.core.blocks import Paragraph, Section, Text
from tests.templates.dumping import GOLDEN, dump
from tests.templates.filling import sample_paper
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


@pytest.mark.parametrize("name", sorted(PAPERS))
def test_no_paper_made_from_the_sample_leaves_a_gap(name: str) -> None:
    """Every value the sample fills is there: no tag is left, no unknown stands in a sentence as "None"."""
    words = dump(sample_paper(name))

    assert "{{" not in words and "{%" not in words
    assert "Undefined" not in words
