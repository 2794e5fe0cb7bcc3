"""Words that say too much without holding a value: those that point at the referrer, and small numbers of people.

The patterns stand in ``pointers.yaml``, English first. What they find is a warning, never a leak.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from disclosure.leaks.folding import cleaned
from disclosure.told_counts import Telling, tells
from forms import read_yaml

NUMBERED = re.compile(r"\b(?:page|copy|sheet|part|section)\s+[0-9]+\s+of\s+[0-9]+", re.IGNORECASE)
"""Counts of a paper's own parts."""
NOTHING_BESIDE = Telling((), 0)
"""A count in a sentence of its own, with no totals to work it out from."""


def points_at_referrer(words: str) -> str:
    """Return which list of ``pointers.yaml`` the words fall under, or nothing."""
    plain = " ".join(cleaned(words).lower().split())
    return next((name.replace("_", " ") for name, pattern in _patterns() if pattern.search(plain)), "")


def tells_small_count(words: str) -> bool:
    """Say whether words tell a number of people from 1 to 5 ("three boys", "2 young people")."""
    return tells(NUMBERED.sub("", cleaned(words)), NOTHING_BESIDE)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    lists = read_yaml(files("disclosure.leaks") / "pointers.yaml")
    return tuple((name, re.compile("|".join(each["patterns"]))) for name, each in lists.items())
