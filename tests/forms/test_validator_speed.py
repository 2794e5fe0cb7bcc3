"""Speed is held by ratios to plain Python in the same run, at about a quarter of what was measured: only rot shows."""

from __future__ import annotations

import json
from time import process_time
from typing import Any

import pytest
from least_said import LEAST

from benchmarks.forms import KINDS, PlainCerberus, best_of, filled, ready
from forms.intake import take_in
from forms.schema import load_schema
from forms.validator import StrictValidator
from inconfidence.core.errors import InputInvalid


def looked_at(value: Any) -> int:
    """Do the least that judging could be: visit every value and look at every letter."""
    if isinstance(value, dict):
        return sum([looked_at(inner) for inner in value.values()])
    if isinstance(value, list):
        return sum([looked_at(inner) for inner in value])
    return 1 if isinstance(value, str) and value.isprintable() else 2


@pytest.mark.parametrize("kind", KINDS)
def test_judging_costs_little_more_than_looking(kind: str) -> None:
    """And a quarter of plain cerberus with the same rules, at the most."""
    rules = load_schema(kind).rules
    values = ready(kind, filled(kind, 1)[0])
    plain = PlainCerberus(dict(rules))
    assert plain.validate(values, normalize=False)

    best = best_of(
        {
            "look": lambda: looked_at(values),
            "judge": lambda: StrictValidator(rules).validate(values),
            "cerberus": lambda: plain.validate(values, normalize=False),
        },
        rounds=5,
    )

    assert best["judge"] < 16 * best["look"]
    assert best["judge"] < best["cerberus"] / 4


@pytest.mark.parametrize("kind", KINDS)
def test_taking_in_costs_little_more_than_reading_and_writing(kind: str) -> None:
    """From bytes to the frozen record with its digest."""
    content = json.dumps(filled(kind, 1)[0]).encode()

    best = best_of({"json": lambda: json.dumps(json.loads(content)), "take in": lambda: take_in(content)}, rounds=5)

    assert best["take in"] < 30 * best["json"]


def hostile(count: int) -> list[bytes]:
    """Return files of about the same length, each made to cost what no honest one does."""
    names = ",".join(f'"u{number}":1' for number in range(count)).encode()
    least = json.dumps(LEAST["location"])[:-1].encode()
    rows = json.dumps([{f"u{number}": 1 for number in range(count // 40)}] * 40).encode()
    marks = ("a" + "\u0301\u0316" * count).encode()
    return [
        least + b"," + names + b"}",
        least + b"," + names + b',"u1":2}',
        least + b',"people":' + rows + b"}",
        least + b',"summary":"' + marks + b'"}',
    ]


def cost(content: bytes) -> float:
    start = process_time()
    with pytest.raises(InputInvalid):
        take_in(content)
    return process_time() - start


@pytest.mark.parametrize("attack", range(4))
def test_a_file_four_times_as_hostile_costs_about_four_times_as_much(attack: int) -> None:
    """Strange names, repeated names and heaped accents once cost the square: an hour for one file."""
    small, large = hostile(4_000)[attack], hostile(16_000)[attack]

    # The two seconds are for a collection of garbage that happens to fall into it; the square took forty.
    assert cost(large) < 9 * cost(small) + 2
