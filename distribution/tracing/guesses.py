"""What in a line of letters may be a copy's code: every stretch of about the right length, read as near as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from inconfidence.core.copy_codes import LETTERS, letters_of, readings

LONGEST_LINE = 100
"""Letters: a longer line is running text, and only its beginning is looked at."""
FEW = 2
"""Wrong letters: with fewer, the check letters alone leave one code."""
PRINTED = re.compile(r"(?<![0-9A-Z])[0-9A-Z]{4}[- ]?[0-9A-Z]{4}[- ]?[0-9A-Z]{4}(?![0-9A-Z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Guess:
    """A code that one stretch of letters may be, and how many letters are wrong if it is."""

    code: str
    wrong: int


def printed_codes(words: str) -> Iterator[Guess]:
    """Give every code that stands in ``words`` as codes are printed, or with one letter wrong."""
    for found in PRINTED.findall(words):
        yield from (each for each in _of_stretch(found) if each.wrong < FEW)


def guesses(line: str) -> Iterator[Guess]:
    """Give every code that a stretch of ``line`` may be, also with one letter too few or too many."""
    letters = letters_of(line)[:LONGEST_LINE]
    for length in (LETTERS, LETTERS - 1, LETTERS + 1):
        for place in range(len(letters) - length + 1):
            yield from _of_stretch(letters[place : place + length])


def _of_stretch(letters: str) -> Iterator[Guess]:
    for wrong, codes in enumerate(readings(letters)):
        yield from (Guess(code, wrong) for code in codes)
