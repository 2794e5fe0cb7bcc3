"""A code that mends itself: two check letters behind the others, over the field of thirty-two letters.

The words are those of a Reed-Solomon code (I. S. Reed and G. Solomon, 1960) of distance three: two words differ in at
least three places. So one changed letter is mended in one way only, and two letters that changed places are never
taken for a single changed one. A letter is a number from 0 to 31; the field is GF(2)[x] / (x^5 + x^2 + 1).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

SIZE = 32
ORDER = SIZE - 1
MODULUS = 0b100101
CHECKS = 2

Word = tuple[int, ...]


def _powers() -> Word:
    found, value = [], 1
    for _ in range(ORDER):
        found.append(value)
        value <<= 1
        value ^= MODULUS if value & SIZE else 0
    return tuple(found)


POWERS = _powers()
LOGARITHMS = {value: exponent for exponent, value in enumerate(POWERS)}


def checked(letters: Sequence[int]) -> Word:
    """Return ``letters`` with their two check letters behind them, at most thirty-one letters in all."""
    word = (*letters, *(0 for _ in range(CHECKS)))
    return _changed(word, len(word) - CHECKS, len(word) - 1)


def is_word(word: Sequence[int]) -> bool:
    """Say whether the check letters are those of the other letters."""
    return _sums(word) == (0, 0)


def filled(letters: Sequence[int], place: int) -> Word:
    """Return ``letters`` with the only letter put in at ``place`` that makes their sum right."""
    plain, _ = _sums(letters)
    return (*letters[:place], plain, *letters[place:])


def one_mended(word: Sequence[int]) -> Word | None:
    """Return the only word that differs from ``word`` in exactly one letter, or None."""
    plain, weighted = _sums(word)
    if not plain or not weighted:
        return None
    place = (LOGARITHMS[weighted] - LOGARITHMS[plain]) % ORDER
    if place >= len(word):
        return None
    return (*word[:place], word[place] ^ plain, *word[place + 1 :])


def two_mended(word: Sequence[int]) -> Iterator[Word]:
    """Give every word that differs from ``word`` in exactly two letters: at most one for each pair of places."""
    for first, second in combinations(range(len(word)), 2):
        mended = _changed(word, first, second)
        if mended[first] != word[first] and mended[second] != word[second]:
            yield mended


def _changed(word: Sequence[int], first: int, second: int) -> Word:
    """Return the word that is like ``word`` but at two places: there, two equations leave one answer."""
    plain, weighted = _sums(word)
    there = _divided(weighted ^ _times(plain, POWERS[first]), POWERS[first] ^ POWERS[second])
    found = list(word)
    found[second] ^= there
    found[first] ^= plain ^ there
    return tuple(found)


def _sums(word: Sequence[int]) -> tuple[int, int]:
    """Return the sum of the letters, and their sum with each weighed by its place; both are 0 in a word."""
    plain = weighted = 0
    for place, letter in enumerate(word):
        plain ^= letter
        weighted ^= _times(letter, POWERS[place])
    return plain, weighted


def _times(one: int, other: int) -> int:
    return POWERS[(LOGARITHMS[one] + LOGARITHMS[other]) % ORDER] if one and other else 0


def _divided(one: int, other: int) -> int:
    return POWERS[(LOGARITHMS[one] - LOGARITHMS[other]) % ORDER] if one else 0
