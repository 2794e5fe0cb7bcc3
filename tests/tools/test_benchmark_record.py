"""The record that is raced with is what the page of figures says it is, and the peers are given all its words."""

from __future__ import annotations

import pytest

from benchmarks.content import content, missing_words, page_count
from benchmarks.ours import checked_paper
from benchmarks.records import VALUES_LEAST, count_filled, document, records, reference


@pytest.mark.parametrize("number", [0, 1, 63])
def test_the_record_has_three_pages_and_ninety_answers(number: int) -> None:
    """Whichever family it is about."""
    assert count_filled(document(number)) >= VALUES_LEAST
    assert page_count(checked_paper(records(number)).content) == 3


def test_no_two_papers_are_the_same() -> None:
    """Nobody can make one once and hand it out several times."""
    assert len({reference(number) for number in range(20_000)}) == 20_000
    assert content(0)["blocks"][1:] != content(1)["blocks"][1:]


def test_the_words_given_to_peers_are_those_of_the_paper() -> None:
    """Each word can be read in our own file, but for the brackets that stand for boxes and the reference."""
    ours = checked_paper(records(0)).content

    assert missing_words(ours, 0) == []


def test_a_word_that_is_not_said_is_noticed() -> None:
    """A peer that leaves words out would be no comparison."""
    ours = checked_paper(records(1)).content

    assert missing_words(ours, 0) != []
