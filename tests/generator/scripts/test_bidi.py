"""The order of words that run both ways, against another program's (the Rust library behind python-bidi)."""

from __future__ import annotations

import pytest
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.bidi import base_level, levels, runs_right_to_left, visual_order

LETTERS = "abש רמعل12٣٤()[]{}.,-+$%:/\u05b3\u0651é«»\u2028\t"


def shown(words: str, base: int) -> str:
    """The letters from left to right, brackets not turned."""
    return "".join(words[at] for at in visual_order(levels(words, base)))


@settings(max_examples=400, deadline=None)
@given(st.text(LETTERS, max_size=14), st.sampled_from((0, 1)))
def test_any_text_stands_as_another_program_puts_it(words: str, base: int) -> None:
    """Letters, numbers, signs, brackets and marks in any order, in a line of either direction."""
    assert shown(words, base) == get_display(words, base_dir="LR"[base])


@pytest.mark.parametrize(
    ("words", "base"),
    [("Anna", 0), ("שרה", 1), ("שרה Anna", 0), ("(שרה) 12", 1), ("12", 0), ("محمد علی.", 1), ("", 0)],
)
def test_a_paragraph_runs_left_only_when_all_its_letters_do(words: str, base: int) -> None:
    """One Latin letter makes it an English paragraph; digits and signs decide nothing."""
    assert base_level(words) == base


def test_brackets_go_with_what_they_hold() -> None:
    """Brackets round English words in a Hebrew line stay together, as rule N0 has it."""
    assert shown("שרה (aunt) 12", 1) == "12 )aunt( הרש"


def test_a_number_in_arabic_keeps_its_order() -> None:
    """A date or a house number is read from left to right within a line that runs to the left."""
    assert "12.3.1971" in shown("محمد 12.3.1971", 1)


def test_plain_words_are_not_looked_at() -> None:
    """Latin, Greek, Cyrillic, Indic and Chinese words need none of this."""
    assert not any(map(runs_right_to_left, ("Anna", "Σοφία", "রহিমা", "王小明", "M̂ara")))
