"""The quick look and cerberus give one verdict: on every field there is, and on documents changed at random."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import UTC, date, datetime, time
from importlib.metadata import version
from random import Random
from typing import Any

import pytest
from cerberus import Validator
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.documents import full_document
from forms import kinds, load_schema
from forms.normalise import normalised
from forms.validator import PreparedRules, StrictValidator
from inconfidence.core.values import Choice, unknown

TODAY = date(2026, 11, 22)
JSON_VALUES: list[Any] = [
    *(None, True, 0, -1, 3, 2**60, 1.5, -0.0, math.nan, math.inf, "", " ", "\n", "a", "a\nb", "x" * 20_001),
    *("\u202e", "\ud800", "a" + "\u0301" * 40, "Ọlá", "2026-11-05", "2999-01-01", "18:30", "yes", "not_asked"),
    *([], [[]], ["a"], ["a", "a"], [None], {}, {"unknown": "not_asked"}, {"unknown": "lost"}, {"a": {"b": []}}),
]
VALUES: list[Any] = [
    *JSON_VALUES,
    *(Choice("yes", "Yes"), Choice("none", "None"), *map(unknown, ("not_known", "not_asked", "declined"))),
    *(date(2026, 11, 5), date(2999, 1, 1), datetime(2026, 11, 5, tzinfo=UTC), datetime(2999, 1, 1, tzinfo=UTC)),
    *(time(18, 30), b"bytes", ("a",), frozenset(), object(), [Choice("yes", "Yes")], [{"code": "C1"}] * 2),
]


def both(rules: PreparedRules, values: Any, today: date | None) -> tuple[bool, bool]:
    """Return what the quick look says and what cerberus says without it."""
    judge = StrictValidator(rules, today=today)
    return rules.are_surely_kept(values, today), Validator.validate(judge, values, normalize=False)


def rule_sets(rules: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for each in rules.values():
        yield each
        inner = each.get("schema", {})
        yield from rule_sets(inner if each["type"] == "dict" else {"entry": inner} if inner else {})


EVERY_RULE_SET = list({repr(each): each for kind in kinds() for each in rule_sets(load_schema(kind).rules)}.values())


@pytest.mark.parametrize("part", range(8))
def test_the_quick_look_passes_no_value_that_cerberus_refuses(part: int) -> None:
    """For the rules of every field of every schema, and values of every sort, sound for one field or another."""
    for each in EVERY_RULE_SET[part::8]:
        rules = PreparedRules({"answer": each})
        for value in VALUES:
            quick, slow = both(rules, {"answer": value}, TODAY)
            assert slow or not quick, (each, value)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for step, inner in steps for place in places(inner, (*path, step)))][not path :]


def changed(document: Any, path: tuple[Any, ...], value: Any) -> None:
    for step in path[:-1]:
        document = document[step]
    # A copy, for the next change may be inside it.
    document[path[-1]] = deepcopy(value)


DOCUMENTS = st.builds(
    lambda kind, seed: (kind, full_document(kind, Random(seed))), st.sampled_from(kinds()), st.integers()
)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_of_tidied_documents_both_say_the_same(data: st.DataObject) -> None:
    """Full documents of every kind, with up to three of their values replaced by something else."""
    kind, document = data.draw(DOCUMENTS)
    for _ in range(data.draw(st.integers(0, 3))):
        changed(document, data.draw(st.sampled_from(places(document))), data.draw(st.sampled_from(JSON_VALUES)))
    schema = load_schema(kind)
    values = normalised(schema.fields, {name: document[name] for name in document if name in schema.fields})

    quick, slow = both(schema.rules, values, data.draw(st.sampled_from([TODAY, None])))

    assert quick is slow


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_of_untidied_values_the_quick_look_is_never_the_laxer(data: st.DataObject) -> None:
    """Whatever stands in the values, of whatever type."""
    kind, document = data.draw(DOCUMENTS)
    schema = load_schema(kind)
    values = normalised(schema.fields, json.loads(json.dumps(document)))
    changed(values, data.draw(st.sampled_from(places(values))), data.draw(st.sampled_from(VALUES)))

    quick, slow = both(schema.rules, values, TODAY)

    assert slow or not quick


@pytest.mark.parametrize("kind", kinds())
def test_the_quick_look_knows_every_full_document(kind: str) -> None:
    """No rule of any schema is strange to it, so no sound document waits for cerberus."""
    schema = load_schema(kind)
    document = full_document(kind, Random(1))
    values = normalised(schema.fields, {name: document[name] for name in document if name in schema.fields})

    assert both(schema.rules, values, TODAY) == (True, True)


@pytest.mark.parametrize(
    "rules",
    [
        {"type": "string", "allowed": ["a"]},
        {"type": ["string", "integer"]},
        {"type": "string", "nullable": True},
        {"type": "integer", "check_with": lambda *_: None},
        {"anyof": [{"type": "string"}]},
        {"type": "list", "schema": {"type": "string", "not_before": "answer"}},
        {},
    ],
)
def test_what_the_quick_look_does_not_know_it_leaves_to_cerberus(rules: dict[str, Any]) -> None:
    """A rule added one day is judged from that day on, only more slowly."""
    assert not PreparedRules({"answer": rules}).are_surely_kept({"answer": ["a"] if "schema" in rules else "a"}, None)


def test_cerberus_is_the_one_whose_private_names_we_know() -> None:
    """The validator overrides what 1.3.8 calls by these names; look again before taking another."""
    assert version("cerberus") == "1.3.8"
    assert {"_BareValidator__normalize_mapping", "_BareValidator__validate_required_fields"} <= set(dir(Validator))
    assert {"_error", "_drop_remaining_rules", "_config", "document_path", "schema_path"} <= set(dir(Validator({})))
