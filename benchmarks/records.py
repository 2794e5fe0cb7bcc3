"""Referral records to measure with: families that differ in nearly every answer (see ``families``)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Any

from benchmarks.families import family_document, screening_document
from forms import Record, council_settings, record_of, take_in
from inconfidence.recipes.catalogue import template
from inconfidence.recipes.sample import settings

KIND, PAPER = "individual", "referral-record-individual"
ON = date(2026, 11, 23)
VALUES_LEAST = 90
DIFFERENT = 256
"""So many families; paper number n is about family n modulo this, under a reference of its own."""


@lru_cache(maxsize=DIFFERENT)
def records(number: int) -> dict[str, Record]:
    """Return the records that paper ``number`` is filled from, by the names its template uses.

    Kept, because taking data in and judging it is no part of making a paper: whoever times one asks beforehand.
    """
    referral, screening, council = _lasting(number % DIFFERENT)
    paper = {"title": template(PAPER).title, "version": "1.0", "reference": reference(number), "made_on": ON}
    known = {"council": council, "referral": referral, "screening": screening, "paper": record_of("paper", paper)}
    return {name: known[name] for name in template(PAPER).names}


def reference(number: int) -> str:
    """Return a reference of its own for every paper."""
    letters = "23456789BCDFGHJKMNPQRSTVWXYZ"
    digits = [letters[number // len(letters) ** place % len(letters)] for place in range(8)]
    return f"P-{''.join(digits[:4])}-{''.join(digits[4:])}"


def count_filled(value: Any) -> int:
    """Return how many answers stand in plain data, those that say that something is not known left out."""
    if isinstance(value, Mapping):
        return 0 if set(value) == {"unknown"} else sum(map(count_filled, value.values()))
    return sum(map(count_filled, value)) if isinstance(value, list) else 1


@cache
def _lasting(family: int) -> tuple[Record, Record, Record]:
    referral = take_in(json.dumps(document(family)).encode(), f"referral-{KIND}", today=ON)
    screening = screening_document(family, referral.values["received"].date())
    taken = take_in(json.dumps(screening).encode(), "screening", today=ON)
    return referral, taken, council_settings(settings())


def document(family: int) -> dict[str, Any]:
    """Return the referral of a family, as it would come in."""
    found = family_document(family, ON)
    if count_filled(found) < VALUES_LEAST:
        raise ValueError(f"The record holds {count_filled(found)} values; {VALUES_LEAST} are asked for.")
    return found
