"""How many filled values the forms take in a second, beside plain cerberus with the same rules in the same run.

    python -m benchmarks.forms

Times of different runs or machines do not compare; the ratios do. Rounds are interleaved and the best of each counts.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from time import process_time
from types import MappingProxyType
from typing import Any

from cerberus import TypeDefinition, Validator

from benchmarks.documents import count_values, full_document
from forms.intake import take_in
from forms.normalise import normalised
from forms.schema import load_schema
from forms.validator import StrictValidator
from inconfidence.core.values import Choice

KINDS = ("referral-individual", "referral-group", "referral-location")
DOCUMENTS = 5
ROUNDS = 9
SEED = 20261122


class PlainCerberus(Validator):  # type: ignore[misc]  # cerberus has no types
    """Cerberus as it comes, with the types and rules of our own that our schemas name and nothing made strict."""

    types_mapping = {  # noqa: RUF012 - cerberus reads it as a class attribute
        **StrictValidator.types_mapping,
        "unknown": TypeDefinition("unknown", (Choice,), ()),
    }
    _today = None
    _validate_required_if = StrictValidator._validate_required_if
    _validate_lines = StrictValidator._validate_lines
    _validate_format = StrictValidator._validate_format
    _validate_not_before = StrictValidator._validate_not_before
    _validate_not_future = StrictValidator._validate_not_future
    _validate_at_most_one = StrictValidator._validate_at_most_one
    _validate_unique = StrictValidator._validate_unique
    _validate_distinct = StrictValidator._validate_distinct
    _validate_excludes_others = StrictValidator._validate_excludes_others


@dataclass(frozen=True, slots=True)
class Pace:
    """Filled values a second, by what was done; ``values`` is how many the documents hold."""

    kind: str
    values: int
    a_second: Mapping[str, float]


def filled(kind: str, count: int = DOCUMENTS) -> list[dict[str, Any]]:
    """Return full documents of ``kind``, always the same ones."""
    random = Random(SEED)  # noqa: S311 - documents to measure with, not secrets
    return [full_document(kind, random) for _ in range(count)]


def ready(kind: str, document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a document as the validator gets them."""
    fields = load_schema(kind).fields
    return normalised(fields, {name: value for name, value in document.items() if name in fields})


def pace(kind: str) -> Pace:
    """Measure judging alone, taking in whole, and plain cerberus, on the same documents."""
    documents, rules = filled(kind), load_schema(kind).rules
    values = [ready(kind, document) for document in documents]
    contents = [json.dumps(document).encode() for document in documents]
    plain = PlainCerberus(dict(rules))
    work: dict[str, Callable[[], Any]] = {
        "judge": lambda: [StrictValidator(rules).validate(each) for each in values],
        "take in": lambda: [take_in(each, kind) for each in contents],
        "cerberus": lambda: [plain.validate(each, normalize=False) for each in values],
    }
    total = sum(map(count_values, values))
    best = best_of(work)
    return Pace(kind, total, MappingProxyType({name: total / seconds for name, seconds in best.items()}))


def best_of(work: Mapping[str, Callable[[], Any]], rounds: int = ROUNDS) -> dict[str, float]:
    """Return the seconds of a core in the best round of each piece of work; the rounds take turns."""
    best = dict.fromkeys(work, float("inf"))
    for _ in range(rounds):
        for name, do in work.items():
            start = process_time()
            do()
            best[name] = min(best[name], process_time() - start)
    return best


def lines() -> list[str]:
    """Return the table that is printed, a line each."""
    head = f"{'kind':21}{'values':>8}{'judge/s':>12}{'take in/s':>12}{'cerberus/s':>12}{'judge':>9}{'take in':>9}"
    return [head, *(_line(pace(kind)) for kind in KINDS)]


def _line(made: Pace) -> str:
    judge, take, plain = (made.a_second[name] for name in ("judge", "take in", "cerberus"))
    figures = f"{made.values // DOCUMENTS:8}{judge:12,.0f}{take:12,.0f}{plain:12,.0f}"
    return f"{made.kind:21}{figures}{judge / plain:8.1f}x{take / plain:8.1f}x"


if __name__ == "__main__":
    print("\n".join(lines()))  # noqa: T201 - the command's own output
