"""Referral records to measure with: the sample's family, more fully answered, under another name in each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from forms import Record, council_settings, record_of, take_in
from inconfidence.recipes.catalogue import template
from inconfidence.recipes.sample import Sample, settings

KIND, PAPER = "individual", "referral-record-individual"
ON = date(2026, 11, 23)
VALUES_LEAST = 90
DIFFERENT = 64
"""So many families; paper number n is about family n modulo this, under a reference of its own."""

SENTENCES_MOST = 2
"""Of each account, so that the paper keeps to three pages."""
GIVEN = ("Adaeze", "Łukasz", "Zoë", "Nguyễn", "İrem", "Siobhán", "Márton", "Renée")
SURNAMES = ("Adeyemi", "Wójcik", "O\u2019Brien", "Yıldız")
ROWS: Mapping[str, tuple[Mapping[str, Any], ...]] = {
    "people": (
        {
            **{"code": "C3", "also_known_as": "AJ", "age_from": 14, "age_to": 15, "postcode": "TM4 2RB"},
            **{"description": "Tall, grey hooded top.", "school": "Kestrel Park Academy, Year 10"},
        },
    ),
    "family": (
        {"relationship": "Aunt", "lives_with": "no", "note": "Collects the girl from school on two days a week."},
    ),
    "professionals": (
        {"name": "Gareth Llewellyn", "role": "Youth worker", "agency": "Larkmere Youth Project", "involved": "yes"},
        {"name": "Dr Amara Nwosu", "role": "General practitioner", "agency": "Mill Lane Surgery", "involved": "yes"},
    ),
}


def records(number: int) -> dict[str, Record]:
    """Return the records that paper ``number`` is filled from, by the names its template uses."""
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
    sample = Sample(ON)
    referral = take_in(json.dumps(document(family)).encode(), f"referral-{KIND}", today=ON)
    screening = take_in(sample.text(f"screening-{KIND}"), "screening", today=ON)
    return referral, screening, council_settings(settings())


def document(family: int) -> dict[str, Any]:
    """Return the referral of a family, as it would come in."""
    surname = SURNAMES[family % len(SURNAMES)]
    text = Sample(ON).text(f"referral-{KIND}").decode("utf-8").replace("Adeyemi", surname)
    found: dict[str, Any] = json.loads(text)
    given = GIVEN[family // len(SURNAMES) % len(GIVEN)]
    for name, rows in ROWS.items():
        found[name] += [{"name": f"{given} {surname}", **row} for row in rows]
    for told in ("seen", "where", "worry"):
        # No two families are told of in the same words, so that nothing is made once for several papers.
        whole = found[told]["words"].split(". ")
        found[told]["words"] = ". ".join([f"{given} {surname}, call {family}", *whole[:SENTENCES_MOST]])
    for relative in found["family"][:2]:
        relative["note"] = "Works nights."
    found["people"][1] |= {"description": "Long braids, red coat.", "school": "Mill Lane Primary, Year 4"}
    if count_filled(found) < VALUES_LEAST:
        raise ValueError(f"The record holds {count_filled(found)} values; {VALUES_LEAST} are asked for.")
    return found
