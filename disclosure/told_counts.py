"""Counts of people told in words: "3 of 64", "two young people", "4 per cent".

English words and digits only; text in another language is for its translator to check.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor

LEAST_HIDDEN, MOST_HIDDEN = 1, 5
SPELLED = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
VALUES = {"one": 1, **{word: value for value, word in enumerate(SPELLED, 2)}}
COUNTED = (
    r"people|persons?|children|child|boys?|girls?|teenagers?|residents?|neighbours?|adults?|parents?|visitors?"
    r"|wom[ae]n|m[ae]n|replies|reply|answers|respondents?|sightings?"
)
FIGURES = r"\d[\d,]*"
OF_ALL = re.compile(rf"\b({FIGURES}|{'|'.join(VALUES)})\s+(?:out\s+)?of\s+(?:all\s+)?(?:the\s+)?({FIGURES})\b", re.I)
# "One young person" is how a thing is explained, not a count; "1 young person" is a count.
OF_PEOPLE = re.compile(
    rf"\b({FIGURES}|{'|'.join(SPELLED)})\s+(?:(?:young|younger|older|other|more|different)\s+)*(?:{COUNTED})\b", re.I
)
PER_CENT = re.compile(r"(?<![\d.,])(\d+(?:\.\d+)?)\s*(?:%|per\s?cent\b)", re.I)
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Telling:
    """What words are held against: the record's totals, and the sums that would give away a count beside the words.

    Sums are a set of bits: bit 7 stands for a sum of 7.
    """

    totals: tuple[int, ...]
    sums: int


def is_small(count: int) -> bool:
    """Return whether this is a number of people that is never told."""
    return LEAST_HIDDEN <= count <= MOST_HIDDEN


def tells(text: str, telling: Telling) -> bool:
    """Return whether text tells a small count of people, or one from which a hidden count follows."""
    return any(
        is_small(count) or is_small(of_all - count) or telling.sums >> count & 1
        for count, of_all in _counts(text, telling.totals)
    )


def sums_that_tell(hidden: int, shown: Sequence[int]) -> int:
    """Return, as a set of bits, the sums that would give away a count of a list whose hidden counts add up to this.

    A sum of shown counts, with or without all the hidden ones, gives nothing away. Any other that could be reached is
    refused whatever the hidden counts are, or what stays printed would rule some of them out.
    """
    partly = (1 << max(hidden, 1)) - 2
    return _spread(partly, shown) & ~_spread(1, shown) & ~_spread(1 << hidden, shown)


def _counts(text: str, totals: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """Yield each count of people in the text and how many it is of, or nought where nobody says."""
    for found in OF_ALL.finditer(text):
        yield _number(found[1]), _number(found[2])
    for found in OF_PEOPLE.finditer(text):
        yield _number(found[1]), 0
    for found in PER_CENT.finditer(text):
        for total in totals:
            share = float(found[1]) * total / 100
            # A percentage is rounded: every whole number within half a one of it may be meant.
            slack = max(HALF, total * HALF / 100)
            yield from ((count, total) for count in range(max(0, ceil(share - slack)), floor(share + slack) + 1))


def _number(words: str) -> int:
    return VALUES[words.lower()] if words.lower() in VALUES else int(words.replace(",", ""))


def _spread(sums: int, counts: Sequence[int]) -> int:
    for count in counts:
        sums |= sums << count
    return sums
