"""What text may hold: no character that hides or turns other text, no heap of accents; every script else."""

from __future__ import annotations

import sys
import unicodedata
from time import process_time

import pytest

from forms.characters import MARKS_MOST, has_heaped_marks, has_refused, is_refused, tidy

ASSIGNED = [*range(0x20000), *range(0xE0000, 0xE0200), *range(0xFFF00, 0x100100), sys.maxunicode]
"""The planes that have letters, and the ends and beginnings of those that have none."""


def test_the_quick_look_at_a_text_agrees_with_the_look_at_each_character() -> None:
    """For every character that a script could need or a trick could use, inside a word."""
    wrong = [code for code in ASSIGNED if has_refused(f"a{chr(code)}b") is not is_refused(chr(code))]

    assert wrong == []


@pytest.mark.parametrize("before", [0, 1, 17, 30, 31, 5_000])
@pytest.mark.parametrize("after", [0, 40])
def test_heaped_accents_are_found_wherever_they_stand(before: int, after: int) -> None:
    """One more than the most is too many; so many is not."""
    many, most = "\u0301" * (MARKS_MOST + 1), "\u0316" * MARKS_MOST

    assert has_heaped_marks("x" * before + many + "x" * after)
    assert not has_heaped_marks("x" * before + most + "x" * after)
    assert not has_heaped_marks(("y" + "x" * before + most) * 3 + "x" * after)


@pytest.mark.parametrize(
    "text",
    ["Nguye\u0302\u0303n Thi\u0323", "שָׁלוֹם", "ﷺ", "রহিমা বেগম", "ཧྐྵྨླྺྼྻྂ", "e\u0301" * 5_000, "z\u0300\u0301\u0302\u0316"],
)
def test_no_language_heaps_its_accents(text: str) -> None:
    """Points, vowel signs and stacks of letters are kept, in one form."""
    assert not has_refused(tidy(text))
    assert tidy(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("mark", ["\u0301\u0316", "\u0301", "\u093c\u0301"])
def test_heaped_accents_cost_no_more_than_their_reading(mark: str) -> None:
    """To put 600 kilobytes of them in order takes Python a minute and a half, so nobody does."""
    heap = f" a{mark * 150_000}\r\n"
    start = process_time()

    tidied = tidy(heap)

    assert has_refused(tidied) and tidy(tidied) == tidied == heap.strip()
    assert process_time() - start < 5
