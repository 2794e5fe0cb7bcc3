"""Threads side by side reach the verdicts that one alone reaches."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Thread
from typing import Any

import pytest

from forms.validator import PreparedRules, StrictValidator

PERSON = {
    "age_from": {"type": "integer", "required": True, "min": 0, "max": 25},
    "age_to": {"type": "integer", "not_before": "age_from"},
    "names": {"type": "list", "distinct": True, "schema": {"type": "string", "empty": False}},
}
RULES = PreparedRules(
    {
        "place": {"type": "dict", "schema": {"name": {"type": "string", "required": True, "maxlength": 9}}},
        "people": {"type": "list", "schema": {"type": "dict", "schema": PERSON}},
    }
)


@pytest.fixture
def hasty_threads() -> Iterator[None]:
    """Let threads take turns fifty times as often as usual, so that they meet within one document."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-4)
    yield
    sys.setswitchinterval(usual)


def documents(count: int) -> list[dict[str, Any]]:
    random = Random(8)
    ages, names = [*range(20), 26, True, None], ["Sam", "Max", "Zo\u00e9", "", 7]

    def person() -> dict[str, Any]:
        given = {"age_from": random.choice(ages), "names": random.sample(names, 1)}
        return given if random.random() < 0.9 else {"age_to": 3, "names": ["Sam", "Sam"], **given}

    def document() -> dict[str, Any]:
        place = {"name": "x" * random.randint(1, 10)}
        return {"place": place, "people": [person() for _ in range(random.randint(0, 2))]}

    return [document() for _ in range(count)]


def verdict(document: dict[str, Any]) -> tuple[bool, list[tuple[Any, ...]]]:
    judge = StrictValidator(RULES)
    return judge.validate(document), list(faults(judge._errors))


def faults(errors: Any) -> Iterator[tuple[Any, ...]]:
    for error in errors:
        yield error.document_path, error.code, error.info if error.rule is None else ()
        yield from faults(error.child_errors or ())


def test_thousands_of_documents_are_judged_on_many_threads_as_on_one(hasty_threads: None) -> None:
    """A validator shared by threads gave 108 wrong verdicts of 6,000 with plain cerberus."""
    papers = documents(3_000)
    alone = [verdict(paper) for paper in papers]

    with ThreadPoolExecutor(16) as threads:
        together = list(threads.map(verdict, papers))

    assert together == alone
    assert 0.2 < sum(sound for sound, _ in alone) / len(alone) < 0.8


@pytest.mark.parametrize("rules", [{"age": {"type": "integer"}}, PreparedRules({"age": {"type": "integer"}})])
def test_a_validator_is_not_handed_to_another_thread(rules: Any) -> None:
    """It refuses loudly, where plain cerberus would mix two documents up."""
    judge = StrictValidator(rules)
    heard: list[str] = []

    def borrow() -> None:
        try:
            judge.validate({"age": 3})
        except RuntimeError as refused:
            heard.append(str(refused))

    thread = Thread(target=borrow)
    thread.start()
    thread.join()

    assert len(heard) == 1 and "belongs to the thread" in heard[0]
    assert judge.validate({"age": 3})


def test_rules_may_be_prepared_on_many_threads_at_once(hasty_threads: None) -> None:
    """A form that two threads ask for at the same moment is whole for both."""
    with ThreadPoolExecutor(16) as threads:
        made = list(
            threads.map(lambda _: PreparedRules({"people": {"type": "dict", "schema": dict(PERSON)}}), range(60))
        )

    assert all(StrictValidator(rules).validate({"people": {"age_from": 3}}) for rules in made)
    assert not any(StrictValidator(rules).validate({"people": {"age_from": 26}}) for rules in made)
