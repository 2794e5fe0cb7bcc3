"""The holes of plain cerberus, each closed in the base validator, wherever a value can stand."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from forms.validator import PreparedRules, StrictValidator
from inconfidence.core.values import Choice, unknown

Rules = dict[str, Any]
PLACES: list[Callable[[Any, Any], tuple[Rules, Rules]]] = [
    lambda rules, value: ({"answer": rules}, {"answer": value}),
    lambda rules, value: ({"answers": {"type": "list", "schema": rules}}, {"answers": [value]}),
    lambda rules, value: ({"group": {"type": "dict", "schema": {"answer": rules}}}, {"group": {"answer": value}}),
    lambda rules, value: (
        {"rows": {"type": "list", "schema": {"type": "dict", "schema": {"answer": rules}}}},
        {"rows": [{"answer": value}]},
    ),
]
"""A field, an entry of a list, a field of a group, a field of a row."""


def accepts(rules: Mapping[str, Any], document: Any) -> bool:
    """Judge with prepared rules and with plain ones; they must agree."""
    verdicts = {StrictValidator(each).validate(document) for each in (rules, PreparedRules(rules))}
    assert len(verdicts) == 1
    return verdicts.pop()


HOLES: list[tuple[Rules, Any]] = [
    ({"type": "integer"}, True),
    ({"type": "integer"}, 1.0),
    ({"type": "integer"}, 2**53),
    ({"type": "integer"}, -(10**4000)),
    ({"type": "integer", "max": 5}, 10**4000),
    ({"type": "integer"}, "3"),
    ({"type": "float", "min": 0}, math.nan),
    ({"type": "number", "max": 9}, math.nan),
    ({"type": "float"}, math.inf),
    ({"type": "float"}, -math.inf),
    ({"type": "float"}, True),
    ({"type": "number"}, False),
    ({"type": "boolean"}, 1),
    ({"type": "boolean"}, "true"),
    ({"type": "date"}, datetime(2026, 11, 5, tzinfo=UTC)),
    ({"type": "date"}, "2026-11-05"),
    ({"type": "datetime"}, date(2026, 11, 5)),
    ({"type": "time"}, datetime(2026, 11, 5, tzinfo=UTC)),
    ({"type": "string", "empty": False}, "  "),
    ({"type": "string", "empty": False}, "\u3000"),
    ({"type": "string", "empty": False}, "\n\u2028"),
    ({"type": "string", "regex": "a+"}, "aaa\n"),
    ({"type": "string", "regex": "a|b"}, "ac"),
    ({"type": "string", "regex": "a+$"}, "aaa\n"),
    ({"type": "string", "lines": False}, "a\u202eb"),
    ({"type": "string", "lines": False}, "a\nb"),
    ({"type": "string", "lines": True}, "a\u2028b"),
    ({"type": "string", "lines": True}, "a\ud800"),
    ({"type": "string", "lines": True}, "a" + "\u0301" * 31),
    ({"type": "string", "lines": True, "empty": False}, "a" * 40 + "\ue000"),
    ({"type": "string", "format": "email"}, "name@example.org\n"),
    ({"type": "string"}, b"bytes"),
    ({"type": "string"}, Choice("yes", "Yes")),
    ({"type": "string"}, unknown("not_known")),
    ({"type": ["string", "unknown"]}, Choice("yes", "Yes")),
    ({"type": ["date", "unknown"]}, Choice("yesterday", "Yesterday")),
    ({"type": "string"}, None),
    ({"type": "string"}, {"un": "hashable"}),
    ({"type": "string"}, ["un", "hashable"]),
    ({"type": "choice"}, "yes"),
    ({"type": "choice", "allowed": ["yes"]}, Choice("no", "No")),
    ({"type": "choice", "allowed": ["yes"]}, unknown("declined")),
    ({"type": "choice", "allowed": ["yes"]}, ["yes"]),
    ({"type": "dict", "schema": {}}, [("a", 1)]),
    ({"type": "dict", "schema": {"a": {"type": "string"}}}, {"a": "b", "c": "d"}),
    ({"type": "dict", "schema": {"a": {"type": "string"}}}, {None: "b", 3: "c", ("d",): "e", b"f": "g"}),
    ({"type": "list", "schema": {"type": "string"}}, "abc"),
    ({"type": "list", "schema": {"type": "string"}}, {"a": 1}),
    ({"type": "list", "schema": {"type": "integer"}}, [1, True]),
    ({"type": "list", "schema": {"type": "integer"}}, b"12"),
    ({"type": "list", "schema": {"type": "integer"}}, range(3)),
    # A limit that does not fit its type refuses; cerberus passes over it.
    ({"type": "string", "min": 3}, "abc"),
    ({"type": "date", "max": 3}, date(2026, 11, 5)),
    ({"type": "integer", "maxlength": 3}, 12),
    ({"type": "integer", "minlength": 1}, 12),
    ({"type": "integer", "regex": "[0-9]+"}, 12),
    ({"type": "integer", "lines": True}, 12),
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("rules", "value"), HOLES)
def test_each_hole_is_closed_wherever_it_is(
    rules: Rules, value: Any, place: Callable[..., tuple[Rules, Rules]]
) -> None:
    """What plain cerberus lets through, or stumbles over, is refused."""
    assert not accepts(*place(rules, value))


SOUND: list[tuple[Rules, Any]] = [
    ({"type": "integer"}, 3),
    ({"type": "integer"}, 2**53 - 1),
    ({"type": "float"}, 1.5),
    ({"type": "boolean"}, False),
    ({"type": "date"}, date(2026, 11, 5)),
    ({"type": "time"}, time(18, 30)),
    ({"type": "string", "regex": "a+"}, "aaa"),
    ({"type": "string", "lines": True}, "first\nsecond"),
    ({"type": "string", "lines": False}, "a" + "\u0301" * 30),
    ({"type": "string", "lines": False, "empty": False}, "محمد علی می‌خواهم"),
    ({"type": "string", "empty": True, "minlength": 3}, ""),
    ({"type": ["date", "unknown"], "min": date(2026, 1, 1)}, unknown("declined")),
    ({"type": ["string", "unknown"], "format": "email", "maxlength": 3}, unknown("withheld")),
    ({"type": ["choice", "unknown"], "allowed": ["yes"]}, unknown("declined")),
    ({"type": "choice", "allowed": ["yes", "not_asked"]}, unknown("not_asked")),
    ({"type": "list", "schema": {"type": "string"}, "empty": True}, []),
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("rules", "value"), SOUND)
def test_sound_values_pass_wherever_they_are(rules: Rules, value: Any, place: Callable[..., Any]) -> None:
    """Strict is not stubborn; an unknown has no length or format to be judged by."""
    assert accepts(*place(rules, value))


def test_nothing_but_a_mapping_is_judged_and_it_is_not_repeated() -> None:
    """Cerberus would put the whole of it into its exception."""
    for document in (None, ["canary"], "canary"):
        with pytest.raises(TypeError) as refused:
            StrictValidator({"answer": {"type": "string"}}).validate(document)  # type: ignore[arg-type]
        assert "canary" not in str(refused.value)


@pytest.mark.parametrize("ask", ["validate", "validated", "normalized", "__call__"])
def test_no_door_leads_to_the_normalising_of_cerberus(ask: str) -> None:
    """There a failing coercion swallows its exception and tells of it twice."""
    rules = {"answer": {"type": "integer", "coerce": int}}
    arguments = {} if ask == "normalized" else {"normalize": True}

    for judge in (StrictValidator(rules), StrictValidator(PreparedRules({"answer": {"type": "integer"}}))):
        with pytest.raises(TypeError):
            getattr(judge, ask)({"answer": 3}, **arguments)


@pytest.mark.parametrize("setting", ["allow_unknown", "require_all", "ignore_none_values", "purge_unknown"])
def test_nothing_can_be_set_that_makes_it_laxer(setting: str) -> None:
    """Neither when it is made nor for one judging, by either way of asking."""
    with pytest.raises(TypeError):
        StrictValidator({}, **{setting: True})
    for ask in ("validate", "__call__"):
        with pytest.raises(TypeError):
            getattr(StrictValidator({"answer": {"type": "string", "required": True}}), ask)({}, update=True)


@pytest.mark.parametrize("prepared", [False, True])
def test_every_way_of_asking_has_one_answer(prepared: bool) -> None:
    """With the quick look and without."""
    rules: Any = {"answer": {"type": "integer", "required": True}}
    judge = StrictValidator(PreparedRules(rules) if prepared else rules)

    for document, sound in (
        ({"answer": 3}, True),
        ({"answer": "3"}, False),
        ({}, False),
        ({"answer": 3, "b": 1}, False),
    ):
        assert judge.validate(document) is judge(document) is sound
        assert (judge.validated(document) == document) is sound


def test_a_second_judging_forgets_the_first() -> None:
    """Neither verdict colours the other, by the quick look or without."""
    judge = StrictValidator(PreparedRules({"answer": {"type": "integer"}}))

    assert [judge.validate({"answer": value}) for value in ("x", 1, "x", 2)] == [False, True, False, True]
    assert not judge._errors


def test_every_fault_of_a_document_is_told() -> None:
    """At every depth, each with its path and once."""
    rules = {"a": {"type": "integer", "min": 3}, "rows": {"type": "list", "schema": PLACES[2]({"type": "date"}, 0)[0]}}
    rules["rows"]["schema"] = {"type": "dict", "schema": rules["rows"]["schema"]}

    judge = StrictValidator(rules)

    assert not judge.validate({"a": 1, "rows": [{"group": {"answer": 1}}, 7, {"b": 1}]})
    assert [error.document_path for error in judge._errors] == [("a",), ("rows",)]
    assert [error.document_path[1] for error in judge._errors[1].child_errors] == [0, 1, 2]
