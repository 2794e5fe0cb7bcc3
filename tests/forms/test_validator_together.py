"""Rules about several answers: each beside another, and all of a list."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from forms.schema import load_schema
from forms.validator import PreparedRules, StrictValidator
from forms.words import problems_of
from inconfidence.core.values import Choice, unknown

TODAY = date(2026, 11, 22)
NOT_ASKED = unknown("not_asked")
YES, NO = Choice("yes", "Yes"), Choice("no", "No")
WORDS = {"type": ["string", "unknown"]}
ANSWER = {"type": ["choice", "unknown"]}
WHEN_NO = {
    "answer": ANSWER,
    "also": ANSWER,
    "why": {**WORDS, "required_if": {"answer": ["no"], "also": ["no", "not_asked"]}},
    "how": {"type": "list", "schema": {"type": "string"}, "required_if": {"answer": ["no"]}, "empty": True},
}


def faults(rules: dict[str, Any], document: dict[str, Any], today: date | None = None) -> list[tuple[str, str]]:
    """Return place and code of every problem, by plain and by prepared rules, which must agree."""
    found = []
    for each in (rules, PreparedRules(rules)):
        judge = StrictValidator(each, today=today)
        assert judge.validate(document) is not bool(judge._errors)
        found.append(list(leaves(judge._errors)))
    assert found[0] == found[1]
    return found[0]


def leaves(errors: Any) -> Any:
    for error in errors:
        if error.child_errors:
            yield from leaves(error.child_errors)
        else:
            yield ".".join(map(str, error.document_path)), str(error.info[0]) if error.info else error.rule


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({"answer": YES, "why": NOT_ASKED, "how": []}, []),
        ({"answer": NO, "why": "because", "how": ["so"]}, []),
        ({"answer": NO, "why": unknown("declined"), "how": ["so"]}, []),
        ({"answer": NO, "why": NOT_ASKED, "how": []}, [("why", "missing"), ("how", "missing")]),
        ({"answer": NO, "how": ["so"]}, [("why", "required")]),
        ({"also": NOT_ASKED, "why": ""}, [("why", "missing")]),
        ({"why": NOT_ASKED}, []),
    ],
)
def test_an_answer_may_call_for_another(document: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    """Also for one that is absent. "Not asked", which fills a gap, is no answer; any of the conditions is enough."""
    assert faults(WHEN_NO, document) == expected


def test_what_is_needed_in_any_case_is_called_for_once() -> None:
    """Two rules that miss the same answer are one problem."""
    rules = {"answer": ANSWER, "why": {**WORDS, "required": True, "required_if": {"answer": ["no"]}}}

    assert faults(rules, {"answer": NO}) == [("why", "required")]


def test_an_answer_is_called_for_in_every_row_and_group() -> None:
    """Each row is judged by its own answers."""
    rules = {"rows": {"type": "list", "schema": {"type": "dict", "schema": WHEN_NO}}}
    rows = [{"answer": NO, "why": "so", "how": ["b"]}, {"answer": NO, "why": NOT_ASKED}, {"answer": YES}]

    assert faults(rules, {"rows": rows}) == [("rows.1.why", "missing"), ("rows.1.how", "required")]


ONE = {
    "type": "dict",
    "schema": {"born": WORDS, "expected": WORDS, "died": WORDS},
    "at_most_one": ["born", "expected"],
}


@pytest.mark.parametrize(
    ("group", "sound"),
    [
        ({}, True),
        ({"born": "a", "expected": NOT_ASKED, "died": "b"}, True),
        ({"born": unknown("declined"), "expected": "b"}, True),
        ({"born": "a", "expected": "b"}, False),
        ({"expected": "b", "born": "a"}, False),
    ],
)
def test_of_two_answers_only_one_may_be_given(group: dict[str, Any], sound: bool) -> None:
    """A child is born or expected; what is unknown is no answer. In a group and in each row."""
    assert faults({"child": ONE}, {"child": group}) == ([] if sound else [("child", "only-one")])
    rows = {"children": {"type": "list", "schema": ONE}}
    assert faults(rows, {"children": [{}, group]}) == ([] if sound else [("children.1", "only-one")])


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (["C1", "C2", NOT_ASKED, NOT_ASKED, None], []),
        (["C1", "C2", "C1", "C1"], [("rows.2.code", "same-code"), ("rows.3.code", "same-code")]),
    ],
)
def test_two_rows_do_not_share_a_code(codes: list[Any], expected: list[tuple[str, str]]) -> None:
    """Unknowns excepted; the later row is the one told of."""
    row = {"type": "dict", "schema": {"code": WORDS}}
    rules = {"rows": {"type": "list", "unique": "code", "schema": row}}

    assert faults(rules, {"rows": [{"code": code} if code else {} for code in codes]}) == expected


def test_a_code_that_cannot_be_compared_is_a_fault_of_its_own() -> None:
    """Lists, groups and rows that are none do not break the comparing."""
    row = {"type": "dict", "schema": {"code": {"type": "string"}}}
    rules = {"rows": {"type": "list", "unique": "code", "schema": row}}

    found = faults(rules, {"rows": [{"code": ["C1"]}, {"code": ["C1"]}, "C1", {"code": {}}]})

    assert found == [("rows.0.code", "type"), ("rows.1.code", "type"), ("rows.2", "type"), ("rows.3.code", "type")]


LIST = {"type": "list", "schema": {"type": "choice"}, "distinct": True, "excludes_others": "no"}


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([YES], []),
        ([NO], []),
        ([YES, YES], [("list.1", "twice")]),
        ([YES, NO], [("list", "excludes")]),
        ([NO, NO], [("list.1", "twice"), ("list", "excludes")]),
    ],
)
def test_entries_of_a_list_agree_with_one_another(entries: list[Choice], expected: list[tuple[str, str]]) -> None:
    """None is chosen twice, and "none" stands alone."""
    assert faults({"list": LIST}, {"list": entries}) == expected


@pytest.mark.parametrize(
    ("value", "today", "sound"),
    [
        (TODAY, TODAY, True),
        (date(2026, 11, 23), TODAY, False),
        (date(2026, 11, 23), None, True),
        (datetime(2026, 11, 22, 23, 59, tzinfo=UTC), TODAY, True),
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), date(2026, 7, 1), False),
        (unknown("not_known"), TODAY, True),
    ],
)
def test_what_has_happened_is_not_to_come(value: Any, today: date | None, sound: bool) -> None:
    """By the day in London; without a today it is not judged."""
    rules = {"seen": {"type": ["date", "datetime", "unknown"], "not_future": True}}
    alone = {"seen": {"type": [type(value).__name__.lower(), "unknown"], "not_future": True}}

    assert faults(rules, {"seen": value}, today) == ([] if sound else [("seen", "future")])
    if not isinstance(value, Choice):
        assert faults(alone, {"seen": value}, today) == ([] if sound else [("seen", "future")])


@pytest.mark.parametrize("today", [TODAY, None])
def test_the_day_reaches_every_depth(today: date | None) -> None:
    """Rows and groups are judged by the same day."""
    group = {"type": "dict", "schema": {"seen": {"type": "date", "not_future": True}}}
    rules = {"rows": {"type": "list", "schema": {"type": "dict", "schema": {"group": group}}}}

    found = faults(rules, {"rows": [{"group": {"seen": date(2027, 1, 1)}}]}, today)

    assert found == ([("rows.0.group.seen", "future")] if today else [])


@pytest.mark.parametrize(
    ("start", "end", "sound"),
    [
        (3, 3, True),
        (4, 3, False),
        (NOT_ASKED, 3, True),
        (unknown("withheld"), unknown("declined"), True),
        (datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2), False),
    ],
)
def test_an_end_is_not_before_its_start(start: Any, end: Any, sound: bool) -> None:
    """Unknowns are in no order; moments that cannot be compared are not taken to be in order."""
    types = [type(end).__name__.replace("int", "integer").lower(), "unknown"]
    rules = {"start": {"type": types}, "end": {"type": types, "not_before": "start"}}

    assert faults(rules, {"start": start, "end": end}) == ([] if sound else [("end", "order")])


def test_each_has_words_that_say_what_to_do() -> None:
    """In plain English, with the names of the fields and no value."""
    schema = load_schema("referral-individual")
    judge = StrictValidator(schema.rules, today=TODAY)
    child = {"code": "C1", "dob": "5 6 2011", "expected_on": date(2027, 1, 1)}

    judge.validate({"people": [child, child]})
    told = {each.path: f"{each.message} {each.remedy}" for each in problems_of(schema, judge._errors)}

    assert "same code" in told["people.1.code"]
    assert "dob, expected_on" in told["people.0"]
    assert not any("2011" in words or "C1" in words.split() for words in told.values())
